//! When an automatic backup is prepared and carried. The shell only has a timer.

use super::AutomaticBackup;
use super::prepared::PreparedBackup;
use crate::backup::contents::{digest_of, rest_digest_of};
use crate::backup::device::DeviceId;
use crate::crypto::mac::MacTag;
use crate::time::MonotonicMillis;
use crate::vault::Vault;

/// How long the vault stays unchanged before a backup is made, in milliseconds: who sets up several
/// accounts gets one backup and not one for each.
const PAUSE_AFTER_CHANGE_MILLIS: i64 = 60 * 1000;

/// How long to wait after a failure before the next attempt, in milliseconds: a stick may be
/// connected meanwhile.
pub const AUTOMATIC_BACKUP_RETRY_MILLIS: i64 = 10 * 60 * 1000;

/// What the shell does next for automatic backups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutomaticBackupStep {
    /// Nothing until the vault changes or is unlocked again.
    Idle,
    /// Ask again after this time. Ask earlier when the app leaves the foreground.
    Wait {
        /// In milliseconds.
        millis: u32,
    },
    /// Make the backup now ([`BackupPreparation`](super::BackupPreparation)), then ask again.
    Prepare,
    /// Carry the prepared backup now ([`BackupDelivery`](super::BackupDelivery)), then ask again.
    Carry,
}

/// Decides when. It lives as long as the vault is unlocked.
#[derive(Debug, Default)]
pub struct AutomaticBackupTimer {
    /// The content that was last seen, and since when it is unchanged.
    seen: Option<([MacTag; 2], MonotonicMillis)>,
    /// When a preparation or a delivery was last begun. One that succeeds is not due again.
    begun: Option<(AutomaticBackupStep, MonotonicMillis)>,
    /// Whether the person asked for a backup since the last attempt.
    is_asked: bool,
}

impl AutomaticBackupTimer {
    /// The person asks for a backup now, as after turning automatic backups on or after a failure
    /// was resolved: the next step waits for nothing.
    pub fn ask_now(&mut self) {
        (self.begun, self.is_asked) = (None, true);
    }

    /// What to do now. Ask after each change, after each step that was taken, when the time is over,
    /// and when the app leaves the foreground; then nothing waits for further changes.
    pub fn next(
        &mut self,
        vault: &Vault,
        device: DeviceId,
        now: MonotonicMillis,
        is_leaving: bool,
    ) -> AutomaticBackupStep {
        if !vault.health().is_sound() {
            return AutomaticBackupStep::Idle;
        }
        let prepared = PreparedBackup::read(vault.path());
        if !AutomaticBackup::runs_on(vault, device) {
            // A backup that a person made may wait for its document.
            return match prepared.filter(|prepared| prepared.is_of(device)) {
                Some(_) => self.attempt(AutomaticBackupStep::Carry, now),
                None => AutomaticBackupStep::Idle,
            };
        }
        let place = AutomaticBackup::of(vault.settings()).place;
        let is_ready = prepared
            .as_ref()
            .zip(place)
            .is_some_and(|(ready, place)| ready.fits(vault, device, &place));
        if AutomaticBackup::is_due(vault, device) && !is_ready {
            let quiet = self.unchanged_millis(vault, now);
            if !is_leaving && !self.is_asked && quiet < PAUSE_AFTER_CHANGE_MILLIS {
                return wait(PAUSE_AFTER_CHANGE_MILLIS - quiet);
            }
            return self.attempt(AutomaticBackupStep::Prepare, now);
        }
        if prepared.is_some() {
            return self.attempt(AutomaticBackupStep::Carry, now);
        }
        self.is_asked = false;
        AutomaticBackupStep::Idle
    }

    /// How long the content is unchanged.
    fn unchanged_millis(&mut self, vault: &Vault, now: MonotonicMillis) -> i64 {
        let content = [digest_of(vault), rest_digest_of(vault)];
        let since = match self.seen {
            Some((seen, since)) if seen == content => since,
            _ => {
                self.seen = Some((content, now));
                self.begun = None;
                now
            }
        };
        elapsed(since, now)
    }

    /// The step, unless it was begun a short time ago and failed.
    fn attempt(&mut self, step: AutomaticBackupStep, now: MonotonicMillis) -> AutomaticBackupStep {
        match self.begun {
            Some((known, begun))
                if known == step && elapsed(begun, now) < AUTOMATIC_BACKUP_RETRY_MILLIS =>
            {
                wait(AUTOMATIC_BACKUP_RETRY_MILLIS - elapsed(begun, now))
            }
            _ => {
                (self.begun, self.is_asked) = (Some((step, now)), false);
                step
            }
        }
    }
}

fn elapsed(since: MonotonicMillis, now: MonotonicMillis) -> i64 {
    now.0.saturating_sub(since.0).max(0)
}

fn wait(millis: i64) -> AutomaticBackupStep {
    AutomaticBackupStep::Wait { millis: u32::try_from(millis).unwrap_or(u32::MAX) }
}
