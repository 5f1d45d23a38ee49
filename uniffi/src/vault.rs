//! The vault: closed, locked or open.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use aikotoba_core::crypto::random::{Random, SystemRandom};
use aikotoba_core::fault::Fault;
use aikotoba_core::gate::GateError;
use aikotoba_core::lock::Tries;
use aikotoba_core::phrase::Saying;
use aikotoba_core::preferences::Settings;
use aikotoba_core::screens::codes::CodesScreen;
use aikotoba_core::screens::start::{FirstStartState, Offered};
use aikotoba_core::screens::unlock::{DeviceKey, UnlockState};
use aikotoba_core::vault::{self as core, Age, Locked, Presence, Seen};

use crate::errors::{Answer, Failure};
use crate::types::{HealthState, VaultMet};
use crate::work::hold;

/// The vault of one file. It can be used from any thread; each change is on the disk before the
/// call returns.
#[derive(uniffi::Object)]
pub struct Vault {
    pub(crate) path: PathBuf,
    pub(crate) random: Arc<dyn Random>,
    held: Mutex<Held>,
    /// Whether it was seen that the file can't be unlocked, now or ever.
    unusable: AtomicBool,
}

pub(crate) enum Held {
    Closed,
    Locked(Box<Locked>),
    Open(Box<Open>),
    /// Its file is in use by a long work.
    Working,
}

/// An unlocked vault and what is looked at of it.
pub(crate) struct Open {
    pub(crate) vault: core::Vault,
    pub(crate) screen: CodesScreen,
    pub(crate) age: Age,
}

impl Open {
    pub(crate) fn new(vault: core::Vault) -> Self {
        let screen = CodesScreen::new(vault.accounts());
        Self { vault, screen, age: Age::Current }
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings::of(self.vault.settings())
    }

    /// Makes a change, and lets the list know of it.
    pub(crate) fn change<T, E: Fault>(
        &mut self,
        change: impl FnOnce(&mut core::Vault) -> Result<T, E>,
    ) -> Answer<T> {
        let answer = change(&mut self.vault);
        // Some failures come after the change has taken hold.
        self.screen.accounts_changed(self.vault.accounts());
        Ok(answer?)
    }
}

impl Vault {
    /// Does something with the unlocked vault.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Open) -> Answer<T>) -> Answer<T> {
        match &mut *hold(&self.held) {
            Held::Open(open) => act(open),
            Held::Working => Err(GateError::Working.into()),
            Held::Locked(_) | Held::Closed => Err(Failure::Locked),
        }
    }

    /// Takes the locked vault out for a long work; its file is opened where it was not.
    pub(crate) fn take_locked(&self) -> Answer<Box<Locked>> {
        let mut held = hold(&self.held);
        self.open_file(&mut held)?;
        match std::mem::replace(&mut *held, Held::Working) {
            Held::Locked(locked) => Ok(locked),
            other => {
                let why = match other {
                    Held::Open(_) => GateError::Unlocked,
                    _ => GateError::Working,
                };
                *held = other;
                Err(why.into())
            }
        }
    }

    pub(crate) fn put_back(&self, now: Held) {
        *hold(&self.held) = now;
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(*hold(&self.held), Held::Closed)
    }

    fn open_file(&self, held: &mut Held) -> Answer<()> {
        if matches!(held, Held::Closed) {
            let opened = core::Vault::open(&self.path, self.random.clone());
            let locked = opened.map_err(|why| self.noted(why))?;
            self.unusable.store(false, Ordering::Relaxed);
            *held = Held::Locked(Box::new(locked));
        }
        Ok(())
    }

    /// Why it did not open: what can't ever be opened may be moved aside.
    pub(crate) fn noted<F: Fault>(&self, why: F) -> F {
        self.unusable.store(why.is_unusable(), Ordering::Relaxed);
        why
    }
}

#[uniffi::export]
impl Vault {
    /// The vault whose file has this path. Nothing is opened or made yet.
    #[uniffi::constructor]
    pub fn at(path: String) -> Arc<Self> {
        let random = Arc::new(SystemRandom::new());
        let (held, unusable) = (Mutex::new(Held::Closed), AtomicBool::new(false));
        Arc::new(Self { path: path.into(), random, held, unusable })
    }

    /// What stands at its path. Only where nothing stands a new vault can be made.
    pub fn presence(&self) -> Presence {
        core::Vault::presence(&self.path)
    }

    /// The first screen of a first start; none where there is a vault, which is to be unlocked. One
    /// that was tried and can't ever be unlocked counts as remains of a vault.
    pub fn first_start_state(&self, device_key: Offered) -> Option<FirstStartState> {
        let can_be_set_aside = self.can_be_set_aside();
        let found = if can_be_set_aside { Presence::Remains } else { self.presence() };
        FirstStartState::new(found, device_key)
    }

    /// The unlock screen. Opens the file where it was not, so that no other program writes to it.
    /// The time is of the clock that runs from the device's start.
    pub fn unlock_state(
        &self,
        device_key: DeviceKey,
        tries: Tries,
        monotonic_millis: i64,
    ) -> Answer<UnlockState> {
        let mut held = hold(&self.held);
        self.open_file(&mut held)?;
        match &*held {
            Held::Locked(locked) => {
                Ok(UnlockState::of(locked, device_key, tries, monotonic_millis))
            }
            Held::Open(_) => Err(GateError::Unlocked.into()),
            Held::Working | Held::Closed => Err(GateError::Working.into()),
        }
    }

    /// Whether it is unlocked.
    pub fn is_unlocked(&self) -> bool {
        matches!(*hold(&self.held), Held::Open(_))
    }

    /// Forgets the keys and the accounts, and keeps the file. Locking a locked vault is nothing.
    pub fn lock(&self) {
        let mut held = hold(&self.held);
        *held = match std::mem::replace(&mut *held, Held::Closed) {
            Held::Open(open) => Held::Locked(Box::new(open.vault.lock())),
            other => other,
        };
    }

    /// Locks, and lets go of the file, so that another program can use it.
    pub fn release(&self) {
        let mut held = hold(&self.held);
        if !matches!(*held, Held::Working) {
            *held = Held::Closed;
        }
    }

    /// Compares the vault with the mark that the device kept; banners go by it. The device keeps
    /// the mark of the answer instead. Call it when the vault was opened, and after each change.
    pub fn meet(&self, mark: Option<String>) -> Answer<VaultMet> {
        self.with(|open| {
            let mut seen = mark.as_deref().and_then(Seen::parse);
            open.age = open.vault.meet(&mut seen);
            Ok(VaultMet::of(open.age, seen.as_ref()))
        })
    }

    /// The person takes the older copy or the other vault for the right one: its banner goes. The
    /// device keeps the mark of the answer.
    pub fn accept(&self) -> Answer<VaultMet> {
        self.with(|open| {
            let mut seen = None;
            open.vault.accept(&mut seen);
            open.age = Age::Current;
            Ok(VaultMet::of(open.age, seen.as_ref()))
        })
    }

    /// Reads the whole file again, closely, and says what is wrong with it.
    pub fn health_state(&self) -> Answer<HealthState> {
        self.with(|open| {
            let checked = open.vault.check();
            Ok(HealthState {
                accounts: u32::try_from(checked.accounts).unwrap_or(u32::MAX),
                damages: checked.damages.iter().map(|damage| Saying::of_fault(damage)).collect(),
            })
        })
    }

    /// Whether what stands in its place can't be unlocked, now or ever, so that the person may have
    /// it moved aside for a new vault: remains of a vault, or a file that was tried.
    pub fn can_be_set_aside(&self) -> bool {
        match self.presence() {
            Presence::Nothing => false,
            Presence::Vault => self.unusable.load(Ordering::Relaxed),
            Presence::Remains => true,
        }
    }

    /// The person said yes: moves what stands in its place, and what lies beside it, to names that
    /// nothing has. Nothing is deleted. Afterwards a new vault can be made. Answers with the new
    /// name of the file.
    pub fn set_aside(&self) -> Answer<String> {
        if !self.can_be_set_aside() {
            return Err(GateError::NotOffered.into());
        }
        let mut held = hold(&self.held);
        if !matches!(*held, Held::Closed | Held::Locked(_)) {
            return Err(GateError::Unlocked.into());
        }
        *held = Held::Closed;
        let aside = core::Vault::set_aside(&self.path)?;
        self.unusable.store(false, Ordering::Relaxed);
        Ok(aside.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// Makes a damaged vault whole from what can be read, and keeps the damaged file beside it.
    /// Answers with that file's path.
    pub fn repair(&self) -> Answer<String> {
        let mut held = hold(&self.held);
        let open = match std::mem::replace(&mut *held, Held::Working) {
            Held::Open(open) => *open,
            other => {
                *held = other;
                return Err(Failure::Locked);
            }
        };
        let age = open.age;
        let (vault, answer) = match open.vault.repair() {
            Ok(repaired) => (repaired.vault, Ok(repaired.kept.display().to_string())),
            Err(refused) => (*refused.vault, Err(refused.why.into())),
        };
        // Repairing accepts nothing: what is doubted stays doubted.
        *held = Held::Open(Box::new(Open { age, ..Open::new(vault) }));
        answer
    }
}
