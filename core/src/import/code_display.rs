//! Ente Auth's extra link parameter: `codeDisplay`, a JSON object with the user's metadata for the
//! account.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::ImportedAccount;
use crate::account::{AccountGroups, Favourite};
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "Ente Auth";

/// The name of the parameter.
const PARAMETER: &str = "codeDisplay";

/// The fields that are imported.
#[derive(Deserialize)]
struct CodeDisplay {
    #[serde(default)]
    pinned: bool,
    #[serde(default)]
    trashed: bool,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: String,
    position: Option<i64>,
    /// Unknown fields stay in the parameter.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// Applies the metadata to the account. A parameter that can't be read is kept unchanged.
pub(super) fn arrange(arrival: &mut ImportedAccount, now: UnixMillis) {
    let parameters = &mut arrival.account.parameters;
    let Some(place) = parameters.iter().position(|(name, _)| name == PARAMETER) else { return };
    let Ok(display) = serde_json::from_str(&parameters[place].1) else { return };
    let CodeDisplay { pinned, trashed, tags, note, position, rest } = display;
    if rest.is_empty() {
        parameters.remove(place);
    } else {
        parameters[place].1 = Value::Object(rest).to_string();
    }
    if pinned {
        arrival.account.favourite = Favourite::Yes;
    }
    if trashed {
        arrival.trashed = Some(now);
    }
    note.trim().clone_into(&mut arrival.account.note);
    arrival.account.groups = AccountGroups::named(tags);
    arrival.order = position;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::CodeUse;
    use crate::otpauth::parse;

    const NOW: UnixMillis = UnixMillis(5);

    fn arranged(display: &str) -> ImportedAccount {
        let display: String =
            percent_encoding::utf8_percent_encode(display, percent_encoding::NON_ALPHANUMERIC)
                .collect();
        let uri = format!("otpauth://totp/a?secret=GE&codeDisplay={display}&x=y");
        let mut arrival = ImportedAccount::new(parse(&uri, NOW).unwrap(), CodeUse::InUse);
        arrange(&mut arrival, NOW);
        arrival
    }

    #[test]
    fn trash_pin_note_tags_and_order_are_imported() {
        let arrival = arranged(
            r#"{"pinned":true,"trashed":true,"lastUsedAt":7,"tapCount":1,"tags":["Work","x"],"note":" till ","position":3}"#,
        );
        let parameters = [
            ("codeDisplay".to_owned(), r#"{"lastUsedAt":7,"tapCount":1}"#.to_owned()),
            ("x".to_owned(), "y".to_owned()),
        ];
        assert_eq!(arrival.account.parameters, parameters);
        assert_eq!((arrival.trashed, arrival.order), (Some(NOW), Some(3)));
        assert_eq!(
            (arrival.account.favourite, arrival.account.groups.names().len()),
            (Favourite::Yes, 2)
        );
        assert_eq!(arrival.account.note, "till");
    }

    #[test]
    fn empty_or_unreadable_metadata_changes_nothing() {
        let plain = arranged("{}");
        assert_eq!(plain.account.parameters.len(), 1);
        assert_eq!((plain.trashed, plain.account.favourite), (None, Favourite::No));
        for odd in ["", "[1]", "{\"trashed\":", r#"{"trashed":"yes"}"#] {
            let arrival = arranged(odd);
            assert_eq!(arrival.account.parameters.len(), 2, "{odd}");
            assert_eq!(arrival.trashed, None);
        }
    }
}
