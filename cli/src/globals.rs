//! The options that every command takes.

use std::path::PathBuf;

use aikotoba_words::Language;

/// Options that every command accepts.
#[derive(Debug, Default, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Globals {
    #[arg(long, global = true, value_name = tags().join("|"), value_parser = tags())]
    #[arg(hide_possible_values = true)]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) vault: Option<PathBuf>,
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) password_file: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) recovery: bool,
    #[arg(long, global = true)]
    pub(crate) accept_unlock_cost: bool,
    #[arg(long, global = true)]
    pub(crate) accept_vault: bool,
}

/// The tags of all languages.
fn tags() -> [&'static str; Language::ALL.len()] {
    Language::ALL.map(Language::tag)
}
