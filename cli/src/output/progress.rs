//! A progress line on standard error, only if it is a terminal.

use std::io::{self, IsTerminal, Write};

/// A progress line, which is removed on drop.
pub(crate) struct Progress {
    shown: bool,
}

impl Progress {
    /// Shows the line if standard error is a terminal.
    pub(crate) fn begin(line: &str) -> Self {
        let mut progress = Self { shown: io::stderr().is_terminal() };
        progress.say(line);
        progress
    }

    /// Replaces the line.
    pub(crate) fn say(&mut self, line: &str) {
        if self.shown {
            // A failure to write the line must not stop the operation.
            let _ = write!(io::stderr(), "\r\x1b[2K{line}").and_then(|()| io::stderr().flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.say("");
    }
}
