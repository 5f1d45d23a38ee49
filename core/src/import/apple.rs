//! The CSV of Apple's Passwords app and of Safari: the passwords of all sites, some with the key URI
//! of an account. Only rows with a key URI are imported, without their passwords.

use super::codes::shown;
use super::content::FileContent;
use super::csv::{CsvRow, rows};
use super::{
    CodeUse, ImportError, ImportNotice, ImportedAccount, ReadEntry, ReadFile, Recognised,
    RefusedImport, RejectionReason, link,
};
use crate::time::UnixMillis;

/// The app's display name.
const APP_NAME: &str = "Apple Passwords";

/// The columns in the first line (macOS 12, Safari 15 and later).
const HEADER: [&str; 6] = ["Title", "URL", "Username", "Password", "Notes", "OTPAuth"];
const TITLE: Option<usize> = Some(0);
const USER: Option<usize> = Some(2);
const KEY_URI: usize = 5;

/// Recognises the file by its header, and reads it.
pub(super) fn read(
    content: &FileContent<'_>,
    now: UnixMillis,
) -> Option<Result<Recognised, RejectionReason>> {
    let text = content.text().trim_start_matches('\u{feff}');
    let header = text.lines().next()?;
    if !header.split(',').map(|name| name.trim_matches('"')).eq(HEADER) {
        return None;
    }
    let Some(rows) = rows(text) else {
        return Some(Err(ImportError::Damaged { app: APP_NAME }.into()));
    };
    let (header, rows) = rows.split_first()?;
    let (mut entries, mut others) = (Vec::new(), 0);
    for (row, at) in rows.iter().zip(1..) {
        let columns = row.check_columns(header);
        if columns.is_ok() && row.cell(Some(KEY_URI)).is_empty() {
            others += 1;
            continue;
        }
        let read = columns.map_err(RejectionReason::from).and_then(|()| entry(row, now));
        entries.push(match read {
            Ok(arrival) => ReadEntry::Account(Box::new(arrival)),
            Err(why) => ReadEntry::Refused(RefusedImport::new(at, shown(row.cell(TITLE)), why)),
        });
    }
    let notices = ImportNotice::without_codes(others).into_iter().collect();
    Some(Ok(Recognised::Plain(ReadFile { app: APP_NAME, entries, groups: Vec::new(), notices })))
}

/// An account. A key URI without names gets those of its row.
fn entry(row: &CsvRow, now: UnixMillis) -> Result<ImportedAccount, RejectionReason> {
    let uri = row.cell(Some(KEY_URI));
    if !uri.contains("://") {
        return Err(link::missing("OTPAuth"));
    }
    let mut account = link::read(uri.into(), now)?;
    if account.issuer.is_empty() && account.label.is_empty() {
        link::rename(&mut account, row.cell(TITLE), row.cell(USER))?;
    }
    let mut arrival = ImportedAccount::new(account, CodeUse::InUse);
    arrival.completeness = row.completeness(KEY_URI);
    Ok(arrival)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Fault;
    use crate::import::Completeness;

    const FILE: &str = "Title,URL,Username,Password,Notes,OTPAuth\n\
        shop.example (me),https://shop.example/,me,\"pa\"\"ss,word\",,\
        otpauth://totp/Shop:me?secret=GEZDGNBVGY3TQOJQ&issuer=Shop\n\
        bare.example (you),https://bare.example/,you,secret,\"two\nlines\",\
        otpauth://totp/?secret=MFRGGZDFMZTWQ2LK\n\
        plain.example,https://plain.example/,you,secret,,\n\
        bad.example,https://bad.example/,you,secret,,otpauth://totp/a?secret=1\n";

    fn read_plain(text: &str) -> Option<Result<ReadFile, RejectionReason>> {
        let read = read(&FileContent::new(None, text.as_bytes()), UnixMillis(0))?;
        Some(read.map(|found| match found {
            Recognised::Plain(file) => file,
            Recognised::Sealed(_) => panic!("it is not encrypted"),
        }))
    }

    #[test]
    fn only_rows_with_a_key_uri_are_read_and_the_others_are_counted() {
        let file = read_plain(FILE).unwrap().unwrap();
        assert_eq!(file.notices, [ImportNotice::WithoutCodes { accounts: 1 }]);
        let names: Vec<_> = file
            .entries
            .iter()
            .map(|entry| match entry {
                ReadEntry::Account(arrival) => {
                    let account = &arrival.account;
                    format!("{} / {}", account.issuer.as_str(), account.label.as_str())
                }
                ReadEntry::Refused(refused) => {
                    format!("{}: {} {}", refused.at, refused.name, refused.why.code())
                }
                ReadEntry::Part { .. } => panic!("it is no QR code of Google's"),
            })
            .collect();
        let expected = ["Shop / me", "bare.example (you) / you", "4: bad.example uri-key-symbol"];
        assert_eq!(names, expected);
    }

    #[test]
    fn nothing_else_in_the_file_is_kept() {
        let file = format!("{:?}", read_plain(FILE).unwrap().unwrap());
        for secret in ["pa\"ss,word", "pass", "two", "GEZDGNBV"] {
            assert!(!file.contains(secret), "{secret}");
        }
    }

    #[test]
    fn a_file_truncated_anywhere_gives_no_other_account() {
        for end in (0..FILE.len()).filter(|end| FILE.is_char_boundary(*end)) {
            let Some(Ok(file)) = read_plain(&FILE[..end]) else { continue };
            for entry in file.entries {
                let ReadEntry::Account(arrival) = entry else { continue };
                if arrival.completeness == Completeness::MaybeTruncated {
                    continue;
                }
                let key = arrival.account.otp.key().expose().to_vec();
                assert!([b"1234567890".to_vec(), b"abcdefghij".to_vec()].contains(&key), "{end}");
            }
        }
        assert!(read_plain("Title,URL\na,b\n").is_none());
        let open = read_plain("Title,URL,Username,Password,Notes,OTPAuth\n\"a").unwrap();
        assert_eq!(open.unwrap_err().code(), "import-damaged");
    }
}
