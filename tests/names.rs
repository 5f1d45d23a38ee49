//! Names and words that a reader understands out of context (`docs/glossary.md`).

#![allow(clippy::unwrap_used, missing_docs, reason = "a test stops where its reading fails")]

use std::collections::BTreeMap;
use std::fs;

use aikotoba_tests::source::{SourceFile, repository_root, sources, words};

/// Folders with Rust code of ours.
const CODE: &[&str] =
    &["core", "scan", "words", "uniffi", "cli", "tests", "benches", "fuzz/targets", "xtask"];

/// Folders whose types are used by other modules.
const LIBRARIES: &[&str] =
    &["core/src", "scan/src", "scan/studio/src", "words/src", "uniffi/src", "cli/src"];

/// Type names that several modules share, and why.
const SHARED: &[(&str, &str)] = &[
    ("Args", "each command of the command line has its own arguments"),
    ("BackupDelivery", "the bindings' object over the core's type"),
    ("BackupPreparation", "the bindings' object over the core's type"),
    ("Enrolment", "the bindings' object over the core's type"),
    ("Failure", "what a call fails with: of the bindings, and of the command line"),
    ("Homography", "the generator of test pictures shares no code with the scanner"),
    ("IncomingPlan", "the bindings' object over the core's type"),
    ("Phrase", "the bindings' type over the core's trait"),
    ("Plane", "the generator of test pictures shares no code with the scanner"),
    ("Point", "the generator of test pictures shares no code with the scanner"),
    ("Random", "the generator of test pictures needs no secure random generator"),
    ("TypedOptions", "the bindings' record for the core's type"),
    ("Vault", "the bindings' object over the core's type"),
    ("Words", "the bindings' object over the core's type"),
];

/// Type names that say nothing without their module.
const VAGUE: &[&str] = &[
    "Act",
    "Added",
    "Answered",
    "Cause",
    "Changed",
    "Checked",
    "Created",
    "Data",
    "Edited",
    "Emptied",
    "Entry",
    "Exported",
    "Form",
    "Ground",
    "Header",
    "Info",
    "Item",
    "Kept",
    "Kind",
    "Made",
    "Note",
    "Odd",
    "Omitted",
    "Opened",
    "Outcome",
    "Over",
    "Part",
    "Piece",
    "Pinned",
    "Planned",
    "Reading",
    "Reason",
    "Receipt",
    "Refusal",
    "Refused",
    "Rehearsed",
    "Removed",
    "Repaired",
    "Restored",
    "Row",
    "Saved",
    "Settings",
    "Shape",
    "Step",
    "Undone",
    "Unknown",
    "Untold",
    "Verified",
    "Walk",
    "Why",
    "Work",
];

/// The first words of constants that are better named `MAX_` or `MIN_`, with the unit at the end, and
/// a name of a version that does not say of what.
const VAGUE_CONSTANTS: &[&str] = &[
    "FEWEST", "FORM", "GREATEST", "LARGEST", "LEAST", "LONGEST", "LOUDEST", "MOST", "SHORTEST",
    "SMALLEST",
];

/// Names of fields, functions and variables, in Rust, Kotlin and Swift, that have a plainer word.
const VAGUE_NAMES: &[(&str, &str)] = &[
    ("beyond", "extra"),
    ("heard", "an event's name, such as `onScreenOff`"),
    ("lacking", "missing"),
    ("letIn", "showPending"),
    ("standing", "status"),
    ("toCodes", "showCodes"),
    ("told", "phrase, sentence, message"),
    ("trouble", "errorText"),
    ("untold", "missing"),
];

/// Words before the name that a line declares.
const DECLARATIONS: &[&str] = &["fn", "let", "mut", "fun", "func", "val", "var"];

/// Names of error variants that say nothing without their documentation. A variant that must keep
/// its code gets `#[fault(code = "…")]`.
const VAGUE_ERRORS: &[&str] = &[
    "Added",
    "App",
    "Changed",
    "Changes",
    "Check",
    "Control",
    "Cost",
    "Counter",
    "Device",
    "Differs",
    "Digits",
    "Encoder",
    "Encoding",
    "Field",
    "Full",
    "Gone",
    "Io",
    "Joined",
    "Key",
    "KeyLength",
    "Length",
    "Memory",
    "Method",
    "Name",
    "Number",
    "Order",
    "Over",
    "Packed",
    "Parameters",
    "Period",
    "Range",
    "Remains",
    "Repeated",
    "Scheme",
    "Schema",
    "Settings",
    "Shape",
    "Symbol",
    "Taken",
    "Type",
    "Unfinished",
    "Unknown",
    "Unproved",
    "Working",
    "Wrong",
];

/// Words that no comment, document or text may contain, and their replacements.
const ARCHAIC: &[(&str, &str)] = &[
    ("left away", "omitted"),
    ("nought", "zero"),
    ("rotten", "corrupted"),
    ("randomness to be had", "the random generator failed"),
    ("reads otherwise", "changes"),
    ("stands before the others", "is pinned"),
    ("the last belt", "the last line of defence"),
];

#[test]
fn a_type_name_belongs_to_one_module() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in LIBRARIES.iter().flat_map(|folder| sources(folder)).filter(is_written_by_hand) {
        for name in types(&source.code, true) {
            places.entry(name.to_owned()).or_default().push(source.path.display().to_string());
        }
    }
    let shared: Vec<_> = places.iter().filter(|(_, files)| files.len() > 1).collect();
    let unexplained: Vec<_> =
        shared.iter().filter(|(name, _)| !SHARED.iter().any(|known| known.0 == *name)).collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    let stale = SHARED.iter().filter(|known| !shared.iter().any(|(name, _)| *name == known.0));
    assert_eq!(stale.count(), 0, "an explained name is shared no more");
}

#[test]
fn a_type_name_means_something_without_its_module() {
    let mut vague = Vec::new();
    for source in CODE.iter().flat_map(|folder| sources(folder)).filter(is_written_by_hand) {
        for name in types(&source.code, false).filter(|name| VAGUE.contains(name)) {
            vague.push(format!("{}: {name}", source.path.display()));
        }
    }
    assert!(vague.is_empty(), "{vague:#?}");
}

#[test]
fn a_limit_is_a_maximum_or_a_minimum() {
    let mut vague = Vec::new();
    for source in CODE.iter().flat_map(|folder| sources(folder)) {
        for name in constants(&source.code) {
            if name.split('_').next().is_some_and(|first| VAGUE_CONSTANTS.contains(&first)) {
                vague.push(format!("{}: {name}", source.path.display()));
            }
        }
    }
    assert!(vague.is_empty(), "{vague:#?}");
}

#[test]
fn a_declared_name_has_no_plainer_word() {
    let mut vague = Vec::new();
    let shells = ["android", "ios"].into_iter().flat_map(|folder| files(folder, &["kt", "swift"]));
    let rust = CODE.iter().flat_map(|folder| files(folder, &["rs"]));
    for path in shells.chain(rust) {
        let code = fs::read_to_string(&path).unwrap();
        for name in code.lines().filter_map(declared) {
            if let Some((_, plainer)) = VAGUE_NAMES.iter().find(|(vague, _)| *vague == name) {
                vague.push(format!("{}: {name} is {plainer}", path.display()));
            }
        }
    }
    assert!(vague.is_empty(), "{vague:#?}");
}

#[test]
fn an_error_variant_says_what_is_wrong() {
    let mut vague = Vec::new();
    for source in LIBRARIES.iter().flat_map(|folder| sources(folder)).filter(is_written_by_hand) {
        for (name, variant) in error_variants(&source.code) {
            if VAGUE_ERRORS.contains(&variant) {
                vague.push(format!("{}: {name}::{variant}", source.path.display()));
            }
        }
    }
    assert!(vague.is_empty(), "{vague:#?}");
}

#[test]
fn texts_contain_no_archaic_words() {
    let mut found = Vec::new();
    let docs = ["docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];
    for path in docs.iter().chain(CODE).flat_map(|name| texts(name)) {
        if path.file_name().is_some_and(|name| name == "names.rs") {
            continue;
        }
        // A sentence may continue on the next line of a comment.
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).replace("///", " ");
        let text = text.replace("//", " ");
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        for (word, instead) in ARCHAIC.iter().filter(|(word, _)| flat.contains(word)) {
            found.push(format!("{}: \"{word}\" is \"{instead}\"", path.display()));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The types that a source defines; with `public`, only those that other modules can name.
fn types(code: &str, public: bool) -> impl Iterator<Item = &str> {
    code.lines().filter_map(move |line| {
        let line = line.trim_start();
        let visible = line.strip_prefix("pub").map(|rest| {
            let scope = rest.strip_prefix('(').and_then(|inner| inner.split_once(')'));
            scope.map_or(rest, |(_, after)| after).trim_start()
        });
        let mut parts = words(if public { visible? } else { visible.unwrap_or(line) });
        match parts.next()? {
            "struct" | "enum" | "trait" | "union" => parts.next(),
            // Without `pub` it is an associated type, which its trait names.
            "type" => visible.and_then(|_| parts.next()),
            _ => None,
        }
    })
}

/// The name that a line declares: of a function, a variable, or a field of a Rust type.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mut parts = words(line).skip_while(|word| !DECLARATIONS.contains(word));
    let variable = parts.find(|word| !DECLARATIONS.contains(word));
    variable.or_else(|| {
        let field = line.strip_prefix("pub ").unwrap_or(line);
        field.split_once(": ").map(|(name, _)| name)
    })
}

/// The constants that a source defines.
fn constants(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let mut parts = words(line).skip_while(|word| matches!(*word, "pub" | "crate" | "super"));
        matches!(parts.next()?, "const" | "static").then(|| parts.next())?
    })
}

/// The variants of enumerations whose name ends in `Error`, without variants that only contain
/// another error, because that error's name identifies them.
fn error_variants(code: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut error = None;
    for line in code.lines() {
        if let Some((_, rest)) = line.split_once("enum ") {
            error =
                words(rest).next().filter(|name| name.ends_with("Error") && !line.starts_with(' '));
        } else if line == "}" {
            error = None;
        } else if let Some(name) = error
            && let Some(variant) =
                line.strip_prefix("    ").filter(|rest| !rest.starts_with([' ', '#', '}', '/']))
            && !variant.contains('(')
        {
            found.extend(words(variant).next().map(|variant| (name, variant)));
        }
    }
    found
}

fn is_written_by_hand(source: &SourceFile) -> bool {
    let is_built = source.path.components().any(|part| part.as_os_str() == "target");
    !is_built && !source.path.ends_with("types/remote.rs") && !source.is_of_tests()
}

/// The Rust files and documents at a path of the repository or below.
fn texts(name: &str) -> Vec<std::path::PathBuf> {
    files(name, &["rs", "md"])
}

/// The files with one of these endings at a path of the repository or below.
fn files(name: &str, endings: &[&str]) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![repository_root().join(name)];
    while let Some(path) = left.pop() {
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            left.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|end| endings.iter().any(|known| end == *known)) {
            found.push(path);
        }
    }
    found
}
