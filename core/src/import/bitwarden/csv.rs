//! Bitwarden's CSV. Rows of the authenticator have more columns than its header. Neither the
//! authenticator nor the vault writes a line end after the last row.

use super::APP_NAME;
use crate::account::{AccountGroups, Favourite};
use crate::import::codes::shown;
use crate::import::content::FileContent;
use crate::import::csv::{CsvRow, rows};
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
    let Some(rows) = rows(text) else {
        return Some(Err(ImportError::Damaged { app: APP_NAME }.into()));
    };
    let (header, rows) = rows.split_first()?;
    let column = |name: &str| header.position(|cell| cell == name);
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
        let read = match (row.check_columns(header), columns.totp_of(row)) {
            (Ok(()), None) => {
                others += 1;
                continue;
            }
            (Ok(()), Some(at)) => columns.entry(row, at, now),
            (Err(why), _) => Err(why.into()),
        };
        let folder = row.cell(columns.folder);
        if !folder.is_empty() && !groups.iter().any(|known| known == folder) {
            groups.push(folder.to_owned());
        }
        entries.push(match read {
            Ok(arrival) => ReadEntry::Account(Box::new(arrival)),
            Err(why) => {
                ReadEntry::Refused(RefusedImport::new(at, shown(row.cell(columns.name)), why))
            }
        });
    }
    let notices = ImportNotice::without_codes(others).into_iter().collect();
    Some(Ok(Recognised::Plain(ReadFile { app: APP_NAME, entries, groups, notices })))
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
    /// The column of the key in a row, if there is one. An unquoted comma in a name shifts the
    /// columns.
    fn totp_of(&self, row: &CsvRow) -> Option<usize> {
        let link = row.position(|cell| {
            ["otpauth://", "steam://"].iter().any(|scheme| {
                cell.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            })
        });
        link.or(self.totp.filter(|own| !row.cell(Some(*own)).is_empty()))
    }

    fn entry(
        &self,
        row: &CsvRow,
        totp: usize,
        now: UnixMillis,
    ) -> Result<ImportedAccount, RejectionReason> {
        let mut account = link::read(row.cell(Some(totp)).into(), now)?;
        // The name's column comes before the shift.
        link::rename(&mut account, row.cell(self.name), row.cell(self.user))?;
        row.cell(self.note).clone_into(&mut account.note);
        if matches!(row.cell(self.favourite), "1" | "true") {
            account.favourite = Favourite::Yes;
        }
        let mut arrival = ImportedAccount::new(account, CodeUse::InUse);
        arrival.completeness = row.completeness(totp);
        arrival.account.groups = AccountGroups::named([row.cell(self.folder)]);
        Ok(arrival)
    }
}
