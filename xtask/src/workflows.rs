//! The workflows in `.github/workflows` and the scripts that they call.

use std::path::PathBuf;
use std::process::Command;

use crate::CommandResult;
use crate::run::{cache, output, status, top};
use crate::tools::is_there;

/// The linter, as a Go module.
const ACTIONLINT: &str = "github.com/rhysd/actionlint/cmd/actionlint";

/// The version of the linter. Go verifies it by its checksum database.
const VERSION: &str = "1.7.12";

/// The scripts, with arguments that make them only print what they would do.
const SCRIPTS: &[&[&str]] =
    &[&["android/ci/sdk.sh", "--print"], &["android/ci/emulator.sh", "36", "--print"]];

/// Lints the workflows and runs those parts of their scripts that can run here.
pub(crate) fn check() -> CommandResult {
    for script in SCRIPTS {
        let mut command = Command::new("bash");
        output(command.args(*script).current_dir(top()))?;
    }
    let Some(linter) = linter()? else {
        println!("   Go is not installed, so the workflows are not linted");
        return Ok(());
    };
    status(Command::new(linter).arg("-no-color").current_dir(top()))
}

/// The linter, built once in the cache; `None` without Go.
fn linter() -> Result<Option<PathBuf>, String> {
    let folder = cache().join(format!("actionlint-{VERSION}")).join("bin");
    let program = folder.join("actionlint");
    if program.exists() {
        return Ok(Some(program));
    }
    if !is_there("go") {
        return Ok(None);
    }
    println!("   building actionlint {VERSION}, once");
    let mut command = Command::new("go");
    command.arg("install").arg(format!("{ACTIONLINT}@v{VERSION}")).env("GOBIN", &folder);
    status(&mut command)?;
    Ok(Some(program))
}
