//! Why a part of Google's export, or an account in it, is rejected.

use crate::account::NameError;
use crate::fault::Fault;
use crate::otp::OtpError;

/// Why a text is not a valid part of Google's export.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("migration", AnotherSource)]
pub enum MigrationError {
    /// The text is longer than the limit.
    #[error("a text of {found} bytes")]
    TooLong {
        /// The length in bytes.
        found: usize,
    },
    /// The text does not begin with `otpauth-migration:`.
    #[error("not an export of Google Authenticator")]
    #[fault(code = "scheme")]
    NotAMigrationUri,
    /// `data` is missing.
    #[error("there is no data")]
    DataMissing,
    /// The data is not base64: truncated or mistyped.
    #[error("the data is not base64")]
    Base64,
    /// The bytes are not such an export: truncated or of another kind.
    #[error("the data is not an export")]
    #[fault(code = "shape")]
    NotAnExport,
    /// The part's number is not valid.
    #[error("part {found} of {known}")]
    #[fault(code = "numbering")]
    InvalidPartNumber {
        /// The part's number as written.
        found: i32,
        /// The number of parts as written.
        known: i32,
    },
}

/// Why an account in a part is rejected. The others are read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("migration-entry", AnotherSource)]
pub enum MigrationEntryError {
    /// The bytes are not an account.
    #[error("not an account")]
    #[fault(code = "shape")]
    NotAnAccount,
    /// The type is neither TOTP nor HOTP.
    #[error("unknown type {found}")]
    #[fault(code = "type")]
    UnknownType {
        /// The type's number in the export.
        found: i32,
    },
    /// The number of digits is neither six nor eight.
    #[error("unknown number of digits {found}")]
    #[fault(code = "digits")]
    UnknownDigits {
        /// The number in the export: 1 means six, 2 means eight.
        found: i32,
    },
    /// The counter is negative.
    #[error("counter {found}")]
    #[fault(code = "counter")]
    NegativeCounter {
        /// The counter.
        found: i64,
    },
    /// The parameters are not valid.
    #[error(transparent)]
    #[fault(transparent, AnotherSource)]
    Otp(#[from] OtpError),
    /// The issuer or the label is too long.
    #[error(transparent)]
    #[fault(transparent, AnotherSource)]
    Name(#[from] NameError),
}
