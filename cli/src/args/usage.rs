//! Converts usage errors of clap to our own errors.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::EarlyExit;
use crate::failure::CliError;
use crate::source;

/// Converts clap's result.
pub(super) fn explain(why: &Error) -> EarlyExit {
    let context = |kind| text_of(why.get(kind));
    let found = || context(ContextKind::InvalidArg);
    EarlyExit::Wrong(match why.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return EarlyExit::Text(why.to_string());
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return EarlyExit::Help(why.to_string());
        }
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

/// The error for an unknown argument. A misplaced key must not be printed.
fn unknown(found: String) -> CliError {
    // Commands and options are shorter than any key.
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
