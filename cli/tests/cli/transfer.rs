//! From and to other apps.

use serde_json::json;

use crate::program::{AMAZON, Person};

const MINUTE: &str = "otpauth://totp/Slow:me?secret=JBSWY3DPEHPK3PXP&period=60&issuer=Slow";

#[test]
fn lists_of_links_are_imported_as_one_step_with_refusals_named() {
    let person = Person::with_vault();
    let list = format!("# mine\n{AMAZON}\notpauth://totp/X:y?secret=GE&algorithm=MD5\n");
    let (one, two) = (person.write("one.txt", list), person.write("two.txt", MINUTE));
    let planned = person.json(&["import", &one, &two, "--dry-run"]);
    assert_eq!((&planned["added"], &planned["dry_run"]), (&json!(2), &json!(true)));
    let answer = person.json(&["import", &one, &two]);
    assert_eq!(answer["added"], json!(2));
    assert_eq!(answer["refused"][0]["code"], "otp-algorithm");
    assert_eq!(answer["refused"][0]["name"], "X:y");
    assert_eq!(person.json(&["undo"])["accounts"], json!(2));
    assert_eq!(person.json(&["list"]), json!([]));
}

#[test]
fn what_is_no_export_is_refused() {
    let person = Person::with_vault();
    let file = person.write("poem.txt", "古池や蛙飛びこむ水の音");
    let ran = person.ask(&["import", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "import-unknown"));
}

#[test]
fn an_export_as_text_is_imported_equal() {
    let person = Person::with(&[AMAZON, MINUTE]);
    let file = person.path("links.txt");
    let written = person.json(&["export", "text", "--output", &file]);
    assert_eq!((&written["accounts"], &written["files"][0]), (&json!(2), &json!(file)));
    let second = Person::with_vault();
    second.json(&["import", &file]);
    let at = ["codes", "--at", "1700000000"];
    for (one, other) in [(0, 0), (1, 1)] {
        assert_eq!(second.json(&at)[one]["code"], person.json(&at)[other]["code"]);
    }
    let again = person.ask(&["export", "text", "--output", &file]);
    assert_eq!((again.exit, again.fault().as_str()), (7, "cli-file-exists"));
}

#[test]
fn googles_qr_codes_are_written_as_pictures_and_read_back() {
    let person = Person::with(&[AMAZON, MINUTE]);
    let folder = person.path("codes");
    let ran = person.ask(&["export", "google", "--png", &folder]);
    assert_eq!(ran.exit, 7, "an account that Google has no room for is told: {}", ran.err);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer["refused"][0]["code"], "migration-write-period-lost");
    assert_eq!(answer["accounts"], json!(1));
    let picture = answer["files"][0].as_str().unwrap().to_owned();
    let second = Person::with_vault();
    assert_eq!(second.json(&["import", &picture])["added"], json!(1));
    assert_eq!(second.json(&["list"])[0]["account"], "shop@example.co.jp");
}

#[cfg(unix)]
#[test]
fn exported_files_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let person = Person::with(&[AMAZON]);
    let file = person.path("links.txt");
    person.json(&["export", "--output", &file]);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
