//! Accounts with their codes, in a command's output.

use aikotoba_core::otp::Code;
use aikotoba_core::screens::codes::{self, CodeFace, CodesState};
use aikotoba_core::screens::countdown::Countdown;
use aikotoba_core::screens::digits::CodeText;
use aikotoba_core::time::UnixMillis;
use aikotoba_words::Fact;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::super::account;
use super::super::pick::NamedAccount;
use crate::failure::CliError;
use crate::output::columns::columns;
use crate::output::line;
use crate::output::plain::plain;
use crate::shell::{CommandOutput, Shell};

/// The codes at one time.
pub(crate) struct CodesOutput {
    /// For JSON only.
    rows: Vec<AccountCodes>,
    state: CodesState,
}

/// An account's codes. An HOTP account has none until one is taken.
#[derive(Serialize)]
pub(crate) struct AccountCodes {
    pub(crate) id: String,
    pub(crate) issuer: String,
    pub(crate) account: String,
    code: Option<Zeroizing<String>>,
    next: Option<Zeroizing<String>>,
    /// Unix seconds.
    valid_from: Option<i64>,
    /// Unix seconds; from this time the code is no longer valid.
    valid_until: Option<i64>,
}

impl AccountCodes {
    /// An account at one time.
    pub(crate) fn at((id, account): NamedAccount<'_>, now: UnixMillis) -> Self {
        let codes = account.otp.codes_at(now);
        let window = codes.as_ref().map(|codes| codes.window);
        Self {
            id: id.to_string(),
            issuer: account.issuer.to_string(),
            account: account.label.to_string(),
            code: codes.as_ref().map(|codes| digits(&codes.code)),
            next: codes.as_ref().map(|codes| digits(&codes.next)),
            valid_from: window.map(|window| window.from.seconds()),
            valid_until: window.map(|window| window.until.seconds()),
        }
    }

    /// An HOTP account, and the code that was taken.
    pub(crate) fn taken(named: NamedAccount<'_>, code: &Code) -> Self {
        Self { code: Some(digits(code)), ..Self::at(named, UnixMillis(0)) }
    }
}

fn digits(code: &Code) -> Zeroizing<String> {
    Zeroizing::new(code.as_str().to_owned())
}

/// The code in groups of digits.
pub(crate) fn grouped(code: &CodeText) -> Zeroizing<String> {
    Zeroizing::new(code.groups.join(" "))
}

/// How long a code is still valid, as a text.
pub(crate) fn left(shell: &Shell, countdown: &Countdown) -> String {
    let seconds = Fact::Number(countdown.seconds_left.into());
    shell.words.say("code-seconds-left", &[("seconds", seconds)])
}

impl CodesOutput {
    /// Combines these rows with the state of the list.
    pub(crate) fn new(rows: Vec<AccountCodes>, state: CodesState) -> Self {
        Self { rows, state }
    }

    /// When the first of the codes expires.
    pub(super) fn turns_at(&self) -> Option<UnixMillis> {
        let until = |row: &codes::CodeRow| match &row.face {
            CodeFace::Shown { countdown, .. } => Some(countdown.until),
            CodeFace::Hidden { .. } | CodeFace::OnRequest { .. } => None,
        };
        self.state.rows.iter().filter_map(until).min()
    }

    /// When the lines change.
    pub(super) fn changes_at(&self) -> Option<UnixMillis> {
        self.state.refresh_at
    }

    /// The rows as aligned lines.
    pub(super) fn lines(&self, shell: &Shell) -> Vec<String> {
        let row = |row: &codes::CodeRow| {
            let [issuer, label] = [&row.issuer, &row.label].map(|name| plain(name).into_owned());
            let [code, left, word, next] = cells(shell, &row.face);
            [code, left, word, next, issuer, label, account::short(&row.id.to_string())]
        };
        columns(&self.state.rows.iter().map(row).collect::<Vec<_>>(), &[4, 5])
    }
}

/// The code, how long it is valid, and the next one after its label.
fn cells(shell: &Shell, face: &CodeFace) -> [String; 4] {
    let none = String::new;
    match face {
        CodeFace::Shown { code, next: Some(next), countdown } => {
            let word = shell.words.say("code-next", &[]);
            [grouped(code).to_string(), left(shell, countdown), word, grouped(next).to_string()]
        }
        CodeFace::Shown { code, next: None, countdown } => {
            [grouped(code).to_string(), left(shell, countdown), none(), none()]
        }
        CodeFace::OnRequest { taken: Some(code) } => {
            [grouped(code).to_string(), none(), none(), none()]
        }
        CodeFace::OnRequest { taken: None } | CodeFace::Hidden { .. } => {
            ["—".to_owned(), none(), none(), none()]
        }
    }
}

impl Serialize for CodesOutput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl CommandOutput for CodesOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if let Some(why) = self.state.empty {
            return shell.say_phrase(&why);
        }
        self.lines(shell).into_iter().try_for_each(line)?;
        let waits = |row: &codes::CodeRow| matches!(row.face, CodeFace::OnRequest { taken: None });
        if self.state.rows.iter().any(waits) {
            shell.remark("codes-hotp", &[]);
        }
        Ok(())
    }
}
