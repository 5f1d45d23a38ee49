//! The guide to a site's settings, step by step, and the answers to questions.

use std::sync::{Arc, Mutex};

use aikotoba_core::account::AccountId;
use aikotoba_core::call_error::CallError;
use aikotoba_core::enrol::guide::{Guide, GuideProgress, QrPlace};
use aikotoba_core::screens::guide::{GuideOffer, GuideState, offers};
use aikotoba_core::screens::help::{HelpPlace, HelpTopic};

use crate::errors::CallResult;
use crate::types::GuideBack;
use crate::work::lock_mutex;

/// A user's position in the guide to a site. Store its text outside the vault after each change,
/// so that the guide continues there after a restart.
#[derive(uniffi::Object)]
pub struct SiteGuide(pub(crate) Mutex<GuideProgress>);

/// The sites that have a guide, in the order to offer them.
#[uniffi::export]
pub fn guide_offers() -> Vec<GuideOffer> {
    offers()
}

/// The guide at the position in a stored text; none if there is no text, or if this version does
/// not understand it.
#[uniffi::export]
pub fn guide_of_text(text: Option<String>) -> Option<Arc<SiteGuide>> {
    let progress = GuideProgress::of_text(&text?)?;
    Some(Arc::new(SiteGuide(Mutex::new(progress))))
}

/// The questions that a screen answers.
#[uniffi::export]
pub fn help_topics(place: HelpPlace) -> Vec<HelpTopic> {
    HelpTopic::of_place(place)
}

/// The catalogue key of a question.
#[uniffi::export]
pub fn help_question(topic: HelpTopic) -> String {
    topic.question()
}

/// The catalogue key of its answer.
#[uniffi::export]
pub fn help_answer(topic: HelpTopic) -> String {
    topic.answer()
}

#[uniffi::export]
impl SiteGuide {
    /// The beginning of the guide to a site.
    #[uniffi::constructor]
    pub fn start(site: String) -> CallResult<Arc<Self>> {
        let guide = Guide::of_site(&site).ok_or(CallError::NotOffered)?;
        Ok(Arc::new(Self(Mutex::new(GuideProgress::start(guide)))))
    }

    /// The screen.
    pub fn state(&self) -> GuideState {
        GuideState::of(&lock_mutex(&self.0))
    }

    /// The text to store. It contains no secret.
    pub fn text(&self) -> String {
        lock_mutex(&self.0).text()
    }

    /// The user said where the site shows its QR code.
    pub fn answer(&self, place: QrPlace) {
        lock_mutex(&self.0).answer(place);
    }

    /// The user did the current step.
    pub fn next(&self) {
        lock_mutex(&self.0).next();
    }

    /// Goes one step back. Returns whether it was at its first page already, so that the user
    /// leaves the guide.
    pub fn back(&self) -> GuideBack {
        lock_mutex(&self.0).back()
    }

    /// The site accepted the code of this account.
    pub fn code_accepted(&self, account: AccountId) {
        lock_mutex(&self.0).code_accepted(account);
    }

    /// The account was moved to the trash.
    pub fn account_removed(&self, account: AccountId) {
        lock_mutex(&self.0).account_removed(account);
    }
}
