//! Information from a file's header and from a JPEG's markers, read without decoding.

use std::ops::ControlFlow;

/// The name of an unsupported picture format, recognised by the file's first bytes; `None` for a
/// file that is not a picture.
pub(super) fn foreign_format(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4)? {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"mif2"
            | b"msf1" => "HEIC",
            b"avif" | b"avis" => "AVIF",
            _ => return None,
        },
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "TIFF",
        [0, 0, 1, 0, ..] => "ICO",
        [b'%', b'P', b'D', b'F', ..] => "PDF",
        [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => "JPEG XL",
        _ if is_svg(bytes) => "SVG",
        _ => return None,
    })
}

/// How many bytes of a text are searched for the root element.
const PROLOG: usize = 4096;

/// Whether a text is SVG: the root element is `svg`, after the declaration, comments and document
/// type that XML allows before it (XML 1.0 §2.8).
fn is_svg(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(PROLOG)];
    let text = String::from_utf8_lossy(beginning);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            // An internal subset, `[…]`, contains declarations that also end with `>`.
            _ if rest.starts_with("<!") => {
                let has_subset = rest.split('>').next().is_some_and(|part| part.contains('['));
                if has_subset { "]>" } else { ">" }
            }
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let Some(name) = rest.strip_prefix('<') else { return false };
    let name = name.split(|symbol: char| symbol.is_whitespace() || "/>".contains(symbol)).next();
    name.is_some_and(|name| name == "svg" || name.ends_with(":svg"))
}

/// The width and height in a PNG or BMP header, for files whose decoder fails before reporting
/// them.
pub(super) fn claimed_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let four = |at: usize| bytes.get(at..at + 4)?.try_into().ok();
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some((u32::from_be_bytes(four(16)?), u32::from_be_bytes(four(20)?)))
    } else if bytes.starts_with(b"BM") {
        // A negative height means that rows are stored from top to bottom.
        let height = i32::from_le_bytes(four(22)?).unsigned_abs();
        Some((i32::from_le_bytes(four(18)?).unsigned_abs(), height))
    } else {
        None
    }
}

/// Whether a JPEG lacks its end marker (ITU-T T.81 §B.1.1.3). The decoder silently fills in the
/// missing part.
pub(super) fn is_cut_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8]) && jpeg_markers(bytes, |_| ControlFlow::Continue(())).is_none()
}

/// Visits the markers after the first. `Some` if the end marker or `visit` stopped the walk; `None`
/// if the data ended.
fn jpeg_markers(bytes: &[u8], mut visit: impl FnMut(u8) -> ControlFlow<()>) -> Option<()> {
    let mut at = 2;
    loop {
        // Any number of fill bytes may precede a marker.
        let start = at + bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        let marker = start + bytes.get(start..)?.iter().position(|byte| *byte != 0xff)?;
        at = marker + 1;
        match *bytes.get(marker)? {
            // A stuffed byte within the data, or a restart marker.
            0 | 0xd0..=0xd7 => {}
            0xd9 => return Some(()),
            found => {
                if visit(found).is_break() {
                    return Some(());
                }
                let length = bytes.get(at..at + 2)?;
                at += usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_is_recognised_by_its_root_element() {
        for text in [
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "<?xml version=\"1.0\"?>\n<svg>",
            "\u{feff}<?xml version='1.0' encoding='utf-8'?><!-- <html> --><!DOCTYPE svg PUBLIC \
             '-//W3C//DTD SVG 1.1//EN' 'x'>\n<svg:svg>",
            "<!DOCTYPE svg [ <!ENTITY a 'b'> ]><svg\n>",
        ] {
            assert_eq!(foreign_format(text.as_bytes()), Some("SVG"), "{text}");
        }
        for text in ["<?xml version=\"1.0\"?><html>", "<?xml", "<!-- <svg> -->", "<svgx>", "svg"] {
            assert_eq!(foreign_format(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_truncated_jpeg_has_no_end_marker() {
        // A thumbnail's end marker within a segment does not end the picture.
        let whole = b"\xff\xd8\xff\xe1\0\x06\xff\xd8\xff\xd9\xff\xda\0\x03\0\x12\xff\0\xff\xd3\x07\xff\xff\xd9";
        assert!(!is_cut_jpeg(whole));
        for end in 2..whole.len() {
            assert!(is_cut_jpeg(&whole[..end]), "{end}");
        }
    }
}
