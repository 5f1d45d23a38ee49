//! Stratum, formerly Authenticator Pro: JSON, plain or encrypted in one of two formats, whose
//! headers differ only in case.

mod seal;

use std::collections::BTreeMap;

use super::codes::{self, CodeMethod, CodeParameters};
use super::content::{FileContent, Json};
use super::fields::{Fields, excerpt};
use super::{
    ImportEntryError, ImportError, ImportNotice, ImportedAccount, ReadFile, Recognised,
    RejectionReason,
};
use crate::account::AccountGroups;
use crate::crypto::mac::{MacTag, sha256};
use crate::otp::Algorithm;
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "Stratum";

/// Recognises a Stratum file, and reads it if it is not encrypted.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    if let Some(sealed) = seal::read(content.bytes()) {
        return Some(sealed.map(Recognised::Sealed).map_err(RejectionReason::from));
    }
    let Some(Json::Object(fields)) = content.json() else { return None };
    let is_ours = fields.contains_key("Authenticators");
    is_ours.then(|| Ok(Recognised::Plain(of_content(Fields::of_document(fields), now)?)))
}

/// Reads the decrypted content.
fn of_plain(plain: &[u8], now: UnixMillis) -> Option<Result<ReadFile, RejectionReason>> {
    let content = FileContent::new(None, plain);
    let Some(Json::Object(fields)) = content.json() else { return None };
    let is_ours = fields.contains_key("Authenticators");
    is_ours.then(|| of_content(Fields::of_document(fields), now))
}

fn of_content(mut file: Fields<'_>, now: UnixMillis) -> Result<ReadFile, RejectionReason> {
    let damaged = |_| RejectionReason::from(ImportError::Damaged { app: APP_NAME });
    let mut categories = Vec::new();
    for category in file.list("Categories").map_err(damaged)? {
        let Some(mut category) = Fields::of(category) else { continue };
        if let (Ok(Some(id)), Ok(Some(name))) = (category.text("Id"), category.text("Name")) {
            let ranking = category.number("Ranking").ok().flatten().unwrap_or(u64::MAX);
            categories.push((ranking, id.into_owned(), name.into_owned()));
        }
    }
    categories.sort_by_key(|(ranking, ..)| *ranking);
    // Categories refer to accounts by key. The digest of the key is used instead, since it is not
    // secret.
    let mut bindings: BTreeMap<MacTag, Vec<usize>> = BTreeMap::new();
    for binding in file.list("AuthenticatorCategories").map_err(damaged)? {
        let Some(mut binding) = Fields::of(binding) else { continue };
        if let (Ok(Some(secret)), Ok(Some(id))) =
            (binding.text("AuthenticatorSecret"), binding.text("CategoryId"))
            && let Some(place) = categories.iter().position(|(_, known, _)| *known == *id)
        {
            bindings.entry(sha256(secret.as_bytes())).or_default().push(place);
        }
    }
    for places in bindings.values_mut() {
        places.sort_unstable();
    }
    let values = file.list("Authenticators").map_err(damaged)?;
    let mut pictures = 0;
    let entries = codes::entries(values, &["Issuer", "Username"], |fields| {
        let secret = sha256(fields.peek("Secret").as_bytes());
        let mut arrival = entry(fields, &mut pictures, now)?;
        let places = bindings.get(&secret).into_iter().flatten();
        arrival.account.groups = AccountGroups::named(places.map(|place| &categories[*place].2));
        Ok(arrival)
    });
    let groups = categories.into_iter().map(|(_, _, name)| name).collect();
    let notices = ImportNotice::pictures_omitted(pictures).into_iter().collect();
    Ok(ReadFile { app: APP_NAME, entries, groups, notices })
}

fn entry(
    mut fields: Fields<'_>,
    pictures: &mut usize,
    now: UnixMillis,
) -> Result<ImportedAccount, RejectionReason> {
    let method = match fields.number("Type")? {
        Some(1) => CodeMethod::Hotp,
        Some(2) => CodeMethod::Totp,
        Some(3) => return Err(ImportEntryError::UnsupportedMethod { found: "mOTP" }.into()),
        Some(4) => CodeMethod::Steam,
        Some(5) => return Err(ImportEntryError::UnsupportedMethod { found: "Yandex" }.into()),
        Some(other) => {
            return Err(ImportEntryError::UnknownType { found: excerpt(&other.to_string()) }.into());
        }
        None => return Err(ImportEntryError::InvalidField { name: "Type" }.into()),
    };
    let key = fields.key("Secret")?;
    let algorithm = match fields.number("Algorithm")? {
        None | Some(0) => Algorithm::Sha1,
        Some(1) => Algorithm::Sha256,
        Some(2) => Algorithm::Sha512,
        Some(other) => codes::algorithm(&other.to_string())?,
    };
    let (digits, period) = (fields.number("Digits")?, fields.number("Period")?);
    let counter = fields.number("Counter")?;
    let codes = CodeParameters { method, algorithm: Some(algorithm), digits, period, counter };
    let otp = codes.with_key(key)?;
    let issuer = fields.text_or_empty("Issuer")?;
    let mut arrival = codes::arrival(&issuer, &fields.text_or_empty("Username")?, otp, now)?;
    arrival.order = fields.number("Ranking")?.and_then(|place| i64::try_from(place).ok());
    // The names of custom icons begin with `@`.
    *pictures += usize::from(fields.peek("Icon").starts_with('@'));
    fields.keep(APP_NAME, [], &mut arrival);
    Ok(arrival)
}
