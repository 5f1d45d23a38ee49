//! Pages as sites show them: a second code beside the one to be read, codes without a quiet zone,
//! and other symbologies.

#![allow(clippy::unwrap_used, reason = "a test's frames are known to be valid")]

use aikotoba_scan::{
    CandidateText, DecodedCode, LumaFrame, Rotation, ScanBudget, ScanEffort, ScanReport, Scanner,
    UnsupportedSymbology, scan, scan_until,
};
use aikotoba_studio::{
    CodeStyle, Condition, CorrectionLevel, DrawnCode, GreyPicture, MissingQuietZone, Resolution,
    SECOND_TEXT, TakeSequence, amazon_uri, with_second_code,
};
use std::time::Duration;

/// The result must not depend on how busy the machine is.
fn unhurried(effort: ScanEffort) -> ScanBudget {
    ScanBudget::lasting(Duration::from_mins(1), effort)
}

fn is_key(candidate: &CandidateText<'_>) -> bool {
    candidate.text.starts_with("otpauth://")
}

fn framed(picture: &GreyPicture, look: impl FnOnce(&LumaFrame<'_>) -> ScanReport) -> Vec<String> {
    let (width, height) = (picture.width(), picture.height());
    let frame = LumaFrame::new(picture.pixels(), width, height, width, Rotation::Upright);
    let mut texts: Vec<String> =
        look(&frame.unwrap()).found.iter().map(DecodedCode::text).map(str::to_owned).collect();
    texts.sort();
    texts
}

fn still(picture: &GreyPicture) -> Vec<String> {
    framed(picture, |frame| scan_until(frame, unhurried(ScanEffort::Picture), is_key))
}

/// Whether a text is read within ten frames.
fn is_read_live(frames: impl Iterator<Item = GreyPicture>, text: &str) -> bool {
    let mut scanner = Scanner::new();
    frames.take(10).any(|picture| {
        let texts = framed(&picture, |frame| {
            scanner.scan_frame_until(frame, unhurried(ScanEffort::Live), is_key)
        });
        texts.iter().any(|read| read == text)
    })
}

#[test]
fn an_easily_read_second_code_does_not_hide_a_key() {
    let mut hidden = 0;
    for condition in [Condition::Defocus, Condition::Glare, Condition::Combo] {
        for seed in 500..504 {
            let text = amazon_uri(seed);
            let take = condition.take(&text, 0.8, Resolution::Hd, seed).unwrap();
            let shot = take.shoot();
            let Some(page) = with_second_code(&shot, seed) else { continue };
            let alone = still(&shot.frame);
            let is_hidden = |texts: &[String]| alone.contains(&text) && !texts.contains(&text);
            let easy = framed(&page, |frame| scan(frame, unhurried(ScanEffort::Picture)));
            hidden += usize::from(is_hidden(&easy));
            let beside = still(&page);
            assert!(!is_hidden(&beside), "{condition:?} {seed}");
            assert!(beside.iter().any(|text| text == SECOND_TEXT), "{condition:?} {seed}");
            let pages = || TakeSequence::new(take.clone());
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
        let codes = texts.map(|text| {
            CodeStyle::PLAIN.flat(&DrawnCode::encode(text, CorrectionLevel::Medium).unwrap(), scale)
        });
        let (width, height) = (900, codes[0].height());
        let mut pixels = vec![230; width * height];
        for (number, code) in codes.iter().enumerate() {
            for (y, row) in code.pixels().chunks(code.width()).enumerate().take(height) {
                let start = y * width + number * 300;
                pixels[start..start + row.len()].copy_from_slice(row);
            }
        }
        let frame = LumaFrame::new(&pixels, width, height, width, Rotation::Upright).unwrap();
        let reading = scan(&frame, unhurried(ScanEffort::Picture));
        assert_eq!(reading.found.len(), 3, "scale {scale}");
        let live = Scanner::new().scan_frame_until(&frame, unhurried(ScanEffort::Live), is_key);
        assert_eq!(live.found.len(), 3, "scale {scale}, live");
    }
}

/// A Micro QR symbol (M4) and an rMQR symbol (R11x27), drawn by zxing-cpp 3.1.1.
const MICRO: [&str; 13] = [
    "#######.#.#.#",
    "#.....#....#.",
    "#.###.#.#####",
    "#.###.#.##..#",
    "#.###.#.#...#",
    "#.....#...#.#",
    "#######.#..#.",
    ".........#.#.",
    "##.#.#.#####.",
    ".....####.###",
    "####...#.####",
    ".#...#..#####",
    "#.######..##.",
];
const RECTANGULAR: [&str; 11] = [
    "#######.#.#.#.#.#.#.#.#.###",
    "#.....#.###...#....#.#....#",
    "#.###.#..####..#####.#.####",
    "#.###.#...#...######...##..",
    "#.###.#.......##...#..#.#.#",
    "#.....#..####.##.##.###.##.",
    "#######..##.#..####..######",
    ".........#####..#.#.#.#...#",
    "####..##...##.##.###.##.#.#",
    "#.#.##..####..###.#.#.#...#",
    "###.#.#.#.#.#.#.#.#.#.#####",
];

/// A symbol on a page at a given scale, with a camera's light, rotated by quarter turns.
fn page_of(rows: &[&str], scale: usize, quarters: usize) -> (Vec<u8>, usize) {
    let (across, down) = (rows[0].len(), rows.len());
    let (wide, tall) = if quarters.is_multiple_of(2) { (across, down) } else { (down, across) };
    let (width, height) = ((wide + 30) * scale, (tall + 30) * scale);
    let value = |place: usize| {
        let (x, y) = (place % width / scale, place / width / scale);
        let (Some(x), Some(y)) = (x.checked_sub(15), y.checked_sub(15)) else { return 210 };
        let (x, y) = match quarters {
            0 => (x, y),
            1 => (y, down.wrapping_sub(x + 1)),
            2 => (across.wrapping_sub(x + 1), down.wrapping_sub(y + 1)),
            _ => (across.wrapping_sub(y + 1), x),
        };
        let is_dark = rows.get(y).and_then(|row| row.as_bytes().get(x)) == Some(&b'#');
        if is_dark { 40 } else { 210 }
    };
    ((0..width * height).map(value).collect(), width)
}

#[test]
fn micro_qr_and_rectangular_micro_qr_are_reported() {
    for (rows, symbology) in [
        (&MICRO[..], UnsupportedSymbology::MicroQr),
        (&RECTANGULAR[..], UnsupportedSymbology::RectangularMicroQr),
    ] {
        for (scale, quarters) in [(3, 0), (4, 1), (6, 2), (9, 3)] {
            let (pixels, width) = page_of(rows, scale, quarters);
            let height = pixels.len() / width;
            let frame = LumaFrame::new(&pixels, width, height, width, Rotation::Upright).unwrap();
            let still = scan(&frame, unhurried(ScanEffort::Picture));
            assert!(still.found.is_empty());
            let named: Vec<_> = still.unsupported.iter().map(|symbol| symbol.symbology).collect();
            assert_eq!(named, [symbology], "scale {scale}");
            let corner = still.unsupported[0].corners[0];
            let inside = |at: f32, length: usize| (0.0..length as f32).contains(&at);
            assert!(inside(corner.x, width) && inside(corner.y, height), "{corner:?}");
            let mut scanner = Scanner::new();
            let mut look = || scanner.scan_frame(&frame, unhurried(ScanEffort::Live));
            assert!((0..4).any(|_| !look().unsupported.is_empty()), "scale {scale}, live");
        }
    }
}

#[test]
fn a_qr_code_with_lost_data_is_not_reported_as_another_symbology() {
    for seed in 0..8 {
        let code = DrawnCode::encode(&amazon_uri(seed), CorrectionLevel::Low).unwrap();
        let flat = CodeStyle::PLAIN.flat(&code, 5);
        let width = flat.width();
        let mut pixels = flat.pixels().to_vec();
        let mut state = seed as u32 + 1;
        for (place, pixel) in pixels.iter_mut().enumerate() {
            let (x, y) = (place % width / 5, place / width / 5);
            let far = code.side() - 5;
            if (14..far).contains(&x) && (4..code.side() + 4).contains(&y) {
                state = (state ^ (x * 31 + y * 17) as u32).wrapping_mul(1_664_525);
                *pixel = if state >> 31 == 0 { 20 } else { 230 };
            }
        }
        let frame = LumaFrame::new(&pixels, width, width, width, Rotation::Upright).unwrap();
        let reading = scan(&frame, unhurried(ScanEffort::Picture));
        assert!(reading.found.is_empty() && reading.unsupported.is_empty(), "{seed}");
    }
}

#[test]
fn codes_without_a_quiet_zone_are_read() {
    for bare in MissingQuietZone::ALL {
        for seed in 900..904 {
            let text = amazon_uri(seed);
            let frame = bare.frame(&text, seed);
            assert_eq!(still(&frame), [text.as_str()], "{bare:?} {seed}");
            let frames = std::iter::repeat_n(frame, 10);
            assert!(is_read_live(frames, &text), "{bare:?} {seed}, live");
        }
    }
}

#[test]
fn a_card_on_a_noisy_black_page_is_read() {
    for seed in [780_002, 780_004, 780_018, 790_014] {
        let text = amazon_uri(seed);
        let frame = MissingQuietZone::Photograph.frame(&text, seed);
        assert_eq!(still(&frame), [text.as_str()], "{seed}");
        let frames = std::iter::repeat_n(frame, 10);
        assert!(is_read_live(frames, &text), "{seed}, live");
    }
}

#[test]
fn a_crisp_code_far_away_does_not_hide_a_key_that_is_out_of_focus() {
    let seed = 910_015;
    let take = Condition::Defocus.take(&amazon_uri(seed), 1.0, Resolution::Vga, seed).unwrap();
    let shot = take.shoot();
    let page = with_second_code(&shot, seed).unwrap();
    assert!(still(&shot.frame).contains(&shot.text));
    assert!(still(&page).contains(&shot.text));
}
