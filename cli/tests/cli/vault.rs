//! The vault: make, open, reject, change.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{AMAZON, Person, Ran, run};

#[test]
fn a_vault_is_made_once_and_never_over_another() {
    let person = Person::new();
    let made = person.json(&["vault", "create"]);
    assert_eq!(made["path"], person.path("vault"));
    assert!(made["recovery_code"].as_str().unwrap().len() > 26);
    let before = person.read("vault");
    let again = person.ask(&["vault", "create"]);
    assert_eq!((again.exit, again.fault().as_str()), (7, "create-exists"));
    assert_eq!(person.read("vault"), before);
}

#[test]
fn no_vault_is_made_over_the_remains_of_one() {
    let person = Person::new();
    person.write("vault", "");
    let refused = person.ask(&["vault", "create"]);
    assert_eq!((refused.exit, refused.fault().as_str()), (7, "create-remains"));
}

#[test]
fn without_a_vault_a_command_says_how_to_make_one() {
    let person = Person::new();
    for command in [&["list"][..], &["codes"], &["undo"], &["vault", "info"]] {
        let ran = person.ask(command);
        assert_eq!((ran.exit, ran.fault().as_str()), (4, "cli-no-vault"), "{command:?}");
    }
    assert!(person.run(&["--lang=ja", "list"]).err.contains("aikotoba vault create"));
}

#[test]
fn a_wrong_password_is_an_error_and_changes_nothing() {
    let person = Person::with(&[AMAZON]);
    let wrong = person.write("wrong", "something else\n");
    let before = person.read("vault");
    for lang in ["--lang=ja", "--lang=en"] {
        let ran = person.ask(&[lang, "list", "--password-file", &wrong]);
        assert_eq!((ran.exit, ran.fault().as_str()), (3, "unlock-wrong-passphrase"));
        assert_eq!(ran.out, "");
    }
    assert_eq!(person.read("vault"), before);
}

#[test]
fn full_width_digits_of_a_japanese_keyboard_open_it_too() {
    let person = Person::new();
    person.write("password", "1234 abc");
    person.json(&["vault", "create", "--no-recovery"]);
    let typed = person.write("typed", "１２３４ ａｂｃ\r\n");
    assert_eq!(person.json(&["list", "--password-file", &typed]), json!([]));
}

#[test]
fn the_password_may_come_from_standard_input() {
    let person = Person::with_vault();
    let ran = person.type_in("正しい馬 battery\n", &["--json", "list", "--password-file", "-"]);
    assert_eq!(ran.json(), json!([]));
}

#[test]
fn a_new_password_opens_the_vault_and_the_old_one_does_not() {
    let person = Person::with(&[AMAZON]);
    let new = person.write("new", "another one\n");
    let changed = person.json(&["vault", "passwd", "--new-password-file", &new]);
    assert_eq!(changed, json!({ "changed": true, "strength": "weak" }));
    assert_eq!(person.ask(&["list"]).fault(), "unlock-wrong-passphrase");
    assert_eq!(person.json(&["list", "--password-file", &new])[0]["issuer"], "Amazon");
}

#[test]
fn the_recovery_code_opens_the_vault_and_is_checked_and_replaced() {
    let person = Person::new();
    let made = person.json(&["vault", "create"]);
    let noted = person.write("noted", made["recovery_code"].as_str().unwrap().to_lowercase());
    let info = person.json(&["vault", "info"]);
    assert!(info["recovery_confirmed"].is_null());
    // Until it is confirmed, the same one is shown again.
    let again = person.json(&["vault", "recovery"]);
    assert_eq!(again, json!({ "recovery_code": made["recovery_code"], "new": false }));
    let fits = person.json(&["vault", "recovery", "--check", "--code-file", &noted]);
    assert_eq!(fits, json!({ "fits": true }));
    assert!(person.json(&["vault", "info"])["recovery_confirmed"].is_i64());
    person.json(&["--recovery", "list", "--password-file", &noted]);
    assert_eq!(person.json(&["vault", "recovery"])["new"], true);
    let old = person.ask(&["--recovery", "list", "--password-file", &noted]);
    assert_eq!((old.exit, old.fault().as_str()), (3, "unlock-wrong-recovery-code"));
    let typo = person.write("typo", "0000");
    let ran = person.ask(&["--recovery", "list", "--password-file", &typo]);
    assert_eq!((ran.exit, ran.fault().as_str()), (3, "recovery-code-length"));
}

#[test]
fn a_vault_with_only_a_recovery_code_needs_its_confirmation_before_the_first_account() {
    let person = Person::new();
    let made = person.json(&["vault", "create", "--no-password"]);
    assert!(made["strength"].is_null());
    let noted = person.write("noted", made["recovery_code"].as_str().unwrap());
    let with_code = |args: &[&str]| {
        let given = ["--recovery", "--password-file", &noted];
        person.ask(&[&given, args].concat())
    };
    let waits = with_code(&["add", AMAZON]);
    assert_eq!((waits.exit, waits.fault().as_str()), (7, "change-confirm-recovery-first"));
    let fits = with_code(&["vault", "recovery", "--check", "--code-file", &noted]);
    assert_eq!(fits.exit, 0, "{}", fits.err);
    assert_eq!(with_code(&["add", AMAZON]).exit, 0);
}

#[test]
fn info_and_check_report_the_vaults_condition() {
    let person = Person::with(&[AMAZON]);
    let info = person.json(&["vault", "info"]);
    assert_eq!((&info["accounts"], &info["sound"]), (&json!(1), &json!(true)));
    assert_eq!(info["slots"][0]["kind"], "password");
    let checked = person.json(&["vault", "check"]);
    assert_eq!(checked, json!({ "accounts": 1, "sound": true, "age": "current", "damages": [] }));
    assert_eq!(person.json(&["vault", "repair"])["kept"], json!(null));
}

#[test]
fn a_second_program_reports_that_the_vault_is_in_use() {
    let person = Person::with(&[AMAZON]);
    // It holds the vault, and waits for its key file.
    let mut first = person.command(&["vault", "passwd", "--new-password-file", "-"]);
    let mut first = first.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let busy = (0..100).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        Some(person.ask(&["list"])).filter(|ran| ran.exit != 0)
    });
    let busy = busy.expect("the first program holds the vault");
    assert_eq!((busy.exit, busy.fault().as_str()), (6, "open-busy"));
    let begin = Instant::now();
    assert_eq!(person.ask(&["list"]).exit, 6);
    assert!(begin.elapsed() >= Duration::from_secs(2), "{:?}", begin.elapsed());
    // A waiting program gets the vault after it is released.
    let waiting = person.command(&["list"]).stdout(Stdio::null()).spawn();
    std::thread::sleep(Duration::from_millis(500));
    drop(first.stdin.take());
    first.wait().unwrap();
    assert!(waiting.unwrap().wait().unwrap().success());
}

#[test]
fn two_commands_that_read_at_once_both_succeed() {
    let person = Person::with(&[AMAZON]);
    let readers: Vec<_> = (0..2)
        .map(|_| person.command(&["list"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn())
        .collect();
    for reader in readers {
        let ended = reader.unwrap().wait_with_output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
}

#[cfg(unix)]
#[test]
fn a_replaced_vault_file_is_reported_and_neither_file_changes() {
    let (person, other) = (Person::with(&[AMAZON]), Person::with_vault());
    // It holds the vault, and waits for the new password.
    let mut command = person.command(&["--json", "vault", "passwd", "--new-password-file", "-"]);
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = child.spawn().unwrap();
    while person.ask(&["list"]).exit == 0 {
        std::thread::sleep(Duration::from_millis(50));
    }
    let copy = other.read("vault");
    fs::rename(other.path("vault"), person.path("vault")).unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"trapeze mulch ninth\n").unwrap();
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(6), "{err}");
    assert!(err.contains("device-replaced"), "{err}");
    assert_eq!(person.read("vault"), copy);
}

#[test]
fn an_empty_vault_does_not_grow_and_no_file_beside_it_is_removed() {
    let person = Person::new();
    person.write("vault", "");
    person.write("vault-journal", "all that is left");
    for command in [&["list"][..], &["vault", "check"], &["add", AMAZON]] {
        let ran = person.ask(command);
        assert_eq!((ran.exit, ran.fault().as_str()), (4, "open-empty"), "{command:?}");
    }
    assert_eq!(person.read("vault"), b"");
    assert_eq!(person.read("vault-journal"), b"all that is left");
}

#[test]
fn the_strength_of_a_new_password_is_reported_with_a_warning_if_weak() {
    let person = Person::new();
    for (password, strength, warned) in [
        ("password12345678", "weak", true),
        ("clock window badger", "fair", false),
        ("trapeze mulch ninth gravy copper", "strong", false),
        ("ｐａｓｓｗｏｒｄ１２３４５６７８", "weak", true),
    ] {
        let file = person.write("password", password);
        let made = person.run(&["--lang=en", "vault", "create"]);
        assert_eq!(made.exit, 0, "{}", made.err);
        assert!(made.err.contains("The new password: "), "{}", made.err);
        assert_eq!(made.err.contains("could guess this password"), warned, "{}", made.err);
        let new = ["vault", "passwd", "--new-password-file", &file];
        assert_eq!(person.json(&new)["strength"], strength);
        let backup = person.path(&format!("{}.age", password.len()));
        let ran = person.run(&["--lang=en", "backup", &backup]);
        assert_eq!(ran.err.contains("could guess this password"), warned, "{}", ran.err);
        assert_eq!(person.json(&["backup", &backup])["strength"], strength);
        fs::remove_file(person.path("vault")).unwrap();
    }
}

#[test]
fn the_names_of_the_accounts_make_a_password_weak() {
    let person = Person::with(&["otpauth://totp/Zvqxtr:Hzkwmp?secret=GEZDGNBVGY3TQOJQ"]);
    let new = person.write("new", "Zvqxtr-Hzkwmp-Zvqxtr");
    let changed = person.json(&["vault", "passwd", "--new-password-file", &new]);
    assert_eq!(changed["strength"], "weak");
}

#[test]
fn a_file_that_is_not_a_vault_is_unchanged() {
    let person = Person::new();
    let letter = person.write("vault", "Dear vault, ".repeat(1000));
    let ran = person.ask(&["list"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "open-not-vault"));
    assert!(fs::read_to_string(letter).unwrap().starts_with("Dear"));
}

#[test]
fn a_missing_or_empty_password_file_is_an_error() {
    let person = Person::with_vault();
    let gone = person.ask(&["list", "--password-file", "/no/such/file"]);
    assert_eq!((gone.exit, gone.fault().as_str()), (4, "cli-file-missing"));
    let empty = person.write("empty", "\n");
    let ran = person.ask(&["list", "--password-file", &empty]);
    assert_eq!((ran.exit, ran.fault().as_str()), (3, "cli-password-empty"));
}

#[test]
fn an_invalid_command_line_has_exit_status_two() {
    for (line, code) in [
        (&["--json", "lisst"][..], "cli-usage-unknown"),
        (&["--json", "list", "--frob"], "cli-usage-unknown"),
        (&["--json", "backup"], "cli-usage-missing"),
        (&["--json", "codes", "--at", "soon"], "cli-usage-value"),
        (&["--json", "show", "x", "--uri", "--qr"], "cli-usage-together"),
    ] {
        let ran = run(line);
        assert_eq!((ran.exit, ran.fault().as_str()), (2, code), "{line:?}");
    }
    let bare = run(&[]);
    assert_eq!((bare.exit, bare.out.as_str()), (2, ""));
    assert!(bare.err.contains("aikotoba tour"));
}

/// A user whose vault contains an account, and an older copy of the file.
fn with_older_copy() -> (Person, Vec<u8>) {
    let person = Person::with_vault();
    person.json(&["list"]);
    let older = person.read("vault");
    person.write("links", AMAZON);
    person.json(&["import", &person.path("links")]);
    (person, older)
}

/// The codes of the warnings in a command's error output, as JSON.
fn warnings(ran: &Ran) -> Vec<String> {
    let line = |line: &str| -> Value { serde_json::from_str(line).unwrap() };
    let code = |printed: Value| printed["warning"]["code"].as_str().map(str::to_owned);
    ran.err.lines().filter_map(|text| code(line(text))).collect()
}

#[test]
fn an_older_copy_of_the_vault_is_reported_until_accepted() {
    let (person, older) = with_older_copy();
    person.write("vault", older);
    for _ in 0..2 {
        let printed = person.run(&["--lang=ja", "list"]);
        assert!(
            printed.exit == 0 && printed.err.contains("前に見たときより古い"),
            "{}",
            printed.err
        );
    }
    let accepted = person.run(&["--lang=ja", "list", "--accept-vault"]);
    assert!(accepted.exit == 0 && accepted.err.contains("古い"));
    assert!(!person.run(&["--lang=ja", "list"]).err.contains("古い"));
}

#[test]
fn with_json_an_older_copy_is_reported_and_not_accepted() {
    let (person, older) = with_older_copy();
    person.write("vault", older);
    for line in [&["list"][..], &["codes"], &["vault", "info"], &["vault", "check"], &["trash"]] {
        let ran = person.run(&[&["--json"], line].concat());
        assert_eq!((ran.exit, warnings(&ran)), (0, vec!["vault-older".to_owned()]));
    }
    // Changing the copy does not make it the newest either.
    for label in ["B", "C", "D"] {
        let link = format!("otpauth://totp/{label}?secret=GEZDGNBVGY3TQOJ{label}");
        let ran = person.type_in(&link, &["--json", "add", "-"]);
        assert_eq!(warnings(&ran), ["vault-older"], "{label}");
    }
    let info = |flag: &[&str]| person.json(&[&["vault", "info"], flag].concat());
    assert_eq!(info(&[])["age"], "older");
    assert_eq!(person.json(&["vault", "check"])["age"], "older");
    assert_eq!(info(&["--accept-vault"])["age"], "current");
    assert_eq!(info(&[])["age"], "current");
}

#[test]
fn the_last_change_is_remembered_too() {
    let person = Person::with_vault();
    let older = person.read("vault");
    person.write("links", AMAZON);
    person.json(&["import", &person.path("links")]);
    person.write("vault", older);
    assert_eq!(warnings(&person.run(&["--json", "list"])), ["vault-older"]);
}

#[test]
fn another_vault_at_the_same_path_is_reported() {
    let (person, _) = with_older_copy();
    let right = person.read("vault");
    person.write("vault", Person::with_vault().read("vault"));
    for _ in 0..2 {
        let ran = person.run(&["--json", "codes"]);
        assert_eq!((ran.exit, warnings(&ran)), (0, vec!["vault-other".to_owned()]));
    }
    assert_eq!(person.json(&["vault", "info"])["age"], "other-vault");
    let printed = person.run(&["--lang=ja", "codes"]);
    assert!(
        printed.err.contains("別のもの") && printed.err.contains("--accept-vault"),
        "{}",
        printed.err
    );
    person.write("vault", right);
    assert!(warnings(&person.run(&["--json", "codes"])).is_empty());
    person.write("vault", Person::with_vault().read("vault"));
    person.json(&["list", "--accept-vault"]);
    assert!(warnings(&person.run(&["--json", "codes"])).is_empty());
}

#[test]
fn a_damaged_vault_is_reported_with_json_too() {
    let person = Person::with(&[AMAZON]);
    let planted = "CREATE TABLE other (id)";
    rusqlite::Connection::open(person.path("vault")).unwrap().execute_batch(planted).unwrap();
    let ran = person.run(&["--json", "codes"]);
    assert_eq!(
        (ran.exit, warnings(&ran)),
        (0, ["vault-damaged", "damage-schema"].map(str::to_owned).to_vec())
    );
    let ran = person.run(&["--json", "add", "otpauth://totp/x?secret=GEZDGNBV"]);
    assert_eq!(ran.fault(), "change-damaged");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_remembered() {
    use std::os::unix::fs::PermissionsExt;
    let (person, _) = with_older_copy();
    for folder in ["state/aikotoba/places", "state/aikotoba/vaults"] {
        let files: Vec<_> = fs::read_dir(person.path(folder)).unwrap().collect();
        assert_eq!(files.len(), 1, "{folder}");
        for file in files {
            assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}

#[test]
fn the_recovery_code_is_written_as_a_sheet_that_replaces_no_file() {
    let person = Person::new();
    let made = person.json(&["vault", "create"]);
    let code = made["recovery_code"].as_str().unwrap().to_owned();
    let sheet = person.path("sheet.html");
    let shown = person.json(&["vault", "recovery", "--sheet", &sheet]);
    assert_eq!((&shown["recovery_code"], &shown["sheet"]), (&json!(code), &json!(sheet)));
    let is_on_sheet = |sheet: &str| {
        let text = String::from_utf8(person.read(sheet)).unwrap();
        let groups: Vec<_> = code.split('-').map(|group| format!("<li>{group}</li>")).collect();
        assert!(text.contains(&groups.concat()) && text.contains("age -d"), "{text}");
    };
    is_on_sheet("sheet.html");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&sheet).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    // The code that was typed is written; the vault does not have it any more.
    let noted = person.write("noted", &code);
    let checked = person.path("checked.html");
    let check = ["vault", "recovery", "--check", "--code-file", &noted, "--sheet"];
    person.json(&[&check[..], &[&checked]].concat());
    is_on_sheet("checked.html");

    // No new code is made for a sheet that is not written.
    let ran = person.ask(&["vault", "recovery", "--sheet", &sheet]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-file-exists"));
    person.json(&["--recovery", "list", "--password-file", &noted]);
    let nowhere = person.path("nowhere/sheet.html");
    let ran = person.ask(&["vault", "recovery", "--sheet", &nowhere]);
    assert_eq!(ran.fault(), "cli-file-unwritable");
    // By then the new code is the one that opens the vault, so it is shown.
    let new: Value = serde_json::from_str(&ran.out).unwrap();
    let noted = person.write("noted", new["recovery_code"].as_str().unwrap());
    person.json(&["--recovery", "list", "--password-file", &noted]);
}
