//! The Aikotoba authenticator on the command line (docs/cli.md).
//!
//! A shell like the others: it asks, prints and reads files. The contents come from
//! `aikotoba-core`, the sentences from `aikotoba-words`.

mod args;
mod backup_password;
mod commands;
mod exit;
mod failure;
mod globals;
mod memory;
mod output;
mod place;
mod prompt;
mod shell;
mod source;
mod strength;
mod unlock;

use std::ffi::OsString;
use std::io::Write;

use aikotoba_words::Words;

use args::EarlyExit;
use exit::ExitStatus;
use globals::Globals;
use shell::Shell;

/// Wipes all freed memory: the last line of defence for keys that a dependency copied.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitStatus {
    // If the system has no such setting, nothing can be done.
    aikotoba_core::crypto::dumps::forbid_core_dumps();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = args::language(&arguments);
    match args::parse(&Words::new(language), &arguments) {
        Ok(line) => {
            let shell = Shell::new(language, line.globals);
            commands::run(line.command, &shell).unwrap_or_else(|why| shell.tell_failure(&why))
        }
        Err(EarlyExit::Text(text)) => {
            // If even the help can't be written, nothing can be done.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitStatus::Done
        }
        Err(EarlyExit::Help(text)) => {
            let _ = std::io::stderr().write_all(text.as_bytes());
            ExitStatus::Usage
        }
        Err(EarlyExit::Wrong(why)) => {
            let json = arguments.iter().any(|argument| argument == "--json");
            let shell = Shell::new(language, Globals { json, ..Globals::default() });
            shell.tell_failure(&why.into())
        }
    }
}
