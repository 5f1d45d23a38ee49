//! Other programs' word against ours: Debian's age and oathtool, and a reader in Python that was
//! written from `docs/spec/` alone.

use std::process::Command;

use crate::Outcome;
use crate::run::{quiet_cargo, status, top};
use crate::tools::{need, python};

/// Builds the command line and hands it to `tests/interop/`.
pub(crate) fn check() -> Outcome {
    need("age", "age")?;
    need("oathtool", "oathtool")?;
    let python = python("interop", &["argon2-cffi", "cryptography"])?;
    status(quiet_cargo("build").args(["--release", "--package", "aikotoba"]))?;
    let mut command = Command::new(python);
    command.args(["-m", "unittest", "discover", "--start-directory", "tests/interop"]);
    command.env("AIKOTOBA", top().join("target/release/aikotoba"));
    status(command.current_dir(top()))
}
