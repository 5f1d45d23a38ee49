//! Writes `tests/vectors/backup/` and the fuzzing seeds: `cargo run -p aikotoba-tests --example
//! make_backup_vectors`. It does not write the files that were made by age, according to
//! `README.md` there.

#![allow(clippy::unwrap_used, missing_docs, reason = "a tool that is run by hand")]

use std::path::Path;

use aikotoba_core::account::{Account, AccountGroups, AccountId, Confirmation, Favourite};
use aikotoba_core::backup::{
    BackupContents, BackupEntry, BackupExtent, ScryptWorkFactor, seal, write,
};
use aikotoba_core::otpauth;
use aikotoba_core::secret::Passphrase;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::VaultId;
use serde_json::{Map, json};

/// Decomposed, as macOS types it; it is composed before encryption.
const PASSPHRASE: &str = "か\u{3099}っこう 1234";

fn account(uri: &str) -> Account {
    otpauth::parse(uri, UnixMillis(1_700_000_000_000)).unwrap()
}

fn entries() -> Vec<BackupEntry> {
    let mut amazon = account(
        "otpauth://totp/Amazon:me%40example.com?secret=\
         GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA&issuer=Amazon&image=https%3A%2F%2Fx",
    );
    "レジの横\n\"2\"".clone_into(&mut amazon.note);
    amazon.groups = AccountGroups::named(["店"]);
    amazon.favourite = Favourite::Yes;
    amazon.colour = Some(3);
    amazon.confirmation = Confirmation::Confirmed { at: UnixMillis(1_700_000_060_000) };
    amazon.unknown.insert("shape".to_owned(), json!({"corners": [1, 2.5, null]}));
    let accounts = [
        amazon,
        account("otpauth://totp/b?secret=GE&algorithm=SHA512&digits=8&period=60"),
        account("otpauth://hotp/Bank:1?secret=JBSWY3DPEHPK3PXP&counter=18446744073709551615"),
        account("steam://MFRGGZDFMZTWQ2LK"),
    ];
    let entry = |(account, number): (Account, u8)| BackupEntry {
        id: AccountId::from_bytes([number; 16]),
        account,
        trashed: (number == 4).then_some(UnixMillis(1_750_000_000_000)),
        unknown: Map::new(),
    };
    accounts.into_iter().zip(1..).map(entry).collect()
}

fn main() {
    let contents = BackupContents {
        made: UnixMillis(1_795_528_744_000),
        vault: Some(VaultId(*b"aikotoba vector.")),
        entries: entries(),
        groups: vec!["店".to_owned(), "Home".to_owned()],
        preferences: Map::from_iter([("language".to_owned(), "ja".into())]),
        extent: BackupExtent::Whole,
        unknown: Map::new(),
    };
    let document = write(&contents);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/backup");
    let put = |name: &str, content: &[u8]| std::fs::write(folder.join(name), content).unwrap();
    put("document.json", &document);
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    put("ours.age", &seal(&document, &passphrase, ScryptWorkFactor::STANDARD));
    let small = ScryptWorkFactor::new(10).unwrap();
    let text = std::str::from_utf8(&document).unwrap();
    let newer = text.replacen("\"version\": 1", "\"version\": 2", 1);
    put("newer-document.age", &seal(newer.as_bytes(), &passphrase, small));
    put("other-content.age", &seal(b"a letter", &passphrase, small));
    let mut several = contents;
    several.entries[0].account.groups = AccountGroups::named(["店", "Home", "仕入れ"]);
    put("several-groups.age", &seal(&write(&several), &passphrase, small));
    let known = Passphrase::new("pass".to_owned());
    let least = ScryptWorkFactor::new(1).unwrap();
    put("../../../fuzz/seeds/backup/whole", &seal(&document, &known, least));
    put("../../../fuzz/seeds/backup/empty", &seal(b"", &known, least));
}
