//! The list of codes.

use aikotoba_core::account::AccountId;
use aikotoba_core::enrol::{ClockEvidence, judge_clock};
use aikotoba_core::preferences::ClipboardClearing;
use aikotoba_core::screens::banners::{BannerInput, banners};
use aikotoba_core::screens::codes::{CodesState, ListFilter, TickState};
use aikotoba_core::screens::copying::{self, ClipboardText};
use aikotoba_core::time::UnixMillis;

use crate::errors::CallResult;
use crate::vault::Vault;

#[uniffi::export]
impl Vault {
    /// The list with search, filter and banners. Fetch it again after each action of the user, and
    /// at the latest when the state says so; in between, `tick` is enough.
    /// `now` is the time for codes; `correction_seconds` is what the user's own correction adds to
    /// the device's clock.
    #[uniffi::method(default(correction_seconds = 0))]
    pub fn codes_state(
        &self,
        clock: ClockEvidence,
        now: UnixMillis,
        correction_seconds: i32,
    ) -> CallResult<CodesState> {
        self.with(|open| {
            open.note_typed(now);
            let verdict = judge_clock(&clock.with_records(&open.vault), now);
            let found = BannerInput::of(&open.vault, open.age, verdict, now);
            let circumstances = BannerInput { correction_seconds, ..found };
            let banners = banners(&circumstances);
            let settings = open.settings();
            let (accounts, groups) = (open.vault.accounts(), &open.vault.settings().groups);
            Ok(open.screen.state(accounts, groups, &settings, banners, now))
        })
    }

    /// The codes of the visible rows.
    pub fn tick(&self, visible: Vec<AccountId>, now: UnixMillis) -> CallResult<TickState> {
        self.with(|open| {
            let settings = open.settings();
            Ok(open.screen.tick(open.vault.accounts(), &visible, &settings, now))
        })
    }

    /// Searches the list; an empty text shows all accounts. Width, case and the kind of kana are
    /// ignored.
    pub fn search(&self, typed: String) -> CallResult<()> {
        self.with(|open| {
            open.screen.search(&typed);
            Ok(())
        })
    }

    /// Filters the list by a group, or to unconfirmed accounts.
    pub fn narrow(&self, narrowed: ListFilter) -> CallResult<()> {
        self.with(|open| {
            open.screen.narrow(narrowed);
            Ok(())
        })
    }

    /// Reveals a hidden code for 30 seconds.
    pub fn uncover(&self, id: AccountId, now: UnixMillis) -> CallResult<()> {
        self.with(|open| {
            open.screen.uncover(id, now);
            Ok(())
        })
    }

    /// Hides all revealed codes, for example when the app leaves the foreground.
    pub fn cover(&self) -> CallResult<()> {
        self.with(|open| {
            open.screen.cover();
            Ok(())
        })
    }

    /// Takes the next code of an account with a counter, and shows it for 30 seconds. The counter
    /// is written to disk first.
    pub fn take_next_code(&self, id: AccountId, now: UnixMillis) -> CallResult<()> {
        self.with(|open| {
            let code = open.change(|vault| vault.take_hotp(id))?;
            open.screen.show_taken(id, code, now);
            Ok(())
        })
    }

    /// The code to copy: the current code, or the code taken from a counter; none if there is none.
    pub fn code_to_copy(&self, id: AccountId, now: UnixMillis) -> CallResult<Option<String>> {
        self.with(|open| {
            let text = open.screen.text_to_copy(open.vault.accounts(), id, now);
            Ok(text.map(|text| text.to_string()))
        })
    }

    /// Handles a tap on a row. A hidden code is revealed and nothing is returned; otherwise returns
    /// the code to copy.
    pub fn touch(&self, id: AccountId, now: UnixMillis) -> CallResult<Option<String>> {
        self.with(|open| {
            let settings = open.settings();
            let text = open.screen.touch(open.vault.accounts(), id, &settings, now);
            Ok(text.map(|text| text.to_string()))
        })
    }

    /// The next code to copy, if its row shows it.
    pub fn next_code_to_copy(&self, id: AccountId, now: UnixMillis) -> CallResult<Option<String>> {
        self.with(|open| {
            let settings = open.settings();
            let text = open.screen.next_to_copy(open.vault.accounts(), id, &settings, now);
            Ok(text.map(|text| text.to_string()))
        })
    }
}

/// The milliseconds until a screen must be updated, given the time in its state.
#[uniffi::export]
pub fn wait_millis(refresh_at: Option<UnixMillis>, now: UnixMillis) -> u32 {
    aikotoba_core::screens::countdown::wait_millis(refresh_at, now)
}

/// The result of copying a code under a setting: when it is cleared, and the message to show.
#[uniffi::export]
pub fn code_copied(clearing: ClipboardClearing) -> ClipboardText {
    ClipboardText::code(clearing)
}

/// Whether to offer what was copied elsewhere, because it was copied since the user left the app.
#[uniffi::export]
pub fn is_paste_offered(left: Option<UnixMillis>, copied: Option<UnixMillis>) -> bool {
    copying::is_paste_offered(left, copied)
}
