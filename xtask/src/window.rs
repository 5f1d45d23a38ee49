//! `cargo xtask run`: opens the app in a window, or runs through it off-screen.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{quiet_cargo, status, top};
use crate::tools::{loud_maven, maven, need_java, need_library, run_tests};
use crate::{CommandResult, bindings};

/// Builds the core, the bindings and the screens, and opens the window. Without a display it runs
/// through the main job off-screen and prints where the pictures are.
pub(crate) fn run(arguments: &[&str]) -> CommandResult {
    println!(
        "The core is compiled, then the screens, then the window opens: about a quarter of an hour \
         the first time, seconds later."
    );
    build()?;
    let is_there = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_there("DISPLAY") || is_there("WAYLAND_DISPLAY") {
        return status(java("desktop", "app.aikotoba.desktop.MainKt").args(arguments));
    }
    println!("There is no display, so the main job runs off-screen.");
    walk("ja", &top().join("target/tour/ja"))?;
    walk("en", &top().join("target/tour/en"))
}

/// Tests every screen and every error path with the real library, and compares the screens with the
/// pictures in the repository.
pub(crate) fn test() -> CommandResult {
    bindings::build()?;
    need_screens()?;
    run_tests(loud_maven(&top().join("android")).arg("package"))
}

/// Runs through the main job in Japanese, with the build of [`test()`].
pub(crate) fn walk_japanese() -> CommandResult {
    if !jar("tour").exists() {
        build()?;
    }
    walk("ja", &top().join("target/tour/ja"))
}

/// Runs through the main job on the real screens in one language.
fn walk(language: &str, folder: &Path) -> CommandResult {
    let photograph = top().join("target/tour/photograph.png");
    std::fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    draw(&photograph)?;
    let mut tour = java("tour", "app.aikotoba.tour.MainKt");
    status(tour.arg(folder).arg(&photograph).arg(language))
}

/// Draws Amazon's QR code as a phone sees it on a monitor.
fn draw(photograph: &Path) -> CommandResult {
    let mut command = quiet_cargo("build");
    // Builds both packages together, so that what `cargo run` compiled is reused.
    command.args(["--release", "--package", "aikotoba", "--package", "aikotoba-studio"]);
    status(command.args(["--example", "photograph"]))?;
    status(Command::new(top().join("target/release/examples/photograph")).arg(photograph))
}

/// Builds the library, then all Kotlin that depends on it.
fn build() -> CommandResult {
    bindings::build()?;
    println!(
        "The core is built. Now the screens; the first time, Maven downloads their dependencies."
    );
    need_screens()?;
    status(maven(&top().join("android")).args(["package", "-DskipTests"]))
}

/// Installs what building and drawing the screens needs besides cargo.
///
/// # Errors
/// A message about what to install, if it cannot be installed.
fn need_screens() -> CommandResult {
    need_java()?;
    // The drawing library links these, even without a window. Fonts come with the app.
    for (library, package) in [
        ("libGL.so.1", "libgl1"),
        ("libX11.so.6", "libx11-6"),
        ("libfontconfig.so.1", "libfontconfig1"),
    ] {
        need_library(library, package)?;
    }
    Ok(())
}

/// The command for a program of a module, with the library that cargo built.
fn java(module: &str, main: &str) -> Command {
    let own = jar(module);
    let jars = format!("{}:{}/lib/*", own.display(), own.with_file_name("").display());
    let library = top().join("target/release");
    let mut command = Command::new("java");
    command.arg(format!("-Djna.library.path={}", library.display()));
    if module == "tour" {
        command.arg("-Djava.awt.headless=true");
        // Key derivation is slow on a small machine; the tests' own limit is a minute.
        command.arg("-Dkotlinx.coroutines.test.default_timeout=15m");
    }
    command.args(["-cp", &jars, main]);
    command
}

/// The jar that Maven builds of a module.
fn jar(module: &str) -> PathBuf {
    top().join("android").join(module).join("target").join(format!("{module}-0.1.0.jar"))
}
