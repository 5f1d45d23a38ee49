//! An account that was read and is not yet in the vault.

use crate::account::{Account, AccountId};
use crate::time::UnixMillis;

/// An account that was read, with its metadata from the source. Groups, note, colour and counter are
/// fields of the account itself.
#[derive(Debug, PartialEq)]
pub struct ImportedAccount {
    /// The account.
    pub(crate) account: Account,
    /// Its identifier, if it comes from our own backup.
    pub(crate) id: Option<AccountId>,
    /// When it was moved to the trash, if it was in the trash.
    pub(crate) trashed: Option<UnixMillis>,
    /// Its position in the source's list, if the source states one.
    pub(crate) order: Option<i64>,
    /// Whether the account's codes were already in use.
    pub(crate) code_use: CodeUse,
    /// The index of the file, picture or text that contained it, counted from 1.
    pub(crate) input: usize,
    /// Whether the key is known to be complete.
    pub(crate) completeness: Completeness,
    /// Whether data of the source app was too large to be stored with it.
    pub(crate) is_shortened: bool,
}

/// Whether a value of a text file contains all that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Something follows it in the file.
    Whole,
    /// The file ends with it, so a truncated file would look the same.
    MaybeTruncated,
}

/// Whether an account's codes were in use before the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeUse {
    /// The account comes from another app or a vault: the site accepts its codes.
    InUse,
    /// The account comes from a site's QR code or link: it is not yet known whether the site
    /// accepts its codes.
    Fresh,
}

impl ImportedAccount {
    /// An account without metadata.
    pub(crate) fn new(account: Account, code_use: CodeUse) -> Self {
        Self {
            account,
            id: None,
            trashed: None,
            order: None,
            code_use,
            input: 1,
            completeness: Completeness::Whole,
            is_shortened: false,
        }
    }
}
