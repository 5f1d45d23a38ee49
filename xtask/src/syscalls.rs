//! Tests kills and errors at every system call of every operation that writes, and checks that
//! there are no network calls. strace does both.

use std::process::Command;

use crate::CommandResult;
use crate::run::{command_line, quiet_cargo, status, top};
use crate::tools::need;

/// Runs `tests/syscalls.rs`, and traces the tour for network calls.
pub(crate) fn check() -> CommandResult {
    check_operation("")?;
    check_without_network()
}

/// Runs the test for one operation, or for all if none is named. The test has its own time limit.
pub(crate) fn check_operation(operation: &str) -> CommandResult {
    if !cfg!(target_os = "linux") {
        println!("   run on Linux only");
        return Ok(());
    }
    need("strace", "strace")?;
    let mut command = quiet_cargo("test");
    command.args(["--workspace", "--test", "syscalls", "--", "--ignored", "--nocapture"]);
    status(command.env("OPERATION", operation))
}

/// Runs the main job from end to end, and fails if it makes a network call, including calls that
/// bypass the C library.
fn check_without_network() -> CommandResult {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let program = command_line()?;
    let log = top().join("target/network.log");
    let mut command = Command::new("strace");
    command.args(["-qq", "-f", "--seccomp-bpf", "-e", "trace=%network", "-e", "signal=none", "-o"]);
    command.arg(&log).arg(program).arg("tour");
    status(command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()))?;
    let calls = std::fs::read_to_string(&log).map_err(|why| why.to_string())?;
    match calls.lines().next() {
        None => Ok(()),
        Some(call) => Err(format!("the tour makes a network call: {call}")),
    }
}
