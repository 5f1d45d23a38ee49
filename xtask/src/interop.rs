//! Interoperability with other programs: Debian's age, oathtool and otpclient-cli, and a reader in
//! Python written from `docs/spec/` alone.

use std::process::Command;

use crate::CommandResult;
use crate::run::{command_line, status, top};
use crate::tools::{need, python};

/// Builds the command line and runs `tests/interop/` on it.
pub(crate) fn check() -> CommandResult {
    need("age", "age")?;
    need("oathtool", "oathtool")?;
    need("otpclient-cli", "otpclient-cli")?;
    let python = python("interop", &["argon2-cffi", "cryptography", "pynacl"])?;
    let program = command_line()?;
    let mut command = Command::new(python);
    command.args(["-m", "unittest", "discover", "--start-directory", "tests/interop"]);
    command.env("AIKOTOBA", program);
    status(command.current_dir(top()))
}
