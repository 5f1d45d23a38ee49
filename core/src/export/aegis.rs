//! The unencrypted JSON format of Aegis, content version 3.

use std::collections::HashMap;

use serde::Serialize;
use zeroize::Zeroizing;

use super::file::{ExportError, ExportFile, HeldData, distinct, json, omitted, sorted};
use crate::account::{Account, Favourite};
use crate::base32;
use crate::crypto::random::{Random, RandomError, make_array};
use crate::otp::MovingFactor;

/// The longest period that Aegis accepts, in seconds: it counts milliseconds in 31 bits.
const MAX_PERIOD_SECONDS: u32 = i32::MAX as u32 / 1000;

pub(super) const HELD_DATA: &[HeldData] =
    &[HeldData::Notes, HeldData::Groups, HeldData::Favourites];

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    header: AegisHeader,
    db: Content<'a>,
}

#[derive(Serialize)]
struct AegisHeader {
    slots: Option<()>,
    params: Option<()>,
}

#[derive(Serialize)]
struct Content<'a> {
    version: u8,
    entries: Vec<AegisEntry<'a>>,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    uuid: String,
    name: &'a str,
}

#[derive(Serialize)]
struct AegisEntry<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    uuid: String,
    name: &'a str,
    issuer: &'a str,
    note: &'a str,
    favorite: bool,
    icon: Option<()>,
    info: AegisInfo,
    groups: Vec<String>,
}

#[derive(Serialize)]
struct AegisInfo {
    #[serde(serialize_with = "as_text")]
    secret: Zeroizing<String>,
    algo: &'static str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
}

/// Serializes a text that is zeroed on drop.
pub(super) fn as_text<S: serde::Serializer>(
    text: &Zeroizing<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// Prints accounts as a file that Aegis imports; its identifiers are random.
///
/// # Errors
/// [`RandomError`] when the random generator failed.
pub fn print(accounts: &[&Account], random: &dyn Random) -> Result<ExportFile, RandomError> {
    let (written, refused) = sorted(accounts, check);
    let names = written.iter().flat_map(|account| account.groups.names());
    let groups = distinct(names.map(String::as_str)).into_iter();
    let groups = groups.map(|name| Ok(Group { uuid: uuid(random)?, name }));
    let groups = groups.collect::<Result<Vec<_>, RandomError>>()?;
    let ids: HashMap<_, _> = groups.iter().map(|group| (group.name, &group.uuid)).collect();
    let entries = written.iter().map(|account| entry(account, &ids, random));
    let entries = entries.collect::<Result<Vec<_>, RandomError>>()?;
    let content = Content { version: 3, entries, groups };
    let document =
        Document { version: 1, header: AegisHeader { slots: None, params: None }, db: content };
    let omitted = omitted(&written, HELD_DATA);
    Ok(ExportFile { text: json(&document), accounts: written.len(), refused, omitted })
}

pub(super) fn check(account: &Account) -> Result<(), ExportError> {
    match account.otp.kind() {
        MovingFactor::Totp { period } if period.seconds() > MAX_PERIOD_SECONDS => {
            Err(ExportError::UnsupportedPeriod { found: period.seconds() })
        }
        MovingFactor::Hotp { counter } if i64::try_from(counter).is_err() => {
            Err(ExportError::CounterTooLarge)
        }
        MovingFactor::Totp { .. } | MovingFactor::Hotp { .. } | MovingFactor::Steam => Ok(()),
    }
}

fn entry<'a>(
    account: &'a Account,
    group_ids: &HashMap<&str, &String>,
    random: &dyn Random,
) -> Result<AegisEntry<'a>, RandomError> {
    let otp = &account.otp;
    let (kind, period, counter) = match otp.kind() {
        MovingFactor::Totp { period } => ("totp", Some(period.seconds()), None),
        MovingFactor::Hotp { counter } => ("hotp", None, Some(counter)),
        MovingFactor::Steam => ("steam", Some(30), None),
    };
    let secret = base32::print(otp.key());
    let (algo, digits) = (otp.algorithm().print(), otp.digits().count());
    let own = account.groups.names().iter().filter_map(|name| group_ids.get(name.as_str()));
    Ok(AegisEntry {
        kind,
        uuid: uuid(random)?,
        name: account.label.as_str(),
        issuer: account.issuer.as_str(),
        note: &account.note,
        favorite: account.favourite == Favourite::Yes,
        icon: None,
        info: AegisInfo { secret, algo, digits, period, counter },
        groups: own.map(|id| (*id).clone()).collect(),
    })
}

/// A random UUID (RFC 9562 §5.4).
pub(super) fn uuid(random: &dyn Random) -> Result<String, RandomError> {
    let mut bytes: [u8; 16] = make_array(random)?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = data_encoding::HEXLOWER.encode(&bytes);
    Ok([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
}
