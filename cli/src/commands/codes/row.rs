//! Accounts with their codes, in a command's output.

use aikotoba_core::otp::Code;
use aikotoba_core::preferences::Grouping;
use aikotoba_core::screens::digits::CodeText;
use aikotoba_core::time::UnixMillis;
use aikotoba_words::Fact;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::super::account;
use super::super::pick::Named;
use crate::failure::CliError;
use crate::output::columns::columns;
use crate::output::line;
use crate::output::plain::plain;
use crate::shell::{Answer, Shell};

/// The codes at one time.
pub(crate) struct Codes {
    rows: Vec<Row>,
    now: UnixMillis,
}

/// An account's codes. An HOTP account has none until one is taken.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) issuer: String,
    pub(crate) account: String,
    pub(crate) code: Option<Digits>,
    pub(crate) next: Option<Digits>,
    /// In Unix seconds.
    valid_from: Option<i64>,
    /// In Unix seconds; the code is no longer valid at this time.
    pub(crate) valid_until: Option<i64>,
}

/// A code, with and without grouping.
pub(crate) struct Digits {
    plain: Zeroizing<String>,
    grouped: Zeroizing<String>,
}

impl Digits {
    fn new(code: &Code) -> Self {
        Self {
            plain: Zeroizing::new(code.as_str().to_owned()),
            grouped: Zeroizing::new(CodeText::new(code, Grouping::default()).groups.join(" ")),
        }
    }

    /// In groups, for people.
    pub(crate) fn grouped(&self) -> &str {
        &self.grouped
    }
}

impl Serialize for Digits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain)
    }
}

impl Row {
    /// An account at one time.
    pub(crate) fn at((id, account): Named<'_>, now: UnixMillis) -> Self {
        let codes = account.otp.codes_at(now);
        let window = codes.as_ref().map(|codes| codes.window);
        Self {
            id: id.to_string(),
            issuer: account.issuer.to_string(),
            account: account.label.to_string(),
            code: codes.as_ref().map(|codes| Digits::new(&codes.code)),
            next: codes.as_ref().map(|codes| Digits::new(&codes.next)),
            valid_from: window.map(|window| window.from.seconds()),
            valid_until: window.map(|window| window.until.seconds()),
        }
    }

    /// An HOTP account, and the code that was taken.
    pub(crate) fn taken(named: Named<'_>, code: &Code) -> Self {
        Self { code: Some(Digits::new(code)), ..Self::at(named, UnixMillis(0)) }
    }

    /// The remaining time in words; empty for an HOTP code.
    pub(crate) fn left(&self, shell: &Shell, now: UnixMillis) -> String {
        let Some(until) = self.valid_until else { return String::new() };
        let seconds = Fact::Number(until.saturating_sub(now.seconds()));
        shell.words.say("codes-left", &[("seconds", seconds)])
    }
}

impl Codes {
    /// These rows at that time.
    pub(crate) fn new(rows: Vec<Row>, now: UnixMillis) -> Self {
        Self { rows, now }
    }

    /// The codes of these accounts at that time.
    pub(crate) fn at(accounts: &[Named<'_>], now: UnixMillis) -> Self {
        Self::new(accounts.iter().map(|named| Row::at(*named, now)).collect(), now)
    }

    /// When the first of the codes expires.
    pub(super) fn turns_at(&self) -> Option<UnixMillis> {
        let until = self.rows.iter().filter_map(|row| row.valid_until).min();
        until.map(UnixMillis::from_seconds)
    }

    /// The rows as aligned lines.
    pub(super) fn lines(&self, shell: &Shell) -> Vec<String> {
        let row = |row: &Row| {
            let code = row.code.as_ref().map_or("—", Digits::grouped).to_owned();
            let next = row.next.as_ref().map_or(String::new(), |code| {
                shell.words.say("codes-next", &[("code", code.grouped().into())])
            });
            let [issuer, label] = [&row.issuer, &row.account].map(|name| plain(name).into_owned());
            let left = row.left(shell, self.now);
            [code, left, next, issuer, label, account::short(&row.id)]
        };
        columns(&self.rows.iter().map(row).collect::<Vec<_>>(), &[3, 4])
    }
}

impl Serialize for Codes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl Answer for Codes {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        if self.rows.is_empty() {
            return shell.say("list-empty", &[]);
        }
        self.lines(shell).into_iter().try_for_each(line)?;
        if self.rows.iter().any(|row| row.code.is_none()) {
            shell.remark("codes-hotp", &[]);
        }
        Ok(())
    }
}
