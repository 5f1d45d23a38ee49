//! What no shell does because the core does it: using an account's parameters, making sentences,
//! setting times (docs/architecture.md). The source files are searched line by line.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

#[path = "shells/terminal.rs"]
mod terminal;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use aikotoba_tests::source::{repository_root, words};

/// The folders of the shells, without generated code.
const SHELLS: &[&str] = &["android/ui", "android/app", "android/desktop", "ios"];

/// Exceptions: the rule, the file, a part of the line, and the reason. Times that only a platform
/// decides are also listed in `docs/architecture.md`.
const ALLOWED: &[(ShellRule, &str, &str, &str)] = &[
    (
        ShellRule::Time,
        "CameraSession.kt",
        "FOCUS_HELD_MILLIS",
        "Camera2 does not say what is in view",
    ),
    (ShellRule::Time, "PhoneCamera.kt", "LOOK_UP_MILLIS", "Camera2 does not say that frames ended"),
    (
        ShellRule::Time,
        "DocumentFolder.kt",
        "LOADING_MILLIS",
        "a document provider does not say how long its listing takes",
    ),
    (ShellRule::Time, "DocumentFolder.kt", "LOOK_MILLIS", "how often a late listing is read again"),
    (
        ShellRule::Time,
        "SingleDocument.kt",
        "STORING_MILLIS",
        "a document provider does not say when it has stored what went through a pipe",
    ),
    (ShellRule::Time, "SingleDocument.kt", "LOOK_MILLIS", "how often its size is read again"),
    (ShellRule::Sentence, "SingleDocument.kt", "joinToString", "a path of two names"),
    (
        ShellRule::Time,
        "PictureCamera.kt",
        "pause",
        "a camera that repeats a picture sets its own pace",
    ),
    (ShellRule::Time, "Code.kt", "tween(", "an animation between two states of the core"),
    (ShellRule::Sentence, "DiskFolder.kt", "error(", "no person reads it"),
    (ShellRule::Sentence, "WindowPlace.kt", "joinToString(", "numbers of the preferences"),
    (ShellRule::Sentence, "MessageTexts.kt", "error(", "no person reads it"),
    (ShellRule::Sentence, "Code.kt", "repeat(", "a dot that is drawn"),
    (ShellRule::Sentence, "Code.kt", "code.groups", "the gap that is drawn between groups"),
];

/// What belongs in the core or the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShellRule {
    /// Using an account's parameters.
    Parameters,
    /// Showing text that is not a sentence of the catalogue, or is composed of several.
    Sentence,
    /// Setting a time.
    Time,
}

impl ShellRule {
    const ALL: [Self; 3] = [Self::Parameters, Self::Sentence, Self::Time];

    fn is_broken_by(self, line: &str) -> bool {
        match self {
            Self::Parameters => {
                let names = ["AccountKind", "Algorithm", "TypedOptions("];
                let fields = [".algorithm", ".period", ".counter"];
                names.iter().any(|name| words(line).any(|word| word == name.trim_end_matches('(')))
                    || fields.iter().any(|field| ends_a_word(line, field))
            }
            Self::Sentence => {
                let is_said = |call: &str| line.contains("say(") && line.contains(call);
                texts(line).any(|text| is_prose(&text))
                    || ["joinToString(\"", "joined(separator:"]
                        .iter()
                        .any(|join| line.contains(join))
                    || is_said("+ say(")
                    || is_said("\" + ")
                    || texts(line).any(|text| text.contains("say("))
            }
            Self::Time => {
                let calls = ["delay(", "withTimeout(", "withTimeoutOrNull(", "tween(", "sleep("];
                let units = [".milliseconds", ".seconds", ".minutes", ".hours"];
                let is_number =
                    |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
                let named = line.split_once('=').is_some_and(|(name, value)| {
                    let name = name.to_ascii_lowercase();
                    ["millis", "seconds", "minutes", "timeout"]
                        .iter()
                        .any(|unit| name.contains(unit))
                        && is_number(value)
                });
                let called = calls.iter().any(|call| {
                    line.split_once(call).is_some_and(|(_, rest)| {
                        is_number(rest) || (*call == "tween(" && rest.contains(char::is_numeric))
                    })
                });
                let counted = units.iter().any(|unit| {
                    line.split(unit).next().is_some_and(|before| {
                        line.contains(unit) && before.ends_with(|c: char| c.is_ascii_digit())
                    })
                });
                named || called || counted
            }
        }
    }
}

fn ends_a_word(line: &str, name: &str) -> bool {
    line.split(name)
        .skip(1)
        .any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// The string literals of a line.
fn texts(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split('"').skip(1).step_by(2).map(str::to_owned)
}

/// Whether a text has non-Latin letters, or two words with a space between them.
fn is_prose(text: &str) -> bool {
    let is_word = |part: &str| part.len() > 1 && part.chars().all(|c| c.is_ascii_alphabetic());
    let parts: Vec<&str> = text.split(' ').collect();
    !text.is_ascii() || parts.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]))
}

/// The lines of a shell's file without comments.
fn code_of(text: &str) -> Vec<String> {
    let mut is_comment = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        is_comment |= line.starts_with("/*");
        let is_code = !is_comment && !line.starts_with("//") && !line.starts_with("import ");
        if is_code {
            lines.push(line.split(" // ").next().unwrap_or_default().to_owned());
        }
        is_comment &= !line.contains("*/");
    }
    lines
}

/// The hand-written files of all shells.
fn shell_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> =
        SHELLS.iter().map(|shell| repository_root().join(shell)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_left_out =
                ["test", "androidTest", "Tests", "build", "target", "AppleStubs", ".build"];
            if path.is_dir() && !is_left_out.contains(&name.as_str()) {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "kt" || ending == "swift")
                && name != "AikotobaCore.swift"
            {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn no_shell_uses_parameters_makes_sentences_or_sets_times() {
    let (files, mut wrong, mut used) = (shell_files(), Vec::new(), BTreeSet::new());
    assert!(files.len() > 50, "only {} files were found: does this test read them?", files.len());
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for line in code_of(&fs::read_to_string(&path).unwrap()) {
            for rule in ShellRule::ALL.into_iter().filter(|rule| rule.is_broken_by(&line)) {
                let allowed = ALLOWED.iter().position(|(allowed, file, part, _)| {
                    *allowed == rule && *file == name && line.contains(part)
                });
                match allowed {
                    Some(place) => _ = used.insert(place),
                    None => wrong.push(format!("{rule:?}: {name}: {line}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(used.len(), ALLOWED.len(), "an exception is no longer needed");
}

#[test]
fn the_rules_for_shells_recognise_violations() {
    let broken = [
        (ShellRule::Parameters, "is AccountKind.Totp -> \"totp\""),
        (ShellRule::Parameters, "if (account.algorithm == Algorithm.SHA1) 1 else 2"),
        (ShellRule::Parameters, "val left = state.period - now"),
        (ShellRule::Parameters, "TypedOptions(kind, 6u, sha1)"),
        (ShellRule::Sentence, "Text(\"Your code\")"),
        (ShellRule::Sentence, "Text(\"コード\")"),
        (ShellRule::Sentence, "Text(say(\"a\") + say(\"b\"))"),
        (ShellRule::Sentence, "Text(\"${say(key)}!\")"),
        (ShellRule::Sentence, "names.joinToString(\", \")"),
        (ShellRule::Sentence, "names.joined(separator: separator)"),
        (ShellRule::Time, "delay(250)"),
        (ShellRule::Time, "const val LONGEST_MILLIS = 30_000L"),
        (ShellRule::Time, "internal const val RECOVERY_SECONDS = 120"),
        (ShellRule::Time, "delay(5.seconds)"),
        (ShellRule::Time, "withTimeoutOrNull(300) { next() }"),
    ];
    for (rule, line) in broken {
        assert!(rule.is_broken_by(line), "{rule:?}: {line}");
    }
    let right = [
        "delay(waitMillis(state.refreshAt, now).toLong())",
        "Text(say(\"edit-colour-named\", \"number\" to at + 1))",
        "val spoken = say(\"code-seconds-left\", \"seconds\" to left)",
        "val key = \"vault-device-key-$place\"",
        "state.digits()",
    ];
    for line in right {
        for rule in ShellRule::ALL {
            assert!(!rule.is_broken_by(line), "{rule:?}: {line}");
        }
    }
}

#[test]
fn every_time_exception_is_documented() {
    let page = fs::read_to_string(repository_root().join("docs/architecture.md")).unwrap();
    for (_, file, ..) in ALLOWED.iter().filter(|(rule, ..)| *rule == ShellRule::Time) {
        let name = file.trim_end_matches(".kt");
        assert!(page.contains(&format!("`{name}`")), "{name} is not in docs/architecture.md");
    }
}
