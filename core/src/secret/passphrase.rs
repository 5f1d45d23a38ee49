//! Passphrases as typed, and their Unicode normalizations.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// Some editors write this at the beginning of a text file. It is not part of the text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A passphrase as typed.
pub struct Passphrase {
    text: Zeroizing<String>,
    /// Whether the file it was read from began with a byte order mark. Earlier versions treated the
    /// mark as part of the passphrase, so it is tried last when opening.
    had_mark: bool,
}

/// A normalization of the typed text (Unicode Standard Annex #15). Slots store it under these names
/// (docs/spec/vault.md §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalization {
    /// Compatibility composition: full-width and half-width forms become equal, and an ideographic
    /// space becomes a space. Keys are derived from this form.
    Nfkc,
    /// Canonical composition: both encodings of が become equal. Earlier versions derived keys from
    /// this form.
    Nfc,
    /// Exactly as typed, since another program may have derived its key from it.
    AsTyped,
}

impl Passphrase {
    /// Takes ownership of the text; it is wiped on drop.
    pub fn new(text: String) -> Self {
        Self { text: Zeroizing::new(text), had_mark: false }
    }

    /// Reads a passphrase from a file's content: the first line, without the line break and without
    /// a leading byte order mark.
    pub fn of_file(content: &str) -> Self {
        let text = content.strip_prefix(BYTE_ORDER_MARK);
        let had_mark = text.is_some();
        let line = text.unwrap_or(content).split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        Self { text: Zeroizing::new(line.to_owned()), had_mark }
    }

    /// A copy, wiped separately. There is no `Clone`, so that every copy is explicit.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { text: self.text.clone(), had_mark: self.had_mark }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text in one normalization.
    pub fn normalized(&self, reading: Normalization) -> Zeroizing<String> {
        normalize(&self.text, "", reading)
    }

    /// The distinct normalizations, NFKC first, in the order to try.
    pub fn normalizations(&self) -> Vec<(Normalization, Zeroizing<String>)> {
        let marks: &[&str] = if self.had_mark { &["", "\u{feff}"] } else { &[""] };
        let mut found: Vec<(Normalization, Zeroizing<String>)> = Vec::with_capacity(6);
        for mark in marks {
            for reading in [Normalization::Nfkc, Normalization::Nfc, Normalization::AsTyped] {
                let text = normalize(&self.text, mark, reading);
                if found.iter().all(|(_, known)| **known != *text) {
                    found.push((reading, text));
                }
            }
        }
        found
    }

    /// Whether both give the same key, that is, have the same NFKC form.
    pub fn agrees_with(&self, other: &Self) -> bool {
        *self.normalized(Normalization::Nfkc) == *other.normalized(Normalization::Nfkc)
    }

    /// Wipes the text now.
    pub fn forget(&mut self) {
        self.text.zeroize();
    }
}

fn normalize(typed: &str, mark: &str, reading: Normalization) -> Zeroizing<String> {
    // Full capacity from the start: a growing buffer leaves unwiped copies behind. No composition
    // of UAX #15 makes the text more than eighteen times as long.
    let mut text = Zeroizing::new(String::with_capacity(mark.len() + typed.len() * 18));
    text.push_str(mark);
    match reading {
        Normalization::Nfkc => text.extend(typed.nfkc()),
        Normalization::Nfc => text.extend(typed.nfc()),
        Normalization::AsTyped => text.push_str(typed),
    }
    text
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(typed: &str) -> Passphrase {
        Passphrase::new(typed.to_owned())
    }

    fn texts(passphrase: &Passphrase) -> Vec<String> {
        passphrase.normalizations().iter().map(|(_, text)| text.to_string()).collect()
    }

    #[test]
    fn plain_ascii_has_one_normalization() {
        assert_eq!(texts(&passphrase("correct horse")), ["correct horse"]);
    }

    #[test]
    fn full_width_and_half_width_text_is_the_same_passphrase() {
        for (typed, meant) in [
            ("ｐａｓｓ１２３４", "pass1234"),
            ("がっこう１２３４", "がっこう1234"),
            ("ｶﾞｯｺｳ1234", "ガッコウ1234"),
            ("か\u{3099}", "が"),
            ("ﾊﾟｽ　ﾜｰﾄﾞ", "パス ワード"),
            ("正しい　馬", "正しい 馬"),
            ("㍻①！？￥", "平成1!?¥"),
        ] {
            assert_eq!(*passphrase(typed).normalized(Normalization::Nfkc), meant);
            assert!(passphrase(typed).agrees_with(&passphrase(meant)), "{typed}");
        }
        assert!(!passphrase("か\u{3099}").agrees_with(&passphrase("か")));
    }

    #[test]
    fn nfkc_is_tried_first_and_the_text_as_typed_last() {
        assert_eq!(texts(&passphrase("１２３４")), ["1234", "１２３４"]);
        assert_eq!(texts(&passphrase("か\u{3099}")), ["が", "か\u{3099}"]);
        let all = ["1ガ", "１ガ", "１カ\u{3099}"];
        assert_eq!(texts(&passphrase("１カ\u{3099}")), all);
    }

    #[test]
    fn a_byte_order_mark_is_removed_and_tried_last() {
        let read = Passphrase::of_file("\u{feff}パス１\r\nmore\n");
        assert_eq!(*read.normalized(Normalization::AsTyped), "パス１");
        assert!(read.agrees_with(&passphrase("パス1")));
        assert_eq!(texts(&read), ["パス1", "パス１", "\u{feff}パス1", "\u{feff}パス１"]);
        assert_eq!(texts(&read.duplicate()), texts(&read));
        assert!(Passphrase::of_file("\u{feff}\n").is_empty());
        assert_eq!(texts(&Passphrase::of_file(" two words \nmore")), [" two words "]);
    }

    #[test]
    fn debug_shows_nothing_of_the_text() {
        let printed = format!("{:?}", passphrase("hunter2"));
        assert_eq!(printed, "Passphrase(redacted)");
    }
}
