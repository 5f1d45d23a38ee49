//! `cargo xtask bindings`: generates the core's types in `uniffi/` from the core's sources, and
//! Kotlin and Swift from the library.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::CommandResult;
use crate::run::{quiet_cargo, status, top};

/// Path of the generated copy of the core's types.
const REMOTE_TYPES: &str = "uniffi/src/types/remote.rs";

/// Path of the generated Kotlin.
const KOTLIN: &str = "android/bindings/src/main/kotlin";

/// Paths of the generated Swift and of its C header.
const SWIFT: [&str; 2] = [
    "ios/Aikotoba/Sources/AikotobaCore/AikotobaCore.swift",
    "ios/Aikotoba/Sources/AikotobaCoreFFI/AikotobaCoreFFI.h",
];

/// The folder in which Swift is generated first, with the module map that Apple's compilers use.
const FRESH_SWIFT: &str = "target/bindings/swift";

/// The library that the shells load, without its file name extension.
const LIBRARY: &str = "target/release/libaikotoba_uniffi";

/// Writes the core's types, the Kotlin and the Swift into the repository.
pub(crate) fn generate() -> CommandResult {
    remote_types(&top().join(REMOTE_TYPES))?;
    build()?;
    kotlin(&top().join(KOTLIN))?;
    swift(&top().join(FRESH_SWIFT))?;
    for file in SWIFT {
        let place = top().join(file);
        std::fs::copy(fresh_swift(file), &place)
            .map_err(|why| format!("{}: {why}", place.display()))?;
    }
    println!("Types:  {REMOTE_TYPES}\nKotlin: {KOTLIN}\nSwift:  {}", SWIFT[0]);
    Ok(())
}

/// The freshly generated version of a file in the repository.
fn fresh_swift(file: &str) -> PathBuf {
    top().join(FRESH_SWIFT).join(Path::new(file).file_name().unwrap_or_default())
}

/// Generates again and compares the types, the Kotlin and the Swift with the repository. `UniFFI`'s checksums
/// notice a changed function, but not a changed field of a record.
pub(crate) fn check() -> CommandResult {
    let types = top().join("target/bindings/remote.rs");
    remote_types(&types)?;
    if read(&types)? != read(&top().join(REMOTE_TYPES))? {
        return Err(format!("{REMOTE_TYPES} differs from the core: run `cargo xtask bindings`"));
    }
    build()?;
    let fresh = top().join("target/bindings/kotlin");
    // Files of an earlier run must not count.
    let _ = std::fs::remove_dir_all(&fresh);
    kotlin(&fresh)?;
    swift(&top().join(FRESH_SWIFT))?;
    for file in SWIFT {
        if read(&fresh_swift(file))? != read(&top().join(file))? {
            return Err(format!("{file} is not that of uniffi/: run `cargo xtask bindings`"));
        }
    }
    let name = Path::new("app/aikotoba/core/aikotoba.kt");
    if read(&fresh.join(name))? == read(&top().join(KOTLIN).join(name))? {
        Ok(())
    } else {
        Err("the Kotlin bindings do not match uniffi/: run `cargo xtask bindings`".to_owned())
    }
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|why| format!("{} can't be read: {why}", file.display()))
}

/// Writes the types in `uniffi/remote_types.txt`, formatted by rustfmt.
fn remote_types(file: &Path) -> CommandResult {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    }
    run_tool("aikotoba-remote-types", |command| {
        command.arg(file);
    })?;
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--config-path"]).arg(top().join("rustfmt.toml"));
    status(rustfmt.arg(file))
}

/// Builds only the library that the shells load, because building it together with the generator
/// would unify their features.
pub(crate) fn build() -> CommandResult {
    let mut command = quiet_cargo("build");
    status(command.args(["--release", "--package", "aikotoba-uniffi", "--lib"]))
}

fn kotlin(folder: &Path) -> CommandResult {
    let library = top().join(format!("{LIBRARY}.so"));
    run_tool("uniffi-bindgen", |command| {
        command.args(["generate", "--language", "kotlin", "--no-format", "--out-dir"]);
        command.arg(folder).arg("--library").arg(library);
    })
}

fn swift(folder: &Path) -> CommandResult {
    let library = top().join(format!("{LIBRARY}.a"));
    run_tool("uniffi-bindgen-swift", |command| {
        command.args(["--swift-sources", "--headers", "--modulemap"]);
        command.args(["--module-name", "AikotobaCoreFFI"]);
        command.args(["--modulemap-filename", "module.modulemap"]);
        command.arg(library).arg(folder);
    })
}

fn run_tool(program: &str, arguments: impl FnOnce(&mut Command)) -> CommandResult {
    // For the whole workspace, so that the tests' build is reused: a single package is built with
    // other features, and all its dependencies again.
    status(quiet_cargo("build").args(["--workspace", "--bin", program]))?;
    let mut command = Command::new(top().join("target/debug").join(program));
    command.current_dir(top());
    arguments(&mut command);
    status(&mut command)
}
