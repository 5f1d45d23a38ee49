//! An enrolment: an account that is kept, until the site has taken a code of it.

use super::clock::ClockVerdict;
use super::diagnosis::{KeyStory, Refusal, Suspicion, diagnose};
use super::guide::Guide;
use crate::account::{AccountId, Confirmation};
use crate::otp::TimedCodes;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, Kept, Vault};

/// An account on the disk whose codes the site has not been known to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    id: AccountId,
    read_at: UnixMillis,
    key: KeyStory,
    guide: Option<&'static Guide>,
    doubts: Option<Doubts>,
}

/// The doubts of a refused code, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubts {
    /// In the order in which they are worth a look.
    pub suspicions: Vec<Suspicion>,
    /// Which is looked at, from 0; as many as there are when all were seen.
    pub at: usize,
}

impl Enrolment {
    pub(super) fn new(
        id: AccountId,
        read_at: UnixMillis,
        key: KeyStory,
        guide: Option<&'static Guide>,
    ) -> Self {
        Self { id, read_at, key, guide, doubts: None }
    }

    /// Takes up the enrolment of an account in the vault that is not confirmed yet; `None` for any
    /// other. How its key came in is not known any more, so a mistyped one stays possible.
    pub fn resume(vault: &Vault, id: AccountId) -> Option<Self> {
        let account = &kept(vault.accounts(), id)?.account;
        let guide = Guide::of_issuer(&account.issuer);
        (account.confirmation == Confirmation::Unconfirmed)
            .then(|| Self::new(id, account.added, KeyStory::Typed, guide))
    }

    /// Which account it is.
    pub fn id(&self) -> AccountId {
        self.id
    }

    /// The guide of its site.
    pub fn guide(&self) -> Option<&'static Guide> {
        self.guide
    }

    /// The doubts, once a code was refused.
    pub fn doubts(&self) -> Option<&Doubts> {
        self.doubts.as_ref()
    }

    /// The code of this moment and the next. `None` for a counter's, which are taken by
    /// [`Vault::take_hotp`], and when the account is gone.
    pub fn codes(&self, vault: &Vault, now: UnixMillis) -> Option<TimedCodes> {
        kept(vault.accounts(), self.id)?.account.otp.codes_at(now)
    }

    /// The site took a code.
    ///
    /// # Errors
    /// Why the vault could not note it; the account is there all the same.
    pub fn confirm(&self, vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        vault.confirm(self.id, now)
    }

    /// The site refused a code: finds the doubts. A second refusal finds them anew.
    pub fn refused(&mut self, accounts: &[Kept], clock: ClockVerdict, now: UnixMillis) {
        let own = kept(accounts, self.id);
        let others = || accounts.iter().filter(|one| one.id != self.id);
        let is_of_site = |one: &&Kept| {
            own.is_some_and(|own| {
                !own.account.issuer.is_empty() && own.account.issuer.is_like(&one.account.issuer)
            })
        };
        let is_older = |one: &Kept| {
            own.is_some_and(|own| {
                own.account.is_called_like(&one.account) && !own.account.is_same_as(&one.account)
            })
        };
        let refusal = Refusal {
            at: now,
            window: own.and_then(|own| own.account.otp.codes_at(now)).map(|codes| codes.window),
            clock,
            read_at: self.read_at,
            key: self.key,
            name_is_twice: others().any(is_older),
            others: u32::try_from(others().filter(is_of_site).count()).unwrap_or(u32::MAX),
        };
        self.doubts = Some(Doubts { suspicions: diagnose(&refusal), at: 0 });
    }

    /// The doubt that was looked at did not help: on to the next.
    pub fn next_doubt(&mut self) {
        if let Some(doubts) = &mut self.doubts {
            doubts.at = (doubts.at + 1).min(doubts.suspicions.len());
        }
    }

    /// Back to the code, to try again.
    pub fn try_again(&mut self) {
        self.doubts = None;
    }

    /// Gives the enrolment up: the account moves to the trash, from where it can be taken out
    /// again, for the site may have taken it after all.
    ///
    /// # Errors
    /// Why the vault could not move it; the account stays then.
    pub fn cancel(&self, vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        vault.discard(self.id, now)
    }
}

fn kept(accounts: &[Kept], id: AccountId) -> Option<&Kept> {
    accounts.iter().find(|one| one.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrol::sample::kept_with;
    use crate::otp::{Kind, Period};
    use crate::phrase::Phrase;

    const NOW: UnixMillis = UnixMillis(1_800_000_015_000);

    fn account(number: u8, key: u8, label: &str) -> Kept {
        kept_with(number, "Amazon", label, &[key; 32], Kind::Totp { period: Period::DEFAULT })
    }

    fn refused(accounts: &[Kept]) -> Vec<String> {
        let mut enrolment = Enrolment::new(accounts[0].id, NOW, KeyStory::Scanned, None);
        enrolment.refused(accounts, ClockVerdict::Right, NOW);
        let doubts = enrolment.doubts().unwrap();
        doubts.suspicions.iter().map(|suspicion| suspicion.doubt.code()).collect()
    }

    #[test]
    fn other_accounts_of_the_site_and_the_same_name_are_seen() {
        assert_eq!(refused(&[account(1, 1, "a")]), ["doubt-code-turned", "doubt-older-code"]);
        assert_eq!(
            refused(&[account(1, 1, "a"), account(2, 2, "b")]),
            ["doubt-code-turned", "doubt-older-code", "doubt-other-account"]
        );
        assert_eq!(refused(&[account(1, 1, "a"), account(2, 2, "a")])[0], "doubt-older-code");
    }

    #[test]
    fn doubts_are_seen_one_by_one_and_left_to_try_again() {
        let accounts = [account(1, 1, "a")];
        let mut enrolment = Enrolment::new(accounts[0].id, NOW, KeyStory::Scanned, None);
        enrolment.next_doubt();
        assert_eq!(enrolment.doubts(), None);
        enrolment.refused(&accounts, ClockVerdict::Right, NOW);
        for expected in [1, 2, 2] {
            enrolment.next_doubt();
            assert_eq!(enrolment.doubts().unwrap().at, expected);
        }
        enrolment.try_again();
        assert_eq!(enrolment.doubts(), None);
    }
}
