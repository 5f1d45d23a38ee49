//! `aikotoba show`: prints an account's key, for another device. Anyone who sees it can make the
//! account's codes forever, so the vault's password is required, as for every command.

use aikotoba_core::otpauth;
use serde::Serialize;
use zeroize::Zeroizing;

use super::{account, pick};
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::line;
use crate::output::qr;
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, required_unless_present = "qr", conflicts_with = "qr")]
    uri: bool,
    #[arg(long)]
    qr: bool,
}

/// Prints the key URI or its QR code.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), &args.id)?;
    let Some(kept) = vault.find(id) else {
        return Err(CliError::NoMatch { found: args.id.clone() }.into());
    };
    let uri = otpauth::print(&kept.account);
    let drawing = if args.qr { Some(qr::draw(&uri)?) } else { None };
    let name = account::name(shell, &kept.account);
    shell.answer(&KeyOutput { id: id.to_string(), uri, name, drawing })?;
    Ok(ExitStatus::Done)
}

#[derive(Serialize)]
struct KeyOutput {
    id: String,
    uri: Zeroizing<String>,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    drawing: Option<Zeroizing<String>>,
}

impl CommandOutput for KeyOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.remark("show-warning", &[("name", self.name.as_str().into())]);
        match &self.drawing {
            Some(drawing) => line(drawing.trim_end()),
            None => line(self.uri.as_str()),
        }
    }
}
