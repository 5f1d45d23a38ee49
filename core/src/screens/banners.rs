//! Banners above the list: what the user should know before something goes wrong.

use serde::{Deserialize, Serialize};

use super::backup::BackupStatus;
use super::rehearsal::CredentialCheckState;
use crate::account::Confirmation;
use crate::backup::{AutomaticBackup, BackupFailure, RehearsalRecord, RehearsalStatus};
use crate::enrol::ClockVerdict;
use crate::phrase::{Phrase, PhraseValue};
use crate::time::UnixMillis;
use crate::vault::{AskedCredential, RecoveryStatus, Vault, VaultAge};

/// A banner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("banner")]
pub enum Banner {
    /// The vault is damaged and was opened read-only.
    VaultDamaged {
        /// The number of damages.
        damages: u32,
    },
    /// The vault is older than the one this device last opened.
    VaultOlder,
    /// The vault is not the one that this device last opened.
    VaultOther,
    /// The clock is wrong, so sites will reject the codes.
    #[phrase(facts_of = verdict)]
    ClockWrong {
        /// What is known about the clock.
        verdict: ClockVerdict,
    },
    /// A backup is not in its document yet, and the document may hold no complete backup.
    BackupUnfinished,
    /// Backups fail.
    #[phrase(facts(since = since.0))]
    BackupFailing {
        /// Since when.
        since: UnixMillis,
        /// The last error.
        why: PhraseValue,
    },
    /// Automatic backups fail or have stopped.
    #[phrase(facts(since = since.0))]
    AutomaticBackupFailing {
        /// Since when.
        since: UnixMillis,
        /// The last error.
        why: PhraseValue,
    },
    /// No backup was ever made.
    BackupMissing {
        /// The number of accounts that would be lost with the device.
        accounts: u32,
    },
    /// Only the key of a device is known to open the vault: there is no password, and the recovery
    /// code is not confirmed.
    ThisDeviceOnly {
        /// The number of accounts that would be lost with the device or with its screen lock.
        accounts: u32,
    },
    /// The user has not confirmed that the recovery code was written down; something else opens the
    /// vault.
    RecoveryUnconfirmed,
    /// The vault was changed since the last backup.
    #[phrase(facts(made = made.0))]
    BackupStale {
        /// When the last backup was made.
        made: UnixMillis,
    },
    /// The clock may be wrong.
    #[phrase(facts_of = verdict)]
    ClockDoubtful {
        /// What is known about it.
        verdict: ClockVerdict,
    },
    /// The user's own correction of the clock is on.
    #[phrase(facts(seconds = seconds.unsigned_abs(), way = way_of(*seconds)))]
    ClockCorrected {
        /// The seconds that are added to the device's clock.
        seconds: i32,
    },
    /// There are accounts whose codes no site is known to have accepted.
    Unconfirmed {
        /// The number of accounts.
        accounts: u32,
    },
    /// The latest backup could not be opened as a rehearsal, and no backup was made since.
    #[phrase(facts(since = since.0))]
    RehearsalFailed {
        /// Since when.
        since: UnixMillis,
    },
    /// It is time to rehearse opening the latest backup.
    RehearsalDue,
    /// Only the device's own lock was used for long: it is time to type what opens the vault
    /// elsewhere.
    #[phrase(facts(asked = asked.name()))]
    CredentialCheckDue {
        /// What is asked for.
        asked: AskedCredential,
    },
}

/// The severity of a banner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BannerSeverity {
    /// Something was lost or is failing now.
    Alarm,
    /// Something would be lost with the device.
    Warning,
    /// Information.
    Notice,
}

/// Where a tap on a banner leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("lead")]
pub enum BannerLead {
    /// The damages, and how to repair the vault.
    Repair,
    /// The question whether to accept the older vault.
    AcceptOlder,
    /// The question whether to accept the other vault.
    AcceptOther,
    /// The device's date and time settings.
    DeviceClock,
    /// The backup screen.
    Backup,
    /// The screen of automatic backups.
    AutomaticBackup,
    /// The recovery code or a password, then the first backup.
    HandOver,
    /// The user's own correction of the clock.
    ClockCorrection,
    /// The question for a group of the recovery code.
    RecoveryCheck,
    /// The list, filtered to unconfirmed accounts.
    Unconfirmed,
    /// The rehearsal of the latest backup.
    Rehearsal,
    /// The question for the vault's password or recovery code.
    CredentialCheck,
}

/// A banner with its severity and target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BannerRow {
    /// The banner.
    pub banner: Banner,
    /// Its severity.
    pub gravity: BannerSeverity,
    /// Where a tap leads.
    pub lead: BannerLead,
}

impl BannerRow {
    /// The rows above a list of codes, in the order of `banners`: every alarm, the user's own
    /// correction of the clock, and the first of all others. More rows would hide the codes on a
    /// phone; the next one appears when the first is resolved.
    pub fn above_codes(banners: Vec<Banner>) -> Vec<Self> {
        let mut others = 0;
        let mut shown = Vec::new();
        for banner in banners {
            let (gravity, lead) = (banner.gravity(), banner.lead());
            let is_always_shown =
                gravity == BannerSeverity::Alarm || matches!(banner, Banner::ClockCorrected { .. });
            others += u32::from(!is_always_shown);
            if is_always_shown || others == 1 {
                shown.push(Self { banner, gravity, lead });
            }
        }
        shown
    }
}

/// The direction of a correction of the clock, as a key in its sentence.
fn way_of(seconds: i32) -> &'static str {
    if seconds > 0 { "later" } else { "earlier" }
}

impl Banner {
    /// The banner for a vault that is older than expected, or another one.
    pub fn of_age(age: VaultAge) -> Option<Self> {
        match age {
            VaultAge::Current => None,
            VaultAge::Older { .. } => Some(Self::VaultOlder),
            VaultAge::OtherVault => Some(Self::VaultOther),
        }
    }

    /// Its severity.
    pub fn gravity(&self) -> BannerSeverity {
        match self {
            Self::VaultDamaged { .. }
            | Self::VaultOlder
            | Self::VaultOther
            | Self::ClockWrong { .. } => BannerSeverity::Alarm,
            Self::BackupUnfinished
            | Self::BackupFailing { .. }
            | Self::AutomaticBackupFailing { .. }
            | Self::BackupMissing { .. }
            | Self::ThisDeviceOnly { .. }
            | Self::RehearsalFailed { .. }
            | Self::RecoveryUnconfirmed => BannerSeverity::Warning,
            Self::BackupStale { .. }
            | Self::ClockDoubtful { .. }
            | Self::ClockCorrected { .. }
            | Self::RehearsalDue
            | Self::CredentialCheckDue { .. }
            | Self::Unconfirmed { .. } => BannerSeverity::Notice,
        }
    }

    /// Where a tap leads.
    pub fn lead(&self) -> BannerLead {
        match self {
            Self::VaultDamaged { .. } => BannerLead::Repair,
            Self::VaultOlder => BannerLead::AcceptOlder,
            Self::VaultOther => BannerLead::AcceptOther,
            Self::ClockWrong { .. } | Self::ClockDoubtful { .. } => BannerLead::DeviceClock,
            Self::BackupUnfinished
            | Self::BackupFailing { .. }
            | Self::BackupMissing { .. }
            | Self::BackupStale { .. }
            | Self::RehearsalFailed { .. } => BannerLead::Backup,
            Self::AutomaticBackupFailing { .. } => BannerLead::AutomaticBackup,
            Self::RehearsalDue => BannerLead::Rehearsal,
            Self::CredentialCheckDue { .. } => BannerLead::CredentialCheck,
            Self::ThisDeviceOnly { .. } => BannerLead::HandOver,
            Self::ClockCorrected { .. } => BannerLead::ClockCorrection,
            Self::RecoveryUnconfirmed => BannerLead::RecoveryCheck,
            Self::Unconfirmed { .. } => BannerLead::Unconfirmed,
        }
    }
}

/// Everything that the banners depend on.
#[derive(Clone, Debug)]
pub struct BannerInput {
    /// The number of damages of the vault; 0 if it is intact.
    pub damages: u32,
    /// How the vault compares with the one this device last opened.
    pub age: VaultAge,
    /// What is known about the clock.
    pub clock: ClockVerdict,
    /// The number of accounts in use.
    pub accounts: u32,
    /// The state of the backups.
    pub backup: BackupStatus,
    /// The last failure, until a backup succeeds.
    pub failed: Option<BackupFailure>,
    /// Whether automatic backups are on, or have stopped without the person.
    pub is_automatic: bool,
    /// When the latest backup was made.
    pub latest: Option<UnixMillis>,
    /// Whether there is a recovery code, and whether it is confirmed.
    pub recovery: RecoveryStatus,
    /// Whether only the key of a device is known to open the vault.
    pub is_device_only: bool,
    /// The number of unconfirmed accounts.
    pub unconfirmed: u32,
    /// The seconds of the user's own correction of the clock; 0 without one.
    pub correction_seconds: i32,
    /// Whether a rehearsal of the latest backup is due.
    pub rehearsal: RehearsalStatus,
    /// What the vault asks for now, if it is time to type it.
    pub asked: Option<AskedCredential>,
}

impl BannerInput {
    /// The circumstances of an unlocked vault, with what the device knows about the vault's age and
    /// the clock.
    pub fn of(vault: &Vault, age: VaultAge, clock: ClockVerdict, now: UnixMillis) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let accounts = vault.accounts();
        let AutomaticBackup { is_on, failed, .. } = AutomaticBackup::of(vault.settings());
        let has_stopped = failed.as_ref().is_some_and(BackupFailure::has_stopped);
        let unconfirmed = accounts
            .iter()
            .filter(|kept| kept.account.confirmation == Confirmation::Unconfirmed)
            .count();
        Self {
            damages: count(vault.health().damages().len()),
            age,
            clock,
            accounts: count(accounts.len()),
            backup: BackupStatus::of(vault, now),
            failed,
            is_automatic: is_on || has_stopped,
            latest: vault.settings().proved_backup.as_ref().map(|proved| proved.at),
            recovery: RecoveryStatus::of(vault),
            is_device_only: vault.has_device() && !vault.has_portable_slot(),
            unconfirmed: count(unconfirmed),
            correction_seconds: 0,
            rehearsal: RehearsalRecord::status(vault, now),
            asked: CredentialCheckState::due(vault, now),
        }
    }
}

/// The banners for these circumstances, the most severe first.
pub fn banners(circumstances: &BannerInput) -> Vec<Banner> {
    // Destructured without `..`, so that no new field is forgotten.
    let BannerInput {
        damages,
        age,
        clock,
        accounts,
        backup,
        failed,
        is_automatic,
        latest,
        recovery,
        is_device_only,
        unconfirmed,
        correction_seconds,
        rehearsal,
        asked,
    } = circumstances;
    let mut banners = Vec::new();
    if *damages > 0 {
        banners.push(Banner::VaultDamaged { damages: *damages });
    }
    banners.extend(Banner::of_age(*age));
    let verdict = *clock;
    match verdict {
        // Without accounts, a wrong clock has no effect, and nothing can be lost.
        _ if *accounts == 0 => {}
        ClockVerdict::Wrong { .. } | ClockVerdict::LongPast => {
            banners.push(Banner::ClockWrong { verdict });
        }
        ClockVerdict::Moved { .. } | ClockVerdict::BeforeRecords { .. } => {
            banners.push(Banner::ClockDoubtful { verdict });
        }
        // A clock set by hand is the user's choice and usually right; it is doubted only after a
        // code was rejected.
        ClockVerdict::SetByHand | ClockVerdict::Unknown | ClockVerdict::Right => {}
    }
    if *correction_seconds != 0 {
        banners.push(Banner::ClockCorrected { seconds: *correction_seconds });
    }
    // In an empty vault, nothing can be lost.
    if *is_device_only && *accounts > 0 {
        banners.push(Banner::ThisDeviceOnly { accounts: *accounts });
    }
    match (*backup, failed, latest) {
        (BackupStatus::Failing, Some(BackupFailure { since, why }), _) => {
            let (since, why) = (*since, why.clone());
            banners.push(if *is_automatic {
                Banner::AutomaticBackupFailing { since, why }
            } else {
                Banner::BackupFailing { since, why }
            });
        }
        (BackupStatus::Unfinished, ..) => banners.push(Banner::BackupUnfinished),
        (BackupStatus::Missing, ..) => {
            banners.push(Banner::BackupMissing { accounts: *accounts });
        }
        (BackupStatus::Stale, _, Some(made)) => {
            banners.push(Banner::BackupStale { made: *made });
        }
        _ => {}
    }
    if *recovery == RecoveryStatus::Unconfirmed && !is_device_only {
        banners.push(Banner::RecoveryUnconfirmed);
    }
    if *unconfirmed > 0 {
        banners.push(Banner::Unconfirmed { accounts: *unconfirmed });
    }
    // Only one of the two questions at a time. A damaged vault could not record an answer.
    match (*rehearsal, *asked) {
        _ if *damages > 0 => {}
        (RehearsalStatus::Failed { since }, _) => banners.push(Banner::RehearsalFailed { since }),
        (RehearsalStatus::Due, _) => banners.push(Banner::RehearsalDue),
        (_, Some(asked)) => banners.push(Banner::CredentialCheckDue { asked }),
        (RehearsalStatus::Never | RehearsalStatus::Later { .. }, None) => {}
    }
    banners.sort_by_key(Banner::gravity);
    banners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Phrase;
    use crate::vault::Epoch;

    fn codes(change: impl FnOnce(&mut BannerInput)) -> Vec<String> {
        let mut circumstances = BannerInput {
            damages: 0,
            age: VaultAge::Current,
            clock: ClockVerdict::Right,
            accounts: 4,
            backup: BackupStatus::Fresh,
            failed: None,
            is_automatic: false,
            latest: Some(UnixMillis(0)),
            recovery: RecoveryStatus::Confirmed,
            is_device_only: false,
            unconfirmed: 0,
            correction_seconds: 0,
            rehearsal: RehearsalStatus::Never,
            asked: None,
        };
        change(&mut circumstances);
        banners(&circumstances).iter().map(Phrase::code).collect()
    }

    #[test]
    fn there_is_no_banner_if_all_is_well() {
        assert!(codes(|_| {}).is_empty());
        let empty = |all: &mut BannerInput| {
            (all.accounts, all.backup, all.latest) = (0, BackupStatus::Nothing, None);
            all.clock = ClockVerdict::LongPast;
        };
        assert!(codes(empty).is_empty());
    }

    #[test]
    fn the_most_severe_comes_first() {
        let found = codes(|all| {
            all.unconfirmed = 2;
            all.recovery = RecoveryStatus::Unconfirmed;
            all.clock = ClockVerdict::LongPast;
            all.damages = 1;
            all.age = VaultAge::Older { found: Epoch(1), known: Epoch(2) };
            (all.backup, all.latest) = (BackupStatus::Missing, None);
        });
        let expected = [
            "banner-vault-damaged",
            "banner-vault-older",
            "banner-clock-wrong",
            "banner-backup-missing",
            "banner-recovery-unconfirmed",
            "banner-unconfirmed",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn above_the_codes_all_alarms_and_one_other_banner_are_shown() {
        let corrected = Banner::ClockCorrected { seconds: 30 };
        let (damaged, missing) =
            (Banner::VaultDamaged { damages: 1 }, Banner::BackupMissing { accounts: 2 });
        let all = vec![
            damaged.clone(),
            Banner::VaultOlder,
            missing.clone(),
            Banner::RecoveryUnconfirmed,
            corrected.clone(),
            Banner::Unconfirmed { accounts: 1 },
        ];
        let shown: Vec<Banner> =
            BannerRow::above_codes(all).into_iter().map(|row| row.banner).collect();
        assert_eq!(shown, [damaged, Banner::VaultOlder, missing, corrected]);
        let next = BannerRow::above_codes(vec![Banner::RecoveryUnconfirmed]);
        assert_eq!(next.first().map(|row| row.lead), Some(BannerLead::RecoveryCheck));
    }

    #[test]
    fn only_one_question_is_asked_at_a_time_and_a_failed_rehearsal_comes_before_it() {
        let at = UnixMillis(7);
        for (rehearsal, expected) in [
            (RehearsalStatus::Never, "banner-credential-check-due"),
            (RehearsalStatus::Later { at }, "banner-credential-check-due"),
            (RehearsalStatus::Due, "banner-rehearsal-due"),
            (RehearsalStatus::Failed { since: at }, "banner-rehearsal-failed"),
        ] {
            let asked = Some(AskedCredential::Password);
            let found = codes(|all| (all.rehearsal, all.asked) = (rehearsal, asked));
            assert_eq!(found, [expected]);
            let found = codes(|all| {
                (all.rehearsal, all.asked, all.damages) = (rehearsal, asked, 1);
            });
            assert_eq!(found, ["banner-vault-damaged"]);
        }
        let lead = Banner::CredentialCheckDue { asked: AskedCredential::RecoveryCode }.lead();
        assert_eq!(lead, BannerLead::CredentialCheck);
        assert_eq!(Banner::RehearsalDue.lead(), BannerLead::Rehearsal);
        assert_eq!(Banner::RehearsalFailed { since: at }.lead(), BannerLead::Backup);
    }

    #[test]
    fn another_vault_is_reported_and_leads_to_the_question() {
        assert_eq!(codes(|all| all.age = VaultAge::OtherVault), ["banner-vault-other"]);
        assert_eq!(Banner::VaultOther.lead(), BannerLead::AcceptOther);
        assert_eq!(Banner::VaultOther.gravity(), BannerSeverity::Alarm);
    }

    #[test]
    fn a_backup_is_missing_stale_or_failing_and_never_two_of_them() {
        let status = |backup| {
            let why = PhraseValue { code: String::new(), facts: Vec::new() };
            let failed = Some(BackupFailure { since: UnixMillis(5), why });
            codes(|all| (all.backup, all.failed) = (backup, failed))
        };
        assert_eq!(status(BackupStatus::Missing), ["banner-backup-missing"]);
        assert_eq!(status(BackupStatus::Stale), ["banner-backup-stale"]);
        assert_eq!(status(BackupStatus::Failing), ["banner-backup-failing"]);
        assert_eq!(status(BackupStatus::Unfinished), ["banner-backup-unfinished"]);
    }

    #[test]
    fn a_clock_set_by_hand_makes_no_banner_and_a_wrong_one_does() {
        assert!(codes(|all| all.clock = ClockVerdict::SetByHand).is_empty());
        let moved = ClockVerdict::Moved { by_millis: 60_000 };
        assert_eq!(codes(|all| all.clock = moved), ["banner-clock-doubtful"]);
    }

    #[test]
    fn a_vault_that_only_this_device_opens_is_reported_until_something_else_opens_it() {
        let alone = |all: &mut BannerInput| {
            (all.is_device_only, all.recovery) = (true, RecoveryStatus::Unconfirmed);
        };
        assert_eq!(codes(alone), ["banner-this-device-only"]);
        // In an empty vault, nothing can be lost.
        let empty = codes(|all| {
            alone(all);
            (all.accounts, all.backup, all.latest) = (0, BackupStatus::Nothing, None);
        });
        assert!(empty.is_empty());
        // A password, or the confirmed recovery code, ends the warning.
        let unconfirmed = codes(|all| all.recovery = RecoveryStatus::Unconfirmed);
        assert_eq!(unconfirmed, ["banner-recovery-unconfirmed"]);
        assert_eq!(Banner::ThisDeviceOnly { accounts: 1 }.gravity(), BannerSeverity::Warning);
        assert_eq!(Banner::RecoveryUnconfirmed.gravity(), BannerSeverity::Warning);
    }

    #[test]
    fn a_correction_of_the_clock_is_shown_while_it_is_on() {
        assert_eq!(codes(|all| all.correction_seconds = -30), ["banner-clock-corrected"]);
        let earlier = Banner::ClockCorrected { seconds: -90 };
        assert_eq!(earlier.facts(), [("seconds", 90_u32.into()), ("way", "earlier".into())]);
        assert_eq!(earlier.lead(), BannerLead::ClockCorrection);
        let verdict = ClockVerdict::BeforeRecords { by_millis: 60_000 };
        assert_eq!(codes(|all| all.clock = verdict), ["banner-clock-doubtful"]);
    }

    #[test]
    fn a_failure_of_automatic_backups_leads_to_their_screen() {
        let why = PhraseValue { code: "place-full".to_owned(), facts: Vec::new() };
        let failed = Some(BackupFailure { since: UnixMillis(5), why });
        let found = |is_automatic| {
            codes(|all| {
                (all.backup, all.is_automatic) = (BackupStatus::Failing, is_automatic);
                all.failed.clone_from(&failed);
            })
        };
        assert_eq!(found(true), ["banner-automatic-backup-failing"]);
        assert_eq!(found(false), ["banner-backup-failing"]);
    }

    #[test]
    fn every_lead_has_a_banner() {
        let why = PhraseValue { code: String::new(), facts: Vec::new() };
        let verdict = ClockVerdict::LongPast;
        let all = [
            Banner::VaultDamaged { damages: 1 },
            Banner::VaultOlder,
            Banner::VaultOther,
            Banner::ClockWrong { verdict },
            Banner::BackupFailing { since: UnixMillis(0), why: why.clone() },
            Banner::AutomaticBackupFailing { since: UnixMillis(0), why },
            Banner::ThisDeviceOnly { accounts: 1 },
            Banner::ClockCorrected { seconds: 30 },
            Banner::RecoveryUnconfirmed,
            Banner::Unconfirmed { accounts: 1 },
            Banner::RehearsalDue,
            Banner::CredentialCheckDue { asked: AskedCredential::Password },
        ];
        let leads: Vec<_> = all.iter().map(|banner| banner.lead().code()).collect();
        assert_eq!(leads, BannerLead::codes());
    }

    #[test]
    fn a_vault_with_a_new_account_has_banners_for_backup_and_confirmations() {
        let (_folder, mut vault) = crate::backup::sample::vault();
        let account = crate::backup::sample::of_uri("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ");
        vault.add(account, UnixMillis(0)).unwrap();
        let random = crate::crypto::random::SystemRandom::new();
        crate::vault::make_recovery_code(&mut vault, UnixMillis(0), &random).unwrap();
        let found = BannerInput::of(&vault, VaultAge::Current, ClockVerdict::Right, UnixMillis(0));
        let codes: Vec<_> = banners(&found).iter().map(Phrase::code).collect();
        let missing =
            ["banner-backup-missing", "banner-recovery-unconfirmed", "banner-unconfirmed"];
        assert_eq!(codes, missing);
    }
}
