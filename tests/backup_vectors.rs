//! Every version gives the same results for the backups in `tests/vectors/backup/`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::path::Path;

use aikotoba_core::backup::{
    BackupFile, BackupIntegrity, BackupOpenError, ReadBackup, read, verify, write,
};
use aikotoba_core::otp::MovingFactor;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;

const DOCUMENT: &[u8] = include_bytes!("vectors/backup/document.json");

fn answer(name: &str, typed: &str) -> Result<ReadBackup, BackupOpenError> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/backup").join(name);
    let sealed = std::fs::read(path).unwrap();
    verify(BackupFile { name: Some(name), sealed: &sealed }, &Passphrase::new(typed.to_owned()))
}

#[test]
fn our_backup_opens_with_every_form_of_the_passphrase() {
    let expected = read(DOCUMENT).unwrap();
    assert_eq!((expected.integrity, expected.contents.entries.len()), (BackupIntegrity::Whole, 4));
    for typed in ["がっこう 1234", "か\u{3099}っこう 1234", "がっこう　１２３４"] {
        assert_eq!(answer("ours.age", typed).unwrap(), expected, "{typed}");
    }
}

#[test]
fn a_backup_encrypted_by_age_opens() {
    assert_eq!(answer("by-age.age", "がっこう 1234").unwrap(), read(DOCUMENT).unwrap());
}

#[test]
fn the_document_equals_the_committed_one() {
    let contents = read(DOCUMENT).unwrap().contents;
    assert_eq!(*write(&contents), DOCUMENT);
}

#[test]
fn an_account_in_several_groups_is_read_and_the_digest_has_only_the_first() {
    let expected = read(DOCUMENT).unwrap().contents;
    let mut found = answer("several-groups.age", "がっこう 1234").unwrap();
    assert_eq!(found.integrity, BackupIntegrity::Whole);
    assert_eq!(found.contents.digest(), expected.digest());
    let groups = &mut found.contents.entries[0].account.groups;
    assert_eq!(groups.names(), ["店", "Home", "仕入れ"]);
    groups.clone_from(&expected.entries[0].account.groups);
    assert_eq!(found.contents, expected);
}

#[test]
fn each_other_vector_gives_its_expected_result() {
    let passphrase = "がっこう 1234";
    for (name, typed, why) in [
        ("ours.age", "がっこう 1235", BackupOpenError::PassphraseOrDamage),
        ("newer-document.age", passphrase, BackupOpenError::Newer { found: 2, known: 1 }),
        ("other-content.age", passphrase, BackupOpenError::OtherContent),
        ("for-key.age", passphrase, BackupOpenError::ForKey),
        ("document.json", passphrase, BackupOpenError::NotAge),
    ] {
        assert_eq!(answer(name, typed), Err(why), "{name}");
    }
}

#[test]
fn the_codes_equal_those_of_the_python_reader() {
    let now = UnixMillis::from_seconds(1_800_000_000);
    let entries = read(DOCUMENT).unwrap().contents.entries;
    let codes = entries.iter().map(|entry| {
        let otp = &entry.account.otp;
        let code = match (otp.codes_at(now), otp.kind()) {
            (Some(codes), _) => codes.code,
            (None, MovingFactor::Hotp { counter }) => otp.code_of(counter),
            (None, _) => unreachable!("the others depend on the time"),
        };
        code.as_str().to_owned()
    });
    let expected: Vec<String> =
        serde_json::from_str(include_str!("vectors/backup/codes.json")).unwrap();
    assert_eq!(codes.collect::<Vec<_>>(), expected);
}
