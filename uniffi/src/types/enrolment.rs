//! Enrolling, and why a site refuses a code.

use super::{AccountId, ClockVerdict, CodeFace};

pub(crate) type EnrolmentState = aikotoba_core::screens::enrolment::EnrolmentState;

/// The enrolment screen.
#[uniffi::remote(Record)]
pub struct EnrolmentState {
    /// Who asks for the codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// How far it is.
    pub stage: EnrolmentStage,
    /// How the person is asked whether the site took the code.
    pub question: EnrolmentQuestion,
    /// How the site is set up, where a guide knows it.
    pub guide: Option<GuideState>,
}

pub(crate) type EnrolmentQuestion = aikotoba_core::screens::enrolment::Question;

/// How a person is asked whether the site took a code.
#[uniffi::remote(Enum)]
pub enum EnrolmentQuestion {
    /// By the site's name.
    Named {
        /// As the account has it.
        site: String,
    },
    /// Without a name: the account has none.
    Site,
}

pub(crate) type EnrolmentStage = aikotoba_core::screens::enrolment::Stage;

/// How far an enrolment is.
#[uniffi::remote(Enum)]
pub enum EnrolmentStage {
    /// It was read and is not kept: there is no code yet.
    Draft {
        /// What to look at before it is kept.
        cautions: Vec<Caution>,
        /// Whether to ask before it is kept.
        consent: DraftConsent,
    },
    /// It is kept, its code is shown, and the person is asked whether the site took it.
    Unconfirmed {
        /// The code.
        face: CodeFace,
    },
    /// The site refused a code: the doubts, one at a time.
    Refused {
        /// The code, still shown.
        face: CodeFace,
        /// The doubts in order.
        suspicions: Vec<Suspicion>,
        /// Which of them is shown, from 0; as many as there are when all were seen.
        at: u32,
    },
    /// The site took a code.
    Confirmed,
}

pub(crate) type DraftConsent = aikotoba_core::screens::enrolment::Consent;

/// Whether a person is asked before a draft is kept.
#[uniffi::remote(Enum)]
pub enum DraftConsent {
    /// Nothing speaks against it: keep it at once, for its code is what the person came for.
    Given,
    /// There is something to look at first.
    Asked,
}

pub(crate) type GuideState = aikotoba_core::screens::enrolment::GuideState;

/// A guide on its screen.
#[uniffi::remote(Record)]
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
    pub asks: GuideAsks,
}

pub(crate) type GuideAsks = aikotoba_core::enrol::guide::Asks;

/// What a site asks for to see that the codes are right.
#[uniffi::remote(Enum)]
pub enum GuideAsks {
    /// One code.
    OneCode,
    /// Two codes, one after the other.
    TwoInARow,
}

pub(crate) type Caution = aikotoba_core::enrol::Caution;

/// Something to look at before a draft is kept. None of them is a refusal.
#[uniffi::remote(Enum)]
pub enum Caution {
    /// The same account is there already: same key, same codes, same name.
    AlreadyThere {
        /// Which.
        id: AccountId,
    },
    /// The same account is in the trash.
    InTrash {
        /// Which.
        id: AccountId,
    },
    /// The same key is there under another name. Both may be kept.
    SameKey {
        /// Which account has it.
        id: AccountId,
    },
    /// An account of that name is there with another key, and is not confirmed: likely an older QR
    /// code of the same page. It can be replaced.
    OlderOfSamePage {
        /// Which.
        id: AccountId,
    },
    /// An account of that name is there with another key, and is in use.
    NameTaken {
        /// Which.
        id: AccountId,
    },
    /// The key's length is not that of the site's keys.
    KeyLength {
        /// How many letters it has.
        found: u32,
        /// How many the site's keys have.
        known: u32,
    },
    /// The typed key ends as if a letter were lost.
    KeyTail,
    /// It names Amazon, and its key is one of Amazon Web Services, another site; or the reverse.
    OtherSite {
        /// The site whose keys are as long as this one.
        site: String,
    },
}

pub(crate) type Suspicion = aikotoba_core::enrol::Suspicion;

/// A doubt with what speaks for it.
#[uniffi::remote(Record)]
pub struct Suspicion {
    /// The possible reason.
    pub doubt: Doubt,
    /// How much speaks for it.
    pub weight: DoubtWeight,
    /// What to do about it.
    pub act: DoubtAct,
}

pub(crate) type Doubt = aikotoba_core::enrol::Doubt;

/// One possible reason for a refused code.
#[uniffi::remote(Enum)]
pub enum Doubt {
    /// The code was about to turn, or had turned, when it was sent.
    CodeTurned,
    /// The clock of the device is wrong or may be.
    Clock {
        /// What is known about it.
        verdict: ClockVerdict,
    },
    /// The key comes from an older QR code: the page shows another each time it is loaded.
    OlderCode,
    /// The key was typed and a letter is wrong, missing or too many.
    MistypedKey,
    /// The code of another account was typed.
    OtherAccount {
        /// How many other accounts of the same site there are.
        others: u32,
    },
}

pub(crate) type DoubtAct = aikotoba_core::enrol::Act;

/// What a person can do about a doubt.
#[uniffi::remote(Enum)]
pub enum DoubtAct {
    /// Type the next code as soon as it shows.
    TryNextCode,
    /// Let the device set its clock.
    SetClock,
    /// Load the site's page anew, and scan the code that it shows then.
    ScanAgain,
    /// Compare the key, letter by letter, or scan instead.
    TypeKeyAgain,
    /// Look at the names of the accounts.
    CompareAccounts,
}

pub(crate) type DoubtWeight = aikotoba_core::enrol::Weight;

/// How much speaks for a doubt.
#[uniffi::remote(Enum)]
pub enum DoubtWeight {
    /// Something was seen that points to it.
    Likely,
    /// Nothing speaks against it.
    Possible,
}
