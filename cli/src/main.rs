//! The Aikotoba authenticator in a terminal (docs/cli.md).
//!
//! A shell like the others: it asks, shows and fetches files. What it shows is decided in
//! `aikotoba-core`, how it is said in `aikotoba-words`.

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

use args::Stop;
use exit::Exit;
use globals::Globals;
use shell::Shell;

/// Everything that is freed is wiped first: the last line of defence around keys that a dependency
/// copied.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> Exit {
    // Where the system has no such setting, there is nothing to do about it.
    aikotoba_core::crypto::dumps::forbid();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = args::language(&arguments);
    match args::parse(&Words::new(language), &arguments) {
        Ok(line) => {
            let shell = Shell::new(language, line.globals);
            commands::run(line.command, &shell).unwrap_or_else(|why| shell.tell_failure(&why))
        }
        Err(Stop::Text(text)) => {
            // Nothing is left to do where even the help can't be written.
            let _ = std::io::stdout().write_all(text.as_bytes());
            Exit::Done
        }
        Err(Stop::Help(text)) => {
            let _ = std::io::stderr().write_all(text.as_bytes());
            Exit::Usage
        }
        Err(Stop::Wrong(why)) => {
            let json = arguments.iter().any(|argument| argument == "--json");
            let shell = Shell::new(language, Globals { json, ..Globals::default() });
            shell.tell_failure(&why.into())
        }
    }
}
