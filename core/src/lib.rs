//! All decisions of the Aikotoba authenticator: reading a site's QR code, protecting its key,
//! making codes, and writing backups that are verified to open again.
//!
//! The core reads no clock, starts no thread, logs nothing and opens no socket. Time and randomness
//! are passed in as arguments. Sentences are in the crate `aikotoba-words`. A shell (a command
//! line, an app) provides pixels, keys and files, and draws the values it receives.
//! `docs/architecture.md` lists the modules and where each promise is enforced.
//!
//! # From a QR code to its six digits
//!
//! [`explain`](scan::explain) tells what a QR code's text means: an account or something else. An
//! account that was read is a [`AccountDraft`](enrol::AccountDraft), which **has no codes yet**.
//! [Committing](enrol::AccountDraft::commit) it to a [`Vault`](vault::Vault) flushes it to disk and
//! returns an [`Enrolment`](enrol::Enrolment), which has codes. Otherwise a site could accept a
//! code whose key is then lost in a crash, which would lock its owner out.
//!
//! ```
//! use std::sync::Arc;
//! use aikotoba_core::crypto::{kdf::PassphraseCost, random::SystemRandom};
//! use aikotoba_core::enrol::AccountDraft;
//! use aikotoba_core::scan::{TextMeaning, explain};
//! use aikotoba_core::time::UnixMillis;
//! use aikotoba_core::vault::{NewVaultCredentials, Vault};
//!
//! # let folder = tempfile::tempdir()?;
//! let now = UnixMillis::from_seconds(59);
//! let read = "otpauth://totp/Amazon%3Ame%40example.com\
//!             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Amazon";
//! let TextMeaning::Account(account) = explain(read, now) else { panic!("a key URI is an account") };
//!
//! // A new vault is made only if there is no vault and no trace of one.
//! let path = folder.path().join("vault.aikotoba");
//! let cost = PassphraseCost::MIN;
//! let locks = NewVaultCredentials { passphrase: None, recovery: true, device: None, cost };
//! let (mut vault, code) = Vault::create(&path, &locks, now, Arc::new(SystemRandom::new()))?;
//! let code = code.expect("a recovery code was asked for");
//! // Until its owner has shown that the code is kept elsewhere, the vault can show it again.
//! assert_eq!(vault.unconfirmed_code().map(|code| code.print()), Some(code.print()));
//! vault.confirm_recovery(now)?;
//!
//! let enrolment = AccountDraft::scanned(*account).commit(&mut vault, now).map_err(|kept| kept.why)?;
//! let codes = enrolment.codes(&vault, now).expect("the account exists and is time-based");
//! assert_eq!(codes.code.as_str(), "287082"); // RFC 6238, appendix B, to six digits
//!
//! // The site accepted the code. If not, `refused` lists the doubts, the likeliest first.
//! enrolment.confirm(&mut vault, now)?;
//! # assert_eq!(vault.lock().slots().len(), 1);
//! # drop(code);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The same code, every day
//!
//! Opening a vault gives a [locked vault](vault::LockedVault), of which only the slots are readable. A
//! [`UnlockCredential`](vault::UnlockCredential) unlocks it: the passphrase, the recovery code, or the device
//! key. Each screen's content is one plain value from [`screens`].
//!
//! ```
//! # use std::sync::Arc;
//! # use aikotoba_core::crypto::{kdf::PassphraseCost, random::SystemRandom};
//! # use aikotoba_core::time::UnixMillis;
//! # use aikotoba_core::vault::NewVaultCredentials;
//! use aikotoba_core::screens::codes::CodesScreen;
//! use aikotoba_core::preferences::AppSettings;
//! use aikotoba_core::vault::{UnlockCredential, Vault};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("vault.aikotoba");
//! # let now = UnixMillis::from_seconds(59);
//! # let random = Arc::new(SystemRandom::new());
//! # let cost = PassphraseCost::MIN;
//! # let locks = NewVaultCredentials { passphrase: None, recovery: true, device: None, cost };
//! # let (mut vault, code) = Vault::create(&path, &locks, now, random.clone())?;
//! # vault.confirm_recovery(now)?;
//! # let code = code.expect("a recovery code was asked for");
//! # let uri = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Amazon";
//! # vault.add(aikotoba_core::otpauth::parse(uri, now)?, now)?;
//! # drop(vault);
//! let locked = Vault::open(&path, random)?;
//! let vault = locked.unlock(UnlockCredential::Recovery(&code)).map_err(|refused| refused.why)?;
//! assert!(vault.health().is_sound());
//!
//! let mut screen = CodesScreen::new(vault.accounts());
//! screen.search("ａｍａｚｏｎ"); // as a Japanese keyboard may write it
//! let state = screen.state(vault.accounts(), &vault.settings().groups, &AppSettings::default(), Vec::new(), now);
//! assert_eq!(state.rows.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A backup that is verified to open
//!
//! A backup is an age file. [`BackupSave`](backup::BackupSave) writes it under a temporary name, reads it
//! back, decrypts it with the passphrase as typed, and compares every account. Only then does it
//! give the file its final name and delete old backups. A backup is read through the
//! [`Intake`](intake::Intake), as all inputs are, and then a [`IncomingPlan`](incoming::IncomingPlan): it shows
//! what would happen to each account, overwrites nothing, and can be undone as a whole.
//!
//! ```
//! # use std::sync::Arc;
//! # use aikotoba_core::crypto::{kdf::PassphraseCost, random::SystemRandom};
//! # use aikotoba_core::vault::{NewVaultCredentials, Vault};
//! # use aikotoba_core::time::UnixMillis;
//! use aikotoba_core::backup::{BackupFile, BackupIntegrity, BackupSave, BackupTarget, DeviceRecord, Folder, ScryptWorkFactor, verify};
//! use aikotoba_core::incoming::IncomingPlan;
//! use aikotoba_core::intake::Intake;
//! use aikotoba_core::secret::Passphrase;
//!
//! # let folder = tempfile::tempdir()?;
//! # let now = UnixMillis::from_seconds(59);
//! # let cost = PassphraseCost::MIN;
//! # let locks = NewVaultCredentials { passphrase: None, recovery: true, device: None, cost };
//! # let made = |name: &str| {
//! #     Vault::create(&folder.path().join(name), &locks, now, Arc::new(SystemRandom::new()))
//! # };
//! # let (mut vault, _) = made("one")?;
//! # let (mut other, _) = made("two")?;
//! # vault.confirm_recovery(now)?;
//! # other.confirm_recovery(now)?;
//! # let uri = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Amazon";
//! # vault.add(aikotoba_core::otpauth::parse(uri, now)?, now)?;
//! let file = folder.path().join("backup.age");
//! let (place, name) = Folder::of_file(&file)?;
//! let passphrase = || Passphrase::new("correct horse".to_owned());
//! // Stored outside of the vault; names of files in a backup folder contain it.
//! let device = DeviceRecord::of(None, vault.id(), &SystemRandom::new())?.device();
//! let target = BackupTarget::File(name);
//! let saving = BackupSave::new(&vault, device, place, target, passphrase(), now)?;
//! let proof = saving.with_work_factor(ScryptWorkFactor::new(4).expect("between 1 and 63")).finish()?;
//! assert_eq!(proof.accounts, 1); // read back, each compared with the vault's
//!
//! // On another phone.
//! let sealed = std::fs::read(&file)?;
//! let read = verify(BackupFile { name: None, sealed: &sealed }, &passphrase())?;
//! assert_eq!(read.integrity, BackupIntegrity::Whole);
//! let mut intake = Intake::adding_up();
//! intake.backup_read(read);
//! IncomingPlan::new(intake.into_incoming(), &other).apply(&mut other, now)?;
//! assert!(other.accounts()[0].account.is_same_as(&vault.accounts()[0].account));
//! other.undo(now)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Conventions
//!
//! * **A value that exists is valid.** Constructors return a `Result`; fields that could be invalid
//!   are private.
//! * **Errors are values with a code.** Each family implements [`Fault`](fault::Fault): a stable
//!   code, facts, and a remedy. The sentences are looked up by the code.
//! * **Secrets have no `Clone`, no `Serialize` and a redacted `Debug`**, and are wiped when dropped
//!   ([`secret`]). A copy is made by a method named `duplicate`.
//! * **A failure of one entry among many is a value in the result**, so that nothing is omitted
//!   silently.

// The code generated by `#[derive(Fault)]` refers to this crate by its external name.
extern crate self as aikotoba_core;

pub mod account;
pub mod backup;
pub mod base32;
pub mod call_error;
pub mod crypto;
pub mod disk;
pub mod enrol;
pub mod export;
pub mod fault;
pub mod import;
pub mod incoming;
pub mod intake;
pub mod lock;
pub mod otp;
pub mod otpauth;
pub mod phrase;
pub mod preferences;
pub mod scan;
pub mod screens;
pub mod secret;
pub mod time;
pub mod vault;
