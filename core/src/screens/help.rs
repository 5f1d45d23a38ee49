//! Answers to the questions that people have while they set up an account. They are in the app,
//! because it does not use the network.

use serde::{Deserialize, Serialize};

use super::search::SearchQuery;

/// A question with its answer. The catalogue has the question as `topic-NAME` and the answer as
/// `topic-NAME-answer`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum HelpTopic {
    /// Whether this is what the site calls an authenticator app.
    AuthenticatorApp,
    /// What the digits are for, and what else sites call them.
    SixDigits,
    /// Whether the site's password or a new one is asked for.
    WherePassword,
    /// Whether the recovery code is the six digits.
    RecoveryOrCode,
    /// Whether the recovery code may be photographed.
    PhotographRecovery,
    /// Where the site shows its QR code.
    WhereQr,
    /// What to do if the site is open on this phone.
    SamePhone,
    /// What to do if the code changes while it is typed.
    CodeChanges,
    /// Whether the user may leave and come back.
    LeaveAndReturn,
    /// What happens if the question about the code is not answered.
    NeitherAnswer,
    /// What is still to be done on the site.
    StillOpen,
    /// Whether SMS are still needed.
    SmsStillNeeded,
    /// What the box "no code on this device" means.
    TrustedDevice,
    /// What to do on a device that has no page for the code.
    PasswordAndCode,
    /// Whether a cloud folder is safe.
    CloudFolder,
    /// Whether the password is typed for each backup.
    PasswordEachTime,
    /// What a backup contains.
    InTheBackup,
    /// What to do on a new phone, and which file and password come first.
    NewPhone,
    /// What to do if the phone is lost and there is a backup.
    LostWithBackup,
    /// What to do if the phone is lost and there is no backup.
    LostWithoutBackup,
    /// Whether sharing is for staff or for a new phone.
    ShareFor,
    /// What two-step verification is.
    TwoStep,
    /// What this app is.
    ThisApp,
    /// How to recognise a false page.
    Phishing,
}

/// A screen that answers questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum HelpPlace {
    /// The first screen.
    Start,
    /// Choosing a password.
    Password,
    /// The recovery code.
    Recovery,
    /// A guide before the code is read.
    GuideStart,
    /// Reading the QR code.
    Scan,
    /// The code that the site waits for.
    Code,
    /// What follows the code.
    AfterCode,
    /// The end of a guide.
    GuideEnd,
    /// Making a backup.
    Backup,
    /// Restoring a backup.
    Restore,
    /// Handing an account over.
    Share,
    /// Unlocking.
    Unlock,
}

impl HelpTopic {
    /// All topics, in the order of the help screen.
    pub fn all() -> &'static [Self] {
        use strum::VariantArray;
        Self::VARIANTS
    }

    /// The catalogue key of the question.
    pub fn question(self) -> String {
        format!("topic-{}", <&'static str>::from(self))
    }

    /// The catalogue key of the answer.
    pub fn answer(self) -> String {
        format!("{}-answer", self.question())
    }

    /// The questions that a screen answers.
    pub fn of_place(place: HelpPlace) -> Vec<Self> {
        match place {
            HelpPlace::Start => {
                vec![Self::AuthenticatorApp, Self::TwoStep, Self::ThisApp, Self::LostWithBackup]
            }
            HelpPlace::Password => vec![Self::WherePassword],
            HelpPlace::Recovery => vec![Self::RecoveryOrCode, Self::PhotographRecovery],
            HelpPlace::GuideStart => {
                vec![Self::AuthenticatorApp, Self::TwoStep, Self::SamePhone, Self::LeaveAndReturn]
            }
            HelpPlace::Scan => vec![Self::WhereQr, Self::SamePhone, Self::AuthenticatorApp],
            HelpPlace::Code => {
                vec![Self::CodeChanges, Self::LeaveAndReturn, Self::NeitherAnswer, Self::SixDigits]
            }
            HelpPlace::AfterCode => vec![
                Self::StillOpen,
                Self::SmsStillNeeded,
                Self::TrustedDevice,
                Self::LeaveAndReturn,
            ],
            HelpPlace::GuideEnd => {
                vec![Self::PasswordAndCode, Self::SmsStillNeeded, Self::NewPhone, Self::Phishing]
            }
            HelpPlace::Backup => vec![Self::CloudFolder, Self::PasswordEachTime, Self::InTheBackup],
            HelpPlace::Restore => {
                vec![Self::NewPhone, Self::WherePassword, Self::LostWithoutBackup]
            }
            HelpPlace::Share => vec![Self::ShareFor],
            HelpPlace::Unlock => vec![Self::WherePassword, Self::LostWithoutBackup],
        }
    }

    /// The topics whose question or answer contains all words of a query. `say` returns the text of
    /// a catalogue key in the user's language.
    pub fn search(typed: &str, say: impl Fn(&str) -> String) -> Vec<Self> {
        let query = SearchQuery::new(typed);
        let text = |topic: &Self| format!("{} {}", say(&topic.question()), say(&topic.answer()));
        Self::all().iter().copied().filter(|topic| query.is_in(&text(topic))).collect()
    }
}

/// The catalogue keys of all questions and answers.
pub fn codes() -> Vec<String> {
    HelpTopic::all().iter().flat_map(|topic| [topic.question(), topic.answer()]).collect()
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn every_place_answers_questions_and_none_twice() {
        for place in HelpPlace::VARIANTS {
            let mut topics = HelpTopic::of_place(*place);
            let count = topics.len();
            topics.sort_unstable();
            topics.dedup();
            assert!(count > 0 && topics.len() == count, "{place:?}");
        }
    }

    #[test]
    fn every_topic_can_be_opened_from_some_screen() {
        for topic in HelpTopic::all() {
            let is_there =
                HelpPlace::VARIANTS.iter().any(|p| HelpTopic::of_place(*p).contains(topic));
            assert!(is_there, "{topic:?}");
        }
    }

    #[test]
    fn a_search_compares_words_and_ignores_the_kind_of_kana() {
        let say =
            |key: &str| if key.ends_with("answer") { "ﾊﾞｯｸｱｯﾌﾟ" } else { key }.to_owned();
        assert_eq!(HelpTopic::search("phishing ばっくあっぷ", say), [HelpTopic::Phishing]);
        assert_eq!(HelpTopic::search("", say).len(), HelpTopic::all().len());
        assert!(HelpTopic::search("no such word", say).is_empty());
    }
}
