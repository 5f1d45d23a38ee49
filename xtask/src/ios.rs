//! The core as the iPhone app links it. On a Mac, it is built for every kind of device, as an
//! `XCFramework`. On other systems, it is built only for the device, to show that it compiles.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::CommandResult;
use crate::run::{output, quiet_cargo, status, top};
use crate::size::PHONE_LIBRARY;
use crate::tools::is_there;

/// The framework that Xcode adds to the package.
const FRAMEWORK: &str = "ios/Aikotoba/AikotobaCoreFFI.xcframework";

/// The target of iPhones and iPads.
pub(crate) const DEVICE: &str = "aarch64-apple-ios";

/// The targets of simulators, which are combined into one file.
const SIMULATORS: [&str; 2] = ["aarch64-apple-ios-sim", "x86_64-apple-ios"];

/// Builds what this system can build.
pub(crate) fn build() -> CommandResult {
    if cfg!(target_os = "macos") {
        return framework();
    }
    println!("   an XCFramework is made on a Mac; here the device's library at most");
    let missing = |what: &str| {
        println!("   nothing was built: {what}");
        Ok(())
    };
    if !is_installed(DEVICE)? {
        return missing(&format!("`rustup target add {DEVICE}` first"));
    }
    if std::env::var_os("CC_aarch64_apple_ios").is_none() {
        return missing("CC_aarch64_apple_ios names no C compiler for ring and SQLite");
    }
    println!("   {}", slice(DEVICE)?.display());
    Ok(())
}

/// Builds all slices and combines them into the framework.
fn framework() -> CommandResult {
    for target in [DEVICE].iter().chain(&SIMULATORS) {
        if !is_installed(target)? {
            status(Command::new("rustup").args(["target", "add", target]))?;
        }
    }
    let device = slice(DEVICE)?;
    let simulators = [slice(SIMULATORS[0])?, slice(SIMULATORS[1])?];
    let made = top().join("target/ios");
    let headers = headers(&made.join("headers"))?;
    let both = made.join("libaikotoba_uniffi.a");
    let mut lipo = Command::new("lipo");
    status(lipo.arg("-create").args(&simulators).arg("-output").arg(&both))?;
    let framework = top().join(FRAMEWORK);
    // `xcodebuild` refuses to replace an existing framework.
    let _ = fs::remove_dir_all(&framework);
    let mut create = Command::new("xcodebuild");
    create.arg("-create-xcframework");
    for library in [&device, &both] {
        create.arg("-library").arg(library).arg("-headers").arg(&headers);
    }
    status(create.arg("-output").arg(&framework))?;
    println!("   {}", framework.display());
    Ok(())
}

/// The library of one target.
fn slice(target: &str) -> Result<PathBuf, String> {
    let mut command = quiet_cargo("rustc");
    command.args(PHONE_LIBRARY).args(["--crate-type", "staticlib", "--target", target]);
    // The deployment target of the Xcode project.
    status(command.env("IPHONEOS_DEPLOYMENT_TARGET", "17.0"))?;
    Ok(top().join("target").join(target).join("phone/libaikotoba_uniffi.a"))
}

/// The folder with the C header and its module map.
fn headers(folder: &Path) -> Result<PathBuf, String> {
    let source = top().join("ios/Aikotoba/Sources/AikotobaCoreFFI/AikotobaCoreFFI.h");
    let map = "module AikotobaCoreFFI {\n    header \"AikotobaCoreFFI.h\"\n    export *\n}\n";
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(&source, folder.join("AikotobaCoreFFI.h")))
        .and_then(|_| fs::write(folder.join("module.modulemap"), map))
        .map_err(|why| format!("{}: {why}", folder.display()))?;
    Ok(folder.to_owned())
}

/// Whether Rust's standard library for a target is installed.
pub(crate) fn is_installed(target: &str) -> Result<bool, String> {
    if !is_there("rustup") {
        return Ok(false);
    }
    let listed = output(Command::new("rustup").args(["target", "list", "--installed"]))?;
    Ok(listed.lines().any(|line| line == target))
}
