//! Parses the data codewords of a symbol as segments (ISO/IEC 18004 §7.4 and §8).

use super::charset::Charset;
use crate::found::StructuredAppendPart;
use zeroize::Zeroizing;

/// The characters of alphanumeric mode (§7.4.4 table 5).
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// A decoded message.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// The text.
    pub(crate) text: Zeroizing<String>,
    /// The bytes of the message, before decoding to text.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// The position in a message of several symbols.
    pub(crate) part: Option<StructuredAppendPart>,
}

/// Parses the segments of `data`. `None` if they violate the standard or contain no text: such data
/// are a wrong result of error correction.
pub(crate) fn parse(data: &[u8], version: u8) -> Option<Message> {
    let mut parser = SegmentParser {
        bits: BitReader { data, next: 0 },
        version,
        pieces: Vec::new(),
        charset: None,
        part: None,
        has_fnc1: false,
    };
    while parser.bits.left() >= 4 {
        let mode = parser.bits.take(4)?;
        // The terminator. Fewer than four remaining bits are one too (§7.4.9).
        if mode == 0 {
            break;
        }
        parser.segment(mode)?;
    }
    parser.message()
}

/// Bytes in one encoding.
struct EncodedPiece {
    /// `None` if the symbol names none.
    charset: Option<Charset>,
    bytes: Zeroizing<Vec<u8>>,
}

struct SegmentParser<'a> {
    bits: BitReader<'a>,
    version: u8,
    pieces: Vec<EncodedPiece>,
    /// The encoding of the last extended channel interpretation.
    charset: Option<Charset>,
    part: Option<StructuredAppendPart>,
    has_fnc1: bool,
}

impl SegmentParser<'_> {
    fn segment(&mut self, mode: u32) -> Option<()> {
        match mode {
            0b0001 => self.numeric(),
            0b0010 => self.alphanumeric(),
            0b0011 => self.structured_append(),
            0b0100 => self.bytes(),
            // `FNC1` in the first or second position: from here on `%` separates fields (§7.4.8).
            0b0101 => {
                self.has_fnc1 = true;
                Some(())
            }
            0b0111 => self.interpretation(),
            0b1000 => self.kanji(),
            0b1001 => {
                // The application indicator.
                self.bits.take(8)?;
                self.has_fnc1 = true;
                Some(())
            }
            0b1101 => self.hanzi(),
            _ => None,
        }
    }

    /// The character count that follows a mode indicator (§7.4.1 table 3).
    fn count(&mut self, widths: [u32; 3]) -> Option<usize> {
        let class = match self.version {
            ..=9 => 0,
            10..=26 => 1,
            _ => 2,
        };
        self.bits.take(widths[class]).map(|count| count as usize)
    }

    /// Appends bytes to the last piece, or to a new one if the encoding differs.
    fn put(&mut self, charset: Option<Charset>, bytes: &[u8]) {
        match self.pieces.last_mut() {
            Some(last) if last.charset == charset => last.bytes.extend_from_slice(bytes),
            _ => {
                let bytes = Zeroizing::new(bytes.to_vec());
                self.pieces.push(EncodedPiece { charset, bytes });
            }
        }
    }

    /// Appends digits and signs, which are the same in every encoding.
    fn put_ascii(&mut self, bytes: &[u8]) {
        self.put(Some(Charset::Ascii), bytes);
    }

    fn numeric(&mut self) -> Option<()> {
        let mut left = self.count([10, 12, 14])?;
        while left > 0 {
            let digits = left.min(3);
            let value = self.bits.take([4, 7, 10][digits - 1])?;
            let (hundreds, tens, ones) = (value / 100, value / 10 % 10, value % 10);
            if value >= 10_u32.pow(digits as u32) {
                return None;
            }
            let all = [hundreds, tens, ones].map(|digit| b'0' + digit as u8);
            self.put_ascii(&all[3 - digits..]);
            left -= digits;
        }
        Some(())
    }

    fn alphanumeric(&mut self) -> Option<()> {
        let mut left = self.count([9, 11, 13])?;
        let mut characters = Zeroizing::new(Vec::with_capacity(left));
        while left >= 2 {
            let pair = self.bits.take(11)? as usize;
            characters.push(*ALPHANUMERIC.get(pair / 45)?);
            characters.push(ALPHANUMERIC[pair % 45]);
            left -= 2;
        }
        if left == 1 {
            characters.push(*ALPHANUMERIC.get(self.bits.take(6)? as usize)?);
        }
        if self.has_fnc1 {
            characters = separators(&characters);
        }
        self.put_ascii(&characters);
        Some(())
    }

    fn bytes(&mut self) -> Option<()> {
        let count = self.count([8, 16, 16])?;
        if self.bits.left() < 8 * count {
            return None;
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(count));
        for _ in 0..count {
            bytes.push(self.bits.take(8)? as u8);
        }
        self.put(self.charset, &bytes);
        Some(())
    }

    /// Kanji of Shift-JIS, 13 bits each (§7.4.6).
    fn kanji(&mut self) -> Option<()> {
        for _ in 0..self.count([8, 10, 12])? {
            let value = self.bits.take(13)?;
            let code = ((value / 0xc0) << 8) | (value % 0xc0);
            let code = code + if code < 0x1f00 { 0x8140 } else { 0xc140 };
            self.put(Some(Charset::SHIFT_JIS), &[(code >> 8) as u8, code as u8]);
        }
        Some(())
    }

    /// Hanzi of GB 2312, 13 bits each (GB/T 18284).
    fn hanzi(&mut self) -> Option<()> {
        if self.bits.take(4)? != 1 {
            return None;
        }
        for _ in 0..self.count([8, 10, 12])? {
            let value = self.bits.take(13)?;
            let code = ((value / 0x60) << 8) | (value % 0x60);
            let code = code + if code < 0x0a00 { 0xa1a1 } else { 0xa6a1 };
            self.put(Some(Charset::GBK), &[(code >> 8) as u8, code as u8]);
        }
        Some(())
    }

    /// An extended channel interpretation: 1 to 3 bytes (§7.4.3 table 4).
    fn interpretation(&mut self) -> Option<()> {
        let first = self.bits.take(8)?;
        let number = match first {
            0..=0x7f => first,
            0x80..=0xbf => (first & 0x3f) << 8 | self.bits.take(8)?,
            0xc0..=0xdf => (first & 0x1f) << 16 | self.bits.take(16)?,
            _ => return None,
        };
        self.charset = Some(Charset::of_interpretation(number)?);
        Some(())
    }

    fn structured_append(&mut self) -> Option<()> {
        let (index, last) = (self.bits.take(4)? as u8, self.bits.take(4)? as u8);
        let parity = self.bits.take(8)? as u8;
        if index > last {
            return None;
        }
        self.part = Some(StructuredAppendPart { index, count: last + 1, parity });
        Some(())
    }

    fn message(self) -> Option<Message> {
        let length = self.pieces.iter().map(|piece| piece.bytes.len()).sum();
        let mut bytes = Zeroizing::new(Vec::with_capacity(length));
        let mut unmarked = Zeroizing::new(Vec::with_capacity(length));
        for EncodedPiece { charset, bytes: own } in &self.pieces {
            bytes.extend_from_slice(own);
            if charset.is_none() {
                unmarked.extend_from_slice(own);
            }
        }
        let guess = Charset::guess(&unmarked);
        // UTF-8 takes at most three bytes per byte of any encoding. Without reallocation no copy of
        // the secret stays in memory.
        let mut text = Zeroizing::new(String::with_capacity(3 * length));
        for EncodedPiece { charset, bytes: own } in &self.pieces {
            charset.unwrap_or(guess).decode(own, &mut text);
        }
        if let Some(rest) = text.strip_prefix('\u{feff}') {
            text = Zeroizing::new(rest.to_owned());
        }
        (!bytes.is_empty()).then_some(Message { text, bytes, part: self.part })
    }
}

/// `%` separates fields, `%%` is a percent sign.
fn separators(characters: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut separated = Zeroizing::new(Vec::with_capacity(characters.len()));
    let mut rest = characters;
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        match (first, others.split_first()) {
            (b'%', Some((b'%', after))) => {
                separated.push(b'%');
                rest = after;
            }
            (b'%', _) => separated.push(0x1d),
            (other, _) => separated.push(*other),
        }
    }
    separated
}

/// Reads bits, the most significant first.
struct BitReader<'a> {
    data: &'a [u8],
    next: usize,
}

impl BitReader<'_> {
    fn left(&self) -> usize {
        8 * self.data.len() - self.next
    }

    /// The next `count` bits, at most 16.
    fn take(&mut self, count: u32) -> Option<u32> {
        if (count as usize) > self.left() {
            return None;
        }
        let mut value = 0;
        for _ in 0..count {
            let bit = self.data[self.next / 8] >> (7 - self.next % 8) & 1;
            value = value << 1 | u32::from(bit);
            self.next += 1;
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits as text without spaces, padded to whole bytes.
    fn data(bits: &str) -> Vec<u8> {
        let mut bits: String = bits.chars().filter(|c| *c != ' ').collect();
        while !bits.len().is_multiple_of(8) {
            bits.push('0');
        }
        (0..bits.len() / 8)
            .map(|i| u8::from_str_radix(&bits[8 * i..8 * i + 8], 2).unwrap())
            .collect()
    }

    fn text(bits: &str) -> Option<String> {
        parse(&data(bits), 1).map(|message| message.text.to_string())
    }

    fn byte_segment(bytes: &[u8]) -> String {
        let bits: Vec<String> = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
        format!("0100 {:08b} {}", bytes.len(), bits.concat())
    }

    #[test]
    fn digits_are_read_as_in_the_standard() {
        // §7.4.3, example 1: 01234567.
        let bits = "0001 0000001000 0000001100 0101011001 1000011 0000";
        assert_eq!(text(bits).as_deref(), Some("01234567"));
        assert_eq!(text("0001 0000000001 1111 0000"), None, "15 is no digit");
        assert_eq!(text("0001 0000000011 1111111111 0000"), None, "1023 is not three digits");
    }

    #[test]
    fn alphanumeric_characters_are_read_as_in_the_standard() {
        // §7.4.4, example: AC-42.
        let bits = "0010 000000101 00111001110 11100111001 000010 0000";
        assert_eq!(text(bits).as_deref(), Some("AC-42"));
        assert_eq!(text("0010 000000010 11111111111 0000"), None);
    }

    #[test]
    fn kanji_are_read_as_in_the_standard() {
        // §7.4.6, examples: 935F (点) and E4AA (茗).
        let bits = "1000 00000010 0110110011111 1101010101010 0000";
        assert_eq!(text(bits).as_deref(), Some("点茗"));
    }

    #[test]
    fn an_interpretation_names_the_encoding_of_the_bytes() {
        let greek = format!("0111 00001001 {} 0000", byte_segment(&[0xe1, 0xe2]));
        assert_eq!(text(&greek).as_deref(), Some("αβ"));
        let utf8 = format!("0111 00011010 {} 0000", byte_segment("é".as_bytes()));
        assert_eq!(text(&utf8).as_deref(), Some("é"));
        let unknown = format!("0111 10111111 11111111 {} 0000", byte_segment(b"a"));
        assert_eq!(text(&unknown), None, "a text in an unknown encoding is not guessed");
    }

    #[test]
    fn a_letter_may_be_split_between_two_byte_segments() {
        let bytes = "合".as_bytes();
        let bits = format!("{} {} 0000", byte_segment(&bytes[..1]), byte_segment(&bytes[1..]));
        assert_eq!(text(&bits).as_deref(), Some("合"));
    }

    #[test]
    fn structured_append_parts_are_returned() {
        let bits = format!("0011 0001 0011 10100101 {} 0000", byte_segment(b"b"));
        let message = parse(&data(&bits), 1).unwrap();
        assert_eq!(message.part, Some(StructuredAppendPart { index: 1, count: 4, parity: 0xa5 }));
        let extra = format!("0011 0100 0011 10100101 {} 0000", byte_segment(b"b"));
        assert_eq!(text(&extra), None, "the fifth of four");
    }

    #[test]
    fn fields_are_separated_after_fnc1() {
        // "A%B%%" in alphanumeric mode: pairs A%, B%, then %.
        let pair = |a: u32, b: u32| format!("{:011b}", 45 * a + b);
        let bits = format!("0101 0010 000000101 {} {} {:06b} 0000", pair(10, 38), pair(11, 38), 38);
        assert_eq!(text(&bits).as_deref(), Some("A\u{1d}B%"));
    }

    #[test]
    fn invalid_data_are_no_message() {
        assert_eq!(text(""), None);
        assert_eq!(text("0000"), None);
        assert_eq!(text("0110 0000"), None, "no such mode");
        assert_eq!(text("0100 11111111 01100001"), None, "fewer bytes than it says");
        assert_eq!(text("0100 00000000 0000"), None, "no byte");
    }
}
