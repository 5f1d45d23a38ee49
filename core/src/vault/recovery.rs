//! The recovery code: 128 random bits, shown so that the user can keep them outside of the vault
//! (docs/spec/vault.md §3.2).
//!
//! The symbols and the check symbol are those of Douglas Crockford's "Base 32".

use std::fmt;

use zeroize::Zeroizing;

use crate::crypto::random::{Random, RandomError};

use crate::fault::Fault;

/// Crockford's symbols for 0 to 31, then those for 32 to 36, which only a check symbol can be.
const SYMBOLS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/// How many symbols encode 128 bits, without the check symbol.
const LETTERS: usize = 26;

/// How many symbols a printed group has.
const GROUP: usize = 4;

/// Characters that are allowed between symbols.
const GROUPING: &[char] =
    &[' ', '-', '\u{a0}', '\u{3000}', '\t', '\r', '\n', '‐', '–', '—', '−', 'ー', 'ｰ'];

/// A recovery code.
pub struct RecoveryCode(Box<Zeroizing<[u8; 16]>>);

/// Why a text is not a recovery code. Contains no part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("recovery-code", TypeAgain)]
pub enum RecoveryCodeError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// A character that is not a symbol.
    #[error("character {at} is not a symbol of recovery codes")]
    #[fault(code = "symbol")]
    InvalidSymbol {
        /// Its position in the typed text, counted in characters from 1.
        at: usize,
    },
    /// Too few or too many characters.
    #[error("{found} characters instead of {known}")]
    #[fault(code = "length")]
    WrongLength {
        /// How many were typed, without the grouping.
        found: usize,
        /// How many a code has.
        known: usize,
    },
    /// The check symbol does not match: a character is wrong, or two are swapped.
    #[error("the check symbol does not match")]
    #[fault(code = "check")]
    CheckSymbolMismatch,
}

impl RecoveryCode {
    /// Makes a new random code.
    ///
    /// # Errors
    /// [`RandomError`] when the random generator failed.
    pub fn make(random: &dyn Random) -> Result<Self, RandomError> {
        let mut code = Self::zero();
        random.fill(&mut **code.0)?;
        Ok(code)
    }

    /// The code with these 16 bytes.
    pub(super) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut code = Self::zero();
        if bytes.len() != code.0.len() {
            return None;
        }
        code.0.copy_from_slice(bytes);
        Some(code)
    }

    /// A zeroed buffer; the bits are filled in and never copied out.
    fn zero() -> Self {
        Self(Box::new(Zeroizing::new([0; 16])))
    }

    /// The 128 bits.
    pub(super) fn expose(&self) -> &[u8; 16] {
        &self.0
    }

    /// The code as shown: 26 symbols and a check symbol, in groups of four.
    pub fn print(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LETTERS + 1 + LETTERS / GROUP));
        let value = Zeroizing::new(u128::from_be_bytes(**self.0));
        let check = (*value % 37) as usize;
        let letters = (0..LETTERS).map(|place| {
            // The first symbol encodes the top three bits of the number, the last one the lowest
            // five.
            ((*value >> (5 * (LETTERS - 1 - place))) & 31) as usize
        });
        for (place, symbol) in letters.chain([check]).enumerate() {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(SYMBOLS[symbol]));
        }
        text
    }

    /// Parses a code as users type it: any case, any grouping, O for 0, I and L for 1, full-width
    /// characters.
    ///
    /// # Errors
    /// One [`RecoveryCodeError`] per cause.
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeError> {
        let known = LETTERS + 1;
        let mut values = Zeroizing::new(Vec::with_capacity(text.len()));
        for (index, symbol) in text.chars().enumerate() {
            if GROUPING.contains(&symbol) || symbol == '\u{ff0d}' {
                continue;
            }
            let value =
                value_of(symbol).ok_or(RecoveryCodeError::InvalidSymbol { at: index + 1 })?;
            if value > 31 && values.len() != LETTERS {
                return Err(RecoveryCodeError::InvalidSymbol { at: index + 1 });
            }
            values.push(value);
        }
        match values.len() {
            0 => return Err(RecoveryCodeError::Empty),
            found if found != known => return Err(RecoveryCodeError::WrongLength { found, known }),
            _ => {}
        }
        // 26 symbols encode 130 bits, so the first symbol is at most 7.
        if values[0] > 7 {
            return Err(RecoveryCodeError::CheckSymbolMismatch);
        }
        let letters = &values[..LETTERS];
        let value =
            Zeroizing::new(letters.iter().fold(0_u128, |sum, &value| sum << 5 | u128::from(value)));
        if *value % 37 == u128::from(values[LETTERS]) {
            let mut code = Self::zero();
            code.0.copy_from_slice(&value.to_be_bytes());
            Ok(code)
        } else {
            Err(RecoveryCodeError::CheckSymbolMismatch)
        }
    }
}

fn value_of(symbol: char) -> Option<u8> {
    // Full-width forms, which Japanese keyboards produce, are ASCII plus 0xFEE0.
    let plain = match symbol {
        '\u{ff01}'..='\u{ff5e}' => char::from((symbol as u32 - 0xFEE0) as u8),
        '\u{301c}' => '~',
        other => other,
    };
    let letter = match plain.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = SYMBOLS.iter().position(|&known| char::from(known) == letter)?;
    u8::try_from(place).ok()
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(value: u128) -> RecoveryCode {
        RecoveryCode(Box::new(Zeroizing::new(value.to_be_bytes())))
    }

    fn printed(value: u128) -> String {
        code(value).print().to_string()
    }

    #[test]
    fn a_code_is_printed_in_crockfords_base32() {
        // "Base 32": the check symbol is the number modulo 37.
        assert_eq!(printed(0), "0000-0000-0000-0000-0000-0000-000");
        assert_eq!(printed(36), "0000-0000-0000-0000-0000-0000-14U");
        assert_eq!(printed(u128::MAX)[..9], *"7ZZZ-ZZZZ");
    }

    #[test]
    fn a_code_is_parsed_as_users_type_it() {
        let text = printed(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        let full_width: String = text
            .chars()
            .map(|symbol| char::from_u32(symbol as u32 + 0xFEE0).unwrap_or(symbol))
            .collect();
        for typed in [
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            text.replace('0', "o").replace('1', "l"),
            text.replace('0', "O").replace('1', "I"),
            full_width,
            format!("  {text}\n"),
        ] {
            assert_eq!(*RecoveryCode::parse(&typed).unwrap().print(), text, "{typed}");
        }
    }

    #[test]
    fn an_invalid_code_gives_the_reason() {
        let refusal = |text: &str| RecoveryCode::parse(text).unwrap_err();
        assert_eq!(refusal(" - "), RecoveryCodeError::Empty);
        assert_eq!(refusal("0000-!"), RecoveryCodeError::InvalidSymbol { at: 6 });
        assert_eq!(refusal("000*"), RecoveryCodeError::InvalidSymbol { at: 4 });
        assert_eq!(refusal("0000"), RecoveryCodeError::WrongLength { found: 4, known: 27 });
        assert_eq!(
            refusal("8000-0000-0000-0000-0000-0000-000"),
            RecoveryCodeError::CheckSymbolMismatch
        );
    }

    proptest! {
        #[test]
        fn a_printed_code_is_parsed_back(value: u128) {
            let code = code(value);
            let read = RecoveryCode::parse(&code.print()).unwrap();
            prop_assert_eq!(read.expose(), code.expose());
        }

        #[test]
        fn one_wrong_symbol_is_detected(value: u128, at in 0..LETTERS, other in 0..32_usize) {
            let mut text = printed(value).replace('-', "").into_bytes();
            prop_assume!(text[at] != SYMBOLS[other]);
            text[at] = SYMBOLS[other];
            let text = String::from_utf8(text).unwrap();
            prop_assert_eq!(RecoveryCode::parse(&text).unwrap_err(), RecoveryCodeError::CheckSymbolMismatch);
        }

        #[test]
        fn two_swapped_symbols_are_detected(value: u128, at in 0..LETTERS - 1) {
            let mut text = printed(value).replace('-', "").into_bytes();
            prop_assume!(text[at] != text[at + 1]);
            text.swap(at, at + 1);
            let text = String::from_utf8(text).unwrap();
            prop_assert_eq!(RecoveryCode::parse(&text).unwrap_err(), RecoveryCodeError::CheckSymbolMismatch);
        }

        #[test]
        fn parse_never_panics(text in ".*") {
            let _ = RecoveryCode::parse(&text);
        }
    }
}
