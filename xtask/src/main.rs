//! Aikotoba's build and test commands: `cargo xtask help`.
//!
//! It has few dependencies, because it is the first thing that a new machine compiles.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a build tool prints to a terminal")]

mod android_app;
mod bindings;
mod dependencies;
mod fuzz;
mod imports;
mod interop;
mod ios;
mod kotlin_lint;
mod limit;
mod phone_targets;
mod run;
mod scan_bench;
mod size;
mod steps;
mod swift;
mod swift_tools;
mod syscalls;
mod tools;
mod window;
mod workflows;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--pictures FOLDER]              the app in a window; without a display, an off-screen run
cargo xtask screens                              tests of the screens, their error paths and their pictures
cargo xtask lint-kotlin [--fix]                  ktlint and detekt; with --fix, ktlint corrects what it can
cargo xtask test [--only STEP]… [--skip STEP]…   everything that a change must pass
cargo xtask steps                                the steps of `test`
cargo xtask fuzz TARGET [SECONDS]                one fuzz target (default 60 s)
cargo xtask bindings                             the Kotlin and Swift sides of uniffi/
cargo xtask syscalls [OPERATION]                 operations that write, killed and failing at every system call
cargo xtask android                              the Android app: tests under Robolectric, a signed check
cargo xtask swift                                the iPhone app's Swift over the real core, built and tested
cargo xtask ios                                  on a Mac, the core for Xcode; elsewhere what can be built of it
cargo xtask parity                               writes docs/parity.md: what Kotlin and Swift use of the core
cargo xtask size                                 the phone apps' library: bytes by crate, and its limit
cargo xtask bench [ARGUMENT]…                    the benchmarks, with criterion
cargo xtask bench scan FOLDER…                   how many pictures in folders are read, compared with other readers
cargo xtask bench scan generate FOLDER [COUNT]   draws such pictures; also: streams, empty, second, bare, repeated [COUNT]
";

/// The result of a command. The error is a message for the developer.
type CommandResult = Result<(), String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test", choices @ ..] => steps::test(choices),
        ["run", arguments @ ..] => window::run(arguments),
        ["screens"] => window::test(),
        ["lint-kotlin"] => kotlin_lint::check(kotlin_lint::AutoFix::Nothing),
        ["lint-kotlin", "--fix"] => kotlin_lint::check(kotlin_lint::AutoFix::WhatCanBe),
        ["steps"] => {
            steps::list();
            Ok(())
        }
        ["bindings"] => bindings::generate(),
        ["android"] => android_app::check(),
        ["swift"] => swift::check(),
        ["ios"] => ios::build(),
        ["size"] => size::check(),
        ["parity"] => swift::write_parity(),
        ["syscalls"] => syscalls::check(),
        ["syscalls", operation] => syscalls::check_operation(operation),
        ["fuzz", target] => fuzz::run(target, 60),
        ["fuzz", target, seconds] => seconds
            .parse()
            .map_err(|_| format!("{seconds} is not a number of seconds"))
            .and_then(|seconds| fuzz::run(target, seconds)),
        ["bench", "scan", rest @ ..] => scan_bench::run(rest),
        ["bench", rest @ ..] => {
            run::cargo(["bench", "--package", "aikotoba-benches"].iter().chain(rest))
        }
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
