//! Files of other authenticators, plain and encrypted.

use std::path::Path;

use serde_json::{Value, json};

use crate::program::Person;
#[cfg(unix)]
use crate::terminal;

/// A file written by the generator in `tests/interop`.
fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/import");
    folder.join(name).display().to_string()
}

fn answer(ran: &crate::program::Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|why| panic!("{why}: {} {}", ran.out, ran.err))
}

#[test]
fn an_encrypted_export_is_opened_with_the_password_of_a_file() {
    let person = Person::with_vault();
    let password = person.write("export-password", "correct horse\n");
    let sealed = fixture("aegis/sealed.json");
    let import = ["import", &sealed, "--import-password-file", &password];
    let planned = person.json(&[&import[..], &["--dry-run"]].concat());
    assert_eq!((&planned["added"], &planned["dry_run"]), (&json!(5), &json!(true)));
    let done = person.json(&import);
    assert_eq!((&done["added"], &done["accounts"][0]["outcome"]), (&json!(5), &json!("added")));
    let list = person.json(&["list"]);
    let amazon = list.as_array().unwrap().iter().find(|one| one["issuer"] == "Amazon").unwrap();
    assert_eq!((&amazon["group"], &amazon["groups"]), (&json!("店"), &json!(["店"])));
    let rakuten = list.as_array().unwrap().iter().find(|one| one["issuer"] == "楽天").unwrap();
    assert_eq!((&rakuten["groups"], &rakuten["group"]), (&json!(["店", "仕入れ"]), &json!("店")));
    let planned = &planned["accounts"].as_array().unwrap()[1];
    assert_eq!((&planned["group"], &planned["groups"]), (&json!("店"), &json!(["店", "仕入れ"])));
    assert_eq!(person.json(&import)["known"], json!(5));
    assert_eq!(person.json(&["undo"])["accounts"], json!(5));
    assert_eq!(person.json(&["list"]), json!([]));
}

#[test]
fn a_file_that_can_not_be_opened_is_reported_and_does_not_affect_others() {
    let person = Person::with_vault();
    let wrong = person.write("wrong", "wrong horse\n");
    let right = person.write("right", "correct horse\n");
    let (plain, sealed) = (fixture("2fas/schema-4.2fas"), fixture("2fas/sealed-ios.2fas"));
    let ran = person.ask(&["import", &sealed, &plain, "--import-password-file", &wrong]);
    assert_eq!((ran.exit, &answer(&ran)["added"]), (4, &json!(5)));
    let refused = &answer(&ran)["refused"][0];
    assert_eq!(
        (&refused["code"], &refused["file"]),
        (&json!("sealed-password-wrong"), &json!(sealed))
    );
    for (name, code, exit) in [
        ("2fas/sealed-damaged.2fas", "sealed-damaged", 4),
        ("stratum/strong.stratum", "sealed-password-or-damage", 3),
        ("aegis/newer-content.json", "import-newer", 5),
        ("bitwarden/account-restricted.json", "sealed-account-restricted", 4),
        ("ente/asks.json", "sealed-asks-memory", 7),
        ("ente/costly.json", "sealed-too-costly", 4),
    ] {
        let password = if code == "sealed-password-or-damage" { &wrong } else { &right };
        let file = fixture(name);
        let ran = person.ask(&["import", &file, "--import-password-file", password]);
        assert_eq!((ran.fault().as_str(), ran.exit), (code, exit), "{name}");
    }
    let ran = person.ask(&["import", &sealed]);
    assert_eq!((ran.fault().as_str(), ran.exit), ("cli-import-password-needed", 3));
    assert!(ran.err.contains("--import-password-file"), "{}", ran.err);
}

#[test]
fn a_named_format_is_required_and_links_are_printed_only_on_request() {
    let person = Person::with_vault();
    let file = fixture("aegis/plain-3.json");
    let ran = person.ask(&["import", &file, "--format", "2fas"]);
    assert_eq!((ran.fault().as_str(), ran.exit), ("import-other-format", 4));
    let shown = person.json(&["import", &file, "--format", "aegis", "--dry-run", "--reveal"]);
    assert!(shown["accounts"][0]["uri"].as_str().unwrap().starts_with("otpauth://totp/Amazon"));
    let hidden = person.json(&["import", &file, "--dry-run"]);
    assert_eq!(hidden["accounts"][0].get("uri"), None);
    let ran = person.ask(&["import", &file, "--format", "nonsense"]);
    assert_eq!((ran.fault().as_str(), ran.exit), ("cli-usage-value", 2));
}

#[test]
fn the_help_of_import_lists_every_format() {
    let person = Person::with_vault();
    for language in ["--lang=en", "--lang=ja"] {
        let help = person.run(&[language, "import", "--help"]).out;
        let words: Vec<&str> = help.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
        for format in aikotoba_core::import::formats() {
            assert!(words.contains(&format), "{language}: {format}");
        }
    }
}

#[test]
fn an_export_without_accounts_is_refused_and_not_imported_as_zero_accounts() {
    let person = Person::with_vault();
    let header = "Title,URL,Username,Password,Notes,OTPAuth";
    for file in [
        r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":[]}}"#
            .to_owned(),
        r#"{"services":[],"schemaVersion":4}"#.to_owned(),
        format!("{header}\nexample.com,https://example.com/,me,secret,,\n"),
    ] {
        let path = person.write("empty", &file);
        let ran = person.ask(&["import", &path]);
        assert_eq!((ran.fault().as_str(), ran.exit), ("import-empty-export", 4), "{file}");
        assert_eq!(ran.out, "", "{file}");
    }
}

#[test]
fn a_key_at_the_end_of_a_csv_file_is_added_only_on_request() {
    let person = Person::with_vault();
    let rows = ["name,login_totp", ",,login,A,GEZDGNBV", ",,login,B,MFRGGZDF"].join("\n");
    let file = person.write("vault.csv", format!("folder,favorite,type,{rows}"));
    let first = person.json(&["import", &file]);
    let last = &first["accounts"][1];
    assert_eq!((&first["added"], &first["skipped"]), (&json!(1), &json!(1)));
    assert_eq!(
        (&last["verdict"], &last["outcome"]),
        (&json!("plan-maybe-truncated"), &json!("skipped"))
    );
    let ran = person.run(&["import", &file]);
    assert!(ran.err.contains("--on-conflict add"), "{}", ran.err);
    let second = person.json(&["import", &file, "--on-conflict", "add"]);
    assert_eq!((&second["added"], &second["known"]), (&json!(1), &json!(1)));
    let cut = person.write("cut.csv", format!("folder,favorite,type,{}", &rows[..rows.len() - 9]));
    let ran = person.ask(&["import", &cut]);
    assert_eq!(
        (ran.exit, &answer(&ran)["refused"][0]["code"]),
        (4, &json!("import-entry-truncated"))
    );
}

#[test]
fn an_export_for_another_app_is_imported_with_the_same_codes() {
    let person = Person::with_vault();
    person.json(&["import", &fixture("aegis/plain-3.json")]);
    let gone = "otpauth://totp/gone?secret=GEZDGNBV";
    person.type_in(gone, &["--json", "add", "-"]).json();
    person.json(&["remove", "gone"]);
    let at = ["codes", "--at", "1700000000"];
    let codes = person.json(&at);
    for format in ["aegis", "2fas", "text"] {
        let file = person.path(format);
        let written = person.json(&["export", "--format", format, &file]);
        assert_eq!(
            (&written["accounts"], &written["files"][0]),
            (&json!(5), &json!(file)),
            "{format}"
        );
        let omitted = written["omitted"].as_array().unwrap();
        let notes = omitted.iter().find(|one| one["code"] == "export-omitted-notes");
        assert_eq!(notes.is_some(), format != "aegis", "{format}");
        assert!(omitted.iter().any(|one| one["code"] == "export-omitted-trash"), "{format}");
        let second = Person::with_vault();
        second.json(&["import", &file]);
        let found = second.json(&at);
        for (one, other) in codes.as_array().unwrap().iter().zip(found.as_array().unwrap()) {
            assert_eq!(
                (&one["code"], &one["issuer"]),
                (&other["code"], &other["issuer"]),
                "{format}"
            );
        }
    }
    let sheet = person.path("sheet.html");
    person.json(&["export", "--format", "sheet", &sheet]);
    let sheet = std::fs::read_to_string(sheet).unwrap();
    assert_eq!(sheet.matches("<svg").count(), 5);
    assert!(!sheet.contains("<script") && sheet.contains("楽天"), "{sheet}");
}

#[cfg(unix)]
#[test]
fn a_person_is_asked_for_the_password_of_a_file_and_may_mistype_it() {
    let person = Person::with_vault();
    let (file, password) = (fixture("aegis/sealed.json"), person.path("password"));
    let vault = std::fs::read_to_string(password).unwrap();
    let asked = format!("The password of {file} (Aegis)");
    let answers =
        [(&*asked, "wrong horse"), (&*asked, "correct horse"), ("Password", vault.trim())];
    let ran = terminal::answer(&person, &["import", &file], &answers);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    assert!(ran.out.contains('5'), "{}", ran.out);
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 5);
}

#[cfg(unix)]
#[test]
fn memory_needs_consent_and_nothing_is_opened_without_it() {
    let person = Person::with_vault();
    let file = fixture("ente/asks.json");
    let ran = terminal::answer(&person, &["import", &file], &[("1024 MB of memory", "n")]);
    assert_eq!(ran.exit, 7, "{}", ran.out);
    assert!(ran.out.contains("Nothing was tried yet"), "{}", ran.out);
    assert!(!ran.out.contains("The password of"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn keys_are_written_unencrypted_only_with_consent() {
    let person = Person::with_vault();
    let file = person.path("keys.txt");
    let ran =
        terminal::answer(&person, &["export", &file], &[("Write them without encryption?", "n")]);
    assert_eq!((ran.exit, Path::new(&file).exists()), (7, false), "{}", ran.out);
    let password = std::fs::read_to_string(person.path("password")).unwrap();
    let answers = [("Write them without encryption?", "y"), ("assword", password.trim())];
    let ran = terminal::answer(&person, &["export", &file], &answers);
    assert_eq!((ran.exit, Path::new(&file).exists()), (0, true), "{}", ran.out);
}
