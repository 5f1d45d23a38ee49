//! `aikotoba confirm`: the site accepted the code, or rejected it.

use aikotoba_core::account::AccountId;
use aikotoba_core::enrol::{ClockEvidence, Enrolment, Suspicion, Weight, judge_clock};
use aikotoba_core::phrase::Phrase;
use aikotoba_core::vault::Vault;
use serde::Serialize;

use super::{account, pick};
use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{Answer, Shell};
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
pub(crate) fn run(args: &Args, shell: &Shell) -> Result<Exit, Failure> {
    let mut vault = unlock::open(shell)?.vault;
    let id = pick::one(shell, vault.accounts(), &args.id)?;
    if args.refused {
        shell.answer(&Refused::of(shell, &vault, id))?;
        return Ok(Exit::Done);
    }
    vault.confirm(id, moment::now())?;
    let kept = vault.find(id).map(|kept| account::name(shell, &kept.account));
    shell.answer(&Confirmed { id: id.to_string(), name: kept.unwrap_or_default() })?;
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Confirmed {
    id: String,
    #[serde(skip)]
    name: String,
}

impl Answer for Confirmed {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        shell.say("confirm-done", &[("name", self.name.as_str().into())])
    }
}

#[derive(Serialize)]
struct Refused {
    id: String,
    doubts: Vec<Doubt>,
    #[serde(skip)]
    name: String,
}

#[derive(Serialize)]
struct Doubt {
    code: String,
    likely: bool,
    act: String,
    #[serde(skip)]
    told: [String; 2],
}

impl Refused {
    /// The doubts about a rejected code, in the order to check them.
    fn of(shell: &Shell, vault: &Vault, id: AccountId) -> Self {
        let clock = judge_clock(&ClockEvidence::default(), moment::now());
        let enrolment = Enrolment::resume(vault, id).map(|mut enrolment| {
            enrolment.refused(vault.accounts(), clock, moment::now());
            enrolment
        });
        let doubts = enrolment.as_ref().and_then(Enrolment::doubts);
        let suspicions = doubts.map_or(&[][..], |doubts| &doubts.suspicions);
        let doubt = |Suspicion { doubt, weight, act }: &Suspicion| {
            let said = |phrase: &dyn Phrase| shell.sentence(&phrase.code(), &phrase.facts());
            Doubt {
                code: doubt.code(),
                likely: *weight == Weight::Likely,
                act: act.code(),
                told: [said(doubt), said(act)],
            }
        };
        let kept = vault.find(id);
        Self {
            id: id.to_string(),
            doubts: suspicions.iter().map(doubt).collect(),
            name: kept.map(|kept| account::name(shell, &kept.account)).unwrap_or_default(),
        }
    }
}

impl Answer for Refused {
    fn tell(&self, shell: &Shell) -> Result<(), CliError> {
        let name = ("name", self.name.as_str().into());
        if self.doubts.is_empty() {
            return shell.say("refused-confirmed", &[name]);
        }
        shell.say("refused-begin", &[name])?;
        for (index, Doubt { told: [doubt, act], .. }) in self.doubts.iter().enumerate() {
            let facts = [
                ("number", (index + 1).into()),
                ("doubt", doubt.as_str().into()),
                ("act", act.as_str().into()),
            ];
            shell.say("refused-doubt", &facts)?;
        }
        Ok(())
    }
}
