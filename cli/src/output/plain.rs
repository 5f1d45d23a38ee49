//! Makes foreign text safe for a terminal.

use std::borrow::Cow;

/// Replaces the characters that a terminal would interpret, by moving the cursor, hiding text or
/// changing the text direction, with U+FFFD. A QR code may contain any character.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(is_control_or_direction) {
        Cow::Owned(text.replace(is_control_or_direction, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Control characters, and the UAX #9 marks that change the text direction.
fn is_control_or_direction(symbol: char) -> bool {
    symbol.is_control()
        || matches!(symbol, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(symbol, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_a_terminal_interprets_are_replaced() {
        assert_eq!(plain("a\u{1b}[2Jb\n"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(plain("\u{202e}nozamA"), "\u{fffd}nozamA");
        assert_eq!(plain("アマゾン é"), "アマゾン é");
    }
}
