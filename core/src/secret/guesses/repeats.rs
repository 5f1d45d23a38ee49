//! Repetitions of an earlier part of the password, forwards or backwards.

use super::{PasswordText, Segments, VARIANT_COST};

/// The minimum length of a repetition; two characters if they are not ASCII.
const MIN_REPETITION: usize = 3;

/// Records each stretch that repeats an earlier one.
pub(super) fn find(text: &PasswordText, pieces: &mut Segments) {
    let plain = &text.plain;
    for from in 1..plain.len() {
        // The attacker also has to guess the position of the earlier stretch.
        let places = (2.0 * from as f64).log10();
        for earlier in 0..from {
            let forwards = (0..plain.len() - from)
                .take_while(|at| plain[earlier + at] == plain[from + at])
                .count();
            note(text, pieces, from, forwards, places);
            let backwards = (0..=earlier.min(plain.len() - from - 1))
                .take_while(|at| plain[earlier - at] == plain[from + at])
                .count();
            note(text, pieces, from, backwards, places + VARIANT_COST);
        }
    }
}

fn note(text: &PasswordText, pieces: &mut Segments, from: usize, length: usize, cost: f64) {
    for to in (from..=from + length).skip(2) {
        let is_ascii = text.plain[from..to].iter().all(char::is_ascii);
        if to - from >= MIN_REPETITION || !is_ascii {
            pieces.note(from, to, cost + text.capitals(from, to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Guesses;

    #[test]
    fn a_repetition_adds_little() {
        for (once, twice) in [
            ("kvzqtxpw", "kvzqtxpw/kvzqtxpw"),
            ("kvzqtxpw", "kvzqtxpwwpxtqzvk"),
            ("Kvzqtxpw", "Kvzqtxpw&kvzqtxpw"),
            ("漢字変換", "漢字変換漢字変換"),
        ] {
            let [once, twice] = [once, twice].map(|text| Guesses::of(text, &[]).log10);
            assert!(twice < once + 4.0, "{once} {twice}");
        }
    }
}
