//! `aikotoba export`: accounts for other apps or on paper, as links, QR codes, files, or a sheet to
//! print.

use std::path::{Path, PathBuf};

use aikotoba_core::account::Account;
use aikotoba_core::disk;
use aikotoba_core::export::{ExportCheck, ExportTarget, OmittedData, WrittenKeys};
use aikotoba_core::fault::{Fault, RefusedEntry};
use aikotoba_core::otpauth;
use aikotoba_core::phrase::Phrase;
use aikotoba_core::vault::DeviceError;
use aikotoba_words::of_entry;
use serde::Serialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::line;
use crate::output::moment;
use crate::output::new_file::write_new;
use crate::output::qr;
use crate::shell::{CommandOutput, OutputFormat, Shell, fact};
use crate::{prompt, unlock};

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE", conflicts_with = "png")]
    file: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "NAME", default_value_t = ExportForm::Text)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    format: ExportForm,
    #[arg(long, value_name = "FOLDER")]
    png: Option<PathBuf>,
}

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ExportForm {
    /// Links, one per line.
    Text,
    /// QR codes for Google Authenticator.
    Google,
    /// Aegis's unencrypted file.
    Aegis,
    /// 2FAS's unencrypted file.
    #[value(name = "2fas")]
    Twofas,
    /// A sheet to print.
    Sheet,
}

impl ExportForm {
    fn target(self) -> ExportTarget {
        match self {
            Self::Text => ExportTarget::Text,
            Self::Google => ExportTarget::Google,
            Self::Aegis => ExportTarget::Aegis,
            Self::Twofas => ExportTarget::Twofas,
            Self::Sheet => ExportTarget::Sheet,
        }
    }
}

/// Writes all accounts in a format for other apps.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let has_codes = matches!(args.format, ExportForm::Text | ExportForm::Google);
    if args.png.is_some() && !has_codes {
        return Err(CliError::UsageOther.into());
    }
    // Anyone who sees the keys can make the codes forever, so the user is warned before and after.
    if prompt::is_possible() && shell.format == OutputFormat::Human {
        if !prompt::yes(&shell.words, "ask-export", &[])? {
            return Err(CliError::Stopped.into());
        }
    } else {
        shell.remark("export-before", &[]);
    }
    let vault = unlock::open(shell)?.vault;
    let accounts: Vec<&Account> = vault.accounts().iter().map(|kept| &kept.account).collect();
    let mut answer = written(args, &accounts, shell)?;
    answer
        .omitted
        .extend(OmittedData::of_trash(&vault).map(|trash| OmittedOutput::of(trash, shell)));
    let is_whole = answer.refused.is_empty();
    if let Some(folder) = &args.png {
        answer.write_pictures(folder)?;
    } else if let Some(file) = &args.file {
        answer.write_text(file)?;
    }
    shell.answer(&answer)?;
    Ok(if is_whole { ExitStatus::Done } else { ExitStatus::Decide })
}

fn written(args: &Args, accounts: &[&Account], shell: &Shell) -> Result<ExportOutput, Failure> {
    let random = unlock::random();
    let written =
        args.format.target().write(accounts, &*random, &shell.words.of_sheet(), moment::now());
    let WrittenKeys { mut texts, check } = written.map_err(|_| DeviceError::NoRandomness)?;
    if args.png.is_some() && args.format == ExportForm::Text {
        texts = accounts.iter().map(|account| otpauth::print(account)).collect();
    }
    let ExportCheck { accounts, refused, omitted } = check;
    Ok(ExportOutput {
        accounts,
        parts: texts,
        files: Vec::new(),
        refused: refused.iter().map(|one| NotExportedOutput::of(one, shell)).collect(),
        omitted: omitted.into_iter().map(|one| OmittedOutput::of(one, shell)).collect(),
    })
}

#[derive(Serialize)]
struct ExportOutput {
    accounts: usize,
    /// The texts; empty if they were written to files.
    #[serde(rename = "texts")]
    parts: Vec<Zeroizing<String>>,
    files: Vec<String>,
    refused: Vec<NotExportedOutput>,
    /// What the format can't represent.
    omitted: Vec<OmittedOutput>,
}

#[derive(Serialize)]
struct NotExportedOutput {
    at: usize,
    name: String,
    code: String,
    happened: String,
}

impl NotExportedOutput {
    fn of<W: Fault>(refused: &RefusedEntry<W>, shell: &Shell) -> Self {
        let RefusedEntry { at, name, why, input: _ } = refused;
        let happened = shell.words.of_fault(why).happened;
        Self { at: *at, name: name.clone(), code: why.code(), happened }
    }
}

#[derive(Serialize)]
struct OmittedOutput {
    code: String,
    facts: Map<String, Value>,
    #[serde(skip)]
    sentence: String,
}

impl OmittedOutput {
    fn of(omission: OmittedData, shell: &Shell) -> Self {
        let (code, facts) = (omission.code(), omission.facts());
        let sentence = shell.sentence(&code, &facts);
        Self { code, facts: facts.into_iter().map(fact).collect(), sentence }
    }
}

impl ExportOutput {
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
        // Full capacity from the start: a growing buffer leaves unwiped copies behind.
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

impl CommandOutput for ExportOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        for part in &self.parts {
            line(part.trim_end())?;
        }
        for file in &self.files {
            shell.say("export-file", &[("name", file.as_str().into())])?;
        }
        for NotExportedOutput { name, happened, .. } in &self.refused {
            let entry = of_entry(name, happened);
            shell.remark("export-refused", &[("entry", entry.as_str().into())]);
        }
        for OmittedOutput { sentence, .. } in &self.omitted {
            shell.remark_text(sentence);
        }
        shell.remark("export-warning", &[("count", self.accounts.into())]);
        Ok(())
    }
}
