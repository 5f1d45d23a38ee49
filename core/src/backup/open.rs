//! Opens an age file with a passphrase, using the `age` crate. Distinguishes other files, a wrong
//! passphrase and damage (docs/spec/backup.md §3).

use std::io::{BufReader, Read};

use age::armor::ArmoredReader;
use age::{DecryptError, Decryptor, Identity};
use zeroize::Zeroizing;

use super::error::BackupOpenError;
use super::seal::ScryptWorkFactor;
use crate::secret::{Normalization, Passphrase};

/// The first bytes of every version of age (c2sp.org/age, "Version line").
const MAGIC: &[u8] = b"age-encryption.org/";

/// The first and the last line of the armor.
const ARMOUR: [&[u8]; 2] =
    [b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"];

/// The maximum size of an encrypted file, in bytes: three times the size of 10,000 accounts.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

/// No program uses a larger binary logarithm of N (2 TiB of memory), so the number itself is
/// damaged.
const MAX_PLAUSIBLE_WORK_FACTOR: u8 = 30;

/// How much of the header is searched for recipients, in bytes.
const MAX_HEADER_BYTES: u64 = 4096;

/// The result of opening an age file.
pub struct DecryptedBackup {
    /// The decrypted content.
    pub plain: Zeroizing<Vec<u8>>,
    /// The normalization of the passphrase that opened it.
    pub normalization: Normalization,
}

/// Why a file was not opened.
#[derive(Debug)]
pub(super) struct OpenFailure {
    /// The cause.
    pub(super) why: BackupOpenError,
    /// Whether the passphrase opened the header, and the rest is missing or damaged. The header is
    /// authenticated (c2sp.org/age, "Header MAC"), so the file was made with this passphrase.
    pub(super) is_header_open: bool,
}

impl From<BackupOpenError> for OpenFailure {
    fn from(why: BackupOpenError) -> Self {
        Self { why, is_header_open: false }
    }
}

/// Opens an age file. Tries every normalization of the passphrase, each with at most the work
/// factor `most`.
///
/// # Errors
/// One [`BackupOpenError`] per cause. Never [`BackupOpenError::OtherContent`], because the content is not
/// examined here, and never [`BackupOpenError::Passphrase`], which cannot be known from the file alone.
pub fn open(
    sealed: &[u8],
    passphrase: &Passphrase,
    most: ScryptWorkFactor,
) -> Result<DecryptedBackup, BackupOpenError> {
    try_open(sealed, passphrase, most).map_err(|failure| failure.why)
}

/// As [`open`], and also returns whether the passphrase opened the header of a file that could not
/// be opened.
pub(super) fn try_open(
    sealed: &[u8],
    passphrase: &Passphrase,
    most: ScryptWorkFactor,
) -> Result<DecryptedBackup, OpenFailure> {
    let sealed = recognise(sealed)?;
    for (reading, text) in passphrase.normalizations() {
        match open_with(sealed, text.as_str(), most) {
            Ok(plain) => return Ok(DecryptedBackup { plain, normalization: reading }),
            Err(OpenFailure { why: BackupOpenError::PassphraseOrDamage, .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Err(BackupOpenError::PassphraseOrDamage.into())
}

/// Checks that a file is an age file for a passphrase, as far as possible without one.
///
/// # Errors
/// As [`open`], without the errors that need the passphrase.
pub fn check_header(sealed: &[u8]) -> Result<(), BackupOpenError> {
    decryptor(recognise(sealed)?).map(|_| ())
}

/// The age file without surrounding spaces, which mail programs and editors add.
fn recognise(file: &[u8]) -> Result<&[u8], BackupOpenError> {
    if file.is_empty() {
        return Err(BackupOpenError::Empty);
    }
    if file.len() > MAX_FILE_BYTES {
        return Err(BackupOpenError::TooLarge { found: file.len(), known: MAX_FILE_BYTES });
    }
    if file.starts_with(MAGIC) {
        return Ok(file);
    }
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii();
    let [begin, end] = ARMOUR;
    if text.starts_with(begin) {
        return Ok(text);
    }
    // The remains of an age file: truncated within its first line, or that line is damaged.
    let is_rest = begin.starts_with(text) || MAGIC.starts_with(file);
    let is_damaged = (is_rest && !text.is_empty()) || text.ends_with(end);
    Err(if is_damaged { BackupOpenError::Damaged } else { BackupOpenError::NotAge })
}

/// The work factor in the header of an age file; `None` for other files, and above the maximum that
/// is accepted.
pub fn work_factor(sealed: &[u8]) -> Option<ScryptWorkFactor> {
    let header = header_of(recognise(sealed).ok()?);
    let mut lines = header.split(|byte| *byte == b'\n');
    let stanza = lines.find(|line| line.starts_with(b"-> scrypt "))?;
    let log2 = stanza.rsplit(|byte| *byte == b' ').next()?;
    ScryptWorkFactor::new(str::from_utf8(log2).ok()?.parse().ok()?)
}

fn decryptor(sealed: &[u8]) -> Result<Decryptor<ArmoredReader<BufReader<&[u8]>>>, BackupOpenError> {
    let decryptor =
        Decryptor::new_buffered(ArmoredReader::new(sealed)).map_err(|why| open_error_of(&why))?;
    if decryptor.is_scrypt() {
        return Ok(decryptor);
    }
    Err(if was_for_passphrase(sealed) { BackupOpenError::Damaged } else { BackupOpenError::ForKey })
}

fn open_with(
    sealed: &[u8],
    text: &str,
    most: ScryptWorkFactor,
) -> Result<Zeroizing<Vec<u8>>, OpenFailure> {
    let decryptor = decryptor(sealed)?;
    let mut identity = age::scrypt::Identity::new(text.into());
    identity.set_max_work_factor(most.log2());
    let mut reader = decryptor
        .decrypt(std::iter::once(&identity as &dyn Identity))
        .map_err(|why| open_error_of(&why))?;
    // The plaintext is shorter than the file, so the buffer never grows.
    let mut plain = Zeroizing::new(vec![0; sealed.len()]);
    let mut length = 0;
    let damaged = |_| OpenFailure { why: BackupOpenError::Damaged, is_header_open: true };
    loop {
        match reader.read(&mut plain[length..]).map_err(damaged)? {
            0 => break,
            count => length += count,
        }
    }
    plain.truncate(length);
    Ok(plain)
}

/// Maps the crate's errors to ours, without their texts.
fn open_error_of(why: &DecryptError) -> BackupOpenError {
    match *why {
        DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => {
            BackupOpenError::PassphraseOrDamage
        }
        DecryptError::ExcessiveWork { required, .. } if required > MAX_PLAUSIBLE_WORK_FACTOR => {
            BackupOpenError::Damaged
        }
        DecryptError::ExcessiveWork { required, .. } => {
            BackupOpenError::TooCostly { found: required, known: ScryptWorkFactor::MAX.log2() }
        }
        DecryptError::UnknownFormat => BackupOpenError::Newer { found: 2, known: 1 },
        DecryptError::InvalidHeader
        | DecryptError::InvalidMac
        | DecryptError::Io(_)
        | DecryptError::NoMatchingKeys
        | _ => BackupOpenError::Damaged,
    }
}

/// Whether a recipient with an unknown name ends like the one for a passphrase: with the binary
/// logarithm of a work factor, which no recipient for a key has. In that case its name is damaged.
/// The age crate adds recipients with random words, and with a name that ends in `-grease`.
fn was_for_passphrase(sealed: &[u8]) -> bool {
    let header = header_of(sealed);
    let recipients = header.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"-> "));
    let is_grease = |line: &&[u8]| {
        line.split(|byte| *byte == b' ').nth(1).is_some_and(|name| name.ends_with(b"-grease"))
    };
    recipients
        .filter(|line| !is_grease(line))
        .filter_map(|line| line.rsplit(|byte| *byte == b' ').next())
        .any(|last| (1..=2).contains(&last.len()) && last.iter().all(u8::is_ascii_digit))
}

/// The header of an age file without its armor, as far as it can be read.
fn header_of(sealed: &[u8]) -> Vec<u8> {
    let mut header = Vec::new();
    // What can be read before an error is enough.
    let _ = ArmoredReader::new(sealed).take(MAX_HEADER_BYTES).read_to_end(&mut header);
    header
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::backup::seal::seal;

    #[test]
    fn the_cost_is_known_without_the_passphrase() {
        let sealed =
            seal(PLAIN, &Passphrase::new("x".to_owned()), ScryptWorkFactor::new(4).unwrap());
        assert_eq!(work_factor(&sealed), ScryptWorkFactor::new(4));
        assert_eq!(work_factor(b"otpauth://totp/a?secret=GE"), None);
        assert_eq!(work_factor(b"age-encryption.org/v1\n-> scrypt x 63\n"), None);
    }

    const PLAIN: &[u8] = b"{\"a\": \"text that is long enough for a few lines of the armour\"}";

    fn tiny() -> ScryptWorkFactor {
        ScryptWorkFactor::new(1).unwrap()
    }

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned())
    }

    fn sealed() -> Vec<u8> {
        seal(PLAIN, &passphrase("pass"), tiny())
    }

    fn answer(file: &[u8], typed: &str) -> Result<Vec<u8>, BackupOpenError> {
        open(file, &passphrase(typed), tiny()).map(|opened| opened.plain.to_vec())
    }

    fn sealed_by_age(recipient: &dyn age::Recipient) -> Vec<u8> {
        let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient)).unwrap();
        let mut file = Vec::new();
        let mut writer = encryptor.wrap_output(&mut file).unwrap();
        writer.write_all(PLAIN).unwrap();
        writer.finish().unwrap();
        file
    }

    #[test]
    fn files_from_age_open_with_and_without_armor() {
        let mut recipient = age::scrypt::Recipient::new("pass".to_owned().into());
        recipient.set_work_factor(1);
        assert_eq!(answer(&sealed_by_age(&recipient), "pass").unwrap(), PLAIN);
        assert_eq!(answer(&sealed(), "pass").unwrap(), PLAIN);
    }

    #[test]
    fn four_different_errors_are_distinguished() {
        let file = sealed();
        assert_eq!(answer(&file, "other"), Err(BackupOpenError::PassphraseOrDamage));
        assert_eq!(answer(&file[..file.len() - 60], "pass"), Err(BackupOpenError::Damaged));
        assert_eq!(answer(b"PK\x03\x04 some archive", "pass"), Err(BackupOpenError::NotAge));
        let newer = b"age-encryption.org/v2\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n";
        let newer = [newer.as_slice(), &[b'A'; 43], b"\n--- ", &[b'A'; 43], b"\n", &[0; 40]];
        assert_eq!(
            answer(&newer.concat(), "pass"),
            Err(BackupOpenError::Newer { found: 2, known: 1 })
        );
    }

    #[test]
    fn a_file_for_a_key_is_not_ours() {
        let recipient = age::x25519::Identity::generate().to_public();
        assert_eq!(answer(&sealed_by_age(&recipient), "pass"), Err(BackupOpenError::ForKey));
        assert_eq!(check_header(&sealed_by_age(&recipient)), Err(BackupOpenError::ForKey));
        assert_eq!(check_header(&sealed()), Ok(()));
    }

    #[test]
    fn a_random_recipient_that_ends_like_a_passphrase_s_is_ignored() {
        let header = |recipient: &str| {
            was_for_passphrase(
                format!("age-encryption.org/v1\n-> X25519 abc\n{recipient}\n").as_bytes(),
            )
        };
        assert!(!header("-> q3-grease _ 7") && !header("-> q3-grease 17"));
        assert!(header("-> scryp_ AAAAAAAAAAAAAAAAAAAAAA 17"));
    }

    #[test]
    fn every_normalization_of_a_passphrase_is_tried() {
        let mut recipient = age::scrypt::Recipient::new("か\u{3099}1".to_owned().into());
        recipient.set_work_factor(1);
        let decomposed = sealed_by_age(&recipient);
        // As earlier versions encrypted: composed, with the width as typed.
        let mut recipient = age::scrypt::Recipient::new("が１".to_owned().into());
        recipient.set_work_factor(1);
        let wide = sealed_by_age(&recipient);
        let file = seal(PLAIN, &passphrase("が１"), tiny());
        for (file, typed, reading) in [
            (&decomposed, "か\u{3099}1", Normalization::AsTyped),
            (&wide, "か\u{3099}１", Normalization::Nfc),
            (&file, "か\u{3099}1", Normalization::Nfkc),
            (&file, "が1", Normalization::Nfkc),
            (&file, "が１", Normalization::Nfkc),
        ] {
            assert_eq!(open(file, &passphrase(typed), tiny()).unwrap().normalization, reading);
        }
        assert_eq!(answer(&wide, "が1"), Err(BackupOpenError::PassphraseOrDamage));
    }

    #[test]
    fn a_file_made_with_wide_letters_opens_in_age_with_narrow_ones() {
        for (typed, meant) in [
            ("ｐａｓｓ１２３４", "pass1234"),
            ("がっこう１２３４", "がっこう1234"),
            ("ｶﾞｯｺｳ　1234", "ガッコウ 1234"),
        ] {
            let file = seal(PLAIN, &passphrase(typed), tiny());
            assert_eq!(*open_with(&file, meant, tiny()).unwrap(), PLAIN);
            assert_eq!(answer(&file, meant).unwrap(), PLAIN);
        }
    }

    /// Writes two of `tests/vectors/backup/`: a full-width passphrase as used today, and as earlier
    /// versions used it.
    #[test]
    #[ignore = "makes committed files; every later version opens them"]
    fn make_the_vectors_of_wide_passphrases() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/backup/");
        let document = std::fs::read(format!("{folder}document.json")).unwrap();
        let typed = "ｶﾞｯｺｳ　１２３４";
        let sealed = seal(&document, &passphrase(typed), ScryptWorkFactor::new(10).unwrap());
        std::fs::write(format!("{folder}wide.age"), sealed).unwrap();
        let mut recipient = age::scrypt::Recipient::new(typed.to_owned().into());
        recipient.set_work_factor(10);
        let once = std::iter::once(&recipient as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(once).unwrap();
        let mut sealed = Vec::new();
        let mut writer = encryptor.wrap_output(&mut sealed).unwrap();
        writer.write_all(&document).unwrap();
        writer.finish().unwrap();
        std::fs::write(format!("{folder}wide-earlier.age"), sealed).unwrap();
    }

    #[test]
    fn a_file_made_with_a_byte_order_mark_still_opens() {
        let marked = Passphrase::new("\u{feff}pass".to_owned());
        let file = seal(PLAIN, &marked, tiny());
        let read = Passphrase::of_file("\u{feff}pass\r\n");
        assert_eq!(*open(&file, &read, tiny()).unwrap().plain, PLAIN);
        assert_eq!(answer(&file, "pass"), Err(BackupOpenError::PassphraseOrDamage));
    }

    #[test]
    fn a_work_factor_above_the_limit_is_refused_without_any_work() {
        let mut recipient = age::scrypt::Recipient::new("pass".to_owned().into());
        recipient.set_work_factor(2);
        let found = answer(&sealed_by_age(&recipient), "pass");
        assert_eq!(found, Err(BackupOpenError::TooCostly { found: 2, known: 20 }));
    }

    #[test]
    fn spaces_around_the_armor_and_windows_line_ends_are_harmless() {
        let text = String::from_utf8(sealed()).unwrap();
        let windows = text.replace('\n', "\r\n");
        for file in [format!("\n \n{text}\n\n"), format!("\u{feff}{text}"), windows] {
            assert_eq!(answer(file.as_bytes(), "pass").unwrap(), PLAIN);
        }
    }

    #[test]
    fn a_file_truncated_anywhere_is_damaged() {
        let file = sealed();
        let whole = file.trim_ascii_end().len();
        for length in 1..whole {
            assert_eq!(answer(&file[..length], "pass"), Err(BackupOpenError::Damaged), "{length}");
        }
        assert_eq!(answer(&file[..0], "pass"), Err(BackupOpenError::Empty));
    }

    #[test]
    fn a_file_truncated_after_its_header_is_known_by_its_passphrase() {
        let file = seal(&vec![7; 70_000], &passphrase("correct horse"), tiny());
        let answer = |sealed: &[u8], typed: &str| {
            let opened = try_open(sealed, &passphrase(typed), tiny());
            opened.is_err_and(|failure| failure.is_header_open)
        };
        for length in [4096, 65_000, 90_112, file.len() - 100] {
            assert!(answer(&file[..length], "correct horse"), "{length}");
            assert!(!answer(&file[..length], "another horse"), "{length}");
        }
        assert!(!answer(&file, "correct horse"));
        assert!(!answer(&[7; 9000], "correct horse"));
    }

    #[test]
    fn every_flipped_bit_is_detected_or_harmless() {
        let file = sealed();
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut changed = file.clone();
                changed[at] ^= 1 << bit;
                match answer(&changed, "pass") {
                    Ok(plain) => assert_eq!(plain, PLAIN, "byte {at}, bit {bit}"),
                    Err(
                        BackupOpenError::ForKey
                        | BackupOpenError::OtherContent
                        | BackupOpenError::Empty,
                    ) => {
                        panic!("byte {at}, bit {bit}: damage is not another kind of file")
                    }
                    Err(_) => {}
                }
            }
        }
    }
}
