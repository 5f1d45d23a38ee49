//! What other devices saved into the backup folder.

use serde::{Deserialize, Serialize};

use crate::backup::FolderSurvey;
use crate::phrase::{Phrase, PhraseValue};
use crate::time::UnixMillis;

/// The backups of other devices in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDevicesState {
    /// The newest backup of each other device and vault, the newest first.
    pub rows: Vec<OtherDeviceRow>,
    /// What else is to be said: that there is none, and which files do not count.
    pub notices: Vec<PhraseValue>,
}

/// The newest backup of another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDeviceRow {
    /// The name of the file.
    pub file: String,
    /// When it was made, by that device's clock.
    pub made: UnixMillis,
    /// Which device and vault it is of.
    pub whose: PhraseValue,
}

/// What is said about other devices.
#[derive(Clone, Debug, PartialEq, Eq, Phrase)]
#[allow(missing_docs, reason = "each variant names its sentence")]
#[phrase("devices")]
pub enum DevicesPhrase {
    None,
    #[phrase(facts(name = device))]
    ThisVault {
        device: String,
    },
    #[phrase(facts(name = device))]
    OtherVault {
        device: String,
    },
    Damaged {
        name: String,
    },
    Renamed {
        name: String,
    },
}

impl OtherDevicesState {
    /// The screen of a folder.
    pub fn of(survey: &FolderSurvey) -> Self {
        let FolderSurvey { newest, damaged, renamed } = survey;
        let rows = newest.iter().map(|other| {
            // A name from before December 2026 tells no device.
            let device = other.device.map_or_else(|| "-".to_owned(), |device| device.to_string());
            let whose = if other.is_of_this_vault {
                DevicesPhrase::ThisVault { device }
            } else {
                DevicesPhrase::OtherVault { device }
            };
            let whose = PhraseValue::of_phrase(&whose);
            OtherDeviceRow { file: other.name.clone(), made: other.made, whose }
        });
        let none = newest.is_empty().then_some(DevicesPhrase::None);
        let damaged = damaged.iter().map(|name| DevicesPhrase::Damaged { name: name.clone() });
        let renamed = renamed.iter().map(|name| DevicesPhrase::Renamed { name: name.clone() });
        let notices = none.into_iter().chain(damaged).chain(renamed);
        let notices = notices.map(|notice| PhraseValue::of_phrase(&notice)).collect();
        Self { rows: rows.collect(), notices }
    }
}
