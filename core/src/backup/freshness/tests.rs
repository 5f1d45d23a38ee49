//! Every row of the table in docs/spec/backup.md §11 is tried, and the table has a row for each.

use super::*;
use crate::account::{Account, AccountGroups, AccountId, Favourite, Issuer, Label};
use crate::backup::sample::{DEVICE, NOW, of_uri, vault};
use crate::backup::{AutomaticBackup, BackupContents, BackupProof, ChosenPlace, KeepCount};
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::SystemRandom;
use crate::secret::Passphrase;
use crate::vault::{ExtraSetting, RekeyChoice, SlotKind, VaultSettings, make_recovery_code, rekey};

const LATER: UnixMillis = UnixMillis(NOW.0 + 60_000);
const CHEAP: PassphraseCost = PassphraseCost { mebibytes: 1, passes: 1, lanes: 1 };

/// What the cases change.
struct Prepared {
    vault: Vault,
    first: AccountId,
    hotp: AccountId,
    trashed: AccountId,
}

/// A vault whose content was just backed up: two accounts in use, one in the trash, two groups.
fn prepared() -> (tempfile::TempDir, Prepared) {
    let (folder, mut vault) = vault();
    let [first, hotp, trashed] =
        ["totp/a?secret=GEZDGNBV", "hotp/b?secret=GEZDGNBV&counter=1", "totp/c?secret=MFRGGZDF"]
            .map(|uri| vault.add(of_uri(&format!("otpauth://{uri}")), NOW).unwrap());
    vault.discard(trashed, NOW).unwrap();
    let shop = AccountGroups::named(["Shop"]);
    let grouped = Account { groups: shop, ..vault.find(first).unwrap().account.duplicate() };
    vault.edit(first, grouped, NOW).unwrap();
    settings(&mut vault, |settings| settings.groups = vec!["Shop".to_owned(), "Home".to_owned()]);
    let contents = BackupContents::of(&vault, NOW);
    BackupProof::of(&contents, "a.age".to_owned(), b"sealed").note(&mut vault).unwrap();
    (folder, Prepared { vault, first, hotp, trashed })
}

fn settings(vault: &mut Vault, change: impl FnOnce(&mut VaultSettings)) {
    let mut settings = vault.settings().clone();
    change(&mut settings);
    vault.change_settings(settings).unwrap();
}

fn edited(prepared: &mut Prepared, change: impl FnOnce(&mut Account)) {
    let mut account = prepared.vault.find(prepared.first).unwrap().account.duplicate();
    change(&mut account);
    prepared.vault.edit(prepared.first, account, LATER).unwrap();
}

fn preference(vault: &mut Vault, value: &str) {
    settings(vault, |settings| {
        settings.preferences_mut().unwrap().insert("language".to_owned(), value.into());
    });
}

type Change = fn(&mut Prepared);

/// The changes, by the name that the table gives them.
const CASES: &[(&str, Change)] = &[
    ("an account is added", |it| {
        it.vault.add(of_uri("otpauth://totp/d?secret=NBSWY3DP"), LATER).unwrap();
    }),
    ("an account is confirmed: the site accepted a code", |it| {
        it.vault.confirm(it.first, LATER).unwrap();
    }),
    ("an account is renamed", |it| {
        edited(it, |account| {
            account.rename(Issuer::new("Till").unwrap(), Label::new("two").unwrap());
        });
    }),
    ("an account gets its first name back after it was renamed", |it| {
        let first = it.vault.find(it.first).unwrap().account.duplicate();
        edited(it, |account| {
            account.rename(Issuer::new("Till").unwrap(), Label::new("two").unwrap());
        });
        edited(it, |account| account.rename(first.issuer, first.label));
    }),
    ("a note is changed", |it| edited(it, |account| account.note = "x".to_owned())),
    ("an account is put into another group", |it| {
        edited(it, |account| account.groups = AccountGroups::named(["Home"]));
    }),
    ("an account is put into a further group", |it| {
        edited(it, |account| account.groups = AccountGroups::named(["Shop", "Home"]));
    }),
    ("the groups or their order", |it| {
        it.vault.move_group_before("Home", Some("Shop"), LATER).unwrap();
    }),
    ("the order of the accounts", |it| {
        it.vault.arrange(&[it.hotp, it.first], LATER).unwrap();
    }),
    ("an account becomes a favourite, or is none any more", |it| {
        it.vault.set_favourite(it.first, Favourite::Yes, LATER).unwrap();
    }),
    ("the colour of an account", |it| edited(it, |account| account.colour = Some(3))),
    ("the key or the parameters of an account", |it| {
        edited(it, |account| account.otp = of_uri("otpauth://totp/a?secret=NBSWY3DP").otp);
    }),
    ("an account is moved to the trash", |it| it.vault.discard(it.first, LATER).unwrap()),
    ("an account is restored from the trash", |it| it.vault.recover(it.trashed, LATER).unwrap()),
    ("an account is erased from the trash", |it| it.vault.purge(it.trashed).unwrap()),
    ("a code of a counter (HOTP) is shown", |it| {
        it.vault.take_hotp(it.hotp).unwrap();
    }),
    ("a setting that applies on every device", |it| preference(&mut it.vault, "ja")),
    ("a change is undone, so that the content is as in the backup", |it| {
        edited(it, |account| account.note = "x".to_owned());
        it.vault.undo(LATER).unwrap();
    }),
    ("a setting of one device", |_| {
        // It is stored next to the vault's file and not in it, so no vault changes.
    }),
    ("what is known of the setup at a site", |it| {
        settings(&mut it.vault, |settings| {
            settings.set_extra(ExtraSetting::SiteSetup, serde_json::json!({}));
        });
    }),
    ("where backups are saved, how many are kept, and what became of them", |it| {
        AutomaticBackup::change(&mut it.vault, |automatic| {
            let (name, address) = ("Stick".to_owned(), "/stick".to_owned());
            automatic.place = Some(ChosenPlace::folder(name, address));
            automatic.keep = KeepCount::new(3).unwrap();
        })
        .unwrap();
    }),
    ("the vault keeps the password of its backups, or erases it", |it| {
        let (settings, passphrase) = (it.vault.settings().clone(), Passphrase::new("x".to_owned()));
        it.vault.keep_backup_passphrase(&passphrase, DEVICE.0, settings, LATER).unwrap();
    }),
    ("the password of the vault", |it| {
        let passphrase = Passphrase::new("vault".to_owned());
        it.vault.add_passphrase(&passphrase, CHEAP, LATER).unwrap();
    }),
    ("a new recovery code, or its confirmation", |it| {
        make_recovery_code(&mut it.vault, LATER, &SystemRandom::new()).unwrap();
        it.vault.confirm_recovery(LATER).unwrap();
    }),
    ("a way to unlock the vault is removed", |it| {
        let passphrase = Passphrase::new("vault".to_owned());
        it.vault.add_passphrase(&passphrase, CHEAP, LATER).unwrap();
        let recovery = |slot: &&crate::vault::Slot| slot.kind == SlotKind::Recovery;
        let recovery = it.vault.slots().iter().find(recovery).unwrap().id;
        it.vault.remove_slot(recovery).unwrap();
    }),
    ("a new key for the vault", |it| {
        let passphrase = Passphrase::new("vault".to_owned());
        let choice = RekeyChoice { passphrase: &passphrase, cost: CHEAP, device: None };
        rekey(&mut it.vault, &choice, LATER, &SystemRandom::new()).unwrap();
    }),
];

/// The rows of the table: the change, and whether it makes the latest backup outdated.
fn rows() -> Vec<(String, bool)> {
    let spec = include_str!("../../../../docs/spec/backup.md");
    let table = spec.split("| change | outdated |").nth(1).expect("the table is in the spec");
    let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let rows = lines.map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let is_outdated = match cells[2] {
            "yes" => true,
            "no" => false,
            other => panic!("{other} is neither yes nor no"),
        };
        (cells[1].to_owned(), is_outdated)
    });
    rows.collect()
}

#[test]
fn each_row_of_the_table_is_as_the_code_judges() {
    let rows = rows();
    let names: Vec<_> = rows.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, CASES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for ((name, is_outdated), (_, change)) in rows.iter().zip(CASES) {
        let (_folder, mut it) = prepared();
        assert_eq!(BackupFreshness::of(&it.vault), BackupFreshness::Current { at: NOW }, "{name}");
        change(&mut it);
        let freshness = BackupFreshness::of(&it.vault);
        assert_eq!(freshness.is_due(), *is_outdated, "{name}: {freshness:?}");
    }
}

#[test]
fn a_backup_is_outdated_exactly_when_the_next_one_would_hold_something_else() {
    for (name, change) in CASES {
        let (_folder, mut it) = prepared();
        let before = crate::backup::write(&BackupContents::of(&it.vault, NOW));
        change(&mut it);
        let after = crate::backup::write(&BackupContents::of(&it.vault, NOW));
        assert_eq!(BackupFreshness::of(&it.vault).is_due(), *before != *after, "{name}");
    }
}

#[test]
fn a_record_without_the_second_digest_is_compared_by_the_first_alone() {
    let (_folder, mut it) = prepared();
    settings(&mut it.vault, |settings| settings.proved_backup.as_mut().unwrap().rest = None);
    preference(&mut it.vault, "ja");
    assert!(!BackupFreshness::of(&it.vault).is_due());
}
