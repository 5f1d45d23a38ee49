//! Selects an account by its identifier, a prefix of it, or words in its names.

use aikotoba_core::account::{Account, AccountId};
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::screens::codes::{CodesScreen, CodesState};
use aikotoba_core::screens::search::{SearchEntry, SearchQuery};
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::StoredAccount;

use super::account;
use crate::failure::CliError;
use crate::prompt;
use crate::shell::Shell;

/// The minimum length of an identifier's prefix; shorter texts count as words.
const MIN_ID_PREFIX: usize = 4;

/// An account with its identifier.
pub(crate) type NamedAccount<'a> = (AccountId, &'a Account);

/// The accounts with their identifiers.
pub(crate) fn named(kept: &[StoredAccount]) -> impl Iterator<Item = NamedAccount<'_>> {
    kept.iter().map(|kept| (kept.id, &kept.account))
}

/// Selects one account. If several match, the user is asked.
pub(crate) fn one(
    shell: &Shell,
    accounts: &[StoredAccount],
    typed: &str,
) -> Result<AccountId, CliError> {
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
    accounts: impl IntoIterator<Item = NamedAccount<'a>>,
    typed: &str,
) -> Vec<NamedAccount<'a>> {
    let accounts: Vec<_> = accounts.into_iter().collect();
    let by_id: Vec<_> =
        accounts.iter().filter(|(id, _)| is_start_of(typed, *id)).copied().collect();
    if !by_id.is_empty() {
        return by_id;
    }
    let entries: Vec<_> = accounts.iter().map(|(_, account)| SearchEntry::new(account)).collect();
    SearchQuery::new(typed).find(&entries).into_iter().map(|place| accounts[place]).collect()
}

/// The same for a person: what the list of codes shows of the matching accounts.
pub(crate) fn list(
    screen: &mut CodesScreen,
    accounts: &[StoredAccount],
    typed: &str,
    settings: &AppSettings,
    now: UnixMillis,
) -> CodesState {
    let is_meant = |id: AccountId| is_start_of(typed, id);
    let by_id = accounts.iter().any(|kept| is_meant(kept.id));
    screen.search(if by_id { "" } else { typed });
    for kept in accounts {
        // A terminal has nothing to touch: a person who asks for codes wants to see them.
        screen.uncover(kept.id, now);
    }
    let mut state = screen.state(accounts, &[], settings, Vec::new(), now);
    state.rows.retain(|row| !by_id || is_meant(row.id));
    state
}

/// Whether the typed text is the beginning of that identifier.
fn is_start_of(typed: &str, id: AccountId) -> bool {
    typed.len() >= MIN_ID_PREFIX && id.to_string().starts_with(&typed.to_ascii_lowercase())
}
