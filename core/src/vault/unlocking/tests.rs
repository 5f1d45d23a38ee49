//! Tests of `unlocking.rs`.

use super::*;
use crate::crypto::random::SystemRandom;
use crate::secret::Passphrase;
use crate::time::UnixMillis;

const VAULT: VaultId = VaultId([5; 16]);
const TINY: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

/// A slot that a passphrase opens.
fn slot(text: &str, cost: PassphraseCost) -> (SymmetricKey, SlotRow) {
    let random = SystemRandom::new();
    let (data, typed) = (SymmetricKey::make(&random).unwrap(), passphrase(text));
    let credential = UnlockCredential::Passphrase(&typed);
    let row = SlotRow::make(&data, VAULT, credential, cost, UnixMillis(9), &random).unwrap();
    (data, row)
}

/// A planted slot: it states a cost, and nothing opens it.
fn planted(number: u32, cost: PassphraseCost) -> SlotRow {
    let PassphraseCost { mebibytes, passes, lanes } = cost;
    let parameters = format!(
        "{{\"form\":1,\"created\":0,\"salt\":\"{:032x}\",\"mebibytes\":{mebibytes},\
         \"passes\":{passes},\"lanes\":{lanes},\"reading\":\"nfkc\"}}",
        7
    );
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    let (proof, wrapped, checksum) = (vec![0; 16], vec![0; 60], vec![0; 16]);
    let kind = "passphrase".to_owned();
    SlotRow { id, kind, parameters: parameters.into_bytes(), proof, wrapped, checksum }
}

fn try_on(slots: &[SlotRow], text: &str, limit: UnlockLimit) -> Result<OpenedSlot, UnlockError> {
    open_any(slots, VAULT, UnlockCredential::Passphrase(&passphrase(text)), limit)
}

fn order(costs: &[(u32, u32)]) -> Vec<usize> {
    let slots: Vec<SlotRow> = costs
        .iter()
        .zip(0..)
        .map(|(&(mebibytes, passes), number)| {
            planted(number, PassphraseCost { mebibytes, passes, lanes: 1 })
        })
        .collect();
    in_order(attempts(&slots, SlotKind::Passphrase, 1), 1).map(|attempt| attempt.at).collect()
}

#[test]
fn slots_are_tried_in_the_order_of_their_cost() {
    assert_eq!(order(&[(1024, 16), (64, 3), (128, 3), (64, 4)]), [1, 3, 2, 0]);
    assert_eq!(order(&[(64, 3), (1, 1), (64, 3)]), [1, 0, 2]);
}

#[test]
fn many_cheap_slots_do_not_delay_the_right_one() {
    let mut costs = vec![(8, 16); 100];
    costs.push((64, 3));
    let order = order(&costs);
    assert_eq!(order.iter().position(|at| *at == 100), Some(1));
    assert_eq!(order.len(), 101);
}

#[test]
fn a_costly_planted_slot_is_not_tried_when_a_cheaper_one_opens() {
    let (data, right) = slot("ひらけ", TINY);
    let slots = [planted(0, PassphraseCost::MAX), right];
    let opened = try_on(&slots, "ひらけ", UnlockLimit::DEFAULT).unwrap();
    assert_eq!(opened.key.expose(), data.expose());
    assert_eq!(opened.slot.as_bytes(), &slots[1].id);
}

#[test]
fn a_cost_above_the_limit_is_reported_for_a_decision() {
    let (_, right) = slot("ひらけ", TINY);
    let slots = [planted(0, PassphraseCost::MAX), right];
    let asked = try_on(&slots, "とじろ", UnlockLimit::DEFAULT).map(|_| ()).unwrap_err();
    assert_eq!(asked, UnlockError::TooCostly { mebibytes: 1024, seconds: 43, tried: 1 });
}

#[test]
fn the_limit_applies_to_all_slots_and_normalizations_together() {
    let cost = PassphraseCost { mebibytes: 100, passes: 10, lanes: 1 };
    let limit = UnlockLimit { mebibytes: 100, work: 3000 };
    let attempts = |texts| {
        let slots: Vec<SlotRow> = (0..5).map(|number| planted(number, cost)).collect();
        let mut sum = 0;
        let attempts = in_order(attempts(&slots, SlotKind::Passphrase, texts), texts);
        attempts
            .filter(|one| {
                sum += one.work;
                limit.allows(one.mebibytes, sum)
            })
            .count()
    };
    assert_eq!((attempts(1), attempts(2), attempts(3)), (3, 1, 1));
}

#[test]
fn a_cost_that_the_user_accepted_is_tried() {
    let cost = PassphraseCost { mebibytes: 2, passes: 2, lanes: 1 };
    let (data, right) = slot("ひらけ", cost);
    let small = UnlockLimit { mebibytes: 1, work: 1000 };
    let asked = try_on(std::slice::from_ref(&right), "ひらけ", small).map(|_| ()).unwrap_err();
    assert_eq!(asked, UnlockError::TooCostly { mebibytes: 2, seconds: 1, tried: 0 });
    let opened = try_on(&[right], "ひらけ", UnlockLimit::UNLIMITED).unwrap();
    assert_eq!(opened.key.expose(), data.expose());
}

#[test]
fn every_slot_that_this_app_makes_is_within_the_limit() {
    let costliest = crate::vault::calibrate(std::time::Duration::ZERO, UNLOCK_TARGET);
    // A passphrase whose three normalizations differ.
    assert!(UnlockLimit::DEFAULT.allows(costliest.mebibytes, 3 * work_of(costliest)));
}

#[test]
fn slots_without_a_usable_cost_take_no_time() {
    let (data, right) = slot("ひらけ", TINY);
    let mut slots: Vec<SlotRow> = (0..10_000)
        .map(|number| SlotRow { parameters: b"junk".to_vec(), ..planted(number, TINY) })
        .collect();
    let above_maximum = PassphraseCost { mebibytes: 2048, ..PassphraseCost::MAX };
    slots.push(planted(10_001, above_maximum));
    slots.push(right);
    let opened = try_on(&slots, "ひらけ", UnlockLimit::DEFAULT).unwrap();
    assert_eq!(opened.key.expose(), data.expose());
    let why = try_on(&slots, "とじろ", UnlockLimit::DEFAULT).map(|_| ()).unwrap_err();
    assert_eq!(why, UnlockError::SlotDamaged);
}
