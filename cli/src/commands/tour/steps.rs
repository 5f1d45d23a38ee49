//! The steps of the tour, implemented as in the other commands.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use aikotoba_core::account::Account;
use aikotoba_core::backup::{
    self, BackupFile, BackupIntegrity, BackupSave, BackupTarget, DeviceId, Folder,
};
use aikotoba_core::crypto::kdf::PassphraseCost;
use aikotoba_core::disk;
use aikotoba_core::enrol::AccountDraft;
use aikotoba_core::incoming::IncomingPlan;
use aikotoba_core::intake::Intake;
use aikotoba_core::preferences::AppSettings;
use aikotoba_core::scan::{ScanBudget, TextMeaning, read_picture};
use aikotoba_core::screens::codes::{CodeFace, Reveal};
use aikotoba_core::screens::countdown::Countdown;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{
    DeviceError, NewVaultCredentials, RecoveryCode, UnlockCredential, Vault,
};
use aikotoba_studio::{Condition, Resolution, amazon_uri};
use zeroize::Zeroizing;

use super::Tour;
use crate::commands::account;
use crate::commands::codes::{grouped, left};
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::{source, unlock};

/// The password of the vaults and the backup, which contain nothing valuable.
pub(super) const PASSWORD: &str = "aikotoba tour 合言葉";

/// The seed for the account and the photograph.
const SEED: u64 = 20;

/// Runs every step; returns the first failure.
pub(super) fn walk(tour: &mut Tour<'_>, folder: &Path) -> Result<(), Failure> {
    let picture = folder.join("amazon.png");
    photograph(&picture)?;
    tour.done("tour-picture", &[("name", file_name(&picture).into())])?;

    let account = *scan(tour, &picture)?;
    let (vault, code) = make_vault(&folder.join("vault.aikotoba"))?;
    let mut vault = match vault.lock().unlock(UnlockCredential::Recovery(&code)) {
        Ok(opened) => opened,
        Err(refused) => return Err(refused.why.into()),
    };
    tour.done("tour-vault", &[])?;

    let now = moment::now();
    let enrolment =
        AccountDraft::scanned(account).commit(&mut vault, now).map_err(|kept| kept.why)?;
    tour.done("tour-enrol", &[])?;

    let kept = vault.find(enrolment.id()).ok_or(failed("enrol"))?;
    let (shown, countdown) = code_of(&kept.account, now).ok_or(failed("code"))?;
    let left = left(tour.shell, &countdown);
    tour.done("tour-code", &[("code", shown.as_str().into()), ("left", left.as_str().into())])?;

    enrolment.confirm(&mut vault, now)?;
    tour.done("tour-confirm", &[])?;

    let file = folder.join("backup.age");
    let sealed = save(tour, &mut vault, &file)?;
    let second = folder.join("second.aikotoba");
    let restored = restore(tour, &sealed, &second)?;
    let twin = restored.accounts().first().ok_or(failed("restore"))?;
    let (again, _) = code_of(&twin.account, now).ok_or(failed("same"))?;
    if again != shown {
        return Err(failed("same").into());
    }
    tour.done("tour-same", &[("code", shown.as_str().into())])?;
    Ok(())
}

/// An account's code in groups of digits, and how long it is valid.
fn code_of(account: &Account, now: UnixMillis) -> Option<(Zeroizing<String>, Countdown)> {
    match CodeFace::new(account, &AppSettings::default(), now, Reveal::Yes, None) {
        CodeFace::Shown { code, countdown, .. } => Some((grouped(&code), countdown)),
        CodeFace::Hidden { .. } | CodeFace::OnRequest { .. } => None,
    }
}

/// Amazon's QR code on a monitor, photographed by a phone.
fn photograph(picture: &Path) -> Result<(), CliError> {
    let take = Condition::Moire.take(&amazon_uri(SEED), 0.5, Resolution::Hd, SEED);
    let shot = take.map_err(|_| failed("picture"))?.shoot();
    let written = disk::new_file(picture).and_then(|mut file| file.write_all(&shot.frame.to_png()));
    written.map_err(|why| CliError::writing(picture, &why))
}

fn scan(tour: &mut Tour<'_>, picture: &Path) -> Result<Box<Account>, Failure> {
    let begin = Instant::now();
    let scanned = read_picture(&source::read(picture)?, ScanBudget::picture(), moment::now())?;
    let mut meanings = scanned.sightings.into_iter().map(|sighting| sighting.meaning);
    let (Some(TextMeaning::Account(account)), None) = (meanings.next(), meanings.next()) else {
        return Err(failed("scan").into());
    };
    let millis = usize::try_from(begin.elapsed().as_millis()).unwrap_or(usize::MAX);
    let name = account::name(tour.shell, &account);
    tour.done("tour-scan", &[("millis", millis.into()), ("name", name.as_str().into())])?;
    Ok(account)
}

fn make_vault(path: &Path) -> Result<(Vault, RecoveryCode), Failure> {
    let passphrase = Passphrase::new(PASSWORD.to_owned());
    let cost = PassphraseCost::MIN;
    let locks =
        NewVaultCredentials { passphrase: Some(&passphrase), recovery: true, device: None, cost };
    let (vault, code) = Vault::create(path, &locks, moment::now(), unlock::random())?;
    Ok((vault, code.ok_or(failed("vault"))?))
}

/// Makes a backup and returns the bytes of its file.
fn save(tour: &mut Tour<'_>, vault: &mut Vault, file: &Path) -> Result<Vec<u8>, Failure> {
    let (place, name) = Folder::of_file(file)?;
    let passphrase = Passphrase::new(PASSWORD.to_owned());
    let device = DeviceId::make(&*unlock::random()).map_err(|_| DeviceError::NoRandomness)?;
    let target = BackupTarget::File(name);
    let saving = BackupSave::new(vault, device, place, target, passphrase, moment::now())?;
    let made = saving.finish()?;
    made.note(vault)?;
    tour.done("tour-backup", &[("name", file_name(file).into())])?;
    let facts = [("count", made.accounts.into()), ("proved", made.accounts.into())];
    tour.done("tour-proof", &facts)?;
    Ok(source::read(file)?.to_vec())
}

/// Restores a backup into a second vault.
fn restore(tour: &mut Tour<'_>, sealed: &[u8], path: &Path) -> Result<Vault, Failure> {
    let passphrase = Passphrase::new(PASSWORD.to_owned());
    let read = backup::verify(BackupFile { name: None, sealed }, &passphrase)?;
    if read.integrity != BackupIntegrity::Whole {
        return Err(failed("proof").into());
    }
    let (mut vault, _) = make_vault(path)?;
    let outcome = {
        let mut intake = Intake::adding_up();
        intake.backup_read(read);
        IncomingPlan::new(intake.into_incoming(), &vault).apply(&mut vault, moment::now())?
    };
    tour.done("tour-restore", &[("count", outcome.counts.added.into())])?;
    Ok(vault)
}

fn failed(found: &'static str) -> CliError {
    CliError::Tour { found }
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
