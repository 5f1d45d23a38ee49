//! Checks with an independent decoder that shots contain their text.

use aikotoba_studio::{
    CodePolarity, CodeStyle, Condition, CorrectionLevel, DrawnCode, EmptyScene, FinderShape,
    GreyPicture, ModuleShape, Resolution, TakeSequence, amazon_uri, empty_frame,
};

use rxing::{BarcodeFormat, DecodeHints, helpers::detect_in_luma_with_hints};

fn read(frame: GreyPicture) -> Option<String> {
    let (width, height) = (frame.width() as u32, frame.height() as u32);
    let mut hints =
        DecodeHints { TryHarder: Some(true), AlsoInverted: Some(true), ..DecodeHints::default() };
    let format = Some(BarcodeFormat::QR_CODE);
    detect_in_luma_with_hints(frame.into_pixels(), width, height, format, &mut hints)
        .ok()
        .map(|found| found.getText().to_owned())
}

#[test]
fn flat_pictures_are_read_in_every_style() {
    let text = amazon_uri(1);
    let code = DrawnCode::encode(&text, CorrectionLevel::Medium).unwrap();
    let plain = CodeStyle::PLAIN;
    let styles = [
        plain,
        CodeStyle { shape: ModuleShape::Rounded { rounding: 1.0 }, ..plain },
        CodeStyle {
            shape: ModuleShape::Dot { diameter: 0.8 },
            finders: FinderShape::Square,
            ..plain
        },
        CodeStyle { logo: Some(0.12), ..plain },
        CodeStyle { polarity: CodePolarity::LightOnDark, ..plain },
    ];
    for style in styles {
        assert_eq!(read(style.flat(&code, 6)).as_ref(), Some(&text), "{style:?}");
    }
}

#[test]
fn nominal_shots_are_read_at_every_size() {
    for resolution in Resolution::ALL {
        for seed in 0..4 {
            let text = amazon_uri(seed);

            let shot = Condition::Nominal.take(&text, 0.5, resolution, seed).unwrap().shoot();

            assert_eq!(read(shot.frame), Some(text), "{resolution:?} {seed}");
        }
    }
}

#[test]
fn every_condition_has_an_everyday_case_that_is_read() {
    for condition in Condition::ALL {
        let is_read = (0..6).any(|seed| {
            let text = amazon_uri(seed);
            let shot = condition.take(&text, 0.0, Resolution::Hd, seed).unwrap().shoot();
            read(shot.frame) == Some(text)
        });
        assert!(is_read, "{condition:?}");
    }
}

#[test]
fn a_sequence_is_read_once_the_camera_settled() {
    let text = amazon_uri(3);
    let take = Condition::Nominal.take(&text, 0.0, Resolution::Hd, 3).unwrap();

    let settled = TakeSequence::new(take).nth(30).unwrap();

    assert_eq!(read(settled.frame), Some(text));
}

#[test]
fn nothing_is_read_in_empty_frames() {
    for of in EmptyScene::ALL {
        assert_eq!(read(empty_frame(of, Resolution::Hd, 1)), None, "{of:?}");
    }
}
