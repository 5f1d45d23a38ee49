//! The list of codes.

use aikotoba_core::account::AccountId;
use aikotoba_core::enrol::{ClockEvidence, judge_clock};
use aikotoba_core::screens::banners::{Circumstances, banners};
use aikotoba_core::screens::codes::{CodesState, Narrowed, TickState};
use aikotoba_core::time::UnixMillis;

use crate::errors::Answer;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The list as it is searched and narrowed, with its banners. Ask again when the person did
    /// something, and at the latest when the state says so; between, `tick` is enough.
    pub fn codes_state(&self, clock: ClockEvidence, now: UnixMillis) -> Answer<CodesState> {
        self.with(|open| {
            let verdict = judge_clock(&clock, now);
            let circumstances = Circumstances::of(&open.vault, open.age, verdict, now);
            let banners = banners(&circumstances);
            let settings = open.settings();
            Ok(open.screen.state(open.vault.accounts(), &settings, banners, now))
        })
    }

    /// The codes of the rows in sight.
    pub fn tick(&self, visible: Vec<AccountId>, now: UnixMillis) -> Answer<TickState> {
        self.with(|open| {
            let settings = open.settings();
            Ok(open.screen.tick(open.vault.accounts(), &visible, &settings, now))
        })
    }

    /// Searches the list for what was typed; an empty text shows all. Width, case and the kind of
    /// kana don't count.
    pub fn search(&self, typed: String) -> Answer<()> {
        self.with(|open| {
            open.screen.search(&typed);
            Ok(())
        })
    }

    /// Narrows the list to a group, or to accounts that no site is known to have taken.
    pub fn narrow(&self, narrowed: Narrowed) -> Answer<()> {
        self.with(|open| {
            open.screen.narrow(narrowed);
            Ok(())
        })
    }

    /// Shows a hidden code for half a minute.
    pub fn uncover(&self, id: AccountId, now: UnixMillis) -> Answer<()> {
        self.with(|open| {
            open.screen.uncover(id, now);
            Ok(())
        })
    }

    /// Hides everything that was uncovered, as when the app goes out of sight.
    pub fn cover(&self) -> Answer<()> {
        self.with(|open| {
            open.screen.cover();
            Ok(())
        })
    }

    /// Takes the next code of an account with a counter, and shows it for half a minute. The
    /// counter is on the disk before the code is anywhere.
    pub fn take_next_code(&self, id: AccountId, now: UnixMillis) -> Answer<()> {
        self.with(|open| {
            let code = open.change(|vault| vault.take_hotp(id))?;
            open.screen.show_taken(id, code, now);
            Ok(())
        })
    }

    /// The characters to put into the clipboard: the code that holds, or the counter's that was
    /// taken; none where there is none.
    pub fn code_to_copy(&self, id: AccountId, now: UnixMillis) -> Answer<Option<String>> {
        self.with(|open| {
            let text = open.screen.text_to_copy(open.vault.accounts(), id, now);
            Ok(text.map(|text| text.to_string()))
        })
    }
}
