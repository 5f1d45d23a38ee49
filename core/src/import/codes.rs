//! The code parameters of an entry in another app's file, validated in one place for all formats.

use serde_json::value::RawValue;

use super::fields::Fields;
use super::{Arrival, Entry, EntryError, Refusal, Standing, Why};
use crate::account::{Account, Issuer, Label};
use crate::otp::{Algorithm, Digits, Kind, Otp, OtpError, Period};
use crate::otpauth::UriError;
use crate::secret::Secret;
use crate::time::UnixMillis;

/// How an entry's codes are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// By time (RFC 6238).
    Totp,
    /// By a counter (RFC 4226).
    Hotp,
    /// Steam's own codes.
    Steam,
}

impl Method {
    /// The method of an account.
    pub(super) fn of(account: &Account) -> Self {
        match account.otp.kind() {
            Kind::Totp { .. } => Self::Totp,
            Kind::Hotp { .. } => Self::Hotp,
            Kind::Steam => Self::Steam,
        }
    }

    /// Parses a method's name, ignoring case.
    pub(super) fn parse(text: &str) -> Result<Self, EntryError> {
        match text.trim().to_ascii_lowercase().as_str() {
            "totp" => Ok(Self::Totp),
            "hotp" => Ok(Self::Hotp),
            "steam" => Ok(Self::Steam),
            "motp" | "motp_legacy" => Err(EntryError::Method { found: "mOTP" }),
            "yandex" | "yaotp" => Err(EntryError::Method { found: "Yandex" }),
            _ => Err(EntryError::Type { found: super::fields::excerpt(text) }),
        }
    }
}

/// The code parameters in an entry. Missing ones take the format's defaults.
pub(super) struct Codes {
    pub(super) method: Method,
    pub(super) algorithm: Option<Algorithm>,
    pub(super) digits: Option<u64>,
    pub(super) period: Option<u64>,
    pub(super) counter: Option<u64>,
}

impl Codes {
    /// No parameters but the method.
    pub(super) fn of(method: Method) -> Self {
        Self { method, algorithm: None, digits: None, period: None, counter: None }
    }

    /// Fills in missing parameters from a link, if it belongs to the same account and method.
    pub(super) fn complete(&mut self, link: &Account) {
        self.algorithm = self.algorithm.or(Some(link.otp.algorithm()));
        self.digits = self.digits.or(Some(u64::from(link.otp.digits().count())));
        match link.otp.kind() {
            Kind::Totp { period } => {
                self.period = self.period.or(Some(u64::from(period.seconds())));
            }
            Kind::Hotp { counter } => self.counter = self.counter.or(Some(counter)),
            Kind::Steam => {}
        }
    }

    /// Combines a key with these parameters. A counter-based account without a counter is rejected,
    /// since all of its codes would be wrong.
    pub(super) fn with_key(self, key: Secret) -> Result<Otp, Why> {
        let Self { method, algorithm, digits, period, counter } = self;
        let algorithm = algorithm.unwrap_or(Algorithm::Sha1);
        let otp = match method {
            Method::Totp => {
                let period = period.map_or(Ok(Period::DEFAULT), Period::new);
                let period = period.map_err(UriError::from)?;
                Otp::new(key, algorithm, digits_of(digits)?, Kind::Totp { period })
            }
            Method::Hotp => {
                let counter = counter.ok_or(EntryError::CounterMissing)?;
                Otp::new(key, algorithm, digits_of(digits)?, Kind::Hotp { counter })
            }
            Method::Steam => {
                // Some apps store six digits next to the Steam type.
                let is_steam =
                    matches!(digits, None | Some(5 | 6)) && matches!(period, None | Some(30));
                if !is_steam {
                    return Err(UriError::from(OtpError::SteamParameters).into());
                }
                Otp::new(key, algorithm, Digits::STEAM, Kind::Steam)
            }
        };
        Ok(otp.map_err(UriError::from)?)
    }
}

fn digits_of(digits: Option<u64>) -> Result<Digits, Why> {
    let Some(count) = digits else { return Ok(Digits::DEFAULT) };
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Digits::new(count).map_err(UriError::from)?)
}

/// Parses the name of an algorithm.
pub(super) fn algorithm(name: &str) -> Result<Algorithm, Why> {
    Ok(Algorithm::parse(name).map_err(UriError::from)?)
}

/// An account that was in use in another app.
pub(super) fn arrival(
    issuer: &str,
    label: &str,
    otp: Otp,
    now: UnixMillis,
) -> Result<Arrival, Why> {
    let issuer = Issuer::new(issuer).map_err(UriError::from)?;
    let label = Label::new(label).map_err(UriError::from)?;
    Ok(Arrival::new(Account::new(issuer, label, otp, now), Standing::InUse))
}

/// Reads the entries of a list independently. A rejected entry takes its name from the fields in
/// `names`.
pub(super) fn entries<'a>(
    values: impl IntoIterator<Item = &'a RawValue>,
    names: &[&'static str],
    mut read: impl FnMut(Fields<'a>) -> Result<Arrival, Why>,
) -> Vec<Entry> {
    let numbered = (1..).zip(values);
    let entries = numbered.map(|(at, value)| {
        let Some(fields) = Fields::of(value) else {
            return Entry::Refused(Refusal::new(at, String::new(), EntryError::Shape.into()));
        };
        let name = names.iter().map(|name| fields.peek(name)).filter(|name| !name.is_empty());
        let name = name.collect::<Vec<_>>().join(":");
        match read(fields) {
            Ok(arrival) => Entry::Account(Box::new(arrival)),
            Err(why) => Entry::Refused(Refusal::new(at, shown(&name), why)),
        }
    });
    entries.collect()
}

/// A name as it is shown for a rejected entry.
pub(super) fn shown(name: &str) -> String {
    name.chars().filter(|symbol| !symbol.is_control()).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(codes: Codes) -> Option<String> {
        use crate::fault::Fault;
        codes.with_key(Secret::new(vec![1; 10])).err().map(|why| why.code())
    }

    #[test]
    fn invalid_parameters_are_refused_and_missing_ones_become_the_default() {
        let otp = Codes::of(Method::Totp).with_key(Secret::new(vec![1])).unwrap();
        assert_eq!(
            (otp.digits(), otp.kind()),
            (Digits::DEFAULT, Kind::Totp { period: Period::DEFAULT })
        );
        let totp = || Codes::of(Method::Totp);
        for (codes, expected) in [
            (Codes { digits: Some(5), ..totp() }, "otp-digits"),
            (Codes { digits: Some(u64::MAX), ..totp() }, "otp-digits"),
            (Codes { period: Some(0), ..totp() }, "otp-period"),
            (Codes::of(Method::Hotp), "import-entry-counter-missing"),
            (Codes { period: Some(60), ..Codes::of(Method::Steam) }, "otp-steam-parameters"),
            (Codes { digits: Some(8), ..Codes::of(Method::Steam) }, "otp-steam-parameters"),
            (
                Codes { algorithm: Some(Algorithm::Sha256), ..Codes::of(Method::Steam) },
                "otp-steam-parameters",
            ),
        ] {
            assert_eq!(code(codes).as_deref(), Some(expected));
        }
        assert_eq!(code(Codes { digits: Some(6), ..Codes::of(Method::Steam) }), None);
    }

    #[test]
    fn unsupported_methods_are_refused_by_name() {
        assert_eq!(Method::parse("MOTP"), Err(EntryError::Method { found: "mOTP" }));
        assert_eq!(Method::parse("yandex"), Err(EntryError::Method { found: "Yandex" }));
        assert_eq!(Method::parse("x"), Err(EntryError::Type { found: "x".to_owned() }));
        assert_eq!(Method::parse(" Steam"), Ok(Method::Steam));
    }
}
