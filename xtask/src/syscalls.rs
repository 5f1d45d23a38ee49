//! Kills and errors at every system call of every operation that writes, and the network's calls,
//! of which there are none. strace does the tampering.

use std::process::Command;

use crate::Outcome;
use crate::run::{cargo, status, top};
use crate::tools::need;

/// Runs `tests/syscalls.rs`, and the tour with an eye on the network.
pub(crate) fn check() -> Outcome {
    run("")?;
    no_network()
}

/// Runs it for one operation.
pub(crate) fn check_operation(name: &str) -> Outcome {
    run(name)
}

/// Runs it for an operation, or for all. It has a time limit of its own.
fn run(operation: &str) -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("   run on Linux only");
        return Ok(());
    }
    need("strace", "strace")?;
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--quiet", "--workspace", "--test", "syscalls", "--"]);
    command.args(["--ignored", "--nocapture"]).current_dir(top());
    status(command.env("OPERATION", operation))
}

/// Runs the main job from end to end, and fails where a call of the network is made: also one that
/// goes past the C library.
fn no_network() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    cargo(&["build", "--quiet", "--release", "--package", "aikotoba"])?;
    let log = top().join("target/network.log");
    let mut command = Command::new("strace");
    command.args(["-qq", "-f", "--seccomp-bpf", "-e", "trace=%network", "-e", "signal=none", "-o"]);
    command.arg(&log).arg(top().join("target/release/aikotoba")).arg("tour");
    status(command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()))?;
    let calls = std::fs::read_to_string(&log).map_err(|why| why.to_string())?;
    match calls.lines().next() {
        None => Ok(()),
        Some(call) => Err(format!("the tour makes a call of the network: {call}")),
    }
}
