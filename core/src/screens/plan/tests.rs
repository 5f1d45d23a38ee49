//! Tests of `plan.rs`.

use super::*;
use crate::backup::sample::{NOW, of_uri, vault};
use crate::incoming::IncomingAccounts;
use crate::intake::Intake;

fn incoming(uris: &[&str]) -> IncomingAccounts {
    let mut intake = Intake::adding_up();
    for uri in uris {
        intake.account_read(of_uri(uri));
    }
    intake.into_incoming()
}

#[test]
fn the_button_says_what_it_does_and_waits_for_every_choice() {
    let whole = (BackupIntegrity::Whole, BackupExtent::Whole);
    let made = UnixMillis(0);
    let backup = IncomingOrigin::Backup {
        made,
        integrity: whole.0,
        extent: whole.1,
        vault: None,
        proved: None,
    };
    let code = |origin: &IncomingOrigin, adds, undecided| {
        PhraseValue::of_phrase(&PlanPhrase::apply(origin, adds, undecided)).code
    };
    assert_eq!(code(&backup, 2, 1), "plan-undecided");
    assert_eq!([code(&backup, 2, 0), code(&backup, 0, 0)], ["plan-apply", "plan-apply-none"]);
    let import = [code(&IncomingOrigin::Fresh, 2, 0), code(&IncomingOrigin::Fresh, 0, 0)];
    assert_eq!(import, ["plan-apply-import", "plan-apply-none-import"]);
    let title = |origin: &IncomingOrigin| PhraseValue::of_phrase(&PlanPhrase::title(origin)).code;
    assert_eq!(
        [title(&backup), title(&IncomingOrigin::Fresh)],
        ["plan-title", "plan-title-import"]
    );
}

#[test]
fn the_outcome_states_the_number_of_accounts() {
    let (_folder, mut vault) = vault();
    let plan = IncomingPlan::new(incoming(&["otpauth://totp/GitHub:me?secret=NBSWY3DP"]), &vault);
    assert_eq!(PlanState::of(&plan).applying, Offered::Yes);
    let outcome = OutcomeState::of(&plan.apply(&mut vault, NOW).unwrap());
    assert_eq!(outcome.phrase.code, "plan-done-import");
    assert_eq!(outcome.phrase.facts[0].fact, 1.into());
    assert_eq!(outcome.details(), []);
    let again = IncomingPlan::new(incoming(&["otpauth://totp/GitHub:me?secret=NBSWY3DP"]), &vault);
    assert_eq!(PlanState::of(&again).applying, Offered::No);
    let again = OutcomeState::of(&again.apply(&mut vault, NOW).unwrap());
    assert_eq!(again.details(), [PlanPhrase::Known { count: 1 }]);
}

#[test]
fn the_preview_counts_the_results() {
    let (_folder, mut vault) = vault();
    vault.add(of_uri("otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ"), NOW).unwrap();
    let accounts = [
        "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ",
        "otpauth://totp/Amazon:me?secret=MZXW6YTBOI",
        "otpauth://totp/GitHub:me?secret=NBSWY3DP",
    ];
    let mut plan = IncomingPlan::new(incoming(&accounts), &vault);
    let state = PlanState::of(&plan);
    assert_eq!((state.origin, state.rows.len()), (PlanOrigin::Fresh, 3));
    assert_eq!((state.adds, state.already_there, state.undecided), (1, 1, 1));
    plan.choose(1, PlanChoice::Replace).unwrap();
    let state = PlanState::of(&plan);
    assert_eq!((state.adds, state.undecided), (2, 0));
    let outcome = OutcomeState::of(&plan.apply(&mut vault, NOW).unwrap());
    assert_eq!((outcome.added, outcome.replaced, outcome.there), (1, 1, 1));
}

#[test]
fn a_new_account_has_another_label_than_one_beside_a_similar_one() {
    let (_folder, mut vault) = vault();
    vault.add(of_uri("otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ"), NOW).unwrap();
    let accounts =
        ["otpauth://totp/GitHub:me?secret=NBSWY3DP", "otpauth://totp/Amazon:me?secret=MZXW6YTBOI"];
    let plan = IncomingPlan::new(incoming(&accounts), &vault);
    let wordings = |row: &PlanRow| row.offers.iter().map(|offer| offer.wording).collect();
    let [new, beside]: [Vec<_>; 2] = [0, 1].map(|at| wordings(&PlanState::of(&plan).rows[at]));
    assert_eq!(new, [PlanWording::Add, PlanWording::Skip]);
    assert_eq!(beside, [PlanWording::Skip, PlanWording::AddBeside, PlanWording::Replace]);
}

#[test]
fn a_changed_backup_is_not_partial() {
    let count = BackupIntegrity::Count { found: 1, known: 2 };
    assert_eq!(BackupTrust::of(count, BackupExtent::Partial), BackupTrust::Changed);
    assert_eq!(BackupTrust::of(BackupIntegrity::Digest, BackupExtent::Whole), BackupTrust::Changed);
    assert_eq!(BackupTrust::of(BackupIntegrity::Unknown, BackupExtent::Whole), BackupTrust::Unread);
    assert_eq!(
        BackupTrust::of(BackupIntegrity::Whole, BackupExtent::Partial),
        BackupTrust::Partial
    );
    assert_eq!(BackupTrust::of(BackupIntegrity::Whole, BackupExtent::Whole), BackupTrust::Whole);
}
