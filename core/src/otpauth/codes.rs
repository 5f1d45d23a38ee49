//! The code parameters in a key URI.

use super::query::{UriQuery, excerpt};
use super::{SixDigitSteam, UriError};
use crate::account::Issuer;
use crate::base32;
use crate::otp::{Algorithm, Digits, MovingFactor, Otp, OtpError, Period};
use crate::secret::Secret;

/// Takes the code parameters out of the query (listed in [`is_meaningful`]).
pub(super) fn read(
    kind: &str,
    issuer: &Issuer,
    query: &mut UriQuery<'_>,
    steam: SixDigitSteam,
) -> Result<Otp, UriError> {
    let secret = query.take("secret")?.ok_or(UriError::KeyMissing)?;
    if base32::is_link(&secret) {
        return Err(UriError::KeyIsLink);
    }
    let key = base32::parse(&secret)?;
    let algorithm = query.take("algorithm")?;
    let algorithm = algorithm.map(|name| Algorithm::parse(&name)).transpose()?;
    let digits = query.take_number("digits")?;
    let encoder = query.take("encoder")?.unwrap_or_default();
    let (names_steam, is_decimal) = match encoder.to_ascii_lowercase().as_str() {
        "" => (false, false),
        "steam" if kind != "hotp" => (true, false),
        DECIMAL if kind != "steam" => (false, true),
        _ => return Err(UriError::UnknownEncoder { found: excerpt(&encoder) }),
    };
    if kind == "hotp" {
        let counter = query.take_number("counter")?.ok_or(UriError::CounterMissing)?;
        return finish(key, algorithm, digits, MovingFactor::Hotp { counter });
    }
    let period = query.take_number("period")?.map(Period::new).transpose()?;
    let period = period.unwrap_or(Period::DEFAULT);
    let is_as_written = is_decimal || (steam == SixDigitSteam::AsWritten && digits == Some(6));
    let is_steam = names_steam
        || kind == "steam"
        || (!is_as_written && is_issued_by_valve(issuer, algorithm, digits, period));
    if !is_steam {
        return finish(key, algorithm, digits, MovingFactor::Totp { period });
    }
    if period != Period::DEFAULT {
        return Err(OtpError::SteamParameters.into());
    }
    let digits = match (names_steam || kind == "steam", digits) {
        (true, digits) => digits.or(Some(5)),
        // Apps without Steam support write six digits for the issuer Steam.
        (false, _) => Some(5),
    };
    finish(key, algorithm, digits, MovingFactor::Steam)
}

/// Combines a key with the parameters found, and with the format's defaults for those missing.
fn finish(
    key: Secret,
    algorithm: Option<Algorithm>,
    digits: Option<u64>,
    kind: MovingFactor,
) -> Result<Otp, UriError> {
    let digits = match (kind, digits) {
        (_, None) => Digits::DEFAULT,
        (MovingFactor::Steam, Some(5)) => Digits::STEAM,
        (MovingFactor::Steam, Some(_)) => return Err(OtpError::SteamParameters.into()),
        (_, Some(count)) => {
            let number = UriError::InvalidNumber { name: "digits", found: count.to_string() };
            Digits::new(u32::try_from(count).map_err(|_| number)?)?
        }
    };
    Ok(Otp::new(key, algorithm.unwrap_or(Algorithm::Sha1), digits, kind)?)
}

/// The value of `encoder` for decimal digits (RFC 4226 §5.3), written where the issuer's name alone
/// would imply Steam's alphabet.
pub(super) const DECIMAL: &str = "decimal";

/// Whether the URI is of the kind that Valve itself issues: TOTP, issuer Steam, and default
/// parameters, although Steam requires five characters of its own alphabet. Apps without Steam
/// support show six digits, which Steam never accepts.
pub(crate) fn is_issued_by_valve(
    issuer: &Issuer,
    algorithm: Option<Algorithm>,
    digits: Option<u64>,
    period: Period,
) -> bool {
    issuer.as_str().eq_ignore_ascii_case("steam")
        && matches!(algorithm, None | Some(Algorithm::Sha1))
        && matches!(digits, None | Some(5 | 6))
        && period == Period::DEFAULT
}

/// Whether a parameter affects the codes of that type, and so is never only stored. A counter is
/// meaningless for TOTP and a period for HOTP; there, each is only stored.
pub(super) fn is_meaningful(kind: &str, name: &str) -> bool {
    let names: &[&str] = match kind {
        "hotp" => &["secret", "algorithm", "digits", "counter", "encoder"],
        _ => &["secret", "algorithm", "digits", "period", "encoder"],
    };
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
