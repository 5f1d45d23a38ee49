//! The Swift package of the iPhone app on Linux: built without a warning over the real core, tested,
//! and tested once more over a core that is broken on purpose, which the tests must notice. The views
//! and the platform code are type-checked against stubs of Apple's frameworks (`ios/AppleStubs`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{quiet_output, top};
use crate::swift_tools::Swift;
use crate::tools::need;
use crate::{CommandResult, bindings};

/// The package, from the top of the repository.
const PACKAGE: &str = "ios/Aikotoba";

/// Where the package looks for the core. No shared library may lie beside it: the linker would
/// take that one.
const LIBRARY: &str = "target/swift/lib/libaikotoba_uniffi.a";

/// Where `SwiftPM` builds: beside cargo's products, and not in the package.
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

/// What is checked without Swift: the Xcode project and its property lists, the list of Apple's API,
/// and what Kotlin and Swift use of the core.
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

/// The folders of hand-written Swift. In the stubs, names are Apple's.
const HAND_WRITTEN: [&str; 7] = [
    "Package.swift",
    "Sources/AikotobaCore/Values.swift",
    "Sources/AikotobaModel",
    "Sources/AikotobaPlatform",
    "Sources/AikotobaUI",
    "Tests",
    "../App",
];

/// Compiles the app's own file, which is in the Xcode project and not in the package, as far as its
/// types go.
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

/// Gives the package this library.
fn use_library(library: &Path) -> CommandResult {
    let place = top().join(LIBRARY);
    let folder = place.parent().unwrap_or(&place);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(library, &place))
        .map(|_| ())
        .map_err(|why| format!("{}: {why}", place.display()))
}

/// Runs the tests; the answer is what they said.
fn test(swift: &Swift, arguments: &[&str]) -> Result<String, String> {
    // SwiftPM does not link again when only the library changed.
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

/// A copy of the core whose codes are wrong: in its tables of base32, G and H have changed places.
/// A second build of the core would take minutes and show no more.
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

/// Lets the seventh and the eighth byte of a table change places wherever it stands; answers how
/// often that was.
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
    fn a_table_is_broken_wherever_it_stands() {
        let table = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let mut library = [b"..", &table[..], b"GH", &table[..]].concat();
        assert_eq!(exchange(&mut library, &table), 2);
        assert_eq!(&library[..12], b"..ABCDEFHGIJ");
        assert_eq!(exchange(&mut library, &table), 0);
    }
}
