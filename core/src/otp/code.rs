//! A code as it is shown.

use std::fmt;

use zeroize::Zeroizing;

use crate::time::Window;

/// A one-time password. It is a secret until it is spent: printing for debugging shows nothing.
#[derive(PartialEq, Eq)]
pub struct Code(Zeroizing<String>);

impl Code {
    pub(super) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The characters to type, leading zeros included.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(redacted)")
    }
}

/// The codes around one moment.
#[derive(Debug, PartialEq, Eq)]
pub struct TimedCodes {
    /// The code that holds now.
    pub code: Code,
    /// The code after it.
    pub next: Code,
    /// When `code` holds.
    pub window: Window,
}
