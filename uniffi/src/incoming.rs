//! Accounts that were read and are not kept: previewed, decided, taken, undone.

use std::sync::{Arc, Mutex};

use aikotoba_core::import::files::Files;
use aikotoba_core::incoming::{Choice, Plan as Core};
use aikotoba_core::screens::gate::GateError;
use aikotoba_core::screens::plan::{OutcomeState, PlanState};
use aikotoba_core::time::UnixMillis;
use zeroize::Zeroizing;

use crate::errors::Answer;
use crate::vault::Vault;
use crate::work::{Work, hold};

/// What would come of accounts that were read. Nothing is done before it is applied.
#[derive(uniffi::Object)]
pub struct Plan(Mutex<Option<Core>>);

impl Plan {
    pub(crate) fn of(plan: Core) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Some(plan))))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Core) -> Answer<T>) -> Answer<T> {
        hold(&self.0).as_mut().map_or(Err(GateError::Over.into()), act)
    }
}

#[uniffi::export]
impl Plan {
    /// The preview as things are chosen.
    pub fn state(&self) -> Answer<PlanState> {
        self.with(|plan| Ok(PlanState::of(plan)))
    }

    /// Chooses what to do with the account at that place.
    pub fn choose(&self, place: u32, choice: Choice) -> Answer<PlanState> {
        self.with(|plan| {
            plan.choose(place as usize, choice).map_err(|_| GateError::NotOffered)?;
            Ok(PlanState::of(plan))
        })
    }

    /// Does it, as one change that can be undone. When the vault was changed meanwhile, nothing is
    /// done, and the plan has to be made again.
    pub fn apply(&self, vault: &Vault, now: UnixMillis) -> Answer<OutcomeState> {
        vault.with(|open| {
            let plan = hold(&self.0).take().ok_or(GateError::Over)?;
            let outcome = open.change(|vault| plan.apply(vault, now))?;
            Ok(OutcomeState::of(&outcome))
        })
    }
}

/// Files of other apps that are being read, all as one import.
#[derive(uniffi::Object)]
pub struct Importing {
    files: Mutex<Vec<Zeroizing<Vec<u8>>>>,
    work: Work,
}

#[uniffi::export]
impl Importing {
    /// An import of nothing yet.
    #[uniffi::constructor]
    pub fn fresh() -> Arc<Self> {
        Arc::new(Self { files: Mutex::default(), work: Work::of(1) })
    }

    /// Adds a file: a text, another app's export, or a picture with its QR code.
    pub fn add(&self, bytes: Vec<u8>) {
        hold(&self.files).push(Zeroizing::new(bytes));
    }

    /// How far it is, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.work.progress()
    }

    /// Nothing is read further.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Reads the files, and compares what they hold with the vault.
    pub fn finish(&self, vault: &Vault, now: UnixMillis) -> Answer<Arc<Plan>> {
        let mut files = Files::default();
        for bytes in std::mem::take(&mut *hold(&self.files)) {
            self.work.go_on()?;
            files.add(&bytes, now)?;
        }
        self.work.step();
        let imported = files.into_imported();
        vault.with(|open| Ok(Plan::of(Core::new(imported.into(), &open.vault))))
    }
}
