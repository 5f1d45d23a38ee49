//! `aikotoba codes`: the codes of this moment, or of another.

mod watch;

use aikotoba_core::account::{Account, AccountId};
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::Kept;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::{account, pick};
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::columns::columns;
use crate::output::moment;
use crate::output::plain::plain;
use crate::shell::{Answer, Shell};
use crate::unlock;

/// What `codes` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    query: Option<String>,
    #[arg(long, value_name = "UNIX")]
    at: Option<i64>,
    #[arg(long, conflicts_with = "at")]
    watch: bool,
    #[arg(long, value_name = "ID", conflicts_with_all = ["at", "watch", "query", "from_backup"])]
    hotp: Option<String>,
    #[arg(long, value_name = "FILE")]
    from_backup: Option<std::path::PathBuf>,
}

/// Shows codes.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    if let Some(typed) = &args.hotp {
        return take_hotp(typed, shell);
    }
    let accounts = accounts(args, shell)?;
    let typed = args.query.as_deref().unwrap_or_default();
    let found = pick::fitting(&accounts, typed);
    if found.is_empty() && !typed.is_empty() {
        return Err(CliError::NoMatch { found: typed.to_owned() }.into());
    }
    if args.watch {
        watch::run(&found, shell)?;
    } else {
        let now = args.at.map_or_else(moment::now, UnixMillis::from_seconds);
        shell.answer(&Codes::at(&found, now))?;
    }
    Ok(Exit::Done)
}

/// The accounts alone: the vault is closed again, so that others can use it meanwhile.
fn accounts(args: &Args, shell: &Shell) -> Result<Vec<Kept>, Failure> {
    let Some(_file) = &args.from_backup else {
        let vault = unlock::open(shell)?.vault;
        return Ok(vault.accounts().iter().map(duplicate).collect());
    };
    todo!("backup")
}

fn duplicate(kept: &Kept) -> Kept {
    Kept { id: kept.id, account: kept.account.duplicate(), trashed: kept.trashed }
}

/// Takes the next code of an account with a counter: the counter is on the disk before the code is
/// on the screen.
fn take_hotp(typed: &str, shell: &Shell) -> Result<Exit, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), typed)?;
    let code = Zeroizing::new(vault.take_hotp(id)?.as_str().to_owned());
    let rows = vault.find(id).map(|kept| Row::of(kept, Some(code), None)).into_iter().collect();
    shell.answer(&Codes { rows, now: moment::now() })?;
    Ok(Exit::Done)
}

/// Codes at one moment.
pub(crate) struct Codes {
    rows: Vec<Row>,
    now: UnixMillis,
}

/// An account's codes. Those with a counter have none until one is taken.
#[derive(Serialize)]
struct Row {
    id: String,
    issuer: String,
    account: String,
    code: Option<Zeroizing<String>>,
    next: Option<Zeroizing<String>>,
    /// Unix seconds.
    valid_from: Option<i64>,
    /// Unix seconds; the code no longer holds then.
    valid_until: Option<i64>,
}

impl Codes {
    pub(crate) fn at(accounts: &[&Kept], now: UnixMillis) -> Self {
        let row = |kept: &&Kept| match kept.account.otp.codes_at(now) {
            None => Row::of(kept, None, None),
            Some(codes) => Row {
                next: Some(Zeroizing::new(codes.next.as_str().to_owned())),
                ..Row::of(
                    kept,
                    Some(Zeroizing::new(codes.code.as_str().to_owned())),
                    Some((codes.window.from, codes.window.until)),
                )
            },
        };
        Self { rows: accounts.iter().map(row).collect(), now }
    }

    /// When the first of the codes no longer holds.
    fn turns_at(&self) -> Option<UnixMillis> {
        let until = self.rows.iter().filter_map(|row| row.valid_until).min();
        until.map(UnixMillis::from_seconds)
    }

    /// The rows as they stand under each other.
    fn lines(&self, shell: &Shell) -> Vec<String> {
        let words = &shell.words;
        let row = |row: &Row| {
            let left = row.valid_until.map_or(String::new(), |until| {
                let seconds = until.saturating_sub(self.now.seconds());
                words.say("codes-left", &[("seconds", seconds_fact(seconds))])
            });
            let code = row.code.as_ref().map_or("—".to_owned(), |code| grouped(code));
            let next = row.next.as_ref().map_or(String::new(), |code| {
                words.say("codes-next", &[("code", grouped(code).as_str().into())])
            });
            let [issuer, label] = [&row.issuer, &row.account].map(|name| plain(name).into_owned());
            [code, left, next, issuer, label, account::short(&row.id)]
        };
        columns(&self.rows.iter().map(row).collect::<Vec<_>>())
    }
}

impl Row {
    fn of(
        kept: &Kept,
        code: Option<Zeroizing<String>>,
        window: Option<(UnixMillis, UnixMillis)>,
    ) -> Self {
        let Kept { id, account, .. } = kept;
        let Account { issuer, label, .. } = account;
        let id: &AccountId = id;
        Self {
            id: id.to_string(),
            issuer: issuer.to_string(),
            account: label.to_string(),
            code,
            next: None,
            valid_from: window.map(|(from, _)| from.seconds()),
            valid_until: window.map(|(_, until)| until.seconds()),
        }
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
        self.lines(shell).into_iter().try_for_each(|line| shell.line(line))?;
        if self.rows.iter().any(|row| row.code.is_none()) {
            shell.remark("codes-hotp", &[]);
        }
        Ok(())
    }
}

fn seconds_fact(seconds: i64) -> aikotoba_words::Fact {
    aikotoba_words::Fact::Number(seconds)
}

fn grouped(code: &str) -> String {
    code.to_owned()
}
