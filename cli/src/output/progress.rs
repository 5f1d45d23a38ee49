//! A line about long work, on the standard error output and only where somebody watches.

use std::io::{self, IsTerminal, Write};

/// A line that is there while the work goes on and gone afterwards.
pub(crate) struct Progress {
    shown: bool,
}

impl Progress {
    /// Shows the line, where the standard error output is a terminal.
    pub(crate) fn begin(line: &str) -> Self {
        let mut progress = Self { shown: io::stderr().is_terminal() };
        progress.say(line);
        progress
    }

    /// Shows another line in its place.
    pub(crate) fn say(&mut self, line: &str) {
        if self.shown {
            // A line that can't be shown stops no work.
            let _ = write!(io::stderr(), "\r\x1b[2K{line}").and_then(|()| io::stderr().flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.say("");
    }
}
