//! The program's output: sentences for people, JSON for scripts.

mod clip;
pub(crate) mod columns;
pub(crate) mod moment;
pub(crate) mod new_file;
pub(crate) mod plain;
pub(crate) mod progress;
pub(crate) mod qr;

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;
use zeroize::Zeroizing;

use crate::failure::CliError;

/// Writes a line of output.
pub(crate) fn line(text: impl Display) -> Result<(), CliError> {
    writeln!(io::stdout().lock(), "{text}").map_err(|why| CliError::answering(&why))
}

/// Writes a JSON document on a line of its own.
pub(crate) fn json(answer: &impl Serialize) -> Result<(), CliError> {
    let text = serde_json::to_string(answer).map_err(|_| CliError::OutputClosed)?;
    line(Zeroizing::new(text).as_str())
}
