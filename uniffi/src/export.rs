//! Shares and exports keys at the user's request. Keys leave the library only through this module.

use std::sync::Arc;

use aikotoba_core::account::AccountId;
use aikotoba_core::export::{self, qr};
use aikotoba_core::otpauth;
use aikotoba_core::phrase::PhraseValue;
use aikotoba_core::screens::plan::RefusedEntryRow;
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
    refused: Vec<RefusedEntryRow>,
    omitted: Vec<PhraseValue>,
}

#[uniffi::export]
impl Vault {
    /// One account's key, as a key URI.
    pub fn share_account(&self, id: AccountId) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let kept = open.vault.find(id).ok_or(ChangeError::NoSuchAccount)?;
            let texts = vec![otpauth::print(&kept.account)];
            Ok(Arc::new(SharedKeys { texts, refused: Vec::new(), omitted: Vec::new() }))
        })
    }

    /// All accounts' keys as one text, with one key URI per line.
    pub fn export_text(&self) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let accounts: Vec<_> = open.vault.accounts().iter().map(|kept| &kept.account).collect();
            let texts = vec![export::text::print(&accounts)];
            Ok(Arc::new(SharedKeys { texts, refused: Vec::new(), omitted: Vec::new() }))
        })
    }

    /// All accounts' keys as the texts of QR codes that Google Authenticator reads.
    pub fn export_google(&self) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let accounts: Vec<_> = open.vault.accounts().iter().map(|kept| &kept.account).collect();
            let written = export::google::print(&accounts, &*self.random);
            let written = written.map_err(DeviceError::from)?;
            let refused = written.refused.iter().map(RefusedEntryRow::of).collect();
            Ok(Arc::new(SharedKeys { texts: written.parts, refused, omitted: Vec::new() }))
        })
    }

    /// All accounts' keys as a file for Aegis.
    pub fn export_aegis(&self) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let accounts: Vec<_> = open.vault.accounts().iter().map(|kept| &kept.account).collect();
            let file = export::aegis::print(&accounts, &*self.random).map_err(DeviceError::from)?;
            Ok(Arc::new(SharedKeys::of(file)))
        })
    }

    /// All accounts' keys as a file for 2FAS.
    pub fn export_twofas(&self, now: UnixMillis) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let accounts: Vec<_> = open.vault.accounts().iter().map(|kept| &kept.account).collect();
            let file = export::twofas::print(&accounts, &*self.random, now);
            Ok(Arc::new(SharedKeys::of(file.map_err(DeviceError::from)?)))
        })
    }

    /// All accounts' keys and QR codes as a sheet to print: one HTML file without scripts or
    /// external resources, in the language of `words`.
    pub fn export_sheet(&self, words: &Words) -> CallResult<Arc<SharedKeys>> {
        self.with(|open| {
            let accounts: Vec<_> = open.vault.accounts().iter().map(|kept| &kept.account).collect();
            let texts = vec![export::sheet::print(&accounts, &words.0.of_sheet())];
            Ok(Arc::new(SharedKeys { texts, refused: Vec::new(), omitted: Vec::new() }))
        })
    }
}

impl SharedKeys {
    fn of(file: export::ExportFile) -> Self {
        let export::ExportFile { text, accounts: _, refused, omitted } = file;
        let refused = refused.iter().map(RefusedEntryRow::of).collect();
        let omitted = omitted.iter().map(|omission| PhraseValue::of_phrase(omission)).collect();
        Self { texts: vec![text], refused, omitted }
    }
}

#[uniffi::export]
impl SharedKeys {
    /// The number of texts, and thus of QR codes.
    pub fn count(&self) -> u32 {
        u32::try_from(self.texts.len()).unwrap_or(u32::MAX)
    }

    /// The accounts that can't be written in this format.
    pub fn refused(&self) -> Vec<RefusedEntryRow> {
        self.refused.clone()
    }

    /// The account data that can't be written in this format.
    pub fn omitted(&self) -> Vec<PhraseValue> {
        self.omitted.clone()
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
