//! Enrolment: from reading an account until the site has accepted its first code.

use std::sync::{Arc, Mutex};

use aikotoba_core::account::{AccountId, Issuer, Label};
use aikotoba_core::call_error::CallError;
use aikotoba_core::enrol::guide::Guide;
use aikotoba_core::enrol::{
    AccountDraft, ClockEvidence, Enrolment as Kept, TypedKey, UnquestionedCommit, judge_clock,
};
use aikotoba_core::otp::Code;
use aikotoba_core::screens::enrolment::{EnrolmentState, SCREEN_ON_MILLIS};
use aikotoba_core::time::{MonotonicMillis, UnixMillis};
use aikotoba_core::vault::ChangeError;
use zeroize::Zeroizing;

use crate::errors::{CallResult, Failure};
use crate::types::TypedOptions;
use crate::vault::{UnlockedVault, Vault};
use crate::work::lock_mutex;

/// An account that is being enrolled. It has no code before it is on disk: commit it, then the
/// state contains its code.
#[derive(uniffi::Object)]
pub struct Enrolment(Mutex<EnrolmentPhase>);

enum EnrolmentPhase {
    Draft(Box<AccountDraft>),
    Kept { enrolment: Kept, taken: Option<Code> },
    Over,
}

impl Enrolment {
    pub(crate) fn of_draft(draft: AccountDraft) -> Arc<Self> {
        Arc::new(Self(Mutex::new(EnrolmentPhase::Draft(Box::new(draft)))))
    }

    /// Runs a closure on a stored account.
    fn kept<T>(
        &self,
        vault: &Vault,
        act: impl FnOnce(&mut Kept, &mut UnlockedVault) -> CallResult<T>,
    ) -> CallResult<T> {
        match &mut *lock_mutex(&self.0) {
            EnrolmentPhase::Kept { enrolment, .. } => vault.with(|open| act(enrolment, open)),
            EnrolmentPhase::Draft(_) | EnrolmentPhase::Over => {
                Err(CallError::AlreadyFinished.into())
            }
        }
    }

    /// Stores the draft in one of the core's ways.
    fn keep(
        &self,
        vault: &Vault,
        keep: impl FnOnce(AccountDraft, &mut UnlockedVault) -> (EnrolmentPhase, CallResult<()>),
    ) -> CallResult<()> {
        let mut stage = lock_mutex(&self.0);
        vault.with(|open| match std::mem::replace(&mut *stage, EnrolmentPhase::Over) {
            EnrolmentPhase::Draft(draft) => {
                let (after, answer) = keep(*draft, open);
                *stage = after;
                open.screen.accounts_changed(open.vault.accounts());
                answer
            }
            other => {
                *stage = other;
                Err(CallError::AlreadyFinished.into())
            }
        })
    }
}

#[uniffi::export]
impl Enrolment {
    /// A typed key and names. A whole key URI pasted as the key is accepted too. `site` is the
    /// guide that the user follows, if any.
    #[uniffi::constructor(default(site = None))]
    pub fn typed(
        issuer: String,
        label: String,
        key: String,
        options: TypedOptions,
        site: Option<String>,
        now: UnixMillis,
    ) -> CallResult<Arc<Self>> {
        let key = Zeroizing::new(key);
        let typed = TypedKey { issuer: &issuer, label: &label, key: &key, options: options.into() };
        let draft = typed.draft(now)?;
        Ok(Self::of_draft(match site.as_deref().and_then(Guide::of_site) {
            Some(guide) => draft.with_guide(guide),
            None => draft,
        }))
    }

    /// Resumes the enrolment of an unconfirmed account; none for any other account.
    #[uniffi::constructor]
    pub fn resume(vault: &Vault, id: AccountId) -> CallResult<Arc<Self>> {
        vault.with(|open| {
            let enrolment = Kept::resume(&open.vault, id).ok_or(ChangeError::NoSuchAccount)?;
            Ok(Arc::new(Self(Mutex::new(EnrolmentPhase::Kept { enrolment, taken: None }))))
        })
    }

    /// The screen. Fetch it again at the time in the state.
    pub fn state(&self, vault: &Vault, now: UnixMillis) -> CallResult<EnrolmentState> {
        match &*lock_mutex(&self.0) {
            EnrolmentPhase::Draft(draft) => {
                vault.with(|open| Ok(EnrolmentState::of_draft(draft, &open.vault)))
            }
            EnrolmentPhase::Kept { enrolment, taken } => vault.with(|open| {
                EnrolmentState::of_kept(enrolment, &open.vault, taken.as_ref(), now)
                    .ok_or_else(|| ChangeError::NoSuchAccount.into())
            }),
            EnrolmentPhase::Over => Err(CallError::AlreadyFinished.into()),
        }
    }

    /// The account in the vault; none before it is committed.
    pub fn account(&self) -> Option<AccountId> {
        match &*lock_mutex(&self.0) {
            EnrolmentPhase::Kept { enrolment, .. } => Some(enrolment.id()),
            EnrolmentPhase::Draft(_) | EnrolmentPhase::Over => None,
        }
    }

    /// Renames the draft.
    pub fn rename(&self, issuer: String, label: String) -> CallResult<()> {
        match &mut *lock_mutex(&self.0) {
            EnrolmentPhase::Draft(draft) => {
                draft.rename(Issuer::new(&issuer)?, Label::new(&label)?);
                Ok(())
            }
            EnrolmentPhase::Kept { .. } | EnrolmentPhase::Over => {
                Err(CallError::AlreadyFinished.into())
            }
        }
    }

    /// Stores the account; it is on disk when this returns. After a failure the draft is unchanged,
    /// and it is safe to try again.
    pub fn commit(&self, vault: &Vault, now: UnixMillis) -> CallResult<()> {
        self.keep(vault, |draft, open| match draft.commit(&mut open.vault, now) {
            Ok(enrolment) => (EnrolmentPhase::Kept { enrolment, taken: None }, Ok(())),
            Err(refused) => (EnrolmentPhase::Draft(refused.draft), Err(refused.why.into())),
        })
    }

    /// Stores the account if the user need not be asked about it. Otherwise the draft stays, and
    /// its state has the warnings. After a failure the draft is unchanged.
    pub fn commit_unquestioned(&self, vault: &Vault, now: UnixMillis) -> CallResult<()> {
        if self.account().is_some() {
            return Ok(());
        }
        self.keep(vault, |draft, open| match draft.commit_unquestioned(&mut open.vault, now) {
            Ok(UnquestionedCommit::Stored(enrolment)) => {
                (EnrolmentPhase::Kept { enrolment, taken: None }, Ok(()))
            }
            Ok(UnquestionedCommit::ConsentRequired(draft)) => {
                (EnrolmentPhase::Draft(draft), Ok(()))
            }
            Err(refused) => (EnrolmentPhase::Draft(refused.draft), Err(refused.why.into())),
        })
    }

    /// Stores the account and moves the older one to the trash. If only the latter fails, the
    /// account is stored, and the failure says so.
    pub fn commit_in_place_of(
        &self,
        older: AccountId,
        vault: &Vault,
        now: UnixMillis,
    ) -> CallResult<()> {
        self.keep(vault, |draft, open| {
            match draft.commit_in_place_of(older, &mut open.vault, now) {
                Ok((enrolment, moved)) => {
                    (EnrolmentPhase::Kept { enrolment, taken: None }, moved.map_err(Failure::from))
                }
                Err(refused) => (EnrolmentPhase::Draft(refused.draft), Err(refused.why.into())),
            }
        })
    }

    /// The text of the guide to continue with, now that the account is stored. `current` is the
    /// stored text. None if the stored text stays as it is.
    pub fn follow_guide(
        &self,
        vault: &Vault,
        current: Option<String>,
    ) -> CallResult<Option<String>> {
        self.kept(vault, |enrolment, open| {
            let progress = enrolment.follow_guide(&open.vault, current.as_deref());
            Ok(progress.map(|progress| progress.text()))
        })
    }

    /// Names this login of the site, and gives it a colour, before it is stored.
    pub fn name_login(&self, label: String, colour: Option<u8>) -> CallResult<()> {
        match &mut *lock_mutex(&self.0) {
            EnrolmentPhase::Draft(draft) => Ok(draft.name_login(&label, colour)?),
            EnrolmentPhase::Kept { .. } | EnrolmentPhase::Over => {
                Err(CallError::AlreadyFinished.into())
            }
        }
    }

    /// Takes the next code of an account with a counter; the state then shows it.
    pub fn take_next_code(&self, vault: &Vault) -> CallResult<()> {
        match &mut *lock_mutex(&self.0) {
            EnrolmentPhase::Kept { enrolment, taken } => vault.with(|open| {
                *taken = Some(open.change(|vault| vault.take_hotp(enrolment.id()))?);
                Ok(())
            }),
            EnrolmentPhase::Draft(_) | EnrolmentPhase::Over => {
                Err(CallError::AlreadyFinished.into())
            }
        }
    }

    /// The site accepted a code.
    pub fn confirm(&self, vault: &Vault, now: UnixMillis) -> CallResult<()> {
        self.kept(vault, |enrolment, open| open.change(|vault| enrolment.confirm(vault, now)))
    }

    /// The site rejected a code. The state then shows the doubts, one at a time.
    pub fn refused(&self, vault: &Vault, clock: ClockEvidence, now: UnixMillis) -> CallResult<()> {
        self.kept(vault, |enrolment, open| {
            enrolment.diagnose_rejection(
                open.vault.accounts(),
                judge_clock(&clock.with_records(&open.vault), now),
                now,
            );
            Ok(())
        })
    }

    /// The current doubt did not apply: continues with the next.
    pub fn next_doubt(&self, vault: &Vault) -> CallResult<()> {
        self.kept(vault, |enrolment, _| {
            enrolment.next_doubt();
            Ok(())
        })
    }

    /// Returns to the code, to try again.
    pub fn try_again(&self, vault: &Vault) -> CallResult<()> {
        self.kept(vault, |enrolment, _| {
            enrolment.try_again();
            Ok(())
        })
    }

    /// Cancels the enrolment. The account moves to the trash, since the site may have accepted it
    /// after all.
    pub fn give_up(&self, vault: &Vault, now: UnixMillis) -> CallResult<()> {
        self.kept(vault, |enrolment, open| open.change(|vault| enrolment.cancel(vault, now)))
    }
}

/// Whether the device's screen stays on: a code is to be typed, and was first shown less than five
/// minutes ago.
#[uniffi::export]
pub fn stays_on(state: EnrolmentState, since: MonotonicMillis, now: MonotonicMillis) -> bool {
    state.keeps_screen_on(since, now)
}

/// How long the device's screen stays on for the camera of the scan screen, in milliseconds.
#[uniffi::export]
pub fn screen_on_millis() -> u32 {
    SCREEN_ON_MILLIS
}
