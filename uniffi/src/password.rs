//! A password that is being chosen.

use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::screens::password::{self, Repeated, StrengthState};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::DeviceError;

use crate::errors::Answer;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// How good a password is that is being typed, for this vault or for a backup of it. While the
    /// vault is open, the names of its accounts are guessed first. Call it off the thread that
    /// draws: a long text in a vault of many accounts takes a while.
    pub fn password_strength(&self, typed: String) -> StrengthState {
        let typed = Passphrase::new(typed);
        // The vault is held for as long as copying the names takes, and not while they are tried.
        let names = self.with(|open| {
            Ok(password::names(&open.vault).into_iter().map(str::to_owned).collect::<Vec<_>>())
        });
        let names = names.unwrap_or_default();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        StrengthState::of(&typed, &names)
    }
}

/// Whether a password was typed alike the second time. Nothing is not alike.
#[uniffi::export]
pub fn password_repeated(typed: String, again: String) -> Repeated {
    Repeated::of(&Passphrase::new(typed), &Passphrase::new(again))
}

/// Whether to say that the second typing is another than the first.
#[uniffi::export]
pub fn password_differs(typed: String, again: String) -> bool {
    password::differs(&Passphrase::new(typed), &Passphrase::new(again))
}

/// A password drawn at random, to be written on paper. A secret: the person asked for it.
#[uniffi::export]
pub fn make_password() -> Answer<String> {
    let random = SystemRandom::new();
    Ok(aikotoba_core::secret::make_password(&random).map_err(DeviceError::from)?.to_string())
}
