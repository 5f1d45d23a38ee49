//! `cargo xtask size`: builds the library of the phone apps for this computer, and prints the size
//! of its parts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::CommandResult;
use crate::run::{quiet_cargo, status, top};

/// Arguments of `cargo rustc` for the library in the phone apps; `android/app/build.gradle.kts` has
/// the same.
///
/// The type of the library follows, because cargo omits link-time optimisation for a package that
/// it also builds as a Rust library.
pub(crate) const PHONE_LIBRARY: [&str; 5] =
    ["--profile", "phone", "--package", "aikotoba-uniffi", "--lib"];

/// The maximum size, in thousands of bytes. A larger library requires a decision
/// (`docs/performance.md`, "Size").
const LIMIT_KB: u64 = 6_500;

/// Builds the library and prints its size by crate.
///
/// # Errors
/// A message if it does not build or is too large.
pub(crate) fn check() -> CommandResult {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!(
            "   the figures of docs/performance.md are of x86-64 Linux, so nothing is built here"
        );
        return Ok(());
    }
    let map = top().join("target/phone/size.map");
    let library = build(&map)?;
    let bytes = std::fs::metadata(&library).map_err(|why| why.to_string())?.len();
    let text = std::fs::read(&map).map_err(|why| format!("{}: {why}", map.display()))?;
    let parts = parts(&String::from_utf8_lossy(&text));
    let mut sorted: Vec<_> = parts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1));
    for (part, bytes) in sorted.iter().filter(|(_, bytes)| **bytes >= 5_000) {
        println!("{:>7} kB  {part}", kilobytes(**bytes));
    }
    println!("{:>7} kB  {} (limit: {LIMIT_KB} kB)", kilobytes(bytes), library.display());
    if kilobytes(bytes) > LIMIT_KB {
        return Err(format!("the library has more than {LIMIT_KB} kB"));
    }
    Ok(())
}

/// Builds the stripped library, and the linker's list of what is in it.
fn build(map: &Path) -> Result<PathBuf, String> {
    println!("   building with the profile `phone`: about ten CPU minutes the first time");
    let mut command = quiet_cargo("rustc");
    command.args(PHONE_LIBRARY).args(["--crate-type", "cdylib", "--"]);
    // The NDK's compiler packs relocations too, for Android 9 and later.
    command.args(["-C", "link-arg=-Wl,-z,pack-relative-relocs"]);
    command.arg("-C").arg(format!("link-arg=-Wl,-Map={}", map.display()));
    status(&mut command)?;
    Ok(top().join("target/phone/libaikotoba_uniffi.so"))
}

/// Rounded to thousands of bytes.
fn kilobytes(bytes: u64) -> u64 {
    (bytes + 500) / 1000
}

/// The bytes of each crate, from lld's map: functions, their exception tables, and data with a
/// name. Data without a name and unwinding tables are counted separately.
fn parts(map: &str) -> BTreeMap<String, u64> {
    let mut parts = BTreeMap::new();
    for line in map.lines() {
        let Some((size, section)) = input_section(line) else { continue };
        if size > 0 {
            *parts.entry(part(section)).or_default() += size;
        }
    }
    parts
}

/// The size and the place of an input section: a line of the map that ends in `file:(section)`.
/// Lines of output sections and of symbols have another form.
fn input_section(line: &str) -> Option<(u64, &str)> {
    let mut fields = line.split_whitespace();
    let size = u64::from_str_radix(fields.nth(2)?, 16).ok()?;
    fields.next()?;
    let place = line.get(line.find(fields.next()?)?..)?;
    // Memory that is zero at the start takes no space in the file.
    (place.contains(":(") && !place.contains(":(.bss") && !place.contains(":(.tbss"))
        .then_some((size, place))
}

/// The part of the library to which an input section belongs.
fn part(place: &str) -> String {
    let (file, section) = place.rsplit_once(":(").unwrap_or((place, ""));
    let section = section.trim_end_matches(')');
    if file.contains("sqlite3") {
        return "SQLite".to_owned();
    }
    if file.contains("ring") && !section.contains("_ZN") {
        return "ring".to_owned();
    }
    if let Some(at) = section.find("_ZN").or_else(|| section.find("_R")) {
        return crate_of(&section[at..]).unwrap_or("names that are not understood").to_owned();
    }
    if section.contains("UNIFFI_META") {
        return "(UniFFI's description of the interface)".to_owned();
    }
    if section.contains("ffi_aikotoba_uniffi_") {
        return "aikotoba_uniffi".to_owned();
    }
    let starts_with_any = |kinds: &[&str]| kinds.iter().any(|kind| section.starts_with(kind));
    let kind = if starts_with_any(&[".eh_frame", ".gcc_except_table"]) {
        "(unwinding tables)"
    } else if file == "<internal>" && !starts_with_any(&[".rodata"]) {
        "(symbols and relocations)"
    } else {
        "(data without a name)"
    };
    kind.to_owned()
}

/// The crate of a mangled name: the first one in it that is not part of Rust's standard library, or
/// else that part.
fn crate_of(name: &str) -> Option<&str> {
    let crates = if name.starts_with("_ZN") { legacy(name) } else { v0(name) };
    let is_standard = |name: &&str| ["core", "alloc", "std"].contains(name);
    crates.iter().find(|name| !is_standard(name)).or(crates.first()).copied()
}

/// The crates in a name such as `_ZN10image_webp3vp810Vp8Decoder…E`, or with types
/// `_ZN64_$LT$aikotoba_core..Vault$u20$as$u20$core..fmt..Debug$GT$3fmt…E`.
fn legacy(name: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = name.trim_start_matches("_ZN");
    let mut is_first = true;
    while let Some((component, after)) = identifier(rest) {
        if is_first && !component.contains('$') {
            found.push(component);
        }
        let paths = component.split('$').filter_map(|piece| piece.split_once(".."));
        found.extend(paths.map(|(first, _)| first));
        (rest, is_first) = (after, false);
    }
    found
}

/// The crates in a name of RFC 2603, such as `_RNvNtCsgEmfK2I1SDS_4core3fmt5write`: after each `C`
/// and an optional number between `s` and `_`.
fn v0(name: &str) -> Vec<&str> {
    let roots = name.match_indices('C').filter_map(|(at, _)| {
        let root = &name[at + 1..];
        let root = root.strip_prefix('s').map_or(Some(root), |number| {
            number.split_once('_').map(|(_, identifier)| identifier)
        })?;
        identifier(root).map(|(crate_name, _)| crate_name)
    });
    roots.collect()
}

/// An identifier after its length in decimal digits, and what follows.
fn identifier(text: &str) -> Option<(&str, &str)> {
    let digits = text.find(|symbol: char| !symbol.is_ascii_digit())?;
    text[digits..].split_at_checked(text[..digits].parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_android_app_is_built_with_the_same_arguments() {
        let gradle = std::fs::read_to_string(top().join("android/app/build.gradle.kts")).unwrap();
        let arguments = [&PHONE_LIBRARY[..], &["--crate-type", "cdylib"]].concat();
        let quoted: Vec<String> = arguments.iter().map(|one| format!("\"{one}\"")).collect();
        assert!(gradle.contains(&quoted.join(", ")), "{}", quoted.join(", "));
    }

    #[test]
    fn the_crate_of_a_name_is_found() {
        for (name, expected) in [
            ("_ZN10image_webp3vp810Vp8Decoder17h00E", "image_webp"),
            (
                "_ZN64_$LT$aikotoba_core..Vault$u20$as$u20$core..fmt..Debug$GT$3fmt17h00E",
                "aikotoba_core",
            ),
            ("_ZN4core3ptr47drop_in_place$LT$aikotoba_scan..Frame$GT$17h00E", "aikotoba_scan"),
            ("_ZN4core3fmt5write17h00E", "core"),
            ("_RNvNtCsgEmfK2I1SDS_4core3fmt5write", "core"),
            ("_RINvNtCsgEmfK2I1SDS_4core3ptr13drop_in_placeNtC4ring3KeyEB2_", "ring"),
        ] {
            assert_eq!(crate_of(name), Some(expected), "{name}");
        }
        assert_eq!(crate_of("_ZN"), None);
    }

    #[test]
    fn sections_of_a_map_are_added_up_by_crate() {
        let map = "\
             VMA              LMA     Size Align Out     In      Symbol
          281000           281000   63f64c    16 .text
          281000           281000       10    16         /t/a.o:(.text._ZN4rqrr6decode17h00E)
          281000           281000       10     1                 _ZN4rqrr6decode17h00E
          281010           281010        8    16         /t/a.o:(.rodata._ZN4rqrr5TABLE17h00E)
          281018           281018      100    16         /t/libsqlite3.a(sqlite3.o):(.text.yy)
          281118           281118        0    16         /t/a.o:(.text)
          281118           281118       20    16         /t/a.o:(.rodata..Lanon.0a.1)
          281138           281138     1000    16         /t/a.o:(.bss.buffer)
";
        let expected = [("(data without a name)", 0x20), ("SQLite", 0x100), ("rqrr", 0x18)];
        let expected = expected.map(|(part, bytes)| (part.to_owned(), bytes));
        assert_eq!(parts(map), BTreeMap::from(expected));
    }
}
