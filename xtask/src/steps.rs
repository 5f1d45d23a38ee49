//! The steps of `cargo xtask test`, those that fail fastest first.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::kotlin_lint::AutoFix;
use crate::limit::{self, StepTimeLimit};
use crate::run::{cargo, quiet_cargo, status, top};
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

/// Steps that run in a second process beside those that follow.
const KOTLIN: &[&str] = &["kotlin-lint", "screens", "walk", "android-app"];

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
    let chosen: Vec<_> = STEPS
        .iter()
        .filter(|step| only.is_empty() || only.contains(&step.name))
        .filter(|step| !skipped.contains(&step.name))
        .collect();
    let begin = Instant::now();
    let mut kotlin = None;
    for (place, step) in chosen.iter().enumerate() {
        if KOTLIN.contains(&step.name) {
            let others = chosen[place..].iter().any(|step| !KOTLIN.contains(&step.name));
            match &kotlin {
                None if others => kotlin = Some(SecondRun::start(&chosen)?),
                None => run(step)?,
                Some(_) => {}
            }
        } else {
            if step.name == "fuzz" {
                // A fuzz target reports an input that takes long, so nothing else runs beside it.
                kotlin.take().map_or(Ok(()), SecondRun::finish)?;
            }
            run(step)?;
        }
    }
    kotlin.take().map_or(Ok(()), SecondRun::finish)?;
    println!("── all passed in {} s", begin.elapsed().as_secs());
    Ok(())
}

fn run(step: &TestStep) -> CommandResult {
    println!("── {}: {}", step.name, step.about);
    let begin = Instant::now();
    let _limit = StepTimeLimit::start(step.name);
    (step.run)().map_err(|why| format!("── {}: failed: {why}", step.name))?;
    println!("── {}: passed in {} s", step.name, begin.elapsed().as_secs());
    Ok(())
}

/// The Kotlin steps in a process beside the others: Kotlin's compiler and its tests use little more
/// than one core. Its output is shown when it has ended. Dropping it ends it.
struct SecondRun {
    process: Child,
    output: PathBuf,
    is_over: bool,
}

impl SecondRun {
    /// Starts the Kotlin steps of those that are chosen.
    fn start(chosen: &[&TestStep]) -> Result<Self, String> {
        let names = chosen.iter().map(|step| step.name).filter(|name| KOTLIN.contains(name));
        let names: Vec<_> = names.collect();
        println!("── beside the next steps, shown later: {}", names.join(", "));
        let output = top().join("target/kotlin-steps.log");
        let error_text = |why: std::io::Error| format!("{}: {why}", output.display());
        let log = File::create(&output).map_err(error_text)?;
        let program = env::current_exe().map_err(error_text)?;
        let mut command = Command::new(program);
        command.arg("test").args(names.iter().flat_map(|name| ["--only", name]));
        command.stdin(Stdio::null()).stderr(log.try_clone().map_err(error_text)?).stdout(log);
        let process = command.spawn().map_err(error_text)?;
        Ok(Self { process, output, is_over: false })
    }

    /// Waits for its end, and shows its output.
    fn finish(mut self) -> CommandResult {
        let error_text = |why: std::io::Error| format!("the Kotlin steps: {why}");
        let status = self.process.wait().map_err(error_text)?;
        self.is_over = true;
        print!("{}", fs::read_to_string(&self.output).map_err(error_text)?);
        if status.success() { Ok(()) } else { Err("the Kotlin steps failed: see above".to_owned()) }
    }
}

impl Drop for SecondRun {
    fn drop(&mut self) {
        if !self.is_over {
            limit::end_with_descendants(self.process.id());
            let _ = self.process.wait();
        }
    }
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
