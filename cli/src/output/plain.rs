//! Texts of strangers, made safe for a terminal.

use std::borrow::Cow;

/// A text that can't move the cursor, hide what stands before it or turn its direction: a QR code
/// may hold any character, a terminal obeys some. Each of those becomes U+FFFD.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(is_obeyed) {
        Cow::Owned(text.replace(is_obeyed, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Control characters, and the marks of UAX #9 that change the direction of what follows.
fn is_obeyed(symbol: char) -> bool {
    symbol.is_control()
        || matches!(symbol, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(symbol, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_replaced() {
        assert_eq!(plain("a\u{1b}[2Jb\n"), "a\u{fffd}[2Jb\u{fffd}");
        assert_eq!(plain("\u{202e}nozamA"), "\u{fffd}nozamA");
        assert_eq!(plain("アマゾン é"), "アマゾン é");
    }
}
