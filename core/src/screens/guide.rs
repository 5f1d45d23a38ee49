//! The guide screen: one step at a time, with what the app does in it.

use serde::{Deserialize, Serialize};

use super::help::{HelpPlace, HelpTopic};
use crate::account::AccountId;
use crate::enrol::guide::{ALL, Guide, GuideAction, GuideAsks, GuideProgress, GuideStage, QrPlace};

/// A site whose guide can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideOffer {
    /// The site's stable identifier.
    pub site: String,
    /// The title's catalogue key.
    pub title: String,
}

/// The guide screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideState {
    /// The site's stable identifier.
    pub site: String,
    /// The title's catalogue key.
    pub title: String,
    /// What is shown.
    pub page: GuidePage,
    /// All steps of the path, in order.
    pub steps: Vec<GuideStepState>,
    /// The account that was stored under this guide.
    pub account: Option<AccountId>,
    /// What the site requires at the end.
    pub asks: GuideAsks,
    /// The questions that can be opened on this page.
    pub topics: Vec<HelpTopic>,
}

/// What the guide screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuidePage {
    /// The question where the site shows its QR code.
    AskPlace,
    /// One step.
    Step {
        /// Its number, from 1.
        number: u32,
        /// The number of steps.
        total: u32,
        /// The catalogue key of what to do.
        sentence: String,
        /// What the app does.
        action: GuideAction,
        /// Where the QR code is shown; `None` until the user answers.
        place: Option<QrPlace>,
    },
    /// The site says that two-step verification is on.
    Finished {
        /// The catalogue key of what the user should know after the setup.
        sentence: String,
        /// Whether to advise deleting the screenshot of the QR code.
        screenshot: ScreenshotLeftover,
    },
}

/// Whether a screenshot of the QR code may still be on the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScreenshotLeftover {
    /// It may still be there: whoever has it can make the same codes.
    Possible,
    /// There is none.
    None,
}

/// A step in the overview of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideStepState {
    /// The catalogue key of what to do.
    pub sentence: String,
    /// Whether it was done.
    #[serde(rename = "standing")]
    pub status: GuideStepStatus,
}

/// Whether a step was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuideStepStatus {
    /// It is done.
    Done,
    /// It is the current one.
    Current,
    /// It comes later.
    Later,
}

/// The sites that have a guide, in the order in which they are offered.
pub fn offers() -> Vec<GuideOffer> {
    let offer =
        |guide: &&'static Guide| GuideOffer { site: guide.site.to_owned(), title: guide.title() };
    ALL.iter().map(offer).collect()
}

impl GuideState {
    /// The screen at this position.
    pub fn of(progress: &GuideProgress) -> Self {
        let (guide, path) = (progress.guide(), progress.path());
        let at = match progress.stage() {
            GuideStage::AskPlace => None,
            GuideStage::Step(at) => Some(at),
            GuideStage::Finished => Some(path.len()),
        };
        let status = |index: usize| match at {
            Some(at) if index < at => GuideStepStatus::Done,
            Some(at) if index == at => GuideStepStatus::Current,
            _ => GuideStepStatus::Later,
        };
        let steps = path.iter().enumerate().map(|(index, step)| GuideStepState {
            sentence: guide.sentence(step),
            status: status(index),
        });
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let page = match (progress.stage(), progress.step()) {
            (GuideStage::Step(at), Some(step)) => GuidePage::Step {
                number: count(at + 1),
                total: count(path.len()),
                sentence: guide.sentence(step),
                action: step.action,
                place: progress.place(),
            },
            (GuideStage::Finished, _) => GuidePage::Finished {
                sentence: guide.finish(),
                screenshot: match progress.place() {
                    Some(QrPlace::ThisPhone) => ScreenshotLeftover::Possible,
                    _ => ScreenshotLeftover::None,
                },
            },
            (GuideStage::AskPlace | GuideStage::Step(_), _) => GuidePage::AskPlace,
        };
        let place = match &page {
            GuidePage::Finished { .. } => HelpPlace::GuideEnd,
            GuidePage::Step { action: GuideAction::ReadCode, .. } => HelpPlace::Scan,
            GuidePage::Step { action: GuideAction::TypeCode, .. } => HelpPlace::Code,
            GuidePage::Step { .. } if progress.account().is_some() => HelpPlace::AfterCode,
            GuidePage::AskPlace | GuidePage::Step { .. } => HelpPlace::GuideStart,
        };
        Self {
            site: guide.site.to_owned(),
            title: guide.title(),
            page,
            steps: steps.collect(),
            account: progress.account(),
            asks: guide.asks,
            topics: HelpTopic::of_place(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: AccountId = AccountId::from_bytes([7; 16]);

    fn statuses(progress: &GuideProgress) -> Vec<GuideStepStatus> {
        GuideState::of(progress).steps.into_iter().map(|step| step.status).collect()
    }

    #[test]
    fn a_guide_shows_the_users_position() {
        let amazon = Guide::of_site("amazon").unwrap();
        let mut progress = GuideProgress::start(amazon);
        assert_eq!(GuideState::of(&progress).page, GuidePage::AskPlace);
        assert!(statuses(&progress).iter().all(|one| *one == GuideStepStatus::Later));
        progress.answer(QrPlace::ThisPhone);
        progress.next();
        let state = GuideState::of(&progress);
        let GuidePage::Step { number, total, sentence, action, place } = state.page else {
            panic!("a step");
        };
        assert_eq!((number, total, sentence.as_str()), (2, 7, "guide-amazon-edit"));
        assert_eq!((action, place), (GuideAction::None, Some(QrPlace::ThisPhone)));
        assert_eq!(
            statuses(&progress)[..3],
            [GuideStepStatus::Done, GuideStepStatus::Current, GuideStepStatus::Later]
        );
    }

    #[test]
    fn only_a_code_on_this_phone_leaves_a_screenshot_to_delete() {
        for (place, expected) in [
            (QrPlace::ThisPhone, ScreenshotLeftover::Possible),
            (QrPlace::AnotherScreen, ScreenshotLeftover::None),
        ] {
            let mut progress = GuideProgress::start(Guide::of_site("amazon").unwrap());
            progress.answer(place);
            progress.code_read(ID);
            (0..9).for_each(|_| progress.next());
            let state = GuideState::of(&progress);
            let GuidePage::Finished { screenshot, sentence } = state.page else {
                panic!("the end")
            };
            assert_eq!((screenshot, sentence.as_str()), (expected, "guide-amazon-finish"));
            assert!(state.steps.iter().all(|step| step.status == GuideStepStatus::Done));
        }
    }

    #[test]
    fn every_page_of_every_guide_answers_questions() {
        for guide in ALL {
            let mut progress = GuideProgress::start(guide);
            assert!(!GuideState::of(&progress).topics.is_empty());
            progress.answer(QrPlace::AnotherScreen);
            loop {
                let state = GuideState::of(&progress);
                assert!(!state.topics.is_empty(), "{}: {:?}", guide.site, state.page);
                if progress.stage() == GuideStage::Finished {
                    break;
                }
                progress.next();
            }
        }
    }
}
