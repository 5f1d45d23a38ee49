//! A password that is being chosen.

use aikotoba_core::crypto::random::SystemRandom;
use aikotoba_core::screens::password::{self, PasswordRepeated, StrengthState};
use aikotoba_core::secret::Passphrase;
use aikotoba_core::vault::DeviceError;

use crate::errors::CallResult;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The strength of a password that is being typed, for this vault or for a backup of it. If the
    /// vault is unlocked, the names of its accounts count as easy to guess. Call it on a background
    /// thread: a long text in a vault with many accounts takes a while.
    pub fn password_strength(&self, typed: String) -> StrengthState {
        let typed = Passphrase::new(typed);
        // The vault is locked by the mutex only while the names are copied.
        let names = self.with(|open| {
            Ok(password::names(&open.vault).into_iter().map(str::to_owned).collect::<Vec<_>>())
        });
        let names = names.unwrap_or_default();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        StrengthState::of(&typed, &names)
    }
}

/// Whether both entries of a password are equal. Two empty entries are not.
#[uniffi::export]
pub fn password_repeated(typed: String, again: String) -> PasswordRepeated {
    PasswordRepeated::of(&Passphrase::new(typed), &Passphrase::new(again))
}

/// Whether to tell the user that the two entries differ.
#[uniffi::export]
pub fn password_differs(typed: String, again: String) -> bool {
    password::differs(&Passphrase::new(typed), &Passphrase::new(again))
}

/// A random password, to write on paper. It is a secret that the user requested.
#[uniffi::export]
pub fn make_password() -> CallResult<String> {
    let random = SystemRandom::new();
    Ok(aikotoba_core::secret::make_password(&random).map_err(DeviceError::from)?.to_string())
}
