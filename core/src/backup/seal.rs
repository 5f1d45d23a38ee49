//! Sealing: an age file for one passphrase, in ASCII armour, by the `age` crate
//! (docs/spec/backup.md §2).

use std::io::Write;
use std::iter::once;

use age::Encryptor;
use age::armor::{ArmoredWriter, Format};

use crate::secret::{Passphrase, Reading};

/// What scrypt costs (RFC 7914): N = 2^log2, and 1 KiB of memory for each of the N.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work(u8);

impl Work {
    /// N = 2^17, 128 MiB: what backups are sealed with. About half a second on a telephone, and
    /// what OWASP's password storage cheat sheet asks for.
    pub const STANDARD: Self = Self(17);

    /// N = 2^20, 1 GiB: the most that is accepted from a file. Other age tools take 2^18 (age), or
    /// what keeps the machine busy for a second (rage: 2^20 on today's fastest); no telephone
    /// could give more memory.
    pub const CEILING: Self = Self(20);

    /// N = 2^log2, from 1 to what is accepted. Tests take less than the standard.
    pub fn new(log2: u8) -> Option<Self> {
        (1..=Self::CEILING.0).contains(&log2).then_some(Self(log2))
    }

    /// The binary logarithm of N.
    pub fn log2(self) -> u8 {
        self.0
    }
}

/// Seals `plain` for a passphrase, read as NFKC.
///
/// Keys, salt and nonce are the `age` crate's own draw from the operating system. It frees its
/// working buffer of 64 KiB unwiped (docs/adr/0004-age-crate.md).
pub fn seal(plain: &[u8], passphrase: &Passphrase, work: Work) -> Vec<u8> {
    let text = passphrase.read_as(Reading::Nfkc);
    let mut recipient = age::scrypt::Recipient::new(text.as_str().into());
    recipient.set_work_factor(work.0);
    let encryptor = Encryptor::with_recipients(once(&recipient as &dyn age::Recipient))
        .expect("a passphrase alone is a right set of recipients");
    into_armour(encryptor, plain).expect("writing to memory does not fail")
}

fn into_armour(encryptor: Encryptor, plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let sealed = Vec::with_capacity(plain.len() / 2 * 3 + 1024);
    let armour = ArmoredWriter::wrap_output(sealed, Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armour)?;
    writer.write_all(plain)?;
    writer.finish()?.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(plain: &[u8]) -> String {
        let passphrase = Passphrase::new("pass".to_owned());
        String::from_utf8(seal(plain, &passphrase, Work::new(1).unwrap())).unwrap()
    }

    #[test]
    fn the_file_is_text_that_survives_a_mail() {
        let file = sealed(&[0xff; 1000]);
        assert!(file.starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n"));
        assert!(file.ends_with("-----END AGE ENCRYPTED FILE-----\n"));
        assert!(file.is_ascii() && file.lines().all(|line| line.len() <= 64));
    }

    #[test]
    fn no_two_files_of_one_text_are_alike() {
        assert_ne!(sealed(b"x"), sealed(b"x"));
    }

    #[test]
    fn no_work_and_endless_work_do_not_exist() {
        assert_eq!(Work::new(0), None);
        assert_eq!(Work::new(21), None);
        assert_eq!(Work::new(17), Some(Work::STANDARD));
    }
}
