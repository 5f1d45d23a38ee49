//! `aikotoba confirm`: the site accepted the code, or rejected it.

use aikotoba_core::account::AccountId;
use aikotoba_core::enrol::{
    CauseLikelihood, ClockEvidence, Enrolment, SuspectedCause, judge_clock,
};
use aikotoba_core::phrase::Phrase;
use aikotoba_core::screens::backup::BackupStatus;
use aikotoba_core::screens::enrolment::{EnrolmentStage, EnrolmentState};
use aikotoba_core::screens::start::Offered;
use aikotoba_core::vault::Vault;
use serde::Serialize;

use super::{account, pick};
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::{line, moment};
use crate::shell::{CommandOutput, Shell};
use crate::unlock;

/// Arguments of `confirm`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long)]
    refused: bool,
}

/// Records that the site accepted a code, or lists the doubts if it did not.
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<ExitStatus, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), &args.id)?;
    let name = vault.find(id).map(|kept| account::name(shell, &kept.account)).unwrap_or_default();
    let mut enrolment = Enrolment::resume(&vault, id);
    if args.refused {
        let clock = judge_clock(&ClockEvidence::default().with_records(&vault), moment::now());
        if let Some(enrolment) = &mut enrolment {
            enrolment.diagnose_rejection(vault.accounts(), clock, moment::now());
        }
        let state = state(enrolment.as_ref(), &vault);
        shell.answer(&CodeRefusedOutput::of(id, name, state.map(|state| state.stage)))?;
        return Ok(ExitStatus::Done);
    }
    vault.confirm(id, moment::now())?;
    let state = state(enrolment.as_ref(), &vault);
    let backup = state.map_or(Offered::No, |state| state.first_backup);
    shell.answer(&ConfirmOutput { id: id.to_string(), name, backup })?;
    Ok(ExitStatus::Done)
}

/// The state of an enrolment's screen; `None` if the account was confirmed before.
fn state(enrolment: Option<&Enrolment>, vault: &Vault) -> Option<EnrolmentState> {
    EnrolmentState::of_kept(enrolment?, vault, None, moment::now())
}

#[derive(Serialize)]
struct ConfirmOutput {
    id: String,
    #[serde(skip)]
    name: String,
    /// Whether it is time for the first backup.
    #[serde(skip)]
    backup: Offered,
}

impl CommandOutput for ConfirmOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("confirm-done", &[("name", self.name.as_str().into())])?;
        shell.say("enrol-confirmed-why", &[])?;
        if self.backup == Offered::Yes {
            shell.remark_phrase(&BackupStatus::Missing);
            shell.remark("info-backup-next", &[]);
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct CodeRefusedOutput {
    id: String,
    doubts: Vec<DoubtOutput>,
    #[serde(skip)]
    name: String,
}

#[derive(Serialize)]
struct DoubtOutput {
    code: String,
    likely: bool,
    #[serde(rename = "act")]
    remedy: String,
    #[serde(skip)]
    cause: SuspectedCause,
}

impl CodeRefusedOutput {
    /// The doubts about a rejected code, in the order to check them.
    fn of(id: AccountId, name: String, stage: Option<EnrolmentStage>) -> Self {
        let causes = match stage {
            Some(EnrolmentStage::Refused { causes, .. }) => causes,
            _ => Vec::new(),
        };
        let doubt = |cause: SuspectedCause| DoubtOutput {
            code: cause.doubt.code(),
            likely: cause.likelihood == CauseLikelihood::Likely,
            remedy: cause.remedy.code(),
            cause,
        };
        Self { id: id.to_string(), doubts: causes.into_iter().map(doubt).collect(), name }
    }
}

impl CommandOutput for CodeRefusedOutput {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let count = self.doubts.len();
        if count == 0 {
            return shell.say("refused-confirmed", &[("name", self.name.as_str().into())]);
        }
        line(&self.name)?;
        for (index, DoubtOutput { likely, cause, .. }) in self.doubts.iter().enumerate() {
            shell.say("enrol-doubt", &[("at", (index + 1).into()), ("of", count.into())])?;
            if *likely {
                line(format_args!("  {}", shell.words.say("enrol-likely", &[])))?;
            }
            line(format_args!("  {}", shell.phrase(&cause.doubt)))?;
            line(format_args!("  {}", shell.phrase(&cause.remedy)))?;
        }
        shell.say("enrol-no-more-doubts", &[])
    }
}
