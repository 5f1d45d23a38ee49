//! Bitwarden's CSV (RFC 4180). The authenticator's rows have more columns than its header.

use zeroize::Zeroizing;

use super::APP;
use crate::account::Favourite;
use crate::import::codes::shown;
use crate::import::content::FileContent;
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

type CsvRow = [Zeroizing<String>];

fn cell(row: &CsvRow, column: Option<usize>) -> &str {
    column.and_then(|column| row.get(column)).map_or("", |cell| cell.trim())
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

/// The rows that are not empty; `None` if a quote is not closed.
fn rows(text: &str) -> Option<Vec<Vec<Zeroizing<String>>>> {
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = first_cell(rest)?;
        row.push(cell);
        let end = after.chars().next();
        rest = after.get(1..).unwrap_or_default();
        if end == Some('\r') {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        let is_last = end != Some(',');
        if is_last {
            let done = std::mem::take(&mut row);
            if done.iter().any(|cell| !cell.is_empty()) {
                rows.push(done);
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    Some(rows)
}

/// The first cell without its quotes, and the rest of the text.
fn first_cell(text: &str) -> Option<(Zeroizing<String>, &str)> {
    let is_end = |symbol: char| matches!(symbol, ',' | '\n' | '\r');
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(is_end).unwrap_or(text.len());
        return Some((Zeroizing::new(text[..end].to_owned()), &text[end..]));
    };
    let mut from = 0;
    let end = loop {
        let at = from + quoted[from..].find('"')?;
        if !quoted[at + 1..].starts_with('"') {
            break at;
        }
        from = at + 2;
    };
    let cell = Zeroizing::new(quoted[..end].replace("\"\"", "\""));
    let after = &quoted[end + 1..];
    // Text between a closing quote and the next comma is ignored.
    let next = after.find(is_end).unwrap_or(after.len());
    Some((cell, &after[next..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<Vec<String>>> {
        let rows = rows(text)?;
        Some(rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect())
    }

    #[test]
    fn cells_may_contain_commas_quotes_and_lines_and_an_open_quote_is_damage() {
        let rows = told("a,\"b, \"\"c\"\"\"\r\n\r\n\"d\ne\",,f").unwrap();
        assert_eq!(rows, [vec!["a", "b, \"c\""], vec!["d\ne", "", "f"]]);
        assert_eq!(told("a,\"b\n"), None);
        assert_eq!(told("a\rb\n").unwrap(), [["a"], ["b"]]);
    }
}
