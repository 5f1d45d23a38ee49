//! `aikotoba vault info`: prints a vault's properties without its contents.

use aikotoba_core::enrol::{CauseRemedy, ClockEvidence, judge_clock};
use aikotoba_core::screens::backup::BackupStatus;
use aikotoba_core::screens::banners::{Banner, BannerInput, BannerLead, banners};
use aikotoba_core::screens::rehearsal::NextRehearsalState;
use aikotoba_core::screens::start::Offered;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{SlotKind, Vault, VaultAge};
use data_encoding::HEXLOWER;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::plain::plain;
use crate::output::{line, moment};
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Prints where the vault is, how it can be unlocked, and its condition.
pub(super) fn run(shell: &Shell) -> Result<ExitStatus, Failure> {
    let path = shell.vault()?;
    let unlock::OpenedVault { vault, age, .. } = unlock::open_to_tell(shell)?;
    let mut info = VaultInfoOutput::of(&vault, age, path.display().to_string());
    let clock = judge_clock(&ClockEvidence::default().with_records(&vault), moment::now());
    // The age of the copy was reported when it was opened.
    let found = BannerInput::of(&vault, VaultAge::Current, clock, moment::now());
    (info.status, info.banners) = (Some(found.backup), banners(&found));
    info.rehearsal = RehearsalOutput::of(&NextRehearsalState::of(&vault, moment::now()));
    shell.answer(&info)?;
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct VaultInfoOutput {
    path: String,
    id: String,
    epoch: u64,
    accounts: usize,
    trashed: usize,
    sound: bool,
    age: &'static str,
    slots: Vec<SlotOutput>,
    /// When the latest verified backup was made, in Unix seconds.
    backup: Option<i64>,
    recovery_confirmed: Option<i64>,
    rehearsal: RehearsalOutput,
    /// The state of the backups.
    #[serde(skip)]
    status: Option<BackupStatus>,
    /// What the user should do.
    #[serde(skip)]
    banners: Vec<Banner>,
}

/// When opening a backup is rehearsed, in Unix seconds.
#[derive(Default, Serialize)]
struct RehearsalOutput {
    due: bool,
    succeeded: Option<i64>,
    next: Option<i64>,
}

impl RehearsalOutput {
    fn of(state: &NextRehearsalState) -> Self {
        Self {
            due: state.put_off == Offered::Yes,
            succeeded: state.succeeded.map(UnixMillis::seconds),
            next: state.next.map(UnixMillis::seconds),
        }
    }
}

/// The maximum number of slots that are printed: someone who can write to the file could add a
/// million.
const MAX_SLOTS: usize = 20;

#[derive(Serialize)]
struct SlotOutput {
    kind: &'static str,
    created: i64,
    mebibytes: Option<u32>,
    passes: Option<u32>,
}

/// The name of a slot's kind in JSON.
pub(super) fn kind(slot: &aikotoba_core::vault::Slot) -> &'static str {
    match slot.kind {
        SlotKind::Passphrase => "password",
        SlotKind::Recovery => "recovery",
        SlotKind::Device => "device",
        SlotKind::Newer => "newer",
    }
}

impl VaultInfoOutput {
    fn of(vault: &Vault, age: VaultAge, path: String) -> Self {
        let slots = vault.slots().iter().map(|slot| SlotOutput {
            kind: kind(slot),
            created: slot.created.seconds(),
            mebibytes: slot.cost.map(|cost| cost.mebibytes),
            passes: slot.cost.map(|cost| cost.passes),
        });
        let settings = vault.settings();
        let confirmed = settings.recovery_confirmed;
        Self {
            path,
            id: HEXLOWER.encode(&vault.id().0),
            epoch: vault.epoch().0,
            accounts: vault.accounts().len(),
            trashed: vault.trashed().len(),
            sound: vault.health().is_sound(),
            age: name_of(age),
            slots: slots.collect(),
            backup: settings.proved_backup.as_ref().map(|backup| backup.at.seconds()),
            recovery_confirmed: confirmed.map(UnixMillis::seconds),
            rehearsal: RehearsalOutput::default(),
            status: None,
            banners: Vec::new(),
        }
    }
}

/// The name in JSON of how a vault compares with the one last seen here.
pub(super) fn name_of(age: VaultAge) -> &'static str {
    match age {
        VaultAge::Current => "current",
        VaultAge::Older { .. } => "older",
        VaultAge::OtherVault => "other-vault",
    }
}

impl CommandOutput for VaultInfoOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let local = |seconds: i64| moment::local(UnixMillis::from_seconds(seconds));
        shell.say("info-path", &[("name", self.path.as_str().into())])?;
        let counts = [("count", self.accounts.into()), ("trashed", self.trashed.into())];
        shell.say("info-accounts", &counts)?;
        for SlotOutput { kind, created, .. } in self.slots.iter().take(MAX_SLOTS) {
            let key = match *kind {
                "password" => "info-slot-password",
                "recovery" => "info-slot-recovery",
                "device" => "info-slot-device",
                _ => "info-slot-newer",
            };
            shell.say(key, &[("time", local(*created).as_str().into())])?;
        }
        if let Some(count @ 1..) = self.slots.len().checked_sub(MAX_SLOTS) {
            shell.say("info-more-slots", &[("count", count.into())])?;
        }
        if let Some(at) = self.backup {
            shell.say("info-backup", &[("time", local(at).as_str().into())])?;
        }
        let has_banner = self.banners.iter().any(|banner| {
            matches!(banner.lead(), BannerLead::Backup | BannerLead::AutomaticBackup)
        });
        if let Some(status) = self.status.filter(|_| !has_banner) {
            shell.say_phrase(&status)?;
        }
        for banner in &self.banners {
            shell.say_phrase(banner)?;
            if let Banner::BackupFailing { why, .. } | Banner::AutomaticBackupFailing { why, .. } =
                banner
            {
                let facts = why.facts.iter().map(|named| (named.name.as_str(), named.fact.clone()));
                let sentences = shell.words.of_code(&why.code, facts.collect());
                line(plain(&sentences.happened))?;
                line(plain(&sentences.next))?;
            }
            print_next_command(shell, banner.lead())?;
        }
        if let Some(at) = self.rehearsal.succeeded {
            shell.say("rehearsal-last", &[("time", local(at).as_str().into())])?;
        }
        if self.sound { shell.say("info-sound", &[]) } else { Ok(()) }
    }
}

/// Prints the command for the remedy that a banner leads to.
fn print_next_command(shell: &Shell, lead: BannerLead) -> Result<(), CliError> {
    match lead {
        BannerLead::Repair => shell.say("vault-damaged-next", &[]),
        BannerLead::AcceptOlder | BannerLead::AcceptOther => shell.say("accept-vault-next", &[]),
        BannerLead::DeviceClock | BannerLead::ClockCorrection => {
            shell.say_phrase(&CauseRemedy::SetClock)
        }
        BannerLead::Backup => shell.say("info-backup-next", &[]),
        BannerLead::HandOver | BannerLead::RecoveryCheck => shell.say("info-recovery-next", &[]),
        BannerLead::Unconfirmed => shell.say("info-unconfirmed-next", &[]),
        BannerLead::Rehearsal => shell.say("info-rehearsal-next", &[]),
        // The error says what to do, and a vault that a person opens here was opened with what is
        // asked for.
        BannerLead::AutomaticBackup | BannerLead::CredentialCheck => Ok(()),
    }
}
