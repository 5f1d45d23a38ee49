//! The rules for dependencies: a permissive licence, and nothing that opens a socket.
//!
//! `deny.toml` has the same rules for cargo-deny, which takes minutes to build; this check takes a
//! second.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::CommandResult;
use crate::run::{output, plain_cargo};

/// Licences that allow everybody to use, change and distribute our builds.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
    "LLVM-exception", // only after "Apache-2.0 WITH"
];

/// Crates under the MPL-2.0, which requires publishing changes to their own files only: the
/// generator of the bindings, and what it writes. We do not change any of their files.
const FILE_BY_FILE: (&str, &[&str]) = (
    "MPL-2.0",
    &[
        "uniffi",
        "uniffi_bindgen",
        "uniffi_core",
        "uniffi_internal_macros",
        "uniffi_macros",
        "uniffi_meta",
        "uniffi_pipeline",
        "uniffi_udl",
    ],
);

/// Crates that open sockets, or are made for those that do.
const NETWORK: &[&str] = &[
    "actix-web",
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tokio-rustls",
    "tungstenite",
    "ureq",
    "webpki-roots",
    "ws",
];

/// Checks every crate that our crates need at run time. Crates that only tests need just have to be
/// permissively licensed.
pub(crate) fn check() -> CommandResult {
    let mut command = plain_cargo();
    command.args(["metadata", "--format-version", "1", "--locked"]);
    let metadata: Value =
        serde_json::from_str(&output(&mut command)?).map_err(|why| why.to_string())?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let mut found = BTreeSet::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if NETWORK.contains(&name) {
            found.insert(format!("{name} opens sockets"));
        }
        let is_exempt = licence == FILE_BY_FILE.0 && FILE_BY_FILE.1.contains(&name);
        if !is_permissive(licence) && !is_exempt {
            found.insert(format!("{name} is under {licence:?}"));
        }
    }
    if found.is_empty() {
        println!("   {} crates", packages.len());
        return Ok(());
    }
    Err(found.into_iter().collect::<Vec<_>>().join("; "))
}

/// Whether an SPDX expression allows using the crate under permissive licences alone.
fn is_permissive(expression: &str) -> bool {
    // "/" is an old notation for OR. In our dependencies, brackets only contain alternatives.
    let plain = expression.replace('/', " OR ").replace(['(', ')'], " ");
    plain.split(" AND ").all(|part| {
        part.split(" OR ").any(|choice| {
            let mut names = choice.split(" WITH ").map(str::trim);
            names.all(|name| LICENCES.contains(&name))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_permissive_choice_of_each_part_is_enough() {
        for licence in
            ["MIT", "MIT OR GPL-3.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "Unlicense/MIT"]
        {
            assert!(is_permissive(licence), "{licence}");
        }
        for licence in ["", "GPL-3.0", "MIT AND GPL-3.0", "AGPL-3.0 OR SSPL-1.0"] {
            assert!(!is_permissive(licence), "{licence}");
        }
    }
}
