//! Several files as one import: texts, other apps' exports, pictures of QR codes, in any order.

use super::{Format, ImportError, Imported, Notice, Refusal, Source, google, read};
use crate::fault::{Fact, Fault, Remedy, fault_family};
use crate::otpauth::migration::Collection;
use crate::scan::{self, Budget, Meaning, PictureError, read_picture};
use crate::time::UnixMillis;

/// What several files held so far.
#[derive(Debug)]
pub struct Files {
    all: Imported,
    parts: Collection,
}

/// Why a file is not taken. What others held stays.
#[derive(
    Clone, Debug, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "kebab-case")]
pub enum FilesError {
    /// It is a backup of ours: that is restored, with its password.
    #[error("a backup")]
    IsBackup,
    /// It is a picture, and no account is in it.
    #[error("a picture without an account")]
    NoAccount,
    /// It is no file that is read here.
    #[error(transparent)]
    #[strum(to_string = "")]
    File(#[from] ImportError),
    /// It is a picture that can't be read.
    #[error(transparent)]
    #[strum(to_string = "")]
    Picture(#[from] PictureError),
}

fault_family!(FilesError, "import-files");

impl Fault for FilesError {
    fn code(&self) -> String {
        match self {
            Self::File(why) => why.code(),
            Self::Picture(why) => why.code(),
            Self::IsBackup | Self::NoAccount => self.own_code(),
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::File(why) => why.facts(),
            Self::Picture(why) => why.facts(),
            Self::IsBackup | Self::NoAccount => Vec::new(),
        }
    }

    fn remedy(&self) -> Remedy {
        match self {
            Self::File(why) => why.remedy(),
            Self::Picture(why) => why.remedy(),
            Self::IsBackup => Remedy::Decide,
            Self::NoAccount => Remedy::AnotherSource,
        }
    }
}

impl Default for Files {
    fn default() -> Self {
        let (accounts, refusals, notices) = (Vec::new(), Vec::new(), Vec::new());
        let all = Imported { format: Format::Google, accounts, refusals, notices };
        Self { all, parts: Collection::default() }
    }
}

impl Files {
    /// Reads one more file. A picture's codes that are no accounts come out as refusals and
    /// notices: nothing is left out silently.
    ///
    /// # Errors
    /// One [`FilesError`] per cause; what was read before stays.
    pub fn add(&mut self, bytes: &[u8], now: UnixMillis) -> Result<(), FilesError> {
        match read_picture(bytes, Budget::picture(), now) {
            Ok(scanned) => {
                let meanings = scanned.sightings.into_iter().map(|sighting| sighting.meaning);
                self.take(meanings)
            }
            Err(PictureError::NotAPicture | PictureError::Empty) => {
                if crate::backup::look(bytes).is_ok() {
                    return Err(FilesError::IsBackup);
                }
                self.append(read(Source { bytes, now })?);
                Ok(())
            }
            Err(why) => Err(why.into()),
        }
    }

    /// All that the files held; parts of Google's export that did not come are notices.
    pub fn into_imported(mut self) -> Imported {
        let parts = std::mem::take(&mut self.parts);
        self.append(google::gather(parts));
        self.all
    }

    /// Takes what a picture holds; a picture without any account is the wrong file.
    fn take(&mut self, meanings: impl Iterator<Item = Meaning>) -> Result<(), FilesError> {
        let mut found = false;
        for (index, meaning) in meanings.enumerate() {
            match meaning {
                Meaning::Account(account) => self.all.accounts.push(*account),
                Meaning::GooglePart(part) => {
                    self.parts.add(part);
                }
                Meaning::Refused(scan::Refused { label: name, why }) => {
                    self.all.refusals.push(Refusal { at: index + 1, name, why: why.into() });
                    continue;
                }
                Meaning::Foreign(what) => {
                    self.all.notices.push(Notice::Foreign(what));
                    continue;
                }
            }
            found = true;
        }
        if found { Ok(()) } else { Err(FilesError::NoAccount) }
    }

    fn append(&mut self, more: Imported) {
        let Imported { format, accounts, refusals, notices } = more;
        if !(accounts.is_empty() && refusals.is_empty()) {
            self.all.format = format;
        }
        self.all.accounts.extend(accounts);
        self.all.refusals.extend(refusals);
        self.all.notices.extend(notices);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis(0);
    const URI: &[u8] = b"otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQ";

    #[test]
    fn texts_add_up() {
        let mut files = Files::default();
        files.add(URI, NOW).unwrap();
        files.add(b"otpauth://totp/GitHub:me?secret=MZXW6YTBOI", NOW).unwrap();
        let imported = files.into_imported();
        assert_eq!((imported.format, imported.accounts.len()), (Format::Text, 2));
    }

    #[test]
    fn a_file_that_is_refused_leaves_the_others() {
        let mut files = Files::default();
        files.add(URI, NOW).unwrap();
        assert_eq!(files.add(b"", NOW), Err(ImportError::Empty.into()));
        assert_eq!(files.add(b"dear diary", NOW), Err(ImportError::Unknown.into()));
        let armour = b"-----BEGIN AGE ENCRYPTED FILE-----\n";
        assert!(files.add(armour, NOW).is_err());
        assert_eq!(files.into_imported().accounts.len(), 1);
    }

    fn meanings(texts: &[&str]) -> impl Iterator<Item = Meaning> {
        texts.iter().map(|text| scan::explain(text, NOW))
    }

    #[test]
    fn a_picture_without_an_account_is_the_wrong_file() {
        let web = meanings(&["https://example.com"]);
        assert_eq!(Files::default().take(web), Err(FilesError::NoAccount));
    }

    #[test]
    fn codes_of_a_picture_that_are_no_accounts_are_told() {
        let mut files = Files::default();
        let refused = "otpauth://totp/Shop:me?secret=GEZDGNBVGY3TQOJ1";
        let uri = std::str::from_utf8(URI).unwrap();
        files.take(meanings(&["https://example.com/x", refused, uri])).unwrap();
        let Imported { accounts, refusals, notices, .. } = files.into_imported();
        assert_eq!(accounts.len(), 1);
        assert_eq!((refusals[0].at, refusals[0].name.as_str()), (2, "Shop:me"));
        let [Notice::Foreign(what)] = notices.as_slice() else { panic!("{notices:?}") };
        assert_eq!(*what, scan::Foreign::Web { host: "example.com".to_owned() });
    }
}
