//! What each crate does besides computing (docs/architecture.md, "Effects"): reading a clock,
//! starting a thread, reading the environment, running a program, printing, opening a socket. Our
//! files and all crates that are built into releases are checked against lists.
//!
//! `cargo xtask test --only imports` checks what the linker really included.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use aikotoba_tests::source::{repository_root, sources, sources_in};

/// An effect, and the Rust code by which it is recognised.
struct Effect {
    name: &'static str,
    texts: &'static [&'static str],
}

const CLOCK: Effect = Effect { name: "monotonic clock", texts: &["Instant::now"] };
const WALL: Effect = Effect {
    name: "wall clock",
    texts: &["SystemTime::now", "Timestamp::now", "Zoned::now", "UNIX_EPOCH.elapsed"],
};
const THREAD: Effect =
    Effect { name: "thread", texts: &["thread::spawn", "thread::Builder", "thread::scope"] };
const ENVIRONMENT: Effect = Effect {
    name: "environment",
    texts: &["std::env::", "use std::env", "env::var", "env::temp_dir", "env::args"],
};
const PROCESS: Effect = Effect {
    name: "process",
    texts: &["process::Command", "Command::new", "process::exit", "process::abort"],
};
const TERMINAL: Effect = Effect {
    name: "terminal",
    texts: &["println!", "print!(", "dbg!", "io::stdout", "io::stderr", "io::stdin"],
};
const SOCKET: Effect = Effect {
    name: "socket",
    texts: &["std::net", "os::unix::net", "TcpStream", "TcpListener", "UdpSocket", "UnixStream"],
};

const EFFECTS: &[Effect] = &[CLOCK, WALL, THREAD, ENVIRONMENT, PROCESS, TERMINAL, SOCKET];

/// Which of our files have which effect. A folder means all its files. All other files have
/// none.
const OURS: &[(&str, &str)] = &[
    // A scan ends at a deadline.
    ("scan/src/budget.rs", "monotonic clock"),
    ("scan/src/engine/", "monotonic clock"),
    ("scan/src/stages/", "monotonic clock"),
    // For measurements only, behind the feature `internals`.
    ("scan/src/internals.rs", "monotonic clock"),
    // The time of a key derivation on this device, which the core then judges.
    ("uniffi/src/create.rs", "monotonic clock"),
    ("cli/src/commands/vault/create.rs", "monotonic clock"),
    // Waits up to two seconds for another program that has the vault open.
    ("cli/src/unlock.rs", "monotonic clock"),
    // Prints the command line again for the person to run; a folder for the plan of a dry run.
    ("cli/src/commands/vault/offer.rs", "environment"),
    // Measuring a scan and the tour, and waiting for the next code.
    ("cli/src/commands/scan.rs", "monotonic clock"),
    ("cli/src/commands/tour.rs", "monotonic clock"),
    ("cli/src/commands/tour/steps.rs", "monotonic clock"),
    ("cli/src/output/moment.rs", "wall clock"),
    ("cli/src/args.rs", "environment"),
    ("cli/src/memory.rs", "environment"),
    ("cli/src/place.rs", "environment"),
    ("cli/src/main.rs", "environment"),
    ("cli/src/commands/tour.rs", "environment"),
    ("cli/src/main.rs", "terminal"),
    ("cli/src/commands/codes/watch.rs", "terminal"),
    ("cli/src/output.rs", "terminal"),
    ("cli/src/output/", "terminal"),
    ("cli/src/prompt.rs", "terminal"),
    ("cli/src/shell.rs", "terminal"),
    ("cli/src/source.rs", "terminal"),
];

/// Which dependencies use which effect, and why it has no influence here.
const OTHERS: &[(&str, &str, &str)] = &[
    // Called, without influence.
    ("age", "wall clock", "measures scrypt for a work factor, which the core then sets itself"),
    ("foldhash", "wall clock", "mixes it into the seed of a hash table"),
    ("fastrand", "monotonic clock", "seeds the names of temporary files of the tour"),
    ("clap_builder", "process", "ends the program in calls that are not made: errors are returned"),
    ("jiff", "wall clock", "not called: the command line passes the time"),
    ("jiff", "monotonic clock", "dates its cache of the system's time zones"),
    // Waiting for other threads, of which there are none, and one lock at a time.
    ("parking_lot", "monotonic clock", "timed waits, which nobody calls"),
    ("parking_lot_core", "monotonic clock", "timed waits, which nobody calls"),
    // Behind features that are off.
    ("age", "thread", "its plug-ins, a feature that is off"),
    ("age-core", "process", "its plug-ins, a feature that is off"),
    ("futures-executor", "thread", "its pool of threads, a feature that is off"),
    ("rusqlite", "thread", "a test"),
    ("terminal_size", "process", "asks `stty` in a test"),
    ("totp-rs", "wall clock", "the feature `std` is off; the core passes the time"),
    // In tests, or in programs that are not built.
    ("arc-swap", "thread", "a test"),
    ("bytes", "thread", "a test"),
    ("hashbrown", "thread", "a test"),
    ("bytes", "process", "aborts if a reference count overflows"),
    ("clap", "process", "a program for its own tests"),
    // Never called here.
    ("chrono", "wall clock", "rxing reads calendar entries with it, and here it only decodes"),
    ("cargo_metadata", "process", "runs cargo for UniFFI's generator, which is in no library"),
    ("moxcms", "wall clock", "dates a colour profile that is written; none is"),
    ("uniffi", "process", "its generator's command line, which is in no library"),
    ("uniffi_bindgen", "process", "runs formatters for the generator, which is in no library"),
    ("uniffi_pipeline", "process", "runs `diff` for the generator, which is in no library"),
    // Address types, which open nothing.
    ("log", "socket", "prints a network address"),
    ("serde", "socket", "writes network addresses"),
    ("serde_core", "socket", "writes network addresses"),
];

/// Crates that only declare system functions. Which of them are called is checked in the built
/// file.
const DECLARATIONS: &[&str] = &["libc", "linux-raw-sys", "windows-sys", "rustix"];

#[test]
fn our_files_have_only_the_listed_effects() {
    let mut found = BTreeSet::new();
    for folder in ["core", "scan", "scan/studio", "words", "uniffi", "cli"] {
        for source in sources(&format!("{folder}/src")) {
            let path =
                source.path.strip_prefix(repository_root()).unwrap().to_str().unwrap().to_owned();
            for effect in seen(&source.code) {
                found.insert((path.clone(), effect));
            }
        }
    }
    let is_listed = |(path, effect): &&(String, &str)| {
        OURS.iter().any(|(known, of)| of == effect && fits(known, path))
    };
    let unlisted: Vec<_> = found.iter().filter(|one| !is_listed(one)).collect();
    assert!(unlisted.is_empty(), "not listed: {unlisted:#?}");
    let is_there = |(known, of): &&(&str, &str)| {
        found.iter().any(|(path, effect)| of == effect && fits(known, path))
    };
    let gone: Vec<_> = OURS.iter().filter(|one| !is_there(one)).collect();
    assert!(gone.is_empty(), "listed, but no longer there: {gone:#?}");
}

#[test]
fn core_and_words_have_only_file_effects() {
    for (path, effect) in OURS {
        let is_pure = path.starts_with("core/") || path.starts_with("words/");
        assert!(!is_pure, "{path} has an effect: {effect}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn dependencies_have_only_the_explained_effects() {
    let mut found = BTreeSet::new();
    let crates = built_in(&["aikotoba", "aikotoba-uniffi"]);
    assert!(crates.len() > 100, "the list of crates is incomplete: {}", crates.len());
    for (name, folder) in &crates {
        if DECLARATIONS.contains(&name.as_str()) {
            continue;
        }
        for source in sources_in(&folder.join("src")) {
            for effect in seen(&source.code) {
                if ["monotonic clock", "wall clock", "thread", "process", "socket"]
                    .contains(&effect)
                {
                    found.insert((name.clone(), effect));
                }
            }
        }
    }
    let known: BTreeSet<_> =
        OTHERS.iter().map(|(name, effect, _)| ((*name).to_owned(), *effect)).collect();
    let unexplained: Vec<_> = found.difference(&known).collect();
    assert!(unexplained.is_empty(), "not explained: {unexplained:#?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "explained, but no longer there: {gone:#?}");
}

#[test]
fn effects_are_recognised() {
    for (code, effect) in [
        ("let t = std::time::Instant::now();", "monotonic clock"),
        ("SystemTime::now()", "wall clock"),
        ("thread::Builder::new()", "thread"),
        ("use std::env;", "environment"),
        ("Command::new(\"sh\")", "process"),
        ("eprintln!(\"x\")", "terminal"),
        ("std::net::TcpStream::connect(at)", "socket"),
    ] {
        assert_eq!(seen(code), [effect], "{code}");
    }
}

/// The effects that a source file uses.
fn seen(code: &str) -> Vec<&'static str> {
    let is_named = |effect: &&Effect| effect.texts.iter().any(|text| code.contains(text));
    EFFECTS.iter().filter(is_named).map(|effect| effect.name).collect()
}

/// Whether an entry of the list covers a file.
fn fits(known: &str, path: &str) -> bool {
    if known.ends_with('/') { path.starts_with(known) } else { path == known }
}

/// The target that is built for, in rustc's notation.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let version_lines = String::from_utf8(output.stdout).unwrap();
    version_lines.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// Every dependency that is built into one of our crates, with its folder. Procedural macros and
/// build scripts are omitted, because they run only during the build.
fn built_in(ours: &[&str]) -> BTreeMap<String, std::path::PathBuf> {
    let mut command = Command::new(env!("CARGO"));
    // Only what is built here; sources for other systems may be missing.
    command.args(["metadata", "--format-version", "1", "--offline", "--filter-platform", &host()]);
    let output = command.current_dir(repository_root()).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, serde_json::Value> =
        list(&metadata["packages"]).into_iter().map(|one| (text(&one["id"]), one)).collect();
    let nodes: BTreeMap<String, serde_json::Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|one| (text(&one["id"]), one))
        .collect();
    let is_root = |id: &&String| ours.contains(&packages[*id]["name"].as_str().unwrap());
    let mut waiting: Vec<String> = packages.keys().filter(is_root).cloned().collect();
    let (mut met, mut found) = (BTreeSet::new(), BTreeMap::new());
    while let Some(id) = waiting.pop() {
        let package = &packages[&id];
        let is_macro = list(&package["targets"])
            .iter()
            .any(|target| list(&target["kind"]).iter().any(|kind| kind == "proc-macro"));
        if is_macro || !met.insert(id.clone()) {
            continue;
        }
        if !package["source"].is_null() {
            let manifest = text(&package["manifest_path"]);
            found.insert(text(&package["name"]), Path::new(&manifest).parent().unwrap().to_owned());
        }
        for dependency in list(&nodes[&id]["deps"]) {
            if list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()) {
                waiting.push(text(&dependency["pkg"]));
            }
        }
    }
    found
}
