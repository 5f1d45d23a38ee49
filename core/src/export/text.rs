//! Plain text: one key URI per line.

use zeroize::Zeroizing;

use crate::account::Account;
use crate::otpauth;

/// Prints one key URI per line; each line ends with a line feed.
pub fn print(accounts: &[&Account]) -> Zeroizing<String> {
    let lines: Vec<_> = accounts.iter().map(|account| otpauth::print(account)).collect();
    // The full capacity at once: a growing buffer would leave copies that are not zeroed.
    let size = lines.iter().map(|line| line.len() + 1).sum();
    let mut text = Zeroizing::new(String::with_capacity(size));
    for line in &lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{CodeUse, ReadEntry, entries};
    use crate::time::UnixMillis;

    #[test]
    fn an_export_is_imported_unchanged() {
        let now = UnixMillis(0);
        let texts = [
            "otpauth://totp/Amazon%3Ame%40example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Amazon&x=%0A",
            "otpauth://hotp/%E6%A5%BD%E5%A4%A9:a:b?secret=GE&counter=3&digits=8&algorithm=SHA512",
            "steam://GEZDGNBVGY3TQOJQ",
        ];
        let accounts = texts.map(|text| otpauth::parse(text, now).unwrap());
        let text = print(&accounts.each_ref());
        let read =
            entries(&text, CodeUse::InUse, now).unwrap().into_iter().map(|entry| match entry {
                ReadEntry::Account(arrival) => arrival.account,
                other => panic!("{other:?}"),
            });
        assert_eq!(read.collect::<Vec<_>>(), accounts);
    }
}
