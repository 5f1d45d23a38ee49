//! Encrypted files that wait for their passwords.

use std::sync::Arc;

use super::Intake;
use crate::import::{
    DecryptError, DecryptedContent, DecryptedFile, EncryptedFile, MemoryConsent, RefusedImport,
};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// An encrypted file, with its index among the inputs.
#[derive(Debug)]
pub struct WaitingFile {
    /// The index among the inputs, counted from 1.
    pub input: usize,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The file. It is shared, so that it can be opened while the intake is used.
    pub sealed: Arc<EncryptedFile>,
}

impl Intake {
    /// The encrypted files that wait for their passwords.
    pub fn waiting(&self) -> &[WaitingFile] {
        &self.waiting
    }

    /// Opens an encrypted file with a password; `place` is counted from 0 among the waiting files.
    /// To keep the intake usable during the key derivation, open the [`EncryptedFile`] file elsewhere and
    /// pass the result to [`Intake::take_opened`].
    ///
    /// # Errors
    /// [`DecryptError`] for each cause. The file keeps waiting, and another password can be tried.
    /// [`DecryptError::PasswordMissing`] also if there is no waiting file at `place`.
    pub fn open(
        &mut self,
        place: usize,
        password: &Passphrase,
        consent: MemoryConsent,
        now: UnixMillis,
    ) -> Result<(), DecryptError> {
        let waiting = self.waiting.get(place).ok_or(DecryptError::PasswordMissing)?;
        let opened = waiting.sealed.open(password, consent, now)?;
        let input = waiting.input;
        self.take_opened(input, opened);
        Ok(())
    }

    /// Takes the content of the waiting file with that [index](WaitingFile::input). Does nothing if it
    /// no longer waits.
    pub fn take_opened(&mut self, input: usize, opened: DecryptedFile) {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.input == input) else {
            return;
        };
        let name = self.waiting.remove(place).name.unwrap_or_default();
        match opened.0 {
            DecryptedContent::Backup(read) => self.take_backup(read, input),
            DecryptedContent::Plain(read) => {
                self.is_file = true;
                self.take_read(read, input, name, super::Provenance::User);
            }
        }
    }

    /// Stops waiting for the file with that [index](WaitingFile::input) and records it as rejected,
    /// with the reason why it was not opened.
    pub fn give_up(&mut self, input: usize, why: DecryptError) {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.input == input) else {
            return;
        };
        let name = self.waiting.remove(place).name.unwrap_or_default();
        self.refusals.push(RefusedImport { input, at: 0, name, why: why.into() });
    }
}
