//! Errors-and-erasures decoding of Reed-Solomon blocks (ISO/IEC 18004 §7.5.2 and Annex B).
//!
//! Berlekamp and Massey's algorithm begins with the locator of the erasures, Forney's formula gives
//! the values, and the syndromes are computed once more: an answer is a codeword or none.

use super::galois::{inverse, multiply, power};

/// No QR block has more error correction codewords (§7.5.1 table 9 ends at 30).
pub(crate) const MOST_CHECKS: usize = 30;

/// A block has at most this many codewords, as many as the field has numbers but zero.
pub(crate) const MOST_CODEWORDS: usize = 255;

/// A polynomial, lowest power first, long enough for every locator.
type Polynomial = [u8; MOST_CHECKS + 2];

/// What is known about a block before it is corrected.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'a> {
    /// Error correction codewords at its end.
    pub(crate) checks: usize,
    /// Places whose codewords are not to be believed.
    pub(crate) erasures: &'a [u8],
    /// Check codewords that may not be used up, against wrong answers.
    pub(crate) reserve: usize,
}

/// Corrects `codewords` in place and tells how many errors beyond the erasures it held. `None`
/// leaves them as they were.
pub(crate) fn correct(codewords: &mut [u8], block: Block<'_>) -> Option<usize> {
    let Block { checks, erasures, reserve } = block;
    let size = codewords.len();
    if checks > MOST_CHECKS || size > MOST_CODEWORDS || checks >= size {
        return None;
    }
    let (usable, erased) = (checks.checked_sub(reserve)?, erasures.len());
    if erased > usable || erasures.iter().any(|place| usize::from(*place) >= size) {
        return None;
    }
    let syndromes = syndromes(codewords, checks);
    if syndromes.iter().all(|syndrome| *syndrome == 0) {
        return Some(0);
    }
    let (locator, degree) = locator(&syndromes[..checks], size, erasures)?;
    let errors = degree.checked_sub(erased)?;
    if 2 * errors + erased > usable {
        return None;
    }
    let fixes = fixes(&syndromes[..checks], &locator[..=degree], size)?;
    for (place, value) in &fixes {
        codewords[*place] ^= value;
    }
    if self::syndromes(codewords, checks).iter().any(|syndrome| *syndrome != 0) {
        for (place, value) in &fixes {
            codewords[*place] ^= value;
        }
        return None;
    }
    Some(errors)
}

/// Whether no codeword of a block is wrong.
pub(crate) fn is_clean(codewords: &[u8], checks: usize) -> bool {
    syndromes(codewords, checks).iter().all(|syndrome| *syndrome == 0)
}

/// The check codewords that belong to `data`, as a writer makes them.
#[cfg(test)]
pub(crate) fn checks_of(data: &[u8], checks: usize) -> Vec<u8> {
    let mut generator = vec![1_u8];
    for exponent in 0..checks {
        let mut next = vec![0; generator.len() + 1];
        for (place, coefficient) in generator.iter().enumerate() {
            next[place] ^= coefficient;
            next[place + 1] ^= multiply(*coefficient, power(exponent));
        }
        generator = next;
    }
    let mut rest = vec![0_u8; checks];
    for value in data {
        let lead = value ^ rest.first().copied().unwrap_or_default();
        rest.rotate_left(1);
        if let Some(last) = rest.last_mut() {
            *last = 0;
        }
        for (digit, coefficient) in rest.iter_mut().zip(&generator[1..]) {
            *digit ^= multiply(*coefficient, lead);
        }
    }
    rest
}

fn syndromes(codewords: &[u8], checks: usize) -> [u8; MOST_CHECKS] {
    let mut syndromes = [0; MOST_CHECKS];
    for (exponent, syndrome) in syndromes.iter_mut().enumerate().take(checks) {
        let root = power(exponent);
        *syndrome = codewords.iter().fold(0, |sum, value| multiply(sum, root) ^ value);
    }
    syndromes
}

/// The polynomial whose roots are the inverse places of erasures and errors, with its degree.
fn locator(syndromes: &[u8], size: usize, erasures: &[u8]) -> Option<(Polynomial, usize)> {
    let mut locator: Polynomial = [0; MOST_CHECKS + 2];
    locator[0] = 1;
    for (degree, place) in erasures.iter().enumerate() {
        let root = power(size - 1 - usize::from(*place));
        for i in (0..=degree).rev() {
            locator[i + 1] ^= multiply(locator[i], root);
        }
    }
    let erased = erasures.len();
    let (mut previous, mut degree) = (locator, erased);
    for round in erased..syndromes.len() {
        let known = &syndromes[..=round];
        let discrepancy = known
            .iter()
            .rev()
            .zip(&locator)
            .fold(0, |sum, (syndrome, term)| sum ^ multiply(*term, *syndrome));
        // Times x.
        previous.copy_within(..=MOST_CHECKS, 1);
        previous[0] = 0;
        if discrepancy == 0 {
            continue;
        }
        let before = locator;
        for (term, shifted) in locator.iter_mut().zip(&previous) {
            *term ^= multiply(discrepancy, *shifted);
        }
        if 2 * degree <= round + erased {
            degree = round + erased + 1 - degree;
            previous = before.map(|term| multiply(term, inverse(discrepancy)));
        }
    }
    let found = locator.iter().rposition(|term| *term != 0)?;
    (found == degree).then_some((locator, degree))
}

/// Places and values to add, by Chien's search and Forney's formula. `None` when the locator has
/// fewer roots among the places than its degree.
fn fixes(syndromes: &[u8], locator: &[u8], size: usize) -> Option<Vec<(usize, u8)>> {
    let mut evaluator: Polynomial = [0; MOST_CHECKS + 2];
    for (power, value) in evaluator.iter_mut().enumerate().take(syndromes.len()) {
        for (i, term) in locator.iter().enumerate().take(power + 1) {
            *value ^= multiply(*term, syndromes[power - i]);
        }
    }
    let evaluate =
        |terms: &[u8], x: u8| terms.iter().rev().fold(0, |sum, term| multiply(sum, x) ^ term);
    let mut fixes = Vec::with_capacity(locator.len());
    for place in 0..size {
        let root = power(255 - (size - 1 - place));
        if evaluate(locator, root) != 0 {
            continue;
        }
        let square = multiply(root, root);
        let odd = locator.iter().skip(1).step_by(2);
        let slope = odd.rev().fold(0, |sum, term| multiply(sum, square) ^ term);
        if slope == 0 {
            return None;
        }
        let value = multiply(evaluate(&evaluator, root), inverse(slope));
        // Roots begin at the power 0, so one factor of the place remains.
        fixes.push((place, multiply(value, power(size - 1 - place))));
    }
    (fixes.len() + 1 == locator.len()).then_some(fixes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator, so that a failing case can be named by its number.
    struct Dice(u32);

    impl Dice {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (self.0 >> 8) as usize % limit
        }
    }

    fn block(dice: &mut Dice, data: usize, checks: usize) -> Vec<u8> {
        let mut codewords: Vec<u8> = (0..data).map(|_| dice.below(256) as u8).collect();
        codewords.extend(checks_of(&codewords, checks));
        codewords
    }

    fn places(dice: &mut Dice, size: usize) -> Vec<u8> {
        let mut places: Vec<u8> = (0..size as u8).collect();
        for i in 0..size {
            places.swap(i, dice.below(size));
        }
        places
    }

    #[test]
    fn the_example_of_the_standard_has_its_check_codewords() {
        // Annex I.2: "01234567" in version 1-M.
        let data = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17];
        assert_eq!(checks_of(&data, 10), [165, 36, 212, 193, 237, 54, 199, 135, 44, 85]);
    }

    #[test]
    fn as_much_is_corrected_as_the_distance_allows() {
        let mut dice = Dice(7);
        for _ in 0..2_000 {
            let checks = [7, 10, 13, 16, 22, 30][dice.below(6)];
            let data = 5 + dice.below(100);
            let sent = block(&mut dice, data, checks);
            let places = places(&mut dice, sent.len());
            let erased = dice.below(checks + 1);
            let errors = dice.below((checks - erased) / 2 + 1);
            let mut received = sent.clone();
            for place in &places[..erased] {
                received[usize::from(*place)] = dice.below(256) as u8;
            }
            for place in &places[erased..erased + errors] {
                received[usize::from(*place)] ^= 1 + dice.below(255) as u8;
            }
            let block = Block { checks, erasures: &places[..erased], reserve: 0 };
            assert!(correct(&mut received, block).is_some(), "{erased} erased, {errors} wrong");
            assert_eq!(received, sent);
        }
    }

    #[test]
    fn a_block_beyond_repair_stays_as_it_was() {
        let mut dice = Dice(3);
        let mut answers = 0;
        for _ in 0..500 {
            let sent = block(&mut dice, 60, 20);
            let mut received = sent.clone();
            for place in &places(&mut dice, sent.len())[..15] {
                received[usize::from(*place)] ^= 1 + dice.below(255) as u8;
            }
            let before = received.clone();
            let block = Block { checks: 20, erasures: &[], reserve: 0 };
            answers += usize::from(correct(&mut received, block).is_some() || received != before);
        }
        assert_eq!(answers, 0);
    }

    #[test]
    fn a_reserve_is_not_spent() {
        let mut dice = Dice(5);
        let sent = block(&mut dice, 19, 7);
        let mut received = sent.clone();
        for place in [1, 9, 20] {
            received[place] ^= 0x55;
        }
        let with = |reserve| Block { checks: 7, erasures: &[], reserve };
        assert_eq!(correct(&mut received.clone(), with(3)), None);
        assert_eq!(correct(&mut received, with(1)), Some(3));
        assert_eq!(received, sent);
    }

    #[test]
    fn odd_arguments_are_refused() {
        let none = |codewords: &mut [u8], checks, erasures: &[u8], reserve| {
            assert_eq!(correct(codewords, Block { checks, erasures, reserve }), None);
        };
        none(&mut [0; 300], 10, &[], 0);
        none(&mut [0; 20], 31, &[], 0);
        none(&mut [0; 20], 20, &[], 0);
        none(&mut [0; 20], 10, &[20], 0);
        none(&mut [0; 20], 10, &[1; 11], 0);
        none(&mut [0; 20], 2, &[], 3);
    }
}
