//! Accounts that were read and are not kept: previewed, decided, taken, undone.

use std::sync::{Arc, Mutex};

use aikotoba_core::gate::GateError;
use aikotoba_core::import::MemoryConsent;
use aikotoba_core::incoming::{Choice, Plan as Core};
use aikotoba_core::intake::Intake;
use aikotoba_core::screens::plan::{OutcomeState, PlanState};
use aikotoba_core::screens::sealed::SealedFileRow;
use aikotoba_core::secret::Passphrase;
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

/// Files of other apps that are being read, all as one import: added, read, those that are encrypted
/// opened with their passwords, then compared with the vault.
#[derive(uniffi::Object)]
pub struct Importing {
    files: Mutex<Vec<File>>,
    intake: Mutex<Option<Intake>>,
    work: Work,
}

struct File {
    name: Option<String>,
    bytes: Zeroizing<Vec<u8>>,
}

#[uniffi::export]
impl Importing {
    /// An import of nothing yet.
    #[uniffi::constructor]
    pub fn fresh() -> Arc<Self> {
        let (files, intake, work) = (Mutex::default(), Mutex::default(), Work::default());
        Arc::new(Self { files, intake, work })
    }

    /// Adds a file: a text, another app's export, or a picture with its QR code.
    pub fn add(&self, bytes: Vec<u8>) {
        hold(&self.files).push(File { name: None, bytes: Zeroizing::new(bytes) });
    }

    /// Adds a file with its name, which is shown where something is to be said about it.
    pub fn add_named(&self, name: String, bytes: Vec<u8>) {
        hold(&self.files).push(File { name: Some(name), bytes: Zeroizing::new(bytes) });
    }

    /// How far it is, from 0 to 1; none where that can't be said, as while a password is tried.
    pub fn progress(&self) -> Option<f64> {
        self.work.progress()
    }

    /// Nothing is read further. A password that is being tried is tried to the end, and what comes of
    /// it is dropped.
    pub fn cancel(&self) {
        self.work.cancel();
    }

    /// Reads the files, and answers with those that wait for a password. It takes a while: call it
    /// off the screen's thread.
    pub fn read(&self, now: UnixMillis) -> Answer<Vec<SealedFileRow>> {
        let mut read = Intake::adding_up();
        let files = hold(&self.files);
        self.work.begin(files.len());
        for file in files.iter() {
            self.work.go_on()?;
            read.file(file.name.as_deref(), &file.bytes, now);
            self.work.step();
        }
        self.work.go_on()?;
        let rows = SealedFileRow::all(read.waiting());
        *hold(&self.intake) = Some(read);
        Ok(rows)
    }

    /// Tries a password on the file of that number, and answers with those that still wait. Where so
    /// much memory is needed that the person has to agree, it fails before any work unless they did.
    /// It takes a while: call it off the screen's thread. The others can be used meanwhile.
    pub fn open(
        &self,
        input: u32,
        password: String,
        is_memory_accepted: bool,
        now: UnixMillis,
    ) -> Answer<Vec<SealedFileRow>> {
        let password = Passphrase::new(password);
        let input = input as usize;
        let sealed = {
            let intake = hold(&self.intake);
            let waiting = intake.as_ref().ok_or(GateError::Over)?.waiting();
            let found = waiting.iter().find(|waiting| waiting.input == input);
            Arc::clone(&found.ok_or(GateError::Over)?.sealed)
        };
        let consent =
            if is_memory_accepted { MemoryConsent::Given } else { MemoryConsent::NotAsked };
        self.work.begin(1);
        let opened = sealed.open(&password, consent, now)?;
        self.work.go_on()?;
        let mut intake = hold(&self.intake);
        let intake = intake.as_mut().ok_or(GateError::Over)?;
        intake.take_opened(input, opened);
        Ok(SealedFileRow::all(intake.waiting()))
    }

    /// Compares what the files hold with the vault; reads them first where that was not done. A file
    /// that can't be used, or was not opened, is told in the plan and hinders no other. The files
    /// stay: after a failure it can be called again.
    pub fn finish(&self, vault: &Vault, now: UnixMillis) -> Answer<Arc<Plan>> {
        if hold(&self.intake).is_none() {
            self.read(now)?;
        }
        self.work.go_on()?;
        vault.with(|open| {
            let intake = hold(&self.intake).take().ok_or(GateError::Over)?;
            Ok(Plan::of(Core::new(intake.into_incoming(), &open.vault)))
        })
    }
}
