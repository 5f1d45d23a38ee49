//! Files of other apps: what a file is, and what is in it. One foreign format is one file here and
//! one row of the table `READERS`.
//!
//! What a file is, its content says, never its name, and it is looked at once: a reader that knows
//! it also reads it. One entry that cannot be read is a value among the others. What is encrypted
//! is handed out [sealed](Sealed), with what opening it costs. Everything comes in by the
//! [`intake`](crate::intake), which also takes pictures, frames and links.

mod arrival;
mod content;
mod ente;
mod error;
mod known;
mod notice;
mod sealed;
mod text;

pub use arrival::{Arrival, Standing};
pub use error::{ImportError, Why};
pub use notice::Notice;
pub(crate) use sealed::Opened;
pub use sealed::{Cost, Sealed, SealedError};
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
}

/// How one format is known and read; `None` when the file is of another.
type Reader = fn(&Content<'_>, UnixMillis) -> Option<Result<Recognised, Why>>;

/// Every format, the pickier before those that take much.
static READERS: &[Reader] = &[sealed::backup, known::read, text::read];

/// Looks at a file and reads it as far as that goes without a password.
///
/// # Errors
/// [`Why`] nothing of it is taken.
pub(crate) fn recognise(
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
    let read = READERS.iter().find_map(|reader| reader(&content, now));
    read.unwrap_or(Err(ImportError::Unknown.into()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn why(bytes: &[u8]) -> ImportError {
        match recognise(None, bytes, UnixMillis(0)) {
            Err(Why::File(why)) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_export_says_why() {
        assert_eq!(why(b" \r\n"), ImportError::Empty);
        assert_eq!(why(b"\x89PNG\r\n\x1a\n"), ImportError::Unknown);
        assert_eq!(why(b"GEZDGNBVGY3TQOJQ"), ImportError::Unknown);
        let found = LARGEST + 1;
        let huge = vec![b'#'; found];
        assert_eq!(why(&huge), ImportError::TooLarge { found, known: LARGEST });
    }

    proptest! {
        #[test]
        fn nothing_that_is_handed_in_panics(bytes: Vec<u8>, text in "[otpauh:/?&=%#\"\r\n,;-]{0,60}") {
            let recognise = |bytes: &[u8]| drop(recognise(None, bytes, UnixMillis(0)));
            recognise(&bytes);
            recognise(format!("otpauth://totp/{text}").as_bytes());
            recognise(format!("[\"otpauth://totp/{text}").as_bytes());
            recognise(&[b"otpauth-migration://offline?data=".as_slice(), &bytes].concat());
            recognise(&[b"\xff\xfe".as_slice(), &bytes].concat());
            recognise(&[b"{\"services\":[".as_slice(), &bytes].concat());
        }
    }
}
