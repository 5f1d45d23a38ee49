//! Accounts that are not yet in the vault: preview, choices, and applying.

use std::sync::{Arc, Mutex};

use aikotoba_core::call_error::CallError;
use aikotoba_core::import::MemoryConsent;
use aikotoba_core::incoming::{IncomingPlan as Core, PlanChoice};
use aikotoba_core::intake::Intake;
use aikotoba_core::screens::export_guide::{ExportGuideState, export_guides as core_guides};
use aikotoba_core::screens::plan::{OutcomeState, PlanState};
use aikotoba_core::screens::sealed::SealedFileRow;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use zeroize::Zeroizing;

use crate::errors::CallResult;
use crate::vault::Vault;
use crate::work::{WorkProgress, lock_mutex};

/// What would happen to the accounts that were read. Nothing is changed before it is applied.
#[derive(uniffi::Object)]
pub struct IncomingPlan(Mutex<Option<Core>>);

impl IncomingPlan {
    pub(crate) fn of(plan: Core) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Some(plan))))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Core) -> CallResult<T>) -> CallResult<T> {
        lock_mutex(&self.0).as_mut().map_or(Err(CallError::AlreadyFinished.into()), act)
    }
}

#[uniffi::export]
impl IncomingPlan {
    /// The preview under the current choices.
    pub fn state(&self) -> CallResult<PlanState> {
        self.with(|plan| Ok(PlanState::of(plan)))
    }

    /// Chooses what to do with the account at `place`, counted from 0.
    pub fn choose(&self, place: u32, choice: PlanChoice) -> CallResult<PlanState> {
        self.with(|plan| {
            plan.choose(place as usize, choice).map_err(|_| CallError::NotOffered)?;
            Ok(PlanState::of(plan))
        })
    }

    /// Applies the plan as one change that can be undone. If the vault was changed in the meantime,
    /// nothing is done, and the plan must be made again.
    pub fn apply(&self, vault: &Vault, now: UnixMillis) -> CallResult<OutcomeState> {
        vault.with(|open| {
            let plan = lock_mutex(&self.0).take().ok_or(CallError::AlreadyFinished)?;
            let outcome = open.change(|vault| plan.apply(vault, now))?;
            Ok(OutcomeState::of(&outcome))
        })
    }
}

/// The apps from which accounts can be moved, with how each exports them, in the order to offer
/// them.
#[uniffi::export]
pub fn export_guides() -> Vec<ExportGuideState> {
    core_guides()
}

/// An import of files of other apps: add them, read them, open the encrypted ones with their
/// passwords, then compare with the vault.
#[derive(uniffi::Object)]
pub struct Importing {
    files: Mutex<Vec<QueuedFile>>,
    intake: Mutex<Option<Intake>>,
    work: WorkProgress,
}

struct QueuedFile {
    name: Option<String>,
    bytes: Zeroizing<Vec<u8>>,
}

#[uniffi::export]
impl Importing {
    /// An import without files.
    #[uniffi::constructor]
    pub fn fresh() -> Arc<Self> {
        let (files, intake, work) = (Mutex::default(), Mutex::default(), WorkProgress::default());
        Arc::new(Self { files, intake, work })
    }

    /// Adds a file: a text, another app's export, or a picture of a QR code.
    pub fn add(&self, bytes: Vec<u8>) {
        lock_mutex(&self.files).push(QueuedFile { name: None, bytes: Zeroizing::new(bytes) });
    }

    /// Adds a file with its name, which is shown in messages about it.
    pub fn add_named(&self, name: String, bytes: Vec<u8>) {
        lock_mutex(&self.files).push(QueuedFile { name: Some(name), bytes: Zeroizing::new(bytes) });
    }

    /// The progress from 0 to 1; none if it is unknown, as during a key derivation.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Stops reading. An attempt to open a file continues to its end, and its result is dropped.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Reads the files and returns those that need a password. Takes a while, so call it on a
    /// background thread.
    pub fn read(&self, now: UnixMillis) -> CallResult<Vec<SealedFileRow>> {
        let mut read = Intake::adding_up();
        let files = lock_mutex(&self.files);
        self.work.begin(files.len());
        for file in files.iter() {
            self.work.go_on()?;
            read.file(file.name.as_deref(), &file.bytes, now);
            self.work.step();
        }
        self.work.go_on()?;
        let rows = SealedFileRow::all(read.waiting());
        *lock_mutex(&self.intake) = Some(read);
        Ok(rows)
    }

    /// Tries a password on the file with that number and returns the files that still need one. If
    /// so much memory is needed that the user must agree, it fails before any work unless the user
    /// has agreed. Takes a while, so call it on a background thread; the other files can be used
    /// meanwhile.
    pub fn open(
        &self,
        input: u32,
        password: String,
        is_memory_accepted: bool,
        now: UnixMillis,
    ) -> CallResult<Vec<SealedFileRow>> {
        let password = Passphrase::new(password);
        let input = input as usize;
        let sealed = {
            let intake = lock_mutex(&self.intake);
            let waiting = intake.as_ref().ok_or(CallError::AlreadyFinished)?.waiting();
            let found = waiting.iter().find(|waiting| waiting.input == input);
            Arc::clone(&found.ok_or(CallError::AlreadyFinished)?.sealed)
        };
        let consent =
            if is_memory_accepted { MemoryConsent::Given } else { MemoryConsent::NotAsked };
        self.work.begin(1);
        let opened = sealed.open(&password, consent, now)?;
        self.work.go_on()?;
        let mut intake = lock_mutex(&self.intake);
        let intake = intake.as_mut().ok_or(CallError::AlreadyFinished)?;
        intake.take_opened(input, opened);
        Ok(SealedFileRow::all(intake.waiting()))
    }

    /// Compares the files' contents with the vault, and reads the files first if necessary. Files
    /// that are unusable or were not opened are listed in the plan and do not affect others. The
    /// files are kept, so it can be called again after a failure.
    pub fn finish(&self, vault: &Vault, now: UnixMillis) -> CallResult<Arc<IncomingPlan>> {
        if lock_mutex(&self.intake).is_none() {
            self.read(now)?;
        }
        self.work.go_on()?;
        vault.with(|open| {
            let intake = lock_mutex(&self.intake).take().ok_or(CallError::AlreadyFinished)?;
            Ok(IncomingPlan::of(Core::new(intake.into_incoming(), &open.vault)))
        })
    }
}
