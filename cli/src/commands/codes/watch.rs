//! Updates the codes continuously, until the user stops the program.

use std::io::{self, IsTerminal, Write};
use std::thread::sleep;
use std::time::Duration;

use super::super::pick::Named;
use super::Codes;
use crate::failure::CliError;
use crate::output::{json, moment};
use crate::shell::{Answer, Format, Shell};

/// Prints the codes repeatedly: on a terminal every second in the same place, otherwise whenever
/// one changes.
pub(super) fn run(accounts: &[Named<'_>], shell: &Shell) -> Result<(), CliError> {
    let redraws = shell.format == Format::Human && io::stdout().is_terminal();
    let mut drawn = 0;
    loop {
        let now = moment::now();
        let codes = Codes::at(accounts, now);
        let Some(turn) = codes.turns_at() else { return shell.answer(&codes) };
        if redraws {
            let lines = codes.lines(shell);
            draw(&lines, drawn).map_err(|why| CliError::answering(&why))?;
            drawn = lines.len();
            // Just after the next full second.
            sleep(Duration::from_millis(1005 - now.0.rem_euclid(1000).unsigned_abs()));
        } else {
            match shell.format {
                Format::Human => codes.tell(shell)?,
                Format::Json => json(&codes)?,
            }
            let left = u64::try_from(turn.0 - now.0).unwrap_or(0);
            sleep(Duration::from_millis(left + 5));
        }
    }
}

/// Overwrites the lines printed before.
fn draw(lines: &[String], before: usize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if before > 0 {
        write!(out, "\x1b[{before}A")?;
    }
    for line in lines {
        writeln!(out, "\x1b[2K{line}")?;
    }
    out.flush()
}
