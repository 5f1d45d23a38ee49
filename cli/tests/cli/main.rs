//! Runs the real program as a user or a script would.

#![allow(clippy::unwrap_used, missing_docs, reason = "a failed unwrap fails the test")]

mod accounts;
mod backup;
mod codes;
mod devices;
#[cfg(unix)]
mod files;
mod imports;
#[cfg(target_os = "linux")]
#[path = "../../../tests/residue/keys.rs"]
mod keys;
mod language;
mod newcomer;
mod passwords;
mod program;
mod scan;
mod screens;
mod secrecy;
mod terminal;
mod tour;
mod transfer;
mod vault;
