//! Japanese by sound: converts kana and all common romanisations to one spelling, that of
//! Kunrei-shiki (ISO 3602) without long vowels and doubled consonants.

/// The sounds of U+3041 to U+3096, in order.
const SOUNDS: [&str; 86] = [
    "a", "a", "i", "i", "u", "u", "e", "e", "o", "o", "ka", "ga", "ki", "gi", "ku", "gu", "ke",
    "ge", "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "ti",
    "zi", "", "tu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne", "no", "ha", "ba", "pa",
    "hi", "bi", "pi", "hu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me",
    "mo", "ya", "ya", "yu", "yu", "yo", "yo", "ra", "ri", "ru", "re", "ro", "wa", "wa", "i", "e",
    "o", "n", "bu", "ka", "ke",
];

/// Whether a character can be part of a text that is looked up by sound.
pub(super) fn is_sound(symbol: char) -> bool {
    symbol.is_ascii_lowercase() || matches!(symbol, '-' | '\'') || is_kana(symbol)
}

/// Hiragana, katakana and the long vowel mark.
pub(super) fn is_kana(symbol: char) -> bool {
    matches!(symbol, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30f6}' | 'ー')
}

/// Converts katakana to hiragana; other characters are unchanged.
pub(super) fn hiragana(symbol: char) -> char {
    match symbol {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(symbol as u32 - 0x60).unwrap_or(symbol),
        _ => symbol,
    }
}

/// Writes the sound of a text of kana and lower-case letters. `letters` is a scratch buffer.
pub(super) fn sound(text: &[char], letters: &mut Vec<char>, out: &mut String) {
    letters.clear();
    for symbol in text {
        match hiragana(*symbol) {
            // A small ya, yu or yo replaces the vowel before it.
            small @ ('ゃ' | 'ゅ' | 'ょ') if letters.last() == Some(&'i') => {
                letters.pop();
                letters.extend(SOUNDS[small as usize - 0x3041].chars());
            }
            kana @ '\u{3041}'..='\u{3096}' => {
                letters.extend(SOUNDS[kana as usize - 0x3041].chars());
            }
            'ー' | '-' | '\'' => {}
            letter => letters.push(letter),
        }
    }
    out.clear();
    let mut rest = letters.as_slice();
    while let [first, after @ ..] = rest {
        let (sound, taken) = match (first, after) {
            ('s', ['h', 'i', ..]) => ("s", 2),
            ('s', ['h', ..]) => ("sy", 2),
            ('c', ['h', 'i', ..]) | ('t', ['s', 'u', ..]) => ("t", 2),
            ('c', ['h', ..]) => ("ty", 2),
            ('t' | 'c', ['c', 'h', ..]) | ('w', ['o', ..]) | ('d', ['z', ..]) => ("", 1),
            ('f', ['u', ..]) => ("h", 1),
            ('j', ['i' | 'y', ..]) | ('d', ['u' | 'i', ..]) => ("z", 1),
            ('j', _) => ("zy", 1),
            ('m', ['b' | 'p' | 'm', ..]) => ("n", 1),
            ('v', _) => ("b", 1),
            ('o', ['u', ..]) => ("o", 2),
            _ => {
                push(*first, out);
                rest = after;
                continue;
            }
        };
        sound.chars().for_each(|letter| push(letter, out));
        rest = &rest[taken..];
    }
}

/// Appends a letter unless it equals the last one: long vowels and doubled consonants are written
/// once.
fn push(letter: char, out: &mut String) {
    if !out.ends_with(letter) {
        out.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let (mut letters, mut out) = (Vec::new(), String::new());
        sound(&text.chars().collect::<Vec<_>>(), &mut letters, &mut out);
        out
    }

    #[test]
    fn a_word_sounds_the_same_however_it_is_written() {
        for spellings in [
            &["gakkou", "gakko", "がっこう", "ガッコウ", "gakkoo"][..],
            &["shashin", "syasin", "しゃしん", "シャシン"],
            &["chotto", "tyotto", "ちょっと"],
            &["matchi", "macchi", "mattchi", "マッチ"],
            &["tsuzuku", "tuduku", "つづく"],
            &["fujisan", "huzisan", "ふじさん"],
            &["jitensha", "zitensya", "じてんしゃ"],
            &["kombanwa", "konbanwa", "こんばんわ"],
            &["ju-su", "juusu", "ジュース", "じゅうす"],
            &["kon'ya", "konya", "こんや"],
        ] {
            for spelling in spellings {
                assert_eq!(of(spelling), of(spellings[0]), "{spelling}");
            }
        }
        assert_ne!(of("kaki"), of("kagi"));
    }
}
