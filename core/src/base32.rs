//! Base32 keys as sites print them and users type them (RFC 4648 §6).

use std::sync::LazyLock;

use data_encoding::{BASE32_NOPAD, Encoding, Specification};
use zeroize::Zeroizing;

use crate::secret::Secret;

/// Whether a character of a written key only groups its letters or is invisible: spaces of any
/// width, dashes of any length, and characters that web pages insert to break lines. None of them
/// is a letter of a key, so ignoring them loses nothing.
pub fn is_grouping(symbol: char) -> bool {
    let is_dash = matches!(
        symbol,
        // Unicode's general category Pd.
        '-' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
        | '\u{2e17}' | '\u{2e1a}' | '\u{2e3a}' | '\u{2e3b}' | '\u{2e40}' | '\u{2e5d}' | '\u{301c}'
        | '\u{3030}' | '\u{30a0}' | '\u{fe31}' | '\u{fe32}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
        // The minus sign, the hyphen bullet, and the long vowel marks of Japanese keyboards.
        | '\u{2212}' | '\u{2043}' | '\u{30fc}' | '\u{ff70}'
    );
    let is_invisible = matches!(symbol,
        // The soft hyphen, joiners, direction marks, variation selectors, the byte order mark.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}');
    symbol.is_whitespace() || is_dash || is_invisible
}

/// Whether a written key begins like a link. Its letters happen to be valid base32, so it would be
/// accepted as a key that no site ever issued.
pub fn is_link(text: &str) -> bool {
    let letters = text.chars().filter(|symbol| !is_grouping(*symbol)).map(plain);
    let start: String = letters.take(7).map(|symbol| symbol.to_ascii_lowercase()).collect();
    start == "otpauth"
}

/// Maps full-width forms, which Japanese keyboards produce, to ASCII: they are ASCII plus 0xFEE0.
fn plain(symbol: char) -> char {
    match symbol {
        '\u{ff01}'..='\u{ff5e}' => char::from((symbol as u32 - 0xFEE0) as u8),
        other => other,
    }
}

/// Why a text is not a base32 key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Base32Error {
    /// The text is empty or has only spaces.
    #[error("the key is empty")]
    Empty,
    /// A character outside the alphabet. The character itself is not included, because it is part
    /// of a secret.
    #[error("character {at} is not base32")]
    InvalidSymbol {
        /// Its position in the given text, counted in characters from 1.
        at: usize,
    },
    /// No whole number of bytes encodes to this many letters: one is missing or superfluous.
    #[error("a key cannot have {letters} letters")]
    InvalidLength {
        /// The number of letters, without grouping and padding.
        letters: usize,
    },
}

/// Whether the last letter of a key has unused bits that are not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailingBits {
    /// The letters encode whole bytes and nothing more.
    Clean,
    /// The unused bits of the last letter are not zero, although encoders set them to zero (RFC
    /// 4648 §3.5). Sites that choose random letters issue such keys, and every server ignores the
    /// bits. In a key typed by hand it may mean that a letter is missing.
    StrayBits,
}

/// Parses a key in either case, grouped or not, padded or not.
///
/// # Errors
/// One [`Base32Error`] per cause.
pub fn parse(text: &str) -> Result<Secret, Base32Error> {
    parse_with_trailing_bits(text).map(|(key, _)| key)
}

/// Parses a key like [`parse`], and also returns how it ends.
///
/// # Errors
/// One [`Base32Error`] per cause.
pub fn parse_with_trailing_bits(text: &str) -> Result<(Secret, TrailingBits), Base32Error> {
    let letters = letters_of(text)?;
    let wrong_length = Base32Error::InvalidLength { letters: letters.len() };
    let size = LENIENT.decode_len(letters.len()).map_err(|_| wrong_length)?;
    let mut bytes = Zeroizing::new(vec![0; size]);
    let size = LENIENT.decode_mut(&letters, &mut bytes).map_err(|_| wrong_length)?;
    bytes.truncate(size);
    let key = Secret::new(std::mem::take(&mut *bytes));
    let tail = if print(&key).as_bytes() == letters.as_slice() {
        TrailingBits::Clean
    } else {
        TrailingBits::StrayBits
    };
    Ok((key, tail))
}

/// Prints a key in upper case without padding, as the key URI format requires.
pub fn print(key: &Secret) -> Zeroizing<String> {
    let mut text =
        Zeroizing::new(String::with_capacity(BASE32_NOPAD.encode_len(key.expose().len())));
    BASE32_NOPAD.encode_append(key.expose(), &mut text);
    text
}

/// The letters only, in upper case; never empty.
fn letters_of(text: &str) -> Result<Zeroizing<Vec<u8>>, Base32Error> {
    let mut letters = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut padded = false;
    for (index, symbol) in text.chars().enumerate() {
        match plain(symbol).to_ascii_uppercase() {
            '=' => padded = true,
            _ if is_grouping(symbol) => {}
            letter @ ('A'..='Z' | '2'..='7') if !padded => letters.push(letter as u8),
            _ => return Err(Base32Error::InvalidSymbol { at: index + 1 }),
        }
    }
    if letters.is_empty() { Err(Base32Error::Empty) } else { Ok(letters) }
}

/// RFC 4648 §6 without padding; unused bits in the last letter are ignored.
static LENIENT: LazyLock<Encoding> = LazyLock::new(|| {
    let mut spec: Specification = BASE32_NOPAD.specification();
    spec.check_trailing_bits = false;
    spec.encoding().expect("BASE32_NOPAD with one check fewer is a valid encoding")
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        parse(text).unwrap().expose().to_vec()
    }

    #[test]
    fn rfc_4648_section_10_vectors() {
        for (plain, text) in [
            ("f", "MY======"),
            ("fo", "MZXQ===="),
            ("foo", "MZXW6==="),
            ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI======"),
        ] {
            assert_eq!(bytes(text), plain.as_bytes());
            assert_eq!(*print(&Secret::new(plain.into())), text.trim_end_matches('='));
        }
    }

    #[test]
    fn keys_are_parsed_as_sites_print_them() {
        let key = bytes("MZXW6YTBOI");
        for text in [
            "mzxw 6ytb oi",
            "MZXW-6YTB-OI",
            " MZXW6YTBOI\n",
            "ＭＺＸＷ６ｙｔｂｏｉ",
            "MZXW6YTBOI==",
        ] {
            assert_eq!(bytes(text), key, "{text}");
        }
    }

    #[test]
    fn invisible_characters_and_dashes_are_ignored() {
        let key = bytes("MZXW6YTBOI");
        for symbol in "\u{200b}\u{ad}\u{2060}\u{feff}\u{2009}\u{202f}\u{200a}\u{205f}\u{85}\u{200d}\
                       \u{200e}\u{202c}\u{fe0f}\u{180e}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}\u{30fc}\
                       \u{ff0d}\u{ff70}\u{3000}\u{a0}\u{b}"
            .chars()
        {
            let text = format!("{symbol}MZXW{symbol}6YTB{symbol}{symbol}OI{symbol}");
            assert_eq!(bytes(&text), key, "U+{:04X}", symbol as u32);
        }
        for symbol in ['.', '·', '_', '/', 'é', '\u{301}', '\0'] {
            let text = format!("MZXW{symbol}6YTBOI");
            assert_eq!(
                parse(&text).unwrap_err(),
                Base32Error::InvalidSymbol { at: 5 },
                "{symbol:?}"
            );
        }
    }

    #[test]
    fn a_link_is_distinguished_from_a_key() {
        for text in ["otpauthtotpamazon", "OTPA-UTH", " o t p\u{200b}auth", "ｏｔｐａｕｔｈ２"]
        {
            assert!(is_link(text), "{text}");
        }
        assert!(!is_link("otpaut") && !is_link("GEZDGNBV") && !is_link(""));
    }

    #[test]
    fn an_invalid_key_gives_the_reason() {
        assert_eq!(parse(" - ").unwrap_err(), Base32Error::Empty);
        assert_eq!(parse("").unwrap_err(), Base32Error::Empty);
        assert_eq!(parse("MZXW1").unwrap_err(), Base32Error::InvalidSymbol { at: 5 });
        assert_eq!(parse("MZ=XW").unwrap_err(), Base32Error::InvalidSymbol { at: 4 });
        assert_eq!(parse("M").unwrap_err(), Base32Error::InvalidLength { letters: 1 });
        assert_eq!(parse("MZXW6Y").unwrap_err(), Base32Error::InvalidLength { letters: 6 });
    }

    #[test]
    fn stray_bits_are_ignored_but_reported() {
        // RFC 4648 §10 encodes "f" as "MY"; "MZ" has one more bit set.
        assert_eq!(parse_with_trailing_bits("MY").unwrap().1, TrailingBits::Clean);
        let (key, tail) = parse_with_trailing_bits("MZ").unwrap();
        assert_eq!((key.expose(), tail), (b"f".as_slice(), TrailingBits::StrayBits));
    }

    proptest! {
        #[test]
        fn a_printed_key_is_parsed_back(key in proptest::collection::vec(any::<u8>(), 1..200)) {
            prop_assert_eq!(bytes(&print(&Secret::new(key.clone()))), key);
        }

        #[test]
        fn parse_never_panics(text in ".*") {
            let _ = parse(&text);
        }
    }
}
