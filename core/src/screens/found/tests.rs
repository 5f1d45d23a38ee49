//! Tests of `found.rs`.

use zeroize::Zeroizing;

use super::*;
use crate::scan::{Point, ReadCertainty, ReadCode, ScanResult, explain};
use crate::time::UnixMillis;

const NOW: UnixMillis = UnixMillis(0);

fn sighting(text: &str) -> ReadCode {
    ReadCode {
        meaning: explain(text, NOW),
        text: Zeroizing::new(text.to_owned()),
        corners: [Point { x: 320.0, y: -1.0 }; 4],
        certainty: ReadCertainty::Exact,
        piece: None,
    }
}

fn seen(texts: &[&str], size: (u32, u32), searched_millis: i64) -> ScanState {
    let mut intake = Intake::default();
    let sightings = texts.iter().map(|text| sighting(text)).collect();
    let scanned = ScanResult { sightings, size, incomplete: None };
    intake.frame(scanned, searched_millis, NOW);
    ScanState::of(&intake)
}

const A: &str = "otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ";
const B: &str = "otpauth://totp/Amazon:b?secret=GEZDGNBVGY3TQOJR";

#[test]
fn several_accounts_ask_for_a_choice_and_other_codes_do_not() {
    let one = seen(&[A, "https://example.com"], (640, 480), 0);
    assert_eq!(one.action, ScanAction::Enrol { place: 0 });
    let state = seen(&[A, B], (640, 480), 0);
    assert_eq!(state.action, ScanAction::Choose);
    assert_eq!(state.findings[1].place, 1);
}

#[test]
fn an_account_can_be_added_and_a_part_of_an_export_waits_for_the_others() {
    let part = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";
    let state = seen(&[part, A, "https://example.com"], (640, 480), 0);
    let adding: Vec<_> = state.findings.iter().map(|finding| finding.adding).collect();
    assert_eq!(adding, [Offered::No, Offered::Yes, Offered::No]);
    assert_eq!(state.parts.unwrap().missing, [2]);
}

#[test]
fn frames_are_scanned_until_there_is_something_to_add() {
    let part = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";
    let frames = |texts: &[&str]| seen(texts, (640, 480), 0).frames;
    for texts in [&[][..], &["https://example.com"], &[part]] {
        assert_eq!(frames(texts), CameraFrames::Scan, "{texts:?}");
    }
    for texts in [&[A][..], &[A, B]] {
        assert_eq!(frames(texts), CameraFrames::Skip, "{texts:?}");
    }
}

#[test]
fn only_what_can_be_acted_on_is_signalled_and_only_once() {
    let parts = [
        "otpauth-migration://offline?data=CggKATESA0c6ZxABGAMoBw==",
        "otpauth-migration://offline?data=CggKATISA0c6ZxABGAMgASgH",
    ];
    let screen = |texts: &[&str]| seen(texts, (640, 480), 0);
    let signal = |before: &[&str], after: &[&str]| {
        screen(after).signal_after(&screen(before), ScanFeedback::Sound)
    };
    for (before, after, expected) in [
        (&[][..], &[A][..], ScanFeedback::Sound),
        (&["https://example.com"], &["https://example.com", A], ScanFeedback::Sound),
        (&[], &[A, B], ScanFeedback::Sound),
        (&[], &parts[..1], ScanFeedback::Sound),
        (&parts[..1], &parts, ScanFeedback::Sound),
        (&parts[..1], &parts[..1], ScanFeedback::Off),
        (&[A], &[A], ScanFeedback::Off),
        (&[], &[], ScanFeedback::Off),
        (&[], &["https://example.com"], ScanFeedback::Off),
    ] {
        assert_eq!(signal(before, after), expected, "{before:?}, then {after:?}");
    }
}

#[test]
fn the_missing_parts_are_listed_one_by_one() {
    let phrase = PartsState::new(vec![2, 3], 4).phrase;
    assert_eq!(phrase.code, "scan-parts-missing");
    let facts: Vec<_> = phrase.facts.into_iter().map(|fact| fact.fact).collect();
    assert_eq!(facts, [4.into(), "2, 3".into()]);
}

#[test]
fn nothing_found_is_an_error_only_after_a_complete_search() {
    let mut intake = Intake::default();
    assert_eq!(ScanState::of_all_read(&intake), Err(NothingReadError::NothingInPicture));
    let unfinished = Some(ScanIncomplete::Unfinished);
    let scanned = ScanResult { sightings: Vec::new(), size: (9, 9), incomplete: unfinished };
    intake.picture_read(scanned, Provenance::User, NOW);
    assert!(ScanState::of_all_read(&intake).is_ok());
    let mut intake = Intake::default();
    intake.text("https://example.com", Provenance::User, NOW);
    assert!(ScanState::of_all_read(&intake).is_ok());
}

#[test]
fn corners_are_fractions_of_the_picture_and_stay_inside() {
    let state = seen(&[A], (640, 480), 0);
    assert_eq!(state.findings[0].corners[0], Corner { x: 0.5, y: 0.0 });
}

#[test]
fn no_text_is_in_the_state() {
    let texts = [A, "GEZDGNBVGY3TQOJQ", "otpauth://totp/a?secret=GEZDGNBVGY3TQOJ1"];
    let state = seen(&texts, (640, 480), 0);
    assert!(!serde_json::to_string(&state).unwrap().contains("GEZDG"));
}

#[test]
fn a_single_code_has_the_same_meaning_as_among_others() {
    let part = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";
    let refused = "otpauth://totp/X:y?secret=GE&algorithm=MD5";
    for text in [A, part, refused, "https://example.com", "GEZDGNBVGY3TQOJQ"] {
        let state = seen(&[text], (1, 1), 0);
        assert_eq!(
            ScanSubject::of_meaning(&explain(text, NOW)),
            state.findings[0].subject,
            "{text}"
        );
    }
}

#[test]
fn a_hint_comes_only_while_nothing_is_found() {
    assert_eq!(seen(&[], (1, 1), 2_999).hint, None);
    assert_eq!(seen(&[], (1, 1), 3_000).hint, Some(ScanHint::HoldStill));
    assert_eq!(seen(&[], (0, 0), i64::MAX).hint, Some(ScanHint::TypeTheKey));
    assert_eq!(seen(&[A], (1, 1), 60_000).hint, None);
}

#[test]
fn input_from_another_program_needs_consent() {
    for (provenance, action) in [
        (Provenance::User, ScanAction::Enrol { place: 0 }),
        (Provenance::OtherApp, ScanAction::Confirm { place: 0 }),
    ] {
        let mut intake = Intake::default();
        intake.text(A, provenance, NOW);
        assert_eq!(ScanState::of(&intake).action, action);
        // An input by the user does not change this.
        intake.add_up();
        intake.text("https://example.com", Provenance::User, NOW);
        assert_eq!(ScanState::of(&intake).action, action);
    }
}
