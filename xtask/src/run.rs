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

/// Runs cargo in the root of the repository.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a &'a str>) -> CommandResult {
    let mut command = Command::new(env!("CARGO"));
    status(command.args(arguments.into_iter().copied()).current_dir(top()))
}

/// Whether standard error is a terminal. Then cargo and Maven show their progress; a log gets one
/// line per step instead.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// A cargo subcommand that is quiet when its output goes to a log.
pub(crate) fn quiet_cargo(subcommand: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.arg(subcommand).current_dir(top());
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
