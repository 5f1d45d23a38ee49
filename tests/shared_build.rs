//! The commands of the README share compiled crates: the command line and the library for phones
//! use the same crates with the same features.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use aikotoba_tests::source::repository_root;

/// The crates that a package uses, each with the sets of features with which it is compiled. There
/// are several sets if build scripts need others.
fn features(package: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--offline", "--locked", "--package", package]);
    command.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}|{f}"]);
    let output = command.current_dir(repository_root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut crates: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in str::from_utf8(&output.stdout).unwrap().lines() {
        let (name, features) = line.split_once('|').unwrap();
        // The name and the version, without the folder of a crate of this repository.
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

/// The lines of a section of the workspace's manifest.
fn section(name: &str) -> Vec<String> {
    let manifest = std::fs::read_to_string(repository_root().join("Cargo.toml")).unwrap();
    let lines = manifest.lines().skip_while(|line| line.trim() != name).skip(1);
    lines.take_while(|line| !line.starts_with('[')).map(str::to_owned).collect()
}

#[test]
fn a_release_build_compiles_the_crates_of_the_program_and_the_library_once() {
    // With link-time optimisation, cargo compiles a crate to LLVM bitcode for the command line, but
    // to machine code for `aikotoba-uniffi`, because a Rust library has no link-time optimisation.
    let release = section("[profile.release]");
    assert!(release.iter().any(|line| line.starts_with("strip")), "the profile was not found");
    let optimised = release.iter().find(|line| line.starts_with("lto"));
    assert_eq!(optimised, None, "every crate would be compiled twice");
}
