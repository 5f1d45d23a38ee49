//! Codes for speech output.

use zeroize::Zeroizing;

/// Spells a code for a screen reader, character by character, with a pause after each group: "012
/// 345" becomes "0 1 2, 3 4 5". Otherwise "012345" is read as twelve thousand three hundred
/// forty-five.
pub fn spell(code: &str) -> Zeroizing<String> {
    // Full capacity from the start: a growing buffer leaves unwiped copies behind.
    let mut text = Zeroizing::new(String::with_capacity(code.len() * 2 + 2));
    let mut after = "";
    for symbol in code.chars() {
        if symbol.is_whitespace() {
            after = ", ";
            continue;
        }
        text.push_str(after);
        text.push(symbol);
        after = " ";
    }
    text
}

/// Spells a numbered group of a recovery code: "2: C 3 D 4 E".
pub fn spell_group(number: u32, group: &str) -> Zeroizing<String> {
    let letters = spell(group);
    let number = number.to_string();
    let mut text = Zeroizing::new(String::with_capacity(number.len() + 2 + letters.len()));
    text.push_str(&number);
    text.push_str(": ");
    text.push_str(&letters);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_spelled_one_by_one() {
        assert_eq!(*spell("012345"), "0 1 2 3 4 5");
        assert_eq!(*spell("012 345"), "0 1 2, 3 4 5");
        assert_eq!(*spell("F2K7Q"), "F 2 K 7 Q");
        assert_eq!(*spell(""), "");
        assert_eq!(*spell_group(2, "C3D4E"), "2: C 3 D 4 E");
    }
}
