use crate::exit::Exit;
use crate::failure::{CliError, Failure};
use crate::shell::Shell;
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}
pub(crate) fn run(_: &Args, _: &Shell) -> Result<Exit, Failure> {
    Err(CliError::Stopped.into())
}
