//! Which account a person means: by its identifier, the start of it, or words of its names.

use aikotoba_core::account::AccountId;
use aikotoba_core::screens::search::{Entry, Query};
use aikotoba_core::vault::Kept;

use super::account;
use crate::failure::CliError;
use crate::prompt;
use crate::shell::Shell;

/// The shortest start of an identifier that counts as one: shorter ones look like words.
const SHORTEST: usize = 4;

/// The one account that is meant. Where several fit, the person is asked.
pub(crate) fn one(shell: &Shell, accounts: &[Kept], typed: &str) -> Result<AccountId, CliError> {
    let found = fitting(accounts, typed);
    match found.as_slice() {
        [] => Err(CliError::NoMatch { found: typed.to_owned() }),
        [only] => Ok(only.id),
        several if prompt::is_possible() => {
            for (index, kept) in several.iter().enumerate() {
                let name = account::name(shell, &kept.account);
                shell.remark(
                    "choice",
                    &[("number", (index + 1).into()), ("name", name.as_str().into())],
                );
            }
            let question = shell.words.say("ask-which-account", &[]);
            Ok(several[prompt::number(&question, several.len())? - 1].id)
        }
        several => Err(CliError::SeveralMatch { found: typed.to_owned(), count: several.len() }),
    }
}

/// The accounts that fit, the best first; all where nothing was typed.
pub(crate) fn fitting<'a>(accounts: &'a [Kept], typed: &str) -> Vec<&'a Kept> {
    let start = typed.to_ascii_lowercase();
    if start.len() >= SHORTEST {
        let by_id: Vec<_> =
            accounts.iter().filter(|kept| kept.id.to_string().starts_with(&start)).collect();
        if !by_id.is_empty() {
            return by_id;
        }
    }
    let entries: Vec<_> = accounts.iter().map(|kept| Entry::new(&kept.account)).collect();
    Query::new(typed).find(&entries).into_iter().map(|place| &accounts[place]).collect()
}
