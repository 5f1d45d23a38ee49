//! The command line shows a person the same as the phones do for the same vault.

use std::sync::Arc;

use aikotoba_core::backup::{BackupContents, BackupExtent, ScryptWorkFactor, seal, write};
use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::preferences::{AppSettings, Setting};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{UnlockCredential, Vault};
use serde_json::json;

use crate::program::{AMAZON, PASSWORD, Person};

const GITHUB: &str = "otpauth://totp/GitHub:octo?secret=JBSWY3DPEHPK3PXP&issuer=GitHub";

/// A person's vault, opened while the program runs.
fn open(person: &Person) -> Vault {
    let path = person.folder.path().join("vault");
    let locked = Vault::open(&path, Arc::new(SystemRandom::new())).unwrap();
    let password = Passphrase::new(PASSWORD.to_owned());
    locked.unlock(UnlockCredential::Passphrase(&password)).unwrap()
}

fn choose(person: &Person, choices: &[(Setting, &str)]) {
    let mut vault = open(person);
    let mut settings = AppSettings::of(vault.settings());
    for (setting, value) in choices {
        settings.choose(*setting, &format!("setting-{}-{value}", setting.name())).unwrap();
    }
    let mut kept = vault.settings().clone();
    settings.put(&mut kept);
    vault.change_settings(kept).unwrap();
}

#[test]
fn an_empty_list_says_why_it_is_empty() {
    let person = Person::with_vault();
    let printed = |line: &[&str]| person.run(&[&["--lang=en"], line].concat()).out;
    assert!(printed(&["list"]).starts_with("There are no accounts yet."));
    assert_eq!(printed(&["trash"]), "The trash is empty.\n");
    person.type_in(AMAZON, &["add", "-"]);
    assert_eq!(printed(&["list", "nobody"]), "No account matches.\n");
    assert_eq!(person.json(&["list", "nobody"]), json!([]));
}

#[test]
fn the_list_has_the_order_of_the_phone_and_json_that_of_the_owner() {
    let person = Person::with(&[AMAZON, GITHUB]);
    person.json(&["edit", "github", "--favourite", "yes"]);
    let printed = person.run(&["--lang=en", "list"]).out;
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines[0].contains("GitHub") && lines[0].contains("Favourite"), "{printed}");
    assert!(lines[1].contains("Amazon") && lines[1].ends_with("Unconfirmed"), "{printed}");
    assert!(person.run(&["codes"]).out.lines().next().unwrap().contains("GitHub"));
    for command in ["list", "codes"] {
        assert_eq!(person.json(&[command])[0]["issuer"], "Amazon", "{command}");
    }
    choose(&person, &[(Setting::Sorting, "name")]);
    person.json(&["edit", "github", "--favourite", "no"]);
    person.json(&["edit", "amazon", "--last"]);
    assert!(person.run(&["list"]).out.lines().next().unwrap().contains("Amazon"));
}

#[test]
fn codes_are_grouped_by_the_setting_and_shown_although_the_list_hides_them() {
    let person = Person::with(&[GITHUB]);
    let at = ["--lang=en", "codes", "--at", "1700000000"];
    let code = person.json(&at[1..])[0]["code"].as_str().unwrap().to_owned();
    let printed = person.run(&at).out;
    assert!(printed.starts_with(&format!("{} {} ", &code[..3], &code[3..])), "{printed}");
    assert!(printed.contains("Next"), "{printed}");
    let choices =
        [(Setting::Grouping, "pairs"), (Setting::NextCode, "off"), (Setting::HideCodes, "on")];
    choose(&person, &choices);
    let printed = person.run(&at).out;
    let pairs = format!("{} {} {} ", &code[..2], &code[2..4], &code[4..]);
    assert!(printed.starts_with(&pairs) && !printed.contains("Next"), "{printed}");
    assert!(person.json(&at[1..])[0]["next"].is_string());
}

#[test]
fn the_question_about_a_new_account_names_its_site() {
    let person = Person::with_vault();
    let printed = person.type_in(AMAZON, &["--lang=en", "add", "-"]).out;
    assert!(printed.contains("Did Amazon’s page go on?"), "{printed}");
    let is_advice =
        printed.contains("Type these 6 digits") || printed.contains("It changes in a moment");
    assert!(
        is_advice && printed.contains("seconds left") || printed.contains("1 second left"),
        "{printed}"
    );
    let confirmed = person.run(&["--lang=en", "confirm", "amazon"]);
    assert!(confirmed.err.contains("The app has no backup"), "{}", confirmed.err);
}

#[test]
fn the_causes_of_a_rejected_code_are_counted() {
    let person = Person::with(&[AMAZON]);
    let count =
        person.json(&["confirm", "amazon", "--refused"])["doubts"].as_array().unwrap().len();
    let printed = person.run(&["--lang=en", "confirm", "amazon", "--refused"]).out;
    assert!(printed.contains(&format!("Possible reason {count} of {count}")), "{printed}");
    assert!(printed.contains("These are all the reasons we know."), "{printed}");
}

#[test]
fn the_state_of_a_vault_is_shown_by_its_banners() {
    let person = Person::with(&[AMAZON]);
    let info = || person.run(&["--lang=en", "vault", "info"]).out;
    let printed = info();
    assert!(printed.contains("Without this device, 1 account would be lost."), "{printed}");
    assert!(printed.contains("1 account waits for an answer"), "{printed}");
    person.json(&["confirm", "amazon"]);
    let saved = person.run(&["--lang=en", "backup", &person.path("shop.age")]);
    assert!(saved.out.contains("The one account was opened and checked"), "{}", saved.out);
    let printed = info();
    assert!(printed.contains("Everything is backed up"), "{printed}");
    assert!(!printed.contains("waits for an answer"), "{printed}");
}

#[test]
fn the_state_of_a_backup_is_reported_when_it_is_verified_and_restored() {
    let person = Person::with(&[AMAZON]);
    let file = person.path("shop.age");
    person.json(&["backup", &file]);
    let printed = person.run(&["--lang=en", "verify", &file]).out;
    assert!(printed.contains("Everything is there, as it was saved."), "{printed}");
    let partial = {
        let contents = BackupContents::of(&open(&person), UnixMillis(0));
        let partial = write(&BackupContents { extent: BackupExtent::Partial, ..contents });
        let password = Passphrase::new(PASSWORD.to_owned());
        person.write("partial.age", seal(&partial, &password, ScryptWorkFactor::new(2).unwrap()))
    };
    let sentence = "It was made from a damaged vault, so accounts may be missing.";
    let second = Person::with_vault();
    for line in [["verify", &partial, "--lang=en"], ["restore", &partial, "--lang=en"]] {
        let ran = second.run(&line);
        assert!(format!("{}{}", ran.out, ran.err).contains(sentence), "{} {}", ran.out, ran.err);
    }
    assert!(person.run(&["--lang=en", "restore", &partial]).out.contains("1 was here already"));
}

#[test]
fn the_result_of_an_import_is_counted_as_on_a_phone() {
    let person = Person::with_vault();
    let file = person.write("links.txt", format!("{AMAZON}\n{GITHUB}\n"));
    let planned = person.run(&["--lang=en", "import", &file, "--dry-run"]).out;
    assert!(planned.contains("2 to add, 0 here already"), "{planned}");
    let printed = person.run(&["--lang=en", "import", &file]).out;
    assert_eq!(printed, "2 accounts added\n");
    let again = person.run(&["--lang=en", "import", &file]);
    assert_eq!(again.out, "Nothing was added\n2 were here already.\n");
    assert!(!again.err.contains("undo"), "{}", again.err);
}

#[test]
fn before_keys_are_erased_a_person_is_told_to_turn_off_two_step_verification() {
    let person = Person::with(&[AMAZON]);
    let removed = person.run(&["--lang=en", "remove", "amazon"]).out;
    assert!(removed.contains("is in the trash") && removed.contains("trash restore"), "{removed}");
    assert!(person.run(&["--lang=en", "trash"]).out.contains("Moved here"));
    let ran = person.run(&["--lang=en", "trash", "empty", "--yes"]);
    assert!(ran.err.contains("two-step verification"), "{}", ran.err);
}
