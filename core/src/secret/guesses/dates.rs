//! Dates, phone numbers and well-known numbers.

use super::{PasswordText, Segments, VARIANT_COST};

/// Decimal logarithms: a hundred years with four or two digits, the days of a year, the months.
const YEARS: f64 = 2.0;
const DAYS: f64 = 2.57;
const MONTHS: f64 = 1.1;

/// Japan's mobile and IP phone numbers: `0[5789]0` and eight digits.
const TELEPHONES: f64 = 8.6;

/// π, e, √2, √3 and the Fibonacci numbers.
const CONSTANTS: [&str; 5] = [
    "31415926535897932384626433832795028841971693993751",
    "2718281828459045235360287471352662497757",
    "1414213562373095048801688724209698078569",
    "1732050807568877293527446341505872366942",
    "1123581321345589144233377610987159725844181",
];

/// Records each stretch that is a date, a phone number or a constant.
pub(super) fn find(text: &PasswordText, pieces: &mut Segments) {
    let plain = &text.plain;
    for from in 0..plain.len() {
        if !plain[from].is_ascii_digit() {
            continue;
        }
        for to in from + 4..=plain.len().min(from + 14) {
            if let Some(cost) = of(&plain[from..to]) {
                pieces.note(from, to, cost);
            }
        }
        for constant in CONSTANTS {
            let is_point = |at: &usize| *at == from + 1 && plain[*at] == '.';
            let places = (from..plain.len()).filter(|at| !is_point(at));
            let same = places.zip(constant.chars()).take_while(|(at, digit)| plain[*at] == *digit);
            for (to, _) in same.skip(4) {
                pieces.note(from, to + 1, 2.0);
            }
        }
    }
}

/// The cost of a stretch as a date or a phone number.
fn of(text: &[char]) -> Option<f64> {
    let mut numbers: Vec<(u32, usize)> = vec![(0, 0)];
    let mut has_separators = false;
    for symbol in text {
        let last = numbers.last_mut()?;
        match symbol.to_digit(10) {
            Some(digit) => *last = (last.0.wrapping_mul(10).wrapping_add(digit), last.1 + 1),
            None if matches!(symbol, '-' | '/' | '.' | '_' | ' ' | '年' | '月') && last.1 > 0 => {
                has_separators = true;
                numbers.push((0, 0));
            }
            None if *symbol == '日' && last.1 > 0 => has_separators = true,
            None => return None,
        }
    }
    if numbers.last() == Some(&(0, 0)) {
        numbers.pop();
    }
    let separator_cost = if has_separators { VARIANT_COST } else { 0.0 };
    telephone(text, &numbers).or_else(|| date(&numbers)).map(|cost| cost + separator_cost)
}

fn telephone(text: &[char], numbers: &[(u32, usize)]) -> Option<f64> {
    let digits: usize = numbers.iter().map(|(_, length)| length).sum();
    let is_one = digits == 11
        && matches!(text, ['0', '5' | '7' | '8' | '9', '0', ..])
        && matches!(numbers, [_] | [(_, 3), (_, 4), (_, 4)]);
    is_one.then_some(TELEPHONES)
}

fn date(numbers: &[(u32, usize)]) -> Option<f64> {
    let is_year = |number: u32, length| length == 4 && (1900..2060).contains(&number);
    let is_day = |one: u32, other: u32| {
        let fits = |month, day| (1..=12).contains(&month) && (1..=31).contains(&day);
        fits(one, other) || fits(other, one)
    };
    let split = |number: u32, by: u32| (number / by, number % by);
    match *numbers {
        [(number, 4)] if is_year(number, 4) => Some(YEARS),
        [(number, 4)] => {
            let (one, other) = split(number, 100);
            is_day(one, other).then_some(DAYS + VARIANT_COST)
        }
        [(number, 6)] => {
            let (begin, end) = split(number, 100);
            let (first, middle) = split(begin, 100);
            if is_year(begin, 4) && (1..=12).contains(&end) {
                return Some(YEARS + MONTHS);
            }
            let is_one = is_day(first, middle) || is_day(middle, end);
            is_one.then_some(YEARS + DAYS + VARIANT_COST)
        }
        [(number, 8)] => {
            let (begin, end) = split(number, 10_000);
            let (first, second) = split(begin, 100);
            let (third, last) = split(end, 100);
            let is_one = is_year(begin, 4) && is_day(third, last)
                || is_year(end, 4) && is_day(first, second);
            is_one.then_some(YEARS + DAYS + VARIANT_COST)
        }
        [(year, length), (month, 1 | 2)] if is_year(year, length) => {
            (1..=12).contains(&month).then_some(YEARS + MONTHS)
        }
        [(one, 1 | 2), (other, 1 | 2)] => is_day(one, other).then_some(DAYS + VARIANT_COST),
        [(one, first), (middle, 1 | 2), (last, third)] => {
            let ahead = is_day(middle, last) && third <= 2;
            let behind = is_day(one, middle) && first <= 2;
            let is_whole = is_year(one, first) && ahead || is_year(last, third) && behind;
            let is_short = first <= 2 && third <= 2 && (ahead || behind);
            (is_whole || is_short).then_some(YEARS + DAYS + VARIANT_COST)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(text: &str) -> Option<f64> {
        of(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn dates_are_found_in_every_common_form() {
        for text in [
            "20261129",
            "29112026",
            "261129",
            "1129",
            "2026",
            "202611",
            "2026-11-29",
            "29.11.2026",
            "11/29/26",
            "2026年11月29日",
            "2026年11月",
            "11月29日",
        ] {
            assert!(cost(text).is_some_and(|cost| cost < 6.0), "{text} {:?}", cost(text));
        }
        for text in ["20261399", "9999", "135", "2026-13-45", "29-11", "1-2-3-4", "-2026"] {
            let is_date = cost(text).is_some();
            assert_eq!(is_date, text == "29-11", "{text}");
        }
    }

    #[test]
    fn a_mobile_number_has_eight_digits_to_guess() {
        assert!(cost("09012345678").is_some_and(|cost| cost < 9.0));
        assert!(cost("080-1234-5678").is_some_and(|cost| cost < 9.0));
        assert_eq!(cost("01234567890"), None);
    }

    #[test]
    fn well_known_constants_are_found() {
        let log10 = |text: &str| super::super::Guesses::of(text, &[]).log10;
        assert!(log10("3.14159265358979323846") < 4.0 && log10("31415926535") < 4.0);
        assert!(log10("1414213562373") < 4.0 && log10("86028157639447") > 8.0);
    }
}
