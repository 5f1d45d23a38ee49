//! The order of the house (docs/architecture.md): which room may know which, and what the core
//! must not do at all.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test stops where its reading fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The rooms of the core, those that know most first. A room may use what stands on its own line
/// or below.
const LINES: &[&[&str]] = &[
    &["screens"],
    &["enrol"],
    &["incoming"],
    &["backup", "import", "export"],
    &["vault"],
    &["otpauth", "scan"],
    &["account"],
    &["otp"],
    &["secret", "base32", "time", "crypto", "disk", "fault", "phrase"],
];

/// What each of our crates may use of our crates when it runs.
const CRATES: &[(&str, &[&str])] = &[
    ("aikotoba-scan", &[]),
    ("aikotoba-studio", &[]),
    ("aikotoba-core", &["aikotoba-scan"]),
    ("aikotoba-words", &["aikotoba-core"]),
    ("aikotoba", &["aikotoba-core", "aikotoba-words", "aikotoba-studio"]),
    ("aikotoba-uniffi", &["aikotoba-core", "aikotoba-words"]),
];

/// What the core leaves to its callers, and how it would look.
const FORBIDDEN: &[(&str, &str)] = &[
    ("SystemTime::now", "reads the clock"),
    ("Instant::now", "reads the clock"),
    ("thread::spawn", "starts a thread"),
    ("std::net", "opens a socket"),
    ("std::env", "reads the environment"),
    ("std::process", "runs or ends processes"),
    ("println!", "writes to a terminal"),
    ("eprintln!", "writes to a terminal"),
    ("dbg!", "writes to a terminal"),
];

#[test]
fn arrows_inside_the_core_point_down() {
    let mut wrong = Vec::new();
    for source in sources("core/src") {
        let Some(room) = source.rooms.first() else { continue };
        let own = line_of(room).unwrap_or_else(|| panic!("{room} stands on no line"));
        for used in source.used() {
            // A macro or a type at the root would be one more room.
            let other = line_of(used).unwrap_or_else(|| panic!("{used} stands on no line"));
            if other < own {
                wrong.push(format!("{} uses {used}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_of_the_core_climbs_out_of_its_room() {
    for source in sources("core/src") {
        let climb = "super::".repeat(source.rooms.len().max(1));
        let path = source.path.display();
        assert!(!source.code.contains(&climb), "{path} reaches another room by `{climb}`");
    }
}

#[test]
fn the_core_leaves_clock_threads_and_terminals_to_its_callers() {
    for source in sources("core/src") {
        for (text, what) in FORBIDDEN {
            let path = source.path.display();
            assert!(!source.code.contains(text), "{path} {what}: `{text}`");
        }
    }
}

#[test]
fn nothing_that_ships_opens_a_socket() {
    for folder in ["core/src", "scan/src", "words/src", "cli/src", "uniffi/src"] {
        for source in sources(folder) {
            for text in ["std::net", "std::os::unix::net", "TcpStream", "UdpSocket"] {
                assert!(!source.code.contains(text), "{}: `{text}`", source.path.display());
            }
        }
    }
}

#[test]
fn arrows_between_crates_point_down() {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--no-deps", "--format-version", "1", "--offline"]);
    let output = command.current_dir(top()).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let allowed: BTreeMap<_, _> = CRATES.iter().copied().collect();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let Some(allowed) = allowed.get(name) else { continue };
        for dependency in package["dependencies"].as_array().unwrap() {
            let used = dependency["name"].as_str().unwrap();
            let is_ours = !dependency["path"].is_null();
            if is_ours && dependency["kind"].is_null() {
                assert!(allowed.contains(&used), "{name} uses {used}");
            }
        }
    }
}

/// A source file without its comments and its tests.
struct Source {
    path: PathBuf,
    /// The modules that it is, from the crate's root; none for the root itself.
    rooms: Vec<String>,
    code: String,
}

impl Source {
    fn read(path: PathBuf, root: &Path) -> Self {
        let inner = path.strip_prefix(root).unwrap().with_extension("");
        let mut rooms: Vec<String> =
            inner.components().map(|part| part.as_os_str().to_string_lossy().into()).collect();
        if rooms == ["lib"] || rooms == ["main"] {
            rooms.clear();
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("\nmod tests {").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        Self { path, rooms, code: lines.collect::<Vec<_>>().join("\n") }
    }

    /// The rooms that it names from the crate's root.
    fn used(&self) -> impl Iterator<Item = &str> {
        self.code
            .split("crate::")
            .skip(1)
            .flat_map(|rest| {
                // `use crate::{a::b, c}` names several.
                let group =
                    rest.strip_prefix('{').map(|inner| inner.split('}').next().unwrap_or(""));
                group.map_or_else(|| vec![rest], |inner| inner.split(',').collect())
            })
            .map(|path| {
                path.trim().split(|symbol: char| !is_name(symbol)).next().unwrap_or_default()
            })
            .filter(|name| !name.is_empty())
    }
}

fn is_name(symbol: char) -> bool {
    symbol.is_ascii_alphanumeric() || symbol == '_'
}

fn line_of(room: &str) -> Option<usize> {
    LINES.iter().position(|line| line.contains(&room))
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file below a folder of the repository; none where the folder is not there.
fn sources(folder: &str) -> Vec<Source> {
    let root = top().join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(Source::read(path, &root));
            }
        }
    }
    found
}
