//! Scanning.

use super::{Offered, Saying};

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
    /// Why there may be more in a picture than was read of it. Where the search was not finished,
    /// offer to search for longer.
    pub incomplete: Option<ScanIncomplete>,
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
    /// Whether it can be added by itself. A part of an export waits for the other parts.
    pub adding: Offered,
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

pub(crate) type ScanIncomplete = aikotoba_core::scan::Incomplete;

/// Why there may be more in a picture than was read of it.
#[uniffi::remote(Enum)]
pub enum ScanIncomplete {
    /// The search ended early, by its budget: a longer one may find more.
    Unfinished,
    /// The file is damaged or cut off, and what could be decoded of it was searched.
    Damaged,
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
    /// One account, which another program sent: show it, and enrol it after the person's yes.
    Confirm {
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

pub(crate) type Provenance = aikotoba_core::intake::Provenance;

/// Who brought something here.
#[uniffi::remote(Enum)]
pub enum Provenance {
    /// The person: scanned, picked, pasted or typed it in this program.
    Here,
    /// Another program: by an intent, a shared text, a link or a drag. It is shown, and kept only
    /// after the person said yes.
    Elsewhere,
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
