//! Pictures: their contents, and accounts from them.

use std::fs;

use aikotoba_studio::{Condition, Resolution, amazon_uri};
use serde_json::json;

use crate::program::{AMAZON, Person, run};

/// A photograph of a monitor that shows a QR code of this text.
fn photograph(text: &str) -> Vec<u8> {
    Condition::Nominal.take(text, 0.2, Resolution::Hd, 7).unwrap().shoot().frame.to_png()
}

#[test]
fn a_photograph_shows_the_account_without_its_key() {
    let person = Person::new();
    let uri = amazon_uri(7);
    let file = person.write("amazon.png", photograph(&uri));
    let answer = run(&["--json", "scan", &file]).json();
    let codes = answer[0]["codes"].as_array().unwrap();
    assert_eq!((&codes[0]["kind"], &codes[0]["issuer"]), (&json!("account"), &json!("Amazon")));
    assert!(codes[0].get("text").is_none());
    let shown = run(&["--lang=ja", "scan", &file]);
    let key = uri.split("secret=").nth(1).unwrap().split('&').next().unwrap();
    assert!(shown.out.contains("Amazon") && !shown.out.contains(key), "{}", shown.out);

    let revealed = run(&["--json", "scan", "--reveal", &file]).json();
    assert_eq!(revealed[0]["codes"][0]["text"], *uri);
    let mut names: Vec<_> = revealed[0].as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["codes", "error", "file", "millis", "unfinished"]);
    let mut names: Vec<_> = revealed[0]["codes"][0].as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["account", "issuer", "kind", "text"]);
}

#[test]
fn a_foreign_code_is_explained_and_not_added() {
    let person = Person::with_vault();
    let file = person.write("page.png", photograph("https://www.amazon.co.jp/ap/signin"));
    let answer = run(&["--json", "scan", &file]).json();
    assert_eq!(answer[0]["codes"][0]["kind"], "foreign-amazon");
    for (lang, words) in
        [("--lang=ja", "ページへのリンク"), ("--lang=en", "A link to an Amazon page")]
    {
        let ran = person.run(&[lang, "add", &file]);
        assert_eq!(ran.exit, 4);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    assert_eq!(person.ask(&["add", &file]).fault(), "cli-no-account");
}

#[test]
fn a_picture_that_cannot_be_read_does_not_stop_the_others() {
    let person = Person::new();
    let (poem, good) =
        (person.write("poem.png", "not a picture"), person.write("good.png", photograph(AMAZON)));
    let ran = run(&["--json", "scan", &poem, &good, "/no/such.png"]);
    assert_eq!(ran.exit, 4);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer.as_array().unwrap().len(), 3);
    assert_eq!(answer[0]["codes"], json!([]));
    assert_eq!(answer[1]["codes"][0]["account"], "shop@example.co.jp");
    assert!(ran.err.contains("picture-not-a-picture") && ran.err.contains("cli-file-missing"));
}

#[test]
fn only_the_reason_is_printed_for_an_unreadable_picture() {
    let person = Person::new();
    let heic = person.write("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0");
    let svg = person.write("code.svg", "<?xml version=\"1.0\"?><svg/>");
    for file in [&heic, &svg] {
        let ran = run(&["--lang=en", "scan", file]);
        assert_eq!((ran.exit, ran.out.as_str()), (4, ""));
        assert!(ran.err.contains("cannot be read"), "{}", ran.err);
    }
    let ran = run(&["--json", "scan", &heic]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer[0]["error"], "picture-format");
}

#[test]
fn a_picture_without_a_code_is_an_error_for_add_and_not_for_scan() {
    use aikotoba_studio::{EmptyScene, empty_frame};
    let person = Person::with_vault();
    let frame = empty_frame(EmptyScene::ALL[0], Resolution::Vga, 1);
    let file = person.write("empty.png", frame.to_png());
    let ran = run(&["--json", "scan", &file]);
    assert_eq!(ran.json()[0]["codes"], json!([]));
    let ran = person.ask(&["add", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "cli-no-code"));
    let ran = person.ask(&["import", "--longer", &file]);
    assert_eq!((ran.exit, ran.fault().as_str()), (4, "cli-no-account"));
    let code = person.write("amazon.png", photograph(AMAZON));
    assert_eq!(person.json(&["import", "--longer", &code])["added"], json!(1));
}

#[test]
fn a_photographed_account_is_added_and_works() {
    let person = Person::with_vault();
    let file = person.write("amazon.png", photograph(AMAZON));
    let added = person.json(&["add", &file]);
    assert_eq!(added[0]["account"], "shop@example.co.jp");
    let codes = person.json(&["codes", "--at", "59"]);
    let link = Person::with(&[AMAZON]).json(&["codes", "--at", "59"]);
    assert_eq!(codes[0]["code"], link[0]["code"]);
}

#[test]
fn several_accounts_need_a_choice() {
    let person = Person::with_vault();
    let other = "otpauth://totp/GitHub:octo?secret=JBSWY3DPEHPK3PXP&issuer=GitHub";
    let both = format!("{AMAZON}\n{other}\n");
    let ran = person.type_in(&both, &["--json", "add", "-"]);
    assert_eq!((ran.exit, ran.fault().as_str()), (7, "cli-several-codes"));
    let picked = person.type_in(&both, &["--json", "add", "-", "--pick", "2"]).json();
    assert_eq!(picked[0]["issuer"], "GitHub");
    let all = person.type_in(&both, &["--json", "add", "-", "--all"]).json();
    let outcomes: Vec<_> = all.as_array().unwrap().iter().map(|one| &one["outcome"]).collect();
    assert_eq!(outcomes, ["added", "known"]);
}

#[test]
fn a_picture_may_come_from_standard_input() {
    let person = Person::with_vault();
    let file = person.write("amazon.png", photograph(AMAZON));
    let mut command = person.command(&["--json", "add", "-"]);
    let output = command.stdin(fs::File::open(file).unwrap()).output().unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer[0]["outcome"], "added");
}
