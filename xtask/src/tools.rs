//! Programs that the checks need besides cargo. They are found or installed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::{cache, is_watched, plain_cargo, status};

/// Ensures that a program of a Debian package can be run.
///
/// # Errors
/// A message about what to install, if it cannot be installed.
pub(crate) fn need(program: &str, package: &str) -> Result<(), String> {
    provide(program, package, || is_there(program))
}

/// Ensures that a library of a Debian package can be loaded. If the installed libraries cannot be
/// listed, the library is assumed to exist.
///
/// # Errors
/// A message about what to install, if it cannot be installed.
pub(crate) fn need_library(library: &str, package: &str) -> Result<(), String> {
    provide(library, package, || {
        let listed = Command::new("/sbin/ldconfig").arg("--print-cache").output();
        listed.map_or(true, |listed| {
            String::from_utf8_lossy(&listed.stdout).split_whitespace().any(|word| word == library)
        })
    })
}

/// Ensures that Java and Maven can be run.
///
/// # Errors
/// A message about what to install, if it cannot be installed.
pub(crate) fn need_java() -> Result<(), String> {
    need("java", "openjdk-17-jdk")?;
    need("mvn", "maven")
}

/// Installs a package if `is_there_now` returns false.
fn provide(name: &str, package: &str, is_there_now: impl Fn() -> bool) -> Result<(), String> {
    if is_there_now() {
        return Ok(());
    }
    let advice = format!("`{name}` is missing: install it, on Debian from the package {package}");
    if !is_there("apt-get") {
        return Err(advice);
    }
    for arguments in [vec!["update", "-q"], vec!["install", "-q", "-y", package]] {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        status(&mut command).map_err(|_| advice.clone())?;
    }
    if is_there_now() { Ok(()) } else { Err(advice) }
}

/// Builds a program from crates.io once, in the cache.
///
/// # Errors
/// A message about what failed.
pub(crate) fn cargo_tool(name: &str, version: &str) -> Result<PathBuf, String> {
    let root = cache().join(format!("{name}-{version}"));
    let program = root.join("bin").join(name);
    if !program.exists() {
        println!("   building {name} {version}, once");
        let mut command = plain_cargo();
        command.args(["install", "--quiet", "--locked", "--root"]).arg(&root);
        status(command.args([name, "--version", version]))?;
    }
    Ok(program)
}

/// A Python virtual environment with packages from PyPI, in the cache.
///
/// # Errors
/// A message about what failed.
pub(crate) fn python(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let root = cache().join(format!("python-{name}"));
    let program = root.join("bin").join("python");
    let (stamp, wanted) = (root.join("ready"), packages.join("\n"));
    // With another list of packages it is prepared again.
    if !std::fs::read_to_string(&stamp).is_ok_and(|prepared| prepared == wanted) {
        println!("   preparing Python for {name}, once");
        status(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&root)).map_err(
            |why| format!("{why}; on Debian, install the packages python3 and python3-venv"),
        )?;
        let mut install = Command::new(&program);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        status(install.args(packages))?;
        std::fs::write(&stamp, wanted).map_err(|why| why.to_string())?;
    }
    Ok(program)
}

/// Maven in a folder. It shows its progress on a terminal, otherwise only errors.
pub(crate) fn maven(folder: &Path) -> Command {
    let mut maven = loud_maven(folder);
    if !is_watched() {
        maven.arg("--quiet");
    }
    maven
}

/// Runs a [`loud_maven`] with tests and prints which tests failed and how many ran.
///
/// # Errors
/// If a test failed.
pub(crate) fn run_tests(maven: &mut Command) -> Result<(), String> {
    let running = maven.stdout(Stdio::piped()).spawn();
    let mut running = running.map_err(|why| format!("mvn does not start: {why}"))?;
    let output = running.stdout.take().map(BufReader::new);
    for line in output.into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        if reports_tests(&line) {
            println!("{line}");
        }
    }
    match running.wait() {
        Ok(ended) if ended.success() => Ok(()),
        Ok(ended) => Err(format!("mvn ended with {ended}")),
        Err(why) => Err(format!("waiting for mvn failed: {why}")),
    }
}

/// Whether a line is about tests and not about Maven itself.
fn reports_tests(line: &str) -> bool {
    line.contains("Tests run:") || !(line.starts_with("[INFO]") || line.starts_with("[WARNING]"))
}

/// Maven in a folder, with all output of its plug-ins.
pub(crate) fn loud_maven(folder: &Path) -> Command {
    let mut maven = Command::new("mvn");
    if !is_watched() {
        maven.args(["--batch-mode", "--no-transfer-progress"]);
    }
    // The compiler's daemon would keep running for two hours.
    maven.arg("-Dkotlin.compiler.daemon=false").current_dir(folder);
    maven
}

pub(crate) fn is_there(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_counts_and_failures_are_printed() {
        assert!(reports_tests("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"));
        assert!(reports_tests("[ERROR] MainJobTest.the_main_job: expected 1"));
        assert!(!reports_tests("[INFO] --- kotlin:2.4.21:compile (compile) @ ui ---"));
    }
}
