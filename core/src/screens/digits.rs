//! A code for display, split into groups.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::otp::Code;
use crate::preferences::CodeGrouping;

/// A code on a screen. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeText {
    /// The groups of characters. A screen puts spaces between them and has them read out character
    /// by character.
    pub groups: Vec<String>,
}

impl CodeText {
    /// Splits a code into groups of the given size, or some of one more if it does not divide
    /// evenly; longer groups come last: `123 456`, `200 4413`, `2004 4131`. Steam's five characters
    /// stay together. Every shell uses this rule.
    pub fn new(code: &Code, grouping: CodeGrouping) -> Self {
        let text = code.as_str();
        let size = match grouping {
            CodeGrouping::Threes => 3,
            CodeGrouping::Pairs => 2,
            CodeGrouping::Fours => 4,
            CodeGrouping::Whole => text.len(),
        };
        if text.len() <= 5 {
            return Self { groups: vec![text.to_owned()] };
        }
        let count = (text.len() / size).max(text.len().div_ceil(size + 1));
        let mut groups = Vec::with_capacity(count);
        let mut rest = text;
        for left in (1..=count).rev() {
            // Codes are ASCII: decimal digits or Steam's alphabet.
            let (group, after) = rest.split_at(rest.len() / left);
            groups.push(group.to_owned());
            rest = after;
        }
        Self { groups }
    }

    /// The characters without spaces.
    pub fn joined(&self) -> Zeroizing<String> {
        Zeroizing::new(self.groups.concat())
    }
}

impl fmt::Debug for CodeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeText(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{Algorithm, Digits, MovingFactor, Otp};
    use crate::secret::Secret;

    /// RFC 4226 appendix D: the value for count 0 is 1284755224.
    fn sizes(digits: u32, grouping: CodeGrouping) -> Vec<usize> {
        let key = Secret::new(b"12345678901234567890".to_vec());
        let digits = Digits::new(digits).unwrap();
        let otp =
            Otp::new(key, Algorithm::Sha1, digits, MovingFactor::Hotp { counter: 0 }).unwrap();
        let text = CodeText::new(&otp.code_of(0), grouping);
        assert!("1284755224".ends_with(text.joined().as_str()));
        text.groups.iter().map(String::len).collect()
    }

    #[test]
    fn groups_are_even_and_no_digit_is_alone() {
        assert_eq!(sizes(6, CodeGrouping::Threes), [3, 3]);
        assert_eq!(sizes(7, CodeGrouping::Threes), [3, 4]);
        assert_eq!(sizes(8, CodeGrouping::Threes), [4, 4]);
        assert_eq!(sizes(9, CodeGrouping::Threes), [3, 3, 3]);
        assert_eq!(sizes(10, CodeGrouping::Threes), [3, 3, 4]);
        assert_eq!(sizes(6, CodeGrouping::Pairs), [2, 2, 2]);
        assert_eq!(sizes(7, CodeGrouping::Pairs), [2, 2, 3]);
        assert_eq!(sizes(6, CodeGrouping::Fours), [3, 3]);
        assert_eq!(sizes(8, CodeGrouping::Fours), [4, 4]);
        assert_eq!(sizes(9, CodeGrouping::Fours), [4, 5]);
        assert_eq!(sizes(10, CodeGrouping::Fours), [5, 5]);
        assert_eq!(sizes(10, CodeGrouping::Whole), [10]);
    }

    #[test]
    fn steams_characters_stay_whole() {
        let key = Secret::new(b"12345678901234567890".to_vec());
        let otp = Otp::new(key, Algorithm::Sha1, Digits::STEAM, MovingFactor::Steam).unwrap();
        let text = CodeText::new(&otp.code_of(1), CodeGrouping::Pairs);
        assert_eq!(text.groups.len(), 1);
        assert!(!format!("{text:?}").contains(&text.groups[0]));
    }
}
