//! The enrolment screen: from reading an account to the site's confirmation.

use serde::{Deserialize, Serialize};

use super::backup::BackupStatus;
use super::codes::{CodeFace, Reveal};
use super::countdown::Urgency;
use super::guide::GuideState;
use super::start::Offered;
use crate::account::{AccountId, Confirmation, Issuer};
use crate::enrol::guide::GuideProgress;
use crate::enrol::{AccountDraft, DraftWarning, Enrolment, SuspectedCause};
use crate::otp::Code;
use crate::phrase::Phrase;
use crate::preferences::AppSettings;
use crate::time::{MonotonicMillis, UnixMillis};
use crate::vault::Vault;

/// The enrolment screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnrolmentState {
    /// The site or service; may be empty.
    pub issuer: String,
    /// The account name at that site; may be empty.
    pub label: String,
    /// The stage of the enrolment.
    pub stage: EnrolmentStage,
    /// How to ask whether the site accepted the code.
    pub question: EnrolmentQuestion,
    /// The guide to the site's settings, if there is one.
    pub guide: Option<GuideState>,
    /// An account from an earlier QR code of the same page, which the draft may replace.
    pub older: Option<AccountId>,
    /// The question which login of the site the draft is; `None` if the site has no other login.
    pub login: Option<LoginQuestion>,
    /// What to do with the code; `None` if no code is shown by itself.
    pub advice: Option<CodeAdvice>,
    /// Whether to offer the first backup: the site has accepted a code, and there is no backup yet.
    pub first_backup: Offered,
    /// When the content changes next; `None` if it does not change by itself.
    #[serde(rename = "ask_again")]
    pub refresh_at: Option<UnixMillis>,
}

/// The question which login of a site a draft is, because codes of two logins look the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginQuestion {
    /// The site.
    pub site: String,
    /// The names of its other logins, in the order of the list; a name may be empty.
    pub others: Vec<String>,
    /// The colour to start with: the first one that no other login has.
    pub colour: u8,
}

/// The number of colours in the palette of the user interface.
const COLOURS: u8 = 8;

impl LoginQuestion {
    fn of(draft: &AccountDraft, vault: &Vault) -> Option<Self> {
        let others = draft.other_logins(vault.accounts());
        let is_free =
            |colour: &u8| others.iter().all(|other| other.colour.unwrap_or_default() != *colour);
        let colour = (0..COLOURS).find(is_free).unwrap_or_default();
        let site = draft.issuer().to_string();
        let labels: Vec<_> = others.iter().map(|other| other.label.to_string()).collect();
        (!labels.is_empty()).then_some(Self { site, others: labels, colour })
    }
}

/// How to ask whether the site accepted a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("enrol-ask")]
pub enum EnrolmentQuestion {
    /// With the site's name.
    Named {
        /// The account's issuer.
        site: String,
    },
    /// Without a name, since the account has none.
    Site,
}

impl EnrolmentQuestion {
    fn of(issuer: &Issuer) -> Self {
        if issuer.is_empty() { Self::Site } else { Self::Named { site: issuer.to_string() } }
    }
}

/// How long the device's screen stays on without a touch while a code is to be typed or the camera
/// searches for one, in milliseconds.
pub const SCREEN_ON_MILLIS: u32 = 5 * 60 * 1000;

/// The stage of an enrolment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EnrolmentStage {
    /// The account was read but not stored; it has no code yet.
    Draft {
        /// What to check before storing it.
        cautions: Vec<DraftWarning>,
        /// Whether the user must be asked before it is stored.
        consent: DraftConsent,
    },
    /// The account is stored and its code is shown; the user is asked whether the site accepted it.
    Unconfirmed {
        /// The code.
        face: CodeFace,
    },
    /// The site rejected a code. The doubts are shown one at a time.
    Refused {
        /// The code, which is still shown.
        face: CodeFace,
        /// The possible reasons (doubts), in order.
        #[serde(rename = "suspicions")]
        causes: Vec<SuspectedCause>,
        /// The index of the current one, from 0; the number of doubts after the last.
        at: u32,
    },
    /// The site accepted a code.
    Confirmed,
}

/// What to do with the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("enrol")]
pub enum CodeAdvice {
    /// Type it at the site.
    TypeIt {
        /// The number of characters.
        digits: u32,
    },
    /// Wait for the next code: this one is about to expire.
    Soon,
}

impl CodeAdvice {
    fn of(face: &CodeFace) -> Option<Self> {
        match face {
            CodeFace::Shown { countdown, .. } if countdown.urgency == Urgency::Last => {
                Some(Self::Soon)
            }
            CodeFace::Shown { code, .. } => {
                let digits: usize = code.groups.iter().map(|group| group.chars().count()).sum();
                Some(Self::TypeIt { digits: u32::try_from(digits).unwrap_or(u32::MAX) })
            }
            CodeFace::Hidden { .. } | CodeFace::OnRequest { .. } => None,
        }
    }
}

/// Whether the user must be asked before a draft is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DraftConsent {
    /// No: store it at once, since the user wants its code.
    Given,
    /// Yes: there is something to check first.
    Asked,
}

impl EnrolmentState {
    /// The screen of a draft, compared with a vault.
    pub fn of_draft(draft: &AccountDraft, vault: &Vault) -> Self {
        let kept = vault.accounts().iter().chain(vault.trashed());
        let cautions = draft.cautions(kept);
        let login = LoginQuestion::of(draft, vault);
        let is_clear = cautions.is_empty() && login.is_none();
        let consent = if is_clear { DraftConsent::Given } else { DraftConsent::Asked };
        let older = cautions.iter().find_map(|caution| match caution {
            DraftWarning::OlderOfSamePage { id } => Some(*id),
            _ => None,
        });
        Self {
            issuer: draft.issuer().to_string(),
            label: draft.label().to_string(),
            stage: EnrolmentStage::Draft { cautions, consent },
            question: EnrolmentQuestion::of(draft.issuer()),
            guide: draft.guide().map(|guide| GuideState::of(&GuideProgress::start(guide))),
            older,
            login,
            advice: None,
            first_backup: Offered::No,
            refresh_at: None,
        }
    }

    /// Whether the device's screen stays on: while a code is to be typed, for at most five minutes
    /// since it was first shown.
    pub fn keeps_screen_on(&self, since: MonotonicMillis, now: MonotonicMillis) -> bool {
        let is_typed = matches!(
            self.stage,
            EnrolmentStage::Unconfirmed { .. } | EnrolmentStage::Refused { .. }
        );
        is_typed && (0..i64::from(SCREEN_ON_MILLIS)).contains(&now.0.saturating_sub(since.0))
    }

    /// The screen of a stored account; `None` if it was removed. `taken` is the last code taken
    /// from a counter, as long as it is shown.
    pub fn of_kept(
        enrolment: &Enrolment,
        vault: &Vault,
        taken: Option<&Code>,
        now: UnixMillis,
    ) -> Option<Self> {
        let account = &vault.accounts().iter().find(|kept| kept.id == enrolment.id())?.account;
        let settings = AppSettings::of(vault.settings());
        // This screen is for the code, so it is shown even if the list hides codes.
        let face = CodeFace::new(account, &settings, now, Reveal::Yes, taken);
        let (advice, refresh_at) = (CodeAdvice::of(&face), face.changes_at());
        let stage = match (account.confirmation, enrolment.doubts()) {
            (Confirmation::Confirmed { .. }, _) => EnrolmentStage::Confirmed,
            (Confirmation::Unconfirmed, None) => EnrolmentStage::Unconfirmed { face },
            (Confirmation::Unconfirmed, Some(doubts)) => EnrolmentStage::Refused {
                face,
                causes: doubts.causes.clone(),
                at: u32::try_from(doubts.at).unwrap_or(u32::MAX),
            },
        };
        let is_missing = BackupStatus::of(vault, now).is_missing();
        let first_backup = match stage {
            EnrolmentStage::Confirmed if is_missing => Offered::Yes,
            _ => Offered::No,
        };
        Some(Self {
            issuer: account.issuer.to_string(),
            label: account.label.to_string(),
            stage,
            question: EnrolmentQuestion::of(&account.issuer),
            guide: enrolment
                .guide()
                .map(|guide| GuideState::of(&GuideProgress::after_reading(guide, enrolment.id()))),
            older: None,
            login: None,
            advice,
            first_backup,
            refresh_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::{NOW, of_uri, vault};
    use crate::enrol::ClockVerdict;
    use crate::enrol::UnquestionedCommit;

    #[test]
    fn a_draft_shows_no_code_and_a_stored_account_does() {
        let (_folder, mut vault) = vault();
        let uri = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";
        let draft = AccountDraft::scanned(of_uri(uri));
        let state = EnrolmentState::of_draft(&draft, &vault);
        let caution = DraftWarning::KeyLength { found: 16, known: 52 };
        let consent = DraftConsent::Asked;
        assert_eq!(state.stage, EnrolmentStage::Draft { cautions: vec![caution], consent });
        assert_eq!(state.guide.unwrap().site, "amazon");

        let mut enrolment = draft.commit(&mut vault, NOW).unwrap();
        let stage = |enrolment: &Enrolment, vault: &Vault| {
            EnrolmentState::of_kept(enrolment, vault, None, NOW).unwrap().stage
        };
        assert!(matches!(
            stage(&enrolment, &vault),
            EnrolmentStage::Unconfirmed { face: CodeFace::Shown { .. } }
        ));
        enrolment.diagnose_rejection(vault.accounts(), ClockVerdict::Right, NOW);
        assert!(matches!(stage(&enrolment, &vault), EnrolmentStage::Refused { at: 0, .. }));
        enrolment.confirm(&mut vault, NOW).unwrap();
        assert_eq!(stage(&enrolment, &vault), EnrolmentStage::Confirmed);
        enrolment.cancel(&mut vault, NOW).unwrap();
        assert_eq!(EnrolmentState::of_kept(&enrolment, &vault, None, NOW), None);
    }

    #[test]
    fn the_advice_follows_the_seconds_and_ends_with_the_confirmation() {
        let (_folder, mut vault) = vault();
        let draft =
            AccountDraft::scanned(of_uri("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"));
        let enrolment = draft.commit(&mut vault, NOW).unwrap();
        let state = |enrolment: &Enrolment, vault: &Vault, now| {
            EnrolmentState::of_kept(enrolment, vault, None, UnixMillis(now)).unwrap()
        };
        let begin = NOW.0 - NOW.0 % 30_000;
        let first = state(&enrolment, &vault, begin);
        assert_eq!(first.advice, Some(CodeAdvice::TypeIt { digits: 6 }));
        assert_eq!(first.refresh_at, Some(UnixMillis(begin + 1_000)));
        assert_eq!(state(&enrolment, &vault, begin + 26_000).advice, Some(CodeAdvice::Soon));
        assert_eq!(first.first_backup, Offered::No);
        enrolment.confirm(&mut vault, NOW).unwrap();
        assert_eq!(state(&enrolment, &vault, begin).first_backup, Offered::Yes);
    }

    #[test]
    fn the_screen_stays_on_for_a_limited_time_while_a_code_is_to_be_typed() {
        let (_folder, mut vault) = vault();
        let draft =
            AccountDraft::scanned(of_uri("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"));
        let on = |state: &EnrolmentState, seconds: i64| {
            state.keeps_screen_on(MonotonicMillis(7), MonotonicMillis(7 + seconds * 1_000))
        };
        assert!(!on(&EnrolmentState::of_draft(&draft, &vault), 0));
        let enrolment = draft.commit(&mut vault, NOW).unwrap();
        let shown = EnrolmentState::of_kept(&enrolment, &vault, None, NOW).unwrap();
        assert!(on(&shown, 0) && on(&shown, 299));
        assert!(!on(&shown, 300) && !on(&shown, -1));
        enrolment.confirm(&mut vault, NOW).unwrap();
        let confirmed = EnrolmentState::of_kept(&enrolment, &vault, None, NOW).unwrap();
        assert!(!on(&confirmed, 0));
    }

    #[test]
    fn a_draft_of_the_same_page_may_replace_the_older_account() {
        let (_folder, mut vault) = vault();
        let page = |key| of_uri(&format!("otpauth://totp/GitHub:me?secret={key}"));
        let older =
            AccountDraft::scanned(page("GEZDGNBVGY3TQOJQ")).commit(&mut vault, NOW).unwrap();
        let state = EnrolmentState::of_draft(&AccountDraft::scanned(page("MZXW6YTBOI")), &vault);
        assert_eq!(state.older, Some(older.id()));
    }

    #[test]
    fn another_login_of_a_site_is_asked_for_its_name_before_it_is_stored() {
        let (_folder, mut vault) = vault();
        let page = |name: &str, key| {
            let uri = format!("otpauth://totp/GitHub:{name}?secret={key}&issuer=GitHub");
            AccountDraft::scanned(of_uri(&uri))
        };
        let first = page("shop", "GEZDGNBVGY3TQOJQ");
        assert_eq!(EnrolmentState::of_draft(&first, &vault).login, None);
        first.commit(&mut vault, NOW).unwrap();
        let mut second = page("", "MZXW6YTBOI");
        let state = EnrolmentState::of_draft(&second, &vault);
        let others = vec!["shop".to_owned()];
        let question = LoginQuestion { site: "GitHub".to_owned(), others, colour: 1 };
        assert_eq!(state.login, Some(question));
        assert!(matches!(state.stage, EnrolmentStage::Draft { consent: DraftConsent::Asked, .. }));
        second.name_login("seller", Some(1)).unwrap();
        let enrolment = second.commit(&mut vault, NOW).unwrap();
        let kept = vault.find(enrolment.id()).unwrap();
        assert_eq!((kept.account.label.as_str(), kept.account.colour), ("seller", Some(1)));
        // An account with the same key is not another login; a separate caution reports it.
        let again = page("shop", "GEZDGNBVGY3TQOJQ");
        let asked = EnrolmentState::of_draft(&again, &vault).login.unwrap();
        assert_eq!(asked.others, ["seller"]);
    }

    #[test]
    fn a_draft_without_cautions_is_stored_at_once() {
        let (_folder, mut vault) = vault();
        let draft =
            AccountDraft::scanned(of_uri("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"));
        let stage = EnrolmentState::of_draft(&draft, &vault).stage;
        assert_eq!(
            stage,
            EnrolmentStage::Draft { cautions: Vec::new(), consent: DraftConsent::Given }
        );
        let stored = draft.commit_unquestioned(&mut vault, NOW).unwrap();
        assert!(matches!(stored, UnquestionedCommit::Stored(_)));
        let again =
            AccountDraft::scanned(of_uri("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"));
        let stage = EnrolmentState::of_draft(&again, &vault).stage;
        assert!(matches!(stage, EnrolmentStage::Draft { consent: DraftConsent::Asked, .. }));
        let asked = again.commit_unquestioned(&mut vault, NOW).unwrap();
        assert!(matches!(asked, UnquestionedCommit::ConsentRequired(_)));
        assert_eq!(vault.accounts().len(), 1);
    }

    #[test]
    fn the_question_contains_the_sites_name_if_there_is_one() {
        let (_folder, mut vault) = vault();
        let mut asked = |uri| {
            let draft = AccountDraft::scanned(of_uri(uri));
            let before = EnrolmentState::of_draft(&draft, &vault).question;
            let enrolment = draft.commit(&mut vault, NOW).unwrap();
            let kept = EnrolmentState::of_kept(&enrolment, &vault, None, NOW).unwrap().question;
            assert_eq!(before, kept);
            kept
        };
        let site = "GitHub".to_owned();
        assert_eq!(
            asked("otpauth://totp/GitHub:me?secret=GEZDGNBVGY3TQOJQ"),
            EnrolmentQuestion::Named { site }
        );
        assert_eq!(asked("otpauth://totp/me?secret=MZXW6YTBOI"), EnrolmentQuestion::Site);
    }
}
