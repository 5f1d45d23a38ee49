//! The Swift package of the iPhone app on Linux. It is built without warnings over the real core
//! and tested; the tests must then fail over a core that is broken on purpose. The views and the
//! platform code are type-checked against stubs of Apple's frameworks (`ios/AppleStubs`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{quiet_output, top};
use crate::swift_tools::Swift;
use crate::tools::need;
use crate::{CommandResult, bindings};

/// The package, relative to the root of the repository.
const PACKAGE: &str = "ios/Aikotoba";

/// The path at which the package expects the core. There must be no shared library next to it,
/// because the linker would prefer it.
const LIBRARY: &str = "target/swift/lib/libaikotoba_uniffi.a";

/// The build folder of `SwiftPM`: next to cargo's output, outside of the package.
const BUILD: &str = "target/swift/build";

/// Builds and tests the package.
pub(crate) fn check() -> CommandResult {
    if !cfg!(target_os = "linux") {
        println!("   skipped: this step runs on Linux; elsewhere Xcode builds the package");
        return Ok(());
    }
    for script in SCRIPTS {
        print!("{}", python(&[script, "--check"])?);
    }
    let swift = Swift::find()?;
    bindings::build()?;
    let core = top().join("target/release/libaikotoba_uniffi.a");
    use_library(&core)?;
    let format = ["swift-format", "lint", "--strict", "--recursive"];
    run(&swift, &[&format, &HAND_WRITTEN[..]].concat())?;
    let tested = test(&swift, &[])?;
    let summary = tested.lines().rfind(|line| line.contains("Executed"));
    println!("   {}", summary.map_or("no test ran", str::trim));
    run(&swift, &type_check())?;
    println!("   views and platform code agree with the models and with stubs of Apple's API");
    let broken = broken_core(&core)?;
    use_library(&broken)?;
    let noticed = test(&swift, &["--filter", "VectorsTests"]);
    use_library(&core)?;
    match noticed {
        Ok(_) => Err("the tests passed over a broken core".to_owned()),
        Err(why) if why.contains("XCTAssertEqual failed") => {
            println!("   a broken core is noticed");
            Ok(())
        }
        Err(why) => Err(format!("{why}\nthe tests over a broken core did not run")),
    }
}

/// The checks that need no Swift: the Xcode project and its property lists, the list of Apple's
/// API, and which functions of the core Kotlin and Swift use.
const SCRIPTS: [&str; 3] = ["tests/ios/project.py", "tests/ios/apple_calls.py", PARITY];

const PARITY: &str = "tests/ios/parity.py";

/// Writes `docs/parity.md`.
pub(crate) fn write_parity() -> CommandResult {
    python(&[PARITY]).map(|said| print!("{said}"))
}

fn python(arguments: &[&str]) -> Result<String, String> {
    need("python3", "python3")?;
    quiet_output(Command::new("python3").args(arguments).current_dir(top()))
}

/// The folders of hand-written Swift that are linted. The stubs are not, because their names are
/// Apple's.
const HAND_WRITTEN: [&str; 7] = [
    "Package.swift",
    "Sources/AikotobaCore/Values.swift",
    "Sources/AikotobaModel",
    "Sources/AikotobaPlatform",
    "Sources/AikotobaUI",
    "Tests",
    "../App",
];

/// The arguments that type-check the app's own file, which is in the Xcode project and not in the
/// package.
fn type_check() -> [&'static str; 11] {
    [
        "swiftc",
        "-typecheck",
        "-parse-as-library",
        "-swift-version",
        "6",
        "-warnings-as-errors",
        "-I",
        "../../target/swift/build/debug/Modules",
        "-I",
        "Sources/AikotobaCoreFFI",
        "../App/AikotobaApp.swift",
    ]
}

/// Copies a library to the path at which the package expects it.
fn use_library(library: &Path) -> CommandResult {
    let place = top().join(LIBRARY);
    let folder = place.parent().unwrap_or(&place);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(library, &place))
        .map(|_| ())
        .map_err(|why| format!("{}: {why}", place.display()))
}

/// Runs the tests and returns their output.
fn test(swift: &Swift, arguments: &[&str]) -> Result<String, String> {
    // SwiftPM does not link again if only the library changed.
    let products = top().join(BUILD).join("debug");
    for product in fs::read_dir(&products).into_iter().flatten().flatten() {
        if product.path().extension().is_some_and(|ending| ending == "xctest") {
            let _ = fs::remove_file(product.path());
        }
    }
    let place = top().join(BUILD).display().to_string();
    let test = ["swift", "test", "--scratch-path", &place, "-Xswiftc", "-warnings-as-errors"];
    run(swift, &[&test, arguments].concat())
}

fn run(swift: &Swift, command: &[&str]) -> Result<String, String> {
    let mut running = swift.command(&top().join(PACKAGE), command[0]);
    quiet_output(running.args(&command[1..]))
}

/// A copy of the core that makes wrong codes: G and H are exchanged in its tables of base32. A
/// second build of the core would take minutes and show no more.
fn broken_core(core: &Path) -> Result<PathBuf, String> {
    let broken = top().join("target/swift/broken.a");
    let failed = |why: std::io::Error| format!("{}: {why}", broken.display());
    let mut library = fs::read(core).map_err(failed)?;
    let symbols = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let values: [u8; 26] = std::array::from_fn(|at| at as u8);
    let changed = [symbols, values].map(|table| exchange(&mut library, &table));
    if changed.contains(&0) {
        return Err(format!("{} has no table of base32 to break", core.display()));
    }
    fs::write(&broken, library).map_err(failed)?;
    Ok(broken)
}

/// Exchanges the seventh and the eighth byte of a table wherever the library contains it. Returns
/// the number of places.
fn exchange(library: &mut [u8], table: &[u8; 26]) -> usize {
    let places = library.windows(table.len()).enumerate();
    let found: Vec<usize> =
        places.filter(|(_, bytes)| bytes == table).map(|(place, _)| place).collect();
    for place in &found {
        library.swap(place + 6, place + 7);
    }
    found.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_broken_at_every_position() {
        let table = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let mut library = [b"..", &table[..], b"GH", &table[..]].concat();
        assert_eq!(exchange(&mut library, &table), 2);
        assert_eq!(&library[..12], b"..ABCDEFHGIJ");
        assert_eq!(exchange(&mut library, &table), 0);
    }
}
