//! Accounts and backups for tests.

use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Map, json};

use super::{BackupContents, BackupEntry, BackupExtent, DeviceId};
use crate::account::{Account, AccountGroups, AccountId, Confirmation, Favourite, Issuer, Label};
use crate::crypto::kdf::PassphraseCost;
use crate::crypto::random::SystemRandom;
use crate::otp::{Algorithm, Digits, MovingFactor, Otp, Period};
use crate::secret::Secret;
use crate::time::UnixMillis;
use crate::vault::{NewVaultCredentials, Vault, VaultId};

/// The vault from which the samples were made.
pub(crate) const VAULT: VaultId = VaultId([0x5d; 16]);

/// The device that saved the samples.
pub(crate) const DEVICE: DeviceId = DeviceId([0xc0, 0x4d, 0x92, 0xe6]);

/// The current time in tests.
pub(crate) const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// A new vault in its own folder.
pub(crate) fn vault() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let cost = PassphraseCost::MIN;
    let locks = NewVaultCredentials { passphrase: None, recovery: true, device: None, cost };
    let random = Arc::new(SystemRandom::new());
    let path = folder.path().join("vault");
    let mut vault = Vault::create(&path, &locks, NOW, random).unwrap().0;
    vault.confirm_recovery(NOW).unwrap();
    (folder, vault)
}

/// Contents with these entries.
pub(crate) fn contents(entries: Vec<BackupEntry>) -> BackupContents {
    BackupContents {
        made: UnixMillis::from_seconds(1_795_528_744),
        vault: Some(VAULT),
        entries,
        groups: vec!["店".to_owned(), "Home".to_owned()],
        preferences: Map::new(),
        extent: BackupExtent::Whole,
        unknown: Map::new(),
    }
}

/// Generates any valid account.
pub(crate) fn account() -> impl Strategy<Value = Account> {
    let otp = (
        proptest::collection::vec(any::<u8>(), 1..70),
        prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)],
        6..=10_u32,
        prop_oneof![
            4 => (1..100_u64).prop_map(|period| MovingFactor::Totp { period: Period::new(period).unwrap() }),
            2 => any::<u64>().prop_map(|counter| MovingFactor::Hotp { counter }),
            1 => Just(MovingFactor::Steam),
        ],
    );
    let otp = otp.prop_map(|(key, algorithm, digits, kind)| match kind {
        MovingFactor::Steam => {
            Otp::new(Secret::new(key), Algorithm::Sha1, Digits::STEAM, kind).unwrap()
        }
        _ => Otp::new(Secret::new(key), algorithm, Digits::new(digits).unwrap(), kind).unwrap(),
    });
    let arranged = (
        "\\PC{0,12}",
        (proptest::option::of("[a-z店]{0,3}"), proptest::collection::vec("[a-z店]{0,2}", 0..3)),
        any::<bool>(),
        proptest::option::of(any::<u8>()),
        any::<i64>(),
        proptest::option::of(any::<i64>()),
        proptest::option::of(proptest::num::f64::NORMAL),
    );
    let names =
        ("\\PC{0,10}", "\\PC{0,10}", proptest::collection::vec(("[a-z]{1,4}", ".{0,4}"), 0..3));
    (otp, names, arranged).prop_map(|(otp, (issuer, label, parameters), arranged)| {
        let (note, (group, more_groups), favourite, colour, added, confirmed, more) = arranged;
        let mut unknown = Map::new();
        if let Some(more) = more {
            unknown.insert("shape".to_owned(), json!({"corners": [1, more, null]}));
        }
        Account {
            issuer: Issuer::new(&issuer).unwrap(),
            label: Label::new(&label).unwrap(),
            original: None,
            otp,
            parameters,
            note,
            groups: AccountGroups::stored(group, more_groups),
            favourite: if favourite { Favourite::Yes } else { Favourite::No },
            colour,
            added: UnixMillis(added),
            confirmation: match confirmed {
                Some(at) => Confirmation::Confirmed { at: UnixMillis(at) },
                None => Confirmation::Unconfirmed,
            },
            unknown,
        }
    })
}

/// Generates entries with unique identifiers.
pub(crate) fn entries() -> impl Strategy<Value = Vec<BackupEntry>> {
    let entry = (account(), proptest::option::of(0..10_i64));
    proptest::collection::vec(entry, 0..6).prop_map(|entries| {
        let numbered = entries.into_iter().zip(1..);
        let entry = |((account, trashed), number): ((Account, Option<i64>), u8)| BackupEntry {
            id: AccountId::from_bytes([number; 16]),
            account,
            trashed: trashed.map(UnixMillis),
            unknown: Map::new(),
        };
        numbered.map(entry).collect()
    })
}

/// Generates entries that often share a key or a name, with unique identifiers.
pub(crate) fn crowd() -> impl Strategy<Value = Vec<BackupEntry>> {
    let names = prop_oneof![Just("a"), Just("A"), Just("b"), Just("")];
    let keys = prop_oneof![Just("GEZDGNBV"), Just("MFRGGZDF"), Just("NBSWY3DP")];
    let entry = (names, keys, proptest::option::of(0..3_u8), 1..9_u8, any::<bool>());
    proptest::collection::vec(entry, 0..6).prop_map(|entries| {
        let mut seen = HashSet::new();
        let fresh = entries.into_iter().filter(|(_, _, _, number, _)| seen.insert(*number));
        let entry = |(name, key, counter, number, is_trash)| BackupEntry {
            id: AccountId::from_bytes([number; 16]),
            account: of_uri(&match counter {
                Some(counter) => format!("otpauth://hotp/{name}?secret={key}&counter={counter}"),
                None => format!("otpauth://totp/{name}?secret={key}"),
            }),
            trashed: Some(UnixMillis(9)).filter(|_| is_trash),
            unknown: Map::new(),
        };
        fresh.map(entry).collect()
    })
}

/// The account of a key URI.
pub(crate) fn of_uri(uri: &str) -> Account {
    crate::otpauth::parse(uri, UnixMillis(1_700_000_000_000)).unwrap()
}

/// Three entries: a TOTP and an HOTP account, and a Steam account in the trash.
pub(crate) fn three() -> Vec<BackupEntry> {
    let uris = [
        "otpauth://totp/Amazon%3Ame%40example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon&image=x",
        "otpauth://hotp/Bank:1?secret=JBSWY3DPEHPK3PXP&counter=7&digits=8&algorithm=SHA256",
        "steam://MFRGGZDFMZTWQ2LK",
    ];
    let entries = uris.into_iter().zip(1..).map(|(uri, number)| BackupEntry {
        id: AccountId::from_bytes([number; 16]),
        account: of_uri(uri),
        trashed: (number == 3).then_some(UnixMillis(1_750_000_000_000)),
        unknown: Map::new(),
    });
    entries.collect()
}
