//! `cargo xtask bindings`: the Kotlin and Swift sides of `uniffi/`, generated from the library.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::run::{cargo, status, top};

/// Where the generated Kotlin stands in the repository, from its top.
const KOTLIN: &str = "android/bindings/src/main/kotlin";

/// Where the generated Swift is written; a build product.
const SWIFT: &str = "target/bindings/swift";

/// The library without its ending: the one that the shells load.
const LIBRARY: &str = "target/release/libaikotoba_uniffi";

/// Writes the Kotlin into the repository, and the Swift beside the build.
pub(crate) fn generate() -> Outcome {
    build()?;
    kotlin(&top().join(KOTLIN))?;
    swift(&top().join(SWIFT))?;
    println!("Kotlin: {KOTLIN}\nSwift:  {SWIFT}");
    Ok(())
}

/// Generates again, and compares with the Kotlin in the repository: `UniFFI`'s own checksums
/// notice a changed function, not a changed field of a record.
pub(crate) fn check() -> Outcome {
    build()?;
    let fresh = top().join("target/bindings/kotlin");
    // What an earlier run left must not count.
    let _ = std::fs::remove_dir_all(&fresh);
    kotlin(&fresh)?;
    swift(&top().join(SWIFT))?;
    let name = Path::new("app/aikotoba/core/aikotoba.kt");
    let read = |file: PathBuf| {
        std::fs::read(&file).map_err(|why| format!("{} can't be read: {why}", file.display()))
    };
    if read(fresh.join(name))? == read(top().join(KOTLIN).join(name))? {
        Ok(())
    } else {
        Err("the Kotlin bindings are not those of uniffi/: run `cargo xtask bindings`".to_owned())
    }
}

/// Builds the library that the shells load, alone: together with the generator, its features would
/// be unified.
pub(crate) fn build() -> Outcome {
    cargo(&["build", "--quiet", "--release", "--package", "aikotoba-uniffi", "--lib"])
}

fn kotlin(folder: &Path) -> Outcome {
    let library = top().join(format!("{LIBRARY}.so"));
    bindgen("uniffi-bindgen", |command| {
        command.args(["generate", "--language", "kotlin", "--no-format", "--out-dir"]);
        command.arg(folder).arg("--library").arg(library);
    })
}

fn swift(folder: &Path) -> Outcome {
    let library = top().join(format!("{LIBRARY}.a"));
    bindgen("uniffi-bindgen-swift", |command| {
        command.args(["--swift-sources", "--headers", "--modulemap"]);
        command.arg(library).arg(folder);
    })
}

fn bindgen(program: &str, arguments: impl FnOnce(&mut Command)) -> Outcome {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["run", "--quiet", "--package", "aikotoba-bindgen", "--bin", program, "--"])
        .current_dir(top());
    arguments(&mut command);
    status(&mut command)
}
