//! Accounts: add, list, confirm, remove, restore, show.

use serde_json::json;

use crate::program::{AMAZON, KEY, Person};

const RAKUTEN: &str = "otpauth://totp/%E6%A5%BD%E5%A4%A9:hanako?secret=GEZDGNBVGY3TQOJQ";
const COUNTER: &str = "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";

#[test]
fn a_link_on_standard_input_is_added_and_its_code_shown() {
    let person = Person::with_vault();
    let added = person.type_in(AMAZON, &["--json", "add", "-"]).json();
    let one = &added[0];
    assert_eq!((&one["issuer"], &one["outcome"]), (&json!("Amazon"), &json!("added")));
    assert_eq!(one["code"].as_str().unwrap().len(), 6);
    let listed = person.json(&["list"]);
    assert_eq!(listed[0]["id"], one["id"]);
    assert_eq!(listed[0]["confirmed"], json!(false));
}

#[test]
fn a_typed_key_is_added_in_both_languages() {
    for (lang, word) in [("--lang=ja", "登録しました"), ("--lang=en", "was added")] {
        let person = Person::with_vault();
        let spaced = KEY.as_bytes().chunks(4).map(|four| str::from_utf8(four).unwrap());
        let file = person.write("key", spaced.collect::<Vec<_>>().join(" ").to_lowercase());
        let names = ["--issuer", "Amazon", "--account", "shop@example.co.jp"];
        let line: Vec<&str> =
            [lang, "add"].iter().chain(&names).chain(&["--key-file", &file]).copied().collect();
        let ran = person.run(&line);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        assert!(ran.out.contains(word), "{}", ran.out);
        let uri = person.json(&["show", "amazon", "--uri"]);
        assert!(uri["uri"].as_str().unwrap().contains(KEY));
    }
}

#[test]
fn a_mistyped_key_names_the_position() {
    let person = Person::with_vault();
    let file = person.write("key", "GEZDGNBV1Y3TQOJQ");
    let ran = person.ask(&["add", "--issuer", "A", "--account", "b", "--key-file", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (3, "typed-key-symbol"));
    assert!(!ran.err.contains("GEZD"), "{}", ran.err);
}

#[test]
fn the_same_account_twice_changes_nothing() {
    let person = Person::with(&[AMAZON]);
    let again = person.type_in(AMAZON, &["--json", "add", "-"]).json();
    assert_eq!(again[0]["outcome"], "known");
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_taken_name_needs_a_decision() {
    let person = Person::with(&[AMAZON]);
    let other = AMAZON.replace("GEZDGNBV", "JBSWY3DP");
    let ran = person.type_in(&other, &["--json", "add", "-"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-conflicts"));
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 1);
    let added = person.type_in(&other, &["--json", "add", "-", "--on-conflict", "add"]).json();
    assert_eq!(added[0]["outcome"], "added");
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 2);
}

#[test]
fn an_account_is_found_by_words_and_by_a_prefix_of_its_identifier() {
    let person = Person::with(&[AMAZON, RAKUTEN]);
    let found = person.json(&["list", "らくてん"]);
    assert_eq!(found[0]["issuer"], "楽天");
    let id = found[0]["id"].as_str().unwrap();
    assert_eq!(person.json(&["confirm", &id[..8]])["id"], *id);
    assert_eq!(person.json(&["list", "楽天"])[0]["confirmed"], json!(true));
    let none = person.ask(&["confirm", "nobody"]);
    assert_eq!((none.exit, none.fault().as_str()), (3, "cli-no-match"));
    let several = person.ask(&["confirm", "a"]);
    assert_eq!((several.exit, several.fault().as_str()), (7, "cli-several-match"));
}

#[test]
fn a_refused_code_lists_possible_reasons_in_order() {
    let person = Person::with(&[AMAZON]);
    let answer = person.json(&["confirm", "amazon", "--refused"]);
    let doubts = answer["doubts"].as_array().unwrap();
    let codes: Vec<_> = doubts.iter().map(|doubt| doubt["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"doubt-code-turned") && codes.contains(&"doubt-clock"), "{codes:?}");
    assert_eq!(person.json(&["list"])[0]["confirmed"], json!(false));
    let printed = person.run(&["--lang=ja", "confirm", "amazon", "--refused"]);
    assert!(printed.out.contains("古いQRコード"), "{}", printed.out);
}

#[test]
fn a_removed_account_is_restored_from_the_trash_or_by_undo() {
    let person = Person::with(&[AMAZON, RAKUTEN]);
    let id = person.json(&["remove", "amazon"])["id"].clone();
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 1);
    assert_eq!(person.json(&["trash"])[0]["id"], id);
    assert!(person.json(&["trash", "list"])[0]["trashed"].is_i64());
    assert_eq!(person.json(&["trash", "restore", "amazon"])["id"], id);
    person.json(&["remove", "amazon"]);
    let undone = person.json(&["undo"]);
    assert_eq!((&undone["reason"], &undone["accounts"]), (&json!("discard"), &json!(1)));
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 2);
}

#[test]
fn the_trash_is_emptied_only_with_consent() {
    let person = Person::with(&[AMAZON]);
    person.json(&["remove", "amazon"]);
    let asked = person.ask(&["trash", "empty"]);
    assert_eq!((asked.exit, asked.fault().as_str()), (7, "cli-nobody-to-ask"));
    assert_eq!(person.json(&["trash", "empty", "--yes"]), json!({ "removed": 1 }));
    assert_eq!(person.json(&["trash"]), json!([]));
}

#[test]
fn undo_without_a_change_is_an_error() {
    let ran = Person::with_vault().ask(&["undo"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "change-nothing-to-undo"));
}

#[test]
fn a_counter_advances_with_each_code() {
    let person = Person::with(&[COUNTER]);
    // RFC 4226 appendix D.
    for code in ["755224", "287082", "359152"] {
        let taken = person.json(&["codes", "--hotp", "bank"]);
        assert_eq!(taken[0]["code"], code);
    }
    assert_eq!(person.json(&["list"])[0]["counter"], json!(3));
    assert!(person.json(&["codes"])[0]["code"].is_null());
    let timed = Person::with(&[AMAZON]).ask(&["codes", "--hotp", "amazon"]);
    assert_eq!(timed.fault(), "change-no-counter");
}

#[test]
fn a_key_is_shown_as_link_and_as_qr_code() {
    let person = Person::with(&[AMAZON]);
    let shown = person.run(&["--lang=en", "show", "amazon", "--uri"]);
    assert!(shown.out.starts_with("otpauth://totp/Amazon"));
    assert!(shown.err.contains("Whoever sees it"));
    let drawn = person.run(&["show", "amazon", "--qr"]);
    assert!(drawn.out.contains('▀') && drawn.out.lines().count() > 20);
}

#[test]
fn a_key_given_as_an_argument_is_recognised_and_never_printed() {
    let person = Person::with_vault();
    for line in [
        vec!["add", KEY],
        vec!["add", "gezd", "gnbv", "gy3t", "qojq"],
        vec!["add", "GEZDGNBVGY3TQOJ1"],
        vec!["--json", "add", KEY],
        vec!["add", "--all", "GEZD-GNBV-GY3T-QOJQ"],
        vec![KEY],
    ] {
        let ran = person.run(&line);
        assert_eq!(ran.exit, 3, "{}", ran.err);
        let shown = format!("{}{}", ran.out, ran.err).to_uppercase();
        assert!(!shown.contains("GEZD") && !shown.contains("GNBV"), "{shown}");
        assert!(ran.err.contains("--key-file -"), "{}", ran.err);
    }
    let ran = person.type_in("GEZD GNBV GY3T QOJQ", &["--json", "add", "-"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (3, "cli-key-on-input"));
    assert!(ran.err.contains("--key-file -"), "{}", ran.err);
}

#[test]
fn a_refused_account_of_googles_export_is_named_and_fails() {
    let person = Person::with_vault();
    let md5 = "otpauth-migration://offline?data=CgwKATESBUc6bWQ1IAQQARgB";
    let ran = person.type_in(md5, &["--json", "add", "-"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "otp-algorithm"));
    // It is also reported with an account that is added.
    let ran = person.type_in(&format!("{md5}\n{AMAZON}"), &["--json", "add", "-"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "otp-algorithm"));
    assert_eq!(person.json(&["list"]).as_array().unwrap().len(), 1);
}

#[test]
fn several_accounts_are_one_change_that_undo_reverts() {
    let person = Person::with_vault();
    let three = [AMAZON, RAKUTEN, "otpauth://totp/A:b?secret=MFRGGZDF"].join("\n");
    let added = person.type_in(&three, &["--json", "add", "-", "--all"]).json();
    assert_eq!(added.as_array().unwrap().len(), 3);
    assert_eq!(person.json(&["undo"])["accounts"], json!(3));
    assert_eq!(person.json(&["list"]), json!([]));
}

#[test]
fn groups_are_listed_and_moved_and_a_move_is_undone() {
    let person = Person::with_vault();
    let none = person.run(&["--lang=en", "groups"]);
    assert_eq!((none.exit, person.json(&["groups"])), (0, json!([])));
    assert!(none.out.contains("no groups yet"), "{}", none.out);
    for (name, key, group) in [("A", "JBSWY3DPEHPK3PXP", "店"), ("B", "GEZDGNBVGY3TQOJQ", "家")] {
        person
            .type_in(&format!("otpauth://totp/{name}:me?secret={key}"), &["--json", "add", "-"])
            .json();
        person.json(&["edit", name, "--group", group]);
    }
    person.json(&["edit", "B", "--group", "家", "--group", "店"]);
    let order = |first: &str, second: &str| {
        let accounts = |name| if name == "店" { 2 } else { 1 };
        json!([{"name": first, "accounts": accounts(first)}, {"name": second, "accounts": accounts(second)}])
    };
    assert_eq!(person.json(&["groups"]), order("店", "家"));
    assert_eq!(person.json(&["groups", "家", "--before", "店"]), order("家", "店"));
    assert_eq!(person.json(&["groups"]), order("家", "店"));
    let printed = person.run(&["--lang=ja", "groups", "家", "--last"]);
    assert_eq!((printed.exit, printed.out.as_str()), (0, "店（2件）\n家（1件）\n"));
    let undone = person.json(&["undo"]);
    assert_eq!((&undone["reason"], &undone["accounts"]), (&json!("arrange-groups"), &json!(0)));
    assert_eq!(person.json(&["groups"]), order("家", "店"));
    let printed = person.run(&["--lang=en", "undo"]);
    assert_eq!(printed.out, "Undone: rearranging the groups.\n");
    for line in [["groups", "x", "--last"].as_slice(), &["groups", "家", "--before", "x"]] {
        let ran = person.ask(line);
        assert_eq!((ran.fault().as_str(), ran.exit), ("change-no-such-group", 3));
    }
    assert_eq!(person.ask(&["groups", "家"]).fault(), "cli-usage-missing");
    assert_eq!(person.ask(&["groups", "--last"]).fault(), "cli-usage-missing");
    assert_eq!(person.json(&["groups"]), order("店", "家"));
}

#[test]
fn edit_changes_user_metadata_and_not_the_key() {
    let other = "otpauth://totp/Bakery:b?secret=JBSWY3DPEHPK3PXP&issuer=Bakery";
    let person = Person::with(&[AMAZON, other]);
    let at = ["codes", "--at", "1700000000"];
    let code = person.json(&at)[0]["code"].clone();
    let edit = |more: &[&str]| person.json(&[&["edit", "Amazon"], more].concat());
    let edited = edit(&[
        "--issuer",
        "Amazon Japan",
        "--note",
        "till",
        "--group",
        "Shop",
        "--favourite",
        "yes",
        "--colour",
        "3",
    ]);
    assert_eq!((&edited["issuer"], &edited["note"]), (&json!("Amazon Japan"), &json!("till")));
    assert_eq!((&edited["group"], &edited["favourite"]), (&json!("Shop"), &json!(true)));
    assert_eq!((&edited["colour"], &edited["place"]), (&json!(3), &json!(1)));
    assert_eq!(edited["groups"], json!(["Shop"]));
    let several = edit(&["--group", "店", "--group", "家"]);
    assert_eq!((&several["group"], &several["groups"]), (&json!("店"), &json!(["店", "家"])));
    let listed = person.json(&["list"]);
    assert_eq!((&listed[0]["group"], &listed[0]["groups"]), (&json!("店"), &json!(["店", "家"])));
    assert_eq!(edit(&["--note", "till"])["groups"], json!(["店", "家"]));
    let moved = edit(&["--last", "--group", "", "--colour", "none", "--favourite", "no"]);
    assert_eq!((&moved["group"], &moved["colour"]), (&json!(null), &json!(null)));
    assert_eq!(moved["groups"], json!([]));
    assert_eq!((&moved["place"], &moved["note"]), (&json!(2), &json!("till")));
    assert_eq!(edit(&["--before", "Bakery"])["place"], json!(1));
    assert_eq!(person.json(&at)[0]["code"], code);
    assert_eq!(person.json(&["undo"])["reason"], "arrange");
    let ran = person.ask(&["edit", "Amazon"]);
    assert_eq!(ran.fault(), "cli-usage-missing");
    let ran = person.ask(&["edit", "Amazon", "--issuer", &"x".repeat(2000)]);
    assert_eq!((ran.fault().as_str(), ran.exit), ("name-too-long", 3));
}
