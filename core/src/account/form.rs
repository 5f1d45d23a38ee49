//! The JSON form of an account, which vault rows and backups share (docs/spec/account.md).

use serde::de::{self, Deserializer};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Account, AccountGroups, Confirmation, Favourite, Issuer, Label, OriginalName};
use crate::base32;
use crate::otp::{Algorithm, Digits, MovingFactor, Otp, Period};
use crate::secret::Secret;
use crate::time::UnixMillis;

/// Why a JSON object is not an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountFormError {
    /// Not JSON, or a field is missing or of the wrong type.
    #[error("not an account")]
    NotAnAccount,
    /// The key is not base32.
    #[error("the key cannot be read")]
    InvalidKey,
    /// A type, algorithm, number of digits, period or counter that is not supported.
    #[error("unsupported parameters")]
    UnsupportedParameters,
}

impl Serialize for Account {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Destructured without `..`: a new field must be written, or this does not compile.
        let Self {
            issuer,
            label,
            original,
            otp,
            parameters,
            note,
            groups,
            favourite,
            colour,
            added,
            confirmation,
            unknown,
        } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("issuer", issuer.as_str())?;
        map.serialize_entry("label", label.as_str())?;
        if let Some(OriginalName { issuer, label }) = original {
            let (issuer, label) = (issuer.as_str(), label.as_str());
            map.serialize_entry(
                "original",
                &NameForm { issuer: issuer.into(), label: label.into() },
            )?;
        }
        match otp.kind() {
            MovingFactor::Totp { period } => {
                map.serialize_entry("type", "totp")?;
                map.serialize_entry("period", &period.seconds())?;
            }
            MovingFactor::Hotp { counter } => {
                map.serialize_entry("type", "hotp")?;
                map.serialize_entry("counter", &counter)?;
            }
            MovingFactor::Steam => map.serialize_entry("type", "steam")?,
        }
        map.serialize_entry("algorithm", otp.algorithm().print())?;
        map.serialize_entry("digits", &otp.digits().count())?;
        map.serialize_entry("key", base32::print(otp.key()).as_str())?;
        map.serialize_entry("parameters", parameters)?;
        map.serialize_entry("note", note)?;
        map.serialize_entry("group", &groups.first())?;
        // Not written for a single group, so that such an account is as earlier versions wrote it.
        if !groups.others().is_empty() {
            map.serialize_entry("more_groups", groups.others())?;
        }
        map.serialize_entry("favourite", &(*favourite == Favourite::Yes))?;
        map.serialize_entry("colour", colour)?;
        map.serialize_entry("added", added)?;
        let confirmed = match confirmation {
            Confirmation::Unconfirmed => None,
            Confirmation::Confirmed { at } => Some(at),
        };
        map.serialize_entry("confirmed", &confirmed)?;
        for (name, value) in unknown {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The fields of the form before validation; unknown fields are kept.
#[derive(Deserialize)]
pub struct AccountForm {
    issuer: String,
    label: String,
    original: Option<NameForm>,
    #[serde(rename = "type")]
    kind: String,
    period: Option<u64>,
    counter: Option<u64>,
    algorithm: String,
    digits: u32,
    key: KeyText,
    #[serde(default)]
    parameters: Vec<(String, String)>,
    #[serde(default)]
    note: String,
    group: Option<String>,
    #[serde(default)]
    more_groups: Vec<String>,
    #[serde(default)]
    favourite: bool,
    colour: Option<u8>,
    added: UnixMillis,
    confirmed: Option<UnixMillis>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Deserialize, Serialize)]
struct NameForm {
    issuer: String,
    label: String,
}

impl AccountForm {
    /// Validates the fields.
    ///
    /// # Errors
    /// [`AccountFormError::InvalidKey`], [`AccountFormError::UnsupportedParameters`], or [`AccountFormError::NotAnAccount`] for a name that is
    /// too long.
    pub fn into_account(self) -> Result<Account, AccountFormError> {
        let kind = match (self.kind.as_str(), self.period, self.counter) {
            ("totp", Some(period), _) => {
                let period =
                    Period::new(period).map_err(|_| AccountFormError::UnsupportedParameters)?;
                MovingFactor::Totp { period }
            }
            ("hotp", _, Some(counter)) => MovingFactor::Hotp { counter },
            ("steam", _, _) => MovingFactor::Steam,
            _ => return Err(AccountFormError::UnsupportedParameters),
        };
        let algorithm = Algorithm::parse(&self.algorithm)
            .map_err(|_| AccountFormError::UnsupportedParameters)?;
        let digits = match (kind, self.digits) {
            (MovingFactor::Steam, 5) => Digits::STEAM,
            (_, digits) => {
                Digits::new(digits).map_err(|_| AccountFormError::UnsupportedParameters)?
            }
        };
        let key = self.key.0.ok_or(AccountFormError::InvalidKey)?;
        let confirmation = match self.confirmed {
            None => Confirmation::Unconfirmed,
            Some(at) => Confirmation::Confirmed { at },
        };
        let named = |issuer: &str, label: &str| -> Result<_, AccountFormError> {
            let issuer = Issuer::new(issuer).map_err(|_| AccountFormError::NotAnAccount)?;
            Ok((issuer, Label::new(label).map_err(|_| AccountFormError::NotAnAccount)?))
        };
        let (issuer, label) = named(&self.issuer, &self.label)?;
        let original = self.original.map(|name| named(&name.issuer, &name.label)).transpose()?;
        Ok(Account {
            issuer,
            label,
            original: original.map(|(issuer, label)| OriginalName { issuer, label }),
            otp: Otp::new(key, algorithm, digits, kind)
                .map_err(|_| AccountFormError::UnsupportedParameters)?,
            parameters: self.parameters,
            note: self.note,
            groups: AccountGroups::stored(self.group, self.more_groups),
            favourite: if self.favourite { Favourite::Yes } else { Favourite::No },
            colour: self.colour,
            added: self.added,
            confirmation,
            unknown: self.unknown,
        })
    }
}

/// A key parsed directly from the JSON text, so that no copy of its letters remains in memory.
struct KeyText(Option<Secret>);

impl<'de> Deserialize<'de> for KeyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Letters;
        impl de::Visitor<'_> for Letters {
            type Value = KeyText;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a base32 key")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<KeyText, E> {
                Ok(KeyText(base32::parse(text).ok()))
            }
        }
        deserializer.deserialize_str(Letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"{"issuer":"Amazon","label":"me@example.com","type":"totp","period":30,
        "algorithm":"SHA1","digits":6,"key":"GEZDGNBVGY3TQOJQ","parameters":[["image","x"]],
        "note":"shop","group":"Work","favourite":true,"colour":3,"added":1700000000000,
        "confirmed":null,"shape":"round"}"#;

    impl Account {
        fn read_json(json: &[u8]) -> Result<Self, AccountFormError> {
            serde_json::from_slice::<AccountForm>(json)
                .map_err(|_| AccountFormError::NotAnAccount)?
                .into_account()
        }
    }

    fn written(account: &Account) -> String {
        serde_json::to_string(account).unwrap()
    }

    #[test]
    fn an_account_is_read_back_with_its_unknown_fields() {
        let account = Account::read_json(FULL.as_bytes()).unwrap();
        assert_eq!(account.unknown["shape"], "round");
        assert_eq!(Account::read_json(written(&account).as_bytes()).unwrap(), account);
    }

    #[test]
    fn the_first_group_is_where_earlier_versions_read_it_and_the_others_follow() {
        let mut account = Account::read_json(FULL.as_bytes()).unwrap();
        assert!(written(&account).contains(r#""group":"Work","favourite""#));
        account.groups = AccountGroups::named(["店", "Work"]);
        let json = written(&account);
        assert!(json.contains(r#""group":"店","more_groups":["Work"],"favourite""#));
        assert_eq!(Account::read_json(json.as_bytes()).unwrap(), account);
        account.groups = AccountGroups::default();
        assert!(written(&account).contains(r#""group":null,"favourite""#));
    }

    #[test]
    fn a_group_that_an_earlier_version_changed_is_the_first_one_or_removes_all() {
        let groups = |group: &str| {
            let more = format!(r#""group":{group},"more_groups":["Shop","Till"]"#);
            let account = Account::read_json(FULL.replace(r#""group":"Work""#, &more).as_bytes());
            account.unwrap().groups.names().join(" ")
        };
        assert_eq!(groups(r#""Work""#), "Work Shop Till");
        assert_eq!(groups(r#""Till""#), "Till Shop");
        assert_eq!(groups("null"), "");
    }

    #[test]
    fn original_names_are_read_back_and_written_only_if_different() {
        let mut account = Account::read_json(FULL.as_bytes()).unwrap();
        assert!(!written(&account).contains("original"));
        account.rename(Issuer::new("Shop").unwrap(), account.label.clone());
        let json = written(&account);
        assert!(json.contains(r#""original":{"issuer":"Amazon","label":"me@example.com"}"#));
        assert_eq!(Account::read_json(json.as_bytes()).unwrap(), account);
    }

    #[test]
    fn every_kind_is_read_back() {
        let hotp =
            FULL.replace(r#""totp","period":30"#, r#""hotp","counter":18446744073709551615"#);
        let steam = FULL.replace(r#""totp","period":30"#, r#""steam""#).replace(":6,", ":5,");
        for json in [hotp, steam] {
            let account = Account::read_json(json.as_bytes()).unwrap();
            assert_eq!(Account::read_json(written(&account).as_bytes()).unwrap(), account);
        }
    }

    #[test]
    fn invalid_parameters_are_refused_and_not_replaced_by_defaults() {
        for (from, to, why) in [
            ("SHA1", "MD5", AccountFormError::UnsupportedParameters),
            (":6,", ":11,", AccountFormError::UnsupportedParameters),
            (":30,", ":0,", AccountFormError::UnsupportedParameters),
            ("totp", "motp", AccountFormError::UnsupportedParameters),
            ("totp", "hotp", AccountFormError::UnsupportedParameters),
            ("GEZDG", "!", AccountFormError::InvalidKey),
            (r#""digits":6,"#, "", AccountFormError::NotAnAccount),
        ] {
            let json = FULL.replace(from, to);
            assert_eq!(Account::read_json(json.as_bytes()).unwrap_err(), why, "{from} -> {to}");
        }
    }
}
