//! The command line, parsed by clap. Its help texts are in the catalogues (`help.ftl`).

mod help;
mod usage;

use std::ffi::OsString;

use aikotoba_words::{Language, Words};
use clap::{CommandFactory, FromArgMatches, Parser};

use crate::commands::Command;
use crate::failure::CliError;
use crate::globals::Globals;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "aikotoba", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, arg_required_else_help = true)]
pub(crate) struct CommandLine {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to print instead of running a command.
pub(crate) enum EarlyExit {
    /// Help or the version, as requested.
    Text(String),
    /// Help, because no command was given.
    Help(String),
    /// A usage error.
    Wrong(CliError),
}

/// Parses the command line.
pub(crate) fn parse(words: &Words, arguments: &[OsString]) -> Result<CommandLine, EarlyExit> {
    let command = help::translated(CommandLine::command(), words);
    let matches = command.try_get_matches_from(arguments).map_err(|why| usage::explain(&why))?;
    CommandLine::from_arg_matches(&matches).map_err(|why| usage::explain(&why))
}

/// The language: from `--lang`, otherwise from the locale. It is determined before the command line
/// is parsed, so that usage errors are in this language.
pub(crate) fn language(arguments: &[OsString]) -> Language {
    let chosen = arguments.iter().enumerate().find_map(|(index, argument)| {
        let argument = argument.to_str()?;
        match argument.strip_prefix("--lang")? {
            "" => arguments.get(index + 1)?.to_str(),
            value => value.strip_prefix('='),
        }
    });
    let variable = |name| std::env::var(name).ok();
    match chosen {
        Some(tag) => Language::of_locale(tag),
        None => Language::of_variables(
            variable("LC_ALL").as_deref(),
            variable("LC_MESSAGES").as_deref(),
            variable("LANG").as_deref(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<CommandLine, EarlyExit> {
        let arguments: Vec<OsString> = line.split(' ').map(Into::into).collect();
        parse(&Words::new(Language::Ja), &arguments)
    }

    #[test]
    fn the_command_line_definition_is_valid() {
        CommandLine::command().debug_assert();
        help::translated(CommandLine::command(), &Words::new(Language::Ja)).debug_assert();
    }

    #[test]
    fn the_language_is_known_before_the_rest_is_parsed() {
        let of = |line: &str| language(&line.split(' ').map(Into::into).collect::<Vec<_>>());
        assert_eq!(of("aikotoba --lang ja nonsense"), Language::Ja);
        assert_eq!(of("aikotoba list --lang=en"), Language::En);
    }

    #[test]
    fn usage_errors_name_the_argument() {
        let wrong = |line: &str| match parsed(line) {
            Err(EarlyExit::Wrong(why)) => why,
            _ => panic!("{line} should be rejected"),
        };
        let text = str::to_owned;
        assert_eq!(wrong("aikotoba lisst"), CliError::UsageUnknown { found: text("lisst") });
        assert_eq!(wrong("aikotoba list --x"), CliError::UsageUnknown { found: text("--x") });
        assert_eq!(wrong("aikotoba backup"), CliError::UsageMissing { found: text("<FILE>") });
        assert_eq!(
            wrong("aikotoba codes --at soon"),
            CliError::UsageValue { name: text("--at <UNIX>"), found: text("soon") }
        );
    }

    #[test]
    fn asking_for_help_is_not_an_error() {
        assert!(matches!(parsed("aikotoba --help"), Err(EarlyExit::Text(_))));
        assert!(matches!(parsed("aikotoba"), Err(EarlyExit::Help(_))));
    }
}
