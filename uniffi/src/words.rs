//! All sentences, in the chosen language.

use std::sync::Arc;

use aikotoba_core::enrol::{BackupMethod, CauseRemedy, ClockVerdict, DraftWarning, RejectionCause};
use aikotoba_core::incoming::PlanVerdict;
use aikotoba_core::phrase::{self, NamedFact, PhraseValue};
use aikotoba_core::preferences::{LanguageChoice, Setting};
use aikotoba_core::scan::{ForeignCode, ScanIncomplete};
use aikotoba_core::screens::about::AboutPromise;
use aikotoba_core::screens::automatic_backup::AutomaticBackupStatus;
use aikotoba_core::screens::backup::{BackupStatus, BackupStep};
use aikotoba_core::screens::banners::{Banner, BannerLead};
use aikotoba_core::screens::checklist::ChecklistPoint;
use aikotoba_core::screens::codes::EmptyReason;
use aikotoba_core::screens::enrolment::{CodeAdvice, EnrolmentQuestion};
use aikotoba_core::screens::found::ScanHint;
use aikotoba_core::screens::hand_over::HandOverStep;
use aikotoba_core::screens::help::HelpTopic;
use aikotoba_core::screens::password::{PasswordStrength, PasswordWeakness};
use aikotoba_core::screens::plan::{BackupTrust, PlanWording};
use aikotoba_core::screens::rekey::RemovedLock;
use aikotoba_core::screens::share::SharePurpose;
use aikotoba_core::screens::start::StartStep;
use aikotoba_core::screens::unlock::{UnlockNotice, UnlockWay};
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::RecoveryCodeDoubt;
use aikotoba_words::{Fact, Language, Sentences, of_entry, spell, spell_group};

use crate::errors::Failure;

/// All sentences in one language.
#[derive(uniffi::Object)]
pub struct Words(pub(crate) aikotoba_words::Words);

macro_rules! phrases {
    ($($(#[doc = $doc:literal])* $kind:ident($of:ty),)*) => {
        /// Anything that a screen says with a sentence from the catalogue.
        #[derive(uniffi::Enum)]
        pub enum Phrase {
            $($(#[doc = $doc])* $kind {
                /// The phrase.
                of: $of,
            },)*
        }

        impl Phrase {
            fn value(&self) -> PhraseValue {
                let phrase: &dyn phrase::Phrase = match self {
                    $(Self::$kind { of } => of,)*
                };
                PhraseValue::of_phrase(phrase)
            }
        }
    };
}

phrases! {
    /// What to do about a doubt.
    OfCauseRemedy(CauseRemedy),
    /// The status of automatic backups.
    OfAutomaticBackup(AutomaticBackupStatus),
    /// The state of the backups.
    OfBackupStatus(BackupStatus),
    /// The current step of a backup.
    OfBackupStep(BackupStep),
    /// What to do with the code on the enrolment screen.
    OfAdvice(CodeAdvice),
    /// A banner above the list.
    OfBanner(Banner),
    /// Something to check before an account is stored.
    OfCaution(DraftWarning),
    /// The label of a choice in a preview.
    OfChoice(PlanWording),
    /// What is known about the clock.
    OfClock(ClockVerdict),
    /// A possible reason for a rejected code.
    OfDoubt(RejectionCause),
    /// Why a list is empty.
    OfEmpty(EmptyReason),
    /// A code that is not an account.
    OfForeign(ForeignCode),
    /// A hint if nothing is found.
    OfHint(ScanHint),
    /// The second way to log in at a site.
    OfBackupMethod(BackupMethod),
    /// A point of the checklist.
    OfChecklistPoint(ChecklistPoint),
    /// The person for whom an account is shown as a QR code.
    OfSharePurpose(SharePurpose),
    /// A step after the first code.
    OfHandOverStep(HandOverStep),
    /// Why a picture may contain more than was read.
    OfIncomplete(ScanIncomplete),
    /// Where a tap on a banner leads.
    OfLead(BannerLead),
    /// How to ask whether the site accepted a code.
    OfQuestion(EnrolmentQuestion),
    /// The strength of a password.
    OfPasswordStrength(PasswordStrength),
    /// Why a password is weak.
    OfPasswordWeakness(PasswordWeakness),
    /// A promise of the about screen.
    OfPromise(AboutPromise),
    /// A setting's name.
    OfSetting(Setting),
    /// A step of the first start.
    OfStartStep(StartStep),
    /// A way to unlock that was removed with the vault's old key.
    OfRemovedLock(RemovedLock),
    /// Why it is not certain that a new recovery code opens the vault.
    OfCodeDoubt(RecoveryCodeDoubt),
    /// Whether a backup contains what was saved.
    OfTrust(BackupTrust),
    /// The notice above the ways to unlock.
    OfUnlockNotice(UnlockNotice),
    /// How an account in a preview compares to the vault.
    OfVerdict(PlanVerdict),
    /// A way to unlock.
    OfWay(UnlockWay),
}

fn pairs(facts: &[NamedFact]) -> Vec<(&str, Fact)> {
    facts.iter().map(|NamedFact { name, fact }| (name.as_str(), fact.clone())).collect()
}

#[uniffi::export]
impl Words {
    /// The sentences in a language.
    #[uniffi::constructor]
    pub fn of_language(language: Language) -> Arc<Self> {
        Arc::new(Self(aikotoba_words::Words::new(language)))
    }

    /// The sentences for a locale such as `ja-JP`; English for unsupported languages.
    #[uniffi::constructor]
    pub fn of_locale(locale: String) -> Arc<Self> {
        Self::of_language(Language::of_locale(&locale))
    }

    /// The sentences in the language of the setting, on a device with that locale.
    #[uniffi::constructor]
    pub fn of_choice(choice: LanguageChoice, locale: String) -> Arc<Self> {
        Self::of_locale(choice.tag().map_or(locale, str::to_owned))
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.0.language()
    }

    /// The BCP 47 tag of the language, for screen readers and fonts.
    pub fn tag(&self) -> String {
        self.0.language().tag().to_owned()
    }

    /// The sentence with this key and these facts. A missing key is returned itself.
    #[uniffi::method(default(facts = []))]
    pub fn say(&self, key: String, facts: Vec<NamedFact>) -> String {
        self.0.say(&key, &pairs(&facts))
    }

    /// The sentences with these keys, which take no facts, in order.
    pub fn say_all(&self, keys: Vec<String>) -> Vec<String> {
        keys.iter().map(|key| self.0.say(key, &[])).collect()
    }

    /// The sentence for a code and facts from a state.
    pub fn phrase_value(&self, phrase: PhraseValue) -> String {
        self.0.of_phrase(&phrase)
    }

    /// The message about a saved backup with these warnings.
    pub fn saved_backup(&self, warnings: Vec<PhraseValue>) -> String {
        self.0.of_saved_backup(&warnings)
    }

    /// The sentence of a phrase.
    pub fn phrase(&self, phrase: Phrase) -> String {
        let value = phrase.value();
        self.0.say(&value.code, &pairs(&value.facts))
    }

    /// The sentences about a failure: what happened, what is safe, what to do next.
    pub fn failure(&self, failure: Failure) -> Sentences {
        let (code, facts) = failure.code_and_facts();
        self.0.of_code(&code, facts)
    }

    /// The sentences about an error from a state.
    pub fn error(&self, why: PhraseValue) -> Sentences {
        self.0.of_code(&why.code, pairs(&why.facts))
    }

    /// A code spelled for speech output. Pass it with spaces between groups.
    pub fn spelled(&self, code: String) -> String {
        spell(&code).to_string()
    }

    /// A numbered group of a recovery code spelled for speech output. It is a secret.
    pub fn spelled_group(&self, number: u32, group: String) -> String {
        spell_group(number, &group).to_string()
    }

    /// A readable time at a UTC offset, in seconds.
    pub fn moment(&self, moment: UnixMillis, offset_seconds: i32) -> String {
        self.0.moment(moment, offset_seconds)
    }

    /// The questions whose text or answer contains all words of a query.
    pub fn search_help(&self, query: String) -> Vec<HelpTopic> {
        HelpTopic::search(&query, |key| self.0.say(key, &[]))
    }

    /// The sentences about a rejected entry: its name as far as it can be read, and the reason.
    pub fn refusal(&self, name: String, why: PhraseValue) -> Sentences {
        let happened = of_entry(&name, &self.phrase_value(why));
        Sentences { happened, safe: self.0.say("scan-kept", &[]), next: String::new() }
    }
}
