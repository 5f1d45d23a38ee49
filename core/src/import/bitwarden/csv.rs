//! Bitwarden's CSV. The authenticator's rows have more columns than its header.

use super::APP;
use crate::account::Favourite;
use crate::import::codes::shown;
use crate::import::content::FileContent;
use crate::import::csv::{CsvRow, cell, rows};
use crate::import::{
    CodeUse, ImportError, ImportNotice, ImportedAccount, ReadEntry, ReadFile, Recognised,
    RefusedImport, RejectionReason, link,
};
use crate::time::UnixMillis;

/// Recognises a Bitwarden CSV file by its header, and reads it.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let text = content.text().trim_start_matches('\u{feff}');
    let header = text.lines().next()?;
    if !header.starts_with("folder,favorite,type,name") || !header.contains("login_totp") {
        return None;
    }
    let Some(rows) = rows(text) else { return Some(Err(ImportError::Damaged { app: APP }.into())) };
    let (header, rows) = rows.split_first()?;
    let column = |name: &str| header.iter().position(|cell| cell.trim() == name);
    let columns = Columns {
        folder: column("folder"),
        favourite: column("favorite"),
        name: column("name"),
        note: column("notes"),
        user: column("login_username"),
        totp: column("login_totp"),
    };
    let (mut entries, mut others, mut groups) = (Vec::new(), 0, Vec::new());
    for (row, at) in rows.iter().zip(1..) {
        let Some(totp) = columns.totp_of(row) else {
            others += 1;
            continue;
        };
        let folder = cell(row, columns.folder);
        if !folder.is_empty() && !groups.iter().any(|known| known == folder) {
            groups.push(folder.to_owned());
        }
        entries.push(match columns.entry(row, totp, now) {
            Ok(arrival) => ReadEntry::Account(Box::new(arrival)),
            Err(why) => {
                ReadEntry::Refused(RefusedImport::new(at, shown(cell(row, columns.name)), why))
            }
        });
    }
    let notices = ImportNotice::without_codes(others).into_iter().collect();
    Some(Ok(Recognised::Plain(ReadFile { app: APP, entries, groups, notices })))
}

/// The positions of the columns that are read.
struct Columns {
    folder: Option<usize>,
    favourite: Option<usize>,
    name: Option<usize>,
    note: Option<usize>,
    user: Option<usize>,
    totp: Option<usize>,
}

impl Columns {
    /// The key in a row, if there is one. An unquoted comma in a name shifts the columns.
    fn totp_of<'a>(&self, row: &'a CsvRow) -> Option<&'a str> {
        let link = row.iter().map(|cell| cell.trim()).find(|cell| {
            ["otpauth://", "steam://"].iter().any(|scheme| {
                cell.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            })
        });
        let own = cell(row, self.totp);
        link.or((!own.is_empty()).then_some(own))
    }

    fn entry(
        &self,
        row: &CsvRow,
        totp: &str,
        now: UnixMillis,
    ) -> Result<ImportedAccount, RejectionReason> {
        let mut account = link::read(totp.into(), now)?;
        // The name's column comes before the shift.
        link::rename(&mut account, cell(row, self.name), cell(row, self.user))?;
        cell(row, self.note).clone_into(&mut account.note);
        if matches!(cell(row, self.favourite), "1" | "true") {
            account.favourite = Favourite::Yes;
        }
        let mut arrival = ImportedAccount::new(account, CodeUse::InUse);
        let folder = cell(row, self.folder);
        arrival.tags.extend((!folder.is_empty()).then(|| folder.to_owned()));
        Ok(arrival)
    }
}
