//! A file for another app, and what it could not hold.

use std::collections::HashSet;

use serde::Serialize;
use zeroize::Zeroizing;

use crate::account::{Account, Favourite};
use crate::fault::{Fault, RefusedEntry};
use crate::phrase::Phrase;
use crate::vault::Vault;

/// A file for another app.
#[derive(Debug)]
pub struct ExportFile {
    /// Its text, with the keys unencrypted.
    pub text: Zeroizing<String>,
    /// The number of accounts in it.
    pub accounts: usize,
    /// Accounts that were omitted because the app would generate other codes for them.
    pub refused: Vec<RefusedEntry<ExportError>>,
    /// Other data that the format cannot hold.
    pub omitted: Vec<OmittedData>,
}

/// Why an account cannot be written for another app.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("export", Decide)]
pub enum ExportError {
    /// The app does not support the period.
    #[error("a period of {found} seconds")]
    #[fault(code = "period")]
    UnsupportedPeriod {
        /// The period in seconds.
        found: u32,
    },
    /// The app does not support the number of digits.
    #[error("a code of {found} digits")]
    #[fault(code = "digits")]
    UnsupportedDigits {
        /// The number of digits.
        found: u8,
    },
    /// The app does not support counters this high.
    #[error("a counter that is too high for the app")]
    #[fault(code = "counter")]
    CounterTooLarge,
}

/// Data of the accounts that a format cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Phrase)]
#[phrase("export-omitted")]
pub enum OmittedData {
    /// Notes.
    #[phrase(facts(count = accounts))]
    Notes {
        /// The number of accounts.
        accounts: usize,
    },
    /// Groups.
    #[phrase(facts(count = accounts))]
    Groups {
        /// The number of accounts.
        accounts: usize,
    },
    /// The groups of an account besides the first one.
    #[phrase(facts(count = accounts))]
    MoreGroups {
        /// The number of accounts.
        accounts: usize,
    },
    /// Which accounts are favourites.
    #[phrase(facts(count = accounts))]
    Favourites {
        /// The number of accounts.
        accounts: usize,
    },
    /// Colours.
    #[phrase(facts(count = accounts))]
    Colours {
        /// The number of accounts.
        accounts: usize,
    },
    /// Unknown parameters of key URIs.
    #[phrase(facts(count = accounts))]
    Parameters {
        /// The number of accounts.
        accounts: usize,
    },
    /// Accounts in the trash, which no format gets.
    #[phrase(facts(count = accounts))]
    Trash {
        /// The number of accounts.
        accounts: usize,
    },
}

impl OmittedData {
    /// The accounts in a vault's trash; `None` if it is empty.
    pub fn of_trash(vault: &Vault) -> Option<Self> {
        let accounts = vault.trashed().len();
        (accounts > 0).then_some(Self::Trash { accounts })
    }
}

/// Data besides the codes that some formats can hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeldData {
    Notes,
    Groups,
    /// Only the first group of each account.
    OneGroup,
    Favourites,
    Parameters,
}

/// The data of these accounts that a format omits that holds only this data.
pub(super) fn omitted(accounts: &[&Account], held: &[HeldData]) -> Vec<OmittedData> {
    let count = |has: fn(&Account) -> bool| accounts.iter().filter(|one| has(one)).count();
    let notes = count(|account| !account.note.is_empty());
    let groups = count(|account| !account.groups.is_empty());
    let more = count(|account| !account.groups.others().is_empty());
    let favourites = count(|account| account.favourite == Favourite::Yes);
    let colours = count(|account| account.colour.is_some());
    let parameters = count(|account| !account.parameters.is_empty());
    let holds = |data| held.contains(&data);
    let all = [
        (holds(HeldData::Notes), notes, OmittedData::Notes { accounts: notes }),
        (
            holds(HeldData::Groups) || holds(HeldData::OneGroup),
            groups,
            OmittedData::Groups { accounts: groups },
        ),
        (!holds(HeldData::OneGroup), more, OmittedData::MoreGroups { accounts: more }),
        (holds(HeldData::Favourites), favourites, OmittedData::Favourites { accounts: favourites }),
        (false, colours, OmittedData::Colours { accounts: colours }),
        (holds(HeldData::Parameters), parameters, OmittedData::Parameters { accounts: parameters }),
    ];
    let left_out = all.into_iter().filter(|(is_held, count, _)| !is_held && *count > 0);
    left_out.map(|(_, _, omission)| omission).collect()
}

/// Serializes JSON to a buffer that is large enough from the start: a growing one would leave
/// copies that are not zeroed.
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
    Zeroizing::new(String::from_utf8(std::mem::take(&mut *bytes)).expect("serde_json writes UTF-8"))
}

/// Separates the accounts that can be written from those that are refused; these are numbered from
/// 1.
pub(super) fn sorted<'a, W>(
    accounts: &[&'a Account],
    check: impl Fn(&Account) -> Result<(), W>,
) -> (Vec<&'a Account>, Vec<RefusedEntry<W>>) {
    let (mut written, mut refused) = (Vec::new(), Vec::new());
    for (account, at) in accounts.iter().zip(1..) {
        match check(account) {
            Ok(()) => written.push(*account),
            Err(why) => {
                let names = [account.issuer.as_str(), account.label.as_str()];
                let names = names.into_iter().filter(|name| !name.is_empty());
                let name = names.collect::<Vec<_>>().join(":");
                refused.push(RefusedEntry::new(at, name, why));
            }
        }
    }
    (written, refused)
}

/// Names without repetitions, in order of their first use.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}
