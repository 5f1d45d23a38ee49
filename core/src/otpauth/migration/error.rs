//! Why a part of Google's export, or one account in it, is not read.

use crate::account::NameError;
use crate::fault::Fault;
use crate::otp::OtpError;

/// Why a text is no part of Google's export.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("migration", AnotherSource)]
pub enum MigrationError {
    /// Longer than any part.
    #[error("a text of {found} bytes")]
    TooLong {
        /// Its length in bytes.
        found: usize,
    },
    /// The text does not begin with `otpauth-migration:`.
    #[error("not an export of Google Authenticator")]
    Scheme,
    /// There is no `data`.
    #[error("there is no data")]
    DataMissing,
    /// The data is no base64: cut off or mistyped.
    #[error("the data is not base64")]
    Base64,
    /// The bytes are no such export: cut off or foreign.
    #[error("the data is not an export")]
    Shape,
    /// The part's own number makes no sense.
    #[error("part {found} of {known}")]
    Numbering {
        /// Which part it says it is.
        found: i32,
        /// How many parts it says there are.
        known: i32,
    },
}

/// Why one account of a part is not taken; the others are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("migration-entry", AnotherSource)]
pub enum EntryError {
    /// Its bytes are no account.
    #[error("not an account")]
    Shape,
    /// A type beside TOTP and HOTP.
    #[error("unknown type {found}")]
    Type {
        /// Its number in the export.
        found: i32,
    },
    /// A number of digits beside six and eight.
    #[error("unknown number of digits {found}")]
    Digits {
        /// What the export says: 1 stands for six, 2 for eight.
        found: i32,
    },
    /// A negative counter.
    #[error("counter {found}")]
    Counter {
        /// The counter as found.
        found: i64,
    },
    /// The parameters make no code.
    #[error(transparent)]
    #[fault(transparent, AnotherSource)]
    Otp(#[from] OtpError),
    /// The issuer or the label is too long.
    #[error(transparent)]
    #[fault(transparent, AnotherSource)]
    Name(#[from] NameError),
}
