//! The about screen.

use serde::{Deserialize, Serialize};

use crate::phrase::phrase_family;

/// The about screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutState {
    /// The version of the core, such as `0.1.0`.
    pub version: String,
    /// The app's promises, in order.
    pub promises: Vec<AboutPromise>,
}

/// A promise to the user.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
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

phrase_family!(AboutPromise, "promise");

impl AboutState {
    /// The screen.
    pub fn new() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            promises: <AboutPromise as strum::VariantArray>::VARIANTS.to_vec(),
        }
    }
}

impl Default for AboutState {
    fn default() -> Self {
        Self::new()
    }
}
