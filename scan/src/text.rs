//! Bytes of a message turned into text.

use zeroize::Zeroizing;

/// The likeliest text of bytes that name no encoding: UTF-8 where it is valid, Shift-JIS where that
/// is (Japanese writers used it before UTF-8 became usual), else ISO/IEC 8859-1, the default of
/// ISO/IEC 18004 §7.3.5.
pub(crate) fn guess(bytes: &[u8]) -> Zeroizing<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Zeroizing::new(text.trim_start_matches('\u{feff}').to_owned());
    }
    let (text, failed) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes);
    if !failed && text.chars().any(is_japanese) {
        return Zeroizing::new(text.into_owned());
    }
    Zeroizing::new(bytes.iter().map(|&b| char::from(b)).collect())
}

/// Kana and kanji; half-width katakana alone could be accented Latin letters.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_comes_first_and_loses_its_mark() {
        assert_eq!(*guess("合言葉".as_bytes()), "合言葉");
        assert_eq!(*guess(b"\xef\xbb\xbfabc"), "abc");
    }

    #[test]
    fn shift_jis_is_recognised() {
        assert_eq!(*guess(b"\x8d\x87\x8c\xbe\x97t"), "合言葉");
    }

    #[test]
    fn other_bytes_are_latin() {
        assert_eq!(*guess(b"caf\xe9"), "café");
        assert_eq!(*guess(b"\xfcber"), "über");
    }
}
