//! Round trips through an encoder: every version, level and mask, and various positions of a code
//! in a picture.

#![allow(clippy::unwrap_used, reason = "a test's frames are known to be valid")]

use aikotoba_scan::{
    DecodedCode, LumaFrame, Polarity, Rotation, ScanBudget, ScanEffort, Scanner, scan,
};
use aikotoba_studio::{
    CodePolarity as Drawn, CodeStyle, Condition, CorrectionLevel, DrawnCode, EmptyScene,
    GreyPicture, Resolution, TakeSequence, amazon_uri, empty_frame,
};
use std::time::Duration;

const LEVELS: [(CorrectionLevel, aikotoba_scan::ErrorCorrectionLevel); 4] = [
    (CorrectionLevel::Low, aikotoba_scan::ErrorCorrectionLevel::L),
    (CorrectionLevel::Medium, aikotoba_scan::ErrorCorrectionLevel::M),
    (CorrectionLevel::Quartile, aikotoba_scan::ErrorCorrectionLevel::Q),
    (CorrectionLevel::High, aikotoba_scan::ErrorCorrectionLevel::H),
];

fn read(pixels: &[u8], width: usize) -> Vec<DecodedCode> {
    let height = pixels.len() / width;
    let frame = LumaFrame::new(pixels, width, height, width, Rotation::Upright).unwrap();
    // The result must not depend on how busy the machine is.
    scan(&frame, ScanBudget::lasting(Duration::from_mins(1), ScanEffort::Picture)).found
}

fn read_picture(picture: &GreyPicture) -> Vec<DecodedCode> {
    read(picture.pixels(), picture.width())
}

#[test]
fn pictures_of_every_version_and_level_are_read() {
    // All masks are tested without pictures in the engine's unit tests.
    for version in 1..=40 {
        for (number, (level, wanted)) in LEVELS.into_iter().enumerate() {
            let mask = (version + number as u8) % 8;
            // Small modules for large codes keep the test fast.
            let scale = if version < 15 { 4 } else { 3 };
            let text = format!("V{version}M{mask}");
            let code = DrawnCode::encode_as(&text, level, version, Some(mask)).unwrap();
            let found = read_picture(&CodeStyle::PLAIN.flat(&code, scale));
            let found = found.first();
            let seen = found.map(|f| (f.text(), f.version(), f.level(), f.is_mirrored()));
            assert_eq!(seen, Some((text.as_str(), version, wanted, false)), "mask {mask}");
        }
    }
}

#[test]
fn a_light_code_on_a_dark_page_is_read() {
    let code = DrawnCode::encode("dark mode", CorrectionLevel::Medium).unwrap();
    let picture = CodeStyle { polarity: Drawn::LightOnDark, ..CodeStyle::PLAIN }.flat(&code, 5);
    let found = read_picture(&picture);
    assert_eq!((found[0].text(), found[0].polarity()), ("dark mode", Polarity::LightOnDark));
}

#[test]
fn a_code_in_a_mirror_is_read_with_its_own_corners() {
    let code = DrawnCode::encode("in a mirror", CorrectionLevel::Medium).unwrap();
    let picture = CodeStyle::PLAIN.flat(&code, 5);
    let width = picture.width();
    let mirrored: Vec<u8> =
        picture.pixels().chunks(width).flat_map(|row| row.iter().rev().copied()).collect();
    let found = read(&mirrored, width);
    assert_eq!((found[0].text(), found[0].is_mirrored()), ("in a mirror", true));
    let [top_left, top_right, _, _] = found[0].corners();
    assert!(top_left.x > top_right.x, "the symbol's own left is on the right");
}

#[test]
fn a_rotated_frame_has_upright_corners() {
    let code = DrawnCode::encode("turned", CorrectionLevel::Medium).unwrap();
    let picture = CodeStyle::PLAIN.flat(&code, 5);
    let (width, height) = (picture.width(), picture.height());
    let frame = LumaFrame::new(picture.pixels(), width, height, width, Rotation::Clockwise90);
    let found = scan(&frame.unwrap(), ScanBudget::live()).found;
    let top_left = found[0].corners()[0];
    assert!(top_left.x > width as f32 / 2.0 && top_left.y < height as f32 / 2.0);
}

#[test]
fn nine_codes_of_a_page_are_all_read() {
    let side = 200;
    let mut page = vec![230_u8; 9 * side * side];
    for number in 0..9_usize {
        let code = DrawnCode::encode(&format!("code {number}"), CorrectionLevel::Medium).unwrap();
        let picture = CodeStyle::PLAIN.flat(&code, 5);
        let (left, top) = (number % 3 * side + 10, number / 3 * side + 10);
        for (y, row) in picture.pixels().chunks(picture.width()).enumerate() {
            let start = (top + y) * 3 * side + left;
            page[start..start + row.len()].copy_from_slice(row);
        }
    }
    let found = read(&page, 3 * side);
    let mut texts: Vec<&str> = found.iter().map(DecodedCode::text).collect();
    texts.sort_unstable();
    let wanted: Vec<String> = (0..9).map(|number| format!("code {number}")).collect();
    assert_eq!(texts, wanted);
}

#[test]
fn all_codes_of_a_full_page_are_read() {
    const ACROSS: usize = 14;
    const COUNT: usize = 140;
    // Distance between two codes, in pixels.
    const SIDE: usize = 120;
    let mut page = vec![230; SIDE * SIDE * COUNT];
    for number in 0..COUNT {
        let code = DrawnCode::encode(&format!("number {number}"), CorrectionLevel::Low).unwrap();
        let picture = CodeStyle::PLAIN.flat(&code, 3);
        let start = number / ACROSS * SIDE * ACROSS * SIDE + number % ACROSS * SIDE;
        for (y, row) in picture.pixels().chunks(picture.width()).enumerate() {
            let from = start + y * ACROSS * SIDE;
            page[from..from + row.len()].copy_from_slice(row);
        }
    }
    assert_eq!(read(&page, ACROSS * SIDE).len(), COUNT);
}

#[test]
fn streams_with_blur_over_two_modules_are_read() {
    let is_read = |seed: &u64| {
        let text = amazon_uri(*seed);
        let take = Condition::Defocus.take(&text, 1.0, Resolution::Hd, *seed).unwrap();
        let mut scanner = Scanner::new();
        let found = TakeSequence::new(take).take(10).find_map(|shot| {
            let (width, height) = (shot.frame.width(), shot.frame.height());
            let pixels = shot.frame.pixels();
            let frame = LumaFrame::new(pixels, width, height, width, Rotation::Upright).unwrap();
            let budget = ScanBudget::lasting(Duration::from_mins(1), ScanEffort::Live);
            scanner.scan_frame(&frame, budget).found.into_iter().next()
        });
        assert!(found.iter().all(|found| found.text() == text), "seed {seed}");
        found.is_some()
    };
    let read = (1..=6).filter(is_read).count();
    assert!(read >= 5, "{read} of 6");
}

#[test]
fn a_code_without_one_of_its_finder_patterns_is_read() {
    for version in [2, 4, 6] {
        let code =
            DrawnCode::encode_as("one finger", CorrectionLevel::High, version, None).unwrap();
        let whole = CodeStyle::PLAIN.flat(&code, 6);
        let width = whole.width();
        let (near, far) = (6 * 4, width - 6 * 11);
        for (left, top) in [(near, near), (far, near), (near, far)] {
            let mut pixels = whole.pixels().to_vec();
            for row in pixels.chunks_mut(width).skip(top).take(6 * 7) {
                row[left..left + 6 * 7].fill(200);
            }
            let found = read(&pixels, width);
            let text = found.first().map(DecodedCode::text);
            assert_eq!(text, Some("one finger"), "version {version}, {left} {top}");
        }
    }
}

#[test]
fn a_code_on_a_bottle_is_read() {
    for version in [2, 3, 4] {
        let code =
            DrawnCode::encode_as("round a bottle", CorrectionLevel::Medium, version, None).unwrap();
        let flat = CodeStyle::PLAIN.flat(&code, 8);
        let (width, height) = (flat.width(), flat.height());
        // It covers 45 degrees to each side, seen from far away and slightly from above.
        let radius = width as f32 / 90.0_f32.to_radians();
        let mut pixels = vec![90; width * (height + 100)];
        for (place, pixel) in pixels.iter_mut().enumerate() {
            let (x, y) = ((place % width) as f32, (place / width) as f32 - 50.0);
            let across = (x + 0.5 - width as f32 / 2.0) / radius;
            if across.abs() >= 1.0 {
                continue;
            }
            let angle = across.asin();
            let u = width as f32 / 2.0 + radius * angle;
            let v = y + 0.3 * radius * (1.0 - angle.cos());
            if (0.0..width as f32).contains(&u) && (0.0..height as f32).contains(&v) {
                *pixel = flat.pixels()[v as usize * width + u as usize];
            }
        }
        let found = read(&pixels, width);
        assert_eq!(
            found.first().map(DecodedCode::text),
            Some("round a bottle"),
            "version {version}"
        );
    }
}

#[test]
fn nothing_is_read_in_empty_frames() {
    for scene in EmptyScene::ALL {
        for seed in 0..3 {
            let found = read_picture(&empty_frame(scene, Resolution::Vga, seed));
            assert!(found.is_empty(), "{scene:?}, {seed}");
        }
    }
}

#[test]
fn nothing_is_read_in_noise_and_stripes() {
    let mut state = 1_u32;
    let noise: Vec<u8> = (0..200 * 200)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    assert!(read(&noise, 200).is_empty());
    let stripes: Vec<u8> = (0..200 * 200).map(|i| if i / 5 % 2 == 0 { 20 } else { 220 }).collect();
    assert!(read(&stripes, 200).is_empty());
}
