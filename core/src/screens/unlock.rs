//! The unlock screen: the available ways to unlock.

use serde::{Deserialize, Serialize};

use crate::lock::UnlockTries;
use crate::phrase::Phrase;
use crate::time::{MonotonicMillis, UnixMillis};
use crate::vault::{LockedVault, Slot, SlotId, SlotKind, Vault};

/// A way to unlock a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("unlock-way")]
pub enum UnlockWay {
    /// The key that the device protects with biometrics or its screen lock.
    Device,
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

impl UnlockWay {
    /// The way that a slot represents; `None` for a kind that only a newer version supports.
    pub fn of(kind: SlotKind) -> Option<Self> {
        match kind {
            SlotKind::Device => Some(Self::Device),
            SlotKind::Passphrase => Some(Self::Passphrase),
            SlotKind::Recovery => Some(Self::Recovery),
            SlotKind::Newer => None,
        }
    }
}

/// The way in which the user proves again that the vault is theirs, before a key is shown: the
/// passphrase if there is one; otherwise the device's lock; otherwise the recovery code.
pub fn way_to_prove(vault: &Vault, device: DeviceKey) -> Option<UnlockWay> {
    let has = |way| vault.slots().iter().any(|slot| UnlockWay::of(slot.kind) == Some(way));
    let can = |way: &UnlockWay| match way {
        UnlockWay::Device => has(UnlockWay::Device) && device == DeviceKey::Ready,
        UnlockWay::Passphrase | UnlockWay::Recovery => has(*way),
    };
    [UnlockWay::Passphrase, UnlockWay::Device, UnlockWay::Recovery].into_iter().find(can)
}

/// The state of the device key, as reported by the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKey {
    /// It is available.
    Ready,
    /// The device has none: the vault comes from another phone, or never had one.
    Absent,
    /// It was invalidated permanently, for example because a fingerprint was added or the screen
    /// lock removed.
    Invalidated,
    /// It is temporarily unavailable, for example after too many failed fingerprint attempts.
    Unavailable,
}

/// The notice above the ways to unlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("unlock-notice")]
pub enum UnlockNotice {
    /// The vault comes from another phone, which keeps its device key.
    FromAnotherPhone,
    /// The device key was invalidated; another way to unlock sets up a new one.
    DeviceKeyGone,
    /// The device key is temporarily unavailable.
    DeviceKeyUnavailable,
}

/// A way to unlock, in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockRow {
    /// Its identifier in the vault.
    pub id: SlotId,
    /// Its kind.
    pub way: UnlockWay,
    /// When it was made.
    pub created: UnixMillis,
    /// Whether it can be removed: the last one that opens the vault on another device can't.
    pub removal: LockRemoval,
}

/// Whether a way to unlock can be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockRemoval {
    /// It can be removed.
    Offered,
    /// It is the last way that works on another device; without it, a lost device would lose
    /// everything.
    LastThatTravels,
}

impl LockRow {
    /// The rows of a vault's slots, without those of kinds that only a newer version supports.
    pub fn of(vault: &Vault) -> Vec<Self> {
        let slots = vault.slots();
        let row = |slot: &Slot| {
            let mut others = slots.iter().filter(|other| other.id != slot.id);
            let is_last = !others.any(|other| vault.is_portable(other));
            let removal = if is_last { LockRemoval::LastThatTravels } else { LockRemoval::Offered };
            let (id, created) = (slot.id, slot.created);
            UnlockWay::of(slot.kind).map(|way| Self { id, way, created, removal })
        };
        slots.iter().filter_map(row).collect()
    }
}

/// The unlock screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlockState {
    /// The available ways, the easiest first; empty for a vault that can't be unlocked here.
    pub ways: Vec<UnlockWay>,
    /// The notice above them.
    pub notice: Option<UnlockNotice>,
    /// The number of wrong attempts since the last successful one.
    pub wrong: u32,
    /// The seconds until an attempt is allowed, rounded up; 0 if it is allowed now.
    pub seconds_left: u32,
}

/// What the unlock screen does each time that [`UNLOCK_REFRESH_MILLIS`] have passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnlockRefresh {
    /// Nothing changes by itself.
    Nothing,
    /// A wait is counted down: fetch the screen again.
    CountDown,
    /// The file could not be opened, perhaps because another program used it for a moment: open it
    /// again.
    OpenAgain,
}

/// How often the unlock screen is updated, in milliseconds: to count down a wait, and to retry a
/// file that another program was using.
pub const UNLOCK_REFRESH_MILLIS: u32 = 1_000;

impl UnlockState {
    /// What the screen does after each [`UNLOCK_REFRESH_MILLIS`]. A file that can never be unlocked,
    /// and can therefore be set aside, is not opened again.
    pub fn next_refresh(&self, can_be_set_aside: bool) -> UnlockRefresh {
        match self.seconds_left {
            0 if self.ways.is_empty() && !can_be_set_aside => UnlockRefresh::OpenAgain,
            0 => UnlockRefresh::Nothing,
            _ => UnlockRefresh::CountDown,
        }
    }

    /// Whether an attempt is possible now in this way. `is_typed` tells whether something was
    /// typed.
    pub fn can_try(&self, way: Option<UnlockWay>, is_typed: bool) -> bool {
        let is_ready = match way {
            None => false,
            Some(UnlockWay::Device) => true,
            Some(UnlockWay::Passphrase | UnlockWay::Recovery) => is_typed,
        };
        is_ready && self.seconds_left == 0
    }

    /// The screen of a locked vault.
    pub fn of(
        locked: &LockedVault,
        device: DeviceKey,
        tries: UnlockTries,
        now: MonotonicMillis,
    ) -> Self {
        let kinds: Vec<UnlockWay> =
            locked.slots().iter().filter_map(|slot| UnlockWay::of(slot.kind)).collect();
        Self::new(&kinds, device, tries, now)
    }

    /// The screen of a vault with these locks. `kinds` may contain a way twice, because a vault can
    /// have keys of several devices.
    pub fn new(
        kinds: &[UnlockWay],
        device: DeviceKey,
        tries: UnlockTries,
        now: MonotonicMillis,
    ) -> Self {
        let has = |way: UnlockWay| kinds.contains(&way);
        let notice = match device {
            _ if !has(UnlockWay::Device) => None,
            DeviceKey::Ready => None,
            DeviceKey::Absent => Some(UnlockNotice::FromAnotherPhone),
            DeviceKey::Invalidated => Some(UnlockNotice::DeviceKeyGone),
            DeviceKey::Unavailable => Some(UnlockNotice::DeviceKeyUnavailable),
        };
        let is_open = |way: &UnlockWay| match way {
            UnlockWay::Device => has(UnlockWay::Device) && device == DeviceKey::Ready,
            UnlockWay::Passphrase | UnlockWay::Recovery => has(*way),
        };
        let ways = [UnlockWay::Device, UnlockWay::Passphrase, UnlockWay::Recovery]
            .into_iter()
            .filter(is_open);
        let seconds = tries.millis_left(now).cast_unsigned().div_ceil(1000);
        Self {
            ways: ways.collect(),
            notice,
            wrong: tries.wrong,
            seconds_left: u32::try_from(seconds).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SymmetricKey;
    use crate::crypto::kdf::PassphraseCost;
    use crate::secret::Passphrase;

    fn state(kinds: &[UnlockWay], device: DeviceKey) -> UnlockState {
        UnlockState::new(kinds, device, UnlockTries::default(), MonotonicMillis(0))
    }

    #[test]
    fn the_easiest_way_comes_first() {
        let state = state(
            &[UnlockWay::Recovery, UnlockWay::Passphrase, UnlockWay::Device],
            DeviceKey::Ready,
        );
        assert_eq!(state.ways, [UnlockWay::Device, UnlockWay::Passphrase, UnlockWay::Recovery]);
        assert_eq!(state.notice, None);
    }

    #[test]
    fn a_vault_from_another_phone_has_a_notice() {
        let state = state(&[UnlockWay::Recovery, UnlockWay::Device], DeviceKey::Absent);
        assert_eq!(
            (state.ways, state.notice),
            (vec![UnlockWay::Recovery], Some(UnlockNotice::FromAnotherPhone))
        );
    }

    #[test]
    fn a_vault_without_device_key_has_no_notice() {
        let state = state(&[UnlockWay::Passphrase], DeviceKey::Absent);
        assert_eq!((state.ways, state.notice), (vec![UnlockWay::Passphrase], None));
    }

    #[test]
    fn a_try_needs_its_input_and_no_wait() {
        let now = state(&[UnlockWay::Passphrase, UnlockWay::Device], DeviceKey::Ready);
        assert!(now.can_try(Some(UnlockWay::Device), false));
        assert!(now.can_try(Some(UnlockWay::Passphrase), true));
        assert!(!now.can_try(Some(UnlockWay::Passphrase), false));
        assert!(!now.can_try(Some(UnlockWay::Recovery), false));
        assert!(!now.can_try(None, true));
        let waiting = UnlockState { seconds_left: 1, ..now };
        assert!(!waiting.can_try(Some(UnlockWay::Device), true));
    }

    #[test]
    fn a_lost_key_differs_from_an_unavailable_one() {
        let kinds = [UnlockWay::Passphrase, UnlockWay::Device];
        let notice = |device| state(&kinds, device).notice.unwrap();
        assert_eq!(notice(DeviceKey::Invalidated), UnlockNotice::DeviceKeyGone);
        assert_eq!(notice(DeviceKey::Unavailable), UnlockNotice::DeviceKeyUnavailable);
    }

    #[test]
    fn the_seconds_of_a_wait_round_up() {
        let tries = UnlockTries { wrong: 5, last_millis: MonotonicMillis(0) };
        let state = UnlockState::new(
            &[UnlockWay::Passphrase],
            DeviceKey::Absent,
            tries,
            MonotonicMillis(1),
        );
        assert_eq!((state.seconds_left, state.wrong), (15, 5));
    }

    #[test]
    fn the_last_lock_that_works_elsewhere_can_not_be_removed() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        let (key, now) = (SymmetricKey::from_slice(&[7; 32]).unwrap(), UnixMillis(1));
        vault.add_device(&key, now).unwrap();
        let removal = |vault: &Vault, way| {
            LockRow::of(vault).iter().find(|row| row.way == way).map(|row| row.removal)
        };
        let (offered, last) = (Some(LockRemoval::Offered), Some(LockRemoval::LastThatTravels));
        assert_eq!(removal(&vault, UnlockWay::Device), offered);
        assert_eq!(removal(&vault, UnlockWay::Recovery), last);
        // A new recovery code does not count before it is confirmed, so the device's key cannot be
        // removed.
        let random = crate::crypto::random::SystemRandom::new();
        crate::vault::make_recovery_code(&mut vault, now, &random).unwrap();
        assert_eq!(removal(&vault, UnlockWay::Device), last);
        let typed = Passphrase::new("x".to_owned());
        let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
        vault.add_passphrase(&typed, cost, now).unwrap();
        assert_eq!(removal(&vault, UnlockWay::Device), offered);
        assert_eq!(removal(&vault, UnlockWay::Recovery), offered);
        assert_eq!(removal(&vault, UnlockWay::Passphrase), last);
    }

    #[test]
    fn a_key_is_shown_after_the_password_or_else_the_devices_lock_or_the_recovery_code() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        let (key, now) = (SymmetricKey::from_slice(&[7; 32]).unwrap(), UnixMillis(1));
        assert_eq!(way_to_prove(&vault, DeviceKey::Ready), Some(UnlockWay::Recovery));
        vault.add_device(&key, now).unwrap();
        assert_eq!(way_to_prove(&vault, DeviceKey::Ready), Some(UnlockWay::Device));
        assert_eq!(way_to_prove(&vault, DeviceKey::Unavailable), Some(UnlockWay::Recovery));
        let typed = Passphrase::new("x".to_owned());
        let cost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };
        vault.add_passphrase(&typed, cost, now).unwrap();
        assert_eq!(way_to_prove(&vault, DeviceKey::Ready), Some(UnlockWay::Passphrase));
    }

    #[test]
    fn a_wait_is_counted_down_and_a_file_in_use_is_opened_again() {
        let state = |ways: &[UnlockWay], seconds_left| UnlockState {
            ways: ways.to_vec(),
            notice: None,
            wrong: 0,
            seconds_left,
        };
        let ways = [UnlockWay::Passphrase];
        assert_eq!(state(&ways, 0).next_refresh(false), UnlockRefresh::Nothing);
        assert_eq!(state(&ways, 3).next_refresh(false), UnlockRefresh::CountDown);
        assert_eq!(state(&[], 0).next_refresh(false), UnlockRefresh::OpenAgain);
        assert_eq!(state(&[], 0).next_refresh(true), UnlockRefresh::Nothing);
        assert_eq!(state(&[], 3).next_refresh(true), UnlockRefresh::CountDown);
    }
}
