//! Encrypts a backup: an age file for one passphrase, in ASCII armor, with the `age` crate
//! (docs/spec/backup.md §2).

use std::io::Write;
use std::iter::once;

use age::Encryptor;
use age::armor::{ArmoredWriter, Format};

use crate::secret::{Normalization, Passphrase};

/// The scrypt work factor (RFC 7914): N = 2^log2. Each unit of N needs 1 KiB of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScryptWorkFactor(u8);

impl ScryptWorkFactor {
    /// N = 2^17, 128 MiB: the work factor of new backups. Takes about half a second on a phone, and
    /// is what OWASP's password storage cheat sheet recommends.
    pub const STANDARD: Self = Self(17);

    /// N = 2^20, 1 GiB: the maximum that is accepted from a file. Other age tools use 2^18 (age),
    /// or what takes a second (rage: 2^20 on the fastest machines today); no phone could spare more
    /// memory.
    pub const MAX: Self = Self(20);

    /// N = 2^log2, from 1 to the maximum. Tests use less than the standard.
    pub fn new(log2: u8) -> Option<Self> {
        (1..=Self::MAX.0).contains(&log2).then_some(Self(log2))
    }

    /// The binary logarithm of N.
    pub fn log2(self) -> u8 {
        self.0
    }
}

/// Encrypts `plain` with the NFKC form of a passphrase.
///
/// The `age` crate takes keys, salt and nonce from the operating system's random generator. It
/// frees its 64 KiB working buffer without zeroing it (docs/adr/0004-age-crate.md).
pub fn seal(plain: &[u8], passphrase: &Passphrase, work: ScryptWorkFactor) -> Vec<u8> {
    let text = passphrase.normalized(Normalization::Nfkc);
    let mut recipient = age::scrypt::Recipient::new(text.as_str().into());
    recipient.set_work_factor(work.0);
    let encryptor = Encryptor::with_recipients(once(&recipient as &dyn age::Recipient))
        .expect("a single passphrase is a valid set of recipients");
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
        String::from_utf8(seal(plain, &passphrase, ScryptWorkFactor::new(1).unwrap())).unwrap()
    }

    #[test]
    fn the_file_is_text_that_can_be_mailed() {
        let file = sealed(&[0xff; 1000]);
        assert!(file.starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n"));
        assert!(file.ends_with("-----END AGE ENCRYPTED FILE-----\n"));
        assert!(file.is_ascii() && file.lines().all(|line| line.len() <= 64));
    }

    #[test]
    fn two_files_of_the_same_text_differ() {
        assert_ne!(sealed(b"x"), sealed(b"x"));
    }

    #[test]
    fn work_factors_outside_the_range_are_refused() {
        assert_eq!(ScryptWorkFactor::new(0), None);
        assert_eq!(ScryptWorkFactor::new(21), None);
        assert_eq!(ScryptWorkFactor::new(17), Some(ScryptWorkFactor::STANDARD));
    }
}
