//! Fuzzing with cargo-fuzz.
//!
//! Without a sanitizer, so that the pinned toolchain is enough. There is no `unsafe` to sanitize,
//! and panics, endless loops and violated properties are found without it.

use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::CommandResult;
use crate::run::{cache, forget_package, status, top};
use crate::tools::cargo_tool;

/// The version of cargo-fuzz that this was written for.
const CARGO_FUZZ: &str = "0.13.2";

/// Time per target in `cargo xtask test`, in seconds.
const SHORT_SECONDS: u32 = 15;

/// Number of targets that run at the same time in `cargo xtask test`.
const AT_ONCE: usize = 2;

/// Runs every target for a short time, and prints the output of each when it has ended.
pub(crate) fn all() -> CommandResult {
    let entries = std::fs::read_dir(top().join("fuzz/targets")).map_err(|why| why.to_string())?;
    let mut targets: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    targets.sort();
    status(&mut cargo_fuzz("build")?)?;
    let left = Mutex::new(targets.into_iter());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || std::iter::from_fn(next).try_for_each(|target| run_shortly(&target));
    thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err("a worker of the fuzz step stopped".to_owned()))
        })
    })
}

/// Runs one target for a short time.
fn run_shortly(target: &str) -> CommandResult {
    let ended = command(target, SHORT_SECONDS)?.output().map_err(|why| why.to_string())?;
    let text = [ended.stdout, ended.stderr].concat();
    println!("   {target} for {SHORT_SECONDS} s\n{}", String::from_utf8_lossy(&text));
    if ended.status.success() {
        Ok(())
    } else {
        Err(format!("{target} ended with {}", ended.status))
    }
}

/// Runs one target from its committed seeds.
pub(crate) fn run(target: &str, seconds: u32) -> CommandResult {
    println!("   {target} for {seconds} s");
    status(&mut command(target, seconds)?)
}

/// The command for one target with its committed seeds. New inputs are kept in the cache; crashing
/// inputs are written to `fuzz/artifacts`.
fn command(target: &str, seconds: u32) -> Result<Command, String> {
    let new_inputs = cache().join("fuzz").join(target);
    std::fs::create_dir_all(&new_inputs).map_err(|why| why.to_string())?;
    let seeds = top().join("fuzz/seeds").join(target);
    let mut command = cargo_fuzz("run")?;
    command.arg(target).arg(&new_inputs);
    if seeds.is_dir() {
        command.arg(seeds);
    }
    command.arg("--");
    command.arg(format!("-max_total_time={seconds}"));
    command.args(["-timeout=10", "-rss_limit_mb=4096", "-print_final_stats=1", "-verbosity=0"]);
    Ok(command)
}

/// cargo-fuzz with the arguments that all commands share.
fn cargo_fuzz(verb: &str) -> Result<Command, String> {
    let mut command = Command::new(cargo_tool("cargo-fuzz", CARGO_FUZZ)?);
    forget_package(&mut command);
    command.args(["fuzz", verb, "--fuzz-dir", "fuzz", "--sanitizer", "none", "--target-dir"]);
    command.arg(cache().join("fuzz-target")).current_dir(top());
    Ok(command)
}
