//! Tests of `format.rs`.

use proptest::prelude::*;

use super::*;
use crate::backup::sample::{contents, entries, three};

fn text(contents: &BackupContents) -> String {
    String::from_utf8(write(contents).to_vec()).unwrap()
}

fn reread(text: &str, from: &str, to: &str) -> Result<ReadBackup, BackupOpenError> {
    assert!(text.contains(from), "{from}");
    read(text.replacen(from, to, 1).as_bytes())
}

#[test]
fn each_key_uri_is_on_its_own_line() {
    let json = text(&contents(three()));
    let uris: Vec<_> = json.lines().filter(|line| line.contains("otpauth://")).collect();
    assert_eq!(uris.len(), 3);
    assert!(uris[0].trim().starts_with(r#""uri": "otpauth://totp/Amazon:me%40example.com?"#));
}

#[test]
fn other_content_newer_and_damaged_documents_are_distinguished() {
    let json = text(&contents(three()));
    let newer = BackupOpenError::Newer { found: 2, known: 1 };
    for (from, to, why) in [
        ("aikotoba-backup", "aikotoba-export", BackupOpenError::OtherContent),
        (r#""version": 1"#, r#""version": 2"#, newer),
        (r#""version": 1"#, r#""version": "1""#, BackupOpenError::OtherContent),
        (r#""version": 1"#, r#""version": 0"#, BackupOpenError::Damaged),
        (r#""count": 3,"#, "", BackupOpenError::Damaged),
        (r#""digest": ""#, r#""digest": "x"#, BackupOpenError::Damaged),
        (r#""vault": ""#, r#""vault": "x"#, BackupOpenError::Damaged),
        (r#""accounts": ["#, r#""entries": ["#, BackupOpenError::Damaged),
    ] {
        assert_eq!(reread(&json, from, to).unwrap_err(), why, "{from} -> {to}");
    }
    for other in ["", "{", "[]", "{}", "otpauth://totp/a?secret=GE", r#"{"format":1}"#] {
        assert_eq!(read(other.as_bytes()), Err(BackupOpenError::OtherContent), "{other}");
    }
}

#[test]
fn a_newer_minor_version_is_read_and_its_fields_are_kept() {
    let json = text(&contents(three()));
    let json = json.replacen(r#""minor": 0"#, r#""minor": 9, "extra": {"a": [1]}"#, 1);
    let json = json.replacen(r#""trashed": null"#, r#""trashed": null, "pinned": true"#, 1);
    let json = json.replacen(r#""note": """#, r#""note": "", "shape": "round""#, 1);
    let found = read(json.as_bytes()).unwrap();
    assert_eq!(found.integrity, BackupIntegrity::Whole);
    let again = text(&found.contents);
    for kept in [r#""extra": {"#, r#""pinned": true"#, r#""shape": "round""#] {
        assert!(again.contains(kept), "{kept}");
    }
}

#[test]
fn an_unreadable_account_does_not_hide_others() {
    let json = text(&contents(three()));
    for (from, to, why) in [
        (
            r#""algorithm": "SHA1""#,
            r#""algorithm": "MD5""#,
            BackupEntryError::UnsupportedParameters,
        ),
        (r#""digits": 6"#, r#""digits": 8"#, BackupEntryError::ContradictingUri),
        (r#""key": "GEZ"#, r#""key": "1"#, BackupEntryError::InvalidKey),
        (r#""key": "GEZ"#, r#""key": "MEZ"#, BackupEntryError::ContradictingUri),
        ("secret=GEZ", "secret=MEZ", BackupEntryError::ContradictingUri),
        (r#""label": "me@"#, r#""label": 5, "x": ""#, BackupEntryError::NotAnAccount),
        (r#""id": "01"#, r#""id": "zz"#, BackupEntryError::NotAnAccount),
    ] {
        let found = reread(&json, from, to).unwrap();
        assert_eq!(found.contents.entries.len(), 2, "{from} -> {to}");
        assert_eq!((found.refused[0].at, found.refused[0].why), (1, why), "{from} -> {to}");
        assert_eq!(found.integrity, BackupIntegrity::Unknown);
    }
    let found = reread(&json, r#""digits": 6"#, r#""digits": 5"#).unwrap();
    assert_eq!(found.refused[0].name, "Amazon: me@example.com");
}

#[test]
fn a_repeated_identifier_is_refused() {
    let json = text(&contents(three()));
    let id = |number: u8| HEXLOWER.encode(&[number; 16]);
    let found = reread(&json, &id(2), &id(1)).unwrap();
    assert_eq!((found.refused[0].at, found.refused[0].why), (2, BackupEntryError::RepeatedId));
}

#[test]
fn removed_and_changed_accounts_are_detected() {
    let whole = contents(three());
    let json = text(&whole);
    let found = reread(&json, r#""count": 3"#, r#""count": 4"#).unwrap();
    assert_eq!(found.integrity, BackupIntegrity::Count { found: 3, known: 4 });
    for (from, to) in [
        (r#""label": "me@"#, r#""label": "you@"#),
        (r#""trashed": null"#, r#""trashed": 1"#),
        (r#""counter": 7"#, r#""counter": 8"#),
        (r#""added": 17"#, r#""added": 18"#),
        (r#""note": """#, r#""note": "x""#),
        (r#""favourite": false"#, r#""favourite": true"#),
        (r#""group": null"#, r#""group": """#),
        (r#""colour": null"#, r#""colour": 0"#),
        (r#""confirmed": null"#, r#""confirmed": 0"#),
        ("\"店\"", "\"屋\""),
    ] {
        let found = reread(&json, from, to).unwrap();
        assert_eq!(found.integrity, BackupIntegrity::Digest, "{from} -> {to}");
    }
}

proptest! {
    #[test]
    fn a_document_is_read_back_completely(entries in entries(), unknown: bool) {
        let mut contents = contents(entries);
        if unknown {
            contents.unknown.insert("later".to_owned(), Value::Bool(true));
            contents.preferences.insert("language".to_owned(), "ja".into());
            contents.extent = BackupExtent::Partial;
        }
        let json = write(&contents);
        prop_assert_eq!(json.len(), json.capacity(), "measured exactly");
        let found = read(&json).unwrap();
        prop_assert_eq!(found.integrity, BackupIntegrity::Whole);
        prop_assert_eq!(found.contents, contents);
    }

    #[test]
    fn read_never_panics(json in ".*", at in any::<proptest::sample::Index>(), to: u8) {
        let _ = read(json.as_bytes());
        let mut whole = write(&contents(three()));
        let at = at.index(whole.len());
        whole[at] = to;
        if let Ok(found) = read(&whole) {
            prop_assert_eq!(found.contents.entries.len() + found.refused.len(), 3);
        }
    }
}
