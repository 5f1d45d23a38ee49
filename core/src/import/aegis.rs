//! Aegis: JSON, plain or encrypted with AES-256-GCM. The master key is wrapped once per unlock
//! method.
//!
//! A file may contain several unlock methods, with biometric ones before passwords, and an outdated
//! password before the current one, so every password slot is tried. Content versions 1 and 2 store
//! the group's name in each entry; version 3 lists groups and refers to them by identifier.

mod seal;

use std::borrow::Cow;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::codes::{self, CodeMethod, CodeParameters, algorithm};
use super::content::{FileContent, Json};
use super::fields::{Fields, text_of};
use super::groups::Groups;
use super::{ImportError, ImportNotice, ImportedAccount, ReadFile, Recognised, RejectionReason};
use crate::account::{AccountGroups, Favourite};
use crate::otp::Algorithm;
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "Aegis";

/// The newest supported version of the file format around the content.
const NEWEST_FILE: u64 = 1;

/// The newest supported version of the content.
const NEWEST_CONTENT: u64 = 3;

/// Recognises an Aegis file, and reads it if it is not encrypted.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let Some(Json::Object(fields)) = content.json() else { return None };
    if fields.contains_key("header") && fields.contains_key("db") {
        return Some(of_file(Fields::of_document(fields), now));
    }
    // The bare content, without the surrounding file format.
    let is_content = fields.contains_key("version")
        && fields.get("entries").is_some_and(|entries| entries.get().contains("\"info\""));
    is_content.then(|| Ok(Recognised::Plain(of_content(Fields::of_document(fields), now)?)))
}

fn of_file(mut file: Fields<'_>, now: UnixMillis) -> Result<Recognised, RejectionReason> {
    if let Some(found) = newer(&mut file, NEWEST_FILE)? {
        return Err(found.into());
    }
    let damaged = || RejectionReason::from(ImportError::Damaged { app: APP_NAME });
    let header = file.object("header").ok().flatten().ok_or_else(damaged)?;
    let content = file.take("db").ok_or_else(damaged)?;
    if content.get().starts_with('"') {
        return Ok(Recognised::Sealed(seal::read(header, content).ok_or_else(damaged)??));
    }
    let content = Fields::of(content).ok_or_else(damaged)?;
    Ok(Recognised::Plain(of_content(content, now)?))
}

/// Returns an error if the version is newer than `newest`. An unreadable version means that the
/// file is damaged.
fn newer(fields: &mut Fields<'_>, newest: u64) -> Result<Option<ImportError>, RejectionReason> {
    let version = fields.number("version").map_err(|_| ImportError::Damaged { app: APP_NAME })?;
    let found = version.unwrap_or(newest);
    Ok((found > newest).then_some(ImportError::Newer { app: APP_NAME, found, known: newest }))
}

fn of_content(mut content: Fields<'_>, now: UnixMillis) -> Result<ReadFile, RejectionReason> {
    if let Some(found) = newer(&mut content, NEWEST_CONTENT)? {
        return Err(found.into());
    }
    let damaged = |_| ImportError::Damaged { app: APP_NAME };
    let groups = Groups::read(content.list("groups").map_err(damaged)?, "uuid");
    let values = content.list("entries").map_err(damaged)?;
    let mut pictures = 0;
    let entries = codes::entries(values, &["issuer", "name"], |fields| {
        entry(fields, &groups, &mut pictures, now)
    });
    let notices = ImportNotice::pictures_omitted(pictures).into_iter().collect();
    Ok(ReadFile { app: APP_NAME, entries, groups: groups.names(), notices })
}

fn entry(
    mut fields: Fields<'_>,
    groups: &Groups,
    pictures: &mut usize,
    now: UnixMillis,
) -> Result<ImportedAccount, RejectionReason> {
    let kind = fields.text_or_empty("type")?;
    let method = CodeMethod::parse(&kind)?;
    let mut info =
        fields.object("info")?.ok_or(super::ImportEntryError::InvalidField { name: "info" })?;
    let key = info.key("secret")?;
    let algorithm = match info.text("algo")? {
        None => None,
        // For these types, Aegis computes SHA-1 codes when an entry says MD5; only mOTP uses MD5.
        Some(name) if name.eq_ignore_ascii_case("md5") => Some(Algorithm::Sha1),
        Some(name) => Some(algorithm(&name)?),
    };
    let (digits, period) = (info.number("digits")?, info.number("period")?);
    let counter = info.number("counter")?;
    let otp = CodeParameters { method, algorithm, digits, period, counter }.with_key(key)?;
    let issuer = fields.text_or_empty("issuer")?;
    let mut arrival = codes::arrival(&issuer, &fields.text_or_empty("name")?, otp, now)?;
    let account = &mut arrival.account;
    fields.text_or_empty("note")?.trim().clone_into(&mut account.note);
    if fields.flag("favorite") {
        account.favourite = Favourite::Yes;
    }
    let mut names = Vec::from_iter(fields.text("group")?);
    for id in fields.list("groups")? {
        let id = text_of(id, "groups")?;
        names.push(groups.name(&id).map_or(id, Cow::from));
    }
    arrival.account.groups = AccountGroups::named(names);
    let picture: Option<&RawValue> = fields.take("icon");
    *pictures += usize::from(picture.is_some());
    for of_picture in ["icon_mime", "icon_hash"] {
        fields.take(of_picture);
    }
    fields.keep(APP_NAME, [("info", info)], &mut arrival);
    Ok(arrival)
}

/// Reads the decrypted content.
fn of_plain(
    plain: &Zeroizing<Vec<u8>>,
    now: UnixMillis,
) -> Option<Result<ReadFile, RejectionReason>> {
    let content: &RawValue = serde_json::from_slice(plain).ok()?;
    Some(of_content(Fields::of(content)?, now))
}
