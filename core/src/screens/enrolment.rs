//! The enrolment screen: from the draft to the site's yes.

use serde::{Deserialize, Serialize};

use super::backup::BackupStanding;
use super::codes::{Face, Uncovered};
use super::countdown::Urgency;
use super::start::Offered;
use crate::account::{AccountId, Confirmation, Issuer};
use crate::enrol::guide::{Asks, Guide};
use crate::enrol::{Caution, Draft, Enrolment, Suspicion};
use crate::otp::Code;
use crate::phrase::phrase_family;
use crate::preferences::Settings;
use crate::time::UnixMillis;
use crate::vault::Vault;

/// The enrolment screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnrolmentState {
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// How far it is.
    pub stage: Stage,
    /// How the person is asked whether the site took the code.
    pub question: Question,
    /// How the site is set up, where a guide knows it.
    pub guide: Option<GuideState>,
    /// An account with an older code of the same page: the draft may take its place.
    pub older: Option<AccountId>,
    /// What to do with the code; `None` where none is shown by itself.
    pub advice: Option<Advice>,
    /// Whether to offer the first backup: the site took a code, and there is something to lose now.
    pub first_backup: Offered,
    /// When anything on this screen reads otherwise; `None` when nothing will by itself.
    pub ask_again: Option<UnixMillis>,
}

/// How a person is asked whether the site took a code.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Question {
    /// By the site's name.
    Named {
        /// As the account has it.
        site: String,
    },
    /// Without a name: the account has none.
    Site,
}

phrase_family!(Question, "enrol-ask", |question| match question {
    Question::Named { site } => vec![("site", site.as_str().into())],
    Question::Site => Vec::new(),
});

impl Question {
    fn of(issuer: &Issuer) -> Self {
        if issuer.is_empty() { Self::Site } else { Self::Named { site: issuer.to_string() } }
    }
}

/// How far an enrolment is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It was read and is not kept: there is no code yet.
    Draft {
        /// What to look at before it is kept.
        cautions: Vec<Caution>,
        /// Whether to ask before it is kept.
        consent: Consent,
    },
    /// It is kept, its code is shown, and the person is asked whether the site took it.
    Unconfirmed {
        /// The code.
        face: Face,
    },
    /// The site refused a code: the doubts, one at a time.
    Refused {
        /// The code, still shown.
        face: Face,
        /// The doubts in order.
        suspicions: Vec<Suspicion>,
        /// Which of them is shown, from 0; as many as there are when all were seen.
        at: u32,
    },
    /// The site took a code.
    Confirmed,
}

/// What to do with the code on this screen.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Advice {
    /// Type it.
    TypeIt {
        /// How many characters it has.
        digits: u32,
    },
    /// Wait for the next one: it is about to expire.
    Soon,
}

phrase_family!(Advice, "enrol", |advice| match advice {
    Advice::TypeIt { digits } => vec![("digits", digits.into())],
    Advice::Soon => Vec::new(),
});

impl Advice {
    fn of(face: &Face) -> Option<Self> {
        match face {
            Face::Shown { countdown, .. } if countdown.urgency == Urgency::Last => Some(Self::Soon),
            Face::Shown { code, .. } => {
                let digits: usize = code.groups.iter().map(|group| group.chars().count()).sum();
                Some(Self::TypeIt { digits: u32::try_from(digits).unwrap_or(u32::MAX) })
            }
            Face::Hidden { .. } | Face::OnRequest { .. } => None,
        }
    }
}

/// Whether a person is asked before a draft is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consent {
    /// Nothing speaks against it: keep it at once, for its code is what the person came for.
    Given,
    /// There is something to look at first.
    Asked,
}

impl EnrolmentState {
    /// The screen of a draft, compared with what a vault holds.
    pub fn of_draft(draft: &Draft, vault: &Vault) -> Self {
        let kept = vault.accounts().iter().chain(vault.trashed());
        let cautions = draft.cautions(kept);
        let consent = if cautions.is_empty() { Consent::Given } else { Consent::Asked };
        let older = cautions.iter().find_map(|caution| match caution {
            Caution::OlderOfSamePage { id } => Some(*id),
            _ => None,
        });
        Self {
            issuer: draft.issuer().to_string(),
            label: draft.label().to_string(),
            stage: Stage::Draft { cautions, consent },
            question: Question::of(draft.issuer()),
            guide: draft.guide().map(|guide| GuideState::new(guide, Scanned::Yes)),
            older,
            advice: None,
            first_backup: Offered::No,
            ask_again: None,
        }
    }

    /// The screen of an account that is kept; `None` when it is gone. `taken` is the last code of
    /// a counter while it is to be seen.
    pub fn of_kept(
        enrolment: &Enrolment,
        vault: &Vault,
        taken: Option<&Code>,
        now: UnixMillis,
    ) -> Option<Self> {
        let account = &vault.accounts().iter().find(|kept| kept.id == enrolment.id())?.account;
        let settings = Settings::of(vault.settings());
        // The code is what this screen is for: it is shown whatever the list hides.
        let face = Face::new(account, &settings, now, Uncovered::Yes, taken);
        let (advice, ask_again) = (Advice::of(&face), face.changes_at());
        let stage = match (account.confirmation, enrolment.doubts()) {
            (Confirmation::Confirmed { .. }, _) => Stage::Confirmed,
            (Confirmation::Unconfirmed, None) => Stage::Unconfirmed { face },
            (Confirmation::Unconfirmed, Some(doubts)) => Stage::Refused {
                face,
                suspicions: doubts.suspicions.clone(),
                at: u32::try_from(doubts.at).unwrap_or(u32::MAX),
            },
        };
        let is_missing = BackupStanding::of(vault, now) == BackupStanding::Missing;
        let first_backup = match stage {
            Stage::Confirmed if is_missing => Offered::Yes,
            _ => Offered::No,
        };
        Some(Self {
            issuer: account.issuer.to_string(),
            label: account.label.to_string(),
            stage,
            question: Question::of(&account.issuer),
            guide: enrolment.guide().map(|guide| GuideState::new(guide, Scanned::Yes)),
            older: None,
            advice,
            first_backup,
            ask_again,
        })
    }
}

/// A guide on its screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideState {
    /// The site's stable name.
    pub site: String,
    /// The code of its title in the catalogue.
    pub title: String,
    /// The codes of its steps in the catalogue.
    pub steps: Vec<String>,
    /// Which step comes next, from 0.
    pub at: u32,
    /// What the site asks for at the end.
    pub asks: Asks,
}

impl GuideState {
    /// A guide before its scan, or after it.
    pub fn new(guide: &Guide, scanned: Scanned) -> Self {
        Self {
            site: guide.site.to_owned(),
            title: guide.title(),
            steps: guide.steps.iter().map(|step| (*step).to_owned()).collect(),
            at: match scanned {
                Scanned::No => 0,
                Scanned::Yes => guide.scan_at,
            },
            asks: guide.asks,
        }
    }
}

/// Whether the code of a guide's site was read already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// It was.
    Yes,
    /// It was not.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};
    use crate::enrol::ClockVerdict;

    #[test]
    fn after_the_scan_the_guide_goes_on_with_the_code() {
        let guide = Guide::of_site("amazon").unwrap();
        assert_eq!(GuideState::new(guide, Scanned::No).at, 0);
        let state = GuideState::new(guide, Scanned::Yes);
        assert_eq!(state.steps[state.at as usize], "guide-amazon-step-5");
    }

    #[test]
    fn a_draft_shows_no_code_and_a_kept_account_does() {
        let (_folder, mut vault) = vault();
        let uri = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";
        let draft = Draft::scanned(of_uri(uri));
        let state = EnrolmentState::of_draft(&draft, &vault);
        let caution = Caution::KeyLength { found: 16, known: 52 };
        let consent = Consent::Asked;
        assert_eq!(state.stage, Stage::Draft { cautions: vec![caution], consent });
        assert_eq!(state.guide.unwrap().site, "amazon");

        let mut enrolment = draft.commit(&mut vault, NOW).unwrap();
        let stage = |enrolment: &Enrolment, vault: &Vault| {
            EnrolmentState::of_kept(enrolment, vault, None, NOW).unwrap().stage
        };
        assert!(matches!(
            stage(&enrolment, &vault),
            Stage::Unconfirmed { face: Face::Shown { .. } }
        ));
        enrolment.refused(vault.accounts(), ClockVerdict::Right, NOW);
        assert!(matches!(stage(&enrolment, &vault), Stage::Refused { at: 0, .. }));
        enrolment.confirm(&mut vault, NOW).unwrap();
        assert_eq!(stage(&enrolment, &vault), Stage::Confirmed);
        enrolment.cancel(&mut vault, NOW).unwrap();
        assert_eq!(EnrolmentState::of_kept(&enrolment, &vault, None, NOW), None);
    }

    #[test]
    fn what_to_do_with_the_code_follows_its_seconds_and_ends_with_the_sites_yes() {
        let (_folder, mut vault) = vault();
        let draft = Draft::scanned(of_uri("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"));
        let enrolment = draft.commit(&mut vault, NOW).unwrap();
        let state = |enrolment: &Enrolment, vault: &Vault, now| {
            EnrolmentState::of_kept(enrolment, vault, None, UnixMillis(now)).unwrap()
        };
        let begin = NOW.0 - NOW.0 % 30_000;
        let first = state(&enrolment, &vault, begin);
        assert_eq!(first.advice, Some(Advice::TypeIt { digits: 6 }));
        assert_eq!(first.ask_again, Some(UnixMillis(begin + 1_000)));
        assert_eq!(state(&enrolment, &vault, begin + 26_000).advice, Some(Advice::Soon));
        assert_eq!(first.first_backup, Offered::No);
        enrolment.confirm(&mut vault, NOW).unwrap();
        assert_eq!(state(&enrolment, &vault, begin).first_backup, Offered::Yes);
    }

    #[test]
    fn a_draft_of_a_page_that_was_read_before_may_take_the_older_ones_place() {
        let (_folder, mut vault) = vault();
        let page = |key| of_uri(&format!("otpauth://totp/GitHub:me?secret={key}"));
        let older = Draft::scanned(page("GEZDGNBVGY3TQOJQ")).commit(&mut vault, NOW).unwrap();
        let state = EnrolmentState::of_draft(&Draft::scanned(page("MZXW6YTBOI")), &vault);
        assert_eq!(state.older, Some(older.id()));
    }

    #[test]
    fn a_draft_without_a_doubt_is_kept_at_once() {
        let (_folder, vault) = vault();
        let draft = Draft::scanned(of_uri("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"));
        let stage = EnrolmentState::of_draft(&draft, &vault).stage;
        assert_eq!(stage, Stage::Draft { cautions: Vec::new(), consent: Consent::Given });
    }

    #[test]
    fn the_question_names_the_site_where_there_is_a_name() {
        let (_folder, mut vault) = vault();
        let mut asked = |uri| {
            let draft = Draft::scanned(of_uri(uri));
            let before = EnrolmentState::of_draft(&draft, &vault).question;
            let enrolment = draft.commit(&mut vault, NOW).unwrap();
            let kept = EnrolmentState::of_kept(&enrolment, &vault, None, NOW).unwrap().question;
            assert_eq!(before, kept);
            kept
        };
        let site = "GitHub".to_owned();
        assert_eq!(
            asked("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"),
            Question::Named { site }
        );
        assert_eq!(asked("otpauth://totp/me?secret=MZXW6YTBOI"), Question::Site);
    }
}
