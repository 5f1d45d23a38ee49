//! Character encodings, named by a symbol or guessed.

use crate::text;
use encoding_rs::Encoding;
use zeroize::Zeroizing;

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// Bytes below 128: the digits and signs of a segment.
    Ascii,
    /// ISO/IEC 8859-1: each byte is the code point of its character.
    Latin1,
    /// IBM's code page 437, the default of the standard's first edition.
    CodePage437,
    /// UTF-32. It cannot be recognised by its bytes alone.
    Utf32 {
        /// The byte order.
        big_endian: bool,
    },
    /// Any other encoding.
    Other(&'static Encoding),
}

/// Characters 128 to 255 of code page 437.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

impl Charset {
    pub(crate) const SHIFT_JIS: Self = Self::Other(encoding_rs::SHIFT_JIS);
    pub(crate) const GBK: Self = Self::Other(encoding_rs::GBK);

    /// The encoding of an extended channel interpretation (AIM ITS/04-023). `None` if it is
    /// unknown: the encoding is not guessed if the symbol names one.
    pub(crate) fn of_interpretation(number: u32) -> Option<Self> {
        let encoding = match number {
            0 | 2 => return Some(Self::CodePage437),
            // Number 899 is binary data: the text is that of Latin-1, and the bytes are returned as
            // well.
            1 | 3 | 899 => return Some(Self::Latin1),
            27 | 170 => return Some(Self::Ascii),
            34 => return Some(Self::Utf32 { big_endian: true }),
            35 => return Some(Self::Utf32 { big_endian: false }),
            4 => encoding_rs::ISO_8859_2,
            5 => encoding_rs::ISO_8859_3,
            6 => encoding_rs::ISO_8859_4,
            7 => encoding_rs::ISO_8859_5,
            8 => encoding_rs::ISO_8859_6,
            9 => encoding_rs::ISO_8859_7,
            10 => encoding_rs::ISO_8859_8,
            11 => encoding_rs::WINDOWS_1254,
            12 => encoding_rs::ISO_8859_10,
            13 => encoding_rs::WINDOWS_874,
            15 => encoding_rs::ISO_8859_13,
            16 => encoding_rs::ISO_8859_14,
            17 => encoding_rs::ISO_8859_15,
            18 => encoding_rs::ISO_8859_16,
            20 => encoding_rs::SHIFT_JIS,
            21 => encoding_rs::WINDOWS_1250,
            22 => encoding_rs::WINDOWS_1251,
            23 => encoding_rs::WINDOWS_1252,
            24 => encoding_rs::WINDOWS_1256,
            25 => encoding_rs::UTF_16BE,
            26 => encoding_rs::UTF_8,
            28 => encoding_rs::BIG5,
            29 | 31 => encoding_rs::GBK,
            30 => encoding_rs::EUC_KR,
            32 => encoding_rs::GB18030,
            33 => encoding_rs::UTF_16LE,
            _ => return None,
        };
        Some(Self::Other(encoding))
    }

    /// The likeliest encoding of bytes without a named encoding.
    pub(crate) fn guess(bytes: &[u8]) -> Self {
        match text::likely_encoding(bytes) {
            Some(encoding) => Self::Other(encoding),
            None => Self::Latin1,
        }
    }

    /// Decodes `bytes` and appends them to `text`. Invalid bytes become U+FFFD.
    pub(crate) fn decode(self, bytes: &[u8], text: &mut String) {
        match self {
            Self::Ascii => {
                text.extend(
                    bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '\u{fffd}' }),
                );
            }
            Self::Latin1 => text.extend(bytes.iter().map(|byte| char::from(*byte))),
            Self::CodePage437 => text.extend(bytes.iter().map(|byte| code_page_437(*byte))),
            Self::Utf32 { big_endian } => text.extend(bytes.chunks(4).map(|unit| {
                let value = <[u8; 4]>::try_from(unit).ok().map(|unit| {
                    if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) }
                });
                value.and_then(char::from_u32).unwrap_or('\u{fffd}')
            })),
            Self::Other(encoding) => {
                let (decoded, _) = encoding.decode_without_bom_handling(bytes);
                let decoded = Zeroizing::new(decoded.into_owned());
                text.push_str(&decoded);
            }
        }
    }
}

fn code_page_437(byte: u8) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(place) => CODE_PAGE_437.chars().nth(usize::from(place)).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(charset: Charset, bytes: &[u8]) -> String {
        let mut text = String::new();
        charset.decode(bytes, &mut text);
        text
    }

    #[test]
    fn code_page_437_has_256_characters() {
        assert_eq!(CODE_PAGE_437.chars().count(), 128);
        assert_eq!(decoded(Charset::CodePage437, &[0x41, 0x9b, 0xe1, 0xff]), "A¢ß\u{a0}");
    }

    #[test]
    fn interpretation_numbers_select_encodings() {
        let read = |number, bytes: &[u8]| {
            Charset::of_interpretation(number).map(|charset| decoded(charset, bytes))
        };
        assert_eq!(read(3, b"\xe9").as_deref(), Some("é"));
        assert_eq!(read(20, b"\x8d\x87").as_deref(), Some("合"));
        assert_eq!(read(25, b"\x54\x08").as_deref(), Some("合"));
        assert_eq!(read(26, "合".as_bytes()).as_deref(), Some("合"));
        assert_eq!(read(34, &[0, 0, 0x54, 8]).as_deref(), Some("合"));
        assert_eq!(read(35, &[8, 0x54, 0, 0, 1]).as_deref(), Some("合\u{fffd}"));
        assert_eq!(read(27, &[0x41, 0xe9]).as_deref(), Some("A\u{fffd}"));
        assert_eq!(read(811_799, b""), None);
    }

    #[test]
    fn the_encoding_of_bytes_is_guessed_if_none_is_named() {
        assert_eq!(Charset::guess("合言葉".as_bytes()), Charset::Other(encoding_rs::UTF_8));
        assert_eq!(Charset::guess(b"\x8d\x87\x8c\xbe\x97t"), Charset::SHIFT_JIS);
        assert_eq!(Charset::guess(b"caf\xe9"), Charset::Latin1);
    }
}
