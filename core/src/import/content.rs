//! A file's content, parsed once for all formats.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

/// A file's bytes, with what all readers need: its text and the top level of its JSON. Both are
/// computed on first use.
pub(super) struct FileContent<'a> {
    name: Option<&'a str>,
    bytes: &'a [u8],
    text: OnceCell<DecodedText<'a>>,
    json: OnceCell<Option<Json<'a>>>,
}

/// The top level of a JSON document; nested values stay text.
pub(super) enum Json<'a> {
    /// An object's fields.
    Object(BTreeMap<Cow<'a, str>, &'a RawValue>),
    /// An array's elements.
    Array(Vec<&'a RawValue>),
}

impl<'a> FileContent<'a> {
    /// Wraps a file and its name, if it has one.
    pub(super) fn new(name: Option<&'a str>, bytes: &'a [u8]) -> Self {
        Self { name, bytes, text: OnceCell::new(), json: OnceCell::new() }
    }

    /// The file name. It is never used to recognise the format.
    pub(super) fn name(&self) -> Option<&'a str> {
        self.name
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The file as text: UTF-8, or UTF-16 with a byte order mark, as Windows writes it. Invalid
    /// sequences become U+FFFD, so that a name can still be shown; a key with one is rejected.
    pub(super) fn text(&self) -> &str {
        self.text.get_or_init(|| decoded(self.bytes))
    }

    /// The file as JSON, if it is valid JSON.
    pub(super) fn json(&self) -> Option<&Json<'a>> {
        self.json.get_or_init(|| parsed(self.bytes)).as_ref()
    }
}

fn parsed(bytes: &[u8]) -> Option<Json<'_>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    match bytes.first()? {
        b'{' => serde_json::from_slice(bytes).ok().map(Json::Object),
        b'[' => serde_json::from_slice(bytes).ok().map(Json::Array),
        _ => None,
    }
}

/// Text that is copied only if it had to be decoded.
enum DecodedText<'a> {
    AsIs(&'a str),
    Decoded(Zeroizing<String>),
}

impl std::ops::Deref for DecodedText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::AsIs(text) => text,
            Self::Decoded(text) => text,
        }
    }
}

fn decoded(bytes: &[u8]) -> DecodedText<'_> {
    let (from_bytes, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => {
            return match String::from_utf8_lossy(bytes) {
                Cow::Borrowed(text) => DecodedText::AsIs(text),
                Cow::Owned(text) => DecodedText::Decoded(Zeroizing::new(text)),
            };
        }
    };
    // Full capacity from the start: a growing buffer leaves unwiped copies behind.
    let mut text = Zeroizing::new(String::with_capacity(rest.len() * 2));
    let (pairs, odd) = rest.as_chunks();
    let symbols = char::decode_utf16(pairs.iter().copied().map(from_bytes));
    text.extend(symbols.map(|symbol| symbol.unwrap_or(char::REPLACEMENT_CHARACTER)));
    text.extend(odd.iter().map(|_| char::REPLACEMENT_CHARACTER));
    DecodedText::Decoded(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_read_with_its_mark_and_truncation_is_visible() {
        let text = "楽天\r\n";
        let units = || std::iter::once(0xfeff).chain(text.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(FileContent::new(None, &little).text(), text);
        assert_eq!(FileContent::new(None, &big).text(), text);
        assert_eq!(FileContent::new(None, &little[..little.len() - 1]).text(), "楽天\r\u{fffd}");
        assert_eq!(FileContent::new(None, b"caf\xe9").text(), "caf\u{fffd}");
    }

    #[test]
    fn only_the_top_level_of_json_is_read() {
        let content = FileContent::new(None, b"\xef\xbb\xbf {\"a\":[1,{}],\"b\":null}\n");
        let Some(Json::Object(fields)) = content.json() else { panic!("an object") };
        assert_eq!((fields.len(), fields["a"].get()), (2, "[1,{}]"));
        assert!(FileContent::new(None, b"[1,").json().is_none());
        assert!(FileContent::new(None, b"otpauth://").json().is_none());
    }
}
