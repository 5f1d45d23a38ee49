//! The about screen shows the licences of exactly those crates that the app uses.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use aikotoba_core::screens::about::CRATES;
use aikotoba_tests::source::repository_root;

/// The crates of the app's library.
const OURS: &[&str] = &["aikotoba-core", "aikotoba-scan", "aikotoba-words", "aikotoba-uniffi"];

#[test]
fn the_about_screen_names_each_crate_with_its_licence() {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--offline"]);
    let output = command.current_dir(repository_root()).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let licences: BTreeMap<&str, BTreeSet<&str>> =
        packages.iter().fold(BTreeMap::new(), |mut all, package| {
            let licence = package["license"].as_str().unwrap_or_default();
            all.entry(package["name"].as_str().unwrap()).or_default().insert(licence);
            all
        });
    let ours = packages.iter().filter(|package| OURS.contains(&package["name"].as_str().unwrap()));
    let used: BTreeSet<&str> = ours
        .flat_map(|package| package["dependencies"].as_array().unwrap())
        .filter(|dependency| dependency["kind"].is_null() && dependency["path"].is_null())
        .map(|dependency| dependency["name"].as_str().unwrap())
        .collect();
    assert!(used.len() > 20, "only {} crates were found", used.len());
    let shown: BTreeSet<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    assert_eq!(shown, used, "the about screen and the dependencies differ");
    for (name, licence) in CRATES {
        assert!(licences[name].contains(licence), "{name}: {:?}", licences[name]);
    }
}
