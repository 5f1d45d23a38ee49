//! Encrypted files that wait for their passwords.

use std::sync::Arc;

use super::Intake;
use crate::import::{MemoryConsent, Opened, OpenedContent, Refusal, Sealed, SealedError};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// An encrypted file, with its index among the inputs.
#[derive(Debug)]
pub struct Waiting {
    /// The index among the inputs, counted from 1.
    pub input: usize,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The file. It is shared, so that it can be opened while the intake is used.
    pub sealed: Arc<Sealed>,
}

impl Intake {
    /// The encrypted files that wait for their passwords.
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Opens an encrypted file with a password; `place` is counted from 0 among the waiting files.
    /// To keep the intake usable during the key derivation, open the [`Sealed`] file elsewhere and
    /// pass the result to [`Intake::take_opened`].
    ///
    /// # Errors
    /// [`SealedError`] for each cause. The file keeps waiting, and another password can be tried.
    /// [`SealedError::PasswordMissing`] also if there is no waiting file at `place`.
    pub fn open(
        &mut self,
        place: usize,
        password: &Passphrase,
        consent: MemoryConsent,
        now: UnixMillis,
    ) -> Result<(), SealedError> {
        let waiting = self.waiting.get(place).ok_or(SealedError::PasswordMissing)?;
        let opened = waiting.sealed.open(password, consent, now)?;
        let input = waiting.input;
        self.take_opened(input, opened);
        Ok(())
    }

    /// Takes the content of the waiting file with that [index](Waiting::input). Does nothing if it
    /// no longer waits.
    pub fn take_opened(&mut self, input: usize, opened: Opened) {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.input == input) else {
            return;
        };
        self.waiting.remove(place);
        match opened.0 {
            OpenedContent::Backup(read) => self.take_backup(read, input),
            OpenedContent::Plain(read) => {
                self.is_file = true;
                self.take_read(read, input, super::Provenance::Here);
            }
        }
    }

    /// Stops waiting for the file with that [index](Waiting::input) and records it as rejected,
    /// with the reason why it was not opened.
    pub fn give_up(&mut self, input: usize, why: SealedError) {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.input == input) else {
            return;
        };
        let name = self.waiting.remove(place).name.unwrap_or_default();
        self.refusals.push(Refusal { input, at: 0, name, why: why.into() });
    }
}
