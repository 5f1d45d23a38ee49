//! The public interface of the bindings: it is documented, and exposes secrets only at the user's
//! request.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The calls that return a secret because the user asked to see or share it: the recovery code and
/// its sheet, a key and its QR code, a random password. A code to copy is valid for half a minute
/// and requested by a touch.
const SHOWN: &[&str] = &[
    "groups",
    "text",
    "qr",
    "make_password",
    "code_to_copy",
    "next_code_to_copy",
    "touch",
    "recovery_code_text",
    "sheet",
    "spelled",
    "spelled_group",
    "say",
    "phrase_value",
    "phrase",
];

/// The core's types that contain a secret. None may occur in an exported signature or record.
const SECRET: &[&str] =
    &["Secret", "Passphrase", "Key", "RecoveryCode", "Account", "Otp", "Kept", "Zeroizing", "Code"];

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

/// An exported function: docs, name and signature.
struct ExportedItems {
    docs: String,
    name: String,
    signature: String,
}

/// The functions in `#[uniffi::export]` blocks, and free functions with this attribute.
fn exported(text: &str) -> Vec<ExportedItems> {
    let mut found = Vec::new();
    let parts: Vec<&str> = text.split("#[uniffi::export]\n").collect();
    for pair in parts.windows(2) {
        let [before, block] = pair else { continue };
        // An `impl` or function ends at the first unindented brace.
        let end = block.find("\n}\n").map_or(block.len(), |at| at + 2);
        let block = &block[..end];
        // A free function has its docs before the attribute.
        let above = before.lines().rev().map_while(|line| line.strip_prefix("///"));
        let mut docs = above.collect::<Vec<_>>().into_iter().rev().collect::<String>();
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            let line = line.trim();
            if let Some(doc) = line.strip_prefix("///") {
                docs.push_str(doc);
            } else if line.starts_with("pub fn ") {
                let mut signature = line.to_owned();
                while !signature.trim_end().ends_with('{') {
                    signature.push_str(lines.next().unwrap().trim());
                }
                let name = signature["pub fn ".len()..].split('(').next().unwrap().to_owned();
                found.push(ExportedItems { docs: std::mem::take(&mut docs), name, signature });
            } else if !line.starts_with('#') {
                docs.clear();
            }
        }
    }
    found
}

/// The words in a signature or a field's type.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '_')
}

#[test]
fn every_exported_function_is_documented_for_people_who_read_no_rust() {
    let mut count = 0;
    for (path, text) in sources() {
        for ExportedItems { docs, name, .. } in exported(&text) {
            count += 1;
            let place = format!("{}: {name}", path.display());
            assert!(docs.trim().len() >= 10, "{place} is not documented");
            assert!(docs.trim_end().ends_with('.'), "{place} ends without a full stop");
            assert!(!docs.contains("[`") && !docs.contains("*/"), "{place} has a link or a */");
        }
    }
    assert!(count > 100, "only {count} functions were found: does this test still read them?");
}

#[test]
fn every_field_and_case_is_documented() {
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let is_item = |line: &str| line.starts_with("pub ") && line.ends_with(',');
        for pair in lines.windows(2).filter(|pair| is_item(pair[1])) {
            let place = format!("{}: {}", path.display(), pair[1]);
            assert!(pair[0].starts_with("///"), "{place} is not documented");
        }
    }
}

#[test]
fn no_secret_type_stands_in_a_signature_or_a_record() {
    for (path, text) in sources() {
        for ExportedItems { name, signature, .. } in exported(&text) {
            for word in words(&signature) {
                assert!(!SECRET.contains(&word), "{}: {name} has {word}", path.display());
            }
        }
        if path.components().any(|part| part.as_os_str() == "types") {
            for line in text.lines().filter(|line| line.trim_start().starts_with("pub ")) {
                for word in words(line) {
                    assert!(!SECRET.contains(&word), "{}: {line}", path.display());
                }
            }
        }
    }
}

#[test]
fn secret_texts_are_returned_only_on_request() {
    // A call that returns a bare text is in the list above, or returns something that is not
    // secret.
    let harmless = [
        "tag",
        "repair",
        "set_aside",
        "early_settings",
        "choose_before_unlocking",
        "language_tag",
        "tries_text",
        "moment",
        "help_question",
        "help_answer",
        "text",
        "follow_guide",
        "saved_backup",
        "correct_clock",
        "export_file_name",
        "backup_document_name",
        "device_record",
    ];
    for (path, text) in sources() {
        for ExportedItems { name, signature, .. } in exported(&text) {
            let answer = signature.split("->").nth(1).unwrap_or_default();
            let is_text = words(answer).any(|word| word == "String" || word == "QrPicture");
            let is_list = words(answer).any(|word| word == "Vec") && name != "groups";
            let is_known = SHOWN.contains(&name.as_str()) || harmless.contains(&name.as_str());
            assert!(!is_text || is_list || is_known, "{}: {name}", path.display());
        }
    }
}

#[test]
fn there_is_no_unsafe_code_and_no_callback() {
    for (path, text) in sources() {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            assert!(!words(line).any(|word| word == "unsafe"), "{}: {line}", path.display());
            assert!(!line.contains("callback_interface"), "{}: {line}", path.display());
            assert!(!line.contains("with_foreign"), "{}: {line}", path.display());
            assert!(!words(line).any(|word| word == "async"), "{}: {line}", path.display());
        }
    }
}
