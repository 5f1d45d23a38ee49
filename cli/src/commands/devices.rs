//! `aikotoba devices`: the newest backup of each other device in a folder, and how many accounts it
//! has that this vault lacks. `restore` brings them in.

use std::path::PathBuf;

use aikotoba_core::backup::{
    BackupFile, BackupPlace, Folder, FolderSurvey, MAX_FILE_BYTES, OtherDeviceBackup,
    RestoreRehearsal, verify_known,
};
use aikotoba_core::fault::Fault;
use aikotoba_core::screens::devices::OtherDevicesState;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::Vault;
use serde::Serialize;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::progress::Progress;
use crate::output::{self, moment};
use crate::shell::{CommandOutput, Shell};
use crate::{backup_password, unlock};

/// Arguments of `devices`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[arg(long)]
    open: bool,
    #[arg(long, value_name = "PATH")]
    backup_password_file: Option<PathBuf>,
}

/// Lists the other devices of a folder.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let unlock::OpenedVault { vault, proof, .. } = unlock::open(shell)?;
    let place = Folder::new(&args.folder);
    let device = vault.memory().device(&vault)?;
    let survey = FolderSurvey::of(&place, vault.id(), device)?;
    let state = OtherDevicesState::of(&survey);
    let FolderSurvey { newest: others, damaged, renamed } = survey;
    let password = if args.open && !others.is_empty() {
        let file = args.backup_password_file.as_deref();
        Some(backup_password::for_old(shell, file, Some(&proof))?)
    } else {
        None
    };
    let mut devices = Vec::new();
    for other in others {
        let file = args.folder.join(&other.name).display().to_string();
        let missing = match &password {
            None => None,
            Some(password) => {
                let _working = Progress::begin(&shell.words.say("restore-opening", &[]));
                Some(missing_accounts(&place, &other, password, &vault))
            }
        };
        let (missing, fault) = match missing {
            None => (None, None),
            Some(Ok(count)) => (Some(count), None),
            Some(Err(why)) => (None, Some(why)),
        };
        let code = fault.as_ref().map(|why| why.code());
        let happened = fault.as_ref().map(|why| shell.happened(&**why));
        let OtherDeviceBackup { device, is_of_this_vault: this_vault, made, .. } = other;
        let device = device.map(|device| device.to_string());
        devices.push(DeviceOutput {
            device,
            this_vault,
            file,
            made: made.seconds(),
            missing,
            code,
            happened,
        });
    }
    let is_opened = devices.iter().all(|device| device.code.is_none());
    shell.answer(&DevicesOutput { devices, damaged, renamed, state })?;
    Ok(if is_opened { ExitStatus::Done } else { ExitStatus::AnotherSource })
}

/// The number of accounts of a backup that the vault lacks, without those that were removed here and
/// declined.
fn missing_accounts(
    place: &Folder,
    other: &OtherDeviceBackup,
    password: &Passphrase,
    vault: &Vault,
) -> Result<usize, Box<dyn Fault>> {
    let sealed = place.read(&other.name, MAX_FILE_BYTES).map_err(boxed)?;
    let file = BackupFile { name: Some(&other.name), sealed: &sealed };
    let read = verify_known(file, password, &vault.settings().proved_files).map_err(boxed)?;
    let RestoreRehearsal { extra, declined, .. } = RestoreRehearsal::of(&read, vault);
    Ok(extra - declined)
}

fn boxed(why: impl Fault + 'static) -> Box<dyn Fault> {
    Box::new(why)
}

/// What other devices saved into a folder.
#[derive(Serialize)]
struct DevicesOutput {
    devices: Vec<DeviceOutput>,
    /// Files of other devices that do not match their names.
    damaged: Vec<String>,
    /// Copies that another program named.
    renamed: Vec<String>,
    #[serde(skip)]
    state: OtherDevicesState,
}

#[derive(Serialize)]
struct DeviceOutput {
    /// The identifier in the file's name.
    device: Option<String>,
    /// Whether the file is of this vault.
    this_vault: bool,
    file: String,
    /// In Unix seconds.
    made: i64,
    /// The number of its accounts that the vault lacks; `null` if it was not opened.
    #[serde(rename = "lacking")]
    missing: Option<usize>,
    /// Why it was not opened.
    code: Option<String>,
    #[serde(skip)]
    happened: Option<String>,
}

impl CommandOutput for DevicesOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        for (other, row) in self.devices.iter().zip(&self.state.rows) {
            output::line(shell.phrase_value(&row.whose))?;
            let time = moment::local(row.made);
            let facts = [("time", time.as_str().into()), ("name", other.file.as_str().into())];
            shell.say("devices-file", &facts)?;
            if let Some(count) = other.missing {
                let key = if count == 0 { "devices-lacks-none" } else { "devices-lacks" };
                shell.say(key, &[("count", count.into()), ("name", other.file.as_str().into())])?;
            }
            if let Some(happened) = &other.happened {
                shell.say("devices-unopened", &[("why", happened.as_str().into())])?;
            }
        }
        for notice in &self.state.notices {
            output::line(shell.phrase_value(notice))?;
        }
        Ok(())
    }
}
