//! The targets of an export: their formats, and what each omits, which is known before anything is
//! written.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::file::{ExportError, HeldData, OmittedData, omitted, sorted};
use super::sheet::SheetWords;
use super::{aegis, google, sheet, text, twofas};
use crate::account::Account;
use crate::crypto::random::{Random, RandomError};
use crate::fault::{Fault, RefusedEntry};
use crate::otpauth::migration::{self, MigrationWriteError};
use crate::phrase::Phrase;
use crate::time::UnixMillis;

/// A target of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("export-target")]
pub enum ExportTarget {
    /// Google Authenticator, by QR codes.
    Google,
    /// Aegis, by its unencrypted file.
    Aegis,
    /// 2FAS, by its unencrypted file.
    Twofas,
    /// Another app, by a list of key URIs.
    Text,
    /// A sheet to print, with QR codes and keys.
    Sheet,
}

/// The medium of exported accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportMedium {
    /// A file that another app imports.
    File,
    /// A file to print.
    Sheet,
    /// QR codes on the screen.
    Codes,
}

/// Why an account is not written: the other app would generate other codes for it. Code and facts
/// are those of the inner error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Fault)]
pub enum ExportRefusal {
    /// The app does not support it.
    #[error(transparent)]
    #[fault(transparent)]
    File(#[from] ExportError),
    /// Google's QR codes cannot hold it.
    #[error(transparent)]
    #[fault(transparent)]
    Google(#[from] MigrationWriteError),
}

/// What a target would omit.
#[derive(Debug)]
pub struct ExportCheck {
    /// The number of accounts that can be written.
    pub accounts: usize,
    /// The others.
    pub refused: Vec<RefusedEntry<ExportRefusal>>,
    /// The users' own data that the format cannot hold.
    pub omitted: Vec<OmittedData>,
}

/// Accounts in the format of a target. The keys are not encrypted.
#[derive(Debug)]
pub struct WrittenKeys {
    /// One text for a file, or one per QR code for [`ExportMedium::Codes`].
    pub texts: Vec<Zeroizing<String>>,
    /// What is omitted.
    pub check: ExportCheck,
}

impl ExportTarget {
    /// The medium of the export.
    pub fn medium(self) -> ExportMedium {
        match self {
            Self::Google => ExportMedium::Codes,
            Self::Aegis | Self::Twofas | Self::Text => ExportMedium::File,
            Self::Sheet => ExportMedium::Sheet,
        }
    }

    /// The suggested file name; `None` for QR codes. It names no account.
    pub fn file_name(self) -> Option<&'static str> {
        match self {
            Self::Google => None,
            Self::Aegis => Some("aikotoba-export-aegis.json"),
            Self::Twofas => Some("aikotoba-export.2fas"),
            Self::Text => Some("aikotoba-export.txt"),
            Self::Sheet => Some("aikotoba-export.html"),
        }
    }

    /// The data that the format holds besides the codes.
    fn held(self) -> &'static [HeldData] {
        match self {
            Self::Google => &[],
            Self::Aegis => aegis::HELD_DATA,
            Self::Twofas => twofas::HELD_DATA,
            Self::Text => &[HeldData::Parameters],
            Self::Sheet => &[HeldData::Notes, HeldData::Parameters],
        }
    }

    /// Checks that an account can be written.
    fn check_account(self, account: &Account) -> Result<(), ExportRefusal> {
        match self {
            Self::Google => Ok(migration::check(account)?),
            Self::Aegis => Ok(aegis::check(account)?),
            Self::Twofas => Ok(twofas::check(account)?),
            Self::Text | Self::Sheet => Ok(()),
        }
    }

    /// What would be omitted.
    pub fn check(self, accounts: &[&Account]) -> ExportCheck {
        let (written, refused) = sorted(accounts, |account| self.check_account(account));
        let omitted = omitted(&written, self.held());
        ExportCheck { accounts: written.len(), refused, omitted }
    }

    /// Writes the accounts, with random identifiers where the format has any, and a sheet with
    /// `words`.
    ///
    /// # Errors
    /// [`RandomError`] when the random generator failed.
    pub fn write(
        self,
        accounts: &[&Account],
        random: &dyn Random,
        words: &SheetWords,
        now: UnixMillis,
    ) -> Result<WrittenKeys, RandomError> {
        let texts = match self {
            Self::Google => google::print(accounts, random)?.parts,
            Self::Aegis => vec![aegis::print(accounts, random)?.text],
            Self::Twofas => vec![twofas::print(accounts, random, now)?.text],
            Self::Text => vec![text::print(accounts)],
            Self::Sheet => vec![sheet::print(accounts, words)],
        };
        Ok(WrittenKeys { texts, check: self.check(accounts) })
    }
}
