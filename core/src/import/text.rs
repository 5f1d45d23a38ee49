//! Plain text: key URIs and parts of Google's export, one or several per line.
//!
//! Lines may end in CR LF, LF or CR, may be quoted as in a list, and may be empty or comments (`#`,
//! `//`, `;`). Links on one line may be separated by spaces, commas, semicolons, bars and quotes. A
//! JSON string, or an array of strings, is read as its content. A file whose last line has no line
//! end may be truncated, which is reported.

use zeroize::Zeroizing;

use super::content::FileContent;
use super::{
    CodeUse, ImportEntryError, ImportNotice, ImportedAccount, ReadFile, Recognised, RefusedImport,
    RejectionReason, code_display,
};
use crate::base32;
use crate::otpauth::migration::{self, ExportPart};
use crate::otpauth::{self, UriError};
use crate::time::UnixMillis;

/// The prefixes of links that contain accounts.
const SCHEMES: [&str; 4] = ["otpauth://", "apple-otpauth://", MIGRATION, STEAM];

const MIGRATION: &str = "otpauth-migration://";

const STEAM: &str = "steam://";

/// One entry of a file.
#[derive(Debug)]
pub(crate) enum ReadEntry {
    /// An account.
    Account(Box<ImportedAccount>),
    /// A part of Google's export; missing parts may be in another file or picture.
    Part {
        /// The line number, or 0 if the input has no lines.
        at: usize,
        /// The part.
        part: ExportPart,
    },
    /// The entry is rejected.
    Refused(RefusedImport),
}

/// Reads a list of links, if the text contains any link.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let text = content.text();
    let mut entries = entries(text, CodeUse::InUse, now)?;
    // Only Ente Auth adds this parameter to its links.
    let app = if text.contains("codeDisplay=") { code_display::APP_NAME } else { "" };
    let mut notices = Vec::new();
    if let Some((at, end)) = last_link(text) {
        match (entries.last_mut(), end) {
            (Some(last @ ReadEntry::Account(_)), LastLinkEnd::QuoteOpen) => {
                let why = ImportEntryError::Truncated.into();
                *last = ReadEntry::Refused(RefusedImport::new(at, String::new(), why));
            }
            (Some(ReadEntry::Account(_)), LastLinkEnd::Bare) => {
                notices.push(ImportNotice::LastLineOpen { at });
            }
            // A truncated part is not valid.
            (Some(ReadEntry::Part { .. } | ReadEntry::Refused(_)) | None, _) => {}
        }
    }
    Some(Ok(Recognised::Plain(ReadFile { app, entries, groups: Vec::new(), notices })))
}

/// The end of a link that is the last text in a file.
enum LastLinkEnd {
    /// The link ends with its last character.
    Bare,
    /// The link is in quotes that are not closed.
    QuoteOpen,
}

/// The line number of the last link of a text, if nothing follows it.
fn last_link(text: &str) -> Option<(usize, LastLinkEnd)> {
    if json_strings(text).is_some() {
        return None;
    }
    let (at, line) = lines(text).last()?;
    let link = links(line).last()?;
    let before = text.strip_suffix(link.text)?;
    let end = match closing_quote(before) {
        Some(_) => LastLinkEnd::QuoteOpen,
        None => LastLinkEnd::Bare,
    };
    Some((at, end))
}

/// Reads the links in a text; `None` if there are none.
pub(crate) fn entries(text: &str, code_use: CodeUse, now: UnixMillis) -> Option<Vec<ReadEntry>> {
    if let Some(strings) = json_strings(text) {
        let numbered = || (1..).zip(strings.iter().map(|text| text.as_str()));
        return of_lines(numbered, code_use, now);
    }
    of_lines(|| lines(text), code_use, now)
}

/// Whether a text contains more than one link.
pub(crate) fn holds_several(text: &str) -> bool {
    lines(text).flat_map(|(_, line)| links(line)).nth(1).is_some()
}

fn of_lines<'a, L: Iterator<Item = (usize, &'a str)>>(
    lines: impl Fn() -> L,
    code_use: CodeUse,
    now: UnixMillis,
) -> Option<Vec<ReadEntry>> {
    lines().any(|(_, line)| links(line).next().is_some()).then(|| {
        let entries = lines().flat_map(|(at, line)| of_line(at, line, code_use, now));
        entries.collect()
    })
}

/// Reads the entries on one line.
fn of_line(at: usize, line: &str, code_use: CodeUse, now: UnixMillis) -> Vec<ReadEntry> {
    let refused =
        |name, why: RejectionReason| ReadEntry::Refused(RefusedImport::new(at, name, why));
    let mut entries = Vec::new();
    let mut found = links(line).peekable();
    let head = found.peek().map_or(line, |first| first.before);
    if !is_caption(head) || found.peek().is_none() {
        entries.push(refused(String::new(), UriError::NotAKeyUri.into()));
    }
    for link in found.map(|link| link.text) {
        entries.push(if begins_with(link, MIGRATION) {
            match migration::parse(link, now) {
                Ok(part) => ReadEntry::Part { at, part },
                Err(why) => refused(String::new(), why.into()),
            }
        } else {
            match otpauth::parse(link, now) {
                Ok(account) => {
                    let mut arrival = ImportedAccount::new(account, code_use);
                    code_display::arrange(&mut arrival, now);
                    ReadEntry::Account(Box::new(arrival))
                }
                Err(why) => refused(otpauth::label_of_refused(link), why.into()),
            }
        });
    }
    entries
}

/// Whether the text before a line's first link only introduces it: symbols, a number, a caption.
fn is_caption(head: &str) -> bool {
    let head = head.trim_end_matches(|symbol| is_around(symbol) && !matches!(symbol, ':' | '：'));
    let has_no_letters = head.chars().all(|symbol| !symbol.is_alphabetic());
    has_no_letters || head.ends_with([':', '：', '=', '-'])
}

/// The strings in a document that is a JSON string or array of strings, to be read as lines.
fn json_strings(text: &str) -> Option<Vec<Zeroizing<String>>> {
    let text = otpauth::trim(text);
    let strings: Vec<String> = match text.as_bytes().first()? {
        b'"' => vec![serde_json::from_str(text).ok()?],
        b'[' => serde_json::from_str(text).ok()?,
        _ => return None,
    };
    let strings = strings.into_iter().map(Zeroizing::new);
    // A string may itself contain a list of links.
    let lines = strings.flat_map(|string| {
        let lines = lines(&string).map(|(_, line)| Zeroizing::new(line.to_owned()));
        lines.collect::<Vec<_>>()
    });
    Some(lines.collect())
}

/// The lines that are not empty or comments, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let lines = text.split(end).enumerate().map(|(index, line)| (index + 1, otpauth::trim(line)));
    lines.filter(|(_, line)| {
        let is_comment = ["#", "//", ";"].iter().any(|mark| line.starts_with(mark));
        let is_bracket = matches!(*line, "" | "[" | "]" | "[]" | "],");
        !is_comment && !is_bracket
    })
}

/// A link on a line.
struct Link<'a> {
    /// The text between the previous link, or the beginning of the line, and this link.
    before: &'a str,
    text: &'a str,
}

/// The links on a line, each without the surrounding separators.
fn links(line: &str) -> impl Iterator<Item = Link<'_>> {
    let mut from = 0;
    let mut next = start_of_link(line, 0);
    std::iter::from_fn(move || {
        let start = next?;
        let before = &line[from..start];
        next = start_of_link(line, start + 1);
        let end = next.unwrap_or(line.len());
        from = end;
        Some(Link { before, text: bare(&line[..start], &line[start..end]) })
    })
}

/// The position of the next link at or after `from`: at the beginning of the line, or after a
/// separator.
fn start_of_link(line: &str, from: usize) -> Option<usize> {
    let mut before = line[..floor(line, from)].chars().next_back();
    for (index, symbol) in line[floor(line, from)..].char_indices() {
        let at = floor(line, from) + index;
        if before.is_none_or(is_around) && is_link(&line[at..]) {
            return Some(at);
        }
        before = Some(symbol);
    }
    None
}

/// The first character boundary at or after `from`.
fn floor(line: &str, from: usize) -> usize {
    (from..=line.len()).find(|at| line.is_char_boundary(*at)).unwrap_or(line.len())
}

/// Whether a text begins with a link. `steam://` is also used by the Steam client, so it must be
/// followed by a key of a length that sites issue.
fn is_link(text: &str) -> bool {
    let is_steam = || {
        let rest = &text[STEAM.len()..];
        let end = rest.find(|symbol: char| !symbol.is_ascii_alphanumeric()).unwrap_or(rest.len());
        end >= 16 && base32::parse(&rest[..end]).is_ok()
    };
    SCHEMES.iter().any(|scheme| begins_with(text, scheme) && (*scheme != STEAM || is_steam()))
}

/// A link without surrounding quotes and list separators. If a quote was opened before the link,
/// the last matching quote ends it.
fn bare<'a>(before: &str, text: &'a str) -> &'a str {
    let closing = closing_quote(before);
    let text = closing.and_then(|quote| text.rfind(quote)).map_or(text, |end| &text[..end]);
    let is_quote = |symbol: char| "\"'`<>“”「」([".contains(symbol) && Some(symbol) != closing;
    otpauth::trim(text.trim_end_matches(|symbol: char| {
        // Also removes the quote that opens the next link.
        let is_opening = closing.is_some() && matches!(symbol, '<' | '“' | '「');
        let is_mark = is_around(symbol) && !is_quote(symbol) && !matches!(symbol, ':' | '：');
        is_opening || is_mark
    }))
}

/// The quote that closes a link, for the text before it.
fn closing_quote(before: &str) -> Option<char> {
    match before.chars().next_back()? {
        '<' => Some('>'),
        quote @ ('"' | '\'' | '`') => Some(quote),
        '“' => Some('”'),
        '「' => Some('」'),
        _ => None,
    }
}

/// Whether a symbol may separate links in a list. A link's own parts are percent-encoded; where one
/// is not, none of these symbols is followed by another link.
fn is_around(symbol: char) -> bool {
    symbol.is_whitespace()
        || matches!(
            symbol,
            ',' | ';'
                | '|'
                | ':'
                | '：'
                | '"'
                | '\''
                | '`'
                | '<'
                | '>'
                | '('
                | '['
                | '“'
                | '”'
                | '「'
                | '」'
                | '、'
                | '，'
                | '\u{feff}'
        )
        || base32::is_grouping(symbol) && !symbol.is_ascii() && !symbol.is_alphanumeric()
}

fn begins_with(line: &str, scheme: &str) -> bool {
    line.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Fault;

    const A: &str = "otpauth://totp/A:a?secret=GE";
    const B: &str = "otpauth://totp/B:b?secret=GI";
    /// One account, part 1 of 2, of batch 7: secret "1", name "G:g".
    const PART: &str = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";

    /// A short form of each entry: an account's label, a part, or a rejected entry's line, name and
    /// code.
    fn summaries(text: &str) -> Vec<String> {
        let entries = entries(text, CodeUse::InUse, UnixMillis(0)).unwrap_or_default();
        let summaries = entries.iter().map(|entry| match entry {
            ReadEntry::Account(arrival) => arrival.account.label.to_string(),
            ReadEntry::Part { at, part } => {
                format!("{at}: part {} of {}", part.number(), part.total())
            }
            ReadEntry::Refused(one) => format!("{}: {} {}", one.at, one.name, one.why.code()),
        });
        summaries.collect()
    }

    #[test]
    fn lines_are_read_with_any_line_ending_and_quoting() {
        for text in [
            format!("{A}\n{B}"),
            format!("{A}\r\n\r\n{B}\r\n"),
            format!("{A}\r{B}\r"),
            format!("\u{feff}# my accounts\n  {A}\n// more\n; and\n\t{B}\n"),
            format!("\"{A}\"\n'{B}'"),
            format!("[\n  \"{A}\",\n  \"{B}\"\n]\n"),
            format!("<{A}>\n<{B}>"),
            format!("{A},\n{B};\n"),
            format!("1. {A}\n2) {B}"),
            format!("Shop: {A}\nこちら：{B}"),
        ] {
            assert_eq!(summaries(&text), ["a", "b"], "{text}");
        }
    }

    #[test]
    fn several_links_on_one_line_are_several_accounts() {
        for between in
            [" ", "\t", ",", ", ", " , ", ";", "; ", "|", " | ", "、", "\u{3000}", "\u{200b}"]
        {
            assert_eq!(summaries(&format!("{A}{between}{B}")), ["a", "b"], "{between:?}");
        }
        for (open, close) in [("\"", "\""), ("'", "'"), ("<", ">"), ("“", "”")] {
            for between in [",", ", ", " ", ";", ""] {
                let text = format!("{open}{A}{close}{between}{open}{B}{close}");
                assert_eq!(summaries(&text), ["a", "b"], "{text}");
            }
        }
        let three = format!("{A},{PART} steam://GEZDGNBVGY3TQOJQ");
        assert_eq!(summaries(&three), ["a", "1: part 1 of 2", ""]);
    }

    #[test]
    fn commas_quotes_and_other_schemes_within_a_name_stay_in_it() {
        for (text, label) in [
            ("otpauth://totp/Acme, Inc.:a; b?secret=GE&issuer=Acme, Inc.", "a; b"),
            ("otpauth://totp/O'Brien:pat?secret=GE", "pat"),
            ("'otpauth://totp/O'Brien:pat?secret=GE'", "pat"),
            ("otpauth://totp/A:me?secret=GE&note=see steam://open/main", "me"),
            ("otpauth://totp/A:me (home)?secret=GE", "me (home)"),
            ("otpauth://totp/A:a?secret=GE&note=\"x\"", "a"),
        ] {
            assert_eq!(summaries(text), [label], "{text}");
        }
    }

    #[test]
    fn joined_links_are_refused_and_no_key_becomes_a_name() {
        let joined_links = format!("{A}&issuer=A{B}\n{B}");
        assert_eq!(summaries(&joined_links), ["1: A:a uri-joined", "b"]);
    }

    #[test]
    fn json_strings_are_read_as_their_content() {
        for text in [
            format!("\"{A}\\n{B}\""),
            format!("[\"{A}\", \"{B}\"]"),
            format!("[\"{}\", \"{}\\u0026x=y\"]", A.replace('/', "\\/"), B.replace('/', "\\/")),
            format!("\"{A},{B}\""),
        ] {
            assert_eq!(summaries(&text), ["a", "b"], "{text}");
        }
    }

    #[test]
    fn a_line_that_is_not_an_account_is_refused_with_its_number() {
        let text = format!(
            "My accounts\n{A}\n\n{B}&algorithm=MD5\nsteam://x\notpauth-migration://offline?data=A\n\
             GEZDGNBVGY3TQOJQ {A}\notpauth://totp/\u{fffd}?secret=G\u{fffd}"
        );
        assert_eq!(
            summaries(&text),
            [
                "1:  uri-scheme",
                "a",
                "4: B:b otp-algorithm",
                "5:  uri-scheme",
                "6:  migration-base64",
                "7:  uri-scheme",
                "a",
                "8: \u{fffd} uri-key-symbol",
            ]
        );
        assert!(entries("My accounts\nsteam://open", CodeUse::Fresh, UnixMillis(0)).is_none());
    }

    #[test]
    fn an_account_in_ente_auths_trash_is_imported_into_the_trash() {
        let line = format!("{A}&codeDisplay=%7B%22trashed%22%3Atrue%7D");
        let entries = entries(&line, CodeUse::InUse, UnixMillis(9)).unwrap();
        let [ReadEntry::Account(arrival)] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!(arrival.trashed, Some(UnixMillis(9)));
    }
}
