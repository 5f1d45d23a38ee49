//! Sealed files that wait for their passwords.

use std::sync::Arc;

use super::Intake;
use crate::import::{MemoryConsent, Opened, OpenedContent, Refusal, Sealed, SealedError};
use crate::secret::Passphrase;
use crate::time::UnixMillis;

/// A sealed file, with its place among all that came in.
#[derive(Debug)]
pub struct Waiting {
    /// Which of the things that were handed in it is, counted from 1.
    pub input: usize,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// The file; shared, so that it can be opened while the intake is used for something else.
    pub sealed: Arc<Sealed>,
}

impl Intake {
    /// The sealed files that wait for their passwords.
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// Opens a sealed file with a password; `place` is counted from 0 among those that wait. Where the
    /// derivation must not keep a person waiting, its [`Sealed`] is opened elsewhere and what comes
    /// of it handed to [`Intake::take_opened`].
    ///
    /// # Errors
    /// One [`SealedError`] per cause; the file waits on, and another password can be tried.
    /// [`SealedError::PasswordMissing`] too where none waits there.
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

    /// Takes what came of opening the file that waits under that [number](Waiting::input); nothing
    /// where none does any more.
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

    /// Gives up a sealed file that waits under that [number](Waiting::input): it is refused with the
    /// reason for which it was not opened.
    pub fn give_up(&mut self, input: usize, why: SealedError) {
        let Some(place) = self.waiting.iter().position(|waiting| waiting.input == input) else {
            return;
        };
        let name = self.waiting.remove(place).name.unwrap_or_default();
        self.refusals.push(Refusal { input, at: 0, name, why: why.into() });
    }
}
