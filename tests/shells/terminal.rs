//! The command line obeys the rules of all shells: it does not repeat decisions or sentences of the
//! core's screens.

use std::collections::BTreeSet;

use aikotoba_core::screens;
use aikotoba_tests::source::{SourceFile, repository_root, sources, words};

use super::{ShellRule, texts};

/// Code of the command line that may break a rule: the rule, the file, a part of the line, and the
/// reason.
const ALLOWED: &[(ShellRule, &str, &str, &str)] = &[
    (ShellRule::Parameters, "account.rs", "kind.period()", "JSON has it as it is"),
    (ShellRule::Parameters, "account.rs", "kind.counter()", "JSON has it as it is"),
    (ShellRule::Parameters, "given.rs", "TypedOptions", "the defaults; it asks for no parameters"),
    (ShellRule::Time, "unlock.rs", "BUSY_TIMEOUT", "how long another program may hold the vault"),
    (ShellRule::Time, "unlock.rs", "process::id()", "waiting programs do not try at the same time"),
    (ShellRule::Sentence, "prompt.rs", "is_yes", "what a person may type, in either language"),
    (ShellRule::Sentence, "row.rs", "—", "a dash that is printed instead of a code"),
    (ShellRule::Sentence, "clip.rs", "MARK", "a mark that is printed instead of letters"),
    (ShellRule::Sentence, "memory.rs", ".expect(", "no person reads it"),
    (ShellRule::Sentence, "qr.rs", ".expect(", "no person reads it"),
    (ShellRule::Sentence, "steps.rs", "PASSWORD", "a password, which no language changes"),
];

/// Screens that a terminal does not have, and the reasons.
const WITHOUT: &[(&str, &str)] = &[
    ("guide", "its steps need a camera and a screenshot; the README has those for a terminal"),
    ("export_guide", "it explains the screens of phones; the help of import lists the formats"),
    ("export", "a command names its target, and its options confirm; it lists the same losses"),
    ("help", "its answers are about the screens; each command explains itself"),
    ("checklist", "it follows a guide; `vault info` lists what remains to be done"),
    ("share", "the options of `show` choose how a key is printed"),
    (
        "hand_over",
        "a password or the recovery code comes first; `vault recovery` and `backup` do the rest",
    ),
    ("tone", "it belongs to a camera"),
    ("automatic_backup", "`vault automatic` prints what is set, and `vault info` the failures"),
    ("about", "the option `--version` prints the version"),
    ("copying", "a terminal has no clipboard"),
    ("settings", "settings are about drawing; codes and lists follow those of the vault"),
    ("recovery", "the whole code is printed, and the whole code is typed to be checked"),
    ("unlock", "options of the command line choose the way to unlock"),
];

/// The command line's own code, with the name of its file.
fn code() -> Vec<(String, SourceFile)> {
    let found: Vec<_> = sources("cli/src")
        .into_iter()
        .map(|source| {
            let name = source.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, source)
        })
        .collect();
    assert!(found.len() > 30, "only {} files were found: does this test read them?", found.len());
    found
}

/// The lines of a file that may contain text for a person, without attributes.
fn lines(source: &SourceFile) -> impl Iterator<Item = &str> {
    source.code.lines().map(str::trim).filter(|line| !line.starts_with("#["))
}

#[test]
fn the_command_line_uses_no_parameters_composes_no_sentences_and_sets_no_times() {
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for (name, source) in code() {
        for line in lines(&source) {
            for rule in ShellRule::ALL.into_iter().filter(|rule| is_broken(*rule, line)) {
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
    let unused: Vec<_> = (0..ALLOWED.len()).filter(|place| !used.contains(place)).collect();
    assert!(unused.is_empty(), "allowed and not there: {unused:?}");
}

/// The rules of all shells, and the equivalent for Rust.
fn is_broken(rule: ShellRule, line: &str) -> bool {
    let code_kinds = ["Kind::Totp", "Kind::Hotp", "Kind::Steam"];
    let own = match rule {
        ShellRule::Parameters => code_kinds.iter().any(|kind| line.contains(kind)),
        ShellRule::Sentence => {
            // Whole sentences that are joined, and a sentence that contains another.
            let joins = [".join(\". \")", ".join(\"\\n\")", ".concat()"];
            line.contains("say(") && (line.contains("push_str(") || line.contains("+ &"))
                || joins.iter().any(|join| line.contains(join)) && line.contains("sentences")
        }
        ShellRule::Time => ["from_secs(", "from_millis("].iter().any(|call| {
            line.split_once(call).is_some_and(|(_, rest)| rest.starts_with(char::is_numeric))
        }),
    };
    own || rule.is_broken_by(line)
}

#[test]
fn the_command_line_names_no_phrase_of_a_screen() {
    // A value of the core determines its phrase. Code that writes the phrase's key makes the
    // decision again.
    let phrases: BTreeSet<String> = screens::codes().into_iter().collect();
    let mut wrong = Vec::new();
    for (name, source) in code() {
        for line in source.code.lines() {
            let keys = texts(line).filter(|text| phrases.contains(text.as_str()));
            wrong.extend(keys.map(|key| format!("{name}: {key}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_command_line_shows_what_the_screens_show() {
    let used: BTreeSet<String> = code()
        .iter()
        .flat_map(|(_, source)| {
            let paths = source.code.split("screens::").skip(1);
            let names = paths.filter_map(|rest| words(rest).next().map(str::to_owned));
            names.collect::<Vec<_>>()
        })
        .collect();
    let text = std::fs::read_to_string(repository_root().join("core/src/screens.rs")).unwrap();
    let screens: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(screens.len() > 15, "only {} screens were found", screens.len());
    let without: BTreeSet<&str> = WITHOUT.iter().map(|(name, _)| *name).collect();
    for screen in &screens {
        let is_used = used.contains(*screen);
        assert!(is_used != without.contains(screen), "{screen}: used {is_used}");
    }
    assert!(without.is_subset(&screens), "a screen is gone");
}

#[test]
fn the_rules_for_the_command_line_detect_what_they_forbid() {
    for (rule, line) in [
        (ShellRule::Parameters, "Kind::Totp { period } => (\"totp\", Some(period)),"),
        (ShellRule::Parameters, "algorithm: otp.algorithm().print(),"),
        (ShellRule::Sentence, "line(\"The backup is whole\")?;"),
        (ShellRule::Sentence, "let text = sentences.join(\". \");"),
        (ShellRule::Sentence, "text.push_str(&shell.words.say(key, &[]));"),
        (ShellRule::Time, "sleep(Duration::from_millis(1005));"),
        (ShellRule::Time, "const BUSY_TIMEOUT: Duration = Duration::from_secs(2);"),
    ] {
        assert!(is_broken(rule, line), "{rule:?}: {line}");
    }
    for line in [
        "shell.say_phrase(&banner)?;",
        "sleep(Duration::from_millis(wait_millis(codes.changes_at(), now).into()));",
        "shell.say(\"info-path\", &[(\"name\", self.path.as_str().into())])?;",
    ] {
        for rule in ShellRule::ALL {
            assert!(!is_broken(rule, line), "{rule:?}: {line}");
        }
    }
}
