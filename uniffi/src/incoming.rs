//! Accounts that were read and are not kept: previewed, decided, taken, undone.

use std::sync::{Arc, Mutex};

use aikotoba_core::incoming::{Choice, Plan as Core};
use aikotoba_core::intake::Intake;
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
        Arc::new(Self { files: Mutex::default(), work: Work::default() })
    }

    /// Adds a file: a text, another app's export, or a picture with its QR code.
    pub fn add(&self, bytes: Vec<u8>) {
        hold(&self.files).push(Zeroizing::new(bytes));
    }

    /// How far it is, from 0 to 1; none where that can't be said.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Nothing is read further.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Reads the files, and compares what they hold with the vault. A file that can't be used is
    /// told in the plan and hinders no other. The files stay: after a failure it can be called
    /// again.
    pub fn finish(&self, vault: &Vault, now: UnixMillis) -> Answer<Arc<Plan>> {
        let mut intake = Intake::adding_up();
        let files = hold(&self.files);
        self.work.begin(files.len());
        for bytes in files.iter() {
            self.work.go_on()?;
            intake.file(None, bytes, now);
            self.work.step();
        }
        self.work.go_on()?;
        vault.with(|open| Ok(Plan::of(Core::new(intake.into_incoming(), &open.vault))))
    }
}
