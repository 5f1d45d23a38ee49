//! The digest of a backup's accounts and groups: SHA-256 of a text that any reader can reproduce
//! (docs/spec/backup.md §5).

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

/// Hashes the text piece by piece. The text contains keys, so it is never held in memory as a
/// whole.
struct DigestWriter(Sha256Digest);

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
            group,
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
        self.maybe(group.as_deref());
        self.put(if *favourite == Favourite::Yes { "1" } else { "0" });
        self.maybe(colour.map(|colour| colour.to_string()).as_deref());
        self.time(Some(*added));
        self.time(match confirmation {
            Confirmation::Unconfirmed => None,
            Confirmation::Confirmed { at } => Some(*at),
        });
    }
}
