//! Everything that the Aikotoba authenticator decides: reading a site's QR code, keeping its key
//! safe, making the codes, and backups that are known to open again.
//!
//! It reads no clock, starts no thread, logs nothing, opens no socket and speaks no language: the
//! time and the randomness come in as arguments, sentences are in the crate `aikotoba-words`, and a
//! shell (a command line, an app) fetches pixels, keys and files and draws what it is given.
//! `docs/architecture.md` shows the rooms and where each promise is kept.
//!
//! # From a QR code to its six digits
//!
//! Text from a QR code is [explained](scan::explain): it is an account, or it is said what else.
//! An account that was read is a [`Draft`](enrol::Draft), which has **no code to give**. Only
//! [committing](enrol::Draft::commit) it to a [`Vault`](vault::Vault), flushed to the disk, makes
//! an [`Enrolment`](enrol::Enrolment), which has: a site that takes the code of a key which is then
//! lost in a crash would lock its owner out.
//!
//! ```
//! use std::sync::Arc;
//! use aikotoba_core::crypto::{kdf::PassphraseCost, random::SystemRandom};
//! use aikotoba_core::enrol::Draft;
//! use aikotoba_core::scan::{Meaning, explain};
//! use aikotoba_core::time::UnixMillis;
//! use aikotoba_core::vault::{NewLocks, Vault};
//!
//! # let folder = tempfile::tempdir()?;
//! let now = UnixMillis::from_seconds(59);
//! let read = "otpauth://totp/Amazon%3Ame%40example.com\
//!             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Amazon";
//! let Meaning::Account(account) = explain(read, now) else { panic!("a key URI is an account") };
//!
//! // Only where nothing is, and no trace of anything, is a new vault made.
//! let path = folder.path().join("vault.aikotoba");
//! let cost = PassphraseCost::FLOOR;
//! let locks = NewLocks { passphrase: None, recovery: true, device: None, cost };
//! let (mut vault, code) = Vault::create(&path, &locks, now, Arc::new(SystemRandom::new()))?;
//! let code = code.expect("a recovery code was asked for");
//!
//! let enrolment = Draft::scanned(*account).commit(&mut vault, now).map_err(|kept| kept.why)?;
//! let codes = enrolment.codes(&vault, now).expect("it is there, and made from the time");
//! assert_eq!(codes.code.as_str(), "287082"); // RFC 6238, appendix B, to six digits
//!
//! // The site took it. Had it not, `refused` would find the doubts, in the order of their weight.
//! enrolment.confirm(&mut vault, now)?;
//! # assert_eq!(vault.lock().slots().len(), 1);
//! # drop(code);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The same code, every day after
//!
//! A vault is opened into a [`Locked`](vault::Locked) one, which knows its slots and nothing else.
//! A [`Credential`](vault::Credential) unlocks it: the passphrase, the recovery code, or the key
//! that the device keeps. What a screen shows is one plain value from [`screens`].
//!
//! ```
//! # use std::sync::Arc;
//! # use aikotoba_core::crypto::{kdf::PassphraseCost, random::SystemRandom};
//! # use aikotoba_core::time::UnixMillis;
//! # use aikotoba_core::vault::NewLocks;
//! use aikotoba_core::screens::codes::CodesScreen;
//! use aikotoba_core::preferences::Settings;
//! use aikotoba_core::vault::{Credential, Vault};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("vault.aikotoba");
//! # let now = UnixMillis::from_seconds(59);
//! # let random = Arc::new(SystemRandom::new());
//! # let cost = PassphraseCost::FLOOR;
//! # let locks = NewLocks { passphrase: None, recovery: true, device: None, cost };
//! # let (mut vault, code) = Vault::create(&path, &locks, now, random.clone())?;
//! # let code = code.expect("a recovery code was asked for");
//! # let uri = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Amazon";
//! # vault.add(aikotoba_core::otpauth::parse(uri, now)?, now)?;
//! # drop(vault);
//! let locked = Vault::open(&path, random)?;
//! let vault = locked.unlock(Credential::Recovery(&code)).map_err(|refused| refused.why)?;
//! assert!(vault.health().is_sound());
//!
//! let mut screen = CodesScreen::new(vault.accounts());
//! screen.search("ａｍａｚｏｎ"); // as a Japanese keyboard may write it
//! let state = screen.state(vault.accounts(), &Settings::default(), Vec::new(), now);
//! assert_eq!(state.rows.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A backup that is known to open
//!
//! A backup is an age file. [`Saving`](backup::Saving) writes it under a name that marks it as
//! unproved, reads it back, opens it with the passphrase as typed, compares every account, and only
//! then names it and drops old ones. What is read comes in by the [`Intake`](intake::Intake), as
//! everything does, and goes through a [`Plan`](incoming::Plan): what would come of each account is seen before, nothing is written over, and all of it can be undone.
//!
//! ```
//! # use std::sync::Arc;
//! # use aikotoba_core::crypto::{kdf::PassphraseCost, random::SystemRandom};
//! # use aikotoba_core::vault::{NewLocks, Vault};
//! # use aikotoba_core::time::UnixMillis;
//! use aikotoba_core::backup::{File, Folder, Integrity, Saving, Target, Work, verify};
//! use aikotoba_core::incoming::Plan;
//! use aikotoba_core::intake::Intake;
//! use aikotoba_core::secret::Passphrase;
//!
//! # let folder = tempfile::tempdir()?;
//! # let now = UnixMillis::from_seconds(59);
//! # let cost = PassphraseCost::FLOOR;
//! # let locks = NewLocks { passphrase: None, recovery: true, device: None, cost };
//! # let made = |name: &str| {
//! #     Vault::create(&folder.path().join(name), &locks, now, Arc::new(SystemRandom::new()))
//! # };
//! # let (mut vault, _) = made("one")?;
//! # let (mut other, _) = made("two")?;
//! # let uri = "otpauth://totp/Amazon:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Amazon";
//! # vault.add(aikotoba_core::otpauth::parse(uri, now)?, now)?;
//! let file = folder.path().join("backup.age");
//! let (place, name) = Folder::of_file(&file)?;
//! let passphrase = || Passphrase::new("correct horse".to_owned());
//! let saving = Saving::new(&vault, place, Target::File(name), passphrase(), now)?;
//! let proof = saving.with_work(Work::new(4).expect("between 1 and 63")).finish()?;
//! assert_eq!(proof.accounts, 1); // read back, each compared with the vault's
//!
//! // On another telephone.
//! let sealed = std::fs::read(&file)?;
//! let read = verify(File { name: None, sealed: &sealed }, &passphrase())?;
//! assert_eq!(read.integrity, Integrity::Whole);
//! let mut intake = Intake::adding_up();
//! intake.backup_read(read);
//! Plan::new(intake.into_incoming(), &other).apply(&mut other, now)?;
//! assert!(other.accounts()[0].account.is_same_as(&vault.accounts()[0].account));
//! other.undo(now)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What a newcomer should know
//!
//! * **A value that exists is right.** Constructors answer with a `Result`; fields that could be
//!   wrong are private.
//! * **Errors are values with a code.** Each family implements [`Fault`](fault::Fault): a code that
//!   stays, facts, and what to do about it. The sentences are looked up by that code.
//! * **Secrets have no `Clone`, no `Serialize` and an empty `Debug`**, and are wiped when dropped
//!   ([`secret`]). A second copy is made by a method whose name says so.
//! * **What goes wrong with one entry of many is a value in the answer**, so that nothing is left
//!   out without a word.

// What `#[derive(Fault)]` writes names this crate as others do.
extern crate self as aikotoba_core;

pub mod account;
pub mod backup;
pub mod base32;
pub mod crypto;
pub mod disk;
pub mod enrol;
pub mod export;
pub mod fault;
pub mod gate;
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
