//! Questions to the person at the terminal. Passwords are read from it directly and without echo,
//! so that they work where the standard input is a pipe.

use std::io::{self, BufRead, IsTerminal, Write};

use aikotoba_core::secret::Passphrase;
use aikotoba_words::{Fact, Words};
use zeroize::Zeroizing;

use crate::failure::CliError;

/// Whether a person can be asked and answer.
pub(crate) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for something that must not be seen.
pub(crate) fn hidden(question: &str) -> Result<Zeroizing<String>, CliError> {
    rpassword::prompt_password(format!("{question}: "))
        .map(Zeroizing::new)
        .map_err(|_| CliError::PasswordNeeded)
}

/// Asks for a password that exists.
pub(crate) fn password(question: &str) -> Result<Passphrase, CliError> {
    let mut typed = hidden(question)?;
    if typed.is_empty() {
        return Err(CliError::PasswordEmpty);
    }
    Ok(Passphrase::new(std::mem::take(&mut *typed)))
}

/// Asks for a new password, twice.
pub(crate) fn new_password(words: &Words, question: &str) -> Result<Passphrase, CliError> {
    new_password_or_none(words, question)?.ok_or(CliError::PasswordEmpty)
}

/// Asks for a new password, twice; nothing typed is none.
pub(crate) fn new_password_or_none(
    words: &Words,
    question: &str,
) -> Result<Option<Passphrase>, CliError> {
    let mut typed = hidden(question)?;
    if typed.is_empty() {
        return Ok(None);
    }
    let first = Passphrase::new(std::mem::take(&mut *typed));
    let second = password(&words.say("ask-again", &[]))?;
    if first.agrees_with(&second) { Ok(Some(first)) } else { Err(CliError::PasswordsDiffer) }
}

/// Asks a question that is answered with yes or no.
pub(crate) fn yes(words: &Words, key: &str, facts: &[(&str, Fact)]) -> Result<bool, CliError> {
    let question = words.say(key, facts);
    let answer = line(&format!("{question} {} ", words.say("ask-yes-no", &[])))?;
    let answer = answer.trim();
    let is_yes = |yes: &str| answer.eq_ignore_ascii_case(yes);
    Ok(["y", "yes", "ｙ", "はい", "Ｙ"].into_iter().any(is_yes))
}

/// Asks for one of the numbers 1 to `count`, until one of them is given; nothing typed stops.
pub(crate) fn number(question: &str, count: usize) -> Result<usize, CliError> {
    loop {
        let answer = line(&format!("{question} [1-{count}]: "))?;
        match answer.trim() {
            "" => return Err(CliError::Stopped),
            typed => match typed.parse() {
                Ok(number) if (1..=count).contains(&number) => return Ok(number),
                _ => {}
            },
        }
    }
}

/// Asks for a line of text.
pub(crate) fn line(question: &str) -> Result<Zeroizing<String>, CliError> {
    if !is_possible() {
        return Err(CliError::NobodyToAsk);
    }
    let mut err = io::stderr();
    write!(err, "{question}").and_then(|()| err.flush()).map_err(|_| CliError::OutputClosed)?;
    let mut answer = Zeroizing::new(String::with_capacity(1024));
    match io::stdin().lock().read_line(&mut answer) {
        Ok(0) | Err(_) => Err(CliError::Stopped),
        Ok(_) => Ok(answer),
    }
}
