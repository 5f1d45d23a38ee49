//! The steps of `cargo xtask test`, those that fail fastest first.

use std::time::Instant;

use crate::kotlin_lint::Fix;
use crate::limit::Limit;
use crate::run::{cargo, quiet_cargo, status};
use crate::{
    Outcome, android_app, bindings, dependencies, fuzz, imports, interop, kotlin_lint, swift,
    syscalls, window,
};

/// One check that a change must pass.
struct Step {
    name: &'static str,
    about: &'static str,
    run: fn() -> Outcome,
}

const STEPS: &[Step] = &[
    Step {
        name: "format",
        about: "rustfmt finds nothing to change",
        run: || cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "dependencies",
        about: "licences are permissive, and no crate opens a socket",
        run: dependencies::check,
    },
    Step {
        name: "lint",
        about: "clippy has no findings",
        run: || {
            let mut command = quiet_cargo("clippy");
            status(command.args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
        },
    },
    Step {
        name: "tests",
        about: "unit tests, tests across crates, examples in the docs",
        run: || cargo(&["test", "--workspace"]),
    },
    Step {
        name: "bindings",
        about: "the Kotlin bindings in the repository match uniffi/",
        run: bindings::check,
    },
    Step {
        name: "kotlin-lint",
        about: "ktlint and detekt have no findings",
        run: || kotlin_lint::check(Fix::Nothing),
    },
    Step {
        name: "screens",
        about: "the screens behave as tested and look like their pictures",
        run: window::test,
    },
    Step {
        name: "walk",
        about: "the main job on the real screens, off-screen, in Japanese",
        run: window::walk_japanese,
    },
    Step {
        name: "android-app",
        about: "the Android app under Robolectric, and as a signed APK without the network",
        run: android_app::check,
    },
    Step {
        name: "swift",
        about: "the iPhone app's Swift over the real core, and over a broken one, which it notices",
        run: swift::check,
    },
    Step { name: "docs", about: "the documentation builds without a warning", run: docs },
    Step {
        name: "tour",
        about: "the main job from end to end, as a new user runs it",
        run: || status(quiet_cargo("run").args(["--release", "--", "tour"])),
    },
    Step {
        name: "imports",
        about: "the built program and library import nothing that opens a socket",
        run: imports::check,
    },
    Step {
        name: "syscalls",
        about: "operations that write, killed and failing at every system call",
        run: syscalls::check,
    },
    Step {
        name: "interop",
        about: "age, oathtool and a reader in Python agree with us",
        run: interop::check,
    },
    Step { name: "fuzz", about: "every fuzz target for some seconds", run: fuzz::all },
];

/// Runs all steps, or those that `choices` select.
pub(crate) fn test(choices: &[&str]) -> Outcome {
    let mut only = Vec::new();
    let mut skipped = Vec::new();
    for choice in choices.chunks(2) {
        match choice {
            ["--only", name] if is_step(name) => only.push(*name),
            ["--skip", name] if is_step(name) => skipped.push(*name),
            other => return Err(format!("{other:?} is not understood; see `cargo xtask steps`")),
        }
    }
    let chosen = |step: &&Step| {
        (only.is_empty() || only.contains(&step.name)) && !skipped.contains(&step.name)
    };
    let begin = Instant::now();
    for step in STEPS.iter().filter(chosen) {
        println!("── {}: {}", step.name, step.about);
        let begin = Instant::now();
        let _limit = Limit::start(step.name);
        (step.run)().map_err(|why| format!("── {}: failed: {why}", step.name))?;
        println!("── {}: passed in {} s", step.name, begin.elapsed().as_secs());
    }
    println!("── all passed in {} s", begin.elapsed().as_secs());
    Ok(())
}

/// Prints the steps.
pub(crate) fn list() {
    for Step { name, about, .. } in STEPS {
        println!("{name:13} {about}");
    }
}

fn is_step(name: &str) -> bool {
    STEPS.iter().any(|step| step.name == name)
}

fn docs() -> Outcome {
    let mut command = quiet_cargo("doc");
    status(command.args(["--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}
