//! `cargo xtask lint-kotlin`: runs ktlint and detekt on all hand-written Kotlin.

use crate::CommandResult;
use crate::run::top;
use crate::tools::{loud_maven, need_java};

/// Runs both and prints their findings. With `fix`, ktlint corrects what it can.
pub(crate) fn check(fix: AutoFix) -> CommandResult {
    need_java()?;
    let mut maven = loud_maven(&top().join("android/lint"));
    maven.args(["--fail-at-end", "verify"]);
    if fix == AutoFix::WhatCanBe {
        maven.arg("-Dktlint.args=--relative --format");
    }
    let output = maven.output().map_err(|why| format!("mvn does not start: {why}"))?;
    if output.status.success() {
        return Ok(());
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    let found: Vec<&str> = printed.lines().filter_map(finding).collect();
    // Without findings, Maven itself failed.
    let text = if found.is_empty() { printed.into_owned() } else { found.join("\n") };
    Err(format!(
        "{text}\nthe Kotlin has findings; `cargo xtask lint-kotlin --fix` corrects some of them"
    ))
}

/// Whether files may be changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum AutoFix {
    /// Files are only checked.
    Nothing,
    /// ktlint corrects what it can.
    WhatCanBe,
}

/// The finding in a line of Maven's output.
fn finding(line: &str) -> Option<&str> {
    let said = ["[ktlint] ", "[detekt] "].iter().find_map(|name| line.split_once(name))?.1;
    said.contains(".kt:").then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_findings_are_printed() {
        let line =
            "[INFO]    [ktlint] ui/src/App.kt:3:1: Unused import (standard:no-unused-imports)";
        assert!(finding(line).is_some_and(|said| said.starts_with("ui/src/App.kt:3:1")));
        assert_eq!(finding("[INFO]    [detekt] complexity - 20min debt"), None);
        assert_eq!(finding("[ERROR] ui/src/App.kt:3:1"), None);
    }
}
