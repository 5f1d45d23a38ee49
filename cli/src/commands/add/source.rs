//! Where accounts to be added come from: a picture, a link, an export, a typed key.

use std::path::Path;

use aikotoba_core::enrol::{Draft, Options, TypedKey};
use aikotoba_core::import::{self, Source};
use aikotoba_core::otpauth::migration::Collection;
use aikotoba_core::scan::{Budget, Meaning, PictureError, explain, read_picture};

use super::super::scan;
use super::Args;
use crate::failure::{CliError, Failure};
use crate::output::moment;
use crate::shell::Shell;
use crate::source;

/// The accounts of the source, at least one.
pub(super) fn drafts(args: &Args, shell: &Shell) -> Result<Vec<Draft>, Failure> {
    let Some(given) = args.source.as_deref() else { return Ok(vec![typed(args)?]) };
    // No path begins like a link, whatever a file is called.
    if given.contains("://") {
        return of_text(given, shell);
    }
    let path = Path::new(given);
    let bytes = source::read(path)?;
    match read_picture(&bytes, Budget::picture(), moment::now()) {
        Ok(scanned) if scanned.sightings.is_empty() => {
            Err(CliError::NoCode { name: given.to_owned() }.into())
        }
        Ok(scanned) => {
            let meanings = scanned.sightings.into_iter().map(|sighting| sighting.meaning);
            of_meanings(meanings.collect(), given, shell)
        }
        Err(why @ (PictureError::NotAPicture | PictureError::Empty)) => {
            match str::from_utf8(&bytes) {
                Ok(text) if given == "-" => of_text(text, shell),
                _ => Err(why.into()),
            }
        }
        Err(why) => Err(why.into()),
    }
}

/// The accounts of a text: one link, or the lines of an export.
fn of_text(text: &str, shell: &Shell) -> Result<Vec<Draft>, Failure> {
    if text.trim().lines().count() <= 1 {
        return of_meanings(vec![explain(text, moment::now())], "-", shell);
    }
    let read = import::read(Source { bytes: text.as_bytes(), now: moment::now() })?;
    for refusal in &read.refusals {
        let why = shell.words.of_fault(&refusal.why).happened;
        let name = refusal.name.as_str();
        shell.remark("scan-refused", &[("name", name.into()), ("why", why.as_str().into())]);
    }
    match (read.accounts, read.refusals.into_iter().next()) {
        (accounts, Some(refusal)) if accounts.is_empty() => Err(refusal.why.into()),
        (accounts, _) => Ok(accounts.into_iter().map(Draft::scanned).collect()),
    }
}

/// The accounts among what was seen. What is none of them is told.
fn of_meanings(meanings: Vec<Meaning>, name: &str, shell: &Shell) -> Result<Vec<Draft>, Failure> {
    let (mut drafts, mut parts) = (Vec::new(), Collection::default());
    let mut refused = None;
    for meaning in meanings {
        let told = scan::tell(shell, &meaning);
        match meaning {
            Meaning::Account(account) => {
                drafts.push(Draft::scanned(*account));
                continue;
            }
            Meaning::GooglePart(part) => {
                parts.add(part);
                continue;
            }
            Meaning::Refused(one) => refused = refused.or(Some(one.why)),
            Meaning::Foreign(_) => {}
        }
        shell.remark("told", &[("text", told.as_str().into())]);
    }
    for missing in parts.missing() {
        let (number, of) = (missing.number as usize, missing.of as usize);
        shell.remark("notice-part-missing", &[("number", number.into()), ("of", of.into())]);
    }
    drafts.extend(parts.into_entries().into_iter().filter_map(Result::ok).map(Draft::scanned));
    match refused {
        _ if !drafts.is_empty() => Ok(drafts),
        Some(why) => Err(why.into()),
        None => Err(CliError::NoAccount { name: name.to_owned() }.into()),
    }
}

/// An account from a key that a site shows as letters.
fn typed(args: &Args) -> Result<Draft, Failure> {
    let text = source::read_text(args.key_file.as_deref().unwrap_or(Path::new("-")))?;
    let (issuer, label) = (args.issuer.as_deref(), args.account.as_deref());
    let typed = TypedKey {
        issuer: issuer.unwrap_or_default(),
        label: label.unwrap_or_default(),
        key: &text,
        options: Options::default(),
    };
    Ok(typed.draft(moment::now())?)
}
