//! Updates the codes continuously, until the user stops the program.

use std::io::{self, IsTerminal, Write};
use std::thread::sleep;
use std::time::Duration;

use aikotoba_core::enrol::ClockCorrection;
use aikotoba_core::screens::countdown::wait_millis;

use super::{SelectedAccounts, corrected};
use crate::failure::CliError;
use crate::output::json;
use crate::shell::{CommandOutput, OutputFormat, Shell};

/// Shows the codes until the user ends it: on a terminal in the same place whenever the lines
/// change, elsewhere whenever a code changes.
pub(super) fn run(
    selected: &mut SelectedAccounts,
    shell: &Shell,
    correction: Option<ClockCorrection>,
) -> Result<(), CliError> {
    let redraws = shell.format == OutputFormat::Human && io::stdout().is_terminal();
    let mut drawn = 0;
    loop {
        let now = corrected(correction);
        let codes = selected.codes(shell, now);
        let Some(turn) = codes.turns_at() else { return shell.answer(&codes) };
        if redraws {
            let lines = codes.lines(shell);
            draw(&lines, drawn).map_err(|why| CliError::answering(&why))?;
            drawn = lines.len();
            sleep(Duration::from_millis(wait_millis(codes.changes_at(), now).into()));
        } else {
            match shell.format {
                OutputFormat::Human => codes.tell(shell)?,
                OutputFormat::Json => json(&codes)?,
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
