//! A user's position in a guide. The guide can be left at any step and continued later.

use super::{Guide, GuideAction, GuideStep, QrPlace};
use crate::account::AccountId;

/// The version of the stored text.
const GUIDE_PROGRESS_VERSION: &str = "1";

/// The position of a user in a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideProgress {
    guide: &'static Guide,
    place: Option<QrPlace>,
    stage: GuideStage,
    account: Option<AccountId>,
}

/// A stage of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideStage {
    /// The user is asked where the site shows its QR code.
    AskPlace,
    /// A step, as an index in the path.
    Step(usize),
    /// The site reported that two-step verification is on.
    Finished,
}

/// The result of going back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideBack {
    /// The guide is one stage back.
    Moved,
    /// It was at its first stage, so the user leaves the guide.
    Leaves,
}

impl GuideProgress {
    /// The beginning of a guide.
    pub fn start(guide: &'static Guide) -> Self {
        Self { guide, place: None, stage: GuideStage::AskPlace, account: None }
    }

    /// A guide whose first steps the user did without it: the code was already read.
    pub fn after_reading(guide: &'static Guide, account: AccountId) -> Self {
        let mut progress = Self::start(guide);
        progress.code_read(account);
        progress
    }

    /// The guide.
    pub fn guide(&self) -> &'static Guide {
        self.guide
    }

    /// The stage.
    pub fn stage(&self) -> GuideStage {
        self.stage
    }

    /// Where the QR code is shown; `None` until the user answers.
    pub fn place(&self) -> Option<QrPlace> {
        self.place
    }

    /// The account that was stored under this guide.
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// The steps of this user's path. Until the user answers where the QR code is, these are the
    /// steps for the camera.
    pub fn path(&self) -> Vec<&'static GuideStep> {
        self.guide.path(self.place.unwrap_or(QrPlace::AnotherScreen))
    }

    /// The current step.
    pub fn step(&self) -> Option<&'static GuideStep> {
        match self.stage {
            GuideStage::Step(at) => self.path().get(at).copied(),
            GuideStage::AskPlace | GuideStage::Finished => None,
        }
    }

    /// The user answered where the QR code is shown. A later answer changes nothing else: an
    /// account that was stored meanwhile stays.
    pub fn answer(&mut self, place: QrPlace) {
        self.place = Some(place);
        self.stage = GuideStage::Step(0);
    }

    /// The user did the step. The first question is left only by answering it.
    pub fn next(&mut self) {
        self.stage = match self.stage {
            GuideStage::AskPlace => GuideStage::AskPlace,
            GuideStage::Step(at) if at + 1 < self.path().len() => GuideStage::Step(at + 1),
            GuideStage::Step(_) | GuideStage::Finished => GuideStage::Finished,
        };
    }

    /// Goes one stage back.
    pub fn back(&mut self) -> GuideBack {
        self.stage = match self.stage {
            GuideStage::AskPlace => return GuideBack::Leaves,
            GuideStage::Step(0) => GuideStage::AskPlace,
            GuideStage::Step(at) => GuideStage::Step(at - 1),
            GuideStage::Finished => GuideStage::Step(self.path().len().saturating_sub(1)),
        };
        GuideBack::Moved
    }

    /// An account was read and stored. The next step is to type its code, even if steps were
    /// skipped or another account was stored before.
    pub fn code_read(&mut self, account: AccountId) {
        self.account = Some(account);
        self.stage = GuideStage::Step(self.index_of(GuideAction::TypeCode));
    }

    /// The site accepted the code of this account: moves to the next step. Does nothing for another
    /// account, or if the user is already further.
    pub fn code_accepted(&mut self, account: AccountId) {
        let code = self.index_of(GuideAction::TypeCode);
        let is_further = match self.stage {
            GuideStage::AskPlace => false,
            GuideStage::Step(at) => at > code,
            GuideStage::Finished => true,
        };
        if self.account == Some(account) && !is_further {
            self.stage = GuideStage::Step(code);
            self.next();
        }
    }

    /// The account was removed: its code can be read again.
    pub fn account_removed(&mut self, account: AccountId) {
        if self.account == Some(account) {
            self.account = None;
            self.stage = match self.place {
                Some(_) => GuideStage::Step(self.index_of(GuideAction::ReadCode)),
                None => GuideStage::AskPlace,
            };
        }
    }

    fn index_of(&self, action: GuideAction) -> usize {
        self.path().iter().position(|step| step.action == action).unwrap_or_default()
    }

    /// The text to store on this device, outside of the vault and its backups. It contains the
    /// site, the step and the account's random identifier, and no secret.
    pub fn text(&self) -> String {
        let place = match self.place {
            None => "-",
            Some(QrPlace::AnotherScreen) => "another-screen",
            Some(QrPlace::ThisPhone) => "this-phone",
        };
        let stage = match self.stage {
            GuideStage::AskPlace => "?",
            GuideStage::Step(_) => self.step().map_or("?", |step| step.name),
            GuideStage::Finished => "!",
        };
        let account = self.account.map_or_else(|| "-".to_owned(), |id| id.to_string());
        format!("{GUIDE_PROGRESS_VERSION} {} {place} {stage} {account}", self.guide.site)
    }

    /// Reads a text of [`Self::text`]. `None` if it is damaged, or names a guide or a step that
    /// this version does not have; the user then starts again.
    pub fn of_text(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let mut word = || words.next();
        if word()? != GUIDE_PROGRESS_VERSION {
            return None;
        }
        let guide = Guide::of_site(word()?)?;
        let place = match word()? {
            "-" => None,
            "another-screen" => Some(QrPlace::AnotherScreen),
            "this-phone" => Some(QrPlace::ThisPhone),
            _ => return None,
        };
        let mut progress = Self { guide, place, stage: GuideStage::AskPlace, account: None };
        progress.stage = match word()? {
            "?" => GuideStage::AskPlace,
            "!" => GuideStage::Finished,
            name => GuideStage::Step(progress.path().iter().position(|step| step.name == name)?),
        };
        progress.account = match word()? {
            "-" => None,
            id => Some(AccountId::try_from(id.to_owned()).ok()?),
        };
        words.next().is_none().then_some(progress)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::ALL;
    use super::*;

    const ID: AccountId = AccountId::from_bytes([7; 16]);
    const OTHER: AccountId = AccountId::from_bytes([8; 16]);

    /// Every event of a guide.
    const EVENTS: &[fn(&mut GuideProgress)] = &[
        |progress| progress.answer(QrPlace::AnotherScreen),
        |progress| progress.answer(QrPlace::ThisPhone),
        GuideProgress::next,
        |progress| {
            progress.back();
        },
        |progress| progress.code_read(ID),
        |progress| progress.code_read(OTHER),
        |progress| progress.code_accepted(ID),
        |progress| progress.account_removed(ID),
    ];

    /// Every reachable state of every guide.
    fn reachable() -> Vec<GuideProgress> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<_> = ALL.iter().map(|guide| GuideProgress::start(guide)).collect();
        let mut all = Vec::new();
        while let Some(progress) = open.pop() {
            if !seen.insert(progress.text()) {
                continue;
            }
            for event in EVENTS {
                let mut after = progress.clone();
                event(&mut after);
                open.push(after);
            }
            all.push(progress);
        }
        all
    }

    #[test]
    fn every_state_reaches_the_end_by_answering_and_going_on() {
        for state in reachable() {
            for place in QrPlace::ALL {
                let mut progress = state.clone();
                if progress.stage() == GuideStage::AskPlace {
                    progress.answer(place);
                }
                let most = progress.path().len();
                (0..most).for_each(|_| progress.next());
                assert_eq!(progress.stage(), GuideStage::Finished, "{}", state.text());
            }
        }
    }

    #[test]
    fn going_back_leads_from_every_state_to_the_first_question_and_then_out() {
        for state in reachable() {
            let mut progress = state.clone();
            let mut steps = 0;
            while progress.back() == GuideBack::Moved {
                steps += 1;
                assert!(steps <= progress.path().len() + 1, "{}", state.text());
            }
            assert_eq!(progress.stage(), GuideStage::AskPlace, "{}", state.text());
            assert_eq!(
                progress.account(),
                state.account(),
                "an account is not given up by going back"
            );
        }
    }

    #[test]
    fn a_restart_restores_every_state() {
        let states = reachable();
        assert!(states.len() > 100, "{}", states.len());
        for state in states {
            assert_eq!(GuideProgress::of_text(&state.text()).as_ref(), Some(&state));
        }
    }

    #[test]
    fn every_state_shows_a_step_that_is_on_its_path() {
        for state in reachable() {
            match state.stage() {
                GuideStage::Step(_) => assert!(state.step().is_some(), "{}", state.text()),
                GuideStage::AskPlace | GuideStage::Finished => assert_eq!(state.step(), None),
            }
        }
    }

    #[test]
    fn the_code_is_a_step_and_not_the_end_where_the_site_has_more() {
        for guide in ALL {
            let mut progress = GuideProgress::after_reading(guide, ID);
            assert_eq!(progress.step().unwrap().action, GuideAction::TypeCode);
            progress.code_accepted(OTHER);
            assert_eq!(progress.step().unwrap().action, GuideAction::TypeCode);
            progress.code_accepted(ID);
            assert_eq!(progress.step().unwrap().action, GuideAction::None, "{}", guide.site);
            let further = progress.clone();
            progress.next();
            let last = progress.clone();
            progress.code_accepted(ID);
            assert_eq!(progress, last);
            assert_ne!(progress, further);
        }
    }

    #[test]
    fn a_removed_account_leads_back_to_reading() {
        let mut progress = GuideProgress::start(ALL[0]);
        progress.answer(QrPlace::ThisPhone);
        progress.code_read(ID);
        progress.account_removed(OTHER);
        assert_eq!(progress.account(), Some(ID));
        progress.account_removed(ID);
        assert_eq!(progress.step().unwrap().name, "read-phone");
        assert_eq!(progress.account(), None);
    }

    #[test]
    fn a_text_that_this_version_does_not_understand_is_no_position() {
        let id = ID.to_string();
        let good = format!("1 amazon this-phone code {id}");
        assert_eq!(GuideProgress::of_text(&good).unwrap().step().unwrap().name, "code");
        let bad = [
            "",
            "1",
            "2 amazon this-phone code -",
            "1 rakuten this-phone code -",
            "1 amazon elsewhere code -",
            "1 amazon this-phone read-screen -",
            "1 amazon this-phone no-such-step -",
            "1 amazon this-phone code",
            "1 amazon this-phone code xyz",
            "1 amazon this-phone code - more",
        ];
        for text in bad {
            assert_eq!(GuideProgress::of_text(text), None, "{text}");
        }
    }
}
