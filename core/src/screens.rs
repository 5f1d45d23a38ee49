//! The content of each screen, as plain values.
//!
//! Each screen has one value, whose name ends in `State`. It contains no key and no sentence:
//! sentences are in the catalogue under the codes that [`codes()`] lists. One-time passwords and
//! the recovery code are in the values that show them; `Debug` prints nothing of them.

pub mod about;
pub mod account;
pub mod automatic_backup;
pub mod backup;
pub mod banners;
pub mod camera;
pub mod checklist;
pub mod codes;
pub mod copying;
pub mod countdown;
pub mod devices;
pub mod digits;
pub mod enrolment;
pub mod export;
pub mod export_guide;
pub mod found;
pub mod guide;
pub mod hand_over;
pub mod help;
pub mod password;
pub mod plan;
pub mod recovery;
pub mod rehearsal;
pub mod rekey;
pub mod sealed;
pub mod search;
pub mod settings;
pub mod share;
pub mod start;
pub mod tone;
pub mod trash;
pub mod unlock;

use crate::{enrol, import, incoming, preferences, scan};

/// The codes of all phrases of the screens, without duplicates: the catalogue's keys besides those
/// of errors.
pub fn codes() -> Vec<String> {
    [
        about::AboutPromise::codes(),
        automatic_backup::AutomaticBackupStatus::codes(),
        backup::BackupStatus::codes(),
        backup::BackupStep::codes(),
        backup::RehearsalOutcome::codes(),
        backup::RehearsalPhrase::codes(),
        crate::backup::SaveWarning::codes(),
        banners::Banner::codes(),
        banners::BannerLead::codes(),
        codes::EmptyReason::codes(),
        copying::CopiedPhrase::codes(),
        checklist::ChecklistPoint::codes(),
        devices::DevicesPhrase::codes(),
        enrol::BackupMethod::codes(),
        enrol::CauseRemedy::codes(),
        enrol::DraftWarning::codes(),
        enrol::ClockVerdict::codes(),
        enrol::RejectionCause::codes(),
        enrol::guide::codes(),
        enrolment::CodeAdvice::codes(),
        enrolment::EnrolmentQuestion::codes(),
        found::ScanHint::codes(),
        help::codes(),
        crate::export::ExportTarget::codes(),
        crate::export::OmittedData::codes(),
        export::ExportPhrase::codes(),
        found::PartsPhrase::codes(),
        hand_over::HandOverStep::codes(),
        found::SubjectPhrase::codes(),
        import::ImportNotice::codes(),
        import::export_guide_codes(),
        scan::ScanIncomplete::codes(),
        incoming::PlanVerdict::codes(),
        password::PasswordStrength::codes(),
        password::PasswordWeakness::codes(),
        plan::PlanPhrase::codes(),
        plan::BackupTrust::codes(),
        plan::PlanWording::codes(),
        crate::vault::RecoveryCodeDoubt::codes(),
        crate::vault::ChangeReason::codes(),
        rehearsal::RehearsedPhrase::codes(),
        rekey::RemovedLock::codes(),
        scan::ForeignCode::codes(),
        sealed::SealedQuestion::codes(),
        preferences::Setting::codes(),
        preferences::Setting::value_codes(),
        share::SharePurpose::codes(),
        start::StartStep::codes(),
        unlock::UnlockNotice::codes(),
        unlock::UnlockWay::codes(),
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
