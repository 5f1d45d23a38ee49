//! Single characters that belong to no piece.

use unicode_normalization::UnicodeNormalization;

/// Pairs of consonants that are frequent in English or romanised Japanese.
const PAIRS: &str = "th sh ch ts ng nt nd st tr pr ph ck ky ry gy hy my ny by py nk mp mb cr br gr \
                     dr fr pl bl cl sk sp ld lt ct ft ht rs rt rn rd ns nc ls lm sc sl sn sm sw tw";

/// A character in lower case; Latin letters lose their diacritics.
pub(super) fn plain(symbol: char) -> char {
    let lower = symbol.to_lowercase().next().unwrap_or(symbol);
    // The marks of kana change the sound, so they are kept.
    let base = std::iter::once(lower).nfd().next().unwrap_or(lower);
    if base.is_ascii_alphabetic() { base } else { lower }
}

/// The cost of one more character, as a decimal logarithm. Pronounceable letters cost less than
/// random ones, since names and words missing from the lists consist of them.
pub(super) fn cost(before: Option<char>, typed: char) -> f64 {
    let symbol = plain(typed);
    let is_begun = |symbol: &char| symbol.is_ascii_alphabetic();
    let last = before.map(plain).filter(is_begun);
    let capital = typed.is_uppercase() && !before.is_some_and(char::is_uppercase);
    let cost = match symbol {
        '0'..='9' | '!' | '@' | '#' | '?' | '*' | '+' | '/' | ',' => 1.0,
        'a' | 'e' | 'i' | 'o' | 'u' => last.map_or(0.7, |_| 0.6),
        'a'..='z' => match last {
            None => 1.0,
            Some('a' | 'e' | 'i' | 'o' | 'u') => 0.85,
            Some(last) if last == symbol || is_pair(last, symbol) => 0.6,
            Some(_) => 1.3,
        },
        symbol if is_separator(symbol) => 0.3,
        '!'..='~' => 1.4,
        '\u{3041}'..='\u{30ff}' => 1.18,
        symbol if is_han(symbol) => {
            if before.is_some_and(is_han) {
                1.5
            } else {
                2.0
            }
        }
        '\u{ac00}'..='\u{d7a3}' => 1.5,
        _ if symbol.is_alphabetic() => 1.1,
        _ => 1.7,
    };
    // Digits and symbols between letters are typical of random passwords.
    let switch = before.is_some_and(|before| kind(before) != kind(typed));
    cost + if capital { 0.3 } else { 0.0 } + if switch { 0.2 } else { 0.0 }
}

/// Whether a symbol only separates words.
pub(super) fn is_separator(symbol: char) -> bool {
    matches!(symbol, ' ' | '-' | '_' | '.' | '、' | '。' | '・')
}

/// The class of a character: letters, digits or symbols in ASCII. Other characters and separators
/// belong to the class of the preceding one.
fn kind(symbol: char) -> u8 {
    match symbol {
        '0'..='9' => 1,
        symbol if symbol.is_ascii_punctuation() && !is_separator(symbol) => 2,
        _ => 0,
    }
}

fn is_han(symbol: char) -> bool {
    matches!(symbol, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_pair(one: char, other: char) -> bool {
    PAIRS.split(' ').any(|pair| pair.chars().eq([one, other]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_are_removed_from_latin_letters_and_kept_on_kana() {
        let plain: String = "ÉßAがパñ".chars().map(plain).collect();
        assert_eq!(plain, "eßaがパn");
    }

    #[test]
    fn pronounceable_letters_cost_less_than_others() {
        let all = |text: &str| -> f64 {
            let before = std::iter::once(None).chain(text.chars().map(Some));
            before.zip(text.chars()).map(|(before, symbol)| cost(before, symbol)).sum()
        };
        assert!(all("hazimaranai") + 2.0 < all("hzqmrxwnktj"));
        assert!(all("hzqmrxw") < all("hZqMrXw"));
        assert!(all("あいう") < all("漢字語"));
    }
}
