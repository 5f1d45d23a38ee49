//! The list of codes.

use aikotoba_core::account::AccountId;
use aikotoba_core::enrol::{ClockEvidence, judge_clock};
use aikotoba_core::preferences::ClipboardClearing;
use aikotoba_core::screens::banners::{Circumstances, banners};
use aikotoba_core::screens::codes::{CodesState, Narrowed, TickState};
use aikotoba_core::screens::copying::Copied;
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

    /// A touch on a row: a hidden code is shown, and nothing is answered; of any other the
    /// characters to put into the clipboard are.
    pub fn touch(&self, id: AccountId, now: UnixMillis) -> Answer<Option<String>> {
        self.with(|open| {
            let settings = open.settings();
            let text = open.screen.touch(open.vault.accounts(), id, &settings, now);
            Ok(text.map(|text| text.to_string()))
        })
    }

    /// The characters of the next code, where its row shows it.
    pub fn next_code_to_copy(&self, id: AccountId, now: UnixMillis) -> Answer<Option<String>> {
        self.with(|open| {
            let settings = open.settings();
            let text = open.screen.next_to_copy(open.vault.accounts(), id, &settings, now);
            Ok(text.map(|text| text.to_string()))
        })
    }
}

/// For how many milliseconds a screen waits before it asks again, whose state says when it reads
/// otherwise.
#[uniffi::export]
pub fn wait_millis(ask_again: Option<UnixMillis>, now: UnixMillis) -> u32 {
    aikotoba_core::screens::countdown::wait_millis(ask_again, now)
}

/// What copying a code means under a setting: when it is cleared, and what is said.
#[uniffi::export]
pub fn code_copied(clearing: ClipboardClearing) -> Copied {
    Copied::code(clearing)
}
