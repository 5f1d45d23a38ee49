//! Scanning and enrolling.

use super::{AccountId, CodeFace, Saying, UnixMillis};

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
    /// The same account is there already: same key, same codes.
    AlreadyThere {
        /// Which.
        id: AccountId,
    },
    /// The same account is in the trash.
    InTrash {
        /// Which.
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

pub(crate) type ClockEvidence = aikotoba_core::enrol::ClockEvidence;

/// What a shell can tell about the clock. Each part may be missing.
#[uniffi::remote(Record)]
pub struct ClockEvidence {
    /// Whether the device sets its clock by itself.
    pub automatic: AutomaticTime,
    /// What a clock of the network said, where the device keeps one.
    pub network: Option<NetworkTime>,
    /// Both clocks when the app last saw them together.
    pub earlier: Option<ClockReading>,
    /// Both clocks now.
    pub now: Option<ClockReading>,
}

pub(crate) type AutomaticTime = aikotoba_core::enrol::AutomaticTime;

/// Whether the device sets its clock by itself.
#[uniffi::remote(Enum)]
pub enum AutomaticTime {
    /// It does.
    On,
    /// A person sets it by hand.
    Off,
    /// The platform doesn't say.
    Unknown,
}

pub(crate) type NetworkTime = aikotoba_core::enrol::NetworkTime;

/// A clock of the network, and ours at the same moment.
#[uniffi::remote(Record)]
pub struct NetworkTime {
    /// What the network says.
    pub network: UnixMillis,
    /// What the device's clock said then.
    pub wall: UnixMillis,
}

pub(crate) type ClockReading = aikotoba_core::enrol::ClockReading;

/// The device's clock, and the time since it started, at one moment.
#[uniffi::remote(Record)]
pub struct ClockReading {
    /// The clock that codes are made from.
    pub wall: UnixMillis,
    /// Milliseconds since the device started, sleep included: nobody can set it.
    pub monotonic_millis: i64,
}

pub(crate) type ClockVerdict = aikotoba_core::enrol::ClockVerdict;

/// What the evidence says.
#[uniffi::remote(Enum)]
pub enum ClockVerdict {
    /// It is right, as the network or the device's own setting says.
    Right,
    /// It is off by so much that sites refuse its codes.
    Wrong {
        /// Positive when the clock is fast.
        off_by_millis: i64,
    },
    /// It stands before the day on which this app was made.
    LongPast,
    /// It was set to another time while the app looked on.
    Moved {
        /// Positive when it was set forward.
        by_millis: i64,
    },
    /// It is set by hand, and nothing is known to compare it with.
    SetByHand,
    /// There is nothing to judge it by.
    Unknown,
}

pub(crate) type ScanState = aikotoba_core::screens::found::ScanState;

/// What was found so far.
#[uniffi::remote(Record)]
pub struct ScanState {
    /// The codes in sight, in reading order; a choice when there are several accounts.
    pub findings: Vec<Finding>,
    /// How far a Google export in several parts is.
    pub parts: Option<PartsState>,
    /// What may help when nothing is found.
    pub hint: Option<ScanHint>,
    /// What comes next.
    pub act: ScanAct,
}

pub(crate) type Finding = aikotoba_core::screens::found::Finding;

/// A code in sight.
#[uniffi::remote(Record)]
pub struct Finding {
    /// Its place among the sightings, from 0; a choice names it.
    pub place: u32,
    /// Its four corners, as parts of the upright picture's width and height.
    pub corners: Vec<Corner>,
    /// What it is.
    pub subject: ScanSubject,
}

pub(crate) type Corner = aikotoba_core::screens::found::Corner;

/// A point of the upright picture: 0 is left or top, 1 is right or bottom.
#[uniffi::remote(Record)]
pub struct Corner {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

pub(crate) type ScanSubject = aikotoba_core::screens::found::Subject;

/// What a code is.
#[uniffi::remote(Enum)]
pub enum ScanSubject {
    /// An account that can be added.
    Account {
        /// Who asks for its codes; may be empty.
        issuer: String,
        /// Which of that site's accounts it is; may be empty.
        label: String,
    },
    /// A part of Google's export.
    GooglePart {
        /// How many accounts it holds.
        accounts: u32,
        /// Which part it is, counted from 1.
        number: u32,
        /// How many parts there are.
        of: u32,
    },
    /// Meant as an account, and refused.
    Refused {
        /// Its name as far as it can be read.
        label: String,
        /// Why.
        why: Saying,
    },
    /// Something else.
    Foreign {
        /// What.
        what: ForeignCode,
    },
}

pub(crate) type PartsState = aikotoba_core::screens::found::PartsState;

/// How far an export in several parts is.
#[uniffi::remote(Record)]
pub struct PartsState {
    /// The numbers of the parts that are still to come, counted from 1.
    pub missing: Vec<u32>,
    /// How many parts there are.
    pub of: u32,
}

pub(crate) type ScanHint = aikotoba_core::screens::found::Hint;

/// What may help when nothing is found.
#[uniffi::remote(Enum)]
pub enum ScanHint {
    /// Hold the code inside the frame, steady.
    HoldStill,
    /// Come closer or go further away; turn the screen's brightness up.
    Distance,
    /// Type the key that the site shows beside the code.
    TypeTheKey,
}

pub(crate) type ScanAct = aikotoba_core::screens::found::ScanAct;

/// What comes next, given what is in sight.
#[uniffi::remote(Enum)]
pub enum ScanAct {
    /// Nothing is found: look on.
    LookOn,
    /// One account: enrol it.
    Enrol {
        /// Its place among the findings.
        place: u32,
    },
    /// Several accounts: the person chooses one, or all.
    Choose,
    /// Parts of a Google export are still to come.
    Gather,
    /// A Google export is complete: preview its accounts.
    Preview,
    /// No account, but something that can be explained.
    Explain {
        /// Its place among the findings.
        place: u32,
    },
}

pub(crate) type ForeignCode = aikotoba_core::scan::Foreign;

/// What a code is that is no account. Nothing of its text is in here but a web page's host.
#[uniffi::remote(Enum)]
pub enum ForeignCode {
    /// A web page.
    Web {
        /// Its host, in lower case; never more of the address.
        host: String,
    },
    /// A page of Amazon's own, such as the one that offers its app.
    Amazon {
        /// Its host.
        host: String,
    },
    /// A page that offers an app to install.
    AppStore,
    /// A friend, a group or a shop on LINE.
    Line,
    /// A payment or a shop on `PayPay`.
    PayPay,
    /// Microsoft's own sign-in by push, which only its app does; its page also offers another app.
    MicrosoftPush,
    /// A sign-in that only another maker's app does.
    OtherFactor {
        /// Whose.
        factor: OtherApp,
    },
    /// A passkey on another device (FIDO cross-device sign-in).
    Passkey,
    /// A sign-in to Steam for its own app.
    SteamSignIn,
    /// A wireless network.
    Wifi,
    /// A person's or a shop's contact, an address to write to or a number to call.
    Contact,
    /// Letters that look like an account's key: offer to type it.
    Key,
    /// One of several codes that make one message together.
    Piece {
        /// Which, counted from 1.
        number: u32,
        /// How many there are.
        of: u32,
    },
    /// Any other text.
    Text,
    /// Nothing.
    Empty,
}

pub(crate) type OtherApp = aikotoba_core::scan::Factor;

/// Makers whose sign-in needs their own app.
#[uniffi::remote(Enum)]
pub enum OtherApp {
    /// Duo Mobile.
    Duo,
    /// Okta Verify.
    Okta,
    /// Symantec VIP.
    SymantecVip,
}

pub(crate) type Rotation = aikotoba_core::scan::Rotation;

/// The clockwise turn that brings a frame upright, as cameras report it.
#[uniffi::remote(Enum)]
pub enum Rotation {
    /// The frame is upright as it is.
    Upright,
    /// 90° clockwise.
    Clockwise90,
    /// 180°.
    Clockwise180,
    /// 270° clockwise.
    Clockwise270,
}
