//! The code parameters of an entry in another app's file, validated in one place for all formats.

use serde_json::value::RawValue;

use super::fields::Fields;
use super::{
    CodeUse, ImportEntryError, ImportedAccount, ReadEntry, RefusedImport, RejectionReason,
};
use crate::account::{Account, Issuer, Label};
use crate::otp::{Algorithm, Digits, MovingFactor, Otp, OtpError, Period};
use crate::otpauth::UriError;
use crate::secret::Secret;
use crate::time::UnixMillis;

/// How an entry's codes are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeMethod {
    /// By time (RFC 6238).
    Totp,
    /// By a counter (RFC 4226).
    Hotp,
    /// Steam's own codes.
    Steam,
}

impl CodeMethod {
    /// The method of an account.
    pub(super) fn of(account: &Account) -> Self {
        match account.otp.kind() {
            MovingFactor::Totp { .. } => Self::Totp,
            MovingFactor::Hotp { .. } => Self::Hotp,
            MovingFactor::Steam => Self::Steam,
        }
    }

    /// Parses a method's name, ignoring case.
    pub(super) fn parse(text: &str) -> Result<Self, ImportEntryError> {
        match text.trim().to_ascii_lowercase().as_str() {
            "totp" => Ok(Self::Totp),
            "hotp" => Ok(Self::Hotp),
            "steam" => Ok(Self::Steam),
            "motp" | "motp_legacy" => Err(ImportEntryError::UnsupportedMethod { found: "mOTP" }),
            "yandex" | "yaotp" => Err(ImportEntryError::UnsupportedMethod { found: "Yandex" }),
            _ => Err(ImportEntryError::UnknownType { found: super::fields::excerpt(text) }),
        }
    }
}

/// The code parameters in an entry. Missing ones take the format's defaults.
pub(super) struct CodeParameters {
    pub(super) method: CodeMethod,
    pub(super) algorithm: Option<Algorithm>,
    pub(super) digits: Option<u64>,
    pub(super) period: Option<u64>,
    pub(super) counter: Option<u64>,
}

impl CodeParameters {
    /// No parameters but the method.
    pub(super) fn of(method: CodeMethod) -> Self {
        Self { method, algorithm: None, digits: None, period: None, counter: None }
    }

    /// Fills in missing parameters from a link, if it belongs to the same account and method.
    pub(super) fn complete(&mut self, link: &Account) {
        self.algorithm = self.algorithm.or(Some(link.otp.algorithm()));
        self.digits = self.digits.or(Some(u64::from(link.otp.digits().count())));
        match link.otp.kind() {
            MovingFactor::Totp { period } => {
                self.period = self.period.or(Some(u64::from(period.seconds())));
            }
            MovingFactor::Hotp { counter } => self.counter = self.counter.or(Some(counter)),
            MovingFactor::Steam => {}
        }
    }

    /// Combines a key with these parameters. A counter-based account without a counter is rejected,
    /// since all of its codes would be wrong.
    pub(super) fn with_key(self, key: Secret) -> Result<Otp, RejectionReason> {
        let Self { method, algorithm, digits, period, counter } = self;
        let algorithm = algorithm.unwrap_or(Algorithm::Sha1);
        let otp = match method {
            CodeMethod::Totp => {
                let period = period.map_or(Ok(Period::DEFAULT), Period::new);
                let period = period.map_err(UriError::from)?;
                Otp::new(key, algorithm, digits_of(digits)?, MovingFactor::Totp { period })
            }
            CodeMethod::Hotp => {
                let counter = counter.ok_or(ImportEntryError::CounterMissing)?;
                Otp::new(key, algorithm, digits_of(digits)?, MovingFactor::Hotp { counter })
            }
            CodeMethod::Steam => {
                // Some apps store six digits next to the Steam type.
                let is_steam =
                    matches!(digits, None | Some(5 | 6)) && matches!(period, None | Some(30));
                if !is_steam {
                    return Err(UriError::from(OtpError::SteamParameters).into());
                }
                Otp::new(key, algorithm, Digits::STEAM, MovingFactor::Steam)
            }
        };
        Ok(otp.map_err(UriError::from)?)
    }
}

fn digits_of(digits: Option<u64>) -> Result<Digits, RejectionReason> {
    let Some(count) = digits else { return Ok(Digits::DEFAULT) };
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Digits::new(count).map_err(UriError::from)?)
}

/// Parses the name of an algorithm.
pub(super) fn algorithm(name: &str) -> Result<Algorithm, RejectionReason> {
    Ok(Algorithm::parse(name).map_err(UriError::from)?)
}

/// An account that was in use in another app.
pub(super) fn arrival(
    issuer: &str,
    label: &str,
    otp: Otp,
    now: UnixMillis,
) -> Result<ImportedAccount, RejectionReason> {
    let issuer = Issuer::new(issuer).map_err(UriError::from)?;
    let label = Label::new(label).map_err(UriError::from)?;
    Ok(ImportedAccount::new(Account::new(issuer, label, otp, now), CodeUse::InUse))
}

/// Reads the entries of a list independently. A rejected entry takes its name from the fields in
/// `names`.
pub(super) fn entries<'a>(
    values: impl IntoIterator<Item = &'a RawValue>,
    names: &[&'static str],
    mut read: impl FnMut(Fields<'a>) -> Result<ImportedAccount, RejectionReason>,
) -> Vec<ReadEntry> {
    let numbered = (1..).zip(values);
    let entries = numbered.map(|(at, value)| {
        let Some(fields) = Fields::of(value) else {
            return ReadEntry::Refused(RefusedImport::new(
                at,
                String::new(),
                ImportEntryError::NotAnEntry.into(),
            ));
        };
        let name = names.iter().map(|name| fields.peek(name)).filter(|name| !name.is_empty());
        let name = name.collect::<Vec<_>>().join(":");
        match read(fields) {
            Ok(arrival) => ReadEntry::Account(Box::new(arrival)),
            Err(why) => ReadEntry::Refused(RefusedImport::new(at, shown(&name), why)),
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

    fn code(codes: CodeParameters) -> Option<String> {
        use crate::fault::Fault;
        codes.with_key(Secret::new(vec![1; 10])).err().map(|why| why.code())
    }

    #[test]
    fn invalid_parameters_are_refused_and_missing_ones_become_the_default() {
        let otp = CodeParameters::of(CodeMethod::Totp).with_key(Secret::new(vec![1])).unwrap();
        assert_eq!(
            (otp.digits(), otp.kind()),
            (Digits::DEFAULT, MovingFactor::Totp { period: Period::DEFAULT })
        );
        let totp = || CodeParameters::of(CodeMethod::Totp);
        for (codes, expected) in [
            (CodeParameters { digits: Some(5), ..totp() }, "otp-digits"),
            (CodeParameters { digits: Some(u64::MAX), ..totp() }, "otp-digits"),
            (CodeParameters { period: Some(0), ..totp() }, "otp-period"),
            (CodeParameters::of(CodeMethod::Hotp), "import-entry-counter-missing"),
            (
                CodeParameters { period: Some(60), ..CodeParameters::of(CodeMethod::Steam) },
                "otp-steam-parameters",
            ),
            (
                CodeParameters { digits: Some(8), ..CodeParameters::of(CodeMethod::Steam) },
                "otp-steam-parameters",
            ),
            (
                CodeParameters {
                    algorithm: Some(Algorithm::Sha256),
                    ..CodeParameters::of(CodeMethod::Steam)
                },
                "otp-steam-parameters",
            ),
        ] {
            assert_eq!(code(codes).as_deref(), Some(expected));
        }
        assert_eq!(
            code(CodeParameters { digits: Some(6), ..CodeParameters::of(CodeMethod::Steam) }),
            None
        );
    }

    #[test]
    fn unsupported_methods_are_refused_by_name() {
        assert_eq!(
            CodeMethod::parse("MOTP"),
            Err(ImportEntryError::UnsupportedMethod { found: "mOTP" })
        );
        assert_eq!(
            CodeMethod::parse("yandex"),
            Err(ImportEntryError::UnsupportedMethod { found: "Yandex" })
        );
        assert_eq!(
            CodeMethod::parse("x"),
            Err(ImportEntryError::UnknownType { found: "x".to_owned() })
        );
        assert_eq!(CodeMethod::parse(" Steam"), Ok(CodeMethod::Steam));
    }
}
