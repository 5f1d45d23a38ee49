//! Fuzzing with cargo-fuzz.
//!
//! Without a sanitizer, so that the pinned toolchain serves: there is no `unsafe` to sanitize, and
//! a panic, an endless loop or a broken property is found all the same.

use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::run::{cache, status, top};
use crate::tools::cargo_tool;

/// The release of cargo-fuzz that this was written for.
const CARGO_FUZZ: &str = "0.13.2";

/// How long each target runs in `cargo xtask test`.
const SHORT_SECONDS: u32 = 15;

/// Runs every target for a short while.
pub(crate) fn all() -> Outcome {
    let entries = std::fs::read_dir(top().join("fuzz/targets")).map_err(|why| why.to_string())?;
    let mut targets: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    targets.sort();
    targets.iter().try_for_each(|target| run(target, SHORT_SECONDS))
}

/// Runs one target from its committed seeds. What it learns stays in the cache for the next time;
/// what breaks it is left in `fuzz/artifacts`.
pub(crate) fn run(target: &str, seconds: u32) -> Outcome {
    let program = cargo_tool("cargo-fuzz", CARGO_FUZZ)?;
    let learnt = cache().join("fuzz").join(target);
    std::fs::create_dir_all(&learnt).map_err(|why| why.to_string())?;
    println!("   {target} for {seconds} s");
    let seeds = top().join("fuzz/seeds").join(target);
    let mut command = Command::new(program);
    command.args(["fuzz", "run", "--fuzz-dir", "fuzz", "--sanitizer", "none", "--target-dir"]);
    command.arg(cache().join("fuzz-target")).arg(target).arg(&learnt);
    if Path::new(&seeds).is_dir() {
        command.arg(seeds);
    }
    command.arg("--");
    command.arg(format!("-max_total_time={seconds}"));
    command.args(["-timeout=10", "-rss_limit_mb=4096", "-print_final_stats=1", "-verbosity=0"]);
    status(command.current_dir(top()))
}
