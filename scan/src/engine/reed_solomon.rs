//! Errors-and-erasures decoding of Reed-Solomon blocks (ISO/IEC 18004 §7.5.2 and Annex B).
//!
//! The Berlekamp-Massey algorithm starts with the erasure locator, Forney's formula gives the
//! values, and the syndromes are computed again, so that a result is always a codeword of the code.

use super::galois::{inverse, multiply, power};

/// The most error correction codewords of a QR code block (§7.5.1 table 9).
pub(crate) const MAX_CHECKS: usize = 30;

/// The most codewords of a block: the number of non-zero field elements.
pub(crate) const MAX_CODEWORDS: usize = 255;

/// A polynomial, lowest power first, long enough for every locator.
type Polynomial = [u8; MAX_CHECKS + 2];

/// The parameters of a block's correction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BlockParameters<'a> {
    /// Number of error correction codewords at its end.
    pub(crate) checks: usize,
    /// Positions of unreliable codewords.
    pub(crate) erasures: &'a [u8],
    /// Error correction codewords that must stay unused, against wrong results.
    pub(crate) reserve: usize,
}

/// Corrects `codewords` in place and returns the number of errors besides the erasures. `None` if
/// it fails; the codewords are then unchanged.
pub(crate) fn correct(codewords: &mut [u8], block: BlockParameters<'_>) -> Option<usize> {
    let BlockParameters { checks, erasures, reserve } = block;
    let size = codewords.len();
    if checks > MAX_CHECKS || size > MAX_CODEWORDS || checks >= size {
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

/// Whether a block has no errors.
pub(crate) fn is_clean(codewords: &[u8], checks: usize) -> bool {
    syndromes(codewords, checks).iter().all(|syndrome| *syndrome == 0)
}

/// The error correction codewords of `data`, as an encoder computes them.
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

fn syndromes(codewords: &[u8], checks: usize) -> [u8; MAX_CHECKS] {
    let mut syndromes = [0; MAX_CHECKS];
    for (exponent, syndrome) in syndromes.iter_mut().enumerate().take(checks) {
        let root = power(exponent);
        *syndrome = codewords.iter().fold(0, |sum, value| multiply(sum, root) ^ value);
    }
    syndromes
}

/// The locator polynomial, whose roots are the inverse positions of erasures and errors, and its
/// degree.
fn locator(syndromes: &[u8], size: usize, erasures: &[u8]) -> Option<(Polynomial, usize)> {
    let mut locator: Polynomial = [0; MAX_CHECKS + 2];
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
        // Multiplies by x.
        previous.copy_within(..=MAX_CHECKS, 1);
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

/// The positions and the values to add, by Chien's search and Forney's formula. `None` if the
/// locator has fewer roots than its degree.
fn fixes(syndromes: &[u8], locator: &[u8], size: usize) -> Option<Vec<(usize, u8)>> {
    let mut evaluator: Polynomial = [0; MAX_CHECKS + 2];
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
        // The generator's roots begin at power 0, so one factor of the position remains.
        fixes.push((place, multiply(value, power(size - 1 - place))));
    }
    (fixes.len() + 1 == locator.len()).then_some(fixes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator, so that a failing case is identified by its number.
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
    fn the_greatest_possible_number_of_errors_is_corrected() {
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
            let block = BlockParameters { checks, erasures: &places[..erased], reserve: 0 };
            assert!(correct(&mut received, block).is_some(), "{erased} erased, {errors} wrong");
            assert_eq!(received, sent);
        }
    }

    #[test]
    fn an_uncorrectable_block_does_not_change() {
        let mut dice = Dice(3);
        let mut answers = 0;
        for _ in 0..500 {
            let sent = block(&mut dice, 60, 20);
            let mut received = sent.clone();
            for place in &places(&mut dice, sent.len())[..15] {
                received[usize::from(*place)] ^= 1 + dice.below(255) as u8;
            }
            let before = received.clone();
            let block = BlockParameters { checks: 20, erasures: &[], reserve: 0 };
            answers += usize::from(correct(&mut received, block).is_some() || received != before);
        }
        assert_eq!(answers, 0);
    }

    #[test]
    fn reserved_codewords_stay_unused() {
        let mut dice = Dice(5);
        let sent = block(&mut dice, 19, 7);
        let mut received = sent.clone();
        for place in [1, 9, 20] {
            received[place] ^= 0x55;
        }
        let with = |reserve| BlockParameters { checks: 7, erasures: &[], reserve };
        assert_eq!(correct(&mut received.clone(), with(3)), None);
        assert_eq!(correct(&mut received, with(1)), Some(3));
        assert_eq!(received, sent);
    }

    #[test]
    fn invalid_arguments_are_rejected() {
        let none = |codewords: &mut [u8], checks, erasures: &[u8], reserve| {
            assert_eq!(correct(codewords, BlockParameters { checks, erasures, reserve }), None);
        };
        none(&mut [0; 300], 10, &[], 0);
        none(&mut [0; 20], 31, &[], 0);
        none(&mut [0; 20], 20, &[], 0);
        none(&mut [0; 20], 10, &[20], 0);
        none(&mut [0; 20], 10, &[1; 11], 0);
        none(&mut [0; 20], 2, &[], 3);
    }
}
