//! Files as other apps write them, made by `tests/interop/make_import_files.py`: the expected
//! content of each, and truncation and modification at any place.

use std::collections::BTreeMap;
use std::path::PathBuf;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::*;
use crate::account::Favourite;
use crate::fault::{Fact, Fault};
use crate::otp::MovingFactor;
use crate::phrase::Phrase;
use crate::secret::Passphrase;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// The expected content of a file.
#[derive(Deserialize)]
struct Expected {
    app: String,
    password: Option<String>,
    fails: Option<String>,
    accounts: Vec<Value>,
    refused: Vec<(usize, String, String)>,
    notices: Vec<(String, i64)>,
    groups: Vec<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/import"))
}

/// The bytes of a file.
pub(super) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// The files in an app's folder, with the expected content of each.
fn files(app: &str) -> Vec<(String, Vec<u8>, Expected)> {
    let all = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let all: BTreeMap<String, Expected> = serde_json::from_str(&all).unwrap();
    let begin = format!("{app}/");
    let files: Vec<_> = all
        .into_iter()
        .filter(|(name, _)| name.starts_with(&begin))
        .map(|(name, expected)| (name.clone(), fixture(&name), expected))
        .collect();
    assert!(!files.is_empty(), "{app}");
    files
}

/// Recognises a file, and opens it if there is a password.
fn read(
    bytes: &[u8],
    password: Option<&str>,
    consent: MemoryConsent,
) -> Result<ReadFile, RejectionReason> {
    match recognise(None, None, bytes, NOW)? {
        Recognised::Plain(read) => Ok(read),
        Recognised::Sealed(sealed) => {
            let Some(password) = password else { return Err(DecryptError::PasswordMissing.into()) };
            let password = Passphrase::new(password.to_owned());
            match sealed.open(&password, consent, NOW)?.0 {
                DecryptedContent::Plain(read) => Ok(read),
                DecryptedContent::Backup(_) => panic!("our own backup"),
            }
        }
    }
}

fn description(arrival: &ImportedAccount) -> Value {
    let account = &arrival.account;
    let mut fields = json!({
        "issuer": account.issuer.as_str(),
        "label": account.label.as_str(),
        "algorithm": account.otp.algorithm().print(),
        "digits": account.otp.digits().count(),
        "key": crate::base32::print(account.otp.key()).as_str(),
        "note": account.note,
        "tags": account.groups.names(),
        "favourite": account.favourite == Favourite::Yes,
    });
    let (name, number) = match account.otp.kind() {
        MovingFactor::Totp { period } => ("totp", json!({"period": period.seconds()})),
        MovingFactor::Hotp { counter } => ("hotp", json!({"counter": counter})),
        MovingFactor::Steam => ("steam", json!({})),
    };
    fields["type"] = name.into();
    fields.as_object_mut().unwrap().extend(number.as_object().unwrap().clone());
    if arrival.trashed.is_some() {
        fields["trashed"] = true.into();
    }
    fields
}

/// The accounts in display order, and the rejected entries.
fn sorted(read: &ReadFile) -> (Vec<Value>, Vec<(usize, String, String)>) {
    let mut accounts: Vec<&ImportedAccount> = Vec::new();
    let mut refused = Vec::new();
    for entry in &read.entries {
        match entry {
            ReadEntry::Account(arrival) => accounts.push(arrival),
            ReadEntry::Refused(one) => refused.push((one.at, one.name.clone(), one.why.code())),
            ReadEntry::Part { .. } => panic!("a part"),
        }
    }
    accounts.sort_by_key(|arrival| arrival.order.unwrap_or(i64::MAX));
    (accounts.into_iter().map(description).collect(), refused)
}

/// Checks that each file is read as its generator specifies, that wrong passwords do not open it,
/// that a truncated file is damaged or unrecognised, and that a modified file never yields another
/// key.
fn check(app: &str) {
    for (name, bytes, expected) in files(app) {
        let password = expected.password.as_deref();
        let answer = read(&bytes, password, MemoryConsent::NotAsked);
        if let Some(code) = &expected.fails {
            let why = answer.map(|_| ()).expect_err(&name);
            assert_eq!(why.code(), *code, "{name}");
            continue;
        }
        let answer = answer.unwrap_or_else(|why| panic!("{name}: {}", why.code()));
        let (accounts, refused) = sorted(&answer);
        assert_eq!(accounts, expected.accounts, "{name}");
        assert_eq!(refused, expected.refused, "{name}");
        assert_eq!(
            (answer.app, &answer.groups),
            (expected.app.as_str(), &expected.groups),
            "{name}"
        );
        let notices = answer.notices.iter().map(|notice| {
            let count = notice.facts().iter().find_map(|(_, fact)| match fact {
                Fact::Number(count) => Some(*count),
                Fact::Text(_) => None,
            });
            (notice.code(), count.unwrap_or(0))
        });
        assert_eq!(notices.collect::<Vec<_>>(), expected.notices, "{name}");
        let is_text = app == "links" || name.contains(".csv") || name.contains(".txt");
        if password.is_some() {
            let wrong = read(&bytes, Some("wrong horse"), MemoryConsent::NotAsked);
            let why = wrong.map(|_| ()).expect_err(&name);
            let RejectionReason::Sealed(why) = why else { panic!("{name}: {why:?}") };
            assert!(why.is_wrong_password(), "{name}: {why:?}");
        }
        if is_text {
            for length in 0..bytes.len() {
                cut_text(&name, &bytes[..length], &expected.accounts);
            }
        } else {
            for length in (0..bytes.len()).step_by(if is_main(&name) { 1 } else { 11 }) {
                cut(&name, &bytes[..length]);
            }
        }
        if let Some(password) = password {
            changed(&name, &bytes, password, &expected.accounts);
        }
        for at in (0..bytes.len()).step_by(if is_main(&name) { 3 } else { 23 }) {
            let mut changed = bytes.clone();
            changed[at] ^= if at % 2 == 0 { 1 } else { 0x80 };
            // The file may be read or rejected, but must not panic.
            drop(recognise(None, None, &changed, NOW));
        }
    }
}

/// Whether a file is truncated at every length: one plain and one encrypted file per app.
fn is_main(name: &str) -> bool {
    let main = [
        "plain",
        "schema-4",
        "authenticator.json",
        "sealed.json",
        "sealed-ios",
        "sealed-pbkdf2",
        "plus",
    ];
    main.iter().any(|part| name.contains(part))
        && !name.contains("plain-1")
        && !name.contains("plain-2")
}

/// A truncated JSON file must yield no account: half of a key would make wrong codes.
fn cut(name: &str, bytes: &[u8]) {
    match recognise(None, None, bytes, NOW) {
        Ok(Recognised::Plain(_)) => panic!("{name}: {} bytes were read", bytes.len()),
        // An encrypted file without a header can't be recognised as truncated; opening it is tested
        // below.
        Ok(Recognised::Sealed(_)) => {
            let is_json = bytes.first() == Some(&b'{');
            assert!(!is_json, "{name}: {} bytes were accepted", bytes.len());
        }
        Err(_) => {}
    }
}

/// A truncated text may contain complete accounts. An account that may be incomplete is marked or
/// reported.
fn cut_text(name: &str, bytes: &[u8], accounts: &[Value]) {
    let Ok(Recognised::Plain(read)) = recognise(None, None, bytes, NOW) else { return };
    let is_reported = |notice: &ImportNotice| matches!(notice, ImportNotice::LastLineOpen { .. });
    let is_last_reported = read.notices.iter().any(is_reported);
    let last = read.entries.len().wrapping_sub(1);
    for (place, entry) in read.entries.iter().enumerate() {
        let ReadEntry::Account(arrival) = entry else { continue };
        let is_marked = arrival.completeness == Completeness::MaybeTruncated;
        let is_announced = is_marked || place == last && is_last_reported;
        let account = description(arrival);
        assert!(is_announced || accounts.contains(&account), "{name}, {}: {account}", bytes.len());
    }
}

/// Modifies only some hundred bytes of an encrypted file, since each key derivation takes time.
fn changed(name: &str, bytes: &[u8], password: &str, accounts: &[Value]) {
    let has_code = !name.contains("legacy");
    let times = if name.contains("as-made") || name.contains("strong") { 6 } else { 60 };
    let step = (bytes.len() / times).max(1) | 1;
    for at in (0..bytes.len()).step_by(step) {
        let mut changed = bytes.to_vec();
        changed[at] ^= 1;
        if let Ok(read) = read(&changed, Some(password), MemoryConsent::NotAsked) {
            let is_same = sorted(&read).0 == accounts;
            assert!(is_same || !has_code, "{name}, byte {at}: other accounts were read");
        }
        let cut = read(&bytes[..at], Some(password), MemoryConsent::NotAsked);
        assert!(cut.is_err(), "{name}: {at} bytes opened");
    }
}

#[test]
fn the_csv_of_apples_passwords_is_read() {
    check("apple");
}

#[test]
fn aegis_is_read() {
    check("aegis");
}

#[test]
fn twofas_is_read() {
    check("2fas");
}

#[test]
fn bitwarden_is_read() {
    check("bitwarden");
}

#[test]
fn ente_auth_is_read() {
    check("ente");
}

#[test]
fn proton_authenticator_is_read() {
    check("proton");
}

#[test]
fn stratum_is_read() {
    check("stratum");
}

#[test]
fn freeotp_plus_is_read() {
    check("freeotp");
}

#[test]
fn andotp_is_read() {
    check("andotp");
}

#[test]
fn lists_of_links_are_read() {
    check("links");
}

#[test]
fn the_last_cell_of_a_csv_file_is_marked_if_it_may_be_truncated() {
    let vault = "folder,favorite,type,name,login_username,login_password,login_totp\r\n\
                 ,,login,A,me,p,GEZDGNBVGY3TQOJQ\r\n,,login,B,me,p,MFRGGZDFMZTWQ2LK";
    let marks = |text: &str| {
        let read = read(text.as_bytes(), None, MemoryConsent::NotAsked).unwrap();
        let entries = read.entries.iter().map(|entry| match entry {
            ReadEntry::Account(arrival) => format!("{:?}", arrival.completeness),
            ReadEntry::Refused(one) => format!("{}: {} {}", one.at, one.name, one.why.code()),
            ReadEntry::Part { .. } => panic!("a part"),
        });
        entries.collect::<Vec<_>>()
    };
    assert_eq!(marks(vault), ["Whole", "MaybeTruncated"]);
    assert_eq!(marks(&vault[..vault.len() - 4]), ["Whole", "MaybeTruncated"]);
    assert_eq!(marks(&format!("{vault}\n")), ["Whole", "Whole"]);
    let quoted = vault.replace("MFRGGZDFMZTWQ2LK", "\"MFRGGZDFMZTWQ2LK\"");
    assert_eq!(marks(&quoted), ["Whole", "Whole"]);
    assert_eq!(marks(&vault[..vault.len() - 18]), ["Whole", "2: B import-entry-truncated"]);
    assert_eq!(why(&quoted.as_bytes()[..quoted.len() - 1]).code(), "import-damaged");
    // Bitwarden Authenticator writes three more cells and no line end.
    let authenticator = "folder,favorite,type,name,login_uri,login_totp\n\
                         ,,1,A,,otpauth://totp/A:a?secret=GEZDGNBV,A,30,6";
    assert_eq!(marks(authenticator), ["Whole"]);
    assert_eq!(marks(&authenticator[..authenticator.len() - 7]), ["MaybeTruncated"]);
}

#[test]
fn the_last_link_of_a_list_is_reported_if_it_may_be_truncated() {
    let counts = |text: &str| {
        let read = read(text.as_bytes(), None, MemoryConsent::NotAsked).unwrap();
        let refused = sorted(&read).1;
        (read.entries.len() - refused.len(), refused.len(), read.notices)
    };
    let (a, b) = ("otpauth://totp/A:a?secret=GEZD", "otpauth://totp/B:b?secret=MFRG");
    let open = |at| vec![ImportNotice::LastLineOpen { at }];
    assert_eq!(counts(&format!("{a}\n{b}\r\n")), (2, 0, vec![]));
    assert_eq!(counts(&format!("{a}\n\n{b}")), (2, 0, open(3)));
    assert_eq!(counts(a), (1, 0, open(1)));
    assert_eq!(counts(&format!("\"{a}\"\n\"{b}\"")), (2, 0, vec![]));
    assert_eq!(counts(&format!("\"{a}\"\n\"{b}")), (1, 1, vec![]));
    assert_eq!(counts(&format!("[\"{a}\",\"{b}\"]")), (2, 0, vec![]));
    assert_eq!(counts(&format!("[\"{a}\",\"{b}")), (1, 1, vec![]));
}

#[test]
fn a_file_named_as_another_format_is_refused() {
    let aegis = fixture("aegis/plain-3.json");
    assert!(recognise(Some("aegis"), None, &aegis, NOW).is_ok());
    let why = recognise(Some("2fas"), None, &aegis, NOW).map(|_| ()).unwrap_err();
    assert_eq!(why, ImportError::OtherFormat { name: "2fas" }.into());
    let all = [
        "2fas",
        "aegis",
        "andotp",
        "apple",
        "bitwarden",
        "ente",
        "freeotp",
        "google",
        "links",
        "proton",
        "stratum",
    ];
    assert_eq!(formats(), all);
}

#[test]
fn much_memory_is_used_only_after_consent() {
    let Recognised::Sealed(sealed) =
        recognise(None, None, &fixture("ente/asks.json"), NOW).unwrap()
    else {
        panic!("an encrypted file");
    };
    assert_eq!((sealed.app(), sealed.cost().mebibytes_to_ask()), ("Ente Auth", Some(1024)));
    let Recognised::Sealed(sealed) =
        recognise(None, None, &fixture("ente/sealed.json"), NOW).unwrap()
    else {
        panic!("an encrypted file");
    };
    assert_eq!(sealed.cost().mebibytes_to_ask(), None);
}

#[test]
fn a_password_may_be_typed_in_full_width() {
    let bytes = fixture("2fas/sealed-ios.2fas");
    let typed = "ｃｏｒｒｅｃｔ　ｈｏｒｓｅ";
    assert!(read(&bytes, Some(typed), MemoryConsent::NotAsked).is_ok());
}

#[test]
fn other_fields_of_an_app_are_stored() {
    let odd = read(&fixture("aegis/odd.json"), None, MemoryConsent::NotAsked).unwrap();
    let ReadEntry::Account(arrival) = &odd.entries[0] else { panic!("{:?}", odd.entries[0]) };
    let kept = &arrival.account.unknown["imported"];
    assert_eq!((&kept["app"], &kept["fields"]["later"]), (&json!("Aegis"), &json!({"x": 1})));
    assert!(
        !odd.entries
            .iter()
            .any(|entry| matches!(entry, ReadEntry::Account(one) if one.is_shortened))
    );
    let cut = read(&fixture("2fas/odd.2fas"), None, MemoryConsent::NotAsked).unwrap();
    let ReadEntry::Account(arrival) = &cut.entries[1] else { panic!("{:?}", cut.entries[1]) };
    assert_eq!(arrival.account.parameters, [("image".to_owned(), "x".to_owned())]);
}

#[test]
fn original_names_are_stored_beside_the_shown_ones() {
    let file = read(&fixture("freeotp/plus.json"), None, MemoryConsent::NotAsked).unwrap();
    let ReadEntry::Account(arrival) = &file.entries[0] else { panic!("{:?}", file.entries[0]) };
    assert_eq!(arrival.account.original.as_ref().unwrap().issuer.as_str(), "Amazon");
}

fn why(bytes: &[u8]) -> ImportError {
    match recognise(None, None, bytes, UnixMillis(0)) {
        Err(RejectionReason::File(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_that_is_not_an_export_is_refused_with_its_reason() {
    assert_eq!(why(b" \r\n"), ImportError::Empty);
    assert_eq!(why(b"\x89PNG\r\n\x1a\n"), ImportError::UnknownFormat);
    assert_eq!(why(b"GEZDGNBVGY3TQOJQ"), ImportError::UnknownFormat);
    let found = MAX_FILE_BYTES + 1;
    let huge = vec![b'#'; found];
    assert_eq!(why(&huge), ImportError::TooLarge { found, known: MAX_FILE_BYTES });
}

proptest! {
    #[test]
    fn no_input_panics(bytes: Vec<u8>, text in "[otpauh:/?&=%#\"\r\n,;-]{0,60}") {
        let recognise = |bytes: &[u8]| drop(recognise(None, None, bytes, UnixMillis(0)));
        recognise(&bytes);
        recognise(format!("otpauth://totp/{text}").as_bytes());
        recognise(format!("[\"otpauth://totp/{text}").as_bytes());
        recognise(&[b"otpauth-migration://offline?data=".as_slice(), &bytes].concat());
        recognise(&[b"\xff\xfe".as_slice(), &bytes].concat());
        recognise(&[b"{\"services\":[".as_slice(), &bytes].concat());
    }
}
