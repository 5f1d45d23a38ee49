//! Rust source files, read as text: what a crate names and calls.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a failed test may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A source file without its comments and its tests.
pub struct SourceFile {
    /// Path of the file.
    pub path: PathBuf,
    /// The module path from the crate's root; empty for the root itself.
    pub modules: Vec<String>,
    /// The code that is compiled into the crate, line by line.
    pub code: String,
}

impl SourceFile {
    fn read(path: PathBuf, root: &Path) -> Self {
        let inner = path.strip_prefix(root).unwrap().with_extension("");
        let mut rooms: Vec<String> =
            inner.components().map(|part| part.as_os_str().to_string_lossy().into()).collect();
        if rooms == ["lib"] || rooms == ["main"] {
            rooms.clear();
        }
        // Some crates have a test file that is not UTF-8.
        let text = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&text);
        let text = text.split("\nmod tests {").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        Self { path, modules: rooms, code: lines.collect::<Vec<_>>().join("\n") }
    }

    /// Whether the file has tests, or is used by tests only.
    pub fn is_of_tests(&self) -> bool {
        self.modules.last().is_some_and(|name| name == "tests" || name == "test_support")
    }

    /// The modules that the file names from the crate's root.
    pub fn used_modules(&self) -> impl Iterator<Item = &str> {
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

/// The words of a source text: identifiers, keywords, numbers.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |symbol: char| symbol.is_alphanumeric() || symbol == '_';
    text.split(move |symbol| !is_part(symbol)).filter(|word| !word.is_empty())
}

/// Cargo's metadata of our packages.
pub fn packages() -> Vec<serde_json::Value> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--no-deps", "--format-version", "1", "--offline"]);
    let output = command.current_dir(repository_root()).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// The root of the repository.
pub fn repository_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file below a folder of the repository; none if the folder does not exist.
pub fn sources(folder: &str) -> Vec<SourceFile> {
    sources_in(&repository_root().join(folder))
}

/// Every Rust file below any folder.
pub fn sources_in(root: &Path) -> Vec<SourceFile> {
    let root = root.to_owned();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(SourceFile::read(path, &root));
            }
        }
    }
    found
}
