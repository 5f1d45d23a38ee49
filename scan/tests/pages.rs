//! Pages as people meet them: a second code beside the one that is looked for, and codes without a
//! quiet zone.

#![allow(clippy::unwrap_used, reason = "a test's own frames are right")]

use aikotoba_scan::{
    Budget, Candidate, Effort, Found, LumaFrame, Reading, Rotation, Scanner, scan, scan_until,
};
use aikotoba_studio::{
    Bare, Code, Condition, Level, Luma, Resolution, SECOND_TEXT, Sequence, Style, amazon_uri,
    with_second_code,
};
use std::time::Duration;

/// A busy machine must not decide what is read.
fn unhurried(effort: Effort) -> Budget {
    Budget::lasting(Duration::from_mins(1), effort)
}

fn is_key(candidate: &Candidate<'_>) -> bool {
    candidate.text.starts_with("otpauth://")
}

fn framed(picture: &Luma, look: impl FnOnce(&LumaFrame<'_>) -> Reading) -> Vec<String> {
    let (width, height) = (picture.width(), picture.height());
    let frame = LumaFrame::new(picture.pixels(), width, height, width, Rotation::Upright);
    let mut texts: Vec<String> =
        look(&frame.unwrap()).found.iter().map(Found::text).map(str::to_owned).collect();
    texts.sort();
    texts
}

fn still(picture: &Luma) -> Vec<String> {
    framed(picture, |frame| scan_until(frame, unhurried(Effort::Picture), is_key))
}

/// Whether a text is read within ten frames.
fn is_read_live(frames: impl Iterator<Item = Luma>, text: &str) -> bool {
    let mut scanner = Scanner::new();
    frames.take(10).any(|picture| {
        let texts =
            framed(&picture, |frame| scanner.look_until(frame, unhurried(Effort::Live), is_key));
        texts.iter().any(|read| read == text)
    })
}

#[test]
fn a_second_code_that_is_read_easily_hides_no_key() {
    let mut hidden = 0;
    for condition in [Condition::Defocus, Condition::Glare, Condition::Combo] {
        for seed in 500..504 {
            let text = amazon_uri(seed);
            let take = condition.take(&text, 0.8, Resolution::Hd, seed).unwrap();
            let shot = take.shoot();
            let Some(page) = with_second_code(&shot, seed) else { continue };
            let alone = still(&shot.frame);
            let is_hidden = |texts: &[String]| alone.contains(&text) && !texts.contains(&text);
            let easy = framed(&page, |frame| scan(frame, unhurried(Effort::Picture)));
            hidden += usize::from(is_hidden(&easy));
            let beside = still(&page);
            assert!(!is_hidden(&beside), "{condition:?} {seed}");
            assert!(beside.iter().any(|text| text == SECOND_TEXT), "{condition:?} {seed}");
            let pages = || Sequence::new(take.clone());
            let with_second = pages().map(|shot| with_second_code(&shot, seed).unwrap());
            if is_read_live(pages().map(|shot| shot.frame), &text) {
                assert!(is_read_live(with_second, &text), "{condition:?} {seed}, live");
            }
        }
    }
    assert!(hidden > 0, "where any code settles the search, some are hidden");
}

#[test]
fn three_codes_of_one_picture_are_three_results() {
    let texts =
        [SECOND_TEXT, "https://play.example.com/store", "https://www.example.co.jp/ap/cnep"];
    for scale in [3, 5] {
        let codes =
            texts.map(|text| Style::PLAIN.flat(&Code::encode(text, Level::Medium).unwrap(), scale));
        let (width, height) = (900, codes[0].height());
        let mut pixels = vec![230; width * height];
        for (number, code) in codes.iter().enumerate() {
            for (y, row) in code.pixels().chunks(code.width()).enumerate().take(height) {
                let start = y * width + number * 300;
                pixels[start..start + row.len()].copy_from_slice(row);
            }
        }
        let frame = LumaFrame::new(&pixels, width, height, width, Rotation::Upright).unwrap();
        let reading = scan(&frame, unhurried(Effort::Picture));
        assert_eq!(reading.found.len(), 3, "scale {scale}");
        let live = Scanner::new().look_until(&frame, unhurried(Effort::Live), is_key);
        assert_eq!(live.found.len(), 3, "scale {scale}, live");
    }
}

#[test]
fn codes_without_a_quiet_zone_are_read() {
    for bare in Bare::ALL {
        for seed in 900..904 {
            let text = amazon_uri(seed);
            let frame = bare.frame(&text, seed);
            assert_eq!(still(&frame), [text.as_str()], "{bare:?} {seed}");
            let frames = std::iter::repeat_n(frame, 10);
            assert!(is_read_live(frames, &text), "{bare:?} {seed}, live");
        }
    }
}
