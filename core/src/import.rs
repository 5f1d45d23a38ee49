//! Files of other apps: what a file is, and what is in it. One foreign format is one file here and
//! one row of the table `FORMATS`.
//!
//! What a file is, its content says, never its name, and it is looked at once: a reader that knows
//! it also reads it. One entry that cannot be read is a value among the others. What is encrypted
//! is handed out [sealed](Sealed), with what opening it costs. Everything comes in by the
//! [`intake`](crate::intake), which also takes pictures, frames and links.

mod aegis;
mod andotp;
mod arrival;
mod bitwarden;
mod code_display;
mod codes;
mod content;
mod ente;
mod error;
mod fields;
mod freeotp;
mod groups;
mod known;
mod link;
mod notice;
mod proton;
mod sealed;
mod stratum;
#[cfg(test)]
mod tests;
mod text;
mod twofas;

pub use arrival::{Arrival, Standing};
pub use error::{EntryError, ImportError, Why};
pub use notice::Notice;
pub(crate) use sealed::OpenedContent;
pub use sealed::{Cost, MemoryConsent, Opened, Sealed, SealedError};
pub(crate) use text::{Entry, entries, holds_several};

use content::Content;

use crate::fault;
use crate::time::UnixMillis;

/// The largest file taken, in bytes. Some apps put every account's picture into it.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// An entry that is not taken, though others are.
pub type Refusal = fault::Refusal<Why>;

/// What a file is, once it was looked at.
#[derive(Debug)]
pub(crate) enum Recognised {
    /// Its entries can be read.
    Plain(Read),
    /// It waits for its password.
    Sealed(Sealed),
}

/// What a file held.
#[derive(Debug)]
pub(crate) struct Read {
    /// Whose file it is, as a person calls it; empty for a list of links.
    pub(crate) app: &'static str,
    /// Its entries, in its order.
    pub(crate) entries: Vec<Entry>,
    /// The groups that it lists, in its order.
    pub(crate) groups: Vec<String>,
    /// What the person should know of it besides.
    pub(crate) notices: Vec<Notice>,
}

/// How one format is known and read; `None` when the file is of another.
type Reader = fn(&Content<'_>, UnixMillis) -> Option<Result<Recognised, Why>>;

/// One format.
struct Format {
    /// Its name for a command line; empty where nobody names it. A format in several forms has
    /// several rows.
    name: &'static str,
    read: Reader,
}

const fn format(name: &'static str, read: Reader) -> Format {
    Format { name, read }
}

/// Every format, the pickier before those that take much.
static FORMATS: &[Format] = &[
    format("", sealed::backup),
    format("aegis", aegis::read),
    format("2fas", twofas::read),
    format("bitwarden", bitwarden::read),
    format("ente", ente::read),
    format("proton", proton::read),
    format("stratum", stratum::read),
    format("freeotp", freeotp::read),
    format("andotp", andotp::read),
    format("", known::read),
    format("links", text::read),
    // Ente Auth's plain export and Google's codes are links as well.
    format("ente", text::read),
    format("google", text::read),
    format("andotp", andotp::sealed),
];

/// The names of the formats that are read, for a command line.
pub fn formats() -> Vec<&'static str> {
    let mut names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !name.is_empty());
    names
}

/// Looks at a file and reads it as far as that goes without a password. Where it is said to be of the
/// format of a [name](formats), anything else is refused.
///
/// # Errors
/// [`Why`] nothing of it is taken.
pub(crate) fn recognise(
    format: Option<&str>,
    name: Option<&str>,
    bytes: &[u8],
    now: UnixMillis,
) -> Result<Recognised, Why> {
    let found = bytes.len();
    if found > LARGEST {
        return Err(ImportError::TooLarge { found, known: LARGEST }.into());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty.into());
    }
    let content = Content::new(name, bytes);
    let read = FORMATS
        .iter()
        .filter(|known| format.is_none_or(|wanted| known.name == wanted))
        .find_map(|known| (known.read)(&content, now));
    let why = match format {
        None => ImportError::Unknown,
        Some(wanted) => {
            let name = FORMATS.iter().map(|known| known.name).find(|name| *name == wanted);
            ImportError::OtherFormat { name: name.unwrap_or_default() }
        }
    };
    read.unwrap_or(Err(why.into()))
}
