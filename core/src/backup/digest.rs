//! The digest of a backup's accounts and groups: SHA-256 of a text that any reader can reproduce
//! (docs/spec/backup.md §5).

use std::io::Write;

use serde_json::{Map, Value};

use crate::account::{Account, AccountId, Confirmation, Favourite};
use crate::base32;
use crate::crypto::mac::{MacTag, Sha256Digest};
use crate::otp::MovingFactor;
use crate::time::UnixMillis;

/// The digest of the accounts in order, each with its identifier and the time it was trashed, and
/// of the groups in order.
pub(super) fn of<'a>(
    entries: impl Iterator<Item = (AccountId, &'a Account, Option<UnixMillis>)> + Clone,
    groups: impl ExactSizeIterator<Item = &'a str>,
) -> MacTag {
    let mut text = DigestWriter(Sha256Digest::new());
    text.put("aikotoba-backup 1");
    text.count(entries.clone().count());
    for (id, account, trashed) in entries {
        text.put(&id.to_string());
        text.time(trashed);
        text.account(account);
    }
    text.count(groups.len());
    groups.for_each(|group| text.put(group));
    text.0.finish()
}

/// The digest of what [`of`] leaves out and a restore brings back: the preferences, and each account's
/// original names, further groups and unknown fields. Only this program compares it (docs/spec/vault.md §8,
/// `proved_backup`), so it is over its own JSON.
pub(super) fn of_rest<'a>(
    accounts: impl Iterator<Item = &'a Account>,
    preferences: &Map<String, Value>,
) -> MacTag {
    let mut text = DigestWriter(Sha256Digest::new());
    text.put("aikotoba-backup rest 1");
    text.json(preferences);
    for account in accounts {
        let names = account.original.as_ref();
        text.maybe(names.map(|names| names.issuer.as_str()));
        text.maybe(names.map(|names| names.label.as_str()));
        text.rest_of_account(account);
    }
    text.0.finish()
}

/// Hashes the text piece by piece. The text contains keys, so it is never held in memory as a
/// whole.
struct DigestWriter(Sha256Digest);

impl Write for DigestWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl DigestWriter {
    /// Adds a field as a netstring: its length in bytes, a colon, its bytes and a comma.
    fn put(&mut self, field: &str) {
        self.0.update(field.len().to_string().as_bytes());
        self.0.update(b":");
        self.0.update(field.as_bytes());
        self.0.update(b",");
    }

    /// Adds an optional field; a missing one is a hyphen and a comma.
    fn maybe(&mut self, field: Option<&str>) {
        match field {
            Some(field) => self.put(field),
            None => self.0.update(b"-,"),
        }
    }

    /// Adds an object as JSON, its names in order. Its braces show where it ends.
    fn json(&mut self, fields: &Map<String, Value>) {
        serde_json::to_writer(&mut *self, fields).expect("hashing does not fail");
    }

    /// Adds the further groups of an account as one of its unknown fields: that is how earlier
    /// versions see them, so the digest of an unchanged vault is the same in all versions.
    fn rest_of_account(&mut self, account: &Account) {
        if account.groups.others().is_empty() {
            return self.json(&account.unknown);
        }
        let mut fields = account.unknown.clone();
        fields.insert("more_groups".to_owned(), account.groups.others().into());
        self.json(&fields);
    }

    fn count(&mut self, count: usize) {
        self.put(&count.to_string());
    }

    fn time(&mut self, time: Option<UnixMillis>) {
        self.maybe(time.map(|time| time.0.to_string()).as_deref());
    }

    fn account(&mut self, account: &Account) {
        // Destructured without `..`: every new field needs a decision here.
        let Account {
            issuer,
            label,
            // Has no effect on codes and is not shown; docs/spec/backup.md §5.
            original: _,
            otp,
            parameters,
            note,
            // Only the first one: earlier versions do not know the others, and would report that
            // the document was changed (docs/adr/0021-several-groups.md).
            groups,
            favourite,
            colour,
            added,
            confirmation,
            // Fields of a newer version; it is not known whether they matter.
            unknown: _,
        } = account;
        self.put(issuer.as_str());
        self.put(label.as_str());
        let (kind, moving) = match otp.kind() {
            MovingFactor::Totp { period } => ("totp", Some(u64::from(period.seconds()))),
            MovingFactor::Hotp { counter } => ("hotp", Some(counter)),
            MovingFactor::Steam => ("steam", None),
        };
        self.put(kind);
        self.maybe(moving.map(|moving| moving.to_string()).as_deref());
        self.put(otp.algorithm().print());
        self.put(&otp.digits().count().to_string());
        self.put(&base32::print(otp.key()));
        self.count(parameters.len());
        for (name, value) in parameters {
            self.put(name);
            self.put(value);
        }
        self.put(note);
        self.maybe(groups.first());
        self.put(if *favourite == Favourite::Yes { "1" } else { "0" });
        self.maybe(colour.map(|colour| colour.to_string()).as_deref());
        self.time(Some(*added));
        self.time(match confirmation {
            Confirmation::Unconfirmed => None,
            Confirmation::Confirmed { at } => Some(*at),
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::account::{AccountGroups, OriginalName};
    use crate::backup::sample::{contents, three};
    use crate::backup::{BackupIntegrity, BackupOpenError, format};

    /// The document of a backup with an account of each kind, and every optional field.
    fn document() -> Value {
        let mut contents = contents(three());
        let account = &mut contents.entries[0].account;
        account.original =
            Some(OriginalName { issuer: account.issuer.clone(), label: account.label.clone() });
        account.groups = AccountGroups::named(["店", "Home"]);
        account.unknown.insert("imported".to_owned(), json!({ "app": "Aegis", "fields": {} }));
        serde_json::from_slice(&format::write(&contents)).unwrap()
    }

    /// Another valid value for a field of §5's table.
    #[allow(clippy::match_same_arms, reason = "one line for each row of the table")]
    fn other_value(field: &str) -> Value {
        match field {
            "format" | "digest" => json!("0".repeat(64)),
            "version" | "minor" | "count" | "colour" => json!(9),
            "made" | "trashed" | "added" | "confirmed" => json!(12345),
            "vault" => json!("ab".repeat(16)),
            "partial" | "favourite" => json!(true),
            "groups" | "more_groups" => json!(["another"]),
            "preferences" => json!({ "theme": "dark" }),
            "id" => json!("cd".repeat(16)),
            "original" => json!({ "issuer": "x", "label": "y" }),
            "period" | "counter" => json!(77),
            "algorithm" => json!("SHA256"),
            "digits" => json!(7),
            "key" => json!("MZXW6YTB"),
            "parameters" => json!([["x", "y"]]),
            _ => json!("x"),
        }
    }

    /// The rows of the table: part, field, whether it is in the digest.
    fn rows() -> Vec<(String, String, bool)> {
        let spec = include_str!("../../../docs/spec/backup.md");
        let table = spec.split("| part | field |").nth(1).unwrap();
        let lines = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        lines
            .map(|line| {
                let cells: Vec<_> = line.split('|').map(str::trim).collect();
                (cells[1].to_owned(), cells[2].trim_matches('`').to_owned(), cells[3] == "yes")
            })
            .collect()
    }

    fn integrity(document: &Value) -> Result<BackupIntegrity, BackupOpenError> {
        let read = format::read(document.to_string().as_bytes())?;
        assert!(read.refused.is_empty(), "{document}");
        Ok(read.integrity)
    }

    #[test]
    fn further_groups_count_as_the_unknown_field_that_earlier_versions_see() {
        let mut now = contents(three());
        let of_earlier = {
            let mut contents = contents(three());
            let account = &mut contents.entries[0].account;
            account.groups = AccountGroups::named(["店"]);
            account.unknown.insert("more_groups".to_owned(), json!(["Home", "家"]));
            (contents.digest(), contents.rest_digest())
        };
        let without = (now.digest(), now.rest_digest());
        now.entries[0].account.groups = AccountGroups::named(["店", "Home", "家"]);
        assert_eq!((now.digest(), now.rest_digest()), of_earlier);
        now.entries[0].account.groups = AccountGroups::named(["店", "Home"]);
        assert_eq!(now.digest(), of_earlier.0);
        assert_ne!(now.rest_digest(), of_earlier.1);
        now.entries[0].account.groups = AccountGroups::default();
        assert_eq!((now.digest(), now.rest_digest()), without);
    }

    #[test]
    fn each_field_is_in_the_digest_or_not_as_the_specification_says() {
        let whole = document();
        assert_eq!(integrity(&whole), Ok(BackupIntegrity::Whole));
        let rows = rows();
        assert_eq!(rows.iter().filter(|row| row.0 == "account").count(), 19);
        for (part, field, is_in) in rows {
            let mut changed = whole.clone();
            let name = if field == "unknown fields" { "surprise" } else { field.as_str() };
            let entries = changed["accounts"].as_array_mut().unwrap();
            let with_field = |entry: &&mut Value| {
                part != "account" || name == "surprise" || entry["account"].get(name).is_some()
            };
            let entry = entries.iter_mut().find(with_field).unwrap();
            if part == "account" || field == "account" {
                // Without it, the changed account would contradict its key URI.
                entry.as_object_mut().unwrap().remove("uri");
            }
            match (part.as_str(), field.as_str()) {
                ("document", "accounts") => entries.reverse(),
                ("entry", "account") => entry["account"]["note"] = json!("another"),
                ("entry", "uri") => drop(entry.as_object_mut().unwrap().remove("uri")),
                ("entry", _) => entry[name] = other_value(name),
                ("account", "type") => {
                    (entry["account"]["type"], entry["account"]["digits"]) =
                        (json!("steam"), json!(5));
                }
                ("account", _) => entry["account"][name] = other_value(name),
                _ => changed[name] = other_value(name),
            }
            assert_ne!(changed, whole, "{part} {field}");
            let found = integrity(&changed);
            let expected = match (part.as_str(), name) {
                ("document", "format") => Err(BackupOpenError::OtherContent),
                ("document", "version") => Err(BackupOpenError::Newer { found: 9, known: 1 }),
                ("document", "count") => Ok(BackupIntegrity::Count { found: 3, known: 9 }),
                ("document", "digest") => Ok(BackupIntegrity::Digest),
                _ if is_in => Ok(BackupIntegrity::Digest),
                _ => Ok(BackupIntegrity::Whole),
            };
            assert_eq!(found, expected, "{part} {field}");
        }
    }
}
