//! The query of a key URI: its parameters, split before decoding.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use zeroize::Zeroizing;

use super::UriError;

/// All but the unreserved characters (RFC 3986 §2.3). A space becomes `%20`, never `+`, which some
/// readers take literally.
pub(super) const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The parameters in order, with decoded names and raw values.
pub(super) struct UriQuery<'a>(Vec<(String, &'a str)>);

impl<'a> UriQuery<'a> {
    /// Splits the text after `?`.
    pub(super) fn parse(text: &'a str) -> Self {
        let pieces = without_fragment(text).split('&').filter(|piece| !piece.is_empty());
        let pairs = pieces.map(|piece| {
            // In HTML source, `&` is written as `&amp;`. No parameter has this name.
            let piece = piece.strip_prefix("amp;").unwrap_or(piece);
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            (decode_lossy(name, PlusMeaning::Space).to_string(), value)
        });
        Self(pairs.collect())
    }

    /// Takes the parameter of that name, ignoring case. It may occur twice if both values are
    /// equal.
    pub(super) fn take(
        &mut self,
        name: &'static str,
    ) -> Result<Option<Zeroizing<String>>, UriError> {
        let mut taken: Option<Zeroizing<String>> = None;
        let mut rest = Vec::with_capacity(self.0.len());
        for (own_name, raw) in std::mem::take(&mut self.0) {
            if !own_name.eq_ignore_ascii_case(name) {
                rest.push((own_name, raw));
                continue;
            }
            let value = decode(raw, PlusMeaning::Space)?;
            if taken.as_ref().is_some_and(|first| *first != value) {
                return Err(UriError::RepeatedParameter { name });
            }
            taken = Some(value);
        }
        self.0 = rest;
        Ok(taken)
    }

    /// Takes the first parameter of that name, decoded as far as possible; later ones stay.
    pub(super) fn take_first(&mut self, name: &str) -> Option<Zeroizing<String>> {
        let place = self.0.iter().position(|(own_name, _)| own_name.eq_ignore_ascii_case(name))?;
        Some(decode_lossy(self.0.remove(place).1, PlusMeaning::Space))
    }

    /// Takes a non-negative whole number.
    pub(super) fn take_number(&mut self, name: &'static str) -> Result<Option<u64>, UriError> {
        let Some(value) = self.take(name)? else { return Ok(None) };
        let text = value.trim();
        // `parse` would also accept a sign.
        let is_number = text.bytes().all(|symbol| symbol.is_ascii_digit());
        let number = if is_number { text.parse().ok() } else { None };
        number.map(Some).ok_or_else(|| UriError::InvalidNumber { name, found: excerpt(text) })
    }

    /// The remaining parameters, decoded as far as possible.
    pub(super) fn into_rest(self) -> Vec<(String, String)> {
        let decoded = self.0.into_iter();
        decoded
            .map(|(name, raw)| (name, decode_lossy(raw, PlusMeaning::Space).to_string()))
            .collect()
    }
}

/// The meaning of `+`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PlusMeaning {
    /// A space, as in HTML forms (WHATWG URL §5.1).
    Space,
    /// A plus, as elsewhere in a URI (RFC 3986 §2.2).
    Plus,
}

/// Decodes a text that does not affect the codes; bytes that are not UTF-8 become U+FFFD.
pub(super) fn decode_lossy(text: &str, plus: PlusMeaning) -> Zeroizing<String> {
    let bytes = decoded(text, plus);
    Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned())
}

/// Decodes percent-encoding. An invalid `%` is kept, as in WHATWG URL §1.3.
pub(super) fn decode(text: &str, plus: PlusMeaning) -> Result<Zeroizing<String>, UriError> {
    let mut bytes = decoded(text, plus);
    match String::from_utf8(std::mem::take(&mut *bytes)) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(why) => {
            drop(Zeroizing::new(why.into_bytes()));
            Err(UriError::NotUtf8)
        }
    }
}

fn decoded(text: &str, plus: PlusMeaning) -> Zeroizing<Vec<u8>> {
    // Full capacity from the start: a growing buffer leaves unwiped copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut pieces = text.split(|symbol| symbol == '+' && plus == PlusMeaning::Space);
    bytes.extend(pieces.next().into_iter().flat_map(percent_decode_str));
    for piece in pieces {
        bytes.push(b' ');
        bytes.extend(percent_decode_str(piece));
    }
    bytes
}

/// Appends `&name=value`, or `?name=value` for the first.
pub(super) fn push(text: &mut String, name: &str, value: &str) {
    text.push(if text.contains('?') { '&' } else { '?' });
    text.extend(utf8_percent_encode(name, ESCAPED));
    text.push('=');
    text.extend(utf8_percent_encode(value, ESCAPED));
}

/// The beginning of a value, for an error.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().take(20).collect()
}

/// The query without its fragment (RFC 3986 §3.5). A `#` with parameters after it was not encoded
/// by mistake; cutting there would lose code parameters.
fn without_fragment(text: &str) -> &str {
    match text.rsplit_once('#') {
        Some((query, fragment)) if !fragment.contains('&') => query,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> Vec<(String, String)> {
        UriQuery::parse(text).into_rest()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn remaining_parameters_keep_their_order() {
        let found = rest("b=1&a=2&b=1&flag&empty=&&=x&c=1=2");
        let expected = [
            ("b", "1"),
            ("a", "2"),
            ("b", "1"),
            ("flag", ""),
            ("empty", ""),
            ("", "x"),
            ("c", "1=2"),
        ];
        assert_eq!(found, pairs(&expected));
    }

    #[test]
    fn parts_are_decoded_after_splitting() {
        assert_eq!(rest("a%26b=c%3Dd%26e"), pairs(&[("a&b", "c=d&e")]));
        assert_eq!(rest("a=%252B+%2B"), pairs(&[("a", "%2B +")]));
        assert_eq!(rest("a=100%&b=%zz%4"), pairs(&[("a", "100%"), ("b", "%zz%4")]));
    }

    #[test]
    fn a_fragment_never_hides_a_parameter() {
        assert_eq!(rest("a=1#top"), pairs(&[("a", "1")]));
        assert_eq!(rest("a=No #1&digits=8"), pairs(&[("a", "No #1"), ("digits", "8")]));
        assert_eq!(rest("a=No #1&digits=8#top"), pairs(&[("a", "No #1"), ("digits", "8")]));
    }

    #[test]
    fn a_repeated_parameter_must_have_equal_values() {
        let mut query = UriQuery::parse("digits=8&Digits=8");
        assert_eq!(query.take_number("digits"), Ok(Some(8)));
        let mut query = UriQuery::parse("digits=8&digits=6");
        assert_eq!(
            query.take_number("digits"),
            Err(UriError::RepeatedParameter { name: "digits" })
        );
    }

    #[test]
    fn a_number_is_digits_and_nothing_else() {
        for value in ["", "-1", "%2B6", "6.0", "six", "６", "18446744073709551616"] {
            let text = format!("digits={value}");
            let found = UriQuery::parse(&text).take_number("digits");
            assert!(
                matches!(found, Err(UriError::InvalidNumber { name: "digits", .. })),
                "{value}"
            );
        }
        assert_eq!(UriQuery::parse("digits=+06").take_number("digits"), Ok(Some(6)));
    }
}
