//! Aikotoba's own build and test commands.

use std::process::{Command, ExitCode};

/// What `cargo xtask test` runs, in order.
const STEPS: &[(&str, &[&str])] = &[
    ("fmt", &["fmt", "--all", "--check"]),
    ("clippy", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ("test", &["test", "--workspace"]),
];

#[allow(clippy::print_stderr, reason = "a build tool speaks on the terminal")]
fn main() -> ExitCode {
    let command = std::env::args().nth(1);
    if command.as_deref() != Some("test") {
        eprintln!("usage: cargo xtask test");
        return ExitCode::from(2);
    }
    for (name, arguments) in STEPS {
        eprintln!("── {name}");
        let passed = Command::new(env!("CARGO")).args(*arguments).status();
        if !passed.is_ok_and(|status| status.success()) {
            eprintln!("{name} failed");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
