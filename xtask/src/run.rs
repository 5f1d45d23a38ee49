//! Running other programs.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::CommandResult;

/// The root of the repository.
pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is one folder below the root")
        .to_owned()
}

/// Where downloads and built tools are kept between runs.
pub(crate) fn cache() -> PathBuf {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .unwrap_or_else(std::env::temp_dir)
        .join("aikotoba")
}

/// Cargo in the root of the repository, as a person would start it.
///
/// `cargo xtask` sets variables about the package `xtask`, such as `CARGO_PKG_NAME`. The build program
/// of ring asks cargo to be run again when they change, so with them ring and all crates that need it
/// would be compiled again after each change between `cargo` and `cargo xtask`.
pub(crate) fn plain_cargo() -> Command {
    let mut command = Command::new(env!("CARGO"));
    forget_package(&mut command);
    command.current_dir(top());
    command
}

/// Removes the variables that `cargo run` sets about the package that it runs.
pub(crate) fn forget_package(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_about_package) {
            command.env_remove(name);
        }
    }
}

/// Whether `cargo run` sets this variable to describe the package that it runs ("Environment
/// variables Cargo sets for crates" in cargo's documentation).
fn is_about_package(variable: &str) -> bool {
    ["CARGO_BIN_NAME", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"].contains(&variable)
        || ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_EXE_"]
            .iter()
            .any(|begin| variable.starts_with(begin))
}

/// Runs cargo in the root of the repository.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a &'a str>) -> CommandResult {
    status(plain_cargo().args(arguments.into_iter().copied()))
}

/// Whether standard error is a terminal. Then cargo and Maven show their progress; a log gets one
/// line per step instead.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// A cargo subcommand that is quiet when its output goes to a log.
pub(crate) fn quiet_cargo(subcommand: &str) -> Command {
    let mut command = plain_cargo();
    command.arg(subcommand);
    if !is_watched() {
        command.arg("--quiet");
    }
    command
}

/// Builds the optimised command line and returns its path.
pub(crate) fn command_line() -> Result<PathBuf, String> {
    status(quiet_cargo("build").args(["--release", "--package", "aikotoba"]))?;
    Ok(top().join("target/release/aikotoba"))
}

/// Runs a program. Its output goes where ours goes.
pub(crate) fn status(command: &mut Command) -> CommandResult {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{} ended with {status}", name(command))),
        Err(why) => Err(format!("{} does not start: {why}", name(command))),
    }
}

/// Runs a program and returns its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    match command.stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into()),
        Ok(output) => Err(format!("{} ended with {}", name(command), output.status)),
        Err(why) => Err(format!("{} does not start: {why}", name(command))),
    }
}

/// Runs a program to its end. Returns what it wrote to both of its outputs, also as the error if it
/// failed.
pub(crate) fn quiet_output(command: &mut Command) -> Result<String, String> {
    let output =
        command.output().map_err(|why| format!("{} does not start: {why}", name(command)))?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    if output.status.success() {
        Ok(text)
    } else {
        Err(format!("{text}\n{} ended with {}", name(command), output.status))
    }
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_is_started_without_the_variables_about_this_package() {
        // `cargo test` sets the same variables as `cargo run`.
        assert_eq!(std::env::var("CARGO_PKG_NAME").as_deref(), Ok("xtask"));
        let command = plain_cargo();
        let removed: Vec<_> = command
            .get_envs()
            .filter(|(_, value)| value.is_none())
            .filter_map(|(name, _)| name.to_str())
            .collect();
        for name in ["CARGO_PKG_NAME", "CARGO_PKG_VERSION_PATCH", "CARGO_MANIFEST_DIR"] {
            assert!(removed.contains(&name), "{name} is passed on");
        }
        assert!(!removed.contains(&"PATH"));
    }

    #[test]
    fn settings_of_a_person_are_passed_on() {
        for name in ["CARGO_TARGET_DIR", "CARGO_HOME", "CARGO_TERM_COLOR", "RUSTFLAGS", "CC"] {
            assert!(!is_about_package(name), "{name}");
        }
    }
}
