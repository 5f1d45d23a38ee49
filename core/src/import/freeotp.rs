//! FreeOTP+: JSON with keys as arrays of signed bytes.

use std::borrow::Cow;
use std::collections::HashMap;

use zeroize::Zeroizing;

use super::codes::{self, CodeMethod, CodeParameters, algorithm};
use super::content::{FileContent, Json};
use super::fields::Fields;
use super::{
    ImportEntryError, ImportError, ImportedAccount, ReadFile, Recognised, RejectionReason,
};
use crate::account::{Issuer, Label, OriginalName};
use crate::otp::{OtpError, Period};
use crate::otpauth::{UriError, is_issued_by_valve};
use crate::secret::Secret;
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "FreeOTP+";

/// Recognises and reads a FreeOTP+ file.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let Some(Json::Object(fields)) = content.json() else { return None };
    if !["tokens", "tokenOrder"].iter().all(|name| fields.contains_key(*name)) {
        return None;
    }
    Some(of_file(Fields::of_document(fields), now).map(Recognised::Plain))
}

fn of_file(mut file: Fields<'_>, now: UnixMillis) -> Result<ReadFile, RejectionReason> {
    let damaged = |_| ImportError::Damaged { app: APP_NAME };
    let order = file.texts("tokenOrder").map_err(damaged)?;
    let order: HashMap<String, i64> = order.into_iter().zip(0..).collect();
    let tokens = file.list("tokens").map_err(damaged)?;
    let entries =
        codes::entries(tokens, &["issuerExt", "label"], |fields| token(fields, &order, now));
    Ok(ReadFile { app: APP_NAME, entries, groups: Vec::new(), notices: Vec::new() })
}

fn token(
    mut fields: Fields<'_>,
    order: &HashMap<String, i64>,
    now: UnixMillis,
) -> Result<ImportedAccount, RejectionReason> {
    let key = key(&mut fields)?;
    let method = CodeMethod::parse(&fields.text("type")?.unwrap_or("TOTP".into()))?;
    let hash = fields.text("algo")?.map(|name| algorithm(&name)).transpose()?;
    let (digits, period) = (fields.number("digits")?, fields.number("period")?);
    let counter = next_counter(fields.number("counter")?, method)?;
    let (inside, outside) =
        (fields.text_or_empty("issuerInt")?, fields.text_or_empty("issuerExt")?);
    let original = if outside.is_empty() { inside.clone() } else { outside.clone() };
    let label = fields.text_or_empty("label")?;
    // FreeOTP+ itself makes Steam codes if and only if the issuer is Steam.
    let issuer = Issuer::new(&original).map_err(UriError::from)?;
    let seconds = period.map_or(Ok(Period::DEFAULT), Period::new).map_err(UriError::from)?;
    let is_steam = method == CodeMethod::Totp && is_issued_by_valve(&issuer, hash, digits, seconds);
    let method = if is_steam { CodeMethod::Steam } else { method };
    let otp = CodeParameters { method, algorithm: hash, digits, period, counter }.with_key(key)?;
    let (shown_issuer, shown_label) = (fields.text("issuerAlt")?, fields.text("labelAlt")?);
    let shown = |name: Option<Cow<'_, str>>, own: &str| {
        name.filter(|name| !name.trim().is_empty()).map_or(own.to_owned(), Cow::into_owned)
    };
    let (shown_issuer, shown_label) = (shown(shown_issuer, &original), shown(shown_label, &label));
    let mut arrival = codes::arrival(&shown_issuer, &shown_label, otp, now)?;
    let came_as = OriginalName { issuer, label: Label::new(&label).map_err(UriError::from)? };
    let account = &mut arrival.account;
    if (&came_as.issuer, &came_as.label) != (&account.issuer, &account.label) {
        account.original = Some(came_as);
    }
    arrival.order = [&inside, &outside]
        .iter()
        .find_map(|issuer| order.get(&format!("{issuer}:{label}")).copied());
    fields.keep(APP_NAME, [], &mut arrival);
    Ok(arrival)
}

/// The counter of the next code. The file stores the counter of the last one.
fn next_counter(stored: Option<u64>, method: CodeMethod) -> Result<Option<u64>, RejectionReason> {
    if method != CodeMethod::Hotp {
        return Ok(None);
    }
    let stored = stored.unwrap_or(0);
    let next = stored.checked_add(1).ok_or(UriError::from(OtpError::CounterSpent))?;
    Ok(Some(next))
}

/// The key, as an array of Java's signed bytes.
fn key(fields: &mut Fields<'_>) -> Result<Secret, RejectionReason> {
    let value = fields.take("secret").ok_or(UriError::KeyMissing)?;
    let bytes: Vec<i16> = serde_json::from_str(value.get())
        .map_err(|_| ImportEntryError::InvalidField { name: "secret" })?;
    let bytes = Zeroizing::new(bytes);
    if bytes.is_empty() {
        return Err(UriError::KeyEmpty.into());
    }
    let byte = |byte: &i16| match byte {
        -128..=255 => Some((byte & 0xff) as u8),
        _ => None,
    };
    let mut key = Zeroizing::new(Vec::with_capacity(bytes.len()));
    for value in bytes.iter() {
        key.push(byte(value).ok_or(ImportEntryError::InvalidField { name: "secret" })?);
    }
    Ok(Secret::new(std::mem::take(&mut *key)))
}
