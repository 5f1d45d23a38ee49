//! `aikotoba scan`: prints the meaning of the QR codes in pictures.

use std::path::{Path, PathBuf};
use std::time::Instant;

use aikotoba_core::fault::Fault;
use aikotoba_core::phrase::Phrase;
use aikotoba_core::scan::{
    PictureError, ReadCode, ScanBudget, ScanIncomplete, ScanResult, TextMeaning, read_picture,
};
use aikotoba_core::screens::camera::NothingReadError;
use aikotoba_core::screens::found::{ScanSubject, SubjectPhrase};
use aikotoba_words::of_entry;
use serde::Serialize;
use zeroize::Zeroizing;

use super::account;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::line;
use crate::output::moment;
use crate::output::plain::plain;
use crate::output::progress::Progress;
use crate::shell::{CommandOutput, Shell};
use crate::source;

/// Arguments of `scan`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(required = true, value_name = "IMAGE")]
    images: Vec<PathBuf>,
    #[arg(long)]
    reveal: bool,
    #[arg(long)]
    longer: bool,
}

/// Prints the codes of each picture. A picture that can't be read does not affect others.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut exit = ExitStatus::Done;
    let mut answer = ScanOutput(Vec::with_capacity(args.images.len()));
    let mut progress = Progress::begin("");
    for (index, image) in args.images.iter().enumerate() {
        let facts = [("done", (index + 1).into()), ("count", args.images.len().into())];
        progress.say(&shell.words.say("working-scan", &facts));
        let begin = Instant::now();
        let scanned = scan(image, args.longer);
        let millis = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
        let file = image.display().to_string();
        let mut picture =
            PictureOutput { file, millis, codes: Vec::new(), unfinished: false, error: None };
        match scanned {
            Ok(scanned) => {
                let code = |sighting| CodeOutput::new(shell, sighting, args.reveal);
                picture.codes = scanned.sightings.into_iter().map(code).collect();
                picture.unfinished = scanned.incomplete == Some(ScanIncomplete::Unfinished);
                if scanned.incomplete == Some(ScanIncomplete::Damaged) {
                    progress.say("");
                    picture.error = Some(PictureError::Damaged.code());
                    exit = shell.tell_failure(&PictureError::Damaged.into());
                }
            }
            Err(why) => {
                progress.say("");
                picture.error = Some(why.fault().code());
                exit = shell.tell_failure(&why);
            }
        }
        answer.0.push(picture);
    }
    drop(progress);
    shell.answer(&answer)?;
    Ok(exit)
}

/// Reads the codes of one picture.
fn scan(image: &Path, longer: bool) -> Result<ScanResult, Failure> {
    let budget = if longer { ScanBudget::picture_longer() } else { ScanBudget::picture() };
    Ok(read_picture(&source::read(image)?, budget, moment::now())?)
}

#[derive(Serialize)]
#[serde(transparent)]
struct ScanOutput(Vec<PictureOutput>);

#[derive(Serialize)]
struct PictureOutput {
    file: String,
    /// The time to read, decode and search the picture, in milliseconds.
    millis: u64,
    codes: Vec<CodeOutput>,
    /// Whether the search ended before it was complete.
    unfinished: bool,
    /// The code of the error, if the picture was not read or not completely.
    error: Option<String>,
}

#[derive(Serialize)]
struct CodeOutput {
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Zeroizing<String>>,
    issuer: Option<String>,
    account: Option<String>,
    #[serde(skip)]
    lines: Vec<String>,
}

impl CodeOutput {
    fn new(shell: &Shell, sighting: ReadCode, reveal: bool) -> Self {
        let ReadCode { meaning, text, .. } = sighting;
        let (kind, issuer, label) = match &meaning {
            TextMeaning::Account(account) => {
                let names = (account.issuer.to_string(), account.label.to_string());
                ("account".to_owned(), Some(names.0), Some(names.1))
            }
            TextMeaning::GooglePart(_) => ("google-part".to_owned(), None, None),
            TextMeaning::Refused(refused) => {
                ("refused".to_owned(), None, Some(refused.name.clone()))
            }
            TextMeaning::Foreign(foreign) => (foreign.code(), None, None),
        };
        let lines = tell(shell, &meaning);
        Self { kind, text: reveal.then_some(text), issuer, account: label, lines }
    }
}

/// The lines that explain what a code contains.
fn tell(shell: &Shell, meaning: &TextMeaning) -> Vec<String> {
    match ScanSubject::of_meaning(meaning) {
        ScanSubject::Account { issuer, label } => {
            let name = account::name_of(shell, &issuer, &label);
            vec![shell.sentence("scan-account", &[("name", name.as_str().into())])]
        }
        ScanSubject::GooglePart { accounts, number, total } => {
            vec![shell.phrase(&SubjectPhrase::GooglePart { accounts, number, total })]
        }
        ScanSubject::Refused { label, why } => refused(shell, &label, &shell.phrase_value(&why)),
        ScanSubject::Foreign { what } => vec![shell.phrase(&what)],
    }
}

/// The lines about an account that cannot be added.
pub(crate) fn refused(shell: &Shell, name: &str, happened: &str) -> Vec<String> {
    let entry = of_entry(name, happened);
    vec![shell.words.say("scan-not-account", &[]), format!("  {}", plain(&entry))]
}

impl CommandOutput for ScanOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        // The reason for an unreadable picture was already reported; nothing else is known about
        // it.
        let is_read =
            |picture: &&PictureOutput| picture.error.is_none() || !picture.codes.is_empty();
        for picture in self.0.iter().filter(is_read) {
            let PictureOutput { file, codes, unfinished, .. } = picture;
            line(format_args!("{}:", plain(file)))?;
            if codes.is_empty() && !unfinished {
                line(format_args!("  {}", shell.happened(&NothingReadError::NothingInPicture)))?;
            }
            for CodeOutput { lines, text, .. } in codes {
                lines.iter().try_for_each(|lines| line(format_args!("  {lines}")))?;
                if let Some(text) = text {
                    line(format_args!("    {}", plain(text)))?;
                }
            }
            if *unfinished {
                line(format_args!("  {}", shell.phrase(&ScanIncomplete::Unfinished)))?;
                line(format_args!("  {}", shell.words.say("scan-longer", &[])))?;
            }
        }
        Ok(())
    }
}
