//! The checklist from the first code to the first backup, and who holds an account.

use aikotoba_core::account::AccountId;
use aikotoba_core::enrol::{SetupNote, SiteSetup};
use aikotoba_core::screens::checklist::ChecklistState;
use aikotoba_core::screens::share::with_holder;
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::ChangeError;

use crate::errors::CallResult;
use crate::guide::SiteGuide;
use crate::vault::Vault;
use crate::words::Words;
use crate::work::lock_mutex;

#[uniffi::export]
impl Vault {
    /// The checklist.
    pub fn checklist_state(&self) -> CallResult<ChecklistState> {
        self.with(|open| Ok(ChecklistState::of(&open.vault)))
    }

    /// The number of open rows of the checklist for the line on the list; 0 shows none.
    pub fn open_rows(&self) -> CallResult<u32> {
        self.with(|open| Ok(ChecklistState::open_rows(&open.vault)))
    }

    /// Records something about the setup at an account's site.
    pub fn record_setup(&self, id: AccountId, note: SetupNote) -> CallResult<()> {
        self.with(|open| open.change(|vault| SiteSetup::record(vault, id, note)))
    }

    /// Records that the user reached the end of a guide; does nothing before its end.
    pub fn finish_guide(&self, guide: &SiteGuide, now: UnixMillis) -> CallResult<()> {
        let progress = lock_mutex(&guide.0).clone();
        self.with(|open| open.change(|vault| SiteSetup::finish(vault, &progress, now)))
    }

    /// Adds a line to an account's note that names another holder, in the language of these words.
    pub fn note_holder(
        &self,
        words: &Words,
        id: AccountId,
        name: String,
        now: UnixMillis,
    ) -> CallResult<()> {
        let line = words.0.say("share-holder-line", &[("name", name.trim().into())]);
        self.with(|open| {
            let kept = open.vault.find(id).ok_or(ChangeError::NoSuchAccount)?;
            let noted = with_holder(&kept.account, &line);
            open.change(|vault| vault.edit(id, noted, now))
        })
    }
}
