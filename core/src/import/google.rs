//! Google Authenticator's export, once its QR codes are scanned.

use super::{Format, Imported, Notice, Refusal};
use crate::account::Account;
use crate::otpauth::migration::{Collection, Missing, period_assumed};

/// What the parts hold that came in so far; a part that has not come is a notice.
pub fn gather(parts: Collection) -> Imported {
    let missing = parts.missing();
    let (mut accounts, mut refusals) = (Vec::new(), Vec::new());
    for (index, entry) in parts.into_entries().into_iter().enumerate() {
        match entry {
            Ok(account) => accounts.push(account),
            Err(refused) => {
                let (at, name, why) = (index + 1, refused.name, refused.why.into());
                refusals.push(Refusal { at, name, why });
            }
        }
    }
    let notices = notices(missing, &accounts);
    Imported { format: Format::Google, accounts, refusals, notices }
}

/// What to know of accounts that came from Google's export.
pub(super) fn notices(missing: Vec<Missing>, accounts: &[Account]) -> Vec<Notice> {
    let missing = missing.into_iter().map(Notice::PartMissing);
    let accounts = period_assumed(accounts);
    let assumed = (accounts > 0).then_some(Notice::PeriodAssumed { accounts });
    missing.chain(assumed).collect()
}
