//! `cargo xtask run`: the app in a window, or walked through without one.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{quiet_cargo, status, top};
use crate::tools::{loud_maven, maven, need_java, need_library, run_tests};
use crate::{Outcome, bindings};

/// Builds core, bindings and screens, and opens the window; without a display it clicks through
/// the main job off-screen, and says where the pictures are.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    println!(
        "The core is compiled, then the screens, then the window opens: about a quarter of an hour \
         the first time, seconds later."
    );
    build()?;
    let is_there = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_there("DISPLAY") || is_there("WAYLAND_DISPLAY") {
        return status(java("desktop", "app.aikotoba.desktop.MainKt").args(arguments));
    }
    println!("There is no display here, so the main job is walked through without a window.");
    walk("ja", &top().join("target/tour/ja"))?;
    walk("en", &top().join("target/tour/en"))
}

/// Tests every screen and every error path through the real library, and compares what they look
/// like with the pictures in the repository.
pub(crate) fn test() -> Outcome {
    bindings::build()?;
    need_screens()?;
    run_tests(loud_maven(&top().join("android")).arg("package"))
}

/// Walks the main job in Japanese, on what [`test()`] has built.
pub(crate) fn walk_japanese() -> Outcome {
    if !jar("tour").exists() {
        build()?;
    }
    walk("ja", &top().join("target/tour/ja"))
}

/// Walks the main job on the real screens, in a language.
fn walk(language: &str, folder: &Path) -> Outcome {
    let photograph = top().join("target/tour/photograph.png");
    std::fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    draw(&photograph)?;
    let mut tour = java("tour", "app.aikotoba.tour.MainKt");
    status(tour.arg(folder).arg(&photograph).arg(language))
}

/// Draws Amazon's QR code as a phone sees it on a monitor.
fn draw(photograph: &Path) -> Outcome {
    let mut command = quiet_cargo("run");
    command.args(["--release", "--package", "aikotoba-studio"]);
    status(command.args(["--example", "photograph", "--"]).arg(photograph))
}

/// The library, then everything in Kotlin that stands on it.
fn build() -> Outcome {
    bindings::build()?;
    println!("The core is there. Now the screens; the first time, Maven fetches what they need.");
    need_screens()?;
    status(maven(&top().join("android")).args(["package", "-DskipTests"]))
}

/// What building and drawing the screens takes besides cargo.
///
/// # Errors
/// What to install, where we can't.
fn need_screens() -> Outcome {
    need_java()?;
    // What draws the screens links them, also where there is no window. Faces come with the app.
    for (library, package) in [
        ("libGL.so.1", "libgl1"),
        ("libX11.so.6", "libx11-6"),
        ("libfontconfig.so.1", "libfontconfig1"),
    ] {
        need_library(library, package)?;
    }
    Ok(())
}

/// A program of a module, with the library that cargo built.
fn java(module: &str, main: &str) -> Command {
    let own = jar(module);
    let jars = format!("{}:{}/lib/*", own.display(), own.with_file_name("").display());
    let library = top().join("target/release");
    let mut command = Command::new("java");
    command.arg(format!("-Djna.library.path={}", library.display()));
    if module == "tour" {
        command.arg("-Djava.awt.headless=true");
        // Key derivation takes its time on a small machine; the tests' own limit is a minute.
        command.arg("-Dkotlinx.coroutines.test.default_timeout=15m");
    }
    command.args(["-cp", &jars, main]);
    command
}

/// What Maven makes of a module.
fn jar(module: &str) -> PathBuf {
    top().join("android").join(module).join("target").join(format!("{module}-0.1.0.jar"))
}
