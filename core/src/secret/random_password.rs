//! Random passwords, for users who do not want to choose their own.

use zeroize::Zeroizing;

use crate::crypto::random::{Random, RandomError};

/// The alphabet of a random password: 32 symbols that are not easily confused.
const SYMBOLS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";

/// The symbols per group and the number of groups: 16 symbols of almost 5 bits each.
const GROUP: usize = 4;
const GROUPS: usize = 4;

/// Makes a random password of about 79 bits, in groups that can be copied from paper.
///
/// # Errors
/// [`RandomError`] if the random generator failed.
pub fn make_password(random: &dyn Random) -> Result<Zeroizing<String>, RandomError> {
    let mut bytes = Zeroizing::new([0; 64]);
    let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP + 1)));
    let mut drawn = 0;
    // The last symbol only separates groups, so random values that select it are discarded.
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
    fn a_random_password_has_groups_and_is_never_the_same() {
        let random = SystemRandom::new();
        let (one, other) = (make_password(&random).unwrap(), make_password(&random).unwrap());
        assert_ne!(*one, *other);
        assert_eq!(one.len(), 19);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4]);
    }
}
