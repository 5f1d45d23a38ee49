//! Nothing is unused: no public item of ours, and no dependency.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use aikotoba_tests::source::{SourceFile, packages, sources, sources_in, words};

/// Our crates whose public items are meant for other crates of ours.
const LIBRARIES: &[&str] = &["core/src", "scan/src", "words/src"];

/// All code that may use them.
const USERS: &[&str] =
    &["core", "scan", "words", "uniffi", "cli", "tests", "benches", "fuzz/targets", "xtask"];

/// Dependencies that a package needs without naming them, and why.
const UNNAMED: &[(&str, &str, &str)] = &[
    ("aikotoba", "bytes", "for its features: see tests/shared_build.rs"),
    ("aikotoba", "serde_core", "for its features: see tests/shared_build.rs"),
    ("aikotoba-uniffi", "rusqlite", "for a file of `tests/` that its own test includes"),
    ("aikotoba-uniffi", "serde_json", "for a file of `tests/` that its own test includes"),
];

#[test]
fn every_public_item_is_used_somewhere() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for source in USERS.iter().flat_map(|folder| sources(folder)).filter(is_ours) {
        for word in words(&source.code) {
            *seen.entry(word.to_owned()).or_default() += 1;
        }
    }
    let mut unused = Vec::new();
    for source in LIBRARIES.iter().flat_map(|folder| sources(folder)).filter(is_ours) {
        for name in public_items(&source.code) {
            // The definition counts once.
            if seen.get(name).is_none_or(|times| *times < 2) {
                unused.push(format!("{}: {name}", source.path.display()));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn every_crate_is_used_by_the_package_that_asks_for_it() {
    let mut unused = Vec::new();
    for package in packages() {
        let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
        let own = manifest.parent().unwrap();
        let named = named_in(own);
        for dependency in package["dependencies"].as_array().unwrap() {
            let name = dependency["rename"].as_str().or(dependency["name"].as_str()).unwrap();
            let package = package["name"].as_str().unwrap();
            let is_known = UNNAMED.iter().any(|known| (known.0, known.1) == (package, name));
            if !is_known && !named.contains(&name.replace('-', "_")) {
                unused.push(format!("{}: {name}", own.display()));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:#?}");
}

/// Every word of a package's sources, without packages inside its folder.
fn named_in(own: &Path) -> BTreeSet<String> {
    let is_own = |source: &SourceFile| {
        let folders = source.path.ancestors().skip(1).take_while(|folder| *folder != own);
        folders.into_iter().all(|folder| !folder.join("Cargo.toml").exists())
    };
    let mut named = BTreeSet::new();
    for source in sources_in(own).into_iter().filter(is_own) {
        let text = std::fs::read(&source.path).unwrap();
        named.extend(words(&String::from_utf8_lossy(&text)).map(str::to_owned));
    }
    named
}

/// Whether a file is compiled into something other than tests.
fn is_ours(source: &SourceFile) -> bool {
    let is_built = !source.path.components().any(|part| part.as_os_str() == "target");
    is_built && !source.is_of_tests()
}

/// The names of the items that a file exports to other crates.
fn public_items(code: &str) -> impl Iterator<Item = &str> {
    const KINDS: [&str; 7] = ["fn", "struct", "enum", "trait", "const", "static", "type"];
    code.lines().filter_map(|line| {
        let rest = line.trim_start().strip_prefix("pub ")?;
        let rest = rest
            .strip_prefix("const fn ")
            .map_or(rest, |name| &rest[rest.len() - name.len() - 3..]);
        let (kind, rest) = rest.split_once(' ')?;
        KINDS.contains(&kind).then(|| words(rest).next()).flatten()
    })
}
