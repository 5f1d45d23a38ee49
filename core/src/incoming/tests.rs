//! Plans against real vaults: a plan does exactly what it states.

use proptest::prelude::*;

use super::*;
use crate::account::matching::fingerprint;
use crate::account::{AccountGroups, AccountId, Confirmation, Issuer, Label};
use crate::backup::memory::{MemoryPlace, passphrase};
use crate::backup::sample::{DEVICE, NOW, VAULT, contents, crowd, of_uri, three, vault};
use crate::backup::{self, BackupContents, BackupEntry};
use crate::fault::Fault;
use crate::intake::{Intake, Provenance};
use crate::otp::MovingFactor;
use crate::vault::{ChangeReason, RemovedAccounts, StoredAccount, Vault};

fn of_backup(contents: BackupContents) -> IncomingAccounts {
    let (refusals, integrity) = (Vec::new(), BackupIntegrity::Whole);
    of_read(backup::ReadBackup { contents, refused: refusals, integrity })
}

fn of_read(read: backup::ReadBackup) -> IncomingAccounts {
    let mut intake = Intake::adding_up();
    intake.backup_read(read);
    intake.into_incoming()
}

/// A list of links, as another app writes it.
fn of_app(uris: &[&str]) -> IncomingAccounts {
    let mut intake = Intake::adding_up();
    intake.file(None, uris.join("\n").as_bytes(), NOW);
    intake.into_incoming()
}

fn verdicts(plan: &IncomingPlan) -> Vec<PlanVerdict> {
    plan.items().iter().map(PlannedAccount::verdict).collect()
}

fn all(vault: &Vault) -> impl Iterator<Item = &StoredAccount> {
    vault.accounts().iter().chain(vault.trashed())
}

fn labels(vault: &Vault) -> Vec<&str> {
    vault.accounts().iter().map(|kept| kept.account.label.as_str()).collect()
}

fn counter(vault: &Vault, id: AccountId) -> MovingFactor {
    vault.find(id).unwrap().account.otp.kind()
}

const A: &str = "otpauth://totp/Shop:a?secret=GEZDGNBV&issuer=Shop";
const A_OTHER_KEY: &str = "otpauth://totp/SHOP:A?secret=MFRGGZDF&issuer=SHOP";
const A_THIRD_KEY: &str = "otpauth://totp/Shop:a?secret=NBSWY3DP&issuer=Shop";
const A_OTHER_NAME: &str = "otpauth://totp/Shop:b?secret=GEZDGNBV&issuer=Shop";

#[test]
fn a_restore_into_an_empty_vault_restores_everything() {
    let (_folder, mut vault) = vault();
    let mut whole = contents(three());
    whole.preferences.insert("language".to_owned(), "ja".into());
    let outcome = IncomingPlan::new(of_backup(whole), &vault).apply(&mut vault, NOW).unwrap();
    assert_eq!((outcome.counts.added, outcome.ids.len()), (3, 3));
    let mut expected = contents(three());
    expected.preferences.insert("language".to_owned(), "ja".into());
    let found = BackupContents::of(&vault, expected.made);
    assert_eq!(found.entries, expected.entries);
    assert_eq!((&found.groups, &found.preferences), (&expected.groups, &expected.preferences));
    assert_eq!(vault.last_change().unwrap().reason, ChangeReason::Restore);
    assert_eq!(vault.settings().restored_from, [VAULT]);
}

#[test]
fn an_existing_account_stays_unchanged_even_if_renamed() {
    let (_folder, mut vault) = vault();
    let id = vault.add(of_uri(A), NOW).unwrap();
    let mut renamed = of_uri(A);
    renamed.rename(Issuer::new("Till").unwrap(), Label::new("two").unwrap());
    vault.edit(id, renamed, NOW).unwrap();
    let epoch = vault.epoch();
    let as_it_came = IncomingPlan::new(of_app(&[A]), &vault);
    assert_eq!(verdicts(&as_it_came), [PlanVerdict::AlreadyThere { id }]);
    let as_it_is = "otpauth://totp/Till:two?secret=GEZDGNBV&issuer=Till";
    assert_eq!(
        verdicts(&IncomingPlan::new(of_app(&[as_it_is]), &vault)),
        [PlanVerdict::AlreadyThere { id }]
    );
    let outcome = as_it_came.apply(&mut vault, NOW).unwrap();
    assert_eq!((outcome.counts.already_there, outcome.ids.len()), (1, 0));
    assert_eq!((labels(&vault), vault.epoch()), (vec!["two"], epoch));
}

#[test]
fn one_key_under_two_names_is_asked_about_at_once_and_one_after_the_other() {
    for decision in [
        None,
        Some(UnattendedChoice::Skip),
        Some(UnattendedChoice::Add),
        Some(UnattendedChoice::Replace),
    ] {
        let (_one_folder, mut one) = vault();
        let mut plan = IncomingPlan::new(of_app(&[A, A_OTHER_NAME, A]), &one);
        let first = 0;
        let expected =
            [PlanVerdict::New, PlanVerdict::SameKeyTwice { first }, PlanVerdict::Twice { first }];
        assert_eq!((verdicts(&plan), plan.undecided()), (expected.into(), 1));
        plan.decide_unattended(decision);
        assert_eq!(plan.undecided(), 0);
        plan.apply(&mut one, NOW).unwrap();

        let (_other_folder, mut other) = vault();
        for uri in [A, A_OTHER_NAME, A] {
            let mut plan = IncomingPlan::new(of_app(&[uri]), &other);
            plan.decide_unattended(decision);
            plan.apply(&mut other, NOW).unwrap();
        }
        let both = decision == Some(UnattendedChoice::Add);
        let expected = if both { vec!["a", "b"] } else { vec!["a"] };
        assert_eq!((labels(&one), labels(&other)), (expected.clone(), expected), "{decision:?}");
    }
}

#[test]
fn a_backup_restores_both_accounts_with_one_key() {
    let (_folder, mut one) = vault();
    one.add(of_uri(A), NOW).unwrap();
    one.add(of_uri(A_OTHER_NAME), NOW).unwrap();
    let (_other_folder, mut other) = vault();
    let known = other.add(of_uri("otpauth://totp/Shop:c?secret=GEZDGNBV&issuer=Shop"), NOW);
    let mut plan = IncomingPlan::new(of_backup(BackupContents::of(&one, NOW)), &other);
    let id = known.unwrap();
    assert_eq!(verdicts(&plan), [PlanVerdict::SameKey { id }, PlanVerdict::SameKey { id }]);
    plan.decide_unattended(Some(UnattendedChoice::Add));
    assert_eq!(plan.apply(&mut other, NOW).unwrap().counts.added, 2);

    let (_empty_folder, mut empty) = vault();
    let plan = IncomingPlan::new(of_backup(BackupContents::of(&one, NOW)), &empty);
    assert_eq!(verdicts(&plan), [PlanVerdict::New, PlanVerdict::New]);
    plan.apply(&mut empty, NOW).unwrap();
    assert_eq!(labels(&empty), ["a", "b"]);
}

#[test]
fn a_key_that_may_be_truncated_is_asked_about_and_added_as_unverified() {
    let file = "folder,favorite,type,name,login_totp\n,,login,Shop,GEZDGNBV";
    let read = || {
        let mut intake = Intake::adding_up();
        intake.file(None, file.as_bytes(), NOW);
        intake.into_incoming()
    };
    let (_folder, mut vault) = vault();
    let mut plan = IncomingPlan::new(read(), &vault);
    assert_eq!((verdicts(&plan), plan.undecided()), (vec![PlanVerdict::MaybeTruncated], 1));
    for (decision, adds) in
        [(None, 0), (Some(UnattendedChoice::Skip), 0), (Some(UnattendedChoice::Replace), 0)]
    {
        plan.items[0].choice = None;
        plan.decide_unattended(decision);
        assert_eq!((plan.undecided(), plan.counts().added), (0, adds), "{decision:?}");
    }
    plan.choose(0, PlanChoice::Add).unwrap();
    let id = plan.apply(&mut vault, NOW).unwrap().ids[0];
    let confirmation = vault.find(id).unwrap().account.confirmation;
    assert!(!matches!(confirmation, Confirmation::Confirmed { .. }), "{confirmation:?}");
    // The vault already contains this key under this name.
    assert_eq!(verdicts(&IncomingPlan::new(read(), &vault)), [PlanVerdict::AlreadyThere { id }]);
}

#[test]
fn a_taken_name_is_asked_about_and_unchanged_until_decided() {
    let (_folder, mut vault) = vault();
    let id = vault.add(of_uri(A), NOW).unwrap();
    let plan = IncomingPlan::new(of_app(&[A_OTHER_KEY]), &vault);
    assert_eq!(verdicts(&plan), [PlanVerdict::NameTaken { id }]);
    assert_eq!((plan.items()[0].choice(), plan.undecided()), (None, 1));
    assert_eq!(plan.apply(&mut vault, NOW).unwrap().counts.undecided, 1);
    assert_eq!(vault.accounts().len(), 1);

    let mut plan = IncomingPlan::new(of_app(&[A_OTHER_KEY]), &vault);
    assert_eq!(plan.choose(0, PlanChoice::Recover), Err(ChoiceNotOffered));
    assert_eq!(plan.choose(1, PlanChoice::Add), Err(ChoiceNotOffered));
    plan.choose(0, PlanChoice::Add).unwrap();
    assert_eq!(plan.apply(&mut vault, NOW).unwrap().counts.added, 1);
    assert_eq!(labels(&vault), ["a", "A"]);
}

#[test]
fn a_replaced_key_is_kept_in_the_trash() {
    let (_folder, mut vault) = vault();
    let mut old = of_uri(A);
    old.groups = AccountGroups::named(["Work"]);
    old.note = "till".to_owned();
    let id = vault.add(old, NOW).unwrap();
    let mut incoming = of_app(&[A_OTHER_KEY, A_THIRD_KEY]);
    incoming.arrivals[1].account.groups = AccountGroups::named(["Till", "Work"]);
    let mut plan = IncomingPlan::new(incoming, &vault);
    plan.choose(0, PlanChoice::Replace).unwrap();
    plan.choose(1, PlanChoice::Replace).unwrap();
    let outcome = plan.apply(&mut vault, NOW).unwrap();
    assert_eq!((outcome.counts.replaced, outcome.ids), (2, vec![id]));
    let now = &vault.find(id).unwrap().account;
    assert!(now.is_same_as(&of_uri(A_THIRD_KEY)));
    assert_eq!((now.groups.names().join(" ").as_str(), now.note.as_str()), ("Work Till", "till"));
    let trash = vault.trashed();
    assert!(
        [A, A_OTHER_KEY]
            .iter()
            .all(|uri| { trash.iter().any(|kept| kept.account.is_same_as(&of_uri(uri))) })
    );
    assert_eq!((vault.accounts().len(), trash.len()), (1, 2));
}

#[test]
fn an_account_in_the_trash_is_reported_and_can_be_recovered() {
    let (_folder, mut vault) = vault();
    let id = vault.add(of_uri(A), NOW).unwrap();
    vault.discard(id, NOW).unwrap();
    let mut plan = IncomingPlan::new(of_app(&[A]), &vault);
    assert_eq!(verdicts(&plan), [PlanVerdict::InTrash { id }]);
    assert_eq!(plan.items()[0].choice(), Some(PlanChoice::Skip));
    plan.choose(0, PlanChoice::Recover).unwrap();
    assert_eq!(plan.apply(&mut vault, NOW).unwrap().counts.recovered, 1);
    assert_eq!(labels(&vault), ["a"]);
}

/// Adds the account of [`A`] and erases it. Returns backups that were made in between.
fn erased(vault: &mut Vault) -> [IncomingAccounts; 2] {
    let id = vault.add(of_uri(A), NOW).unwrap();
    let backups = [0; 2].map(|_| of_backup(BackupContents::of(vault, NOW)));
    vault.discard(id, NOW).unwrap();
    vault.purge(id).unwrap();
    backups
}

#[test]
fn an_account_that_was_erased_here_is_offered_once() {
    let (_folder, mut vault) = vault();
    let [backup, same_backup] = erased(&mut vault);
    let removed = PlanVerdict::RemovedHere { at: NOW };
    let from_an_app = IncomingPlan::new(of_app(&[A]), &vault);
    let mut plan = IncomingPlan::new(backup, &vault);
    for plan in [&from_an_app, &plan] {
        assert_eq!(verdicts(plan), [removed]);
        assert_eq!(plan.items()[0].choice(), None);
    }
    plan.choose(0, PlanChoice::Skip).unwrap();
    plan.apply(&mut vault, NOW).unwrap();
    let plan = IncomingPlan::new(same_backup, &vault);
    assert_eq!(verdicts(&plan), [removed]);
    assert_eq!(plan.items()[0].choice(), Some(PlanChoice::Skip));
    assert_eq!(vault.accounts().len(), 0);
}

#[test]
fn an_account_that_was_erased_here_can_be_added_again() {
    let (_folder, mut vault) = vault();
    let [backup, same_backup] = erased(&mut vault);
    let mut plan = IncomingPlan::new(backup, &vault);
    plan.decide_unattended(None);
    assert_eq!(plan.items()[0].choice(), Some(PlanChoice::Skip));
    plan.choose(0, PlanChoice::Add).unwrap();
    let outcome = plan.apply(&mut vault, NOW).unwrap();
    assert_eq!(labels(&vault), ["a"]);
    let there = PlanVerdict::AlreadyThere { id: outcome.ids[0] };
    assert_eq!(verdicts(&IncomingPlan::new(same_backup, &vault)), [there]);
    assert_eq!(RemovedAccounts::of(vault.settings()).find(&of_uri(A).otp), None);
}

#[test]
fn a_code_that_a_site_shows_now_is_not_asked_about_although_it_was_erased() {
    let (_folder, mut vault) = vault();
    let _backups = erased(&mut vault);
    let mut intake = Intake::adding_up();
    intake.text(A, Provenance::User, NOW);
    let plan = IncomingPlan::new(intake.into_incoming(), &vault);
    assert_eq!(verdicts(&plan), [PlanVerdict::New]);
}

#[test]
fn an_erased_key_is_not_in_the_record_of_what_was_erased() {
    let (_folder, mut vault) = vault();
    let _backups = erased(&mut vault);
    let stored = serde_json::to_string(vault.settings()).unwrap();
    assert!(stored.contains("removed-accounts"));
    assert!(!stored.contains("GEZDGNBV") && !stored.contains("3132333435"));
    let print = data_encoding::HEXLOWER.encode(&fingerprint(&of_uri(A).otp));
    assert!(!stored.contains(&print));
}

#[test]
fn a_counter_moves_forward_and_never_back() {
    let (_folder, mut vault) = vault();
    let uri = |counter| format!("otpauth://hotp/a?secret=GEZDGNBV&counter={counter}");
    let id = vault.add(of_uri(&uri(5)), NOW).unwrap();
    for (theirs, ours, advanced) in [(4, 5, 0), (5, 5, 0), (9, 9, 1), (7, 9, 0)] {
        let plan = IncomingPlan::new(of_app(&[&uri(theirs)]), &vault);
        assert_eq!(verdicts(&plan), [PlanVerdict::AlreadyThere { id }]);
        assert_eq!(plan.items()[0].moves_counter(), advanced == 1);
        assert_eq!(plan.apply(&mut vault, NOW).unwrap().counts.advanced, advanced);
        assert_eq!(counter(&vault, id), MovingFactor::Hotp { counter: ours });
    }
    vault.undo(NOW).unwrap();
    assert_eq!(counter(&vault, id), MovingFactor::Hotp { counter: 9 });
}

#[test]
fn accounts_of_one_key_share_its_highest_counter() {
    let (_folder, mut vault) = vault();
    let uris = ["a?secret=GEZDGNBV&counter=9", "b?secret=GEZDGNBV&counter=1"]
        .map(|rest| format!("otpauth://hotp/{rest}"));
    let mut plan = IncomingPlan::new(of_app(&[&uris[0], &uris[1]]), &vault);
    plan.decide_unattended(Some(UnattendedChoice::Add));
    let outcome = plan.apply(&mut vault, NOW).unwrap();
    assert_eq!(outcome.ids.len(), 2);
    for id in outcome.ids {
        assert_eq!(counter(&vault, id), MovingFactor::Hotp { counter: 9 });
    }
}

#[test]
fn a_key_that_is_advanced_and_replaced_in_one_plan_is_not_lost() {
    let (_folder, mut vault) = vault();
    let uri = |key, counter| format!("otpauth://hotp/a?secret={key}&counter={counter}");
    let id = vault.add(of_uri(&uri("GEZDGNBV", 1)), NOW).unwrap();
    let mut plan = IncomingPlan::new(of_app(&[&uri("MFRGGZDF", 2), &uri("GEZDGNBV", 9)]), &vault);
    plan.choose(0, PlanChoice::Replace).unwrap();
    let outcome = plan.apply(&mut vault, NOW).unwrap();
    assert_eq!((outcome.counts.replaced, outcome.counts.advanced), (1, 1));
    assert!(vault.find(id).unwrap().account.is_same_as(&of_uri(&uri("MFRGGZDF", 0))));
    let old = &vault.trashed()[0].account.otp;
    assert_eq!(*old, of_uri(&uri("GEZDGNBV", 9)).otp);
}

#[test]
fn an_account_of_another_key_does_not_take_over_an_identifier() {
    let (_folder, mut vault) = vault();
    let mut whole = contents(three());
    whole.entries.truncate(1);
    IncomingPlan::new(of_backup(whole), &vault).apply(&mut vault, NOW).unwrap();
    let id = vault.accounts()[0].id;
    let entry =
        |account| BackupEntry { id, account, trashed: None, unknown: serde_json::Map::new() };
    let outcome = IncomingPlan::new(of_backup(contents(vec![entry(of_uri(A))])), &vault)
        .apply(&mut vault, NOW)
        .unwrap();
    assert_eq!((outcome.counts.added, vault.accounts().len()), (1, 2));
    assert_ne!(outcome.ids, [id]);
}

#[test]
fn accounts_of_another_app_count_as_confirmed_and_those_of_a_sites_own_code_do_not() {
    use crate::account::Confirmation::{Confirmed, Unconfirmed};
    let (_folder, mut vault) = vault();
    let mut intake = Intake::adding_up();
    intake.file(None, A.as_bytes(), NOW);
    intake.text("otpauth://totp/x?secret=NBSWY3DP", Provenance::User, NOW);
    // One account, part 1 of 1: secret "1", name "G:g".
    let google = "otpauth-migration://offline?data=CggKATESA0c6ZxABGAEoBw==";
    intake.text(google, Provenance::User, NOW);
    IncomingPlan::new(intake.into_incoming(), &vault).apply(&mut vault, NOW).unwrap();
    let found: Vec<_> = vault.accounts().iter().map(|kept| kept.account.confirmation).collect();
    assert_eq!(found, [Confirmed { at: NOW }, Unconfirmed, Confirmed { at: NOW }]);
}

#[test]
fn a_plan_is_out_of_date_once_the_vault_was_changed() {
    let (_folder, mut vault) = vault();
    let plan = IncomingPlan::new(of_app(&[A]), &vault);
    vault.add(of_uri(A), NOW).unwrap();
    assert_eq!(plan.apply(&mut vault, NOW), Err(ApplyError::Outdated));
}

#[test]
fn accounts_without_names_do_not_conflict() {
    let (_folder, mut vault) = vault();
    vault.add(of_uri("otpauth://totp/?secret=GEZDGNBV"), NOW).unwrap();
    let plan = IncomingPlan::new(of_app(&["otpauth://totp/?secret=NBSWY3DP"]), &vault);
    assert_eq!(verdicts(&plan), [PlanVerdict::New]);
}

#[test]
fn undoing_a_restore_leaves_the_previous_accounts() {
    let (_folder, mut vault) = vault();
    let id = vault.add(of_uri(A), NOW).unwrap();
    IncomingPlan::new(of_backup(contents(three())), &vault).apply(&mut vault, NOW).unwrap();
    assert_eq!(vault.accounts().len(), 3);
    vault.undo(NOW).unwrap();
    assert_eq!(vault.accounts().iter().map(|kept| kept.id).collect::<Vec<_>>(), [id]);
    assert!(vault.settings().groups.is_empty());
}

proptest! {
    // Each case creates a vault on disk.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_plan_does_what_it_states_and_a_second_one_changes_nothing(
        first in crowd(),
        second in crowd(),
        choices in proptest::collection::vec(0..3_usize, 6),
    ) {
        let (_folder, mut vault) = vault();
        let again = contents(second);
        let json = backup::write(&again);
        IncomingPlan::new(of_backup(contents(first)), &vault).apply(&mut vault, NOW).unwrap();

        let mut plan = IncomingPlan::new(of_backup(again), &vault);
        for (place, choice) in choices.into_iter().enumerate().take(plan.items().len()) {
            let offered = plan.items()[place].verdict().choices();
            plan.choose(place, offered[choice % offered.len()]).unwrap();
        }
        let count = |wanted| plan.items().iter().filter(|item| item.choice() == Some(wanted)).count();
        let expected = (count(PlanChoice::Add), count(PlanChoice::Replace), count(PlanChoice::Recover));
        let left_away = plan.items().iter().filter(|item| {
            let is_paired =
                matches!(item.verdict(), PlanVerdict::AlreadyThere { .. } | PlanVerdict::InTrash { .. });
            item.choice() == Some(PlanChoice::Skip) && !is_paired
        });
        let left_away = left_away.count();
        let kept: Vec<_> = all(&vault).map(|kept| kept.account.duplicate()).collect();
        let counts = plan.counts();
        let outcome = plan.apply(&mut vault, NOW).unwrap();
        prop_assert_eq!(outcome.counts, counts);
        prop_assert_eq!((outcome.counts.added, outcome.counts.replaced, outcome.counts.recovered), expected);
        prop_assert_eq!(all(&vault).count(), kept.len() + outcome.counts.added + outcome.counts.replaced);
        for account in &kept {
            let stays = all(&vault).any(|kept| kept.account.is_same_as(account));
            prop_assert!(stays, "a key is lost: {account:?}");
        }

        let mut plan = IncomingPlan::new(of_backup(backup::read(&json).unwrap().contents), &vault);
        let epoch = vault.epoch();
        let is_there = |item: &PlannedAccount| {
            matches!(item.verdict(), PlanVerdict::AlreadyThere { .. } | PlanVerdict::InTrash { .. })
        };
        // Everything imported is in the vault; only skipped accounts are absent.
        let absent: Vec<_> =
            (0..plan.items().len()).filter(|place| !is_there(&plan.items()[*place])).collect();
        prop_assert_eq!(absent.len(), left_away);
        for place in absent {
            plan.choose(place, PlanChoice::Skip).unwrap();
        }
        let outcome = plan.apply(&mut vault, NOW).unwrap();
        prop_assert_eq!(outcome.ids, []);
        prop_assert_eq!(vault.epoch(), epoch);
    }
}

#[test]
fn a_backup_of_the_vault_that_was_restored_from_may_be_replaced() {
    let (_folder, mut first) = vault();
    for uri in [A, A_THIRD_KEY] {
        first.add(of_uri(uri), NOW).unwrap();
    }
    let place = MemoryPlace::default();
    let save = |vault: &Vault, place: &MemoryPlace| {
        let target = backup::BackupTarget::File("my.age".to_owned());
        let saving =
            backup::BackupSave::new(vault, DEVICE, place, target, passphrase(), NOW).unwrap();
        saving
            .with_work_factor(backup::ScryptWorkFactor::new(1).unwrap())
            .finish()
            .map_err(|why| why.code())
    };
    save(&first, &place).unwrap();
    let sealed = place.files.borrow()["my.age"].clone();
    let read = || {
        backup::verify(backup::BackupFile { name: None, sealed: &sealed }, &passphrase()).unwrap()
    };

    let (_second_folder, mut second) = vault();
    assert_eq!(save(&second, &place).unwrap_err(), "backup-not-ours-other-vault");
    IncomingPlan::new(of_read(read()), &second).apply(&mut second, NOW).unwrap();
    assert_eq!(second.settings().restored_from, [first.id()]);
    save(&second, &place).unwrap();
    assert!(place.files.borrow()["my.age.previous"] == sealed);

    // Not as long as the backup contains accounts that were skipped.
    let (_third_folder, mut third) = vault();
    let mut plan = IncomingPlan::new(of_read(read()), &third);
    plan.choose(1, PlanChoice::Skip).unwrap();
    plan.apply(&mut third, NOW).unwrap();
    place.files.borrow_mut().insert("my.age".to_owned(), sealed.clone());
    assert_eq!(save(&third, &place).unwrap_err(), "backup-not-ours-holds-more");
    assert!(place.files.borrow()["my.age"] == sealed);
}

#[test]
fn a_backup_that_was_restored_whole_counts_as_proved_until_something_changes() {
    let restored = |change: fn(&mut IncomingPlan), whole: BackupContents| {
        let (folder, mut vault) = vault();
        let mut plan = IncomingPlan::new(of_backup(whole), &vault);
        change(&mut plan);
        plan.apply(&mut vault, NOW).unwrap();
        (folder, vault)
    };
    let made = contents(three()).made;
    let (_folder, mut second) = restored(|_| {}, contents(three()));
    assert_eq!(backup::BackupFreshness::of(&second), backup::BackupFreshness::Current { at: made });
    second.add(of_uri(A), NOW).unwrap();
    let stale = backup::BackupFreshness::Stale { at: made, accounts: 3 };
    assert_eq!(backup::BackupFreshness::of(&second), stale);
    // Not if an account was left out, or if the file lacked something.
    let skipped = restored(|plan| plan.choose(0, PlanChoice::Skip).unwrap(), contents(three())).1;
    assert_eq!(backup::BackupFreshness::of(&skipped), backup::BackupFreshness::Never);
    let mut partial = contents(three());
    partial.extent = BackupExtent::Partial;
    let partial = restored(|_| {}, partial).1;
    assert_eq!(backup::BackupFreshness::of(&partial), backup::BackupFreshness::Never);
}

#[test]
fn a_restore_beside_other_accounts_does_not_count_as_a_backup() {
    let (_folder, mut vault) = vault();
    vault.add(of_uri(A), NOW).unwrap();
    IncomingPlan::new(of_backup(contents(three())), &vault).apply(&mut vault, NOW).unwrap();
    assert_eq!(backup::BackupFreshness::of(&vault), backup::BackupFreshness::Never);
}
