//! Codes: at a time, of a backup, updated continuously.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::program::Person;

/// RFC 6238 appendix B's key, eight digits.
const RFC: &str =
    "otpauth://totp/RFC:6238?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8&issuer=RFC";
const STEAM: &str = "otpauth://steam/Steam:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

#[test]
fn the_codes_of_rfc_6238_are_printed() {
    let person = Person::with(&[RFC]);
    for (at, code) in [("59", "94287082"), ("1111111109", "07081804"), ("2000000000", "69279037")] {
        let rows = person.json(&["codes", "--at", at]);
        assert_eq!(rows[0]["code"], code, "{at}");
    }
    let row = &person.json(&["codes", "--at", "59"])[0];
    let keys: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected =
        ["id", "issuer", "account", "code", "next", "valid_from", "valid_until"].to_vec();
    expected.sort_unstable();
    let mut sorted = keys;
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    assert_eq!((&row["valid_from"], &row["valid_until"]), (&json!(30), &json!(60)));
    assert_eq!(row["next"], person.json(&["codes", "--at", "60"])[0]["code"]);
}

#[test]
fn a_person_reads_groups_and_seconds() {
    let person = Person::with(&[RFC, STEAM]);
    let ja = person.run(&["--lang=ja", "codes", "rfc", "--at", "59"]);
    assert!(ja.out.contains("9428 7082") && ja.out.contains("あと1秒"), "{}", ja.out);
    let en = person.run(&["--lang=en", "codes", "steam", "--at", "30"]);
    assert!(en.out.contains("30 seconds left"), "{}", en.out);
}

#[test]
fn groups_are_even_and_a_long_name_widens_no_row() {
    let key = "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let stem = "x".repeat(600);
    let links = [
        format!("otpauth://totp/A:six?{key}&digits=6"),
        format!("otpauth://totp/A:seven?{key}&digits=7"),
        format!("otpauth://totp/A:eight?{key}&digits=8"),
        format!("otpauth://totp/A:{stem}-tokyo?{key}AA&digits=8&period=60"),
        format!("otpauth://totp/A:{stem}-osaka?{key}AAAAAAAA&digits=8&period=90"),
    ];
    let person = Person::with(&links.each_ref().map(String::as_str));
    let printed = person.run(&["--lang=en", "codes", "--at", "59"]).out;
    for code in ["287 082 ", "428 7082 ", "9428 7082 "] {
        assert!(printed.contains(code), "{code}: {printed}");
    }
    assert!(printed.lines().all(|line| line.chars().count() < 120), "{printed}");
    assert!(printed.contains("-tokyo") && printed.contains("-osaka"), "{printed}");
    let listed = person.run(&["--lang=en", "list"]).out;
    assert!(listed.lines().all(|line| line.chars().count() < 120), "{listed}");
    let whole = person.json(&["codes"]);
    assert_eq!(whole[3]["account"].as_str().unwrap().len(), 606);
}

#[test]
fn a_word_without_match_is_an_error_and_an_empty_vault_is_not() {
    let person = Person::with_vault();
    assert_eq!(person.json(&["codes"]), json!([]));
    let ran = person.ask(&["codes", "nobody"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (3, "cli-no-match"));
}

#[test]
fn watching_prints_changed_codes_and_lets_others_use_the_vault() {
    let quick = RFC.replace("&issuer", "&period=1&issuer");
    let person = Person::with(&[&quick]);
    let mut watch = person.command(&["--json", "codes", "--watch"]);
    let mut watch = watch.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let mut next = || -> Value { serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap() };
    let (first, second) = (next(), next());
    assert_eq!(first[0]["next"], second[0]["code"]);
    assert_eq!(person.ask(&["list"]).exit, 0);
    watch.kill().unwrap();
    watch.wait().unwrap();
}
