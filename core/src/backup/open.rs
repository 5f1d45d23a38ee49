//! Opening an age file with a passphrase, by the `age` crate: what it is, then whether the
//! passphrase fits, then whether every byte is as it was sealed (docs/spec/backup.md §3).

use std::io::{BufReader, Read};

use age::armor::ArmoredReader;
use age::{DecryptError, Decryptor, Identity};
use zeroize::Zeroizing;

use super::error::OpenError;
use super::seal::Work;
use crate::secret::{Passphrase, Reading};

/// How every version of age begins (c2sp.org/age, "Version line").
const MAGIC: &[u8] = b"age-encryption.org/";

/// The line before the armour, and the one after it.
const ARMOUR: [&[u8]; 2] =
    [b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"];

/// The largest sealed file taken, in bytes: three times what 10,000 accounts take.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Beyond this binary logarithm of N (2 TiB of memory) nobody seals: the number itself is damaged.
const ABSURD: u8 = 30;

/// The longest header looked at for its recipients, in bytes.
const LONGEST_HEADER: u64 = 4096;

/// What an age file held.
pub struct Opened {
    /// Its plain content.
    pub plain: Zeroizing<Vec<u8>>,
    /// How the passphrase had to be read.
    pub reading: Reading,
}

/// Opens an age file, trying every reading of the passphrase, with at most that much work for each.
///
/// # Errors
/// One [`OpenError`] per cause; never [`OpenError::OtherContent`], since the content is not looked
/// at here, and never [`OpenError::Passphrase`], which takes more than the file to know.
pub fn open(sealed: &[u8], passphrase: &Passphrase, most: Work) -> Result<Opened, OpenError> {
    let sealed = recognise(sealed)?;
    for (reading, text) in passphrase.readings() {
        match open_with(sealed, text.as_str(), most) {
            Ok(plain) => return Ok(Opened { plain, reading }),
            Err(OpenError::PassphraseOrDamage) => {}
            Err(other) => return Err(other),
        }
    }
    Err(OpenError::PassphraseOrDamage)
}

/// Whether a file is an age file for a passphrase, as far as can be seen without one.
///
/// # Errors
/// As [`open`], without the answers that need the passphrase.
pub fn look(sealed: &[u8]) -> Result<(), OpenError> {
    decryptor(recognise(sealed)?).map(|_| ())
}

/// The age file, without blanks around it that mail programs and editors leave.
fn recognise(file: &[u8]) -> Result<&[u8], OpenError> {
    if file.is_empty() {
        return Err(OpenError::Empty);
    }
    if file.len() > LARGEST {
        return Err(OpenError::TooLarge { found: file.len(), known: LARGEST });
    }
    if file.starts_with(MAGIC) {
        return Ok(file);
    }
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii();
    let [begin, end] = ARMOUR;
    if text.starts_with(begin) {
        return Ok(text);
    }
    // What is left of an age file: cut within its first line, or that line is not whole.
    let is_rest = begin.starts_with(text) || MAGIC.starts_with(file);
    let is_damaged = (is_rest && !text.is_empty()) || text.ends_with(end);
    Err(if is_damaged { OpenError::Damaged } else { OpenError::NotAge })
}

/// What opening an age file costs, as its header says; `None` for other files, and beyond what is
/// accepted.
pub fn work_of(sealed: &[u8]) -> Option<Work> {
    let header = header_of(recognise(sealed).ok()?);
    let mut lines = header.split(|byte| *byte == b'\n');
    let stanza = lines.find(|line| line.starts_with(b"-> scrypt "))?;
    let log2 = stanza.rsplit(|byte| *byte == b' ').next()?;
    Work::new(str::from_utf8(log2).ok()?.parse().ok()?)
}

fn decryptor(sealed: &[u8]) -> Result<Decryptor<ArmoredReader<BufReader<&[u8]>>>, OpenError> {
    let decryptor =
        Decryptor::new_buffered(ArmoredReader::new(sealed)).map_err(|why| judged(&why))?;
    if decryptor.is_scrypt() {
        return Ok(decryptor);
    }
    Err(if was_for_passphrase(sealed) { OpenError::Damaged } else { OpenError::ForKey })
}

fn open_with(sealed: &[u8], text: &str, most: Work) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let decryptor = decryptor(sealed)?;
    let mut identity = age::scrypt::Identity::new(text.into());
    identity.set_max_work_factor(most.log2());
    let mut reader = decryptor
        .decrypt(std::iter::once(&identity as &dyn Identity))
        .map_err(|why| judged(&why))?;
    // What is plain is shorter than what is sealed, so the buffer never grows.
    let mut plain = Zeroizing::new(vec![0; sealed.len()]);
    let mut length = 0;
    loop {
        match reader.read(&mut plain[length..]).map_err(|_| OpenError::Damaged)? {
            0 => break,
            count => length += count,
        }
    }
    plain.truncate(length);
    Ok(plain)
}

/// The crate's errors as ours; its texts are not passed on.
fn judged(why: &DecryptError) -> OpenError {
    match *why {
        DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => {
            OpenError::PassphraseOrDamage
        }
        DecryptError::ExcessiveWork { required, .. } if required > ABSURD => OpenError::Damaged,
        DecryptError::ExcessiveWork { required, .. } => {
            OpenError::TooCostly { found: required, known: Work::CEILING.log2() }
        }
        DecryptError::UnknownFormat => OpenError::Newer { found: 2, known: 1 },
        DecryptError::InvalidHeader
        | DecryptError::InvalidMac
        | DecryptError::Io(_)
        | DecryptError::NoMatchingKeys
        | _ => OpenError::Damaged,
    }
}

/// Whether a recipient that is called something else ends as the one for a passphrase does: with the
/// binary logarithm of its work, which no recipient of a key has. Its name is damaged then.
fn was_for_passphrase(sealed: &[u8]) -> bool {
    let header = header_of(sealed);
    let recipients = header.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"-> "));
    recipients
        .filter_map(|line| line.rsplit(|byte| *byte == b' ').next())
        .any(|last| (1..=2).contains(&last.len()) && last.iter().all(u8::is_ascii_digit))
}

/// The beginning of an age file without its armour, as far as it can be read.
fn header_of(sealed: &[u8]) -> Vec<u8> {
    let mut header = Vec::new();
    // What can be read before an error is enough.
    let _ = ArmoredReader::new(sealed).take(LONGEST_HEADER).read_to_end(&mut header);
    header
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::backup::seal::seal;

    #[test]
    fn the_cost_is_known_before_the_passphrase_is() {
        let sealed = seal(PLAIN, &Passphrase::new("x".to_owned()), Work::new(4).unwrap());
        assert_eq!(work_of(&sealed), Work::new(4));
        assert_eq!(work_of(b"otpauth://totp/a?secret=GE"), None);
        assert_eq!(work_of(b"age-encryption.org/v1\n-> scrypt x 63\n"), None);
    }

    const PLAIN: &[u8] = b"{\"a\": \"text that is long enough for a few lines of the armour\"}";

    fn tiny() -> Work {
        Work::new(1).unwrap()
    }

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned())
    }

    fn sealed() -> Vec<u8> {
        seal(PLAIN, &passphrase("pass"), tiny())
    }

    fn answer(file: &[u8], typed: &str) -> Result<Vec<u8>, OpenError> {
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
    fn what_age_sealed_is_opened_armoured_or_not() {
        let mut recipient = age::scrypt::Recipient::new("pass".to_owned().into());
        recipient.set_work_factor(1);
        assert_eq!(answer(&sealed_by_age(&recipient), "pass").unwrap(), PLAIN);
        assert_eq!(answer(&sealed(), "pass").unwrap(), PLAIN);
    }

    #[test]
    fn four_answers_are_four() {
        let file = sealed();
        assert_eq!(answer(&file, "other"), Err(OpenError::PassphraseOrDamage));
        assert_eq!(answer(&file[..file.len() - 60], "pass"), Err(OpenError::Damaged));
        assert_eq!(answer(b"PK\x03\x04 some archive", "pass"), Err(OpenError::NotAge));
        let newer = b"age-encryption.org/v2\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n";
        let newer = [newer.as_slice(), &[b'A'; 43], b"\n--- ", &[b'A'; 43], b"\n", &[0; 40]];
        assert_eq!(answer(&newer.concat(), "pass"), Err(OpenError::Newer { found: 2, known: 1 }));
    }

    #[test]
    fn a_file_for_a_key_is_none_of_ours() {
        let recipient = age::x25519::Identity::generate().to_public();
        assert_eq!(answer(&sealed_by_age(&recipient), "pass"), Err(OpenError::ForKey));
        assert_eq!(look(&sealed_by_age(&recipient)), Err(OpenError::ForKey));
        assert_eq!(look(&sealed()), Ok(()));
    }

    #[test]
    fn a_passphrase_is_tried_as_it_may_have_been_meant() {
        let mut recipient = age::scrypt::Recipient::new("か\u{3099}1".to_owned().into());
        recipient.set_work_factor(1);
        let decomposed = sealed_by_age(&recipient);
        // As earlier versions sealed: composed, and as wide as it was typed.
        let mut recipient = age::scrypt::Recipient::new("が１".to_owned().into());
        recipient.set_work_factor(1);
        let wide = sealed_by_age(&recipient);
        let file = seal(PLAIN, &passphrase("が１"), tiny());
        for (file, typed, reading) in [
            (&decomposed, "か\u{3099}1", Reading::AsTyped),
            (&wide, "か\u{3099}１", Reading::Nfc),
            (&file, "か\u{3099}1", Reading::Nfkc),
            (&file, "が1", Reading::Nfkc),
            (&file, "が１", Reading::Nfkc),
        ] {
            assert_eq!(open(file, &passphrase(typed), tiny()).unwrap().reading, reading);
        }
        assert_eq!(answer(&wide, "が1"), Err(OpenError::PassphraseOrDamage));
    }

    #[test]
    fn what_is_sealed_with_wide_letters_opens_by_age_with_narrow_ones() {
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

    /// Writes two of `tests/vectors/backup/`: a wide passphrase as it is sealed today, and as earlier
    /// versions sealed it.
    #[test]
    #[ignore = "makes committed files; every later version opens them"]
    fn make_the_vectors_of_wide_passphrases() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/backup/");
        let document = std::fs::read(format!("{folder}document.json")).unwrap();
        let typed = "ｶﾞｯｺｳ　１２３４";
        let sealed = seal(&document, &passphrase(typed), Work::new(10).unwrap());
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
    fn what_was_sealed_with_a_byte_order_mark_still_opens() {
        let marked = Passphrase::new("\u{feff}pass".to_owned());
        let file = seal(PLAIN, &marked, tiny());
        let read = Passphrase::of_file("\u{feff}pass\r\n");
        assert_eq!(*open(&file, &read, tiny()).unwrap().plain, PLAIN);
        assert_eq!(answer(&file, "pass"), Err(OpenError::PassphraseOrDamage));
    }

    #[test]
    fn more_work_than_is_given_is_refused_before_it_is_done() {
        let mut recipient = age::scrypt::Recipient::new("pass".to_owned().into());
        recipient.set_work_factor(2);
        let found = answer(&sealed_by_age(&recipient), "pass");
        assert_eq!(found, Err(OpenError::TooCostly { found: 2, known: 20 }));
    }

    #[test]
    fn blanks_around_the_armour_and_windows_lines_are_harmless() {
        let text = String::from_utf8(sealed()).unwrap();
        let windows = text.replace('\n', "\r\n");
        for file in [format!("\n \n{text}\n\n"), format!("\u{feff}{text}"), windows] {
            assert_eq!(answer(file.as_bytes(), "pass").unwrap(), PLAIN);
        }
    }

    #[test]
    fn a_file_cut_anywhere_is_damaged() {
        let file = sealed();
        let whole = file.trim_ascii_end().len();
        for length in 1..whole {
            assert_eq!(answer(&file[..length], "pass"), Err(OpenError::Damaged), "{length}");
        }
        assert_eq!(answer(&file[..0], "pass"), Err(OpenError::Empty));
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
                    Err(OpenError::ForKey | OpenError::OtherContent | OpenError::Empty) => {
                        panic!("byte {at}, bit {bit}: damage is not another kind of file")
                    }
                    Err(_) => {}
                }
            }
        }
    }
}
