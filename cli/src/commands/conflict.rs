//! What to do about a name that is taken by another key.

use crate::failure::CliError;
use crate::prompt;
use crate::shell::Shell;

/// A decision about a name that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Decision {
    /// Leave the new one out.
    Skip,
    /// Put it beside the other.
    Add,
    /// Put it in the other's place, which moves to the trash.
    Replace,
}

/// The decision that was given beforehand, or what the person says now; `None` where there is
/// nobody to ask.
pub(crate) fn decide(
    shell: &Shell,
    given: Option<Decision>,
    name: &str,
) -> Result<Option<Decision>, CliError> {
    if given.is_some() || !prompt::is_possible() {
        return Ok(given);
    }
    shell.remark("conflict", &[("name", name.into())]);
    let choices = ["plan-choice-skip", "plan-choice-add-beside", "plan-choice-replace"];
    for (index, key) in choices.iter().enumerate() {
        let choice = shell.words.say(key, &[]);
        let facts = [("number", (index + 1).into()), ("name", choice.as_str().into())];
        shell.remark("choice", &facts);
    }
    Ok(Some(match prompt::number(&shell.words.say("ask-conflict", &[]), choices.len())? {
        1 => Decision::Skip,
        2 => Decision::Add,
        _ => Decision::Replace,
    }))
}
