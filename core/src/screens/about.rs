//! The about screen.

use serde::{Deserialize, Serialize};

use crate::phrase::Phrase;

/// The about screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutState {
    /// The version of the core, such as `0.1.0`.
    pub version: String,
    /// The app's promises, in order.
    pub promises: Vec<AboutPromise>,
    /// The software and typefaces that the app uses, by name.
    pub licences: Vec<UsedWork>,
}

/// Software or a typeface that the app uses. Names and licences are the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedWork {
    /// Its name.
    pub name: String,
    /// Its licence, as an SPDX expression if there is one.
    pub licence: String,
}

/// The crates that the app's library uses directly, with their licences as `Cargo.toml` of each has
/// them. `tests/licences.rs` compares them.
pub const CRATES: &[(&str, &str)] = &[
    ("aes", "MIT OR Apache-2.0"),
    ("age", "MIT OR Apache-2.0"),
    ("argon2", "MIT OR Apache-2.0"),
    ("cbc", "MIT OR Apache-2.0"),
    ("chacha20", "Apache-2.0 OR MIT"),
    ("data-encoding", "MIT"),
    ("encoding_rs", "(Apache-2.0 OR MIT) AND BSD-3-Clause"),
    ("fluent-bundle", "Apache-2.0 OR MIT"),
    ("image", "MIT OR Apache-2.0"),
    ("percent-encoding", "MIT OR Apache-2.0"),
    ("poly1305", "Apache-2.0 OR MIT"),
    ("prost", "Apache-2.0"),
    ("qrcodegen", "MIT"),
    ("ring", "Apache-2.0 AND ISC"),
    ("rqrr", "(MIT OR Apache-2.0) AND ISC"),
    ("rusqlite", "MIT"),
    ("rustix", "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"),
    ("rxing", "Apache-2.0"),
    ("scrypt", "MIT OR Apache-2.0"),
    ("serde", "MIT OR Apache-2.0"),
    ("serde_json", "MIT OR Apache-2.0"),
    ("strum", "MIT"),
    ("subtle", "BSD-3-Clause"),
    ("thiserror", "MIT OR Apache-2.0"),
    ("totp-rs", "MIT"),
    ("unicode-normalization", "(MIT OR Apache-2.0) AND Unicode-3.0"),
    ("uniffi", "MPL-2.0"),
    ("zeroize", "Apache-2.0 OR MIT"),
    ("zeroizing-alloc", "MIT OR Apache-2.0"),
    ("zune-jpeg", "MIT OR Apache-2.0 OR Zlib"),
];

/// What the app uses besides Rust crates.
const OTHERS: &[(&str, &str)] = &[
    ("Inter (Android)", "OFL-1.1"),
    ("Java Native Access (Android)", "Apache-2.0 OR LGPL-2.1-or-later"),
    ("Jetpack Compose (Android)", "Apache-2.0"),
    ("Kotlin (Android)", "Apache-2.0"),
    ("Noto Sans JP (Android)", "OFL-1.1"),
    ("SQLite", "Public domain"),
];

/// A promise to the user.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::VariantArray, Phrase,
)]
#[serde(rename_all = "kebab-case")]
#[phrase("promise")]
pub enum AboutPromise {
    /// The app opens no network connection.
    NoNetwork,
    /// Everything is encrypted on the device.
    Sealed,
    /// A backup counts as saved only after it was read back; any age tool can open it.
    OpenBackup,
    /// The source is open, under Apache-2.0 or MIT.
    OpenSource,
}

impl AboutState {
    /// The screen.
    pub fn new() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            promises: <AboutPromise as strum::VariantArray>::VARIANTS.to_vec(),
            licences: licences(),
        }
    }
}

impl Default for AboutState {
    fn default() -> Self {
        Self::new()
    }
}

/// Everything that the app uses, sorted by name.
fn licences() -> Vec<UsedWork> {
    let all = CRATES.iter().chain(OTHERS);
    let mut used: Vec<_> = all
        .map(|(name, licence)| UsedWork {
            name: (*name).to_owned(),
            licence: (*licence).to_owned(),
        })
        .collect();
    used.sort_by_key(|work| work.name.to_lowercase());
    used
}
