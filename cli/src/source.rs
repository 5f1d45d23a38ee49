//! Reads files and standard input completely into memory that is wiped.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use aikotoba_core::base32;
use aikotoba_core::import::MAX_FILE_BYTES;
use aikotoba_core::secret::Passphrase;
use zeroize::Zeroizing;

use crate::failure::CliError;

/// Reads a file, or standard input if the path is `-`.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, CliError> {
    if path == Path::new("-") {
        return read_all(io::stdin().lock(), 64 * 1024, path);
    }
    let file = File::open(path).map_err(|why| CliError::reading(path, &why))?;
    let size = file.metadata().map_err(|why| CliError::reading(path, &why))?;
    if size.is_dir() {
        return Err(CliError::FileUnreadable { name: path.display().to_string() });
    }
    read_all(file, usize::try_from(size.len()).unwrap_or(usize::MAX), path)
}

/// Reads to the end. If the buffer is too small, its content is copied into a larger one and the
/// old one is wiped.
fn read_all(mut from: impl Read, size: usize, path: &Path) -> Result<Zeroizing<Vec<u8>>, CliError> {
    let mut bytes = Zeroizing::new(vec![0; size.min(MAX_FILE_BYTES) + 1]);
    let mut filled = 0;
    loop {
        let read = match from.read(&mut bytes[filled..]) {
            Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(|why| CliError::reading(path, &why))?,
        };
        if read == 0 {
            bytes.truncate(filled);
            return Ok(bytes);
        }
        filled += read;
        if filled > MAX_FILE_BYTES {
            return Err(CliError::FileTooLarge { name: path.display().to_string() });
        }
        if filled == bytes.len() {
            let mut larger =
                Zeroizing::new(vec![0; filled.saturating_mul(2).min(MAX_FILE_BYTES + 1)]);
            larger[..filled].copy_from_slice(&bytes);
            bytes = larger;
        }
    }
}

/// Whether a text consists of letters and digits like a key, possibly in groups or mistyped. It may
/// also be a file name, so check that first.
pub(crate) fn is_key_like(text: &str) -> bool {
    let letters = || text.chars().filter(|symbol| !base32::is_grouping(*symbol));
    letters().count() >= 8 && letters().all(|symbol| symbol.is_alphanumeric() || symbol == '=')
}

/// Reads a text, without a leading byte order mark.
pub(crate) fn read_text(path: &Path) -> Result<Zeroizing<String>, CliError> {
    let bytes = read(path)?;
    let text = as_text(&bytes, path)?;
    Ok(Zeroizing::new(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()))
}

fn as_text<'a>(bytes: &'a [u8], path: &Path) -> Result<&'a str, CliError> {
    str::from_utf8(bytes).map_err(|_| CliError::NotText { name: path.display().to_string() })
}

/// Reads a password: the first line of a file, without the line break and without a leading byte
/// order mark.
pub(crate) fn read_password(path: &Path) -> Result<Passphrase, CliError> {
    let bytes = read(path)?;
    let password = Passphrase::of_file(as_text(&bytes, path)?);
    if password.is_empty() { Err(CliError::PasswordEmpty) } else { Ok(password) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use aikotoba_core::secret::Normalization;

    use super::*;

    #[test]
    fn a_file_longer_than_stated_is_read_completely() {
        let text = [7; 1000];
        assert_eq!(*read_all(&text[..], 3, Path::new("x")).unwrap(), text);
        assert_eq!(*read_all(&text[..], 1000, Path::new("x")).unwrap(), text);
        assert!(read_all(&[][..], 0, Path::new("x")).unwrap().is_empty());
    }

    #[test]
    fn a_password_is_one_line_without_the_line_break() {
        for (content, password) in [
            ("secret", "secret"),
            ("secret\n", "secret"),
            ("secret\r\n", "secret"),
            (" two words \nmore\n", " two words "),
            ("\u{feff}secret\r\n", "secret"),
        ] {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(content.as_bytes()).unwrap();
            let read = read_password(file.path()).unwrap();
            assert_eq!(*read.normalized(Normalization::AsTyped), password);
        }
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_a_text() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all("\u{feff}GEZD GNBV\n".as_bytes()).unwrap();
        assert_eq!(*read_text(file.path()).unwrap(), "GEZD GNBV\n");
    }

    #[test]
    fn an_empty_password_and_a_missing_file_are_errors() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(read_password(file.path()).unwrap_err(), CliError::PasswordEmpty);
        let gone = read(Path::new("/no/such/file")).unwrap_err();
        assert_eq!(gone, CliError::FileMissing { name: "/no/such/file".to_owned() });
    }
}
