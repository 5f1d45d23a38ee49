//! Help in the user's language.

use aikotoba_words::Words;
use clap::{Arg, ArgAction, Command};

/// Adds the help texts from the catalogue: `help-COMMAND` for each command and
/// `help-COMMAND--ARGUMENT` for each of its arguments.
pub(super) fn translated(command: Command, words: &Words) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.arg(help).arg(version).about(words.say("help", &[]));
    let command = command.after_help(words.say("help-after", &[]));
    with_help(command, "help", words)
}

/// Adds the help texts of a command and its subcommands.
fn with_help(command: Command, key: &str, words: &Words) -> Command {
    let say = |key: &str| words.say(key, &[]);
    let is_top = key == "help";
    let command = command
        .mut_args(|argument| {
            // The help of a global option has the same key for every command.
            let own = if argument.is_global_set() { "help" } else { key };
            let text = say(&format!("{own}--{}", argument.get_id()));
            let heading = match () {
                () if argument.is_positional() => "help-arguments",
                () if argument.is_global_set() && !is_top => "help-globals",
                () => "help-options",
            };
            argument.help(text).help_heading(say(heading))
        })
        .subcommand_help_heading(say("help-commands"))
        .subcommand_value_name(say("help-command"))
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
            say("help-usage")
        ));
    let names: Vec<String> =
        command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        let below = if is_top { format!("help-{name}") } else { format!("{key}-{name}") };
        command.mut_subcommand(name, |one| {
            let one = one.about(say(&below));
            with_help(one, &below, words)
        })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use aikotoba_words::{AREAS, Language};
    use clap::CommandFactory;

    use super::*;
    use crate::args::CommandLine;

    /// Collects the keys that a command and its subcommands use.
    fn asked_for(command: &Command, key: &str, keys: &mut BTreeSet<String>) {
        keys.insert(key.to_owned());
        for argument in command.get_arguments() {
            let own = if argument.is_global_set() { "help" } else { key };
            keys.insert(format!("{own}--{}", argument.get_id()));
        }
        for below in command.get_subcommands() {
            asked_for(below, &format!("{key}-{}", below.get_name()), keys);
        }
    }

    #[test]
    fn the_catalogue_has_the_help_of_every_argument_and_no_more() {
        let words = Words::new(Language::Ja);
        let mut keys = BTreeSet::new();
        asked_for(&translated(CommandLine::command(), &words), "help", &mut keys);
        let others = ["after", "options", "globals", "arguments", "commands", "command", "usage"];
        keys.extend(others.map(|name| format!("help-{name}")));
        let (_, text, _) = AREAS.iter().find(|(file, ..)| *file == "help.ftl").unwrap();
        let known: BTreeSet<String> = text
            .lines()
            .filter(|line| line.starts_with("help"))
            .map(|line| line.split(" =").next().unwrap().to_owned())
            .collect();
        assert_eq!(keys, known);
    }

    #[test]
    fn japanese_help_holds_no_english_headings() {
        let words = Words::new(Language::Ja);
        let mut command = translated(CommandLine::command(), &words);
        command.build();
        for below in command.get_subcommands_mut() {
            let help = below.render_help().to_string();
            for english in ["Usage", "Options:", "Commands:", "Arguments:", "Print "] {
                assert!(!help.contains(english), "{help}");
            }
        }
    }
}
