//! Every error of the core has three sentences, which use its facts.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use aikotoba_core::account::{AccountId, Issuer, NameError};
use aikotoba_core::backup;
use aikotoba_core::call_error;
use aikotoba_core::enrol::TypedKeyError;
use aikotoba_core::export::ExportError;
use aikotoba_core::fault::Fault;
use aikotoba_core::import::{self, DecryptError, ImportError};
use aikotoba_core::incoming::ApplyError;
use aikotoba_core::otp::OtpError;
use aikotoba_core::otpauth::UriError;
use aikotoba_core::otpauth::migration::{MigrationEntryError, MigrationError, MigrationWriteError};
use aikotoba_core::scan::PictureError;
use aikotoba_core::screens;
use aikotoba_core::vault::{self, VaultDamage};
use aikotoba_words::{Language, Words};

/// The codes of every family.
fn families() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("name", NameError::codes()),
        ("otp", OtpError::codes()),
        ("uri", UriError::codes()),
        ("migration", MigrationError::codes()),
        ("migration-entry", MigrationEntryError::codes()),
        ("migration-write", MigrationWriteError::codes()),
        ("import", ImportError::codes()),
        ("import-entry", import::ImportEntryError::codes()),
        ("export", ExportError::codes()),
        ("create", vault::CreateError::codes()),
        ("open", vault::VaultOpenError::codes()),
        ("unlock", vault::UnlockError::codes()),
        ("change", vault::ChangeError::codes()),
        ("recovery-code", vault::RecoveryCodeError::codes()),
        ("device", vault::DeviceError::codes()),
        ("damage", VaultDamage::codes()),
        ("backup-open", backup::BackupOpenError::codes()),
        ("backup-entry", backup::BackupEntryError::codes()),
        ("backup-save", backup::BackupSaveError::codes()),
        ("backup-not-ours", backup::NotOwnedReason::codes()),
        ("backup-prepare", backup::PrepareError::codes()),
        ("automatic-stopped", backup::AutomaticBackupError::codes()),
        ("place", backup::PlaceError::codes()),
        ("rehearsal", backup::RehearsalError::codes()),
        ("credential-check", vault::CredentialCheckError::codes()),
        ("incoming", ApplyError::codes()),
        ("picture", PictureError::codes()),
        ("typed", TypedKeyError::codes()),
        ("gate", call_error::CallError::codes()),
        ("camera", screens::camera::CameraError::codes()),
        ("scan", screens::camera::NothingReadError::codes()),
        ("recovery-check", vault::RecoveryCheckError::codes()),
        ("sealed", DecryptError::codes()),
    ]
}

const ID: AccountId = AccountId::from_bytes([7; 16]);

fn not_ours(why: backup::NotOwnedReason) -> backup::BackupSaveError {
    backup::BackupSaveError::NotOurs { name: "shop.age".to_owned(), why }
}

/// An error for every code whose sentences mention a fact.
fn with_facts() -> Vec<Box<dyn Fault>> {
    let text = || "MD5".to_owned();
    vec![
        Box::new(Issuer::new(&"x".repeat(2000)).unwrap_err()),
        Box::new(call_error::CallError::TooSoon { seconds: 3 }),
        Box::new(vault::RecoveryCheckError::WrongGroup { at: 3 }),
        Box::new(OtpError::KeyTooLong { found: 2000 }),
        Box::new(OtpError::UnsupportedAlgorithm { found: text() }),
        Box::new(OtpError::UnsupportedDigits { found: 4 }),
        Box::new(OtpError::UnsupportedPeriod { found: 0 }),
        Box::new(UriError::TooLong { found: 99_999 }),
        Box::new(UriError::ControlCharacter { at: 3 }),
        Box::new(UriError::JoinedLinks { at: 44 }),
        Box::new(UriError::InvalidKeySymbol { at: 3 }),
        Box::new(UriError::InvalidKeyLength { found: 51 }),
        Box::new(UriError::RepeatedParameter { name: "digits" }),
        Box::new(UriError::InvalidNumber { name: "digits", found: text() }),
        Box::new(UriError::UnknownEncoder { found: text() }),
        Box::new(MigrationError::TooLong { found: 99_999 }),
        Box::new(MigrationError::InvalidPartNumber { found: 3, known: 2 }),
        Box::new(MigrationEntryError::UnknownType { found: 7 }),
        Box::new(MigrationEntryError::UnknownDigits { found: 7 }),
        Box::new(MigrationEntryError::NegativeCounter { found: -1 }),
        Box::new(MigrationWriteError::PeriodLost { found: 60 }),
        Box::new(MigrationWriteError::DigitsLost { found: 7 }),
        Box::new(MigrationWriteError::TooLarge { found: 9999 }),
        Box::new(ImportError::TooLarge { found: 99_999_999, known: 1 }),
        Box::new(ImportError::UnsupportedApp { app: "Aegis" }),
        Box::new(ImportError::EmptyExport { app: "Aegis" }),
        Box::new(ImportError::AppWithoutExport { app: "Authy" }),
        Box::new(ImportError::PasswordManager { app: "KeePass" }),
        Box::new(ImportError::PackedExport { app: "ZIP" }),
        Box::new(ImportError::OtherFormat { name: "aegis" }),
        Box::new(ImportError::Damaged { app: "Aegis" }),
        Box::new(ImportError::Newer { app: "Aegis", found: 4, known: 3 }),
        Box::new(import::ImportEntryError::InvalidField { name: "secret" }),
        Box::new(import::ImportEntryError::InvalidNumber { name: "digits", found: text() }),
        Box::new(import::ImportEntryError::UnsupportedMethod { found: "mOTP" }),
        Box::new(import::ImportEntryError::UnknownType { found: text() }),
        Box::new(DecryptError::Newer { found: 2, known: 1 }),
        Box::new(ExportError::UnsupportedPeriod { found: 45 }),
        Box::new(ExportError::UnsupportedDigits { found: 10 }),
        Box::new(DecryptError::MemoryNeedsConsent { found: 1024 }),
        Box::new(DecryptError::TooCostly { found: 2048, known: 1024 }),
        Box::new(DecryptError::NotEnoughMemory { found: 1024 }),
        Box::new(vault::VaultOpenError::Newer { found: 2, known: 1 }),
        Box::new(vault::UnlockError::TooCostly { mebibytes: 1024, seconds: 43, tried: 1 }),
        Box::new(vault::RecoveryCodeError::InvalidSymbol { at: 3 }),
        Box::new(vault::RecoveryCodeError::WrongLength { found: 25, known: 27 }),
        Box::new(VaultDamage::UnreadableAccount { id: ID, name: text() }),
        Box::new(VaultDamage::MissingAccount { id: ID, name: text() }),
        Box::new(VaultDamage::PlantedAccount { id: ID, name: text() }),
        Box::new(VaultDamage::RolledBack { id: ID, name: text() }),
        Box::new(VaultDamage::SwappedAccount { id: ID, name: text() }),
        Box::new(VaultDamage::RepeatedAccount { id: ID, name: text() }),
        Box::new(VaultDamage::NewerAccount { id: ID, name: text() }),
        Box::new(VaultDamage::MoreUnreadable { count: 3 }),
        Box::new(backup::BackupOpenError::TooLarge { found: 99_999_999, known: 1 }),
        Box::new(backup::BackupOpenError::Newer { found: 2, known: 1 }),
        Box::new(backup::BackupOpenError::TooCostly { found: 30, known: 20 }),
        Box::new(backup::BackupSaveError::TooLarge { found: 99_999_999, known: 1 }),
        Box::new(backup::BackupSaveError::DocumentNotOurs { name: "shop.age".to_owned() }),
        Box::new(backup::BackupSaveError::DocumentMissing { name: "shop.age".to_owned() }),
        Box::new(backup::RehearsalError::AccountsMissing { accounts: 4, missing: 1 }),
        Box::new(not_ours(backup::NotOwnedReason::NotBackup)),
        Box::new(not_ours(backup::NotOwnedReason::Unopened)),
        Box::new(not_ours(backup::NotOwnedReason::OtherVault)),
        Box::new(not_ours(backup::NotOwnedReason::HoldsMore { count: 2 })),
        Box::new(not_ours(backup::NotOwnedReason::NotUnderstood)),
        Box::new(backup::PlaceError::TooLarge { found: 99_999_999 }),
        Box::new(PictureError::Format { found: "HEIC" }),
        Box::new(PictureError::TooManyBytes { found: 99_999_999, known: 1 }),
        Box::new(PictureError::TooManyPixels { width: 99_999, height: 99_999 }),
        Box::new(TypedKeyError::InvalidKeySymbol { at: 3 }),
        Box::new(TypedKeyError::InvalidKeyLength { found: 51 }),
    ]
}

#[test]
fn every_family_of_the_core_is_listed_here() {
    let mut found = BTreeSet::new();
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("core/src");
    collect_families(&core, &mut found);
    let known: BTreeSet<_> = families().iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, known);
}

fn collect_families(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_families(&path, found);
            continue;
        }
        let source = fs::read_to_string(path).unwrap();
        let names = source.split("\n#[fault(\"").skip(1);
        found.extend(names.map(|rest| rest.split('"').next().unwrap().to_owned()));
    }
}

#[test]
fn every_code_has_its_sentences_in_both_languages() {
    for language in Language::ALL {
        let words = Words::new(language);
        let codes = families().into_iter().flat_map(|(_, codes)| codes);
        let missing: Vec<_> = codes.filter(|code| !words.has(&format!("error-{code}"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn no_sentences_remain_for_a_removed_error() {
    let codes: BTreeSet<_> = families().into_iter().flat_map(|(_, codes)| codes).collect();
    let messages = aikotoba_words::AREAS.iter().flat_map(|(_, ja, _)| ja.lines());
    let messages = messages.filter_map(|line| line.strip_prefix("error-")?.split(" =").next());
    // A test of the command line checks its own errors.
    let gone: Vec<_> = messages
        .filter(|code| *code != "untold" && !code.starts_with("cli-"))
        .filter(|code| !codes.contains(*code))
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn the_facts_of_an_error_fill_its_sentences() {
    let codes_with_facts: BTreeSet<_> = with_facts().iter().map(|fault| fault.code()).collect();
    for language in Language::ALL {
        let words = Words::new(language);
        for (_, codes) in families() {
            for code in codes.iter().filter(|code| !codes_with_facts.contains(*code)) {
                for part in [None, Some("kept"), Some("next")] {
                    // Panics in a debug build if an argument is missing.
                    words.say_part(&format!("error-{code}"), part, &[]);
                }
            }
        }
        for fault in with_facts() {
            let sentences = words.of_fault(&*fault);
            for text in [sentences.happened, sentences.safe, sentences.next] {
                assert!(!text.is_empty() && !text.contains('{'), "{}: {text}", fault.code());
            }
        }
    }
}

#[test]
fn every_phrase_of_the_screens_has_a_sentence_with_its_facts() {
    for language in Language::ALL {
        let words = Words::new(language);
        let unsaid: Vec<_> = screens::codes().into_iter().filter(|code| !words.has(code)).collect();
        assert!(unsaid.is_empty(), "{unsaid:?}");
    }
}
