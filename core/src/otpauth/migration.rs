//! Google Authenticator's export, `otpauth-migration://offline?data=…`: protocol buffers in base64,
//! with up to ten accounts per QR code.
//!
//! Algorithm, digits and type are numbers, which are mapped one by one. An unknown number rejects
//! its account, since a default would make wrong codes. The export contains no period:
//! [`period_assumed`] returns for how many accounts 30 s was assumed.

mod collection;
mod data;
mod entry;
mod error;
mod print;
mod wire;

pub use collection::{ExportParts, MissingPart, PartAdded};
pub use error::{MigrationEntryError, MigrationError};
pub use print::{MigrationWriteError, RefusedExport, WrittenExport, check, print};

use prost::Message;

use crate::account::Account;
use crate::otp::MovingFactor;
use crate::secret::Secret;
use crate::time::UnixMillis;

/// The maximum number of parts of an export: ten thousand accounts.
const MAX_PARTS: i32 = 1000;

/// A part of an export: the content of one QR code.
#[derive(Debug)]
pub struct ExportPart {
    /// The export's identifier, the same in all its parts; often negative.
    batch: i32,
    /// The part's index as written; Google counts from 0.
    index: u32,
    /// The number of parts, at least 1.
    size: u32,
    /// The whole payload, to recognise the same part again.
    payload: Secret,
    entries: Vec<Result<Account, RefusedMigrationEntry>>,
}

impl ExportPart {
    /// The part's number, counted from 1.
    pub fn number(&self) -> u32 {
        self.index + 1
    }

    /// The number of parts, at least 1.
    pub fn total(&self) -> u32 {
        self.size
    }

    /// A copy whose keys are wiped separately.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let Self { batch, index, size, payload, entries } = self;
        let entry = |entry: &Result<Account, RefusedMigrationEntry>| match entry {
            Ok(account) => Ok(account.duplicate()),
            Err(refused) => Err(refused.clone()),
        };
        Self {
            batch: *batch,
            index: *index,
            size: *size,
            payload: payload.duplicate(),
            entries: entries.iter().map(entry).collect(),
        }
    }

    /// The accounts in order, or the reason why one is rejected.
    pub fn entries(&self) -> &[Result<Account, RefusedMigrationEntry>] {
        &self.entries
    }
}

/// A rejected account of a part whose other accounts are read. The position is counted within the
/// part; the name is cut to 100 characters.
pub type RefusedMigrationEntry = crate::fault::RefusedEntry<MigrationEntryError>;

/// The number of accounts whose period was assumed to be 30 s: all TOTP accounts.
pub fn period_assumed<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> usize {
    let kinds = accounts.into_iter().map(|account| account.otp.kind());
    kinds.filter(|kind| matches!(kind, MovingFactor::Totp { .. })).count()
}

/// Reads one part.
///
/// # Errors
/// [`MigrationError`] for each cause. An invalid account is returned as an error in its place.
pub fn parse(text: &str, now: UnixMillis) -> Result<ExportPart, MigrationError> {
    let text = super::trim(text);
    if text.len() > super::MAX_URI_BYTES {
        return Err(MigrationError::TooLong { found: text.len() });
    }
    let (scheme, rest) = text.split_once(':').ok_or(MigrationError::NotAMigrationUri)?;
    if !scheme.eq_ignore_ascii_case("otpauth-migration") {
        return Err(MigrationError::NotAMigrationUri);
    }
    let payload = data::read(rest)?;
    let message =
        wire::WirePayload::decode(payload.expose()).map_err(|_| MigrationError::NotAnExport)?;
    let (found, known) = (message.batch_index, message.batch_size);
    // Zero means a single part.
    let size = if known == 0 { 1 } else { known };
    if !(1..=MAX_PARTS).contains(&size) || !(0..=size).contains(&found) {
        return Err(MigrationError::InvalidPartNumber { found, known });
    }
    let entries = message.entries.iter().enumerate();
    let entries = entries.map(|(index, bytes)| entry::read(bytes, index + 1, now)).collect();
    Ok(ExportPart {
        batch: message.batch_id,
        index: found.unsigned_abs(),
        size: size.unsigned_abs(),
        payload,
        entries,
    })
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64_NOPAD;
    use proptest::prelude::*;

    use super::*;
    use crate::account::{Issuer, Label};
    use crate::fault::Fault;
    use crate::otp::{Algorithm, Digits, Otp, Period};

    const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

    fn message(entries: &[wire::WireAccount]) -> wire::WirePayload {
        let entries = entries.iter().map(Message::encode_to_vec).collect();
        wire::WirePayload { entries, version: 1, batch_size: 1, batch_index: 0, batch_id: -1 }
    }

    #[test]
    fn the_longest_text_is_read_and_one_byte_more_is_not() {
        let longest = "x".repeat(super::super::MAX_URI_BYTES);
        assert_eq!(parse(&longest, NOW).map(|_| ()), Err(MigrationError::NotAMigrationUri));
        let longer = parse(&format!("{longest}x"), NOW).map(|_| ());
        assert_eq!(longer, Err(MigrationError::TooLong { found: super::super::MAX_URI_BYTES + 1 }));
    }

    type Change = fn(&mut wire::WireAccount);

    fn entry(
        name: &str,
        issuer: &str,
        change: impl FnOnce(&mut wire::WireAccount),
    ) -> wire::WireAccount {
        let (secret, name, issuer) = (b"Hello!".to_vec(), name.into(), issuer.into());
        let mut entry = wire::WireAccount {
            secret,
            name,
            issuer,
            algorithm: 1,
            digits: 1,
            kind: 2,
            counter: 0,
        };
        change(&mut entry);
        entry
    }

    fn numbered(index: i32, size: i32) -> String {
        let mut payload = message(&[]);
        (payload.batch_index, payload.batch_size) = (index, size);
        text(&payload)
    }

    fn text(payload: &wire::WirePayload) -> String {
        let data = BASE64_NOPAD.encode(&payload.encode_to_vec());
        format!("otpauth-migration://offline?data={data}")
    }

    fn read(entry: wire::WireAccount) -> Result<Account, RefusedMigrationEntry> {
        parse(&text(&message(&[entry])), NOW).unwrap().entries.remove(0)
    }

    fn account(issuer: &str, label: &str, kind: MovingFactor, digits: u32) -> Account {
        let digits =
            if kind == MovingFactor::Steam { Digits::STEAM } else { Digits::new(digits).unwrap() };
        let key = Secret::new(b"12345678901234567890".to_vec());
        let otp = Otp::new(key, Algorithm::Sha1, digits, kind).unwrap();
        Account::new(Issuer::new(issuer).unwrap(), Label::new(label).unwrap(), otp, NOW)
    }

    const TOTP: MovingFactor = MovingFactor::Totp { period: Period::DEFAULT };

    /// The key URI format's example account, as other readers' documentation shows it.
    const EXAMPLE: &str = "CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";

    #[test]
    fn a_known_export_is_read() {
        let part = parse(&format!("otpauth-migration://offline?data={EXAMPLE}"), NOW).unwrap();
        let [Ok(account)] = part.entries() else { panic!("one account") };
        assert_eq!(account.issuer.as_str(), "Example");
        assert_eq!(account.label.as_str(), "alice@google.com");
        assert_eq!(*crate::base32::print(account.otp.key()), "JBSWY3DPEHPK3PXP");
        assert_eq!((account.otp.kind(), account.otp.digits()), (TOTP, Digits::DEFAULT));
        assert_eq!((part.total(), period_assumed([account])), (1, 1));
    }

    /// A part encoded by another implementation, and its content.
    #[derive(serde::Deserialize)]
    struct Case {
        name: String,
        text: String,
        number: u32,
        of: u32,
        entries: Vec<Expected>,
    }

    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Expected {
        Refused { name: String, code: String },
        Uri(String),
    }

    #[test]
    fn parts_that_another_implementation_wrote_are_read() {
        let vectors = include_str!("../../../tests/vectors/otpauth/migration.json");
        for case in serde_json::from_str::<Vec<Case>>(vectors).unwrap() {
            let part = parse(&case.text, NOW).unwrap_or_else(|why| panic!("{}: {why}", case.name));
            assert_eq!((part.number(), part.total()), (case.number, case.of), "{}", case.name);
            assert_eq!(part.entries().len(), case.entries.len(), "{}", case.name);
            for (entry, expected) in part.entries().iter().zip(&case.entries) {
                match (entry, expected) {
                    (Ok(account), Expected::Uri(uri)) => {
                        assert_eq!(&*crate::otpauth::print(account), uri, "{}", case.name);
                    }
                    (Err(refused), Expected::Refused { name, code }) => {
                        assert_eq!((&refused.name, &refused.why.code()), (name, code));
                    }
                    _ => panic!("{}: {entry:?}", case.name),
                }
            }
        }
    }

    #[test]
    fn numbers_are_mapped_one_by_one() {
        let read = |change: Change| read(entry("me", "", change)).unwrap().otp;
        let sha512 = read(|entry| (entry.algorithm, entry.digits) = (3, 2));
        assert_eq!((sha512.algorithm(), sha512.digits().count()), (Algorithm::Sha512, 8));
        assert_eq!(read(|entry| entry.algorithm = 2).algorithm(), Algorithm::Sha256);
        let unsaid = read(|entry| (entry.algorithm, entry.digits, entry.kind) = (0, 0, 0));
        assert_eq!(unsaid, read(|_| {}));
        let hotp = read(|entry| (entry.kind, entry.counter) = (1, i64::MAX));
        assert_eq!(hotp.kind(), MovingFactor::Hotp { counter: i64::MAX as u64 });
    }

    #[test]
    fn an_unknown_number_refuses_only_its_account() {
        let cases: [(Change, &str); 6] = [
            (|entry| entry.algorithm = 4, "otp-algorithm"),
            (|entry| entry.algorithm = 9, "otp-algorithm"),
            (|entry| entry.digits = 3, "migration-entry-digits"),
            (|entry| entry.kind = 3, "migration-entry-type"),
            (|entry| (entry.kind, entry.counter) = (1, -1), "migration-entry-counter"),
            (|entry| entry.secret.clear(), "otp-empty-key"),
        ];
        for (change, code) in cases {
            let entries = [entry("x", "", |_| {}), entry("A:me", "A", change)];
            let part = parse(&text(&message(&entries)), NOW).unwrap();
            assert!(part.entries()[0].is_ok());
            let refused = part.entries()[1].as_ref().unwrap_err();
            assert_eq!((refused.at, refused.name.as_str()), (2, "A:me"));
            assert_eq!(refused.why.code(), code);
        }
    }

    #[test]
    fn a_name_that_is_not_utf_8_refuses_no_account() {
        let account = read(entry("me", "", |entry| entry.issuer = vec![b'B', 0x8a])).unwrap();
        assert_eq!((account.issuer.as_str(), account.label.as_str()), ("B\u{fffd}", "me"));
    }

    #[test]
    fn steam_accounts_are_recognised_and_six_digits_under_that_name_are_not_written() {
        let steam = read(entry("Steam:me", "Steam", |_| {})).unwrap();
        assert_eq!((steam.otp.kind(), steam.otp.digits()), (MovingFactor::Steam, Digits::STEAM));
        let eight = read(entry("Steam:me", "Steam", |entry| entry.digits = 2)).unwrap();
        assert_eq!(eight.otp.kind(), TOTP);
        let written = print(&[&account("Steam", "me", TOTP, 6)], 1);
        assert_eq!(written.refused[0].why, MigrationWriteError::SteamLost);
    }

    #[test]
    fn invalid_bytes_refuse_only_their_own_entry() {
        let mut payload = message(&[entry("x", "", |_| {})]);
        payload.entries.insert(0, vec![0x0a, 0xff]);
        let part = parse(&text(&payload), NOW).unwrap();
        assert_eq!(part.entries()[0].as_ref().unwrap_err().why, MigrationEntryError::NotAnAccount);
        assert!(part.entries()[1].is_ok());
    }

    #[test]
    fn unknown_fields_are_ignored() {
        let mut payload = message(&[]);
        // Field 8, an identifier that the export assigns to the account, and field 99.
        let mut bytes = entry("me", "A", |_| {}).encode_to_vec();
        bytes.extend([0x42, 2, b'i', b'd', 0x9a, 0x06, 1, 0]);
        payload.entries.push(bytes);
        assert!(parse(&text(&payload), NOW).unwrap().entries()[0].is_ok());
    }

    #[test]
    fn an_invalid_part_is_refused_with_its_reason() {
        for (text, code) in [
            ("otpauth://totp/a?secret=GE".to_owned(), "migration-scheme"),
            (String::new(), "migration-scheme"),
            ("otpauth-migration://offline".to_owned(), "migration-data-missing"),
            ("otpauth-migration://offline?data=".to_owned(), "migration-data-missing"),
            ("otpauth-migration://offline?data=A".to_owned(), "migration-base64"),
            ("otpauth-migration://offline?data=%FF".to_owned(), "migration-base64"),
            (format!("otpauth-migration://offline?data={}", &EXAMPLE[..40]), "migration-shape"),
            (numbered(3, 2), "migration-numbering"),
            (numbered(0, i32::MAX), "migration-numbering"),
            (numbered(0, -1), "migration-numbering"),
            ("x".repeat(crate::otpauth::MAX_URI_BYTES + 1), "migration-too-long"),
        ] {
            assert_eq!(parse(&text, NOW).unwrap_err().code(), code, "{text:.60}");
        }
    }

    #[test]
    fn a_truncated_part_never_gives_half_a_key() {
        let entries = [entry("A:me", "A", |_| {}), entry("B:you", "B", |entry| entry.counter = 5)];
        let whole = text(&message(&entries));
        for length in 0..whole.len() {
            let Ok(part) = parse(&whole[..length], NOW) else { continue };
            for account in part.entries().iter().flatten() {
                assert_eq!(account.otp.key().expose(), b"Hello!", "{length} of {}", whole.len());
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back_equal(
            names in proptest::collection::vec(("[ :+A-zあ-ん]{0,20}", "[ :+A-zあ-ん]{0,40}"), 1..25),
            batch: i32, counter in 0..=i64::MAX as u64,
        ) {
            let kinds = [TOTP, MovingFactor::Hotp { counter }].into_iter().cycle();
            let accounts: Vec<_> = names.iter().zip(kinds)
                .map(|((issuer, label), kind)| account(issuer, label, kind, 6)).collect();
            let written = print(&accounts.iter().collect::<Vec<_>>(), batch);
            let mut parts = ExportParts::default();
            for text in written.parts.iter().rev() {
                parts.add(parse(text, NOW).unwrap());
            }
            prop_assert!(parts.missing().is_empty() && written.refused.is_empty());
            let read: Result<Vec<_>, _> = parts.into_entries().into_iter().collect();
            prop_assert_eq!(read.unwrap(), accounts);
        }

        #[test]
        fn parse_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), text: String) {
            let data = BASE64_NOPAD.encode(&bytes);
            let _ = parse(&format!("otpauth-migration://offline?data={data}"), NOW);
            let _ = parse(&format!("otpauth-migration:{text}"), NOW);
        }

        #[test]
        fn a_changed_part_is_read_or_refused_and_never_panics(place: prop::sample::Index, byte: u8) {
            let mut bytes = message(&[entry("A:me", "A", |_| {})]).encode_to_vec();
            let place = place.index(bytes.len());
            bytes[place] = byte;
            let data = BASE64_NOPAD.encode(&bytes);
            let _ = parse(&format!("otpauth-migration://offline?data={data}"), NOW);
        }
    }
}
