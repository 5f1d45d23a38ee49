//! Accounts added, changed and counted on.

use super::{ChangeError, Reason, Settings, Vault};
use crate::account::{Account, AccountId};
use crate::otp::Code;
use crate::time::UnixMillis;

/// Many changes that are made together or not at all.
#[derive(Debug, Default)]
pub struct Batch {
    /// The changes in their order.
    pub steps: Vec<Step>,
    /// The settings to have afterwards; `None` leaves them.
    pub settings: Option<Settings>,
}

/// One change of a batch.
#[derive(Debug)]
pub enum Step {
    /// A new account, after the others.
    Add {
        /// The identifier to give it; `None` draws one.
        id: Option<AccountId>,
        /// The account.
        account: Box<Account>,
        /// When it was put into the trash, if it was.
        trashed: Option<UnixMillis>,
    },
    /// An account's content replaced, in the trash or not. An HOTP counter of the same key never
    /// goes back.
    Replace {
        /// Which.
        id: AccountId,
        /// The new content.
        account: Box<Account>,
    },
    /// An account taken out of the trash.
    Recover {
        /// Which.
        id: AccountId,
    },
}

impl Vault {
    /// Adds an account after the others.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed then.
    pub fn add(&mut self, _account: Account, _now: UnixMillis) -> Result<AccountId, ChangeError> {
        unimplemented!()
    }

    /// Replaces an account's content. An HOTP counter of the same key never goes back.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one per other cause; nothing was changed then.
    pub fn edit(
        &mut self,
        _id: AccountId,
        _account: Account,
        _now: UnixMillis,
    ) -> Result<(), ChangeError> {
        unimplemented!()
    }

    /// Notes that the site took a code of the account.
    ///
    /// # Errors
    /// [`ChangeError::NoSuchAccount`], or one per other cause; nothing was changed then.
    pub fn confirm(&mut self, _id: AccountId, _now: UnixMillis) -> Result<(), ChangeError> {
        unimplemented!()
    }

    /// Takes the next code of an account with a counter (RFC 4226). The counter is moved on and
    /// flushed before the code is answered, so that no code is ever shown twice.
    ///
    /// # Errors
    /// [`ChangeError::NoCounter`] for other accounts, or one per other cause; nothing was changed.
    pub fn take_hotp(&mut self, _id: AccountId) -> Result<Code, ChangeError> {
        unimplemented!()
    }

    /// Makes many changes in one transaction that can be undone as one. Answers with the
    /// identifiers that the steps concern, in their order.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed then.
    pub fn apply(
        &mut self,
        _batch: Batch,
        _reason: Reason,
        _now: UnixMillis,
    ) -> Result<Vec<AccountId>, ChangeError> {
        unimplemented!()
    }

    /// Replaces the settings.
    ///
    /// # Errors
    /// One [`ChangeError`] per cause; nothing was changed then.
    pub fn change_settings(&mut self, _settings: Settings) -> Result<(), ChangeError> {
        unimplemented!()
    }
}
