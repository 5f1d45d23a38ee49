//! A draft: an account that was read but is not stored. It has no codes.

use serde::{Deserialize, Serialize};

use super::diagnosis::KeySource;
use super::enrolment::Enrolment;
use super::guide::Guide;
use crate::account::{Account, AccountId, Issuer, Label, NameError};
use crate::base32::TrailingBits;
use crate::phrase::Phrase;
use crate::time::UnixMillis;
use crate::vault::{ChangeError, StoredAccount, Vault};

/// An account that was read but is not stored yet.
///
/// It has no codes: if a site accepted a code and the key were then lost in a crash, the user would
/// be locked out. [`AccountDraft::commit`] stores it first.
#[derive(Debug)]
pub struct AccountDraft {
    account: Account,
    origin: DraftOrigin,
    guide: Option<&'static Guide>,
}

/// Where a draft's key is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftOrigin {
    /// A QR code or a link, as the site wrote it.
    Scanned,
    /// Typed or pasted; the last letter's unused bits.
    Typed(TrailingBits),
}

/// A warning to show before a draft is stored. None of them prevents storing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("caution")]
pub enum DraftWarning {
    /// The same account already exists: same key, same codes, same name.
    #[phrase(facts())]
    AlreadyThere {
        /// The existing account.
        id: AccountId,
    },
    /// The same account is in the trash.
    #[phrase(facts())]
    InTrash {
        /// The account in the trash.
        id: AccountId,
    },
    /// The same key exists under another name. Both may be stored.
    #[phrase(facts())]
    SameKey {
        /// The account that has the key.
        id: AccountId,
    },
    /// An unconfirmed account with that name and another key exists, probably from an older QR code
    /// of the same page. It can be replaced.
    #[phrase(facts())]
    OlderOfSamePage {
        /// The existing account.
        id: AccountId,
    },
    /// A confirmed account with that name and another key exists.
    #[phrase(facts())]
    NameTaken {
        /// The existing account.
        id: AccountId,
    },
    /// The key's length differs from that of the site's other keys.
    KeyLength {
        /// The number of letters of this key.
        found: u32,
        /// The number of letters of the site's keys.
        known: u32,
    },
    /// The end of the typed key suggests that a letter is missing.
    KeyTail,
    /// The name is Amazon but the key is one of Amazon Web Services, another site; or the reverse.
    OtherSite {
        /// The site whose keys have this length.
        site: String,
    },
}

impl AccountDraft {
    /// A draft of an account from a QR code or a link.
    pub fn scanned(account: Account) -> Self {
        let guide = Guide::of_issuer(&account.issuer);
        Self { account, origin: DraftOrigin::Scanned, guide }
    }

    /// A draft of an account whose key was typed.
    pub fn typed(account: Account, tail: TrailingBits) -> Self {
        Self { origin: DraftOrigin::Typed(tail), ..Self::scanned(account) }
    }

    /// The same draft with the guide that the user follows, whatever its issuer is.
    #[must_use]
    pub fn with_guide(mut self, guide: &'static Guide) -> Self {
        if self.account.issuer.is_empty() {
            // The name of a site in a guide is short, so this does not fail.
            self.account.issuer = Issuer::new(guide.issuer).unwrap_or_default();
        }
        Self { guide: Some(guide), ..self }
    }

    /// The site; may be empty.
    pub fn issuer(&self) -> &Issuer {
        &self.account.issuer
    }

    /// The account at the site; may be empty.
    pub fn label(&self) -> &Label {
        &self.account.label
    }

    /// The guide of its site.
    pub fn guide(&self) -> Option<&'static Guide> {
        self.guide
    }

    /// Warnings about the key itself, without comparing it with the vault.
    pub fn doubts(&self) -> Vec<DraftWarning> {
        self.doubtful_key().into_iter().collect()
    }

    /// The account, for adding it through a plan.
    pub fn into_account(self) -> Account {
        self.account
    }

    /// The accounts of the same site under other names. Their codes look the same. An account with
    /// the same key or the same name is not another login; a separate caution reports it.
    pub fn other_logins<'a>(&self, kept: &'a [StoredAccount]) -> Vec<&'a Account> {
        let is_login = |account: &&Account| {
            !account.issuer.is_empty()
                && account.issuer.is_like(self.issuer())
                && !account.is_same_as(&self.account)
                && !account.has_same_name(&self.account)
        };
        kept.iter().map(|kept| &kept.account).filter(is_login).collect()
    }

    /// Names this login of the site, and gives it a colour.
    ///
    /// # Errors
    /// [`NameError`] if the name is too long; nothing was changed.
    pub fn name_login(&mut self, label: &str, colour: Option<u8>) -> Result<(), NameError> {
        self.account.rename(self.account.issuer.clone(), Label::new(label)?);
        self.account.colour = colour;
        Ok(())
    }

    /// Changes the names.
    pub fn rename(&mut self, issuer: Issuer, label: Label) {
        self.account.rename(issuer, label);
    }

    /// Warnings to show before storing it, after comparing it with the vault's accounts and its
    /// trash.
    pub fn cautions<'a>(
        &self,
        kept: impl IntoIterator<Item = &'a StoredAccount>,
    ) -> Vec<DraftWarning> {
        let (mut same, mut like) = (Vec::new(), Vec::new());
        for one in kept {
            let id = one.id;
            if one.account.is_same_as(&self.account) {
                if !one.account.was_imported_as(&self.account) {
                    like.push(DraftWarning::SameKey { id });
                    continue;
                }
                let is_trashed = one.trashed.is_some();
                same.push(if is_trashed {
                    DraftWarning::InTrash { id }
                } else {
                    DraftWarning::AlreadyThere { id }
                });
            } else if one.trashed.is_none() && one.account.has_same_name(&self.account) {
                like.push(match one.account.confirmation {
                    crate::account::Confirmation::Unconfirmed => {
                        DraftWarning::OlderOfSamePage { id }
                    }
                    crate::account::Confirmation::Confirmed { .. } => {
                        DraftWarning::NameTaken { id }
                    }
                });
            }
        }
        same.extend(like);
        same.extend(self.doubtful_key());
        same
    }

    /// The warning about the key's length or end.
    fn doubtful_key(&self) -> Option<DraftWarning> {
        let found = letters(&self.account);
        let known = self.guide.and_then(|guide| guide.key_letters);
        match known {
            // A key with exactly the site's length ends as the site made it.
            Some(known) if known == found => None,
            Some(known) => {
                let is_other = |guide: &&&Guide| {
                    guide.key_letters == Some(found) && self.guide != Some(**guide)
                };
                let other = super::guide::ALL.iter().find(is_other);
                Some(match other {
                    Some(other) => DraftWarning::OtherSite { site: other.issuer.to_owned() },
                    None => DraftWarning::KeyLength { found, known },
                })
            }
            None if self.origin == DraftOrigin::Typed(TrailingBits::StrayBits) => {
                Some(DraftWarning::KeyTail)
            }
            None => None,
        }
    }

    /// Stores the account. The vault has flushed it to the disk when this returns; only then are
    /// there codes.
    ///
    /// # Errors
    /// Returns the unchanged draft, and why the vault could not store it. Trying again is safe.
    pub fn commit(self, vault: &mut Vault, now: UnixMillis) -> Result<Enrolment, CommitFailure> {
        self.commit_replacing(None, vault, now)
    }

    fn commit_replacing(
        self,
        replaced: Option<AccountId>,
        vault: &mut Vault,
        now: UnixMillis,
    ) -> Result<Enrolment, CommitFailure> {
        let key = match (self.origin, self.doubtful_key()) {
            (DraftOrigin::Scanned, _) => KeySource::Scanned,
            (DraftOrigin::Typed(_), None) => KeySource::Typed,
            (DraftOrigin::Typed(_), Some(_)) => KeySource::TypedUnusual,
        };
        match vault.add_replacing(self.account.duplicate(), replaced, now) {
            Ok(id) => Ok(Enrolment::new(id, now, key, self.guide)),
            Err(why) => Err(CommitFailure { draft: Box::new(self), why }),
        }
    }

    /// Stores the account if there is no warning that the user has to agree to.
    ///
    /// # Errors
    /// As [`AccountDraft::commit`].
    pub fn commit_unquestioned(
        self,
        vault: &mut Vault,
        now: UnixMillis,
    ) -> Result<UnquestionedCommit, CommitFailure> {
        let cautions = self.cautions(vault.accounts().iter().chain(vault.trashed()));
        if cautions.is_empty() && self.other_logins(vault.accounts()).is_empty() {
            self.commit(vault, now).map(UnquestionedCommit::Stored)
        } else {
            Ok(UnquestionedCommit::ConsentRequired(Box::new(self)))
        }
    }

    /// Stores the account, and then moves the older account from the same page to the trash, from
    /// where it can be recovered.
    ///
    /// # Errors
    /// As [`AccountDraft::commit`]. If only moving the older account failed, the error is returned with
    /// the enrolment, and both accounts exist.
    pub fn commit_in_place_of(
        self,
        older: AccountId,
        vault: &mut Vault,
        now: UnixMillis,
    ) -> Result<(Enrolment, Result<(), ChangeError>), CommitFailure> {
        let enrolment = self.commit_replacing(Some(older), vault, now)?;
        let moved = vault.discard(older, now);
        Ok((enrolment, moved))
    }
}

/// What [`AccountDraft::commit_unquestioned`] did.
#[derive(Debug)]
pub enum UnquestionedCommit {
    /// The account is stored.
    Stored(Enrolment),
    /// The unchanged draft, which has warnings.
    ConsentRequired(Box<AccountDraft>),
}

/// A draft that the vault could not store.
#[derive(Debug)]
pub struct CommitFailure {
    /// The unchanged draft.
    pub draft: Box<AccountDraft>,
    /// Why it could not be stored.
    pub why: ChangeError,
}

/// The number of base32 letters of an account's key.
fn letters(account: &Account) -> u32 {
    let bits = account.otp.key().expose().len() * 8;
    u32::try_from(bits.div_ceil(5)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Confirmation;
    use crate::crypto::SymmetricKey;
    use crate::crypto::kdf::PassphraseCost;
    use crate::crypto::random::SystemRandom;
    use crate::enrol::sample::kept_with;
    use crate::otp::{MovingFactor, Period};
    use crate::phrase::Phrase;
    use crate::vault::NewVaultCredentials;

    const TOTP: MovingFactor = MovingFactor::Totp { period: Period::DEFAULT };

    fn draft(issuer: &str, bytes: usize) -> AccountDraft {
        AccountDraft::scanned(kept_with(0, issuer, "me@example.com", &vec![7; bytes], TOTP).account)
    }

    fn codes(draft: &AccountDraft, kept: &[StoredAccount]) -> Vec<String> {
        draft.cautions(kept).iter().map(Phrase::code).collect()
    }

    #[test]
    fn amazons_key_has_52_letters_and_another_length_gives_a_warning() {
        assert!(codes(&draft("Amazon", 32), &[]).is_empty());
        let short = draft("Amazon", 31).cautions(&[]);
        assert_eq!(short, [DraftWarning::KeyLength { found: 50, known: 52 }]);
    }

    #[test]
    fn a_key_of_64_letters_is_one_of_amazon_web_services() {
        assert!(codes(&draft("Amazon Web Services", 40), &[]).is_empty());
        let site = "Amazon Web Services".to_owned();
        assert_eq!(draft("Amazon", 40).cautions(&[]), [DraftWarning::OtherSite { site }]);
    }

    #[test]
    fn stray_bits_give_a_warning_only_in_a_typed_key() {
        let account = || draft("Shop", 20).account;
        assert!(codes(&AccountDraft::scanned(account()), &[]).is_empty());
        assert_eq!(
            codes(&AccountDraft::typed(account(), TrailingBits::StrayBits), &[]),
            ["caution-key-tail"]
        );
        assert!(codes(&AccountDraft::typed(account(), TrailingBits::Clean), &[]).is_empty());
    }

    #[test]
    fn stray_bits_are_ignored_in_a_key_of_the_sites_length() {
        let account = draft("Amazon", 32).account;
        assert!(codes(&AccountDraft::typed(account, TrailingBits::StrayBits), &[]).is_empty());
    }

    #[test]
    fn the_chosen_guide_overrides_the_name() {
        let guide = Guide::of_site("amazon").unwrap();
        assert_eq!(codes(&draft("", 31).with_guide(guide), &[]), ["caution-key-length"]);
    }

    #[test]
    fn the_same_key_already_exists_or_is_in_the_trash() {
        let mut there = kept_with(1, "AMAZON", "me@example.com", &[7; 32], TOTP);
        let draft = draft("Amazon", 32);
        assert_eq!(draft.cautions([&there]), [DraftWarning::AlreadyThere { id: there.id }]);
        there.trashed = Some(UnixMillis(1));
        assert_eq!(draft.cautions([&there]), [DraftWarning::InTrash { id: there.id }]);
    }

    #[test]
    fn the_same_key_under_another_name_gives_a_warning_but_not_after_renaming() {
        let mut there = kept_with(1, "Other", "name", &[7; 32], TOTP);
        let one = draft("Amazon", 32);
        assert_eq!(one.cautions([&there]), [DraftWarning::SameKey { id: there.id }]);
        there = kept_with(1, "Amazon", "me@example.com", &[7; 32], TOTP);
        there.account.rename(Issuer::new("Shop").unwrap(), Label::default());
        assert_eq!(one.cautions([&there]), [DraftWarning::AlreadyThere { id: there.id }]);
    }

    #[test]
    fn another_key_under_the_same_name_is_an_older_code_until_confirmed() {
        let mut there = kept_with(1, "ＡＭＡＺＯＮ", "me@example.com", &[9; 32], TOTP);
        let draft = draft("Amazon", 32);
        assert_eq!(draft.cautions([&there]), [DraftWarning::OlderOfSamePage { id: there.id }]);
        there.account.confirmation = Confirmation::Confirmed { at: UnixMillis(1) };
        assert_eq!(draft.cautions([&there]), [DraftWarning::NameTaken { id: there.id }]);
        there.trashed = Some(UnixMillis(1));
        assert!(draft.cautions([&there]).is_empty());
    }

    #[test]
    fn a_vault_limited_to_one_account_accepts_the_next_code_of_the_same_page() {
        let folder = tempfile::tempdir().unwrap();
        let (cost, now) = (PassphraseCost::MIN, UnixMillis(1));
        let key = SymmetricKey::from_slice(&[7; 32]).unwrap();
        let locks =
            NewVaultCredentials { passphrase: None, recovery: true, device: Some(&key), cost };
        let random = std::sync::Arc::new(SystemRandom::new());
        let (mut vault, _) =
            Vault::create(&folder.path().join("vault"), &locks, now, random).unwrap();
        let first = draft("Amazon", 32).commit(&mut vault, now).unwrap().id();
        let refused = draft("Amazon", 31).commit(&mut vault, now).unwrap_err();
        assert_eq!(refused.why, ChangeError::ConfirmRecoveryFirst);
        let (_, moved) = refused.draft.commit_in_place_of(first, &mut vault, now).unwrap();
        moved.unwrap();
        assert_eq!((vault.accounts().len(), vault.trashed().len()), (1, 1));
    }
}
