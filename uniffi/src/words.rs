//! Every sentence, in the language that was chosen.

use std::sync::Arc;

use aikotoba_core::enrol::{Act, Caution, ClockVerdict, Doubt};
use aikotoba_core::incoming::Verdict;
use aikotoba_core::phrase::{self, NamedFact, Saying};
use aikotoba_core::preferences::{LanguageChoice, Setting};
use aikotoba_core::scan::{Foreign, Incomplete};
use aikotoba_core::screens::about::Promise;
use aikotoba_core::screens::backup::{BackupStanding, BackupStep};
use aikotoba_core::screens::banners::{Banner, Lead};
use aikotoba_core::screens::codes::Empty;
use aikotoba_core::screens::enrolment::{Advice, Question};
use aikotoba_core::screens::found::Hint;
use aikotoba_core::screens::password::{Strength, Weakness};
use aikotoba_core::screens::plan::{Trust, Wording};
use aikotoba_core::screens::rekey::RemovedLock;
use aikotoba_core::screens::start::StartStep;
use aikotoba_core::screens::unlock::{UnlockNotice, Way};
use aikotoba_core::time::UnixMillis;
use aikotoba_core::vault::CodeDoubt;
use aikotoba_words::{Fact, Language, Sentences, of_entry, spell, spell_group};

use crate::errors::Failure;

/// All sentences in one language.
#[derive(uniffi::Object)]
pub struct Words(pub(crate) aikotoba_words::Words);

macro_rules! phrases {
    ($($(#[doc = $doc:literal])* $kind:ident($of:ty),)*) => {
        /// Anything that a screen says in a sentence of the catalogue.
        #[derive(uniffi::Enum)]
        pub enum Phrase {
            $($(#[doc = $doc])* $kind {
                /// Which.
                of: $of,
            },)*
        }

        impl Phrase {
            fn saying(&self) -> Saying {
                let phrase: &dyn phrase::Phrase = match self {
                    $(Self::$kind { of } => of,)*
                };
                Saying::of_phrase(phrase)
            }
        }
    };
}

phrases! {
    /// What to do about a doubt.
    OfAct(Act),
    /// How things stand with backups.
    OfBackupStanding(BackupStanding),
    /// How far a backup is.
    OfBackupStep(BackupStep),
    /// What to do with the code on the enrolment screen.
    OfAdvice(Advice),
    /// A banner above the list.
    OfBanner(Banner),
    /// Something to look at before an account is kept.
    OfCaution(Caution),
    /// What to do with an account of a preview.
    OfChoice(Wording),
    /// What is known about the clock.
    OfClock(ClockVerdict),
    /// A possible reason for a refused code.
    OfDoubt(Doubt),
    /// Why a list is empty.
    OfEmpty(Empty),
    /// A code that is no account.
    OfForeign(Foreign),
    /// What may help when nothing is found.
    OfHint(Hint),
    /// Why there may be more in a picture than was read of it.
    OfIncomplete(Incomplete),
    /// Where a touched banner leads.
    OfLead(Lead),
    /// How a person is asked whether the site took a code.
    OfQuestion(Question),
    /// How good a password is.
    OfPasswordStrength(Strength),
    /// Why a password is warned of.
    OfPasswordWeakness(Weakness),
    /// A promise of the about screen.
    OfPromise(Promise),
    /// A setting's name.
    OfSetting(Setting),
    /// A step of the first start.
    OfStartStep(StartStep),
    /// A way to unlock that went with the vault's old key.
    OfRemovedLock(RemovedLock),
    /// Why it is not certain that a new recovery code opens the vault.
    OfCodeDoubt(CodeDoubt),
    /// Whether a backup holds what was saved.
    OfTrust(Trust),
    /// What to say above the ways to unlock.
    OfUnlockNotice(UnlockNotice),
    /// How an account of a preview compares to what is there.
    OfVerdict(Verdict),
    /// A way to unlock.
    OfWay(Way),
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

    /// The sentences for a locale such as `ja-JP`; English for a language that is not there.
    #[uniffi::constructor]
    pub fn of_locale(locale: String) -> Arc<Self> {
        Self::of_language(Language::of_locale(&locale))
    }

    /// The sentences in the language that was chosen among the settings, on a device of that
    /// locale.
    #[uniffi::constructor]
    pub fn of_choice(choice: LanguageChoice, locale: String) -> Arc<Self> {
        Self::of_locale(choice.tag().map_or(locale, str::to_owned))
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.0.language()
    }

    /// The language's tag after BCP 47, for screen readers and fonts.
    pub fn tag(&self) -> String {
        self.0.language().tag().to_owned()
    }

    /// The sentence with this key, and its facts put in. A key that isn't there is answered with
    /// itself.
    pub fn say(&self, key: String, facts: Vec<NamedFact>) -> String {
        self.0.say(&key, &pairs(&facts))
    }

    /// The sentences with these keys, which mention nothing, in their order.
    pub fn say_all(&self, keys: Vec<String>) -> Vec<String> {
        keys.iter().map(|key| self.0.say(key, &[])).collect()
    }

    /// The sentence of a code and its facts, as a state brings them.
    pub fn told(&self, saying: Saying) -> String {
        let error = format!("error-{}", saying.code);
        let key = if self.0.has(&error) { &error } else { &saying.code };
        self.0.say(key, &pairs(&saying.facts))
    }

    /// The sentence of a phrase.
    pub fn phrase(&self, phrase: Phrase) -> String {
        let saying = phrase.saying();
        self.0.say(&saying.code, &pairs(&saying.facts))
    }

    /// What to tell about a failure: what happened, that nothing was lost, what to do next.
    pub fn failure(&self, failure: Failure) -> Sentences {
        let (code, facts) = failure.told();
        self.0.of_code(&code, facts)
    }

    /// A code as a voice reads it, character by character. Give it with blanks between groups.
    pub fn spelled(&self, code: String) -> String {
        spell(&code).to_string()
    }

    /// A numbered group of a recovery code as a voice reads it. A secret.
    pub fn spelled_group(&self, number: u32, group: String) -> String {
        spell_group(number, &group).to_string()
    }

    /// A moment as people write it, where clocks are so many seconds ahead of UTC.
    pub fn moment(&self, moment: UnixMillis, offset_seconds: i32) -> String {
        self.0.moment(moment, offset_seconds)
    }

    /// What to tell about an entry that was refused: its name as far as it can be read, and why.
    pub fn refusal(&self, name: String, why: Saying) -> Sentences {
        let happened = of_entry(&name, &self.told(why));
        Sentences { happened, kept: self.0.say("scan-kept", &[]), next: String::new() }
    }
}
