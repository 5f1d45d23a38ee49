//! A password that is being chosen: how good it is, and one drawn at random.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::crypto::random::{Random, Unavailable};
use crate::phrase::phrase_family;
use crate::secret::{Passphrase, Reading};

/// A password as it is typed twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordState {
    /// How good it is.
    pub strength: Strength,
    /// Whether it was typed alike both times.
    pub repeated: Repeated,
}

/// How good a password is against somebody who has the file.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Strength {
    /// Nothing is typed.
    Empty,
    /// Short, or the same few characters: found within hours.
    Weak,
    /// Enough for a file that stays at home.
    Fair,
    /// Long: nobody tries all of these.
    Strong,
}

phrase_family!(Strength, "password");

/// Whether the second typing is like the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeated {
    /// Both are alike.
    Alike,
    /// They differ, or the second is not there yet.
    Not,
}

/// The symbols of a drawn password: 32 that are not taken for one another.
const SYMBOLS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";

/// How many symbols stand together, and how many groups: 16 symbols of almost 5 bits.
const GROUP: usize = 4;
const GROUPS: usize = 4;

impl PasswordState {
    /// What was typed, and what was typed again.
    pub fn of(typed: &Passphrase, again: &Passphrase) -> Self {
        let is_alike = !typed.is_empty() && typed.agrees_with(again);
        let repeated = if is_alike { Repeated::Alike } else { Repeated::Not };
        Self { strength: Strength::of(typed), repeated }
    }
}

impl Strength {
    /// Judges by length and by how many different characters there are; a list of words that are
    /// often taken would be larger than all else here.
    pub fn of(typed: &Passphrase) -> Self {
        let text = typed.read_as(Reading::Nfkc);
        let mut seen = Zeroizing::new([0_u64; 256]);
        let (mut length, mut different) = (0_u32, 0_u32);
        let mut weight = 0_u32;
        for symbol in text.chars() {
            length += 1;
            // A character of Japanese is one of thousands: it counts twice.
            weight += if symbol.is_ascii() { 1 } else { 2 };
            let place = (symbol as u32 as usize) % (256 * 64);
            let bit = 1_u64 << (place % 64);
            if seen[place / 64] & bit == 0 {
                seen[place / 64] |= bit;
                different += 1;
            }
        }
        match (length, weight, different) {
            (0, ..) => Self::Empty,
            (_, 16.., 8..) => Self::Strong,
            (_, 10.., 5..) => Self::Fair,
            _ => Self::Weak,
        }
    }
}

/// Draws a password of about 79 bits, in groups that a person can copy from paper.
///
/// # Errors
/// [`Unavailable`] when there is no randomness to be had.
pub fn make(random: &dyn Random) -> Result<Zeroizing<String>, Unavailable> {
    let mut bytes = Zeroizing::new([0; 64]);
    let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP + 1)));
    let mut drawn = 0;
    // The last symbol separates groups and is never drawn: such bytes are drawn again.
    while drawn < GROUP * GROUPS {
        random.fill(&mut *bytes)?;
        for byte in bytes.iter().map(|byte| usize::from(byte & 31)).filter(|byte| *byte < 31) {
            if drawn == GROUP * GROUPS {
                break;
            }
            if drawn > 0 && drawn % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(SYMBOLS[byte]));
            drawn += 1;
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::SystemRandom;

    fn strength(text: &str) -> Strength {
        Strength::of(&Passphrase::new(text.to_owned()))
    }

    #[test]
    fn length_and_variety_make_it_strong() {
        assert_eq!(strength(""), Strength::Empty);
        assert_eq!(strength("aaaaaaaaaaaaaaaaaaaa"), Strength::Weak);
        assert_eq!(strength("amazon1"), Strength::Weak);
        assert_eq!(strength("horse battery"), Strength::Fair);
        assert_eq!(strength("correct horse battery"), Strength::Strong);
        assert_eq!(strength("ねこがたたみでねている"), Strength::Strong);
    }

    #[test]
    fn full_width_letters_count_as_what_they_mean() {
        assert_eq!(strength("ａｍａｚｏｎ１"), strength("amazon1"));
    }

    #[test]
    fn nothing_twice_is_not_alike() {
        let state = |one: &str, other: &str| {
            PasswordState::of(&Passphrase::new(one.to_owned()), &Passphrase::new(other.to_owned()))
        };
        assert_eq!(state("", "").repeated, Repeated::Not);
        assert_eq!(state("がが", "か\u{3099}か\u{3099}").repeated, Repeated::Alike);
        assert_eq!(state("horse", "house").repeated, Repeated::Not);
    }

    #[test]
    fn a_drawn_one_is_strong_and_never_the_same() {
        let random = SystemRandom::new();
        let (one, other) = (make(&random).unwrap(), make(&random).unwrap());
        assert_ne!(*one, *other);
        assert_eq!(one.len(), 19);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
        assert_eq!(strength(&one), Strength::Strong);
    }
}
