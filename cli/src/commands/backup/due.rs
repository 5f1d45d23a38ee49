//! `aikotoba backup --auto`: a backup next to the older ones, only if one is due; for a timer such as
//! cron.

use std::path::Path;

use aikotoba_core::backup::{
    AutomaticBackup, BackupFreshness, BackupSave, BackupTarget, DeviceId, Folder, PlaceKind,
};
use aikotoba_core::fault::Fault;
use aikotoba_core::screens::backup::BackupStatus;
use aikotoba_core::screens::password::PasswordStrength;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::Vault;
use serde::Serialize;

use super::{finish, tell};
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{CommandOutput, Shell};
use crate::unlock::OpenedVault;
use crate::{backup_password, strength, unlock};

/// Makes a backup in the folder, or in the chosen one, if one is due.
pub(super) fn run(
    folder: Option<&Path>,
    own: Option<&Path>,
    shell: &Shell,
) -> Result<ExitStatus, Failure> {
    let mut opened = unlock::open(shell)?;
    let automatic = AutomaticBackup::of(opened.vault.settings());
    let folder = match (folder, automatic.place) {
        (Some(folder), _) => folder.to_owned(),
        (None, Some(place)) if place.kind == PlaceKind::Folder => place.address.into(),
        (None, _) => return Err(CliError::NoBackupPlace.into()),
    };
    let place = Folder::new(&folder);
    let is_due = AutomaticBackup::is_due_at(&opened.vault, &place);
    if !is_due.map_err(|why| noted(&mut opened.vault, why))? {
        let status = BackupStatus::of(&opened.vault, moment::now());
        let made = match BackupFreshness::of(&opened.vault) {
            BackupFreshness::Current { at } => Some(at.seconds()),
            _ => None,
        };
        shell.answer(&NotDueOutput { due: false, made, status })?;
        return Ok(ExitStatus::Done);
    }
    let device = opened.vault.memory().device(&opened.vault)?;
    let (password, strength) = password(shell, own, &opened, device)?;
    let mut vault = opened.vault;
    let target = BackupTarget::Rotating(automatic.keep);
    let saving = BackupSave::new(&vault, device, place, target, password, moment::now())?;
    let made = finish(saving, shell).map_err(|why| noted(&mut vault, why))?.unattended();
    let warnings = made.note_or_warn(Some(&mut vault));
    tell(shell, &made, &warnings, &folder.join(&made.name).display().to_string(), strength)?;
    Ok(ExitStatus::Done)
}

/// The backups' password: from its file, from the vault if it keeps it, or as for any backup.
fn password(
    shell: &Shell,
    own: Option<&Path>,
    opened: &OpenedVault,
    device: DeviceId,
) -> Result<(Passphrase, PasswordStrength), CliError> {
    if own.is_none()
        && let Some(password) = opened.vault.backup_passphrase(device.0)
    {
        let strength = strength::tell_if_weak(shell, &password, &opened.vault);
        return Ok((password, strength));
    }
    backup_password::for_new(shell, own, opened)
}

/// Records the failure in the vault, so that its banners and the app tell it too.
fn noted(vault: &mut Vault, why: impl Fault + 'static) -> Failure {
    AutomaticBackup::remember_failure(vault, &why, moment::now());
    why.into()
}

#[derive(Serialize)]
struct NotDueOutput {
    /// Always false.
    due: bool,
    /// When the latest backup was made, in Unix seconds; `None` if there is nothing to back up.
    made: Option<i64>,
    #[serde(skip)]
    status: BackupStatus,
}

impl CommandOutput for NotDueOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say_phrase(&self.status)
    }
}
