//! Files of other apps: recognises the format and reads the entries. Each format has one file in
//! this module and one row in the table `FORMATS`.
//!
//! The format is recognised by the content, never by the file name; the reader that recognises a
//! file also reads it. An entry that can't be read is returned as a rejected entry among the
//! others. An encrypted file is returned as [`EncryptedFile`], with the cost of opening it. Shells call
//! the [`intake`](crate::intake), which also takes pictures, frames and links.

mod aegis;
mod andotp;
mod apple;
mod arrival;
mod bitwarden;
mod code_display;
mod codes;
mod content;
mod csv;
mod ente;
mod error;
mod export_guide;
mod fields;
mod freeotp;
mod groups;
mod link;
mod notice;
mod proton;
mod sealed;
mod stratum;
#[cfg(test)]
mod tests;
mod text;
mod twofas;
mod unsupported;

pub use arrival::{CodeUse, Completeness, ImportedAccount};
pub use error::{ImportEntryError, ImportError, RejectionReason};
pub(crate) use export_guide::codes as export_guide_codes;
pub use export_guide::{ExportGuide, ExportGuideAction, ExportGuideSource};
pub use notice::ImportNotice;
pub(crate) use sealed::DecryptedContent;
pub use sealed::{DecryptError, DecryptedFile, DecryptionCost, EncryptedFile, MemoryConsent};
pub(crate) use text::{ReadEntry, entries, holds_several};

use content::FileContent;

use crate::fault;
use crate::time::UnixMillis;

/// The maximum file size in bytes. Some apps store every account's icon in the file.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

/// An entry that was not read while others were.
pub type RefusedImport = fault::RefusedEntry<RejectionReason>;

/// A recognised file.
#[derive(Debug)]
pub(crate) enum Recognised {
    /// The file is not encrypted; these are its entries.
    Plain(ReadFile),
    /// The file needs a password.
    Sealed(EncryptedFile),
}

/// The content of a file.
#[derive(Debug)]
pub(crate) struct ReadFile {
    /// The app's display name; empty for a list of links.
    pub(crate) app: &'static str,
    /// The entries, in file order.
    pub(crate) entries: Vec<ReadEntry>,
    /// The groups that the file lists, in file order.
    pub(crate) groups: Vec<String>,
    /// What else the user should be told.
    pub(crate) notices: Vec<ImportNotice>,
}

/// Recognises and reads one format; `None` when the file has another format.
type Reader = fn(&FileContent<'_>, UnixMillis) -> Option<Result<Recognised, RejectionReason>>;

/// A supported format.
struct ImportFormat {
    /// The name on the command line; empty where none is needed. A format with several variants has
    /// several rows.
    name: &'static str,
    read: Reader,
}

const fn format(name: &'static str, read: Reader) -> ImportFormat {
    ImportFormat { name, read }
}

/// All formats. Readers with strict checks come before those that accept more.
static FORMATS: &[ImportFormat] = &[
    format("", sealed::backup),
    format("aegis", aegis::read),
    format("2fas", twofas::read),
    format("bitwarden", bitwarden::read),
    format("ente", ente::read),
    format("proton", proton::read),
    format("apple", apple::read),
    format("stratum", stratum::read),
    format("freeotp", freeotp::read),
    format("andotp", andotp::read),
    format("", unsupported::read),
    format("links", text::read),
    // Ente Auth's plain export and Google's export are links too.
    format("ente", text::read),
    format("google", text::read),
    format("andotp", andotp::sealed),
];

/// The names of the readable formats, for the command line.
pub fn formats() -> Vec<&'static str> {
    let mut names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !name.is_empty());
    names
}

/// Recognises a file and reads it as far as possible without a password. If a [format
/// name](formats) is given, every other format is rejected.
///
/// # Errors
/// The reason ([`RejectionReason`]) if nothing can be imported.
pub(crate) fn recognise(
    format: Option<&str>,
    name: Option<&str>,
    bytes: &[u8],
    now: UnixMillis,
) -> Result<Recognised, RejectionReason> {
    let found = bytes.len();
    if found > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { found, known: MAX_FILE_BYTES }.into());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty.into());
    }
    let content = FileContent::new(name, bytes);
    let read = FORMATS
        .iter()
        .filter(|known| format.is_none_or(|wanted| known.name == wanted))
        .find_map(|known| (known.read)(&content, now));
    let why = match format {
        None => ImportError::UnknownFormat,
        Some(wanted) => {
            let name = FORMATS.iter().map(|known| known.name).find(|name| *name == wanted);
            ImportError::OtherFormat { name: name.unwrap_or_default() }
        }
    };
    read.unwrap_or(Err(why.into()))
}
