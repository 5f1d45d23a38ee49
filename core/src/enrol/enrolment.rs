//! An enrolment: a stored account until the site has accepted one of its codes.

use super::clock::ClockVerdict;
use super::diagnosis::{CodeRejection, KeySource, SuspectedCause, diagnose};
use super::guide::{Guide, GuideProgress};
use super::site_setup::SiteSetup;
use crate::account::{AccountId, Confirmation};
use crate::otp::TimedCodes;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, StoredAccount, Vault};

/// A stored account whose codes the site is not known to accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    id: AccountId,
    read_at: UnixMillis,
    key: KeySource,
    guide: Option<&'static Guide>,
    doubts: Option<SuspectedCauses>,
}

/// The possible causes of a rejected code, shown one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspectedCauses {
    /// The possible causes, in the order in which to check them.
    pub causes: Vec<SuspectedCause>,
    /// The index of the current one, from 0; equal to the number of causes when all were shown.
    pub at: usize,
}

impl Enrolment {
    pub(super) fn new(
        id: AccountId,
        read_at: UnixMillis,
        key: KeySource,
        guide: Option<&'static Guide>,
    ) -> Self {
        Self { id, read_at, key, guide, doubts: None }
    }

    /// Resumes the enrolment of an unconfirmed account in the vault; `None` for any other account.
    /// It is no longer known how its key was entered, so a mistyped key remains possible.
    pub fn resume(vault: &Vault, id: AccountId) -> Option<Self> {
        let account = &kept(vault.accounts(), id)?.account;
        let guide = Guide::of_issuer(&account.issuer);
        (account.confirmation == Confirmation::Unconfirmed)
            .then(|| Self::new(id, account.added, KeySource::Typed, guide))
    }

    /// The account's identifier.
    pub fn id(&self) -> AccountId {
        self.id
    }

    /// The guide of its site.
    pub fn guide(&self) -> Option<&'static Guide> {
        self.guide
    }

    /// The guide to continue with now that the account is stored: the one that the user follows,
    /// if this account belongs to its site, or else that of the account's own site. `current` is
    /// the stored text of the one that the user follows. `None` leaves that text unchanged.
    pub fn follow_guide(&self, vault: &Vault, current: Option<&str>) -> Option<GuideProgress> {
        let issuer = &kept(vault.accounts(), self.id)?.account.issuer;
        let followed = current.and_then(GuideProgress::of_text);
        match followed.filter(|progress| progress.guide().covers(issuer)) {
            Some(mut progress) => {
                progress.code_read(self.id);
                Some(progress)
            }
            None => self.guide.map(|guide| GuideProgress::after_reading(guide, self.id)),
        }
    }

    /// The possible causes, after a code was rejected.
    pub fn doubts(&self) -> Option<&SuspectedCauses> {
        self.doubts.as_ref()
    }

    /// The current and the next code. `None` for an HOTP account, whose codes come from
    /// [`Vault::take_hotp`], and if the account no longer exists.
    pub fn codes(&self, vault: &Vault, now: UnixMillis) -> Option<TimedCodes> {
        kept(vault.accounts(), self.id)?.account.otp.codes_at(now)
    }

    /// Records that the site accepted a code.
    ///
    /// # Errors
    /// Why the vault could not record it; the account exists anyway.
    pub fn confirm(&self, vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        vault.confirm(self.id, now)?;
        // A failure here is ignored, because the checklist is only a help: the user must not think
        // that the confirmation was lost.
        let _unrecorded = self.guide.map(|guide| SiteSetup::begin(vault, self.id, guide));
        Ok(())
    }

    /// Records that the site rejected a code, and finds the possible causes. Each rejection finds
    /// them again.
    pub fn diagnose_rejection(
        &mut self,
        accounts: &[StoredAccount],
        clock: ClockVerdict,
        now: UnixMillis,
    ) {
        let own = kept(accounts, self.id);
        let others = || accounts.iter().filter(|one| one.id != self.id);
        let is_of_site = |one: &&StoredAccount| {
            own.is_some_and(|own| {
                !own.account.issuer.is_empty() && own.account.issuer.is_like(&one.account.issuer)
            })
        };
        let is_older = |one: &StoredAccount| {
            own.is_some_and(|own| {
                own.account.has_same_name(&one.account) && !own.account.is_same_as(&one.account)
            })
        };
        let refusal = CodeRejection {
            at: now,
            window: own.and_then(|own| own.account.otp.codes_at(now)).map(|codes| codes.window),
            clock,
            read_at: self.read_at,
            key: self.key,
            name_is_twice: others().any(is_older),
            others: u32::try_from(others().filter(is_of_site).count()).unwrap_or(u32::MAX),
        };
        self.doubts = Some(SuspectedCauses { causes: diagnose(&refusal), at: 0 });
    }

    /// Continues with the next possible cause, because the current one did not apply.
    pub fn next_doubt(&mut self) {
        if let Some(doubts) = &mut self.doubts {
            doubts.at = (doubts.at + 1).min(doubts.causes.len());
        }
    }

    /// Returns to the code for another attempt.
    pub fn try_again(&mut self) {
        self.doubts = None;
    }

    /// Cancels the enrolment: the account moves to the trash, from where it can be recovered,
    /// because the site may have accepted it after all.
    ///
    /// # Errors
    /// Why the vault could not move it; the account stays.
    pub fn cancel(&self, vault: &mut Vault, now: UnixMillis) -> Result<(), ChangeError> {
        vault.discard(self.id, now)
    }
}

fn kept(accounts: &[StoredAccount], id: AccountId) -> Option<&StoredAccount> {
    accounts.iter().find(|one| one.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{of_uri, vault};
    use crate::enrol::AccountDraft;
    use crate::enrol::sample::kept_with;
    use crate::otp::{MovingFactor, Period};
    use crate::phrase::Phrase;

    const NOW: UnixMillis = UnixMillis(1_800_000_015_000);

    fn account(number: u8, key: u8, label: &str) -> StoredAccount {
        kept_with(
            number,
            "Amazon",
            label,
            &[key; 32],
            MovingFactor::Totp { period: Period::DEFAULT },
        )
    }

    fn refused(accounts: &[StoredAccount]) -> Vec<String> {
        let mut enrolment = Enrolment::new(accounts[0].id, NOW, KeySource::Scanned, None);
        enrolment.diagnose_rejection(accounts, ClockVerdict::Right, NOW);
        let doubts = enrolment.doubts().unwrap();
        doubts.causes.iter().map(|cause| cause.doubt.code()).collect()
    }

    #[test]
    fn other_accounts_with_the_same_site_or_name_are_found() {
        assert_eq!(refused(&[account(1, 1, "a")]), ["doubt-code-turned", "doubt-older-code"]);
        assert_eq!(
            refused(&[account(1, 1, "a"), account(2, 2, "b")]),
            ["doubt-code-turned", "doubt-older-code", "doubt-other-account"]
        );
        assert_eq!(refused(&[account(1, 1, "a"), account(2, 2, "a")])[0], "doubt-older-code");
    }

    #[test]
    fn causes_are_shown_one_at_a_time_until_trying_again() {
        let accounts = [account(1, 1, "a")];
        let mut enrolment = Enrolment::new(accounts[0].id, NOW, KeySource::Scanned, None);
        enrolment.next_doubt();
        assert_eq!(enrolment.doubts(), None);
        enrolment.diagnose_rejection(&accounts, ClockVerdict::Right, NOW);
        for expected in [1, 2, 2] {
            enrolment.next_doubt();
            assert_eq!(enrolment.doubts().unwrap().at, expected);
        }
        enrolment.try_again();
        assert_eq!(enrolment.doubts(), None);
    }

    #[test]
    fn a_stored_account_continues_the_guide_of_its_site_and_no_other() {
        let (_folder, mut vault) = vault();
        let mut follow = |uri: &str, current: Option<&str>| {
            let draft = AccountDraft::scanned(of_uri(uri));
            let enrolment = draft.commit(&mut vault, NOW).unwrap();
            let progress = enrolment.follow_guide(&vault, current);
            assert!(progress.iter().all(|progress| progress.account() == Some(enrolment.id())));
            progress.map(|progress| progress.guide().site)
        };
        let amazon = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";
        let other = "otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ";
        assert_eq!(follow(amazon, None), Some("amazon"));
        let sellers = Some("1 seller-central - ? -");
        assert_eq!(follow(&amazon.replace("me", "shop"), sellers), Some("seller-central"));
        assert_eq!(follow(&amazon.replace("me", "aws"), Some("1 aws - ? -")), Some("amazon"));
        assert_eq!(follow(other, sellers), None);
        assert_eq!(follow(&other.replace("me", "you"), None), None);
        assert_eq!(follow(&amazon.replace("me", "us"), Some("damaged")), Some("amazon"));
    }
}
