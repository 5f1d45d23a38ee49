//! `aikotoba tour`: demonstrates the main functions with a generated picture.

mod steps;

use std::path::PathBuf;
use std::time::Instant;

use aikotoba_words::Fact;
use serde::{Serialize, Serializer};

use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::{json, line};
use crate::shell::{OutputFormat, Shell};

/// Arguments of `tour`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs all steps; stops at the first that fails.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let begin = Instant::now();
    let mut tour = Tour { shell, steps: Vec::new() };
    // Dropped at the end together with the files, unless the user wants to keep them.
    let temporary =
        tempfile::tempdir().map_err(|why| CliError::writing(&std::env::temp_dir(), &why))?;
    let folder = args.dir.as_deref().unwrap_or(temporary.path());
    aikotoba_core::disk::make_folder(folder).map_err(|why| CliError::writing(folder, &why))?;
    if std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()) {
        return Err(CliError::FileExists { name: folder.display().to_string() }.into());
    }
    if shell.format == OutputFormat::Human {
        shell.say("tour-begin", &[])?;
    }
    steps::walk(&mut tour, folder)?;
    if shell.format == OutputFormat::Json {
        json(&tour)?;
    } else {
        let seconds = format!("{:.1}", begin.elapsed().as_secs_f64());
        shell.say("tour-end", &[("seconds", seconds.as_str().into())])?;
        if args.dir.is_some() {
            let name = folder.display().to_string();
            let facts = [("name", name.as_str().into()), ("password", steps::PASSWORD.into())];
            shell.say("tour-files", &facts)?;
        }
    }
    Ok(ExitStatus::Done)
}

/// The state of the tour.
pub(crate) struct Tour<'a> {
    pub(crate) shell: &'a Shell,
    steps: Vec<TourStep>,
}

#[derive(Serialize)]
struct TourStep {
    step: &'static str,
    #[serde(rename = "told")]
    sentence: String,
}

impl Tour<'_> {
    /// Reports a step that succeeded; `key` is its catalogue key.
    fn done(&mut self, key: &'static str, facts: &[(&str, Fact)]) -> Result<(), CliError> {
        let sentence = self.shell.sentence(key, facts);
        if self.shell.format == OutputFormat::Human {
            line(format_args!("{:2}. {sentence}", self.steps.len() + 1))?;
        }
        let step = key.strip_prefix("tour-").unwrap_or(key);
        self.steps.push(TourStep { step, sentence });
        Ok(())
    }
}

impl Serialize for Tour<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.steps.serialize(serializer)
    }
}
