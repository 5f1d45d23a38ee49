//! All kinds of input, in any mixture, order and split.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::backup::sample::{contents, of_uri, three, vault};
use crate::backup::{ScryptWorkFactor, seal, write};
use crate::fault::Fault;
use crate::import::MemoryConsent;
use crate::incoming::{IncomingPlan, PlannedResult, UnattendedChoice};
use crate::otpauth::migration::print;
use crate::scan::{Piece, ReadCertainty};
use crate::secret::Passphrase;
use crate::vault::Vault;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);
const A: &str = "otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ";
const B: &str = "otpauth://totp/Amazon:b?secret=GEZDGNBVGY3TQOJR";
/// One account, part 1 of 2 of batch 7: secret "1", name "G:g".
const PART: &str = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAIoBw==";
/// One account that uses MD5, the only part: name "G:md5".
const MD5: &str = "otpauth-migration://offline?data=CgwKATESBUc6bWQ1IAQQARgB";

fn scanned(texts: &[&str]) -> ScanResult {
    let sightings = texts.iter().map(|text| sighting(text, None)).collect();
    ScanResult { sightings, size: (640, 480), incomplete: None }
}

fn sighting(text: &str, piece: Option<Piece>) -> ReadCode {
    let meaning = match piece {
        Some(piece) => {
            let (number, of) = (u32::from(piece.index) + 1, u32::from(piece.count));
            TextMeaning::Foreign(ForeignCode::Piece { number, total: of })
        }
        None => explain(text, NOW),
    };
    let text = Zeroizing::new(text.to_owned());
    ReadCode { meaning, text, corners: [ORIGIN; 4], certainty: ReadCertainty::Exact, piece }
}

fn codes(incoming: &IncomingAccounts) -> Vec<(usize, usize, String)> {
    let refused = incoming.refused().iter();
    refused.map(|one| (one.input, one.at, one.why.code())).collect()
}

#[test]
fn a_picture_that_was_not_searched_to_the_end_is_not_one_without_a_code() {
    let unfinished = |texts: &[&str]| {
        let mut intake = Intake::adding_up();
        intake.begin();
        let incomplete = Some(ScanIncomplete::Unfinished);
        intake.see_file(Some("a.png"), ScanResult { incomplete, ..scanned(texts) }, NOW);
        intake.into_incoming().refused()[0].why.clone()
    };
    for texts in [&[][..], &["https://example.com"]] {
        assert_eq!(unfinished(texts), ImportError::SearchUnfinished.into());
    }
    let mut intake = Intake::default();
    let deadline = intake.budget().deadline();
    let incomplete = Some(ScanIncomplete::Unfinished);
    intake.picture_read(ScanResult { incomplete, ..scanned(&[]) }, Provenance::User, NOW);
    assert_eq!(intake.incomplete(), incomplete);
    intake.search_longer();
    assert_eq!(intake.incomplete(), None);
    assert!(intake.budget().deadline() > deadline + std::time::Duration::from_secs(30));
}

#[test]
fn codes_of_a_damaged_picture_are_used_and_the_damage_is_reported() {
    let mut intake = Intake::adding_up();
    let incomplete = Some(ScanIncomplete::Damaged);
    intake.picture_read(ScanResult { incomplete, ..scanned(&[A]) }, Provenance::User, NOW);
    intake.picture_read(scanned(&[]), Provenance::User, NOW);
    assert_eq!(intake.incomplete(), incomplete);
    let incoming = intake.into_incoming();
    assert_eq!(incoming.accounts(), 1);
    assert_eq!(incoming.notices(), [ImportNotice::PictureDamaged]);
}

#[test]
fn an_unreadable_file_does_not_affect_others() {
    let mut intake = Intake::adding_up();
    intake.file(None, A.as_bytes(), NOW);
    intake.file(Some("empty"), b"", NOW);
    intake.file(Some("diary"), b"dear diary", NOW);
    intake.file(Some("raivo"), br#"[{"secret":"","issuer":"","kind":"","timer":""}]"#, NOW);
    intake.file(None, format!("# mine\n{B}\n{B}&algorithm=MD5").as_bytes(), NOW);
    let incoming = intake.into_incoming();
    assert_eq!(incoming.accounts(), 2);
    let expected = [
        (2, 0, "import-empty"),
        (3, 0, "import-unknown"),
        (4, 0, "import-app"),
        (5, 3, "otp-algorithm"),
    ];
    assert_eq!(codes(&incoming), expected.map(|(input, at, code)| (input, at, code.to_owned())));
    assert_eq!(incoming.refused()[1].name, "diary");
}

#[test]
fn a_refused_account_of_googles_export_is_reported_once() {
    for take in [
        (|intake: &mut Intake| intake.text(MD5, Provenance::User, NOW)) as fn(&mut Intake),
        |intake: &mut Intake| intake.file(None, MD5.as_bytes(), NOW),
        |intake: &mut Intake| intake.picture_read(scanned(&[MD5]), Provenance::User, NOW),
        |intake: &mut Intake| intake.frame(scanned(&[MD5]), 0, NOW),
    ] {
        let mut intake = Intake::default();
        take(&mut intake);
        take(&mut intake);
        let incoming = intake.into_incoming();
        assert_eq!((incoming.accounts(), incoming.refused().len()), (0, 1));
        assert_eq!(incoming.refused()[0].why.code(), "otp-algorithm");
        assert_eq!(incoming.refused()[0].name, "G:md5");
    }
}

#[test]
fn parts_of_googles_export_join_across_frames_files_and_texts() {
    let accounts: Vec<_> = (0..25).map(|n| of_uri(&format!("{A}&x={n}"))).collect();
    let texts = print(&accounts.iter().collect::<Vec<_>>(), -7).parts;
    assert_eq!(texts.len(), 3);
    let mut intake = Intake::default();
    intake.frame(scanned(&[&texts[2]]), 0, NOW);
    assert_eq!(intake.parts().missing().len(), 2);
    intake.file(None, texts[0].as_bytes(), NOW);
    intake.text(&texts[1], Provenance::User, NOW);
    intake.frame(scanned(&[&texts[2]]), 0, NOW);
    assert!(intake.parts().missing().is_empty());
    let incoming = intake.into_incoming();
    assert_eq!(incoming.accounts(), 25);
    assert_eq!(incoming.notices(), [ImportNotice::PeriodAssumed { accounts: 25 }]);
}

#[test]
fn a_missing_part_is_reported_once_with_its_number() {
    let mut intake = Intake::adding_up();
    intake.file(None, format!("{PART}\n{PART}").as_bytes(), NOW);
    intake.file(None, PART.as_bytes(), NOW);
    let incoming = intake.into_incoming();
    let missing: Vec<_> = incoming
        .notices()
        .iter()
        .filter_map(|notice| match notice {
            ImportNotice::PartMissing(missing) => Some((missing.number, missing.total)),
            _ => None,
        })
        .collect();
    assert_eq!((incoming.accounts(), missing), (1, vec![(2, 2)]));
}

#[test]
fn pieces_of_one_message_join_across_pictures() {
    let parity = A.bytes().fold(0, |parity, byte| parity ^ byte);
    let piece = |index, text: &str| {
        let piece = Some(Piece { index, count: 2, parity });
        ScanResult { sightings: vec![sighting(text, piece)], size: (9, 9), incomplete: None }
    };
    let mut intake = Intake::default();
    intake.frame(piece(1, &A[20..]), 0, NOW);
    assert!(matches!(
        intake.findings()[0].subject,
        IntakeSubject::Foreign(ForeignCode::Piece { .. })
    ));
    intake.picture_read(piece(0, &A[..20]), Provenance::User, NOW);
    assert_eq!(intake.account(0).unwrap().label.as_str(), "a");

    let mut one = Intake::adding_up();
    one.frame(piece(1, &A[20..]), 0, NOW);
    one.frame(piece(1, &A[20..]), 0, NOW);
    let incoming = one.into_incoming();
    assert_eq!(
        incoming.notices(),
        [ImportNotice::Foreign(ForeignCode::Piece { number: 2, total: 2 })]
    );
}

#[test]
fn a_text_or_a_code_with_several_links_is_several_accounts() {
    let both = format!("{A}, {B}");
    let mut intake = Intake::default();
    intake.text(&both, Provenance::User, NOW);
    assert_eq!(intake.findings().len(), 2);
    intake.picture_read(scanned(&[&both.replace(", ", "\n")]), Provenance::User, NOW);
    assert_eq!(intake.into_incoming().accounts(), 2);
}

#[test]
fn refused_codes_of_a_picture_are_kept_beside_its_accounts() {
    let mut intake = Intake::default();
    let refused = "otpauth://totp/Shop:me?secret=GEZDGNBVGY3TQOJ1";
    intake.picture_read(scanned(&["https://example.com/x", refused, A]), Provenance::User, NOW);
    let incoming = intake.into_incoming();
    assert_eq!((incoming.accounts(), incoming.notices().len()), (1, 1));
    assert_eq!(codes(&incoming), [(1, 2, "uri-key-symbol".to_owned())]);
}

#[test]
fn an_encrypted_file_waits_and_another_password_can_follow_a_wrong_one() {
    let password = |text: &str| Passphrase::new(text.to_owned());
    let sealed =
        seal(&write(&contents(three())), &password("right"), ScryptWorkFactor::new(4).unwrap());
    let mut intake = Intake::adding_up();
    intake.file(Some("one.age"), &sealed, NOW);
    intake.file(None, A.as_bytes(), NOW);
    let [waiting] = intake.waiting() else { panic!("a waiting file") };
    assert_eq!((waiting.input, waiting.sealed.cost().kibibytes), (1, 16));
    assert_eq!(
        intake.open(0, &password(""), MemoryConsent::NotAsked, NOW),
        Err(DecryptError::PasswordMissing)
    );
    let wrong = intake.open(0, &password("wrong"), MemoryConsent::NotAsked, NOW).unwrap_err();
    assert!(wrong.is_wrong_password());
    assert_eq!(intake.open(0, &password("right"), MemoryConsent::NotAsked, NOW), Ok(()));
    assert_eq!(
        intake.open(0, &password("right"), MemoryConsent::NotAsked, NOW),
        Err(DecryptError::PasswordMissing)
    );
    let incoming = intake.into_incoming();
    assert_eq!((incoming.accounts(), incoming.refused().len()), (4, 0));

    let mut intake = Intake::adding_up();
    intake.file(Some("one.age"), &sealed, NOW);
    let cut = &sealed[..sealed.len() / 2];
    intake.file(Some("two.age"), cut, NOW);
    let refused = intake.into_incoming();
    assert_eq!(refused.refused()[0].why, DecryptError::PasswordMissing.into());
    assert_eq!(refused.refused().len(), 2);
}

#[test]
fn an_encrypted_export_joins_the_other_inputs() {
    let bytes = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/vectors/import/stratum/legacy.authpro"
    ));
    let mut intake = Intake::adding_up();
    intake.file(Some("one.authpro"), &bytes.unwrap(), NOW);
    intake.file(None, format!("{A}\n").as_bytes(), NOW);
    let waiting = &intake.waiting()[0];
    let (input, sealed) = (waiting.input, Arc::clone(&waiting.sealed));
    let password = Passphrase::new("correct horse".to_owned());
    // Another input arrives while the file is being opened.
    let opened = sealed.open(&password, MemoryConsent::NotAsked, NOW).unwrap();
    intake.file(None, b"otpauth://totp/A:b?secret=GE1", NOW);
    intake.take_opened(input, opened);
    assert!(intake.waiting().is_empty());
    let incoming = intake.into_incoming();
    assert_eq!(incoming.accounts(), 6);
    assert_eq!(incoming.origin, IncomingOrigin::App { app: "Stratum" });
    assert_eq!(incoming.groups, ["店", "仕入れ"]);
    assert_eq!(incoming.notices(), [ImportNotice::PicturesOmitted { accounts: 1 }]);
    let refused = codes(&incoming);
    assert_eq!(refused[0], (1, 6, "import-entry-method".to_owned()));
    assert_eq!(refused.last().unwrap(), &(3, 1, "uri-key-symbol".to_owned()));
}

#[test]
fn a_file_that_is_not_opened_is_refused_with_its_reason() {
    let sealed = seal(
        &write(&contents(three())),
        &Passphrase::new("x".to_owned()),
        ScryptWorkFactor::new(4).unwrap(),
    );
    let mut intake = Intake::adding_up();
    intake.file(Some("one.age"), &sealed, NOW);
    intake.give_up(1, DecryptError::PasswordOrDamage);
    intake.give_up(1, DecryptError::Damaged);
    let incoming = intake.into_incoming();
    assert_eq!(codes(&incoming), [(1, 0, "sealed-password-or-damage".to_owned())]);
    assert_eq!(incoming.refused()[0].name, "one.age");
}

#[test]
fn a_repeated_picture_is_recognised_and_not_refused() {
    let mut intake = Intake::adding_up();
    let qr = crate::export::qr::layout(A).unwrap();
    let side = qr.side + 8;
    let picture = image::GrayImage::from_fn(side * 4, side * 4, |x, y| {
        let (column, row) = ((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4));
        let is_inside = column < qr.side && row < qr.side;
        let is_dark = is_inside && qr.modules[(row * qr.side + column) as usize] == 1;
        image::Luma([if is_dark { 0 } else { 255 }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    intake.file(None, png.get_ref(), NOW);
    intake.file(None, png.get_ref(), NOW);
    let incoming = intake.into_incoming();
    assert_eq!((incoming.accounts(), incoming.refused()), (2, [].as_slice()));
}

#[test]
fn unreadable_names_are_reported() {
    let mut intake = Intake::adding_up();
    intake.file(None, b"otpauth://totp/Caf\xe9:me?secret=GE\n", NOW);
    intake.text("otpauth://totp/%FF?secret=GI", Provenance::User, NOW);
    let incoming = intake.into_incoming();
    assert_eq!(incoming.notices(), [ImportNotice::NameGarbled { accounts: 2 }]);
    assert_eq!(incoming.refused(), []);
}

#[test]
fn debug_of_an_intake_shows_no_key() {
    let mut intake = Intake::adding_up();
    intake.text(A, Provenance::User, NOW);
    intake.picture_read(
        scanned(&["GEZDGNBVGY3TQOJQ", "otpauth://totp/a?secret=GEZDGNBVGY3TQOJ1"]),
        Provenance::User,
        NOW,
    );
    assert!(!format!("{intake:?}").contains("GEZDG"));
}

/// An input, and its number of entries.
#[derive(Clone, Debug)]
struct Given {
    text: String,
    entries: usize,
}

/// Accounts that often share a key or a name, rejected entries, and parts of Google's export.
fn given() -> impl Strategy<Value = Given> {
    let name = prop_oneof![Just("a"), Just("A"), Just("b"), Just("Acme, Inc.:c")];
    let key = prop_oneof![Just("GEZDGNBV"), Just("MFRGGZDF"), Just("NBSWY3DP")];
    let account = (name, key, proptest::option::of(0..3_u8)).prop_map(|(name, key, counter)| {
        let text = match counter {
            Some(counter) => format!("otpauth://hotp/{name}?secret={key}&counter={counter}"),
            None => format!("otpauth://totp/{name}?secret={key}"),
        };
        Given { text, entries: 1 }
    });
    let refused = prop_oneof![
        Just("otpauth://totp/x?secret=GE&algorithm=MD5"),
        Just("otpauth://totp/x?secret=1"),
        Just("otpauth://totp/x?secret=GE&period=30.0"),
    ];
    let refused = refused.prop_map(|text| Given { text: text.to_owned(), entries: 1 });
    prop_oneof![6 => account, 2 => refused]
}

/// The accounts in the vault: each key's fingerprint with names, counter and whether it is in the
/// trash.
fn kept(vault: &Vault) -> BTreeSet<String> {
    let all = vault.accounts().iter().chain(vault.trashed());
    all.map(|kept| {
        let account = &kept.account;
        let name = account.folded_name();
        let key = crate::base32::print(account.otp.key()).to_string();
        format!("{name:?} {key} {:?} {}", account.otp.kind(), kept.trashed.is_some())
    })
    .collect()
}

/// Hands each input in, in this order, in one of the ways that shells use.
fn taken(given: &[&Given], ways: &[u8], extras: &[String]) -> Intake {
    let mut intake = Intake::adding_up();
    let mut list = String::new();
    for (one, way) in given.iter().zip(ways) {
        match way % 5 {
            0 => intake.text(&one.text, Provenance::User, NOW),
            1 => intake.file(None, one.text.as_bytes(), NOW),
            2 => intake.picture_read(scanned(&[&one.text]), Provenance::OtherApp, NOW),
            3 => {
                list.push_str(&one.text);
                list.push('\n');
            }
            _ => {
                list.extend(["\"", &one.text, "\", "]);
            }
        }
    }
    if !list.is_empty() {
        intake.file(None, list.as_bytes(), NOW);
    }
    for (extra, way) in extras.iter().zip(ways.iter().rev().chain([&0, &1, &2, &0, &1])) {
        match way % 3 {
            0 => intake.frame(scanned(&[extra]), 0, NOW),
            1 => intake.file(None, extra.as_bytes(), NOW),
            _ => intake.text(extra, Provenance::User, NOW),
        }
    }
    intake
}

proptest! {
    // Each case creates two vaults on disk.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_entry_is_added_refused_or_already_there_in_any_order_and_split(
        given in proptest::collection::vec(given(), 1..9),
        order in proptest::collection::vec(any::<u16>(), 9),
        ways in proptest::collection::vec(any::<u8>(), 9),
        other_ways in proptest::collection::vec(any::<u8>(), 9),
        exported in 0..14_usize,
        keep_both: bool,
    ) {
        let exported: Vec<_> = (0..exported)
            .map(|n| of_uri(&format!("otpauth://totp/G:{n}?secret=MZXW6YTBOI{}", ["AA", "GA", "IA"][n % 3])))
            .collect();
        let parts: Vec<String> = print(&exported.iter().collect::<Vec<_>>(), 7)
            .parts.iter().map(|part| part.to_string()).collect();
        let entries = given.iter().map(|one| one.entries).sum::<usize>() + exported.len();
        let straight: Vec<&Given> = given.iter().collect();
        let mut shuffled: Vec<(u16, &Given)> = order.iter().copied().zip(&given).collect();
        shuffled.sort_by_key(|(place, _)| *place);
        let shuffled: Vec<&Given> = shuffled.into_iter().map(|(_, one)| one).collect();
        let reversed: Vec<String> = parts.iter().rev().cloned().collect();
        let mut results = Vec::new();
        // A code shown in several pictures counts as one code.
        let repeated = |given: &[&Given], ways: &[u8]| {
            let shown = given.iter().zip(ways).filter(|(_, way)| *way % 5 == 2);
            let texts: Vec<&str> = shown.map(|(one, _)| one.text.as_str()).collect();
            texts.len() - texts.iter().collect::<BTreeSet<_>>().len()
        };
        for (given, ways, parts) in [(straight, &ways, &parts), (shuffled, &other_ways, &reversed)] {
            let (_folder, mut vault) = vault();
            vault.add(of_uri("otpauth://totp/a?secret=GEZDGNBV"), NOW).unwrap();
            let before = kept(&vault);
            let incoming = taken(&given, ways, parts).into_incoming();
            let mut plan = IncomingPlan::new(incoming, &vault);
            plan.decide_unattended(Some(if keep_both { UnattendedChoice::Add } else { UnattendedChoice::Skip }));
            let known = plan.items().iter().filter(|item| {
                matches!(item.settled(), PlannedResult::Known | PlannedResult::Advanced | PlannedResult::Skipped)
            }).count();
            let counts = plan.counts();
            let expected_entries = entries - repeated(&given, ways);
            prop_assert_eq!(counts.added + plan.refused().len() + known, expected_entries);
            let (live, changes) = (vault.accounts().len(), vault.last_change().map(|one| one.at));
            // The preview and the outcome have the same counts.
            let outcome = plan.apply(&mut vault, UnixMillis(NOW.0 + 1)).unwrap();
            prop_assert_eq!(outcome.counts, counts);
            prop_assert_eq!(vault.accounts().len(), live + counts.added);
            let after = kept(&vault);
            // One change, one undo.
            if vault.last_change().map(|one| one.at) != changes {
                vault.undo(NOW).unwrap();
                prop_assert_eq!(vault.accounts().len(), live);
                let gone: BTreeSet<_> = kept(&vault).into_iter()
                    .filter(|one| one.ends_with("false")).collect();
                prop_assert_eq!(gone.len(), before.len());
            }
            results.push((after, plan_free(&outcome.refused)));
        }
        if keep_both {
            prop_assert_eq!(&results[0], &results[1]);
        }
        prop_assert_eq!(&results[0].1, &results[1].1);
    }
}

/// The rejected entries without their positions.
fn plan_free(refused: &[RefusedImport]) -> BTreeSet<(String, String)> {
    refused.iter().map(|one| (one.name.clone(), one.why.code())).collect()
}

#[test]
fn several_announced_inputs_are_handled_together() {
    let texts = ["GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJR"];
    let texts = texts.map(|key| format!("otpauth://totp/a?secret={key}"));
    for (count, expected) in [(1, 1), (2, 2)] {
        let mut intake = Intake::default();
        intake.expect(count);
        for text in &texts {
            intake.text(text, Provenance::User, UnixMillis(0));
        }
        assert_eq!(intake.findings().len(), expected);
    }
}

#[test]
fn a_file_without_accounts_is_refused_in_every_format() {
    for (app, file) in [
        (
            "Aegis",
            r#"{"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":[],"groups":[]}}"#,
        ),
        ("2FAS", r#"{"services":[],"groups":[],"schemaVersion":4}"#),
        ("Bitwarden", r#"{"encrypted":false,"folders":[],"items":[]}"#),
        (
            "Bitwarden",
            r#"{"encrypted":false,"items":[{"type":2,"name":"n","notes":"x","login":null}]}"#,
        ),
        ("Bitwarden", "folder,favorite,type,name,login_uri,login_totp\n"),
        ("Proton Authenticator", r#"{"version":1,"entries":[]}"#),
        (
            "Stratum",
            r#"{"Authenticators":[],"Categories":[],"AuthenticatorCategories":[],"CustomIcons":[]}"#,
        ),
        ("FreeOTP+", r#"{"tokens":[],"tokenOrder":[]}"#),
        ("Apple Passwords", "Title,URL,Username,Password,Notes,OTPAuth\na,b,c,d,e,\n"),
    ] {
        let mut intake = Intake::adding_up();
        intake.file(Some("export"), file.as_bytes(), NOW);
        intake.file(None, A.as_bytes(), NOW);
        let incoming = intake.into_incoming();
        let why = ImportError::EmptyExport { app }.into();
        let refused = RefusedImport { input: 1, at: 0, name: "export".to_owned(), why };
        assert_eq!((incoming.accounts(), incoming.refused()), (1, [refused].as_slice()), "{file}");
    }
}

#[test]
fn all_groups_of_an_account_come_in_and_data_that_does_not_fit_is_reported() {
    let entry = |name: &str, more: &str| {
        format!(
            r#"{{"secret":"GEZDGNBV","issuer":"{name}","label":"a","digits":6,"type":"TOTP","algorithm":"SHA1","period":30{more}}}"#
        )
    };
    let large = format!(r#","later":"{}""#, "x".repeat(5000));
    let entries = [
        entry("A", r#","tags":["One"," ","Two "]"#),
        entry("B", r#","tags":["One","One"],"later":1"#),
        entry("C", &large),
    ];
    let mut intake = Intake::adding_up();
    intake.file(None, format!("[{}]", entries.join(",")).as_bytes(), NOW);
    let incoming = intake.into_incoming();
    let expected = [ImportNotice::DataOmitted { accounts: 1 }];
    assert_eq!((incoming.accounts(), incoming.notices()), (3, expected.as_slice()));
    let groups = incoming.arrivals.iter().map(|arrival| arrival.account.groups.names().to_vec());
    let groups: Vec<_> = groups.collect();
    assert_eq!(groups, [vec!["One", "Two"], vec!["One"], vec![]]);
    assert!(incoming.arrivals.iter().all(|arrival| arrival.account.note.is_empty()));
}
