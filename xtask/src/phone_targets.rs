//! Checks that the phones' library compiles for the processors and systems of phones, as far as this
//! computer can: Rust code is type-checked, C code is not compiled, and nothing is linked.

use std::process::Command;

use crate::CommandResult;
use crate::ios::{DEVICE as IPHONE, is_installed};
use crate::run::{quiet_cargo, status, top};
use crate::tools::is_there;

/// The target of most Android phones.
const ANDROID: &str = "aarch64-linux-android";

/// Checks the library for each target that is installed here or can be.
pub(crate) fn check() -> CommandResult {
    for target in [IPHONE, ANDROID] {
        if install(target) {
            status(&mut check_for(target))?;
        } else {
            println!("   not checked for {target}: Rust's library for it cannot be installed here");
        }
    }
    Ok(())
}

/// Whether Rust's own library for a target is installed, after trying to install it. Not every
/// toolchain can be extended, and there may be no network: then the check is omitted.
fn install(target: &str) -> bool {
    let is_installed = || is_installed(target).unwrap_or(false);
    if !is_installed() && is_there("rustup") {
        let _ = Command::new("rustup").args(["target", "add", target]).current_dir(top()).status();
    }
    is_installed()
}

/// `cargo check` with a C compiler and an archiver that do nothing, because this computer has none
/// for phones. What they would make is needed for linking only.
fn check_for(target: &str) -> Command {
    let mut command = quiet_cargo("check");
    command.args(["--package", "aikotoba-uniffi", "--lib", "--target", target]);
    let variable = target.replace('-', "_");
    for tool in ["CC", "AR"] {
        command.env(format!("{tool}_{variable}"), "true");
    }
    // A folder that exists, so that the build programs do not ask Xcode for its SDK.
    command.env("SDKROOT", top().join("target"));
    command
}
