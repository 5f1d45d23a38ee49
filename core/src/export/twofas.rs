//! The unencrypted JSON format of 2FAS, schema 4.

use serde::Serialize;
use zeroize::Zeroizing;

use super::aegis::{as_text, uuid};
use super::file::{ExportError, ExportFile, HeldData, distinct, json, omitted, sorted};
use crate::account::Account;
use crate::base32;
use crate::crypto::random::{Random, RandomError};
use crate::otp::MovingFactor;
use crate::time::UnixMillis;

/// The periods that 2FAS offers, in seconds.
const PERIODS: [u32; 4] = [10, 30, 60, 90];

/// The numbers of digits that 2FAS offers, besides Steam's five characters.
const DIGITS: [u8; 3] = [6, 7, 8];

pub(super) const HELD_DATA: &[HeldData] = &[HeldData::OneGroup];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    services: Vec<Service<'a>>,
    groups: Vec<Group<'a>>,
    updated_at: i64,
    schema_version: u8,
    app_version_code: u32,
    app_origin: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group<'a> {
    id: String,
    name: &'a str,
    is_expanded: bool,
    updated_at: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Service<'a> {
    name: &'a str,
    #[serde(serialize_with = "as_text")]
    secret: Zeroizing<String>,
    updated_at: i64,
    otp: Otp<'a>,
    order: Order,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_id: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Otp<'a> {
    account: &'a str,
    label: &'a str,
    issuer: &'a str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    algorithm: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    token_type: &'static str,
    source: &'static str,
}

#[derive(Serialize)]
struct Order {
    position: usize,
}

/// Prints accounts as a file that 2FAS imports; the identifiers of its groups are random.
///
/// # Errors
/// [`RandomError`] when the random generator failed.
pub fn print(
    accounts: &[&Account],
    random: &dyn Random,
    now: UnixMillis,
) -> Result<ExportFile, RandomError> {
    let (written, refused) = sorted(accounts, check);
    let names = written.iter().filter_map(|account| account.groups.first());
    let groups = distinct(names)
        .into_iter()
        .map(|name| Ok(Group { id: uuid(random)?, name, is_expanded: true, updated_at: now.0 }));
    let groups = groups.collect::<Result<Vec<_>, RandomError>>()?;
    let services = written.iter().enumerate();
    let services = services.map(|(position, account)| service(account, position, &groups, now));
    let document = Document {
        services: services.collect(),
        groups,
        updated_at: now.0,
        schema_version: 4,
        // The first version that wrote this schema: earlier versions report that they are too old.
        app_version_code: 5_000_000,
        app_origin: "android",
    };
    let omitted = omitted(&written, HELD_DATA);
    Ok(ExportFile { text: json(&document), accounts: written.len(), refused, omitted })
}

pub(super) fn check(account: &Account) -> Result<(), ExportError> {
    let digits = account.otp.digits().count();
    match account.otp.kind() {
        MovingFactor::Steam => Ok(()),
        _ if !DIGITS.contains(&digits) => Err(ExportError::UnsupportedDigits { found: digits }),
        MovingFactor::Totp { period } if !PERIODS.contains(&period.seconds()) => {
            Err(ExportError::UnsupportedPeriod { found: period.seconds() })
        }
        MovingFactor::Hotp { counter } if i32::try_from(counter).is_err() => {
            Err(ExportError::CounterTooLarge)
        }
        MovingFactor::Totp { .. } | MovingFactor::Hotp { .. } => Ok(()),
    }
}

fn service<'a>(
    account: &'a Account,
    position: usize,
    groups: &[Group<'_>],
    now: UnixMillis,
) -> Service<'a> {
    let otp = &account.otp;
    let (token_type, period, counter) = match otp.kind() {
        MovingFactor::Totp { period } => ("TOTP", Some(period.seconds()), None),
        MovingFactor::Hotp { counter } => ("HOTP", None, Some(counter)),
        MovingFactor::Steam => ("STEAM", Some(30), None),
    };
    let label = account.label.as_str();
    let issuer = account.issuer.as_str();
    // 2FAS shows only this as the name of an account.
    let name = if issuer.is_empty() { label } else { issuer };
    let group = groups.iter().find(|group| Some(group.name) == account.groups.first());
    Service {
        name,
        secret: base32::print(otp.key()),
        updated_at: now.0,
        otp: Otp {
            account: label,
            label,
            issuer,
            digits: otp.digits().count(),
            period,
            algorithm: otp.algorithm().print(),
            counter,
            token_type,
            source: "Manual",
        },
        order: Order { position },
        group_id: group.map(|group| group.id.clone()),
    }
}
