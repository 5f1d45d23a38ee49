//! Bitwarden Authenticator and Password Manager: plain JSON, password-protected JSON, and CSV.
//!
//! Of a password manager's vault, only items with a one-time password are imported, with their
//! name, user name, note and folder. Passwords, cards and identities are skipped and counted.

mod csv;
mod seal;

use super::codes::{self};
use super::content::{FileContent, Json};
use super::fields::Fields;
use super::groups::Groups;
use super::sealed::DecryptError;
use super::{
    CodeUse, ImportError, ImportNotice, ImportedAccount, ReadFile, Recognised, RejectionReason,
    link,
};
use crate::account::{AccountGroups, Favourite};
use crate::time::UnixMillis;

/// The app's display name.
pub(super) const APP_NAME: &str = "Bitwarden";

/// Recognises a Bitwarden file, and reads it if it is not encrypted.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let Some(Json::Object(fields)) = content.json() else { return csv::read(content, now) };
    let has = |name: &str| fields.contains_key(name);
    if !has("encrypted") || !(has("items") || has("data")) {
        return None;
    }
    let mut file = Fields::of_document(fields);
    if !file.flag("encrypted") {
        return Some(of_items(file, now).map(Recognised::Plain));
    }
    if !file.flag("passwordProtected") {
        // Encrypted with the account's own key, which never leaves Bitwarden.
        return Some(Err(DecryptError::AccountRestricted.into()));
    }
    let sealed = seal::read(file).ok_or_else(|| ImportError::Damaged { app: APP_NAME }.into());
    Some(sealed.and_then(|sealed| Ok(Recognised::Sealed(sealed?))))
}

/// Reads the content of a decrypted export.
fn of_plain(plain: &[u8], now: UnixMillis) -> Option<Result<ReadFile, RejectionReason>> {
    let content = FileContent::new(None, plain);
    let Some(Json::Object(fields)) = content.json() else { return None };
    fields.contains_key("items").then(|| of_items(Fields::of_document(fields), now))
}

fn of_items(mut file: Fields<'_>, now: UnixMillis) -> Result<ReadFile, RejectionReason> {
    let damaged = |_| ImportError::Damaged { app: APP_NAME };
    let folders = Groups::read(file.list("folders").map_err(damaged)?, "id");
    let items = file.list("items").map_err(damaged)?;
    let (with_codes, others): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| {
        let login = Fields::of(item).map(|mut item| item.object("login"));
        match login {
            // An unreadable entry is rejected with its position, not skipped.
            None | Some(Err(_)) => true,
            Some(Ok(None)) => false,
            Some(Ok(Some(mut login))) => {
                login.take("totp").is_some_and(|totp| !matches!(totp.get(), "\"\""))
            }
        }
    });
    let entries = codes::entries(with_codes, &["name"], |item| entry(item, &folders, now));
    let others = ImportNotice::without_codes(others.len());
    Ok(ReadFile {
        app: APP_NAME,
        entries,
        groups: folders.names(),
        notices: others.into_iter().collect(),
    })
}

fn entry(
    mut item: Fields<'_>,
    folders: &Groups,
    now: UnixMillis,
) -> Result<ImportedAccount, RejectionReason> {
    let mut login = item.object("login")?.ok_or_else(|| link::missing("login"))?;
    let totp = login.text("totp")?.ok_or_else(|| link::missing("totp"))?;
    let mut account = link::read(totp, now)?;
    let (name, user) = (item.text_or_empty("name")?, login.text_or_empty("username")?);
    link::rename(&mut account, &name, &user)?;
    item.text_or_empty("notes")?.trim().clone_into(&mut account.note);
    if item.flag("favorite") {
        account.favourite = Favourite::Yes;
    }
    let mut arrival = ImportedAccount::new(account, CodeUse::InUse);
    arrival.trashed = item.take("deletedDate").map(|_| now);
    if let Some(id) = item.text("folderId")? {
        arrival.account.groups = AccountGroups::named(folders.name(&id));
    }
    Ok(arrival)
}
