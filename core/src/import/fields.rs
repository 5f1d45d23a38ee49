//! The fields of one JSON object of another app's file, taken out one by one. A key is decoded where
//! it stands, so that no unwiped copy of it is made; what nobody took is kept with the account.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{EntryError, Why};
use crate::account::Account;
use crate::base32;
use crate::otpauth::UriError;
use crate::secret::Secret;

/// The name of the account's field that holds what its former app said of it (docs/spec/account.md).
const KEPT: &str = "imported";

/// The most that is kept of what an entry says besides, in bytes of JSON: a picture is more.
const LONGEST_KEPT: usize = 4 * 1024;

/// The fields of an object that were not taken yet. One that is null counts as absent.
pub(super) struct Fields<'a>(BTreeMap<Cow<'a, str>, &'a RawValue>);

impl<'a> Fields<'a> {
    /// Reads the outermost layer of an object; `None` where the value is none.
    pub(super) fn of(value: &'a RawValue) -> Option<Self> {
        serde_json::from_str(value.get()).ok().map(Self)
    }

    /// The fields of a document that was looked at already.
    pub(super) fn of_document(fields: &BTreeMap<Cow<'a, str>, &'a RawValue>) -> Self {
        Self(fields.clone())
    }

    /// Takes a field as it stands.
    pub(super) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        self.0.remove(name).filter(|value| value.get() != "null")
    }

    /// Takes a text. A number or a truth value is taken as it is written.
    pub(super) fn text(&mut self, name: &'static str) -> Result<Option<Cow<'a, str>>, EntryError> {
        self.take(name).map(|value| text_of(value, name)).transpose()
    }

    /// Takes a text that may be absent.
    pub(super) fn text_or_empty(&mut self, name: &'static str) -> Result<Cow<'a, str>, EntryError> {
        Ok(self.text(name)?.unwrap_or_default())
    }

    /// A text for a refusal's name, which stays among the fields; empty where it can't be read.
    pub(super) fn peek(&self, name: &'static str) -> Cow<'a, str> {
        let value = self.0.get(name).filter(|value| value.get() != "null");
        value.and_then(|value| text_of(value, name).ok()).unwrap_or_default()
    }

    /// Takes a whole number from 0, also one that is written as a text or with an empty fraction.
    pub(super) fn number(&mut self, name: &'static str) -> Result<Option<u64>, EntryError> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let text = text_of(value, name)?;
        let text = text.trim();
        let whole = text.strip_suffix(".0").unwrap_or(text);
        let is_number = !whole.is_empty() && whole.bytes().all(|digit| digit.is_ascii_digit());
        match whole.parse() {
            Ok(number) if is_number => Ok(Some(number)),
            _ => Err(EntryError::Number { name, found: excerpt(text) }),
        }
    }

    /// Takes a truth value; what is neither counts as no.
    pub(super) fn flag(&mut self, name: &str) -> bool {
        self.take(name).is_some_and(|value| matches!(value.get(), "true" | "1" | "\"true\""))
    }

    /// Takes an object.
    pub(super) fn object(&mut self, name: &'static str) -> Result<Option<Self>, EntryError> {
        let object = |value| Self::of(value).ok_or(EntryError::Field { name });
        self.take(name).map(object).transpose()
    }

    /// Takes a list; an absent one is empty.
    pub(super) fn list(&mut self, name: &'static str) -> Result<Vec<&'a RawValue>, EntryError> {
        let Some(value) = self.take(name) else { return Ok(Vec::new()) };
        serde_json::from_str(value.get()).map_err(|_| EntryError::Field { name })
    }

    /// Takes a list of texts; an absent one is empty.
    pub(super) fn texts(&mut self, name: &'static str) -> Result<Vec<String>, EntryError> {
        let list = self.list(name)?;
        list.into_iter().map(|value| Ok(text_of(value, name)?.into_owned())).collect()
    }

    /// Takes a key in base32.
    pub(super) fn key(&mut self, name: &'static str) -> Result<Secret, Why> {
        let letters = self.text(name)?.ok_or(UriError::KeyMissing)?;
        key_of(letters)
    }

    /// Keeps what nobody took with the account, as its app wrote it. `false` where some of it is too
    /// large to be kept.
    pub(super) fn keep(self, app: &'static str, account: &mut Account) -> bool {
        let mut is_whole = true;
        let mut rest = Map::new();
        let mut size = 0;
        for (name, value) in self.0 {
            size += name.len() + value.get().len();
            if size > LONGEST_KEPT {
                size -= name.len() + value.get().len();
                is_whole = false;
            } else if let Ok(value) = serde_json::from_str::<Value>(value.get())
                && !is_void(&value)
            {
                rest.insert(name.into_owned(), value);
            }
        }
        if !rest.is_empty() {
            let mut kept = Map::new();
            kept.insert("app".to_owned(), app.into());
            kept.insert("fields".to_owned(), Value::Object(rest));
            account.unknown.insert(KEPT.to_owned(), Value::Object(kept));
        }
        is_whole
    }
}

/// Whether a value says nothing.
fn is_void(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Reads a key in base32. A text that had to be unescaped is a copy, which is wiped.
pub(super) fn key_of(letters: Cow<'_, str>) -> Result<Secret, Why> {
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

/// A value as text, borrowed where nothing in it is escaped.
pub(super) fn text_of<'a>(
    value: &'a RawValue,
    name: &'static str,
) -> Result<Cow<'a, str>, EntryError> {
    let text = value.get();
    match text.as_bytes().first() {
        Some(b'"') => {
            if let Ok(text) = serde_json::from_str::<&str>(text) {
                return Ok(Cow::Borrowed(text));
            }
            let text = serde_json::from_str::<String>(text);
            text.map(Cow::Owned).map_err(|_| EntryError::Field { name })
        }
        Some(b'{' | b'[') | None => Err(EntryError::Field { name }),
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
    use crate::time::UnixMillis;

    fn fields(text: &str) -> Fields<'_> {
        Fields(serde_json::from_str(text).unwrap())
    }

    #[test]
    fn numbers_are_whole_and_from_zero() {
        for text in ["6", "\"6\"", "6.0", "\" 6 \""] {
            assert_eq!(fields(&format!("{{\"n\":{text}}}")).number("n"), Ok(Some(6)), "{text}");
        }
        for text in ["-1", "6.5", "\"\"", "\"six\"", "18446744073709551616", "1e3", "true", "+6"] {
            let text = format!("{{\"n\":{}}}", if text == "+6" { "\"+6\"" } else { text });
            let why = fields(&text).number("n").unwrap_err();
            assert!(matches!(why, EntryError::Number { name: "n", .. }), "{text}");
        }
        assert_eq!(fields("{\"n\":null}").number("n"), Ok(None));
        assert_eq!(fields("{\"n\":[6]}").number("n"), Err(EntryError::Field { name: "n" }));
    }

    #[test]
    fn a_key_with_an_escaped_letter_is_the_same_key() {
        let plain = fields(r#"{"k":"GEZDGNBV"}"#).key("k").unwrap();
        assert_eq!(fields(r#"{"k":"\u0047EZDGNBV"}"#).key("k").unwrap(), plain);
        assert_eq!(fields("{}").key("k"), Err(UriError::KeyMissing.into()));
        assert_eq!(fields(r#"{"k":""}"#).key("k"), Err(UriError::KeyEmpty.into()));
        assert_eq!(fields(r#"{"k":"GE1"}"#).key("k"), Err(UriError::KeySymbol { at: 3 }.into()));
    }

    #[test]
    fn what_nobody_took_is_kept_up_to_a_size() {
        let mut account =
            crate::otpauth::parse("otpauth://totp/a?secret=GE", UnixMillis(0)).unwrap();
        let large =
            format!(r#"{{"a":1,"b":"{}","c":{{"d":[2]}},"e":""}}"#, "x".repeat(LONGEST_KEPT));
        assert!(!fields(&large).keep("App", &mut account));
        let kept = serde_json::json!({"app": "App", "fields": {"a": 1, "c": {"d": [2]}}});
        assert_eq!(account.unknown["imported"], kept);
        account.unknown.clear();
        assert!(fields("{\"a\":null}").keep("App", &mut account));
        assert!(account.unknown.is_empty());
    }
}
