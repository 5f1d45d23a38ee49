//! `aikotoba import`: what other apps exported, all files as one step.

use std::path::{Path, PathBuf};

use aikotoba_core::backup;
use aikotoba_core::import::{self, Format, Imported, Source};
use aikotoba_core::otpauth::migration::Collection;
use aikotoba_core::scan::{Budget, Meaning, PictureError, read_picture};

use super::plan::{self, Options};
use super::scan;
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::Shell;
use crate::{source, unlock};

/// What `import` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    options: Options,
}

/// Reads other apps' files into the vault.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    // Read before the vault is opened: a file that is no export needs no password.
    let imported = read(&args.files, shell)?;
    let mut vault = unlock::open(shell)?.vault;
    plan::follow(imported.into(), &mut vault, args.options, shell)?;
    Ok(Exit::Done)
}

/// All that the files hold. Pictures of one export may come in any order.
fn read(files: &[PathBuf], shell: &Shell) -> Result<Imported, Failure> {
    let mut all = Imported {
        format: Format::Google,
        accounts: Vec::new(),
        refusals: Vec::new(),
        notices: Vec::new(),
    };
    let mut parts = Collection::default();
    for file in files {
        let bytes = source::read(file)?;
        match read_picture(&bytes, Budget::picture(), moment::now()) {
            Ok(scanned) => {
                let meanings = scanned.sightings.into_iter().map(|sighting| sighting.meaning);
                take_meanings(meanings, file, &mut all, &mut parts, shell)?;
            }
            Err(PictureError::NotAPicture | PictureError::Empty) => {
                if backup::look(&bytes).is_ok() {
                    return Err(CliError::IsBackup { name: file.display().to_string() }.into());
                }
                append(&mut all, import::read(Source { bytes: &bytes, now: moment::now() })?);
            }
            Err(why) => return Err(why.into()),
        }
    }
    append(&mut all, import::google::gather(parts));
    Ok(all)
}

/// Takes what a picture holds; a picture without any account is the wrong file.
fn take_meanings(
    meanings: impl Iterator<Item = Meaning>,
    file: &Path,
    all: &mut Imported,
    parts: &mut Collection,
    shell: &Shell,
) -> Result<(), Failure> {
    let mut found = false;
    for meaning in meanings {
        let told = scan::tell(shell, &meaning);
        match meaning {
            Meaning::Account(account) => all.accounts.push(*account),
            Meaning::GooglePart(part) => {
                parts.add(part);
            }
            Meaning::Refused(_) | Meaning::Foreign(_) => {
                shell.remark("told", &[("text", told.as_str().into())]);
                continue;
            }
        }
        found = true;
    }
    let name = file.display().to_string();
    if found { Ok(()) } else { Err(CliError::NoAccount { name }.into()) }
}

fn append(all: &mut Imported, more: Imported) {
    all.format = more.format;
    all.accounts.extend(more.accounts);
    all.refusals.extend(more.refusals);
    all.notices.extend(more.notices);
}
