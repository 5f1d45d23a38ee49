//! A passphrase as a person typed it, and the ways in which it may have been meant.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// A passphrase as typed.
pub struct Passphrase(Zeroizing<String>);

/// A way to read what was typed (Unicode Standard Annex #15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// Canonical composition: one form for both ways to write が. What we derive keys from.
    Nfc,
    /// Compatibility composition: １２３ from a Japanese keyboard becomes 123.
    Nfkc,
    /// Exactly as typed, as another program may have derived from it.
    AsTyped,
}

impl Passphrase {
    /// Takes the text over; it is wiped when the value is dropped.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in one reading.
    pub fn read_as(&self, reading: Reading) -> Zeroizing<String> {
        // A full-size buffer from the start: a growing one leaves unwiped pieces behind. No
        // composition of UAX #15 makes more than eighteen times as many bytes.
        let mut text = Zeroizing::new(String::with_capacity(self.0.len() * 18));
        match reading {
            Reading::Nfc => text.extend(self.0.nfc()),
            Reading::Nfkc => text.extend(self.0.nfkc()),
            Reading::AsTyped => text.push_str(&self.0),
        }
        text
    }

    /// Every reading that differs from the ones before it, NFC first: the order to try them in.
    pub fn readings(&self) -> Vec<(Reading, Zeroizing<String>)> {
        let mut found: Vec<(Reading, Zeroizing<String>)> = Vec::with_capacity(3);
        for reading in [Reading::Nfc, Reading::Nfkc, Reading::AsTyped] {
            let text = self.read_as(reading);
            if found.iter().all(|(_, known)| **known != *text) {
                found.push((reading, text));
            }
        }
        found
    }

    /// Whether both would be derived from alike, that is, have the same NFC form.
    pub fn agrees_with(&self, other: &Self) -> bool {
        *self.read_as(Reading::Nfc) == *other.read_as(Reading::Nfc)
    }

    /// Wipes the text now.
    pub fn forget(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(typed: &str) -> Vec<String> {
        let readings = Passphrase::new(typed.to_owned()).readings();
        readings.iter().map(|(_, text)| text.to_string()).collect()
    }

    #[test]
    fn plain_ascii_has_one_reading() {
        assert_eq!(texts("correct horse"), ["correct horse"]);
    }

    #[test]
    fn full_width_digits_are_also_read_as_ascii() {
        assert_eq!(texts("１２３４"), ["１２３４", "1234"]);
    }

    #[test]
    fn decomposed_kana_are_composed_first_and_kept_as_typed_last() {
        assert_eq!(texts("か\u{3099}"), ["が", "か\u{3099}"]);
    }

    #[test]
    fn two_spellings_of_one_text_agree() {
        let typed = Passphrase::new("か\u{3099}".to_owned());
        assert!(typed.agrees_with(&Passphrase::new("が".to_owned())));
        assert!(!typed.agrees_with(&Passphrase::new("か".to_owned())));
    }

    #[test]
    fn printing_shows_nothing_of_the_text() {
        let printed = format!("{:?}", Passphrase::new("hunter2".to_owned()));
        assert_eq!(printed, "Passphrase(redacted)");
    }
}
