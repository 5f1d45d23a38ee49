//! The input of `add`: a picture, a link, a file, or a typed key.

use std::path::Path;

use aikotoba_core::enrol::{DraftWarning, TypedKey, TypedOptions};
use aikotoba_core::fault::Fault;
use aikotoba_core::import::{DecryptError, ImportError, ImportNotice, RejectionReason};
use aikotoba_core::incoming::IncomingAccounts;
use aikotoba_core::intake::{Intake, Provenance};
use aikotoba_core::scan::ForeignCode;

use super::super::scan;
use super::Args;
use crate::exit::ExitStatus;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::{OutputFormat, Shell};
use crate::source;

/// The accounts (at least one), and cautions about a typed key.
pub(super) struct AddInput {
    pub(super) incoming: IncomingAccounts,
    pub(super) doubts: Vec<DraftWarning>,
}

/// Reads the input. Reports what is not an account.
pub(super) fn read(args: &Args, shell: &Shell) -> Result<AddInput, Failure> {
    let mut intake = Intake::adding_up();
    let [first, ..] = args.source.as_slice() else { return typed(args, intake) };
    let name = first.as_str();
    if args.longer {
        intake.search_longer();
    }
    if let Some(other) = recognised(&args.source)? {
        intake.text(other, Provenance::User, moment::now());
    } else {
        let bytes = source::read(Path::new(name))?;
        match str::from_utf8(&bytes) {
            // Standard input is read like pasted text, so that a bare key is recognised.
            Ok(text) if name == "-" && !text.trim_start().starts_with(['{', '[']) => {
                intake.text(text, Provenance::User, moment::now());
            }
            _ => intake.file(Some(name), &bytes, moment::now()),
        }
    }
    let incoming = intake.into_incoming();
    judge(&incoming, name, shell)?;
    Ok(AddInput { incoming, doubts: Vec::new() })
}

/// The link among the arguments. If there is a key, no part of it is printed: arguments may be
/// stored in the shell's history.
fn recognised(given: &[String]) -> Result<Option<&str>, CliError> {
    let is_link = |text: &str| {
        let scheme = text.trim_start().split_once(':').map_or("", |(scheme, _)| scheme);
        text.contains("://") || scheme.to_ascii_lowercase().contains("otpauth")
    };
    let is_file = |text: &str| text == "-" || Path::new(text).exists();
    match given {
        [one] if is_link(one) => Ok(Some(one)),
        [one] if is_file(one) => Ok(None),
        all if source::is_key_like(&all.concat()) => Err(CliError::KeyAsArgument),
        [_] => Ok(None),
        // Neither a key in groups nor a single argument; it may still be part of a key.
        _ => Err(CliError::UsageOther),
    }
}

/// Fails if the input contains no account. Reports what else it contains.
fn judge(incoming: &IncomingAccounts, name: &str, shell: &Shell) -> Result<(), Failure> {
    let is_key = |notice: &ImportNotice| matches!(notice, ImportNotice::Foreign(ForeignCode::Key));
    if incoming.accounts() == 0 && incoming.notices().iter().any(is_key) {
        return Err(CliError::KeyOnInput.into());
    }
    for notice in incoming.notices() {
        shell.remark_phrase(notice);
    }
    let is_alone = incoming.accounts() == 0;
    let refused = incoming.refused();
    // The returned error is reported by the caller.
    for refusal in refused.iter().skip(usize::from(is_alone)) {
        if shell.format == OutputFormat::Json {
            shell.tell_fault(&refusal.why, ExitStatus::from(refusal.why.remedy()));
        } else {
            let happened = shell.words.of_fault(&refusal.why).happened;
            for line in scan::refused(shell, &refusal.name, &happened) {
                shell.remark_text(&line);
            }
        }
    }
    let name = name.to_owned();
    match refused.first().map(|refusal| &refusal.why) {
        _ if !is_alone => Ok(()),
        Some(RejectionReason::File(ImportError::NoCode)) => Err(CliError::NoCode { name }.into()),
        Some(RejectionReason::File(ImportError::SearchUnfinished)) => {
            Err(CliError::SearchUnfinished { name }.into())
        }
        Some(RejectionReason::File(ImportError::NoAccount)) | None => {
            Err(CliError::NoAccount { name }.into())
        }
        Some(RejectionReason::Sealed(DecryptError::PasswordMissing)) => {
            Err(CliError::IsBackup { name }.into())
        }
        Some(why) => Err(why.clone().into()),
    }
}

/// Reads an account from a key that a site shows as text.
fn typed(args: &Args, mut intake: Intake) -> Result<AddInput, Failure> {
    let text = source::read_text(args.key_file.as_deref().unwrap_or(Path::new("-")))?;
    let (issuer, label) = (args.issuer.as_deref(), args.account.as_deref());
    let typed = TypedKey {
        issuer: issuer.unwrap_or_default(),
        label: label.unwrap_or_default(),
        key: &text,
        options: TypedOptions::default(),
    };
    let draft = typed.draft(moment::now())?;
    let doubts = draft.doubts();
    intake.account_read(draft.into_account());
    Ok(AddInput { incoming: intake.into_incoming(), doubts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_any_form_is_recognised_and_a_file_is_not_one() {
        for key in [
            "GEZDGNBVGY3TQOJQ",
            "gezd gnbv gy3t qojq",
            "gezd-gnbv-gy3t-qoj1",
            "GEZD\u{200b}GNBVGY3TQOJQ",
            "3132333435363738393031323334",
            "GEZDGNBV======",
        ] {
            assert!(source::is_key_like(key), "{key}");
            let groups: Vec<String> = key.split([' ', '-']).map(str::to_owned).collect();
            assert_eq!(recognised(&groups), Err(CliError::KeyAsArgument), "{key}");
        }
        for file in ["code.png", "./picture", "backup", "画像.png"] {
            assert_eq!(recognised(&[file.to_owned()]), Ok(None), "{file}");
        }
        let link = "otpauth:totp/a?secret=GEZDGNBVGY3TQOJQ".to_owned();
        assert_eq!(recognised(std::slice::from_ref(&link)), Ok(Some(link.as_str())));
    }
}
