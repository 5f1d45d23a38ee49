//! What every command needs: language, output format, and the vault's location.

use std::io::{self, Write};
use std::path::PathBuf;

use aikotoba_core::fault::{Fact, Fault};
use aikotoba_core::phrase::{Phrase, PhraseValue};
use aikotoba_words::{Language, Words};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::globals::Globals;
use crate::output::plain::plain;
use crate::output::{json, line};
use crate::place;

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputFormat {
    /// Sentences.
    Human,
    /// One JSON document (docs/cli.md).
    Json,
}

/// The environment of a command.
#[derive(Debug)]
pub(crate) struct Shell {
    /// The sentences in the user's language.
    pub(crate) words: Words,
    /// The output format.
    pub(crate) format: OutputFormat,
    /// The options common to all commands.
    pub(crate) globals: Globals,
}

/// The output of a command: lines for people, or JSON.
pub(crate) trait CommandOutput: Serialize {
    /// Prints it as lines.
    fn tell(&self, shell: &Shell) -> Result<(), CliError>;
}

impl Shell {
    /// A shell in a language.
    pub(crate) fn new(language: Language, globals: Globals) -> Self {
        let format = if globals.json { OutputFormat::Json } else { OutputFormat::Human };
        Self { words: Words::new(language), format, globals }
    }

    /// The path of the vault, which may not exist yet.
    pub(crate) fn vault(&self) -> Result<PathBuf, CliError> {
        self.globals.vault.clone().map_or_else(place::vault, Ok)
    }

    /// Prints a command's output.
    pub(crate) fn answer(&self, answer: &impl CommandOutput) -> Result<(), CliError> {
        match self.format {
            OutputFormat::Human => answer.tell(self),
            OutputFormat::Json => json(answer),
        }
    }

    /// Prints a sentence; foreign text is made safe for a terminal.
    pub(crate) fn say(&self, key: &str, facts: &[(&str, Fact)]) -> Result<(), CliError> {
        line(self.sentence(key, facts))
    }

    /// Prints a phrase of a screen.
    pub(crate) fn say_phrase(&self, phrase: &dyn Phrase) -> Result<(), CliError> {
        line(self.phrase(phrase))
    }

    /// Prints a sentence to standard error; nothing with `--json`.
    pub(crate) fn remark(&self, key: &str, facts: &[(&str, Fact)]) {
        self.remark_text(&self.sentence(key, facts));
    }

    /// Prints a phrase of a screen to standard error.
    pub(crate) fn remark_phrase(&self, phrase: &dyn Phrase) {
        self.remark_text(&self.phrase(phrase));
    }

    /// Prints a whole sentence to standard error.
    pub(crate) fn remark_text(&self, text: &str) {
        if self.format == OutputFormat::Human {
            // A remark that cannot be written has no further effect.
            let _ = writeln!(io::stderr().lock(), "{}", plain(text));
        }
    }

    /// Prints a warning to standard error: a sentence, or with `--json` a line of JSON. Its code is
    /// the catalogue key without `error-`.
    pub(crate) fn warn(&self, key: &str, facts: &[(&'static str, Fact)]) {
        let code = key.strip_prefix("error-").unwrap_or(key);
        let text = match self.format {
            OutputFormat::Human => self.sentence(key, facts),
            OutputFormat::Json => self.words.say(key, facts),
        };
        self.warn_as(code, facts, &text);
    }

    /// Warns with this sentence. In JSON, the warning has this code and these facts.
    pub(crate) fn warn_as(&self, code: &str, facts: &[(&'static str, Fact)], text: &str) {
        if self.format == OutputFormat::Human {
            return self.remark_text(text);
        }
        let facts: Map<String, Value> = facts.iter().cloned().map(fact).collect();
        let warning = serde_json::json!({ "code": code, "facts": facts, "text": text });
        // A failure to write a warning must not stop the command.
        let _ = writeln!(io::stderr().lock(), "{}", serde_json::json!({ "warning": warning }));
    }

    /// A sentence; foreign text is made safe for a terminal.
    pub(crate) fn sentence(&self, key: &str, facts: &[(&str, Fact)]) -> String {
        let safe = facts.iter().map(|(name, fact)| match fact {
            Fact::Text(text) => (*name, Fact::Text(plain(text).into_owned())),
            Fact::Number(number) => (*name, Fact::Number(*number)),
        });
        self.words.say(key, &safe.collect::<Vec<_>>())
    }

    /// The sentence of a phrase, with foreign texts made safe for a terminal.
    pub(crate) fn phrase(&self, phrase: &dyn Phrase) -> String {
        self.sentence(&phrase.code(), &phrase.facts())
    }

    /// The sentence of a screen's value, with foreign texts made safe for a terminal.
    pub(crate) fn phrase_value(&self, phrase: &PhraseValue) -> String {
        plain(&self.words.of_phrase(phrase)).into_owned()
    }

    /// What happened in this error, with foreign texts made safe for a terminal.
    pub(crate) fn happened(&self, fault: &dyn Fault) -> String {
        plain(&self.words.of_fault(fault).happened).into_owned()
    }

    /// Prints what stopped a command to standard error.
    pub(crate) fn tell_failure(&self, failure: &Failure) -> ExitStatus {
        if failure.fault().code() == CliError::ReaderGone.code() {
            // A reader that has enough is not an error.
            return ExitStatus::Done;
        }
        self.tell_fault(failure.fault(), failure.exit());
        failure.exit()
    }

    /// Prints an error's three sentences to standard error.
    pub(crate) fn tell_fault(&self, fault: &dyn Fault, exit: ExitStatus) {
        let sentences = self.words.of_fault(fault);
        let (happened, kept, next) = (&sentences.happened, &sentences.safe, &sentences.next);
        let text = match self.format {
            OutputFormat::Human => format!("{}\n{}\n{}", plain(happened), plain(kept), plain(next)),
            OutputFormat::Json => {
                let facts: Map<String, Value> = fault.facts().into_iter().map(fact).collect();
                serde_json::json!({ "error": {
                    "code": fault.code(), "facts": facts, "exit": exit as u8,
                    "happened": happened, "kept": kept, "next": next,
                }})
                .to_string()
            }
        };
        // If even the error can't be written, nothing can be done.
        let _ = writeln!(io::stderr().lock(), "{text}");
        if fault.code() == "picture-format" {
            self.remark("picture-convert", &[]);
        }
    }
}

/// A fact as JSON.
pub(crate) fn fact((name, fact): (&'static str, Fact)) -> (String, Value) {
    let value = match fact {
        Fact::Text(text) => text.into(),
        Fact::Number(number) => number.into(),
    };
    (name.to_owned(), value)
}
