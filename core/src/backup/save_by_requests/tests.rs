//! Saves by requests to a place in memory.

use super::*;
use crate::backup::memory::MemoryPlace;
use crate::backup::name::unproved;
use crate::backup::sample::{DEVICE, NOW, of_uri, vault};
use crate::backup::{BackupPlace, SaveWarning};

const URI: &str = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon";

fn carrying(vault: &Vault, keep: usize, at: i64) -> SaveByRequests {
    let passphrase = Passphrase::new("correct horse".to_owned());
    let now = UnixMillis(NOW.0 + at * 1000);
    let keep = KeepCount::new(keep).unwrap();
    SaveByRequests::new(vault, DEVICE, passphrase, keep, now)
        .unwrap()
        .with_work_factor(ScryptWorkFactor::new(4).unwrap())
}

/// Carries out a request, as a simple shell does.
fn carried_out(place: &MemoryPlace, request: PlaceRequest) -> PlaceAnswer {
    match &request {
        PlaceRequest::Create { name, .. } if place.names().contains(name) => {
            PlaceAnswer::Failed { why: PlaceFailure::Taken }
        }
        _ => request.carry_out(place),
    }
}

/// Continues until the save is over, or until the next request matches.
fn until(
    one: &mut SaveByRequests,
    place: &MemoryPlace,
    fits: impl Fn(&PlaceRequest) -> bool,
) -> Result<SaveProgress, BackupSaveError> {
    let mut answer = None;
    loop {
        match one.next(answer)? {
            SaveProgress::Ask(request) if !fits(&request) => {
                answer = Some(carried_out(place, request));
            }
            other => return Ok(other),
        }
    }
}

fn saved(mut one: SaveByRequests, place: &MemoryPlace) -> Result<BackupProof, BackupSaveError> {
    assert_eq!(until(&mut one, place, |_| false)?, SaveProgress::Saved);
    Ok(one.into_proof().unwrap())
}

#[test]
fn a_backup_is_written_read_back_and_proved_before_it_is_named() {
    let (_folder, mut vault) = vault();
    vault.add(of_uri(URI), NOW).unwrap();
    let place = MemoryPlace::default();
    let mut one = carrying(&vault, 3, 0);
    let (mut answer, mut asked, mut steps) = (None, Vec::new(), Vec::new());
    while let SaveProgress::Ask(request) = one.next(answer).unwrap() {
        let is_named = |name: &String| BackupFileName::parse(name).is_some();
        assert_eq!(place.names().iter().any(is_named), asked.contains(&"rename"));
        asked.push(match &request {
            PlaceRequest::Create { .. } => "create",
            PlaceRequest::Read { .. } => "read",
            PlaceRequest::Overwrite { .. } => "overwrite",
            PlaceRequest::Rename { .. } => "rename",
            PlaceRequest::List => "list",
            PlaceRequest::Remove { .. } => "remove",
        });
        steps.push(one.step());
        answer = Some(carried_out(&place, request));
    }
    assert_eq!(asked, ["create", "read", "rename", "read", "list"]);
    let named = SaveStep::Named;
    let expected = [SaveStep::Written, SaveStep::ReadBack, named, named, SaveStep::Rotated];
    assert_eq!(steps, expected);
    let proof = one.into_proof().unwrap();
    assert_eq!((place.names(), proof.accounts), (vec![proof.name.clone()], 1));
    let file = place.read(&proof.name, MAX_FILE_BYTES).unwrap();
    assert!(BackupFileName::parse(&proof.name).unwrap().fits(&file));
}

#[test]
fn a_failure_before_naming_leaves_the_place_unchanged() {
    let (_folder, vault) = vault();
    for call in ["create", "read", "rename"] {
        let mut place = MemoryPlace::default();
        saved(carrying(&vault, 1, 0), &place).unwrap();
        let before = place.names();
        place.fails_at = Some(call);
        let failed = saved(carrying(&vault, 1, 9), &place).unwrap_err();
        assert_eq!(failed, BackupSaveError::Place(PlaceError::StorageFull), "{call}");
        assert_eq!(place.names(), before, "{call}");
    }
}

#[test]
fn a_corrupted_or_enlarged_file_is_not_reported_as_saved() {
    let (_folder, vault) = vault();
    let place = MemoryPlace { spoils: true, ..MemoryPlace::default() };
    assert_eq!(saved(carrying(&vault, 1, 0), &place), Err(BackupSaveError::ReadBackDiffers));
    assert_eq!(place.names(), [] as [String; 0]);

    let place = MemoryPlace::default();
    let mut one = carrying(&vault, 1, 0);
    until(&mut one, &place, |asked| matches!(asked, PlaceRequest::Read { .. })).unwrap();
    let grown = PlaceAnswer::Failed { why: PlaceFailure::TooLarge };
    let SaveProgress::Ask(request) = one.next(Some(grown)).unwrap() else { panic!("not removed") };
    let answer = carried_out(&place, request);
    assert_eq!(one.next(Some(answer)), Err(BackupSaveError::ReadBackDiffers));
    assert_eq!(place.names(), [] as [String; 0]);
}

#[test]
fn an_answer_of_the_wrong_kind_saves_nothing() {
    let (_folder, vault) = vault();
    let place = MemoryPlace::default();
    let mut one = carrying(&vault, 1, 0);
    until(&mut one, &place, |asked| matches!(asked, PlaceRequest::Read { .. })).unwrap();
    assert!(matches!(
        one.next(Some(PlaceAnswer::Done)),
        Ok(SaveProgress::Ask(PlaceRequest::Remove { .. }))
    ));
    assert_eq!(one.next(None), Err(BackupSaveError::Place(PlaceError::ReadOrWriteFailed)));
    assert_eq!(one.into_proof(), None);
}

#[test]
fn a_file_found_under_its_name_is_saved_with_a_warning_and_old_ones_stay() {
    let (_folder, mut vault) = vault();
    let mut place = MemoryPlace::default();
    let older = saved(carrying(&vault, 1, 0), &place).unwrap();
    place.complains_after = Some("rename");
    let proof = saved(carrying(&vault, 1, 9), &place).unwrap();
    assert_eq!(proof.unflushed, Some(PlaceError::ReadOrWriteFailed));
    assert_eq!(place.names(), [older.name, proof.name.clone()]);
    assert_eq!(proof.note_or_warn(Some(&mut vault)), [SaveWarning::Unflushed]);
    assert_eq!(proof.note_or_warn(None), [SaveWarning::NotNoted, SaveWarning::Unflushed]);
}

type Asked = fn(&PlaceRequest) -> bool;

#[test]
fn cancelling_before_naming_leaves_nothing_and_later_the_backup_is_saved() {
    let (_folder, vault) = vault();
    let moments: [(Asked, SaveProgress); 3] = [
        (|asked| matches!(asked, PlaceRequest::Create { .. }), SaveProgress::Cancelled),
        (|asked| matches!(asked, PlaceRequest::Read { .. }), SaveProgress::Cancelled),
        (|asked| matches!(asked, PlaceRequest::Rename { .. }), SaveProgress::Saved),
    ];
    for (moment, expected) in moments {
        let place = MemoryPlace::default();
        let mut one = carrying(&vault, 1, 0);
        let SaveProgress::Ask(request) = until(&mut one, &place, moment).unwrap() else { panic!() };
        one.cancel();
        let mut answer = Some(carried_out(&place, request));
        let end = loop {
            match one.next(answer).unwrap() {
                SaveProgress::Ask(request) => answer = Some(carried_out(&place, request)),
                end => break end,
            }
        };
        assert_eq!(place.names().is_empty(), end == SaveProgress::Cancelled);
        assert_eq!(end, expected);
    }
    let mut one = carrying(&vault, 1, 0);
    one.cancel();
    assert_eq!(one.next(None), Ok(SaveProgress::Cancelled));
}

#[test]
fn the_oldest_verified_backups_are_deleted_and_other_files_stay() {
    let (_folder, vault) = vault();
    let place = MemoryPlace::default();
    let made: Vec<_> =
        (0..3).map(|at| saved(carrying(&vault, 9, at), &place).unwrap().name).collect();
    place.create("photo.jpg", &[1, 2, 3]).unwrap();
    let proof = saved(carrying(&vault, 3, 9), &place).unwrap();
    assert_eq!(proof.rotated.dropped, [made[0].clone()]);
    let left = [&made[1], &made[2], &proof.name];
    assert_eq!(place.names().len(), 4);
    assert!(left.into_iter().all(|name| place.names().contains(name)));
}

#[test]
fn foreign_files_with_our_names_stay() {
    let ((_folder, ours), (_other_folder, other)) = (vault(), vault());
    let place = MemoryPlace::default();
    let proof = saved(carrying(&other, 1, 0), &place).unwrap();
    let sealed = place.read(&proof.name, MAX_FILE_BYTES).unwrap();
    let proved = BackupFileName::of(UnixMillis(0), ours.id(), DEVICE, &sealed).to_string();
    let made = UnixMillis(NOW.0 + 9000);
    let left = unproved(made, ours.id(), DEVICE);
    place.create(&proved, &sealed).unwrap();
    place.create(&left, b"a letter").unwrap();
    let proof = saved(carrying(&ours, 1, 9), &place).unwrap();
    assert_eq!(proof.rotated.dropped, [] as [String; 0]);
    assert!(place.names().contains(&proved) && place.names().contains(&proof.name));
    assert_eq!(place.read(&left, MAX_FILE_BYTES).unwrap(), b"a letter");
}

#[test]
fn a_failure_to_delete_old_files_is_recorded_and_the_backup_is_saved() {
    let (_folder, vault) = vault();
    for call in ["list", "remove"] {
        let mut place = MemoryPlace::default();
        saved(carrying(&vault, 1, 0), &place).unwrap();
        place.fails_at = Some(call);
        let proof = saved(carrying(&vault, 1, 9), &place).unwrap();
        assert_eq!(proof.rotated.failed, Some(PlaceError::StorageFull), "{call}");
        assert_eq!(proof.rotated.dropped, [] as [String; 0], "{call}");
        assert_eq!(place.names().len(), 2, "{call}");
    }
}
