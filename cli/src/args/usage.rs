//! What is wrong with a command line, as one of our errors.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Stop;
use crate::failure::CliError;
use crate::source;

/// Turns clap's answer into ours.
pub(super) fn explain(why: &Error) -> Stop {
    let context = |kind| text_of(why.get(kind));
    let found = || context(ContextKind::InvalidArg);
    Stop::Wrong(match why.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Stop::Text(why.to_string()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return Stop::Help(why.to_string()),
        ErrorKind::InvalidSubcommand => unknown(context(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => unknown(found()),
        ErrorKind::MissingRequiredArgument => CliError::UsageMissing { found: found() },
        ErrorKind::InvalidValue
        | ErrorKind::ValueValidation
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::TooFewValues
        | ErrorKind::TooManyValues
        | ErrorKind::NoEquals => {
            CliError::UsageValue { name: found(), found: context(ContextKind::InvalidValue) }
        }
        ErrorKind::ArgumentConflict => {
            CliError::UsageTogether { name: found(), found: context(ContextKind::PriorArg) }
        }
        _ => CliError::UsageOther,
    })
}

/// What is not known here. A key that was put in a wrong place is not shown again.
fn unknown(found: String) -> CliError {
    // Commands and options are shorter than any site's key.
    let is_key = found.len() >= 16 && source::is_key_like(&found);
    if is_key { CliError::KeyAsArgument } else { CliError::UsageUnknown { found } }
}

fn text_of(value: Option<&ContextValue>) -> String {
    match value {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    }
}
