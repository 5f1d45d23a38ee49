//! The fields of a JSON object in another app's file, taken one by one. A key is decoded in place,
//! so that no unwiped copy is made. Fields that no reader takes are stored with the account.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{ImportEntryError, ImportedAccount, RejectionReason};
use crate::base32;
use crate::otpauth::UriError;
use crate::secret::Secret;

/// The account field for the source app's other data (docs/spec/account.md).
const OTHER_DATA_FIELD: &str = "imported";

/// The maximum amount of other data stored per entry, in bytes of JSON. Icons are larger.
const MAX_OTHER_DATA_BYTES: usize = 4 * 1024;

/// The fields of an object that are not taken yet. A null field counts as absent.
pub(super) struct Fields<'a>(BTreeMap<Cow<'a, str>, &'a RawValue>);

impl<'a> Fields<'a> {
    /// Parses the top level of an object; `None` if the value is not an object.
    pub(super) fn of(value: &'a RawValue) -> Option<Self> {
        serde_json::from_str(value.get()).ok().map(Self)
    }

    /// The fields of a document that is already parsed.
    pub(super) fn of_document(fields: &BTreeMap<Cow<'a, str>, &'a RawValue>) -> Self {
        Self(fields.clone())
    }

    /// Takes a field's raw value.
    pub(super) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        self.0.remove(name).filter(|value| value.get() != "null")
    }

    /// Takes a text. A number or boolean is returned as its JSON text.
    pub(super) fn text(
        &mut self,
        name: &'static str,
    ) -> Result<Option<Cow<'a, str>>, ImportEntryError> {
        self.take(name).map(|value| text_of(value, name)).transpose()
    }

    /// Takes a text; empty if the field is absent.
    pub(super) fn text_or_empty(
        &mut self,
        name: &'static str,
    ) -> Result<Cow<'a, str>, ImportEntryError> {
        Ok(self.text(name)?.unwrap_or_default())
    }

    /// Returns a text, as the name of a rejected entry, without taking it; empty if unreadable.
    pub(super) fn peek(&self, name: &'static str) -> Cow<'a, str> {
        let value = self.0.get(name).filter(|value| value.get() != "null");
        value.and_then(|value| text_of(value, name).ok()).unwrap_or_default()
    }

    /// Takes a non-negative whole number, also if written as a string or with a zero fraction.
    pub(super) fn number(&mut self, name: &'static str) -> Result<Option<u64>, ImportEntryError> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let text = text_of(value, name)?;
        let text = text.trim();
        let whole = text.strip_suffix(".0").unwrap_or(text);
        let is_number = !whole.is_empty() && whole.bytes().all(|digit| digit.is_ascii_digit());
        match whole.parse() {
            Ok(number) if is_number => Ok(Some(number)),
            _ => Err(ImportEntryError::InvalidNumber { name, found: excerpt(text) }),
        }
    }

    /// Takes a boolean field; any other value counts as false.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        self.take(name).is_some_and(|value| matches!(value.get(), "true" | "1" | "\"true\""))
    }

    /// Takes an object.
    pub(super) fn object(&mut self, name: &'static str) -> Result<Option<Self>, ImportEntryError> {
        let object = |value| Self::of(value).ok_or(ImportEntryError::InvalidField { name });
        self.take(name).map(object).transpose()
    }

    /// Takes an array; empty if the field is absent.
    pub(super) fn list(
        &mut self,
        name: &'static str,
    ) -> Result<Vec<&'a RawValue>, ImportEntryError> {
        let Some(value) = self.take(name) else { return Ok(Vec::new()) };
        serde_json::from_str(value.get()).map_err(|_| ImportEntryError::InvalidField { name })
    }

    /// Takes an array of strings; empty if the field is absent.
    pub(super) fn texts(&mut self, name: &'static str) -> Result<Vec<String>, ImportEntryError> {
        let list = self.list(name)?;
        list.into_iter().map(|value| Ok(text_of(value, name)?.into_owned())).collect()
    }

    /// Takes a base32 key.
    pub(super) fn key(&mut self, name: &'static str) -> Result<Secret, RejectionReason> {
        let letters = self.text(name)?.ok_or(UriError::KeyMissing)?;
        key_of(letters)
    }

    /// Stores the remaining fields with the account, as the app wrote them, and those of the objects
    /// in `nested`, which were taken from this object. Records if some are too large to store.
    pub(super) fn keep(
        self,
        app: &'static str,
        nested: impl IntoIterator<Item = (&'static str, Self)>,
        arrival: &mut ImportedAccount,
    ) {
        let mut room = MAX_OTHER_DATA_BYTES;
        let mut rest = self.fitting(&mut room, arrival);
        for (name, fields) in nested {
            let fields = fields.fitting(&mut room, arrival);
            if !fields.is_empty() {
                rest.insert(name.to_owned(), Value::Object(fields));
            }
        }
        if !rest.is_empty() {
            let mut kept = Map::new();
            kept.insert("app".to_owned(), app.into());
            kept.insert("fields".to_owned(), Value::Object(rest));
            arrival.account.unknown.insert(OTHER_DATA_FIELD.to_owned(), Value::Object(kept));
        }
    }

    /// The fields with information that fit into the remaining `room`, in bytes.
    fn fitting(self, room: &mut usize, arrival: &mut ImportedAccount) -> Map<String, Value> {
        let mut fitting = Map::new();
        for (name, value) in self.0 {
            let size = name.len() + value.get().len();
            let Ok(value) = serde_json::from_str::<Value>(value.get()) else { continue };
            if has_no_information(&value) {
                continue;
            }
            match room.checked_sub(size) {
                Some(left) => {
                    *room = left;
                    fitting.insert(name.into_owned(), value);
                }
                None => arrival.is_shortened = true,
            }
        }
        fitting
    }
}

/// Whether a value holds no information.
fn has_no_information(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Decodes a base32 key. A string that had to be unescaped is a copy, which is wiped.
pub(super) fn key_of(letters: Cow<'_, str>) -> Result<Secret, RejectionReason> {
    let read = |letters: &str| {
        if base32::is_link(letters) {
            return Err(UriError::KeyIsLink.into());
        }
        base32::parse(letters).map_err(|why| UriError::from(why).into())
    };
    match letters {
        Cow::Borrowed(letters) => read(letters),
        Cow::Owned(letters) => read(&Zeroizing::new(letters)),
    }
}

/// A value as text, borrowed if it contains no escapes.
pub(super) fn text_of<'a>(
    value: &'a RawValue,
    name: &'static str,
) -> Result<Cow<'a, str>, ImportEntryError> {
    let text = value.get();
    match text.as_bytes().first() {
        Some(b'"') => {
            if let Ok(text) = serde_json::from_str::<&str>(text) {
                return Ok(Cow::Borrowed(text));
            }
            let text = serde_json::from_str::<String>(text);
            text.map(Cow::Owned).map_err(|_| ImportEntryError::InvalidField { name })
        }
        Some(b'{' | b'[') | None => Err(ImportEntryError::InvalidField { name }),
        Some(_) => Ok(Cow::Borrowed(text)),
    }
}

/// The beginning of a value, for an error.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().filter(|symbol| !symbol.is_control()).take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::CodeUse;
    use crate::time::UnixMillis;

    fn fields(text: &str) -> Fields<'_> {
        Fields(serde_json::from_str(text).unwrap())
    }

    #[test]
    fn numbers_are_whole_and_not_negative() {
        for text in ["6", "\"6\"", "6.0", "\" 6 \""] {
            assert_eq!(fields(&format!("{{\"n\":{text}}}")).number("n"), Ok(Some(6)), "{text}");
        }
        for text in ["-1", "6.5", "\"\"", "\"six\"", "18446744073709551616", "1e3", "true", "+6"] {
            let text = format!("{{\"n\":{}}}", if text == "+6" { "\"+6\"" } else { text });
            let why = fields(&text).number("n").unwrap_err();
            assert!(matches!(why, ImportEntryError::InvalidNumber { name: "n", .. }), "{text}");
        }
        assert_eq!(fields("{\"n\":null}").number("n"), Ok(None));
        assert_eq!(
            fields("{\"n\":[6]}").number("n"),
            Err(ImportEntryError::InvalidField { name: "n" })
        );
    }

    #[test]
    fn a_key_with_an_escaped_letter_is_the_same_key() {
        let plain = fields(r#"{"k":"GEZDGNBV"}"#).key("k").unwrap();
        assert_eq!(fields(r#"{"k":"\u0047EZDGNBV"}"#).key("k").unwrap(), plain);
        assert_eq!(fields("{}").key("k"), Err(UriError::KeyMissing.into()));
        assert_eq!(fields(r#"{"k":""}"#).key("k"), Err(UriError::KeyEmpty.into()));
        assert_eq!(
            fields(r#"{"k":"GE1"}"#).key("k"),
            Err(UriError::InvalidKeySymbol { at: 3 }.into())
        );
    }

    #[test]
    fn remaining_fields_are_stored_up_to_a_size() {
        let account = crate::otpauth::parse("otpauth://totp/a?secret=GE", UnixMillis(0)).unwrap();
        let mut arrival = ImportedAccount::new(account, CodeUse::InUse);
        let large = format!(
            r#"{{"a":1,"b":"{}","c":{{"d":[2]}},"e":""}}"#,
            "x".repeat(MAX_OTHER_DATA_BYTES)
        );
        fields(&large).keep("App", [("info", fields("{\"pin\":\"1\"}"))], &mut arrival);
        let stored = serde_json::json!({"a": 1, "c": {"d": [2]}, "info": {"pin": "1"}});
        let kept = serde_json::json!({"app": "App", "fields": stored});
        assert_eq!((&arrival.account.unknown["imported"], arrival.is_shortened), (&kept, true));
        arrival.account.unknown.clear();
        arrival.is_shortened = false;
        let empty = || fields("{\"a\":null,\"b\":\"\"}");
        empty().keep("App", [("info", empty())], &mut arrival);
        assert!(arrival.account.unknown.is_empty() && !arrival.is_shortened);
    }
}
