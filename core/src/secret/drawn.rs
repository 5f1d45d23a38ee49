//! A password drawn at random, for whoever wants none of their own.

use zeroize::Zeroizing;

use crate::crypto::random::{Random, Unavailable};

/// The symbols of a drawn password: 32 that are not taken for one another.
const SYMBOLS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";

/// How many symbols stand together, and how many groups: 16 symbols of almost 5 bits.
const GROUP: usize = 4;
const GROUPS: usize = 4;

/// Draws a password of about 79 bits, in groups that a person can copy from paper.
///
/// # Errors
/// [`Unavailable`] when there is no randomness to be had.
pub fn make_password(random: &dyn Random) -> Result<Zeroizing<String>, Unavailable> {
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

    #[test]
    fn a_drawn_one_stands_in_groups_and_is_never_the_same() {
        let random = SystemRandom::new();
        let (one, other) = (make_password(&random).unwrap(), make_password(&random).unwrap());
        assert_ne!(*one, *other);
        assert_eq!(one.len(), 19);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
    }
}
