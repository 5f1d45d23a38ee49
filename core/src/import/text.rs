//! Plain text: key URIs and parts of Google's export, one to a line.
//!
//! Lines may end in CR LF, LF or CR, be quoted as in a list, or be empty or comments (`#`, `//`,
//! `;`). The text is UTF-8, or UTF-16 with a byte order mark as Windows writes it.

use std::ops::Deref;

use zeroize::Zeroizing;

use super::{Format, ImportError, Imported, Refusal, Source, Why, google};
use crate::otpauth;
use crate::otpauth::migration::{self, Added, Collection};

/// How a line with an account begins.
const SCHEMES: [&str; 4] = ["otpauth://", "apple-otpauth://", "steam://", MIGRATION];

const MIGRATION: &str = "otpauth-migration://";

/// Whether any line is an account.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    let text = utf8(bytes);
    lines(&text).any(|(_, line)| {
        line.is_ok_and(|line| SCHEMES.iter().any(|scheme| begins_with(line, scheme)))
    })
}

/// Reads every line.
#[expect(clippy::unnecessary_wraps, reason = "the shape that all formats share")]
pub(super) fn read(source: Source<'_>) -> Result<Imported, ImportError> {
    let mut format = Format::Google;
    let (mut accounts, mut refusals) = (Vec::new(), Vec::new());
    let mut parts = Collection::default();
    let text = utf8(source.bytes);
    for (at, line) in lines(&text) {
        let refused = |name, why| Refusal { at, name, why };
        match line {
            Err(why) => refusals.push(refused(String::new(), why)),
            Ok(line) if begins_with(line, MIGRATION) => match migration::parse(line, source.now) {
                Err(why) => refusals.push(refused(String::new(), why.into())),
                Ok(part) => {
                    let unread = part.entries().iter().filter_map(|entry| entry.as_ref().err());
                    let unread =
                        unread.map(|one| refused(one.name.clone(), one.why.clone().into()));
                    let unread: Vec<_> = unread.collect();
                    if parts.add(part) == Added::New {
                        refusals.extend(unread);
                    }
                }
            },
            Ok(line) => {
                format = Format::Text;
                match otpauth::parse(line, source.now) {
                    Ok(account) => accounts.push(account),
                    Err(why) => {
                        refusals.push(refused(otpauth::label_of_refused(line), why.into()));
                    }
                }
            }
        }
    }
    let missing = parts.missing();
    let exported: Vec<_> = parts.into_entries().into_iter().filter_map(Result::ok).collect();
    let notices = google::notices(missing, &exported);
    accounts.extend(exported);
    Ok(Imported { format, accounts, refusals, notices })
}

/// The lines that say something, with their numbers from 1, without what stands around them.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, Result<&str, Why>)> {
    let end = if text.contains(&b'\n') { b'\n' } else { b'\r' };
    let lines = text.split(move |byte| *byte == end).enumerate();
    lines.filter_map(|(index, line)| match str::from_utf8(line) {
        Err(_) => Some((index + 1, Err(Why::Encoding))),
        Ok(line) => {
            let line = unquoted(line);
            let is_comment = ["#", "//", ";"].iter().any(|mark| line.starts_with(mark));
            let is_bracket = matches!(line, "" | "[" | "]");
            (!is_comment && !is_bracket).then_some((index + 1, Ok(line)))
        }
    })
}

/// A line without blanks, a list's comma, and quotes or angle brackets (RFC 3986 appendix C).
fn unquoted(line: &str) -> &str {
    let line = otpauth::trim(line);
    let bare = line.strip_suffix(',').unwrap_or(line);
    let inside = [('"', '"'), ('\'', '\''), ('<', '>')]
        .iter()
        .find_map(|(open, close)| bare.strip_prefix(*open)?.strip_suffix(*close));
    inside.map_or(line, otpauth::trim)
}

fn begins_with(line: &str, scheme: &str) -> bool {
    line.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// The bytes as UTF-8. What is broken in UTF-16 stays broken: it becomes a byte that UTF-8 has not,
/// so that its line is refused and not silently changed.
fn utf8(bytes: &[u8]) -> Content<'_> {
    let (from_bytes, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return Content::AsIs(bytes),
    };
    // Room for all of it at once: a growing buffer leaves unwiped pieces behind.
    let mut text = Zeroizing::new(Vec::with_capacity(rest.len() * 2));
    let (pairs, odd) = rest.as_chunks();
    for symbol in char::decode_utf16(pairs.iter().copied().map(from_bytes)) {
        match symbol {
            Ok(symbol) => text.extend(symbol.encode_utf8(&mut [0; 4]).as_bytes()),
            Err(_) => text.push(0xff),
        }
    }
    text.extend(odd.iter().map(|_| 0xff));
    Content::Decoded(text)
}

/// A file's bytes, copied only where they had to be decoded.
enum Content<'a> {
    AsIs(&'a [u8]),
    Decoded(Zeroizing<Vec<u8>>),
}

impl Deref for Content<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::AsIs(bytes) => bytes,
            Self::Decoded(bytes) => bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Fault;
    use crate::import::{Notice, read};
    use crate::otpauth::migration::Missing;
    use crate::time::UnixMillis;

    const A: &str = "otpauth://totp/A:a?secret=GE";
    const B: &str = "otpauth://totp/B:b?secret=GI";
    /// One account, part 1 of 2, of batch 7: secret "1", name "G:g".
    const PART: &str = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";

    fn imported(bytes: &[u8]) -> Imported {
        read(Source { bytes, now: UnixMillis(0) }).unwrap()
    }

    fn labels(imported: &Imported) -> Vec<&str> {
        imported.accounts.iter().map(|account| account.label.as_str()).collect()
    }

    #[test]
    fn lines_are_read_however_they_end_and_are_dressed() {
        for text in [
            format!("{A}\n{B}"),
            format!("{A}\r\n\r\n{B}\r\n"),
            format!("{A}\r{B}\r"),
            format!("\u{feff}# my accounts\n  {A}\n// more\n; and\n\t{B}\n"),
            format!("\"{A}\"\n'{B}'"),
            format!("[\n  \"{A}\",\n  \"{B}\"\n]\n"),
            format!("<{A}>\n<{B}>"),
        ] {
            let imported = imported(text.as_bytes());
            assert_eq!(labels(&imported), ["a", "b"], "{text}");
            assert_eq!(
                (imported.format, imported.refusals, imported.notices),
                (Format::Text, vec![], vec![],)
            );
        }
    }

    #[test]
    fn utf_16_is_read_with_its_mark() {
        let text = "otpauth://totp/楽天:花子?secret=GE\r\n";
        let little: Vec<u8> =
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(labels(&imported(&little)), ["花子"]);
        assert_eq!(labels(&imported(&big)), ["花子"]);
        let cut = imported(&little[..little.len() - 1]);
        assert_eq!((cut.accounts.len(), cut.refusals[0].at), (1, 2));
    }

    #[test]
    fn a_line_that_is_no_account_is_refused_with_its_number() {
        let mut bytes = format!("My accounts\n{A}\n\n{B}&algorithm=MD5\nsteam://x\n").into_bytes();
        bytes.extend(b"otpauth://totp/\xe9?secret=GE\notpauth-migration://offline?data=A");
        let imported = imported(&bytes);
        let refusals: Vec<_> = imported
            .refusals
            .iter()
            .map(|one| (one.at, one.name.as_str(), one.why.code()))
            .collect();
        assert_eq!(labels(&imported), ["a"]);
        assert_eq!(
            refusals,
            [
                (1, "", "uri-scheme".to_owned()),
                (4, "B:b", "otp-algorithm".to_owned()),
                (5, "", "uri-scheme".to_owned()),
                (6, "", "import-entry-encoding".to_owned()),
                (7, "", "migration-base64".to_owned()),
            ]
        );
    }

    #[test]
    fn parts_of_googles_export_stand_among_the_lines() {
        let found = imported(format!("{PART}\n{A}\n{PART}\n").as_bytes());
        assert_eq!((found.format, labels(&found)), (Format::Text, vec!["a", "g"]));
        assert_eq!(
            found.notices,
            [
                Notice::PartMissing(Missing { batch: 7, number: 2, of: 2 }),
                Notice::PeriodAssumed { accounts: 1 },
            ]
        );
        assert_eq!(imported(PART.as_bytes()).format, Format::Google);
    }
}
