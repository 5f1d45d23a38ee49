//! Does one operation that writes, and ends with its answer: the child of `tests/syscalls.rs`.
//!
//! `operation FOLDER NAME` ends with 0 when the operation was answered as done, and otherwise with
//! 2 and the place of the failure's code in `operation::codes`.

#![allow(clippy::unwrap_used, reason = "a test's own program")]

use std::path::Path;
use std::process::ExitCode;

use aikotoba_tests::operation::{Operation, codes};

fn main() -> ExitCode {
    let [folder, name] = std::env::args().skip(1).collect::<Vec<_>>().try_into().unwrap();
    let operation = Operation::named(&name);
    // The tracer's log has this name where the operation begins.
    let _ = std::fs::symlink_metadata("/the operation begins");
    let answer = operation.act(Path::new(&folder));
    match answer {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => {
            let place = codes().iter().position(|known| *known == code).unwrap();
            ExitCode::from(u8::try_from(2 + place).unwrap())
        }
    }
}
