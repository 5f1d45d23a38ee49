//! Both catalogues have the same messages and arguments, and no unused ones.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use aikotoba_words::{AREAS, Language, Words};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// The arguments of each message, by key (or `key.attribute`).
type Messages = BTreeMap<String, BTreeSet<String>>;

fn messages(language: Language) -> Messages {
    let mut found = Messages::new();
    for (file, ja, en) in AREAS {
        let text = if language == Language::Ja { ja } else { en };
        let resource = parser::parse(*text).unwrap_or_else(|(_, why)| panic!("{file}: {why:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name;
            if let Some(value) = &message.value {
                let twice = found.insert(key.to_owned(), arguments(value));
                assert!(twice.is_none(), "{file} says {key} again");
            }
            for attribute in &message.attributes {
                let name = format!("{key}.{}", attribute.id.name);
                found.insert(name, arguments(&attribute.value));
            }
        }
    }
    found
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect(expression, &mut found);
        }
    }
    found
}

fn collect(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    let (inline, variants) = match expression {
        Expression::Inline(inline) => (inline, [].as_slice()),
        Expression::Select { selector, variants } => (selector, variants.as_slice()),
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => collect(expression, found),
        _ => {}
    }
    for variant in variants {
        found.extend(arguments(&variant.value));
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let (ja, en) = (messages(Language::Ja), messages(Language::En));
    let keys = |messages: &Messages| messages.keys().cloned().collect::<BTreeSet<_>>();
    let only: Vec<_> = keys(&ja).symmetric_difference(&keys(&en)).cloned().collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    for (key, arguments) in &ja {
        assert_eq!(arguments, &en[key], "{key}");
    }
}

#[test]
fn every_error_has_three_sentences() {
    for language in Language::ALL {
        let messages = messages(language);
        for key in messages.keys().filter(|key| key.starts_with("error-") && !key.contains('.')) {
            for part in ["kept", "next"] {
                assert!(messages.contains_key(&format!("{key}.{part}")), "{key}.{part}");
            }
        }
    }
}

#[test]
fn japanese_is_polite_and_ends_its_sentences() {
    for (key, text) in said(Language::Ja).iter().filter(|(key, _)| key.starts_with("error-")) {
        assert!(text.ends_with('。'), "{key}: {text}");
        let ending = text.trim_end_matches('。');
        let ending =
            ending.strip_suffix('）').map_or(ending, |rest| rest.rsplit_once('（').unwrap().0);
        let polite = ["ます", "です", "ません", "ください", "した"];
        assert!(polite.iter().any(|end| ending.ends_with(end)), "{key}: {text}");
    }
}

/// Words that a person should not meet, and what is written instead.
const AVOIDED: &[(&str, &str)] = &[
    ("復元コード", "復旧コード"),
    ("読み戻", "開いて確かめる"),
    ("端末のロック", "端末の画面ロック"),
    ("端末の鍵", "端末の画面ロック"),
    ("バックアップから戻", "バックアップから復元する"),
    ("バイト", "no unit"),
    ("カウンター", "回数"),
    ("乱数", "安全な鍵"),
    ("MiB", "MB"),
    ("見るだけ", "見ることしか"),
    (" bytes", "no unit"),
    ("randomness", "a safe key"),
    ("read back", "opened and checked"),
];

#[test]
fn one_word_stands_for_one_thing() {
    for language in Language::ALL {
        for (key, text) in said(language) {
            for (word, instead) in AVOIDED {
                assert!(!text.contains(word), "{key}: write “{instead}” in: {text}");
            }
        }
    }
}

#[test]
fn what_is_typed_in_place_of_a_qr_code_is_named_in_full() {
    // The button next to the camera has room for the short name only, and Amazon Web Services
    // shows a secret key.
    for (key, text) in said(Language::Ja) {
        let rest = text
            .replace("パスキー", "")
            .replace("シークレットキー", "")
            .replace("「キーを入力」", "");
        let is_named = !rest.contains("キー") || rest.contains("セットアップキー");
        assert!(is_named || key == "scan-type", "{key}: {text}");
    }
}

/// What sites and other apps call their pages, as errors quote them.
const LABELS_OF_OTHERS: &[&str] = &["認証アプリ", "アカウントを移行", "パスワード保護", "元に戻す"];

#[test]
fn an_error_names_no_button_of_ours_by_hand() {
    // A button is quoted by its key, so that it is called what the screen calls it.
    let (_, source, _) = AREAS.iter().find(|(file, ..)| *file == "errors.ftl").unwrap();
    for line in source.lines().filter(|line| line.starts_with("    .next")) {
        for quoted in line.split('「').skip(1) {
            let label = quoted.split('」').next().unwrap();
            let is_code = label.is_ascii() || label.contains("aikotoba") || label.starts_with("--");
            assert!(is_code || LABELS_OF_OTHERS.contains(&label), "「{label}」: {line}");
        }
    }
}

#[test]
fn no_sentence_contains_direction_marks_or_gaps() {
    for language in Language::ALL {
        for (key, text) in said(language) {
            assert!(!text.contains(['\u{2068}', '\u{2069}']), "{key}");
            assert!(!text.contains("{$") && !text.contains("{ $"), "{key}: {text}");
            assert_eq!(text.trim(), text, "{key}");
        }
    }
}

/// Sentences whose number is never 1.
const SEVERAL: &[&str] = &[
    "error-cli-several-match",
    "error-cli-several-codes",
    "told-copied-until",
    "enrol-type-it",
    "recovery-check-ask",
];

#[test]
fn a_single_thing_uses_the_singular() {
    let plurals = ["accounts", "seconds", "characters", "letters", "digits"];
    for (key, text) in said_of(Language::En, 1) {
        let plural = plurals.iter().find(|plural| text.contains(&format!("1 {plural}")));
        assert!(plural.is_none() || SEVERAL.contains(&key.as_str()), "{key}: {text}");
    }
}

#[test]
fn the_command_line_has_no_sentence_of_a_screen() {
    for language in Language::ALL {
        let said: BTreeMap<String, String> = said(language).into_iter().collect();
        let own = keys_of("cli.ftl");
        let plain = |text: &str| text.trim_end_matches(['.', '。', '…']).to_lowercase();
        let is_error = |key: &str| key.starts_with("error-");
        let of_others: BTreeMap<String, &str> = said
            .iter()
            .filter(|(key, _)| !own.contains(*key) && !is_error(key))
            .map(|(key, text)| (plain(text), key.as_str()))
            .collect();
        let twice: Vec<_> =
            own.iter().filter_map(|key| Some((key, of_others.get(&plain(&said[key]))?))).collect();
        assert!(twice.is_empty(), "{language:?}: {twice:?}");
    }
}

/// The keys of a file of the catalogue.
fn keys_of(area: &str) -> BTreeSet<String> {
    let (_, text, _) = AREAS.iter().find(|(file, ..)| file.ends_with(area)).unwrap();
    let resource = parser::parse(*text).unwrap_or_else(|(_, why)| panic!("{area}: {why:?}"));
    let keys = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    });
    keys.collect()
}

/// All sentences of a language, with a number for each argument.
fn said(language: Language) -> Vec<(String, String)> {
    said_of(language, 3)
}

/// All sentences of a language, with this number for each argument.
fn said_of(language: Language, number: usize) -> Vec<(String, String)> {
    let words = Words::new(language);
    let keys = messages(language);
    let said = keys.iter().map(|(name, arguments)| {
        let facts: Vec<_> = arguments.iter().map(|name| (name.as_str(), number.into())).collect();
        let (key, attribute) =
            name.split_once('.').map_or((name.as_str(), None), |(key, part)| (key, Some(part)));
        let text = words.say_part(key, attribute, &facts).expect("the key is in the catalogue");
        (name.clone(), text)
    });
    said.collect()
}

/// The prefixes of keys that code composes. `faults.rs` checks those of errors; a test of the command
/// line checks those of the help.
const MADE: &[&str] = &["error-", "help"];

#[test]
fn no_sentence_is_unused() {
    let mut source = String::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for folder in ["cli/src", "core/src", "uniffi/src", "words/src", "android", "ios"] {
        read_sources(&top.join(folder), &mut source);
    }
    let phrases = aikotoba_core::screens::codes();
    let unused: Vec<_> = messages(Language::Ja)
        .into_keys()
        .filter(|key| !phrases.contains(key))
        .filter(|key| !key.contains('.') && !MADE.iter().any(|start| key.starts_with(start)))
        .filter(|key| !source.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

fn read_sources(folder: &Path, source: &mut String) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let is_build = path.ends_with("target") || path.ends_with("build");
        if path.is_dir() && !is_build {
            read_sources(&path, source);
        } else if path
            .extension()
            .is_some_and(|end| ["rs", "kt", "swift"].iter().any(|e| end == *e))
        {
            source.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}
