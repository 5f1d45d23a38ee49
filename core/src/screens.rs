//! What a screen shows, as plain values.
//!
//! Each screen is one value whose name ends in `State`. It holds no key, and no sentence: what is
//! said stands in the catalogue under the codes that [`codes()`] lists. The codes and the recovery
//! code that a screen shows are in it, and print as nothing when a state is printed for debugging.

pub mod about;
pub mod account;
pub mod backup;
pub mod banners;
pub mod camera;
pub mod codes;
pub mod copying;
pub mod countdown;
pub mod digits;
pub mod enrolment;
pub mod found;
pub mod password;
pub mod plan;
pub mod recovery;
pub mod rekey;
pub mod sealed;
pub mod search;
pub mod settings;
pub mod start;
pub mod trash;
pub mod unlock;

use crate::{enrol, export, import, incoming, preferences, scan};

/// The codes of all phrases that screens say, once each: what the catalogue holds beside errors.
pub fn codes() -> Vec<String> {
    [
        about::Promise::codes(),
        backup::BackupStanding::codes(),
        backup::BackupStep::codes(),
        backup::RehearsalOutcome::codes(),
        backup::Rehearsed::codes(),
        crate::backup::SaveWarning::codes(),
        banners::Banner::codes(),
        banners::Lead::codes(),
        codes::Empty::codes(),
        copying::CopiedPhrase::codes(),
        enrol::Act::codes(),
        enrol::Caution::codes(),
        enrol::ClockVerdict::codes(),
        enrol::Doubt::codes(),
        enrol::guide::codes(),
        enrolment::Advice::codes(),
        enrolment::Question::codes(),
        found::Hint::codes(),
        export::Omission::codes(),
        found::PartsPhrase::codes(),
        import::Notice::codes(),
        scan::Incomplete::codes(),
        incoming::Verdict::codes(),
        password::Strength::codes(),
        password::Weakness::codes(),
        plan::PlanPhrase::codes(),
        plan::Trust::codes(),
        plan::Wording::codes(),
        crate::vault::CodeDoubt::codes(),
        rekey::RemovedLock::codes(),
        scan::Foreign::codes(),
        preferences::Setting::codes(),
        preferences::Setting::value_codes(),
        start::StartStep::codes(),
        unlock::UnlockNotice::codes(),
        unlock::Way::codes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_two_phrases_share_a_code() {
        let codes = super::codes();
        let unique: BTreeSet<_> = codes.iter().collect();
        assert_eq!(unique.len(), codes.len());
        let is_kebab = |code: &str| {
            code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit())
        };
        assert!(codes.iter().all(|code| is_kebab(code)));
    }
}
