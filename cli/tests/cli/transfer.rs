//! Import from and export to other apps.

use serde_json::json;

use crate::program::{AMAZON, Person};

const MINUTE: &str = "otpauth://totp/Slow:me?secret=JBSWY3DPEHPK3PXP&period=60&issuer=Slow";

#[test]
fn lists_of_links_are_imported_in_one_change_with_refused_entries_named() {
    let person = Person::with_vault();
    let list = format!("# mine\n{AMAZON}\notpauth://totp/X:y?secret=GE&algorithm=MD5\n");
    let (one, two) = (person.write("one.txt", list), person.write("two.txt", MINUTE));
    let import = |more: &[&str]| -> serde_json::Value {
        let ran = person.ask(&[&["import", &one, &two], more].concat());
        assert_eq!(ran.exit, 4, "not everything was taken: {}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    };
    let planned = import(&["--dry-run"]);
    assert_eq!((&planned["added"], &planned["dry_run"]), (&json!(2), &json!(true)));
    let answer = import(&[]);
    assert_eq!(answer["added"], json!(2));
    assert_eq!(
        (&answer["refused"][0]["at"], &answer["refused"][0]["file"]),
        (&json!(3), &json!(one))
    );
    assert_eq!(answer["refused"][0]["code"], "otp-algorithm");
    assert_eq!(answer["refused"][0]["name"], "X:y");
    assert_eq!(person.json(&["undo"])["accounts"], json!(2));
    assert_eq!(person.json(&["list"]), json!([]));
}

#[test]
fn a_file_that_is_not_an_export_is_refused() {
    let person = Person::with_vault();
    let file = person.write("poem.txt", "古池や蛙飛びこむ水の音");
    let ran = person.ask(&["import", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "import-unknown"));
}

#[test]
fn an_export_as_text_is_imported_equal() {
    let person = Person::with(&[AMAZON, MINUTE]);
    let file = person.path("links.txt");
    let written = person.json(&["export", &file]);
    assert_eq!((&written["accounts"], &written["files"][0]), (&json!(2), &json!(file)));
    let second = Person::with_vault();
    second.json(&["import", &file]);
    let at = ["codes", "--at", "1700000000"];
    for (one, other) in [(0, 0), (1, 1)] {
        assert_eq!(second.json(&at)[one]["code"], person.json(&at)[other]["code"]);
    }
    let again = person.ask(&["export", &file]);
    assert_eq!((again.exit, again.fault().as_str()), (7, "cli-file-exists"));
}

#[test]
fn googles_qr_codes_are_written_as_pictures_and_read_back() {
    let person = Person::with(&[AMAZON, MINUTE]);
    let folder = person.path("codes");
    let ran = person.ask(&["export", "--format", "google", "--png", &folder]);
    assert_eq!(ran.exit, 7, "an account that Google has no room for is reported: {}", ran.err);
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
fn only_the_owner_can_read_exported_files() {
    use std::os::unix::fs::PermissionsExt;
    let person = Person::with(&[AMAZON]);
    let file = person.path("links.txt");
    person.json(&["export", &file]);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// An account with MD5 in Google's export, named "G:md5".
const MD5: &str = "otpauth-migration://offline?data=CgwKATESBUc6bWQ1IAQQARgB";
const A: &str = "otpauth://totp/Shop:a?secret=JBSWY3DPEHPK3PXP&issuer=Shop";
const B: &str = "otpauth://totp/Shop:b?secret=JBSWY3DPEHPK3PXP&issuer=Shop";

#[test]
fn a_file_without_usable_entries_is_an_error() {
    let person = Person::with_vault();
    let refused = person.write("refused.txt", "otpauth://totp/X:y?secret=GE&algorithm=MD5\n");
    let ran = person.ask(&["import", &refused]);
    assert_eq!(ran.exit, 4, "{}", ran.out);
    let google = person.write("google.txt", MD5);
    let ran = person.ask(&["import", &google]);
    assert_eq!(ran.exit, 4, "{}", ran.out);
    let printed = person.run(&["--lang=en", "import", &google, &refused]);
    assert!(printed.err.contains("google.txt") && printed.err.contains("G:md5"), "{}", printed.err);
    assert!(printed.err.contains("refused.txt, 1: X:y"), "{}", printed.err);
}

#[test]
fn an_unreadable_file_does_not_affect_others() {
    let person = Person::with_vault();
    let (good, poem) = (person.write("good.txt", A), person.write("poem.txt", "古池や"));
    let raivo = r#"[{"issuer":"","account":"","secret":"","kind":"TOTP","timer":"30"}]"#;
    let raivo = person.write("raivo.json", raivo);
    let ran = person.ask(&["import", "/no/such/file", &poem, &good, &raivo]);
    assert_eq!(ran.exit, 4);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer["added"], json!(1));
    let refused = answer["refused"].as_array().unwrap();
    assert_eq!((&refused[0]["code"], &refused[0]["at"]), (&json!("import-unknown"), &json!(0)));
    assert_eq!((&refused[1]["code"], &refused[1]["file"]), (&json!("import-app"), &json!(raivo)));
    let printed = person.run(&["--lang=en", "import", &raivo]);
    assert!(printed.err.contains("Raivo OTP"), "{}", printed.err);
}

#[test]
fn two_links_on_one_line_are_two_accounts() {
    for between in [" ", ",", ", ", ";"] {
        let person = Person::with_vault();
        let list = person.write("list.txt", format!("{AMAZON}{between}{MINUTE}\n"));
        assert_eq!(person.json(&["import", &list])["added"], json!(2), "{between:?}");
        let names = person.json(&["list"]).to_string();
        assert!(!names.contains("JBSWY3DP"), "{names}");
    }
}

#[test]
fn one_key_under_two_names_is_reported_and_added_on_request() {
    let person = Person::with(&[A]);
    let file = person.write("b.txt", B);
    let skipped = person.json(&["import", &file]);
    assert_eq!((&skipped["added"], &skipped["skipped"]), (&json!(0), &json!(1)));
    assert_eq!(skipped["accounts"][0]["verdict"], "plan-same-key");
    let printed = person.run(&["--lang=en", "import", &file]);
    assert!(printed.err.contains("Shop b was left out") && printed.exit == 0, "{}", printed.err);
    let known = person.type_in(B, &["--json", "add", "-"]).json();
    assert_eq!((&known[0]["outcome"], &known[0]["account"]), (&json!("same-key"), &json!("a")));
    let both = person.json(&["import", &file, "--on-conflict", "add"]);
    assert_eq!(both["added"], json!(1));
    let other = Person::with_vault();
    let at_once = other.type_in(&format!("{A}\n{B}"), &["--json", "add", "-", "--all"]).json();
    let outcomes: Vec<_> = at_once.as_array().unwrap().iter().map(|one| &one["outcome"]).collect();
    assert_eq!(outcomes, ["added", "same-key"]);
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_dry_run_has_the_same_counts_and_counters_are_reported() {
    let counter = |n| format!("otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQ&counter={n}");
    let person = Person::with(&[&counter(3)]);
    let file = person.write("bank.txt", format!("{}\n{A}\n{A}\n", counter(9)));
    let mut planned = person.json(&["import", &file, "--dry-run"]);
    planned["dry_run"] = json!(false);
    assert_eq!(person.json(&["import", &file]), planned);
    assert_eq!((&planned["advanced"], &planned["known"]), (&json!(1), &json!(0)));
    let ahead = person.type_in(&counter(20), &["--json", "add", "-"]).json();
    assert_eq!(ahead[0]["outcome"], "advanced");
    assert_eq!(person.json(&["list"])[0]["counter"], json!(20));
    let printed = person.run(&["--lang=en", "import", &person.write("more.txt", counter(30))]);
    assert!(printed.out.contains("1 counter moved forward"), "{}", printed.out);
}

#[test]
fn a_missing_part_is_printed_once_with_its_number() {
    let person = Person::with_vault();
    // Part 1 of 2.
    let part = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";
    let file = person.write("part.txt", format!("{part}\n{part}\n"));
    let answer = person.json(&["import", &file]);
    let notices = answer["notices"].as_array().unwrap();
    let missing: Vec<_> =
        notices.iter().filter(|one| one["code"] == "notice-part-missing").collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0]["facts"], json!({"number": 2, "of": 2}));
}

#[test]
fn accounts_in_ente_auths_trash_are_imported_into_the_trash() {
    let person = Person::with_vault();
    let line =
        format!("{A}&codeDisplay=%7B%22trashed%22%3Atrue%2C%22tags%22%3A%5B%22Work%22%5D%7D");
    person.json(&["import", &person.write("ente.txt", line)]);
    assert_eq!(person.json(&["list"]), json!([]));
    assert_eq!(person.json(&["trash"])[0]["group"], "Work");
}
