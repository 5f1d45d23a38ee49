//! The bytes in `data=`: base64 in either alphabet (RFC 4648 §4, §5), padded or not. Pluses may
//! have been decoded to spaces on the way.

use std::sync::LazyLock;

use data_encoding::{BASE64_NOPAD, Encoding, Specification};
use zeroize::Zeroizing;

use super::MigrationError;
use crate::otpauth::query::{PlusMeaning, decode};
use crate::secret::Secret;

/// Reads the bytes from the part after the scheme.
pub(super) fn read(rest: &str) -> Result<Secret, MigrationError> {
    read_base64(value(rest).ok_or(MigrationError::DataMissing)?)
}

/// The raw value of `data`; `None` also if it is empty.
fn value(rest: &str) -> Option<&str> {
    let (_, query) = rest.split_once('?')?;
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let pairs = query.split('&').filter_map(|piece| piece.split_once('='));
    let mut values = pairs.filter(|(name, _)| name.eq_ignore_ascii_case("data"));
    values.next().map(|(_, value)| value).filter(|value| !value.is_empty())
}

fn read_base64(data: &str) -> Result<Secret, MigrationError> {
    let text = decode(data, PlusMeaning::Plus).map_err(|_| MigrationError::Base64)?;
    let mut symbols = Zeroizing::new(Vec::with_capacity(text.len()));
    symbols.extend(text.trim_end_matches('=').bytes().map(|symbol| match symbol {
        b' ' | b'-' => b'+',
        b'_' => b'/',
        other => other,
    }));
    let size = LENIENT.decode_len(symbols.len()).map_err(|_| MigrationError::Base64)?;
    let mut bytes = Zeroizing::new(vec![0; size]);
    LENIENT.decode_mut(&symbols, &mut bytes).map_err(|_| MigrationError::Base64)?;
    Ok(Secret::new(std::mem::take(&mut *bytes)))
}

/// RFC 4648 §4 without padding; leftover bits in the last symbol are ignored.
static LENIENT: LazyLock<Encoding> = LazyLock::new(|| {
    let mut spec: Specification = BASE64_NOPAD.specification();
    spec.check_trailing_bits = false;
    spec.encoding().expect("BASE64_NOPAD without one check is a valid encoding")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_in_every_common_form() {
        // Both non-alphanumeric symbols, and padding.
        let plain = "++//Hg==";
        for data in [
            plain.to_owned(),
            plain.replace('+', "%2B").replace('/', "%2f").replace('=', "%3D"),
            plain.replace('+', " "),
            plain.replace('+', "%20"),
            plain.replace('+', "-").replace('/', "_"),
            plain.replace('=', ""),
            format!("{plain}&x=1#top"),
        ] {
            let bytes = read(&format!("//offline?x&Data={data}")).unwrap();
            assert_eq!(bytes.expose(), [0xfb, 0xef, 0xff, 0x1e], "{data}");
        }
    }

    #[test]
    fn invalid_base64_is_refused() {
        for data in ["A", "AA=A", "AA!A", "AA\nA", "あ"] {
            assert_eq!(read(&format!("?data={data}")).unwrap_err(), MigrationError::Base64);
        }
    }
}
