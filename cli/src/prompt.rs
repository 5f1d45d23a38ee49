//! Questions at the terminal. Passwords are read directly from the terminal without echo, so this
//! works even if standard input is a pipe.

use std::io::{self, BufRead, IsTerminal, Write};

use aikotoba_core::screens::password::PasswordRepeated;
use aikotoba_core::secret::Passphrase;
use aikotoba_words::{Fact, Words};
use zeroize::Zeroizing;

use crate::failure::CliError;

/// Whether the user can be asked.
pub(crate) fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a secret, without echo.
pub(crate) fn hidden(question: &str) -> Result<Zeroizing<String>, CliError> {
    rpassword::prompt_password(format!("{question}: "))
        .map(Zeroizing::new)
        .map_err(|_| CliError::PasswordNeeded)
}

/// Asks for an existing password.
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

/// Asks for a new password, twice; `None` if nothing was typed.
pub(crate) fn new_password_or_none(
    words: &Words,
    question: &str,
) -> Result<Option<Passphrase>, CliError> {
    let mut typed = hidden(question)?;
    if typed.is_empty() {
        return Ok(None);
    }
    let first = Passphrase::new(std::mem::take(&mut *typed));
    let second = password(&words.say("field-password-again", &[]))?;
    match PasswordRepeated::of(&first, &second) {
        PasswordRepeated::Alike => Ok(Some(first)),
        PasswordRepeated::Not => Err(CliError::PasswordsDiffer),
    }
}

/// Asks a yes-or-no question.
pub(crate) fn yes(words: &Words, key: &str, facts: &[(&str, Fact)]) -> Result<bool, CliError> {
    let question = words.say(key, facts);
    let answer = line(&format!("{question} {} ", words.say("ask-yes-no", &[])))?;
    let answer = answer.trim();
    let is_yes = |yes: &str| answer.eq_ignore_ascii_case(yes);
    Ok(["y", "yes", "ｙ", "はい", "Ｙ"].into_iter().any(is_yes))
}

/// Asks for a number from 1 to `count` until it is valid; an empty line cancels.
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
