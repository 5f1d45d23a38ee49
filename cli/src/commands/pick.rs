//! Selects an account by its identifier, a prefix of it, or words in its names.

use aikotoba_core::account::{Account, AccountId};
use aikotoba_core::screens::search::{Entry, Query};
use aikotoba_core::vault::Kept;

use super::account;
use crate::failure::CliError;
use crate::prompt;
use crate::shell::Shell;

/// The minimum length of an identifier's prefix; shorter texts count as words.
const SHORTEST: usize = 4;

/// An account with its identifier.
pub(crate) type Named<'a> = (AccountId, &'a Account);

/// The accounts with their identifiers.
pub(crate) fn named(kept: &[Kept]) -> impl Iterator<Item = Named<'_>> {
    kept.iter().map(|kept| (kept.id, &kept.account))
}

/// Selects one account. If several match, the user is asked.
pub(crate) fn one(shell: &Shell, accounts: &[Kept], typed: &str) -> Result<AccountId, CliError> {
    let found = fitting(named(accounts), typed);
    match found.as_slice() {
        [] => Err(CliError::NoMatch { found: typed.to_owned() }),
        [(only, _)] => Ok(*only),
        several if prompt::is_possible() => {
            for (index, (_, account)) in several.iter().enumerate() {
                let name = account::name(shell, account);
                let facts = [("number", (index + 1).into()), ("name", name.as_str().into())];
                shell.remark("choice", &facts);
            }
            let question = shell.words.say("ask-which-account", &[]);
            Ok(several[prompt::number(&question, several.len())? - 1].0)
        }
        several => Err(CliError::SeveralMatch { found: typed.to_owned(), count: several.len() }),
    }
}

/// The matching accounts, the best first; all of them if `typed` is empty.
pub(crate) fn fitting<'a>(
    accounts: impl IntoIterator<Item = Named<'a>>,
    typed: &str,
) -> Vec<Named<'a>> {
    let accounts: Vec<_> = accounts.into_iter().collect();
    let start = typed.to_ascii_lowercase();
    if start.len() >= SHORTEST {
        let is_named = |(id, _): &&Named<'_>| id.to_string().starts_with(&start);
        let by_id: Vec<_> = accounts.iter().filter(is_named).copied().collect();
        if !by_id.is_empty() {
            return by_id;
        }
    }
    let entries: Vec<_> = accounts.iter().map(|(_, account)| Entry::new(account)).collect();
    Query::new(typed).find(&entries).into_iter().map(|place| accounts[place]).collect()
}
