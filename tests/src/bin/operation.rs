//! Runs one operation that writes, and exits with its result: the child process of
//! `tests/syscalls.rs`.
//!
//! `operation FOLDER NAME` exits with 0 if the operation reported success, otherwise with 2 and the
//! index of the error's code in `operation::codes`.

#![allow(clippy::unwrap_used, reason = "a program that only tests run")]

use std::path::Path;
use std::process::ExitCode;

use aikotoba_tests::operation::{Operation, codes};

fn main() -> ExitCode {
    let [folder, name] = std::env::args().skip(1).collect::<Vec<_>>().try_into().unwrap();
    let operation = Operation::named(&name);
    // The tracer finds the beginning of the operation by this name in its log.
    let _ = std::fs::symlink_metadata("/the operation begins");
    let answer = operation.run(Path::new(&folder));
    match answer {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => {
            let place = codes().iter().position(|known| *known == code).unwrap();
            ExitCode::from(u8::try_from(2 + place).unwrap())
        }
    }
}
