//! The vault: closed, locked or unlocked.

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
use aikotoba_core::time::MonotonicMillis;
use aikotoba_core::vault::{self as core, Age, Locked, Presence, Seen};

use crate::errors::{Answer, Failure};
use crate::types::{HealthState, VaultMet};
use crate::work::hold;

/// The vault in a file. It can be used from any thread; each change is on disk before the call
/// returns.
#[derive(uniffi::Object)]
pub struct Vault {
    pub(crate) path: PathBuf,
    pub(crate) random: Arc<dyn Random>,
    held: Mutex<Held>,
    /// Whether an attempt showed that the file can never be unlocked.
    unusable: AtomicBool,
}

pub(crate) enum Held {
    Closed,
    Locked(Box<Locked>),
    Open(Box<Open>),
    /// A long operation is using the file.
    Working,
}

/// An unlocked vault, and the state of its list.
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

    /// Changes the vault and updates the list.
    pub(crate) fn change<T, E: Fault>(
        &mut self,
        change: impl FnOnce(&mut core::Vault) -> Result<T, E>,
    ) -> Answer<T> {
        let answer = change(&mut self.vault);
        // Some failures occur after the change was made.
        self.screen.accounts_changed(self.vault.accounts());
        Ok(answer?)
    }
}

impl Vault {
    /// Runs a closure on the unlocked vault.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Open) -> Answer<T>) -> Answer<T> {
        match &mut *hold(&self.held) {
            Held::Open(open) => act(open),
            Held::Working => Err(GateError::Working.into()),
            Held::Locked(_) | Held::Closed => Err(Failure::Locked),
        }
    }

    /// Takes the locked vault out for a long operation, and opens its file if necessary.
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

    /// Records whether the error means that the file can never be unlocked.
    pub(crate) fn noted<F: Fault>(&self, why: F) -> F {
        self.unusable.store(why.is_unusable(), Ordering::Relaxed);
        why
    }
}

#[uniffi::export]
impl Vault {
    /// The vault in the file at this path. Nothing is opened or created yet.
    #[uniffi::constructor]
    pub fn at(path: String) -> Arc<Self> {
        let random = Arc::new(SystemRandom::new());
        let (held, unusable) = (Mutex::new(Held::Closed), AtomicBool::new(false));
        Arc::new(Self { path: path.into(), random, held, unusable })
    }

    /// What exists at its path. A new vault can be made only if nothing exists.
    pub fn presence(&self) -> Presence {
        core::Vault::presence(&self.path)
    }

    /// The first screen of a first start; none if there is a vault, which must be unlocked. A vault
    /// that can never be unlocked, as an attempt showed, counts as remains.
    pub fn first_start_state(&self, device_key: Offered) -> Option<FirstStartState> {
        let can_be_set_aside = self.can_be_set_aside();
        let found = if can_be_set_aside { Presence::Remains } else { self.presence() };
        FirstStartState::new(found, device_key)
    }

    /// The unlock screen. Opens the file if necessary, so that no other program can write to it.
    /// `monotonicMillis` counts from boot.
    pub fn unlock_state(
        &self,
        device_key: DeviceKey,
        tries: Tries,
        monotonic_millis: MonotonicMillis,
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

    /// Whether the vault is unlocked.
    pub fn is_unlocked(&self) -> bool {
        matches!(*hold(&self.held), Held::Open(_))
    }

    /// Wipes the keys and accounts from memory, and keeps the file open. Does nothing if the vault
    /// is locked.
    pub fn lock(&self) {
        let mut held = hold(&self.held);
        *held = match std::mem::replace(&mut *held, Held::Closed) {
            Held::Open(open) => Held::Locked(Box::new(open.vault.lock())),
            other => other,
        };
    }

    /// Locks the vault and closes the file, so that another program can use it.
    pub fn release(&self) {
        let mut held = hold(&self.held);
        if !matches!(*held, Held::Working) {
            *held = Held::Closed;
        }
    }

    /// Compares the vault with the mark that the device stored, for the banners. The device stores
    /// the returned mark instead. Call it after the vault was opened and after each change.
    pub fn meet(&self, mark: Option<String>) -> Answer<VaultMet> {
        self.with(|open| {
            let mut seen = mark.as_deref().and_then(Seen::parse);
            open.age = open.vault.meet(&mut seen);
            Ok(VaultMet::of(open.age, seen.as_ref()))
        })
    }

    /// Records that the user accepts the older copy or the other vault, which removes its banner.
    /// The device stores the returned mark.
    pub fn accept(&self) -> Answer<VaultMet> {
        self.with(|open| {
            let mut seen = None;
            open.vault.accept(&mut seen);
            open.age = Age::Current;
            Ok(VaultMet::of(open.age, seen.as_ref()))
        })
    }

    /// Checks the whole file and returns its damages.
    pub fn health_state(&self) -> Answer<HealthState> {
        self.with(|open| {
            let checked = open.vault.check();
            Ok(HealthState {
                accounts: u32::try_from(checked.accounts).unwrap_or(u32::MAX),
                damages: checked.damages.iter().map(|damage| Saying::of_fault(damage)).collect(),
            })
        })
    }

    /// Whether the file at the vault's path can never be unlocked, so that the user may have it
    /// set aside for a new vault: it is the remains of a vault, or an attempt showed it.
    pub fn can_be_set_aside(&self) -> bool {
        match self.presence() {
            Presence::Nothing => false,
            Presence::Vault => self.unusable.load(Ordering::Relaxed),
            Presence::Remains => true,
        }
    }

    /// With the user's consent, moves the file and the files that belong to it to unused names.
    /// Nothing is deleted. Afterwards a new vault can be made. Returns the file's new name.
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

    /// Repairs a damaged vault from what can be read, and keeps the damaged file beside it. Returns
    /// that file's path.
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
        // A repair does not accept an older or another vault.
        *held = Held::Open(Box::new(Open { age, ..Open::new(vault) }));
        answer
    }
}
