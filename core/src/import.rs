//! Files of other apps, read: one foreign format per file, one line each in the table `READERS`.
//!
//! What a file is, its content says, never its name. One entry that cannot be read is a value among
//! the others; an error means that nothing could be.

pub mod files;
pub mod google;
mod text;

use crate::account::Account;
use crate::fault::{Fact, Fault, Remedy, fault_family};
use crate::otpauth::UriError;
use crate::otpauth::migration::{EntryError, MigrationError, Missing};
use crate::phrase::Phrase;
use crate::scan::{self, Foreign};
use crate::time::UnixMillis;

/// The largest file taken, in bytes. Some apps put every account's picture into it.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// A file to be read.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Its whole content; it holds keys, so its owner wipes it.
    pub bytes: &'a [u8],
    /// When it is read: the accounts are new from then.
    pub now: UnixMillis,
}

/// Reads a file of any known format.
///
/// # Errors
/// [`ImportError::Empty`], [`ImportError::TooLarge`], or [`ImportError::Unknown`] when no format is
/// recognised.
pub fn read(source: Source<'_>) -> Result<Imported, ImportError> {
    let found = source.bytes.len();
    if found > LARGEST {
        return Err(ImportError::TooLarge { found, known: LARGEST });
    }
    if source.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    let reader = READERS.iter().find(|reader| (reader.recognises)(source.bytes));
    (reader.ok_or(ImportError::Unknown)?.read)(source)
}

/// How one format is told from others, and read.
struct Reader {
    recognises: fn(&[u8]) -> bool,
    read: fn(Source<'_>) -> Result<Imported, ImportError>,
}

/// Every format, the pickier before those that take much.
static READERS: &[Reader] = &[Reader { recognises: text::recognises, read: text::read }];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Key URIs, one to a line.
    Text,
    /// Google Authenticator's export: its QR codes, or their text.
    Google,
}

/// What a file held.
#[derive(Debug, PartialEq)]
pub struct Imported {
    /// What it is.
    pub format: Format,
    /// The accounts, in its order.
    pub accounts: Vec<Account>,
    /// The entries that are no accounts here. Nothing is left out silently.
    pub refusals: Vec<Refusal>,
    /// What the person should know besides.
    pub notices: Vec<Notice>,
}

/// An entry that is not taken, though others are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it stands: a line of text, or its place among the entries; counted from 1.
    pub at: usize,
    /// Its name as far as it can be read; may be empty.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Something to know about what was read.
#[derive(Clone, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Notice {
    /// The format does not say how long a code holds; 30 s was assumed.
    PeriodAssumed {
        /// Of how many accounts.
        accounts: usize,
    },
    /// A part of Google's export is not among those that were read.
    PartMissing(Missing),
    /// A picture shows a code that is no account.
    #[strum(to_string = "")]
    Foreign(Foreign),
}

impl Notice {
    /// The codes of all variants that speak for themselves.
    pub fn codes() -> Vec<String> {
        use strum::VariantNames;
        let own = Self::VARIANTS.iter().filter(|name| !name.is_empty());
        own.map(|name| format!("notice-{name}")).collect()
    }
}

impl Phrase for Notice {
    fn code(&self) -> String {
        match self {
            Self::Foreign(what) => what.code(),
            Self::PeriodAssumed { .. } | Self::PartMissing(_) => {
                format!("notice-{}", <&'static str>::from(self))
            }
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::PeriodAssumed { accounts } => vec![("count", (*accounts).into())],
            Self::PartMissing(missing) => vec![
                ("number", Fact::Number(i64::from(missing.number))),
                ("of", Fact::Number(i64::from(missing.of))),
            ],
            Self::Foreign(what) => what.facts(),
        }
    }
}

/// Why an entry is not taken.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Why {
    /// The line is no UTF-8.
    #[error("not UTF-8")]
    Encoding,
    /// It is no key URI that codes can be made from.
    #[error(transparent)]
    #[strum(to_string = "")]
    Uri(#[from] UriError),
    /// It is no part of Google's export.
    #[error(transparent)]
    #[strum(to_string = "")]
    Part(#[from] MigrationError),
    /// It is an account of Google's export that is not taken.
    #[error(transparent)]
    #[strum(to_string = "")]
    Entry(#[from] EntryError),
}

fault_family!(Why, "import-entry");

impl From<scan::Why> for Why {
    fn from(why: scan::Why) -> Self {
        match why {
            scan::Why::Uri(why) => Self::Uri(why),
            scan::Why::Part(why) => Self::Part(why),
        }
    }
}

impl Fault for Why {
    fn code(&self) -> String {
        match self {
            Self::Encoding => self.own_code(),
            Self::Uri(why) => why.code(),
            Self::Part(why) => why.code(),
            Self::Entry(why) => why.code(),
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::Encoding => Vec::new(),
            Self::Uri(why) => why.facts(),
            Self::Part(why) => why.facts(),
            Self::Entry(why) => why.facts(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::Encoding => Remedy::AnotherSource,
            Self::Uri(why) => why.remedy(),
            Self::Part(why) => why.remedy(),
            Self::Entry(why) => why.remedy(),
        }
    }
}

/// Why nothing of a file could be read.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum ImportError {
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// It is larger than any app's export.
    #[error("a file of {found} bytes")]
    TooLarge {
        /// Its size in bytes.
        found: usize,
        /// The largest size taken, in bytes.
        known: usize,
    },
    /// It is of no format that is known here.
    #[error("an unknown format")]
    Unknown,
}

fault_family!(ImportError, "import");

impl Fault for ImportError {
    fn code(&self) -> String {
        self.own_code()
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::TooLarge { found, known } => {
                vec![("found", (*found).into()), ("known", (*known).into())]
            }
            Self::Empty | Self::Unknown => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        Remedy::AnotherSource
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_bytes(bytes: &[u8]) -> Result<Imported, ImportError> {
        read(Source { bytes, now: UnixMillis(0) })
    }

    #[test]
    fn what_is_no_export_says_why() {
        assert_eq!(read_bytes(b" \r\n").unwrap_err(), ImportError::Empty);
        assert_eq!(read_bytes(b"\x89PNG\r\n\x1a\n").unwrap_err(), ImportError::Unknown);
        assert_eq!(read_bytes(b"GEZDGNBVGY3TQOJQ").unwrap_err(), ImportError::Unknown);
        let found = LARGEST + 1;
        let huge = vec![b'#'; found];
        let known = LARGEST;
        assert_eq!(read_bytes(&huge).unwrap_err(), ImportError::TooLarge { found, known });
    }

    #[test]
    fn an_entry_passes_on_the_code_of_its_cause() {
        assert_eq!(Why::from(UriError::KeyMissing).code(), "uri-key-missing");
        assert_eq!(Why::from(MigrationError::Base64).code(), "migration-base64");
        assert_eq!(Why::from(EntryError::Shape).code(), "migration-entry-shape");
        assert_eq!(Why::codes(), ["import-entry-encoding"]);
    }

    proptest! {
        #[test]
        fn read_never_panics(bytes: Vec<u8>, text in "[otpauh:/?&=%#\"\r\n-]{0,60}") {
            let _ = read_bytes(&bytes);
            let _ = read_bytes(format!("otpauth://totp/{text}").as_bytes());
            let _ = read_bytes(&[b"otpauth-migration://offline?data=".as_slice(), &bytes].concat());
            let _ = read_bytes(&[b"\xff\xfe".as_slice(), &bytes].concat());
        }
    }
}
