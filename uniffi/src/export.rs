//! Shares and exports keys at the user's request. Keys leave the library only through this module.

use std::sync::Arc;

use aikotoba_core::account::AccountId;
use aikotoba_core::export::{ExportTarget, qr};
use aikotoba_core::otpauth;
use aikotoba_core::screens::export::{ExportAction, ExportState};
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::{ChangeError, DeviceError};
use zeroize::Zeroizing;

use crate::errors::CallResult;
use crate::types::QrPicture;
use crate::vault::Vault;
use crate::words::Words;

/// Keys to show. Anyone who sees them can make the codes forever, so ask for the screen lock first.
/// They are wiped when this object is released.
#[derive(uniffi::Object)]
pub struct SharedKeys {
    texts: Vec<Zeroizing<String>>,
}

#[uniffi::export]
impl Vault {
    /// One account's key, as a key URI.
    pub fn share_account(&self, id: AccountId) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let kept = open.vault.find(id).ok_or(ChangeError::NoSuchAccount)?;
            let texts = vec![otpauth::print(&kept.account)];
            Ok(Arc::new(SharedKeys { texts }))
        })
    }

    /// The screen that exports all accounts, at its first step.
    pub fn export_state(&self) -> CallResult<ExportState> {
        self.with(|open| Ok(ExportState::of(&open.vault)))
    }

    /// The screen after a target was chosen: what it omits.
    pub fn export_review(&self, target: ExportTarget) -> CallResult<ExportState> {
        self.with(|open| Ok(ExportState::review(&open.vault, target)))
    }

    /// All accounts' keys in the format of a target: one text for a file, or one text per QR code.
    /// A sheet is in the language of `words`.
    pub fn export_keys(
        &self,
        target: ExportTarget,
        words: &Words,
        now: UnixMillis,
    ) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let accounts: Vec<_> = open.vault.accounts().iter().map(|kept| &kept.account).collect();
            let written = target.write(&accounts, &*self.random, &words.0.of_sheet(), now);
            Ok(Arc::new(SharedKeys { texts: written.map_err(DeviceError::from)?.texts }))
        })
    }
}

/// The screen after an act; none if going back leaves these screens.
#[uniffi::export]
pub fn export_after(state: ExportState, action: ExportAction) -> Option<ExportState> {
    state.after(action)
}

/// The suggested name of the file for a target; none for QR codes.
#[uniffi::export]
pub fn export_file_name(target: ExportTarget) -> Option<String> {
    target.file_name().map(str::to_owned)
}

#[uniffi::export]
impl SharedKeys {
    /// The number of texts, and thus of QR codes.
    pub fn count(&self) -> u32 {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    /// One of the texts. It is a secret.
    pub fn text(&self, at: u32) -> Option<String> {
        self.texts.get(at as usize).map(|text| text.to_string())
    }

    /// One of the texts as a QR code. It is a secret. None if the text is too long.
    pub fn qr(&self, at: u32) -> Option<QrPicture> {
        let code = qr::layout(self.texts.get(at as usize)?)?;
        Some(QrPicture { side: code.side, modules: code.modules.to_vec() })
    }
}
