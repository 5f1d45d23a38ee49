//! `aikotoba export`: accounts for other apps, as text or as Google's QR codes.

use std::io::Write;
use std::path::{Path, PathBuf};

use aikotoba_core::account::Account;
use aikotoba_core::disk;
use aikotoba_core::export::{google, text};
use aikotoba_core::fault::Fault;
use aikotoba_core::vault::DeviceError;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::line;
use crate::output::plain::plain;
use crate::output::qr;
use crate::shell::{Answer, Shell};
use crate::unlock;

/// What `export` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "text|google", value_parser = ["text", "google"])]
    #[arg(default_value = "text", hide_default_value = true, hide_possible_values = true)]
    format: String,
    #[arg(long, value_name = "FILE", conflicts_with = "png")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    png: Option<PathBuf>,
}

/// Writes all accounts for another app.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let vault = unlock::open(shell)?.vault;
    let accounts: Vec<&Account> = vault.accounts().iter().map(|kept| &kept.account).collect();
    let (parts, refused) = match args.format.as_str() {
        "google" => {
            let written = google::print(&accounts, &*unlock::random())
                .map_err(|_| DeviceError::Randomness)?;
            let refused = written.refused.into_iter().map(|one| Refused {
                at: one.at,
                happened: shell.words.of_fault(&one.why).happened,
                code: one.why.code(),
                name: one.name,
            });
            (written.parts, refused.collect())
        }
        _ if args.png.is_some() => (
            accounts.iter().map(|account| aikotoba_core::otpauth::print(account)).collect(),
            vec![],
        ),
        _ => (vec![text::print(&accounts)], Vec::new()),
    };
    let exit = if refused.is_empty() { Exit::Done } else { Exit::Decide };
    let mut answer =
        Exported { accounts: accounts.len() - refused.len(), parts, files: vec![], refused };
    if let Some(folder) = &args.png {
        answer.write_pictures(folder)?;
    } else if let Some(file) = &args.output {
        answer.write_text(file)?;
    }
    shell.answer(&answer)?;
    Ok(exit)
}

#[derive(Serialize)]
struct Exported {
    accounts: usize,
    /// The texts; none where they were written to files.
    #[serde(rename = "texts")]
    parts: Vec<Zeroizing<String>>,
    files: Vec<String>,
    refused: Vec<Refused>,
}

#[derive(Serialize)]
struct Refused {
    at: usize,
    name: String,
    code: String,
    happened: String,
}

impl Exported {
    fn write_pictures(&mut self, folder: &Path) -> Result<(), CliError> {
        disk::make_folder(folder).map_err(|why| CliError::writing(folder, &why))?;
        for (index, part) in self.parts.iter().enumerate() {
            let file = folder.join(format!("aikotoba-{:03}.png", index + 1));
            write_new(&file, &qr::png(part)?)?;
            self.files.push(file.display().to_string());
        }
        self.parts.clear();
        Ok(())
    }

    fn write_text(&mut self, file: &Path) -> Result<(), CliError> {
        let size = self.parts.iter().map(|part| part.len() + 1).sum();
        // Room for the whole text first: a growing buffer leaves unwiped pieces behind.
        let mut all = Zeroizing::new(String::with_capacity(size));
        for part in &self.parts {
            all.push_str(part.trim_end());
            all.push('\n');
        }
        write_new(file, all.as_bytes())?;
        self.files.push(file.display().to_string());
        self.parts.clear();
        Ok(())
    }
}

impl Answer for Exported {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        for part in &self.parts {
            line(part.trim_end())?;
        }
        for file in &self.files {
            shell.say("export-file", &[("name", file.as_str().into())])?;
        }
        for Refused { name, happened, .. } in &self.refused {
            let name = plain(name);
            let facts = [("name", (*name).into()), ("why", happened.as_str().into())];
            shell.remark("export-refused", &facts);
        }
        shell.remark("export-warning", &[("count", self.accounts.into())]);
        Ok(())
    }
}

/// Writes a file that only its owner reads, and never over another.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let written = disk::new_file(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|why| CliError::writing(path, &why))
}
