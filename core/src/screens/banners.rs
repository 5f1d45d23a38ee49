//! What a person should know before anything goes wrong: banners above the list.

use serde::{Deserialize, Serialize};

use super::backup::{BackupRecord, BackupStanding, Tally};
use crate::enrol::ClockVerdict;
use crate::fault::Fact;
use crate::phrase::{Saying, phrase_family};
use crate::time::UnixMillis;

/// One thing that the person should know.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Banner {
    /// The vault is damaged: it opens for reading only.
    VaultDamaged {
        /// How many things are wrong with it.
        damages: u32,
    },
    /// The vault is older than what this device saw last.
    VaultOlder,
    /// Sites will refuse the codes: the clock is wrong.
    ClockWrong {
        /// What is known about it.
        verdict: ClockVerdict,
    },
    /// Backups could not be made.
    BackupFailing {
        /// Since when.
        since: UnixMillis,
        /// What happened last.
        why: Saying,
    },
    /// No backup was ever made.
    BackupMissing {
        /// How many accounts would be lost with the device.
        accounts: u32,
    },
    /// The recovery code was shown, and nobody has shown yet that it was written down.
    RecoveryUnconfirmed,
    /// The vault was changed since the last backup.
    BackupStale {
        /// When that was made.
        made: UnixMillis,
    },
    /// The clock may be wrong.
    ClockDoubtful {
        /// What is known about it.
        verdict: ClockVerdict,
    },
    /// Accounts whose codes no site is known to have taken.
    Unconfirmed {
        /// How many.
        accounts: u32,
    },
}

phrase_family!(Banner, "banner", |banner| match banner {
    Banner::VaultDamaged { damages } => vec![("damages", number(*damages))],
    Banner::BackupMissing { accounts } | Banner::Unconfirmed { accounts } => {
        vec![("accounts", number(*accounts))]
    }
    Banner::ClockWrong { verdict } | Banner::ClockDoubtful { verdict } => verdict.facts(),
    Banner::BackupFailing { since, .. } => vec![("since", Fact::Number(since.0))],
    Banner::BackupStale { made } => vec![("made", Fact::Number(made.0))],
    Banner::VaultOlder | Banner::RecoveryUnconfirmed => Vec::new(),
});

fn number(number: u32) -> Fact {
    Fact::Number(i64::from(number))
}

/// How grave a banner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// Something was lost or fails now.
    Alarm,
    /// Something would be lost if the device were.
    Warning,
    /// Good to know.
    Notice,
}

/// Where a touched banner leads.
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
pub enum Lead {
    /// What is wrong with the vault, and how it is repaired.
    Repair,
    /// The question whether the older vault is accepted.
    AcceptOlder,
    /// The device's own settings of date and time.
    DeviceClock,
    /// The backup screen.
    Backup,
    /// The question for a group of the recovery code.
    RecoveryCheck,
    /// The list, narrowed to unconfirmed accounts.
    Unconfirmed,
}

phrase_family!(Lead, "lead");

impl Banner {
    /// How grave it is.
    pub fn gravity(&self) -> Gravity {
        match self {
            Self::VaultDamaged { .. } | Self::VaultOlder | Self::ClockWrong { .. } => {
                Gravity::Alarm
            }
            Self::BackupFailing { .. } | Self::BackupMissing { .. } | Self::RecoveryUnconfirmed => {
                Gravity::Warning
            }
            Self::BackupStale { .. } | Self::ClockDoubtful { .. } | Self::Unconfirmed { .. } => {
                Gravity::Notice
            }
        }
    }

    /// Where it leads when it is touched.
    pub fn lead(&self) -> Lead {
        match self {
            Self::VaultDamaged { .. } => Lead::Repair,
            Self::VaultOlder => Lead::AcceptOlder,
            Self::ClockWrong { .. } | Self::ClockDoubtful { .. } => Lead::DeviceClock,
            Self::BackupFailing { .. } | Self::BackupMissing { .. } | Self::BackupStale { .. } => {
                Lead::Backup
            }
            Self::RecoveryUnconfirmed => Lead::RecoveryCheck,
            Self::Unconfirmed { .. } => Lead::Unconfirmed,
        }
    }
}

/// All that banners are made from.
#[derive(Clone, Debug)]
pub struct Circumstances<'a> {
    /// How many things are wrong with the vault; 0 for a sound one.
    pub damages: u32,
    /// Whether the vault is older than what this device saw last.
    pub is_older: bool,
    /// What is known about the clock.
    pub clock: ClockVerdict,
    /// What is remembered about backups.
    pub backups: &'a BackupRecord,
    /// What a backup would hold now.
    pub tally: Tally,
    /// Whether a recovery code was made, and shown to be written down.
    pub recovery: Recovery,
    /// How many accounts are unconfirmed.
    pub unconfirmed: u32,
}

/// Whether a recovery code is known to be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// The vault has none.
    None,
    /// It was shown, no more.
    Unconfirmed,
    /// The person typed a part of it.
    Confirmed,
}

/// The banners of these circumstances, the gravest first.
pub fn banners(circumstances: &Circumstances<'_>, now: UnixMillis) -> Vec<Banner> {
    // Without `..`: a new circumstance must be thought of here.
    let Circumstances { damages, is_older, clock, backups, tally, recovery, unconfirmed } =
        circumstances;
    let mut banners = Vec::new();
    if *damages > 0 {
        banners.push(Banner::VaultDamaged { damages: *damages });
    }
    if *is_older {
        banners.push(Banner::VaultOlder);
    }
    let verdict = *clock;
    match verdict {
        // Before there is a code, the clock harms nobody; a vault without accounts says nothing.
        _ if tally.accounts == 0 => {}
        ClockVerdict::Wrong { .. } | ClockVerdict::LongPast => {
            banners.push(Banner::ClockWrong { verdict });
        }
        ClockVerdict::Moved { .. } => banners.push(Banner::ClockDoubtful { verdict }),
        // Set by hand is a person's choice, and mostly right: only a refused code makes it a doubt.
        ClockVerdict::SetByHand | ClockVerdict::Unknown | ClockVerdict::Right => {}
    }
    match (backups.standing(*tally, now), &backups.failure, backups.made.first()) {
        (BackupStanding::Failing, Some(failure), _) => {
            let (since, why) = (failure.since, failure.why.clone());
            banners.push(Banner::BackupFailing { since, why });
        }
        (BackupStanding::Missing, ..) => {
            banners.push(Banner::BackupMissing { accounts: tally.accounts });
        }
        (BackupStanding::Stale, _, Some(made)) => {
            banners.push(Banner::BackupStale { made: made.at });
        }
        _ => {}
    }
    if *recovery == Recovery::Unconfirmed {
        banners.push(Banner::RecoveryUnconfirmed);
    }
    if *unconfirmed > 0 {
        banners.push(Banner::Unconfirmed { accounts: *unconfirmed });
    }
    banners.sort_by_key(Banner::gravity);
    banners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Phrase;
    use crate::screens::backup::{Content, Made};

    fn codes(change: impl FnOnce(&mut Circumstances<'_>), backups: &BackupRecord) -> Vec<String> {
        let mut circumstances = Circumstances {
            damages: 0,
            is_older: false,
            clock: ClockVerdict::Right,
            backups,
            tally: Tally { accounts: 4, content: Content::Same },
            recovery: Recovery::Confirmed,
            unconfirmed: 0,
        };
        change(&mut circumstances);
        let banners = banners(&circumstances, UnixMillis(10_000_000));
        banners.iter().map(Phrase::code).collect()
    }

    fn saved() -> BackupRecord {
        let made = Made { name: String::new(), at: UnixMillis(0), proved: 4, accounts: 4 };
        BackupRecord { made: vec![made], ..BackupRecord::default() }
    }

    #[test]
    fn nothing_is_said_when_all_is_well() {
        assert!(codes(|_| {}, &saved()).is_empty());
        let none = BackupRecord::default();
        assert!(codes(|all| all.tally.accounts = 0, &none).is_empty());
    }

    #[test]
    fn the_gravest_comes_first() {
        let found = codes(
            |all| {
                all.unconfirmed = 2;
                all.recovery = Recovery::Unconfirmed;
                all.clock = ClockVerdict::LongPast;
                all.damages = 1;
                all.is_older = true;
            },
            &BackupRecord::default(),
        );
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
    fn a_backup_is_missing_stale_or_failing_and_never_two_of_them() {
        let none = BackupRecord::default();
        assert_eq!(codes(|_| {}, &none), ["banner-backup-missing"]);
        let change = |all: &mut Circumstances<'_>| all.tally.content = Content::Changed;
        assert_eq!(codes(change, &saved()), ["banner-backup-stale"]);
        let mut failing = saved();
        failing.failed(Saying { code: String::new(), facts: Vec::new() }, UnixMillis(5));
        assert_eq!(codes(change, &failing), ["banner-backup-failing"]);
    }

    #[test]
    fn a_clock_set_by_hand_is_no_banner_and_a_moved_one_is() {
        assert!(codes(|all| all.clock = ClockVerdict::SetByHand, &saved()).is_empty());
        let moved = ClockVerdict::Moved { by_millis: 60_000 };
        assert_eq!(codes(|all| all.clock = moved, &saved()), ["banner-clock-doubtful"]);
    }

    #[test]
    fn every_lead_has_a_banner() {
        let why = Saying { code: String::new(), facts: Vec::new() };
        let verdict = ClockVerdict::LongPast;
        let all = [
            Banner::VaultDamaged { damages: 1 },
            Banner::VaultOlder,
            Banner::ClockWrong { verdict },
            Banner::BackupFailing { since: UnixMillis(0), why },
            Banner::RecoveryUnconfirmed,
            Banner::Unconfirmed { accounts: 1 },
        ];
        let leads: Vec<_> = all.iter().map(|banner| banner.lead().code()).collect();
        assert_eq!(leads, Lead::codes());
    }
}
