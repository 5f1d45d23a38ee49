//! Sequences: `123456`, `qwerty`, `1qaz2wsx`, `aabbcc`, `shop1shop2shop3`, あいうえお.
//!
//! All follow one pattern: after the first period, each character has the same distance to the
//! character one period earlier, in the order of the alphabet, the keyboard, the keypad or the
//! kana.

use super::kana::hiragana;
use super::{PasswordText, Segments, VARIANT_COST};

/// The maximum period length.
const MAX_PERIOD: usize = 16;

/// The keyboard's rows, without the shift key, and with it on US and Japanese layouts.
const KEYS: [[&str; 4]; 3] = [
    ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"],
    ["!@#$%^&*()_+", "QWERTYUIOP{}", "ASDFGHJKL:\"", "ZXCVBNM<>?"],
    ["!\"#$%&'()~=|", "QWERTYUIOP`{", "ASDFGHJKL+*", "ZXCVBNM<>?"],
];

/// The keypad's rows. On a phone the rows are reversed, which makes no difference for a walk.
const KEYPAD: [&str; 4] = ["789", "456", "123", "0"];

/// Kana in the two traditional orders.
const GOJUON: &str =
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん";
const IROHA: &str = "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす";

/// A character's position in an order: the order's number, the position, and the order's length if
/// it wraps around (0 if not).
type OrderPosition = (u8, i32, i32);

/// Records each stretch that is a sequence.
pub(super) fn find(text: &PasswordText, pieces: &mut Segments) {
    let mut found = Vec::new();
    for order in [alphabet, keyboard_us, keyboard_jp, keypad, gojuon, iroha] {
        let places: Vec<Option<OrderPosition>> =
            text.plain.iter().map(|symbol| order(*symbol)).collect();
        for period in 1..=MAX_PERIOD.min(text.len() / 2) {
            for from in 0..text.len() - period {
                let to = end(&places, from, period);
                if to - from >= (2 * period).max(3) {
                    found.push((from, to, period, rule(&places, from, period)));
                }
            }
        }
    }
    for (from, to, period, rule) in found {
        let first = match (period, text.plain[from]) {
            (1, '0' | '1' | 'a' | 'q' | 'z' | 'あ' | 'い' | 'ア' | 'イ') => VARIANT_COST,
            (1, symbol) if symbol.is_ascii() => 1.3,
            _ => pieces.cheapest(text, from, from + period),
        };
        for to in from + (2 * period).max(3)..=to {
            let times = ((to - from) as f64 / period as f64).log10();
            let shifted = text.typed[from..to].iter().any(|symbol| is_shifted(*symbol));
            let shift = if shifted { 2.0 * VARIANT_COST } else { 0.0 };
            let capitals =
                text.capitals(from, to).min(text.capitals(from, from + period) + VARIANT_COST);
            pieces.note(from, to, first + rule + times + shift + capitals);
        }
    }
}

/// The end of the sequence that begins at `from`.
fn end(places: &[Option<OrderPosition>], from: usize, period: usize) -> usize {
    let goes_on = |at: &usize| {
        let distance = distance(places, *at, period);
        distance.is_some()
            && (*at < from + 2 * period || distance == self::distance(places, at - period, period))
    };
    if places[from..from + period].iter().any(Option::is_none) {
        return from;
    }
    from + period + (from + period..places.len()).take_while(goes_on).count()
}

/// The distance between a character and the one a period earlier, in the same order.
fn distance(places: &[Option<OrderPosition>], at: usize, period: usize) -> Option<i32> {
    let ((one, before, round), (other, now, _)) = (places[at - period]?, places[at]?);
    let distance = now - before;
    let nearest = || (distance + round / 2).rem_euclid(round) - round / 2;
    (one == other).then(|| if round == 0 { distance } else { nearest() })
}

/// The total cost of the distances within one period.
fn rule(places: &[Option<OrderPosition>], from: usize, period: usize) -> f64 {
    let distances = (from + period..from + 2 * period).map(|at| distance(places, at, period));
    let cost = |distance: Option<i32>| match distance {
        Some(0) => 0.0,
        Some(-1 | 1) => VARIANT_COST,
        Some(distance) if distance.abs() == ROW => 2.0 * VARIANT_COST,
        _ => 1.2,
    };
    VARIANT_COST + distances.map(cost).sum::<f64>()
}

/// The distance between two vertically adjacent keys.
const ROW: i32 = 100;

#[allow(clippy::unnecessary_wraps, reason = "the keyboard layouts lack some symbols")]
fn alphabet(symbol: char) -> Option<OrderPosition> {
    Some(match symbol {
        '0'..='9' => (0, symbol as i32, 10),
        'a'..='z' => (1, symbol as i32, 26),
        // The same character again, or its successor in Unicode.
        _ => (2, symbol as i32, 0),
    })
}

fn keyboard_us(symbol: char) -> Option<OrderPosition> {
    key(&KEYS[0], symbol).or_else(|| key(&KEYS[1], symbol))
}

fn keyboard_jp(symbol: char) -> Option<OrderPosition> {
    key(&KEYS[0], symbol).or_else(|| key(&KEYS[2], symbol))
}

fn keypad(symbol: char) -> Option<OrderPosition> {
    key(&KEYPAD, symbol)
}

fn key(rows: &[&str], symbol: char) -> Option<OrderPosition> {
    let mut places = rows.iter().zip(0..).filter_map(|(row, number)| {
        let column = row.chars().zip(0..).find(|(key, _)| *key == symbol)?.1;
        Some((3, number * ROW + column, 0))
    });
    places.next()
}

fn gojuon(symbol: char) -> Option<OrderPosition> {
    kana(GOJUON, symbol)
}

fn iroha(symbol: char) -> Option<OrderPosition> {
    kana(IROHA, symbol)
}

fn kana(order: &str, symbol: char) -> Option<OrderPosition> {
    let symbol = hiragana(symbol);
    order.chars().zip(0..).find(|(kana, _)| *kana == symbol).map(|(_, place)| (4, place, 0))
}

/// Whether it is a shifted digit key.
fn is_shifted(symbol: char) -> bool {
    symbol.is_ascii_punctuation() && KEYS[1..].iter().any(|rows| rows[0].contains(symbol))
}

#[cfg(test)]
mod tests {
    use super::super::Guesses;

    #[test]
    fn sequences_are_cheap_at_any_length() {
        for text in [
            "1234567890123456",
            "9876543210987654",
            "abcdefghijklmnop",
            "zyxwvutsrqponmlk",
            "aaaaaaaaaaaaaaaaaaaa",
            "13579135791357",
            "2468024680246802",
            "aabbccddeeffgghh",
            "112233445566778899",
            "a1b2c3d4e5f6g7h8",
            "ab1ab2ab3ab4ab5ab6",
            "192837465564738291",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv5tgb",
            "zaq12wsxcde34rfv",
            "1q2w3e4r5t6y7u8i",
            "qweasdzxcqweasdzxc",
            "!QAZ2wsx#EDC4rfv",
            "!@#$%^&*()_+",
            "!\"#$%&'()~",
            "147258369147",
            "789456123789456",
            "あいうえおかきくけこさしすせそ",
            "アイウエオカキクケコ",
            "いろはにほへとちりぬるをわか",
            "ああああああああああああ",
            "wwwwwwwwEEEEEEEE",
        ] {
            let log10 = Guesses::of(text, &[]).log10;
            assert!(log10 < 9.5, "{text}: {log10}");
        }
    }
}
