//! Estimates how many guesses find a password, by the method of zxcvbn (D. L. Wheeler, "zxcvbn:
//! Low-Budget Password Strength Estimation", USENIX Security 2016). The password is split into
//! pieces that an attacker tries first (words, dates, keyboard walks, repetitions) and single
//! characters; the cheapest split counts.
//!
//! Japanese is supported: kana are looked up by sound, and romanised words in all common spellings.
//! `docs/adr/0009-password-strength.md` explains the differences from zxcvbn, and why its crate is
//! not used.

mod characters;
mod dates;
mod dictionary;
mod kana;
mod repeats;
mod sequences;

use zeroize::Zeroizing;

/// The maximum number of characters that are judged; a longer password is at least as strong.
const MAX_JUDGED_CHARACTERS: usize = 100;

/// The cost of a boundary between pieces, whose position the attacker does not know, as a decimal
/// logarithm.
const BOUNDARY_COST: f64 = 0.45;

/// The cost of a choice between two variants, such as a capital letter or a reversed word, as a
/// decimal logarithm.
const VARIANT_COST: f64 = 0.3;

/// An approximate number of guesses.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Guesses {
    /// Its decimal logarithm.
    pub log10: f64,
}

impl Guesses {
    /// The number of guesses that find a text. `known` are words related to the user, such as
    /// account names, which an attacker tries early.
    ///
    /// ```
    /// use aikotoba_core::secret::Guesses;
    ///
    /// assert!(Guesses::of("Amazon2026Amazon", &[]).log10 < 8.0);
    /// assert!(Guesses::of("vq7#mD2x!fLw9Tz", &[]).log10 > 14.0);
    /// ```
    pub fn of(text: &str, known: &[&str]) -> Self {
        let text = PasswordText::new(text);
        let log10 = Self::log10(&text, known);
        // Title Case Counts As One Choice, not as one per word.
        let as_titles =
            text.in_lower_case().map(|text| Self::log10(&text, known) + 2.0 * VARIANT_COST);
        Self { log10: as_titles.map_or(log10, |titles| log10.min(titles)) }
    }

    fn log10(text: &PasswordText, known: &[&str]) -> f64 {
        let mut pieces = Segments::none(text.len());
        dictionary::find(text, known, &mut pieces);
        dates::find(text, &mut pieces);
        repeats::find(text, &mut pieces);
        // Last, since repeated parts consist of the pieces above.
        sequences::find(text, &mut pieces);
        pieces.cheapest(text, 0, text.len())
    }
}

/// A password as characters. Buffers are allocated at full size and wiped.
struct PasswordText {
    /// As typed.
    typed: Zeroizing<Vec<char>>,
    /// In lower case, and without diacritics on Latin letters.
    plain: Zeroizing<Vec<char>>,
}

impl PasswordText {
    fn new(text: &str) -> Self {
        let mut typed = Zeroizing::new(Vec::with_capacity(MAX_JUDGED_CHARACTERS));
        typed.extend(text.chars().take(MAX_JUDGED_CHARACTERS));
        let mut plain = Zeroizing::new(Vec::with_capacity(MAX_JUDGED_CHARACTERS));
        plain.extend(typed.iter().copied().map(characters::plain));
        Self { typed, plain }
    }

    /// The text in lower case, if it has several capitals and each begins a word.
    fn in_lower_case(&self) -> Option<Self> {
        let capitals = || (0..self.len()).filter(|at| self.typed[*at].is_uppercase());
        let is_title = |at: usize| {
            let before = at.checked_sub(1).map(|before| self.typed[before]);
            !before.is_some_and(char::is_uppercase)
                && self.typed.get(at + 1).is_some_and(|after| after.is_lowercase())
        };
        let is_titled = capitals().count() > 1 && capitals().all(is_title);
        is_titled.then(|| Self { typed: self.plain.clone(), plain: self.plain.clone() })
    }

    fn len(&self) -> usize {
        self.plain.len()
    }

    /// The cost of the capital letters: low if only the first, the last or all letters are
    /// capitals.
    fn capitals(&self, from: usize, to: usize) -> f64 {
        let typed = &self.typed[from..to];
        let upper = typed.iter().filter(|symbol| symbol.is_uppercase()).count();
        let lower = typed.iter().filter(|symbol| symbol.is_lowercase()).count();
        let is_at = |place: Option<&char>| place.is_some_and(|symbol| symbol.is_uppercase());
        match (upper, lower) {
            (0, _) => 0.0,
            (_, 0) => VARIANT_COST,
            (1, _) if is_at(typed.first()) || is_at(typed.last()) => VARIANT_COST,
            // The number of ways to choose that many of the letters.
            (upper, lower) => (1..=upper.min(lower))
                .map(|count| {
                    let ways = (0..count).map(|at| (upper + lower - at) as f64 / (at + 1) as f64);
                    ways.product::<f64>()
                })
                .sum::<f64>()
                .log10(),
        }
    }
}

/// The maximum cost of each stretch as a single piece: the decimal logarithm of the guesses.
struct Segments {
    length: usize,
    costs: Vec<f64>,
}

impl Segments {
    fn none(length: usize) -> Self {
        Self { length, costs: vec![f64::INFINITY; (length + 1) * (length + 1)] }
    }

    /// Records the number of guesses for a stretch.
    fn note(&mut self, from: usize, to: usize, log10: f64) {
        let known = &mut self.costs[from * (self.length + 1) + to];
        *known = known.min(log10.max(0.0));
    }

    /// The cost of the cheapest split of a stretch into pieces and single characters.
    fn cheapest(&self, text: &PasswordText, from: usize, to: usize) -> f64 {
        // For each position, the cost of the best split that ends with a piece, and of the best
        // that ends with single characters.
        let mut piece = vec![f64::INFINITY; to - from + 1];
        let mut single = piece.clone();
        piece[0] = 0.0;
        for end in 1..=to - from {
            let symbol = text.typed[from + end - 1];
            let before = (end > 1).then(|| text.typed[from + end - 2]);
            let cut = |at: usize| if at == 0 { 0.0 } else { BOUNDARY_COST };
            // A space or hyphen marks the boundary, so the boundary costs nothing.
            let is_free = characters::is_separator(symbol);
            let begin = if is_free { 0.0 } else { cut(end - 1) };
            let begun = piece[end - 1] + begin + characters::cost(None, symbol);
            single[end] = begun.min(single[end - 1] + characters::cost(before, symbol));
            for begin in 0..end {
                let cost = self.costs[(from + begin) * (self.length + 1) + from + end];
                let whole = piece[begin].min(single[begin]) + cut(begin) + cost;
                piece[end] = piece[end].min(whole);
            }
        }
        piece[to - from].min(single[to - from])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::random::{Random, SystemRandom};

    fn log10(text: &str) -> f64 {
        Guesses::of(text, &[]).log10
    }

    #[test]
    fn an_empty_password_needs_no_guess_and_the_longest_is_judged_in_time() {
        assert!(log10("") <= 0.0);
        let long = "aZ9$".repeat(5000);
        assert!(log10(&long) < 12.0);
        assert!(log10(&"あa1漢".repeat(5000)) < 14.0);
    }

    #[test]
    fn a_longer_password_is_never_much_worse() {
        for text in ["vq7#mD2x!fLw9Tz", "horse battery clock window", "しろいくもがながれてゆく"]
        {
            let places = text.char_indices().map(|(at, _)| at).skip(1);
            let costs: Vec<f64> = places.map(|at| log10(&text[..at])).collect();
            assert!(costs.windows(2).all(|two| two[1] > two[0] - 1.5), "{text}: {costs:?}");
        }
    }

    #[test]
    fn random_letters_are_not_mistaken_for_words() {
        let mut bytes = [0; 1600];
        SystemRandom::new().fill(&mut bytes).unwrap();
        for drawn in bytes.chunks(16) {
            let lower: String = drawn.iter().map(|byte| char::from(b'a' + byte % 26)).collect();
            assert!(log10(&lower) > 11.0, "{lower}: {}", log10(&lower));
        }
    }

    #[test]
    fn words_related_to_the_user_are_tried_first() {
        let (text, known) = ("zvornik-trgovina", ["Zvornik Trgovina d.o.o.", "me@zvornik.example"]);
        assert!(Guesses::of(text, &known).log10 + 4.0 < log10(text));
    }
}
