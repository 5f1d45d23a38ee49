//! What a file for another app holds, and what it could not.

use serde::Serialize;
use zeroize::Zeroizing;

use crate::account::{Account, Favourite};
use crate::fault::{Fact, Fault, Refusal};
use crate::phrase::phrase_family;

/// A file for another app.
#[derive(Debug)]
pub struct File {
    /// Its text, with the keys in clear.
    pub text: Zeroizing<String>,
    /// How many accounts it holds.
    pub accounts: usize,
    /// Accounts that the app would make other codes of, and so left out.
    pub refused: Vec<Refusal<ExportError>>,
    /// What the format has no room for.
    pub omitted: Vec<Omission>,
}

/// Why an account can't be written for another app.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("export", Decide)]
pub enum ExportError {
    /// The app can't do that period.
    #[error("a period of {found} seconds")]
    Period {
        /// The period in seconds.
        found: u32,
    },
    /// The app can't do that number of digits.
    #[error("a code of {found} digits")]
    Digits {
        /// The number of digits.
        found: u8,
    },
    /// The app can't count that far.
    #[error("a counter beyond what the app holds")]
    Counter,
}

/// What of the accounts a format has no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Omission {
    /// Notes.
    Notes {
        /// Of how many accounts.
        accounts: usize,
    },
    /// Groups.
    Groups {
        /// Of how many accounts.
        accounts: usize,
    },
    /// Which accounts are favourites.
    Favourites {
        /// How many.
        accounts: usize,
    },
    /// Colours.
    Colours {
        /// Of how many accounts.
        accounts: usize,
    },
    /// Parameters of links that mean nothing here.
    Parameters {
        /// Of how many accounts.
        accounts: usize,
    },
}

phrase_family!(Omission, "export-omitted", |omission| {
    let (Omission::Notes { accounts }
    | Omission::Groups { accounts }
    | Omission::Favourites { accounts }
    | Omission::Colours { accounts }
    | Omission::Parameters { accounts }) = omission;
    vec![("count", Fact::from(*accounts))]
});

/// What a format has room for, besides what makes the codes.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) notes: bool,
    pub(super) groups: bool,
    pub(super) favourites: bool,
}

/// What of these accounts a format with that room leaves out.
pub(super) fn omitted(accounts: &[&Account], room: Room) -> Vec<Omission> {
    let count = |has: fn(&Account) -> bool| accounts.iter().filter(|one| has(one)).count();
    let notes = count(|account| !account.note.is_empty());
    let groups = count(|account| account.group.is_some());
    let favourites = count(|account| account.favourite == Favourite::Yes);
    let colours = count(|account| account.colour.is_some());
    let parameters = count(|account| !account.parameters.is_empty());
    let all = [
        (room.notes, notes, Omission::Notes { accounts: notes }),
        (room.groups, groups, Omission::Groups { accounts: groups }),
        (room.favourites, favourites, Omission::Favourites { accounts: favourites }),
        (false, colours, Omission::Colours { accounts: colours }),
        (false, parameters, Omission::Parameters { accounts: parameters }),
    ];
    let left_out = all.into_iter().filter(|(has_room, count, _)| !has_room && *count > 0);
    left_out.map(|(_, _, omission)| omission).collect()
}

/// Writes JSON into a buffer that has room for all of it from the start: a growing one leaves unwiped
/// pieces behind.
pub(super) fn json(value: &impl Serialize) -> Zeroizing<String> {
    struct Counter(usize);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let holds = "texts, numbers and lists of them are written as JSON";
    let mut counter = Counter(0);
    serde_json::to_writer(&mut counter, value).expect(holds);
    let mut bytes = Zeroizing::new(Vec::with_capacity(counter.0));
    serde_json::to_writer(&mut *bytes, value).expect(holds);
    Zeroizing::new(String::from_utf8(std::mem::take(&mut *bytes)).expect("JSON is UTF-8"))
}

/// The accounts that can be written, and those that are refused, by their place from 1.
pub(super) fn sorted<'a>(
    accounts: &[&'a Account],
    check: impl Fn(&Account) -> Result<(), ExportError>,
) -> (Vec<&'a Account>, Vec<Refusal<ExportError>>) {
    let (mut written, mut refused) = (Vec::new(), Vec::new());
    for (account, at) in accounts.iter().zip(1..) {
        match check(account) {
            Ok(()) => written.push(*account),
            Err(why) => {
                let names = [account.issuer.as_str(), account.label.as_str()];
                let names = names.into_iter().filter(|name| !name.is_empty());
                let name = names.collect::<Vec<_>>().join(":");
                refused.push(Refusal::new(at, name, why));
            }
        }
    }
    (written, refused)
}

/// The groups of accounts, each once, in the order in which they come.
pub(super) fn groups<'a>(accounts: &[&'a Account]) -> Vec<&'a str> {
    let mut groups = Vec::new();
    for group in accounts.iter().filter_map(|account| account.group.as_deref()) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}
