//! Takes everything that comes into the app: pictures, camera frames, texts, links and files, in
//! any order. Each input is recognised once.
//!
//! Encrypted files wait for their password. The parts of Google's export, and the symbols of a
//! structured append message, are joined across inputs. The result is an [`IncomingAccounts`] with
//! accounts, rejected entries and notices; every shell shows and applies its
//! [`IncomingPlan`](crate::incoming::IncomingPlan). Nothing is omitted silently.
//!
//! ```
//! use aikotoba_core::intake::{Intake, Provenance};
//! use aikotoba_core::time::UnixMillis;
//!
//! let mut intake = Intake::adding_up();
//! let now = UnixMillis::from_seconds(1_800_000_000);
//! intake.text("otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ", Provenance::User, now);
//! intake.file(None, b"otpauth://totp/A:b?secret=GE&algorithm=MD5", now);
//! let incoming = intake.into_incoming();
//! assert_eq!((incoming.accounts(), incoming.refused().len()), (1, 1));
//! ```

mod pieces;
#[cfg(test)]
mod tests;
mod waiting;

pub use waiting::WaitingFile;

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::account::{Account, AccountGroups};
use crate::backup;
use crate::import::{
    self, CodeUse, DecryptError, ImportError, ImportNotice, ImportedAccount, ReadEntry, ReadFile,
    Recognised, RefusedImport, RejectionReason,
};
use crate::incoming::{IncomingAccounts, IncomingOrigin};
use crate::otpauth::migration::{ExportParts, PartAdded};
use crate::scan::{
    ForeignCode, PictureError, Point, ReadCode, ScanBudget, ScanIncomplete, ScanResult,
    TextMeaning, explain, read_picture,
};
use crate::time::UnixMillis;
use pieces::PartialMessages;

/// Who provided an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// The user: scanned, picked, pasted or typed in this program.
    #[default]
    User,
    /// Another program: by an intent, shared text, link or drag. It is shown first, and stored only
    /// with the user's consent.
    OtherApp,
}

/// Something that was found, for a screen. `Debug` prints nothing of its text.
pub struct IntakeFinding {
    /// What it is.
    pub subject: IntakeSubject,
    /// Its corners in the upright picture; all equal if it is not in a picture.
    pub corners: [Point; 4],
    /// Its text, to recognise it again.
    text: Zeroizing<String>,
    provenance: Provenance,
}

impl fmt::Debug for IntakeFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { subject, provenance, .. } = self;
        f.debug_struct("Finding")
            .field("subject", subject)
            .field("provenance", provenance)
            .finish_non_exhaustive()
    }
}

/// What was found.
#[derive(Debug)]
pub enum IntakeSubject {
    /// An account.
    Account(Box<ImportedAccount>),
    /// A part of Google's export; the accounts of all parts are collected together.
    GooglePart {
        /// The number of accounts in the part.
        accounts: usize,
        /// The part's number, counted from 1.
        number: u32,
        /// The number of parts.
        total: u32,
    },
    /// Intended as an account, but rejected.
    Refused(RefusedImport),
    /// Something else.
    Foreign(ForeignCode),
}

/// Everything that was taken so far.
#[derive(Debug, Default)]
pub struct Intake {
    findings: Vec<IntakeFinding>,
    size: (u32, u32),
    searched_millis: i64,
    incomplete: Option<ScanIncomplete>,
    looks_longer: bool,
    /// The number of damaged pictures.
    damaged: usize,
    adds_up: bool,
    /// Whether an entry of the current input is reported even if it was seen before: files are
    /// reported independently of each other.
    is_file: bool,
    inputs: usize,
    parts: ExportParts,
    /// The rejected accounts of Google's parts, returned once however often a part is seen.
    refusals: Vec<RefusedImport>,
    pieces: PartialMessages,
    waiting: Vec<WaitingFile>,
    app: Option<&'static str>,
    /// The groups listed in other apps' files, in order.
    groups: Vec<String>,
    /// The notices of files.
    notices: Vec<ImportNotice>,
    backups: Vec<BackupDetails>,
}

/// The data of a backup besides its accounts.
#[derive(Debug)]
struct BackupDetails {
    origin: IncomingOrigin,
    groups: Vec<String>,
    preferences: serde_json::Map<String, serde_json::Value>,
}

impl Intake {
    /// Creates an intake that keeps all inputs. Otherwise each input replaces the previous one, as
    /// with camera frames.
    pub fn adding_up() -> Self {
        Self { adds_up: true, ..Self::default() }
    }

    /// Announces `count` pictures and texts, which are handled together if there are several.
    pub fn expect(&mut self, count: usize) {
        if count > 1 {
            self.add_up();
        }
    }

    /// Keeps all inputs from now on.
    pub fn add_up(&mut self) {
        self.adds_up = true;
    }

    /// Searches pictures for longer from now on, at the user's request, after a search was not
    /// completed. Hand the picture in again.
    pub fn search_longer(&mut self) {
        (self.looks_longer, self.incomplete) = (true, None);
    }

    /// The search budget for the next picture.
    pub fn budget(&self) -> ScanBudget {
        if self.looks_longer { ScanBudget::picture_longer() } else { ScanBudget::picture() }
    }

    /// Takes the result of a camera frame. `searched_millis` is how long the camera has been
    /// running.
    pub fn frame(&mut self, scanned: ScanResult, searched_millis: i64, now: UnixMillis) {
        self.begin();
        (self.size, self.searched_millis) = (scanned.size, searched_millis);
        self.see(scanned.sightings, Provenance::User, now);
    }

    /// Takes a picture file.
    ///
    /// # Errors
    /// [`PictureError`] for each cause; earlier inputs are kept. A picture without a code is not an
    /// error.
    pub fn picture(
        &mut self,
        bytes: &[u8],
        provenance: Provenance,
        now: UnixMillis,
    ) -> Result<(), PictureError> {
        let scanned = read_picture(bytes, self.budget(), now)?;
        self.picture_read(scanned, provenance, now);
        Ok(())
    }

    /// Takes the result of a picture that was already read.
    pub fn picture_read(&mut self, scanned: ScanResult, provenance: Provenance, now: UnixMillis) {
        self.begin();
        (self.size, self.searched_millis) = (scanned.size, 0);
        self.note(scanned.incomplete);
        self.see(scanned.sightings, provenance, now);
    }

    /// Takes a text: one or more links, or other text, which is explained.
    pub fn text(&mut self, text: &str, provenance: Provenance, now: UnixMillis) {
        self.begin();
        (self.size, self.searched_millis) = ((1, 1), 0);
        self.read_text(text, [ORIGIN; 4], provenance, now);
    }

    /// Takes an account that was already read, such as a typed key.
    pub fn account_read(&mut self, account: Account) {
        self.begin();
        let arrival = Box::new(ImportedAccount::new(account, CodeUse::Fresh));
        self.find(IntakeSubject::Account(arrival), [ORIGIN; 4], "", Provenance::User);
    }

    /// Takes a file: a picture, a list of links, another app's export or a backup. An unusable file
    /// is recorded as rejected and does not affect others.
    pub fn file(&mut self, name: Option<&str>, bytes: &[u8], now: UnixMillis) {
        self.file_as(None, name, bytes, now);
    }

    /// Like [`Intake::file`], but rejects a file that does not have the [named
    /// format](import::formats).
    pub fn file_as(
        &mut self,
        format: Option<&str>,
        name: Option<&str>,
        bytes: &[u8],
        now: UnixMillis,
    ) {
        self.begin();
        self.is_file = true;
        if format.is_some_and(|format| !matches!(format, "google" | "links")) {
            return self.read_file(format, name, bytes, now);
        }
        match read_picture(bytes, self.budget(), now) {
            Ok(scanned) => self.see_file(name, scanned, now),
            Err(PictureError::NotAPicture | PictureError::Empty) => {
                self.read_file(format, name, bytes, now);
            }
            Err(why) => self.refuse_whole(name, why.into()),
        }
    }

    /// Takes a backup that was already opened.
    pub fn backup_read(&mut self, read: backup::ReadBackup) {
        self.begin();
        self.take_backup(read, self.inputs);
    }

    /// The findings, in reading order.
    pub fn findings(&self) -> &[IntakeFinding] {
        &self.findings
    }

    /// The size of the last picture, and how long the camera has been running, in milliseconds.
    pub(crate) fn sight(&self) -> ((u32, u32), i64) {
        (self.size, self.searched_millis)
    }

    /// Why the pictures may contain more than was read.
    pub fn incomplete(&self) -> Option<ScanIncomplete> {
        self.incomplete
    }

    /// The parts of Google's export that were read so far.
    pub fn parts(&self) -> &ExportParts {
        &self.parts
    }

    /// Whether any finding came from another program. The user is then asked before an account is
    /// stored.
    pub fn provenance(&self) -> Provenance {
        self.findings.iter().map(|finding| finding.provenance).max().unwrap_or_default()
    }

    /// A copy of the account in the finding at `place`; `None` if there is none.
    pub fn account(&self, place: usize) -> Option<Account> {
        match &self.findings.get(place)?.subject {
            IntakeSubject::Account(arrival) => Some(arrival.account.duplicate()),
            _ => None,
        }
    }

    /// Returns everything, to make a plan. Files that still wait for a password become rejected
    /// entries.
    pub fn into_incoming(self) -> IncomingAccounts {
        let Self { findings, mut refusals, parts, pieces, waiting, app, backups, damaged, .. } =
            self;
        let (mut arrivals, mut notices) = (Vec::new(), ImportNotice::added_up(self.notices));
        let mut shortened = 0;
        for finding in findings {
            match finding.subject {
                IntakeSubject::Account(arrival) => {
                    shortened += usize::from(arrival.is_shortened);
                    arrivals.push(*arrival);
                }
                IntakeSubject::Refused(refusal) => refusals.push(refusal),
                // Incomplete messages are reported once, at the end.
                IntakeSubject::Foreign(ForeignCode::Piece { .. })
                | IntakeSubject::GooglePart { .. } => {}
                IntakeSubject::Foreign(what) => notices.push(ImportNotice::Foreign(what)),
            }
        }
        if shortened > 0 {
            notices.push(ImportNotice::DataOmitted { accounts: shortened });
        }
        notices.extend(pieces.missing().map(ImportNotice::Foreign));
        notices.extend((damaged > 0).then_some(ImportNotice::PictureDamaged));
        for WaitingFile { input, name, .. } in waiting {
            let name = name.unwrap_or_default();
            let why = DecryptError::PasswordMissing.into();
            refusals.push(RefusedImport { input, at: 0, name, why });
        }
        refusals.sort_by_key(|refusal| (refusal.input, refusal.at));
        let is_exported = !parts.is_empty();
        notices.extend(parts.missing().into_iter().map(ImportNotice::PartMissing));
        let exported = parts.into_entries().into_iter().filter_map(Result::ok);
        let exported: Vec<_> =
            exported.map(|account| ImportedAccount::new(account, CodeUse::InUse)).collect();
        let assumed = crate::otpauth::migration::period_assumed(
            exported.iter().map(|arrival| &arrival.account),
        );
        if assumed > 0 {
            notices.push(ImportNotice::PeriodAssumed { accounts: assumed });
        }
        arrivals.extend(exported);
        let is_garbled = |name: &str| name.contains(char::REPLACEMENT_CHARACTER);
        let garbled = arrivals.iter().map(|arrival| &arrival.account).filter(|account| {
            is_garbled(account.issuer.as_str()) || is_garbled(account.label.as_str())
        });
        let garbled = garbled.count();
        if garbled > 0 {
            notices.push(ImportNotice::NameGarbled { accounts: garbled });
        }
        let (mut groups, mut preferences) = (self.groups, serde_json::Map::new());
        let mut origin = match app {
            Some(app) => IncomingOrigin::App { app },
            None if is_exported => IncomingOrigin::App { app: GOOGLE },
            None => IncomingOrigin::Fresh,
        };
        for backup in backups {
            origin = backup.origin;
            groups.extend(backup.groups);
            for (name, value) in backup.preferences {
                preferences.entry(name).or_insert(value);
            }
        }
        IncomingAccounts { origin, arrivals, refused: refusals, notices, groups, preferences }
    }

    /// Starts the next input.
    fn begin(&mut self) {
        self.inputs += 1;
        self.is_file = false;
        if !self.adds_up {
            self.findings.clear();
            (self.incomplete, self.damaged) = (None, 0);
        }
    }

    /// Records that a picture may contain more than was read. `Unfinished` takes precedence, since
    /// the user can act on it.
    fn note(&mut self, incomplete: Option<ScanIncomplete>) {
        self.damaged += usize::from(incomplete == Some(ScanIncomplete::Damaged));
        if self.incomplete != Some(ScanIncomplete::Unfinished) {
            self.incomplete = incomplete.or(self.incomplete);
        }
    }

    /// Takes the codes of a frame or a picture.
    fn see(&mut self, sightings: Vec<ReadCode>, provenance: Provenance, now: UnixMillis) {
        for ReadCode { meaning, text, corners, piece, certainty: _ } in sightings {
            if let Some(piece) = piece {
                // The symbols of one message may be in several pictures.
                if let Some(whole) = self.pieces.add(piece, &text) {
                    self.read_text(&whole, corners, provenance, now);
                    continue;
                }
            }
            self.take_meaning(meaning, &text, corners, provenance, now);
        }
    }

    /// Takes the codes of a picture file. A picture without any account is rejected.
    fn see_file(&mut self, name: Option<&str>, scanned: ScanResult, now: UnixMillis) {
        let is_unfinished = scanned.incomplete == Some(ScanIncomplete::Unfinished);
        if scanned.sightings.is_empty() {
            let why =
                if is_unfinished { ImportError::SearchUnfinished } else { ImportError::NoCode };
            return self.refuse_whole(name, why.into());
        }
        self.note(scanned.incomplete);
        let (size, before) = (scanned.size, self.findings.len());
        let pieces = self.pieces.count();
        (self.size, self.searched_millis) = (size, 0);
        self.see(scanned.sightings, Provenance::User, now);
        let is_useful =
            |finding: &IntakeFinding| !matches!(finding.subject, IntakeSubject::Foreign(_));
        let is_known = self.pieces.count() > pieces;
        if !is_known && !self.findings[before..].iter().any(is_useful) {
            let why =
                if is_unfinished { ImportError::SearchUnfinished } else { ImportError::NoAccount };
            self.refuse_whole(name, why.into());
        }
    }

    fn take_meaning(
        &mut self,
        meaning: TextMeaning,
        text: &str,
        corners: [Point; 4],
        provenance: Provenance,
        now: UnixMillis,
    ) {
        // A code may contain several links, as a file may.
        if matches!(meaning, TextMeaning::Refused(_)) && import::holds_several(text) {
            return self.read_text(text, corners, provenance, now);
        }
        let subject = match meaning {
            TextMeaning::Account(account) => {
                IntakeSubject::Account(Box::new(ImportedAccount::new(*account, CodeUse::Fresh)))
            }
            TextMeaning::GooglePart(part) => self.take_part(part, None),
            TextMeaning::Refused(refused) => {
                let at = self.of_this_input() + 1;
                IntakeSubject::Refused(RefusedImport { at, ..refused.within(self.inputs) })
            }
            TextMeaning::Foreign(what) => IntakeSubject::Foreign(what),
        };
        self.find(subject, corners, text, provenance);
    }

    /// Takes a text: its links if there are any, otherwise its meaning.
    fn read_text(
        &mut self,
        text: &str,
        corners: [Point; 4],
        provenance: Provenance,
        now: UnixMillis,
    ) {
        if let Some(entries) = import::entries(text, CodeUse::Fresh, now) {
            self.take_entries(entries, corners, provenance);
        } else {
            self.take_meaning(explain(text, now), text, corners, provenance, now);
        }
    }

    fn read_file(
        &mut self,
        format: Option<&str>,
        name: Option<&str>,
        bytes: &[u8],
        now: UnixMillis,
    ) {
        match import::recognise(format, name, bytes, now) {
            Ok(Recognised::Plain(read)) => {
                let name = name.unwrap_or_default().to_owned();
                self.take_read(read, self.inputs, name, Provenance::User);
            }
            Ok(Recognised::Sealed(sealed)) => {
                let (name, sealed) = (name.map(str::to_owned), Arc::new(sealed));
                self.waiting.push(WaitingFile { input: self.inputs, name, sealed });
            }
            Err(why) => self.refuse_whole(name, why),
        }
    }

    /// Takes the content of a file; `input` is the file's index. A file without any entry is
    /// recorded as rejected.
    fn take_read(&mut self, read: ReadFile, input: usize, name: String, provenance: Provenance) {
        let ReadFile { app, entries, groups, notices } = read;
        self.app = self.app.filter(|app| !app.is_empty()).or(Some(app));
        self.groups.extend(AccountGroups::named(groups).into_names());
        self.notices.extend(notices);
        if entries.is_empty() {
            let why = ImportError::EmptyExport { app }.into();
            return self.refusals.push(RefusedImport { input, at: 0, name, why });
        }
        self.take_entries_of(input, entries, [ORIGIN; 4], provenance);
    }

    fn take_entries(
        &mut self,
        entries: Vec<ReadEntry>,
        corners: [Point; 4],
        provenance: Provenance,
    ) {
        self.take_entries_of(self.inputs, entries, corners, provenance);
    }

    fn take_entries_of(
        &mut self,
        input: usize,
        mut entries: Vec<ReadEntry>,
        corners: [Point; 4],
        provenance: Provenance,
    ) {
        // Entries without an order come after those with one, in their original order.
        entries.sort_by_key(|entry| match entry {
            ReadEntry::Account(arrival) => arrival.order.unwrap_or(i64::MAX),
            ReadEntry::Part { .. } | ReadEntry::Refused(_) => i64::MAX,
        });
        for entry in entries {
            let subject = match entry {
                ReadEntry::Account(arrival) => IntakeSubject::Account(arrival),
                ReadEntry::Part { at, part } => self.take_part(part, Some(at)),
                ReadEntry::Refused(refusal) => IntakeSubject::Refused(refusal.within(input)),
            };
            self.find_in(input, subject, corners, "", provenance);
        }
    }

    /// Takes a part of Google's export. Its rejected accounts are reported once, however often the
    /// part is seen.
    fn take_part(
        &mut self,
        part: crate::otpauth::migration::ExportPart,
        line: Option<usize>,
    ) -> IntakeSubject {
        let accounts = part.entries().iter().filter(|entry| entry.is_ok()).count();
        let (number, of) = (part.number(), part.total());
        let refused = part.entries().iter().filter_map(|entry| entry.as_ref().err());
        let refused: Vec<RefusedImport> = refused
            .map(|one| {
                let refusal: RefusedImport = one.clone().within(self.inputs);
                RefusedImport { at: line.unwrap_or(refusal.at), ..refusal }
            })
            .collect();
        if self.parts.add(part) == PartAdded::New {
            self.refusals.extend(refused);
        }
        IntakeSubject::GooglePart { accounts, number, total: of }
    }

    fn take_backup(&mut self, read: backup::ReadBackup, input: usize) {
        let proved = read.proved();
        let backup::ReadBackup { contents, refused: refusals, integrity } = read;
        for entry in contents.entries {
            let backup::BackupEntry { id, account, trashed, unknown: _ } = entry;
            let known = ImportedAccount::new(account, CodeUse::InUse);
            let arrival = ImportedAccount { id: Some(id), trashed, input, ..known };
            let subject = IntakeSubject::Account(Box::new(arrival));
            self.find(subject, [ORIGIN; 4], "", Provenance::User);
        }
        self.refusals.extend(refusals.into_iter().map(|refusal| refusal.within(input)));
        let (made, extent, vault) = (contents.made, contents.extent, contents.vault);
        self.backups.push(BackupDetails {
            origin: IncomingOrigin::Backup { made, integrity, extent, vault, proved },
            groups: contents.groups,
            preferences: contents.preferences,
        });
    }

    /// Rejects the whole current input.
    fn refuse_whole(&mut self, name: Option<&str>, why: RejectionReason) {
        let name = name.unwrap_or_default().to_owned();
        let refusal = RefusedImport { input: self.inputs, at: 0, name, why };
        self.find(IntakeSubject::Refused(refusal), [ORIGIN; 4], "", Provenance::User);
    }

    /// Adds a finding, unless it is already present.
    fn find(
        &mut self,
        subject: IntakeSubject,
        corners: [Point; 4],
        text: &str,
        provenance: Provenance,
    ) {
        self.find_in(self.inputs, subject, corners, text, provenance);
    }

    /// Adds a finding of the input with that index.
    fn find_in(
        &mut self,
        input: usize,
        mut subject: IntakeSubject,
        corners: [Point; 4],
        text: &str,
        provenance: Provenance,
    ) {
        if let IntakeSubject::Account(arrival) = &mut subject
            && arrival.id.is_none()
        {
            arrival.input = input;
        }
        let may_be_known = self.adds_up && !self.is_file && !text.is_empty();
        let is_known = |known: &IntakeFinding| may_be_known && *known.text == *text;
        if !self.findings.iter().any(is_known) {
            let text = Zeroizing::new(text.to_owned());
            self.findings.push(IntakeFinding { subject, corners, text, provenance });
        }
    }

    /// The number of findings from the current input.
    fn of_this_input(&self) -> usize {
        let input = self.inputs;
        let is_of_input = |finding: &&IntakeFinding| match &finding.subject {
            IntakeSubject::Account(arrival) => arrival.input == input,
            IntakeSubject::Refused(refusal) => refusal.input == input,
            IntakeSubject::GooglePart { .. } | IntakeSubject::Foreign(_) => true,
        };
        self.findings.iter().rev().take_while(is_of_input).count()
    }
}

/// The display name of Google's app.
const GOOGLE: &str = "Google Authenticator";

/// The corners of a finding that is not in a picture.
const ORIGIN: Point = Point { x: 0.0, y: 0.0 };
