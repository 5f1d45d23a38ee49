//! The commands of the README share what they compile: the command line and the library for phones
//! use the same crates with the same features.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use aikotoba_tests::source::repository_root;

/// The crates that a package uses, each with the sets of features that it is compiled with: more than
/// one if build programs need others.
fn features(package: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--offline", "--locked", "--package", package]);
    command.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}|{f}"]);
    let output = command.current_dir(repository_root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut crates: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in str::from_utf8(&output.stdout).unwrap().lines() {
        let (name, features) = line.split_once('|').unwrap();
        // The name and the version, without the folder of a crate of ours.
        let name = name.split(' ').take(2).collect::<Vec<_>>().join(" ");
        crates.entry(name).or_default().insert(features.replace(" (*)", ""));
    }
    crates
}

#[test]
fn the_command_line_compiles_each_crate_of_the_core_as_the_library_does() {
    let (program, library) = (features("aikotoba"), features("aikotoba-uniffi"));
    let core = features("aikotoba-core");
    assert!(core.len() > 100, "only {} crates were found", core.len());
    let differing: Vec<_> = core
        .keys()
        .filter(|name| !program[*name].is_subset(&library[*name]))
        .map(|name| (name, &program[name], &library[name]))
        .collect();
    assert!(differing.is_empty(), "compiled twice, with these features: {differing:#?}");
}
