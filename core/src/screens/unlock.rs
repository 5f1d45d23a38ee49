//! The unlock screen: which ways are open.

use serde::{Deserialize, Serialize};

use crate::lock::Tries;
use crate::phrase::phrase_family;
use crate::time::UnixMillis;
use crate::vault::{Locked, Slot, SlotId, SlotKind};

/// A way to unlock a vault.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Way {
    /// The key that the device keeps behind a finger, a face or its screen lock.
    Device,
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

phrase_family!(Way, "unlock-way");

impl Way {
    /// The way that a slot opens; `None` for one that a newer version knows.
    pub fn of(kind: SlotKind) -> Option<Self> {
        match kind {
            SlotKind::Device => Some(Self::Device),
            SlotKind::Passphrase => Some(Self::Passphrase),
            SlotKind::Recovery => Some(Self::Recovery),
            SlotKind::Newer => None,
        }
    }
}

/// What the platform says about its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKey {
    /// It is there and can be asked for.
    Ready,
    /// This device has none: the vault came from another phone, or never had one.
    Absent,
    /// It is gone for good, as when a finger was added or the screen lock removed.
    Invalidated,
    /// It can't be asked for just now, as after too many fingers that were not recognised.
    Unavailable,
}

/// What to say above the ways.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum UnlockNotice {
    /// The vault came from another phone: its device key stayed there.
    FromAnotherPhone,
    /// The device key is gone for good; another way sets up a new one.
    DeviceKeyGone,
    /// The device key can't be asked for just now.
    DeviceKeyUnavailable,
}

phrase_family!(UnlockNotice, "unlock-notice");

/// One way to unlock, among the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockRow {
    /// Its name within the vault.
    pub id: SlotId,
    /// Which way it is.
    pub way: Way,
    /// When it was made.
    pub created: UnixMillis,
    /// Whether it can be removed: the last one that opens the vault on another device stays.
    pub removal: Removal,
}

/// Whether a way to unlock can be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It can.
    Offered,
    /// Without it, a lost device would take everything with it.
    LastThatTravels,
}

impl LockRow {
    /// The rows of a vault's slots; those that a newer version made are left away.
    pub fn all(slots: &[Slot]) -> Vec<Self> {
        let travel = slots.iter().filter(|slot| slot.kind.travels()).count();
        let row = |slot: &Slot| {
            let is_last = slot.kind.travels() && travel == 1;
            let removal = if is_last { Removal::LastThatTravels } else { Removal::Offered };
            let (id, created) = (slot.id, slot.created);
            Way::of(slot.kind).map(|way| Self { id, way, created, removal })
        };
        slots.iter().filter_map(row).collect()
    }
}

/// The unlock screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlockState {
    /// The ways that are open, the easiest first; none for a vault that can't be unlocked here.
    pub ways: Vec<Way>,
    /// What to say above them.
    pub notice: Option<UnlockNotice>,
    /// How many tries were wrong since the last right one.
    pub wrong: u32,
    /// The seconds until a try is taken, rounded up; 0 when now.
    pub seconds_left: u32,
}

/// How often the unlock screen is drawn anew, in milliseconds: the seconds of a wait are counted
/// down, and a file that another program had is tried again.
pub const UNLOCK_LOOK_MILLIS: u32 = 1_000;

impl UnlockState {
    /// Whether a try can be made now by that way, for which something was typed or nothing.
    pub fn can_try(&self, way: Option<Way>, is_typed: bool) -> bool {
        let is_ready = match way {
            None => false,
            Some(Way::Device) => true,
            Some(Way::Passphrase | Way::Recovery) => is_typed,
        };
        is_ready && self.seconds_left == 0
    }

    /// The screen for a locked vault. `now_millis` is of the clock that runs from the device's
    /// start.
    pub fn of(locked: &Locked, device: DeviceKey, tries: Tries, now_millis: i64) -> Self {
        let kinds: Vec<Way> = locked.slots().iter().filter_map(|slot| Way::of(slot.kind)).collect();
        Self::new(&kinds, device, tries, now_millis)
    }

    /// The screen for a vault with these locks. `kinds` may name a way twice: a vault can have
    /// device keys of several devices. `now_millis` is of the clock that runs from the device's
    /// start.
    pub fn new(kinds: &[Way], device: DeviceKey, tries: Tries, now_millis: i64) -> Self {
        let has = |way: Way| kinds.contains(&way);
        let notice = match device {
            _ if !has(Way::Device) => None,
            DeviceKey::Ready => None,
            DeviceKey::Absent => Some(UnlockNotice::FromAnotherPhone),
            DeviceKey::Invalidated => Some(UnlockNotice::DeviceKeyGone),
            DeviceKey::Unavailable => Some(UnlockNotice::DeviceKeyUnavailable),
        };
        let is_open = |way: &Way| match way {
            Way::Device => has(Way::Device) && device == DeviceKey::Ready,
            Way::Passphrase | Way::Recovery => has(*way),
        };
        let ways = [Way::Device, Way::Passphrase, Way::Recovery].into_iter().filter(is_open);
        let seconds = tries.millis_left(now_millis).cast_unsigned().div_ceil(1000);
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

    fn state(kinds: &[Way], device: DeviceKey) -> UnlockState {
        UnlockState::new(kinds, device, Tries::default(), 0)
    }

    #[test]
    fn the_easiest_way_comes_first() {
        let state = state(&[Way::Recovery, Way::Passphrase, Way::Device], DeviceKey::Ready);
        assert_eq!(state.ways, [Way::Device, Way::Passphrase, Way::Recovery]);
        assert_eq!(state.notice, None);
    }

    #[test]
    fn a_vault_from_another_phone_says_so() {
        let state = state(&[Way::Recovery, Way::Device], DeviceKey::Absent);
        assert_eq!(
            (state.ways, state.notice),
            (vec![Way::Recovery], Some(UnlockNotice::FromAnotherPhone))
        );
    }

    #[test]
    fn a_vault_without_device_key_misses_none() {
        let state = state(&[Way::Passphrase], DeviceKey::Absent);
        assert_eq!((state.ways, state.notice), (vec![Way::Passphrase], None));
    }

    #[test]
    fn a_try_needs_what_its_way_asks_for_and_no_wait() {
        let now = state(&[Way::Passphrase, Way::Device], DeviceKey::Ready);
        assert!(now.can_try(Some(Way::Device), false));
        assert!(now.can_try(Some(Way::Passphrase), true));
        assert!(!now.can_try(Some(Way::Passphrase), false));
        assert!(!now.can_try(Some(Way::Recovery), false));
        assert!(!now.can_try(None, true));
        let waiting = UnlockState { seconds_left: 1, ..now };
        assert!(!waiting.can_try(Some(Way::Device), true));
    }

    #[test]
    fn a_lost_key_is_no_busy_one() {
        let kinds = [Way::Passphrase, Way::Device];
        let notice = |device| state(&kinds, device).notice.unwrap();
        assert_eq!(notice(DeviceKey::Invalidated), UnlockNotice::DeviceKeyGone);
        assert_eq!(notice(DeviceKey::Unavailable), UnlockNotice::DeviceKeyUnavailable);
    }

    #[test]
    fn the_seconds_of_a_wait_round_up() {
        let tries = Tries { wrong: 5, last_millis: 0 };
        let state = UnlockState::new(&[Way::Passphrase], DeviceKey::Absent, tries, 1);
        assert_eq!((state.seconds_left, state.wrong), (15, 5));
    }

    #[test]
    fn the_last_lock_that_travels_is_not_offered_for_removal() {
        let slot = |number, kind| Slot {
            id: SlotId::from_bytes([number; 16]),
            kind,
            created: UnixMillis(0),
            cost: None,
        };
        let removals = |slots: &[Slot]| -> Vec<_> {
            LockRow::all(slots).into_iter().map(|row| row.removal).collect()
        };
        let device = slot(1, SlotKind::Device);
        let recovery = slot(2, SlotKind::Recovery);
        let both = [device.clone(), recovery.clone()];
        assert_eq!(removals(&both), [Removal::Offered, Removal::LastThatTravels]);
        let more = [device, recovery, slot(3, SlotKind::Passphrase), slot(4, SlotKind::Newer)];
        assert_eq!(removals(&more), [Removal::Offered; 3]);
    }
}
