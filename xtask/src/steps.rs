//! The steps of `cargo xtask test`, those that fail fastest first.

use std::time::Instant;

use crate::kotlin_lint::AutoFix;
use crate::limit::StepTimeLimit;
use crate::run::{cargo, quiet_cargo, status};
use crate::{
    CommandResult, android_app, bindings, dependencies, fuzz, imports, interop, kotlin_lint,
    phone_targets, swift, syscalls, window, workflows,
};

/// One check that a change must pass.
struct TestStep {
    name: &'static str,
    about: &'static str,
    run: fn() -> CommandResult,
}

const STEPS: &[TestStep] = &[
    TestStep {
        name: "format",
        about: "rustfmt finds nothing to change",
        run: || cargo(&["fmt", "--all", "--check"]),
    },
    TestStep {
        name: "dependencies",
        about: "licences are permissive, and no crate opens a socket",
        run: dependencies::check,
    },
    TestStep {
        name: "workflows",
        about: "actionlint has no findings, and the scripts of the workflows run",
        run: workflows::check,
    },
    TestStep {
        name: "lint",
        about: "clippy has no findings",
        run: || {
            let mut command = quiet_cargo("clippy");
            status(command.args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
        },
    },
    TestStep {
        name: "tests",
        about: "unit tests, tests across crates, examples in the docs",
        run: || cargo(&["test", "--workspace"]),
    },
    TestStep {
        name: "bindings",
        about: "the Kotlin bindings in the repository match uniffi/",
        run: bindings::check,
    },
    TestStep {
        name: "kotlin-lint",
        about: "ktlint and detekt have no findings",
        run: || kotlin_lint::check(AutoFix::Nothing),
    },
    TestStep {
        name: "screens",
        about: "the screens behave as tested and look like their pictures",
        run: window::test,
    },
    TestStep {
        name: "walk",
        about: "the main job on the real screens, off-screen, in Japanese",
        run: window::walk_japanese,
    },
    TestStep {
        name: "android-app",
        about: "the Android app under Robolectric, and as a signed APK without the network",
        run: android_app::check,
    },
    TestStep {
        name: "swift",
        about: "the iPhone app's Swift over the real core, and over a broken one, which it notices",
        run: swift::check,
    },
    TestStep {
        name: "phone-targets",
        about: "the library's Rust code compiles for iPhones and Android phones",
        run: phone_targets::check,
    },
    TestStep { name: "docs", about: "the documentation builds without a warning", run: docs },
    TestStep {
        name: "tour",
        about: "the main job from end to end, as a new user runs it",
        run: || status(quiet_cargo("run").args(["--release", "--", "tour"])),
    },
    TestStep {
        name: "imports",
        about: "the built program and library import nothing that opens a socket",
        run: imports::check,
    },
    TestStep {
        name: "syscalls",
        about: "operations that write, killed and failing at every system call",
        run: syscalls::check,
    },
    TestStep {
        name: "interop",
        about: "age, oathtool and a reader in Python agree with us",
        run: interop::check,
    },
    TestStep { name: "fuzz", about: "every fuzz target for some seconds", run: fuzz::all },
];

/// Runs all steps, or those that `choices` select.
pub(crate) fn test(choices: &[&str]) -> CommandResult {
    let mut only = Vec::new();
    let mut skipped = Vec::new();
    for choice in choices.chunks(2) {
        match choice {
            ["--only", name] if is_step(name) => only.push(*name),
            ["--skip", name] if is_step(name) => skipped.push(*name),
            other => return Err(format!("{other:?} is not understood; see `cargo xtask steps`")),
        }
    }
    let chosen = |step: &&TestStep| {
        (only.is_empty() || only.contains(&step.name)) && !skipped.contains(&step.name)
    };
    let begin = Instant::now();
    for step in STEPS.iter().filter(chosen) {
        println!("── {}: {}", step.name, step.about);
        let begin = Instant::now();
        let _limit = StepTimeLimit::start(step.name);
        (step.run)().map_err(|why| format!("── {}: failed: {why}", step.name))?;
        println!("── {}: passed in {} s", step.name, begin.elapsed().as_secs());
    }
    println!("── all passed in {} s", begin.elapsed().as_secs());
    Ok(())
}

/// Prints the steps.
pub(crate) fn list() {
    for TestStep { name, about, .. } in STEPS {
        println!("{name:13} {about}");
    }
}

fn is_step(name: &str) -> bool {
    STEPS.iter().any(|step| step.name == name)
}

fn docs() -> CommandResult {
    let mut command = quiet_cargo("doc");
    status(command.args(["--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}
