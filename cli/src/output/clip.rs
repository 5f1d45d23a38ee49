//! Shortens texts to a width in terminal cells, keeping them distinguishable.

use unicode_width::UnicodeWidthStr;

/// Marks the omitted part.
const MARK: &str = "…";

/// The maximum number of zero-width characters per cell, so that a text of combining marks is
/// shortened too.
const PER_CELL: usize = 4;

/// Shortens each text to `width` cells. The middle is omitted first, since names of one site differ
/// at the end. If two texts would look the same, the part where they differ is shown.
pub(crate) fn clip_all(texts: &[&str], width: usize) -> Vec<String> {
    let plain: Vec<String> = texts.iter().map(|text| clip(text, width)).collect();
    let twin = |at: usize| {
        let same = (0..texts.len()).filter(|other| plain[*other] == plain[at]);
        same.map(|other| texts[other]).find(|other| *other != texts[at])
    };
    (0..texts.len())
        .map(|at| match twin(at) {
            Some(other) => around(texts[at], first_difference(texts[at], other), width),
            None => plain[at].clone(),
        })
        .collect()
}

/// The beginning and the end of a text.
fn clip(text: &str, width: usize) -> String {
    if fits(text, width) {
        return text.to_owned();
    }
    let left = width.saturating_sub(MARK.width());
    format!("{}{MARK}{}", head(text, left - left / 2), tail(text, left / 2))
}

/// The beginning of a text, and the part at `place`.
fn around(text: &str, place: usize, width: usize) -> String {
    let begin = head(text, width / 4);
    let rest = text.get(place..).unwrap_or_default();
    if place <= begin.len() {
        return clip_end(text, width);
    }
    let left = width.saturating_sub(begin.width() + MARK.width());
    format!("{begin}{MARK}{}", clip_end(rest, left))
}

/// The beginning of a text, with a mark if it is cut.
fn clip_end(text: &str, width: usize) -> String {
    if fits(text, width) {
        return text.to_owned();
    }
    format!("{}{MARK}", head(text, width.saturating_sub(MARK.width())))
}

/// The first difference between two texts, as a position in the first.
fn first_difference(one: &str, other: &str) -> usize {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    same.map(|(symbol, _)| symbol.len_utf8()).sum()
}

fn fits(text: &str, width: usize) -> bool {
    text.width() <= width && text.chars().count() <= PER_CELL * width
}

fn head(text: &str, width: usize) -> &str {
    let ends = text.char_indices().map(|(at, symbol)| at + symbol.len_utf8());
    let fitting = ends.take(PER_CELL * width).take_while(|end| text[..*end].width() <= width);
    &text[..fitting.last().unwrap_or(0)]
}

fn tail(text: &str, width: usize) -> &str {
    let begins = text.char_indices().rev().map(|(at, _)| at);
    let fitting = begins.take(PER_CELL * width).take_while(|at| text[*at..].width() <= width);
    &text[fitting.last().unwrap_or(text.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(
            clip_all(&["shop@example.com", "", "楽天"], 16),
            ["shop@example.com", "", "楽天"]
        );
    }

    #[test]
    fn the_beginning_and_the_end_stay() {
        let long = format!("shop-{}-osaka@example.com", "x".repeat(600));
        assert_eq!(clip_all(&[&long], 20), ["shop-xxxxx…ample.com"]);
        let wide = format!("楽天{}市場", "店".repeat(300));
        assert_eq!(clip_all(&[&wide], 10), ["楽天…市場"]);
    }

    #[test]
    fn names_that_differ_look_different() {
        let stem = "x".repeat(300);
        for (one, other) in [
            (format!("{stem}1"), format!("{stem}2")),
            (format!("{stem}-tokyo-{stem}"), format!("{stem}-osaka-{stem}")),
            (format!("1{stem}"), format!("2{stem}")),
            (stem.clone(), format!("{stem}x")),
            (format!("{stem}店{stem}"), format!("{stem}所{stem}")),
        ] {
            for width in [12, 16, 40] {
                let clipped = clip_all(&[&one, &other, &one], width);
                assert_ne!(clipped[0], clipped[1], "{width}");
                assert_eq!(clipped[0], clipped[2]);
                assert!(clipped.iter().all(|text| text.width() <= width), "{clipped:?}");
            }
        }
    }

    #[test]
    fn zero_width_characters_are_limited() {
        let marks = format!("a{}", "\u{301}".repeat(5000));
        assert!(clip_all(&[&marks], 40)[0].chars().count() <= 40 * PER_CELL + 1);
    }
}
