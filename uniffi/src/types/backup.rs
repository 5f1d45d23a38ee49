//! Backups, and accounts that come in.

use super::{AccountId, Saying, UnixMillis};

pub(crate) type BackupState = aikotoba_core::screens::backup::BackupState;

/// The backup screen.
#[uniffi::remote(Record)]
pub struct BackupState {
    /// How things stand.
    pub standing: BackupStanding,
    /// How many accounts a backup would hold now, the trash included.
    pub accounts: u32,
    /// The place that was chosen.
    pub place: Option<ChosenPlace>,
    /// How many proved backups are kept there.
    pub keep: u32,
    /// The last failure, while nothing was saved since.
    pub failure: Option<BackupFailure>,
    /// The newest proved backup: "4 of 4 accounts read back".
    pub latest: Option<SavedBackup>,
    /// The older ones, newest first.
    pub history: Vec<SavedBackup>,
}

pub(crate) type BackupStanding = aikotoba_core::screens::backup::BackupStanding;

/// How things stand.
#[uniffi::remote(Enum)]
pub enum BackupStanding {
    /// There is nothing to save yet.
    Nothing,
    /// None was ever made.
    Missing,
    /// The last one could not be made.
    Failing,
    /// The vault was changed since the last one.
    Stale,
    /// The vault was changed since the last one, which is minutes old: somebody is at work.
    Recent,
    /// All is saved and proved.
    Fresh,
}

pub(crate) type BackupStep = aikotoba_core::screens::backup::BackupStep;

/// How far a backup is. Saving is over only after the last step.
#[uniffi::remote(Enum)]
pub enum BackupStep {
    /// The contents are sealed: the slow part.
    Sealing,
    /// The file is written under a new name.
    Writing,
    /// It is read back, opened with the passphrase as typed and compared, account by account.
    Proving,
    /// It takes its name, and the oldest ones go.
    Keeping,
}

pub(crate) type VerifiedState = aikotoba_core::screens::backup::VerifiedState;

/// A backup that was opened, on its screen.
#[uniffi::remote(Record)]
pub struct VerifiedState {
    /// When it was made.
    pub made: UnixMillis,
    /// How many accounts were read, the trash included.
    pub accounts: u32,
    /// Whether that is what was saved.
    pub trust: BackupTrust,
    /// The accounts that can't be read, each with the reason.
    pub refused: Vec<RefusedRow>,
}

pub(crate) type RehearsalState = aikotoba_core::screens::backup::RehearsalState;

/// What a backup would bring back, against what the vault holds now.
#[uniffi::remote(Record)]
pub struct RehearsalState {
    /// Whether a restore into an empty vault would give the accounts of now.
    pub outcome: RehearsalOutcome,
    /// Accounts that are in both, alike in every field.
    pub same: u32,
    /// Accounts that are in both with the same key, and were changed since.
    pub changed: u32,
    /// Accounts of the vault that the backup lacks, by their names.
    pub lacking: Vec<String>,
    /// Accounts of the backup that the vault lacks.
    pub beyond: u32,
}

pub(crate) type RehearsalOutcome = aikotoba_core::screens::backup::RehearsalOutcome;

/// Whether a backup would bring everything back.
#[uniffi::remote(Enum)]
pub enum RehearsalOutcome {
    /// It would, as it is now.
    Complete,
    /// It has every key; names, places or counters were changed since.
    Older,
    /// Accounts would be missing.
    Lacking,
}

pub(crate) type ChosenPlace = aikotoba_core::backup::ChosenPlace;

/// A place for backups, as the owner chose it.
#[uniffi::remote(Record)]
pub struct ChosenPlace {
    /// What the owner knows it by.
    pub name: String,
    /// How the platform finds it again: a path, or the address of a folder or a document.
    pub address: String,
}

pub(crate) type SavedBackup = aikotoba_core::backup::Made;

/// A backup that was written, read back and compared, account by account.
#[uniffi::remote(Record)]
pub struct SavedBackup {
    /// The file's name.
    pub name: String,
    /// When.
    pub at: UnixMillis,
    /// How many accounts were read back, which is how many there were.
    pub accounts: u32,
}

pub(crate) type BackupFailure = aikotoba_core::backup::Failed;

/// Backups that were not saved.
#[uniffi::remote(Record)]
pub struct BackupFailure {
    /// Since when none was.
    pub since: UnixMillis,
    /// What went wrong the last time.
    pub why: Saying,
}

pub(crate) type PlanState = aikotoba_core::screens::plan::PlanState;

/// The preview of accounts that were read and are not kept.
#[uniffi::remote(Record)]
pub struct PlanState {
    /// Where they come from.
    pub origin: PlanOrigin,
    /// What the person should know of it.
    pub notices: Vec<Saying>,
    /// The accounts, in their order.
    pub rows: Vec<PlanRow>,
    /// Entries that are no accounts here, each with the reason.
    pub refused: Vec<RefusedRow>,
    /// How many accounts would be added as things are chosen.
    pub adds: u32,
    /// Of how many accounts the counter would move forward.
    pub advances: u32,
    /// How many are there already.
    pub already_there: u32,
    /// How many still ask for a choice.
    pub undecided: u32,
}

pub(crate) type PlanOrigin = aikotoba_core::screens::plan::PlanOrigin;

/// Where accounts come from.
#[uniffi::remote(Enum)]
pub enum PlanOrigin {
    /// A backup of ours.
    Backup {
        /// When it was made.
        made: UnixMillis,
        /// Whether that is what was saved.
        trust: BackupTrust,
    },
    /// Another app's export.
    Import {
        /// The app, as a person calls it; empty for a list of links.
        app: String,
    },
    /// Sites' own QR codes and links.
    Fresh,
}

pub(crate) type PlanRow = aikotoba_core::screens::plan::PlanRow;

/// One account in the preview.
#[uniffi::remote(Record)]
pub struct PlanRow {
    /// Its place, from 0; choices name it.
    pub place: u32,
    /// Who asks for its codes; may be empty.
    pub issuer: String,
    /// Which of that site's accounts it is; may be empty.
    pub label: String,
    /// How it compares to what is there.
    pub verdict: PlanVerdict,
    /// What would be done with it; `None` while the person is asked.
    pub choice: Option<PlanChoice>,
    /// What may be chosen, the safest first.
    pub offers: Vec<PlanOffer>,
}

pub(crate) type PlanOffer = aikotoba_core::screens::plan::Offer;

/// A choice on its screen.
#[uniffi::remote(Record)]
pub struct PlanOffer {
    /// The choice.
    pub choice: PlanChoice,
    /// What it is called.
    pub wording: PlanWording,
}

pub(crate) type PlanWording = aikotoba_core::screens::plan::Wording;

/// What a choice is called: adding an account has another name where one is there already.
#[uniffi::remote(Enum)]
pub enum PlanWording {
    /// Leave it out.
    Skip,
    /// Add it: there is none like it.
    Add,
    /// Add it beside what is there.
    AddBeside,
    /// Take the one in the trash out of it.
    Recover,
    /// Put it in the place of what is there.
    Replace,
}

pub(crate) type RefusedRow = aikotoba_core::screens::plan::RefusedRow;

/// An entry that is not taken.
#[uniffi::remote(Record)]
pub struct RefusedRow {
    /// Which of several files or pictures it stands in, counted from 1.
    pub input: u32,
    /// Where it stands: a line, or its place among the entries; counted from 1. 0 is the whole of
    /// it.
    pub at: u32,
    /// Its name as far as it can be read.
    pub name: String,
    /// Why.
    pub why: Saying,
}

pub(crate) type OutcomeState = aikotoba_core::screens::plan::OutcomeState;

/// What came of a plan: the screen after a restore or an import.
#[uniffi::remote(Record)]
pub struct OutcomeState {
    /// Accounts that were added.
    pub added: u32,
    /// Accounts that took the place of one of the same name.
    pub replaced: u32,
    /// Accounts that were taken out of the trash.
    pub recovered: u32,
    /// Accounts whose counter moved forward.
    pub advanced: u32,
    /// Accounts that were there already and stayed as they were.
    pub there: u32,
    /// Accounts that were left away.
    pub skipped: u32,
    /// Accounts that nobody decided about; nothing was done with them.
    pub undecided: u32,
    /// Entries that are no accounts here, each with the reason.
    pub refused: Vec<RefusedRow>,
}

pub(crate) type BackupTrust = aikotoba_core::screens::plan::Trust;

/// Whether a backup holds what was saved.
#[uniffi::remote(Enum)]
pub enum BackupTrust {
    /// Everything that its vault held, as it was written.
    Whole,
    /// It was made of a damaged vault: what could be read is in it.
    Partial,
    /// It was changed after it was made.
    Changed,
    /// A newer version made some of it: those accounts can't be read here.
    Unread,
}

pub(crate) type PlanVerdict = aikotoba_core::incoming::Verdict;

/// How an account compares to what is there.
#[uniffi::remote(Enum)]
pub enum PlanVerdict {
    /// It is not there.
    New,
    /// The same account is there: same key, same parameters, same name.
    AlreadyThere {
        /// Which.
        id: AccountId,
    },
    /// The same account is there, in the trash.
    InTrash {
        /// Which.
        id: AccountId,
    },
    /// The same key is there, under another name.
    SameKey {
        /// Which account has it.
        id: AccountId,
    },
    /// An account of that name is there, with another key.
    NameTaken {
        /// Which.
        id: AccountId,
    },
    /// The same account, of the same name, stands earlier in the plan.
    Twice {
        /// At which place, from 0.
        first: u32,
    },
    /// The same key stands earlier in the plan, under another name.
    SameKeyTwice {
        /// At which place, from 0.
        first: u32,
    },
}

pub(crate) type PlanChoice = aikotoba_core::incoming::Choice;

/// What to do with an account.
#[uniffi::remote(Enum)]
pub enum PlanChoice {
    /// Nothing; what is there stays as it is.
    Skip,
    /// Add it beside what is there.
    Add,
    /// Take the one in the trash out of it.
    Recover,
    /// Put it in place of the one of that name, whose key is kept in the trash.
    Replace,
}
