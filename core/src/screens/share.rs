//! Sharing an account as a QR code: with whom, and who else holds it since then.

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::phrase::Phrase;

/// For whom an account is shown as a QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("share-for")]
pub enum SharePurpose {
    /// For somebody else, such as staff of the shop, who use the same login.
    Staff,
    /// For the user's own new phone.
    NewPhone,
}

/// The account with another line in its note that names the other holder.
#[must_use]
pub fn with_holder(account: &Account, line: &str) -> Account {
    let mut noted = account.duplicate();
    if !noted.note.is_empty() {
        noted.note.push('\n');
    }
    noted.note.push_str(line.trim());
    noted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::sample::of_uri;

    #[test]
    fn each_holder_is_a_line_of_its_own_below_the_note() {
        let account = of_uri("otpauth://totp/Amazon:a?secret=GEZDGNBVGY3TQOJQ");
        let first = with_holder(&account, " Held by Tanaka ");
        assert_eq!(first.note, "Held by Tanaka");
        assert_eq!(with_holder(&first, "Held by Sato").note, "Held by Tanaka\nHeld by Sato");
        assert_eq!((first.label, first.added), (account.label, account.added));
    }
}
