//! A code and its time window.

use std::fmt;

use zeroize::Zeroizing;

use crate::time::TimeSpan;

/// A one-time password. It is secret until it is used; `Debug` prints nothing of it.
#[derive(PartialEq, Eq)]
pub struct Code(Zeroizing<String>);

impl Code {
    pub(super) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The characters, including leading zeros.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(redacted)")
    }
}

/// The codes at one moment.
#[derive(Debug, PartialEq, Eq)]
pub struct TimedCodes {
    /// The current code.
    pub code: Code,
    /// The next code.
    pub next: Code,
    /// The time window of `code`.
    pub window: TimeSpan,
}
