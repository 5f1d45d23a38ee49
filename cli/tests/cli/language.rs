//! The language of the program's output.

use crate::program::{Person, run, run_with};

const JA: &str = "使い方";
const EN: &str = "Usage";

#[test]
fn the_first_locale_variable_that_is_set_is_used() {
    for (variables, word) in [
        (&[("LANG", "ja_JP.UTF-8")][..], JA),
        (&[("LANG", "en_US.UTF-8")], EN),
        (&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")], EN),
        (&[("LANG", "C"), ("LC_MESSAGES", "ja_JP.UTF-8")], JA),
        (&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "")], JA),
        (&[("LANG", "fr_FR.UTF-8")], EN),
        (&[], EN),
    ] {
        let ran = run_with(variables, &["--help"]);
        assert_eq!(ran.exit, 0);
        assert!(ran.out.contains(word), "{variables:?}: {}", ran.out);
    }
}

#[test]
fn the_option_takes_precedence_over_the_locale() {
    let ran = run_with(&[("LANG", "ja_JP.UTF-8")], &["--lang", "en", "list", "--help"]);
    assert!(ran.out.contains(EN), "{}", ran.out);
    let ran = run(&["list", "--lang=ja", "--help"]);
    assert!(ran.out.contains(JA), "{}", ran.out);
    assert_eq!(run(&["--lang=xx", "list"]).exit, 2);
}

#[test]
fn errors_have_three_lines_in_both_languages() {
    let person = Person::new();
    for (lang, happened) in
        [("--lang=ja", "保管庫がまだありません"), ("--lang=en", "There is no vault")]
    {
        let ran = person.run(&[lang, "list"]);
        assert_eq!((ran.exit, ran.out.as_str()), (4, ""));
        assert!(ran.err.starts_with(happened), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
    }
}

#[test]
fn every_command_has_help_in_both_languages() {
    let lines: &[&[&str]] = &[
        &["scan"],
        &["add"],
        &["list"],
        &["codes"],
        &["confirm"],
        &["edit"],
        &["remove"],
        &["trash"],
        &["trash", "list"],
        &["trash", "restore"],
        &["trash", "empty"],
        &["undo"],
        &["show"],
        &["backup"],
        &["verify"],
        &["restore"],
        &["import"],
        &["export"],
        &["vault"],
        &["vault", "create"],
        &["vault", "info"],
        &["vault", "passwd"],
        &["vault", "recovery"],
        &["vault", "check"],
        &["vault", "repair"],
        &["tour"],
    ];
    for line in lines {
        for (lang, word) in [("--lang=ja", JA), ("--lang=en", EN)] {
            let with_help: Vec<&str> =
                [lang].iter().chain(*line).chain(&["--help"]).copied().collect();
            let ran = run(&with_help);
            assert_eq!(ran.exit, 0, "{line:?}: {}", ran.err);
            assert!(ran.out.contains(word) && !ran.out.contains("help-"), "{}", ran.out);
        }
    }
}

#[test]
fn foreign_text_reaches_the_terminal_without_control_characters() {
    let link = "otpauth://totp/Evil%1B%5B2J:%E2%80%AEme?secret=GEZDGNBVGY3TQOJQ";
    let person = Person::with_vault();
    let ran = person.type_in(link, &["add", "-"]);
    let listed = person.run(&["list"]);
    for text in [ran.out, ran.err, listed.out, listed.err] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{2068}', '\u{2069}']), "{text:?}");
    }
}
