//! The core and its sentences for Kotlin and Swift. This crate makes no decisions: each call locks,
//! calls the core and returns.
//!
//! There are no callbacks. A long operation (key derivation, backup, picture) is an object with
//! `progress`, `cancel` and `finish`; call `finish` on a background thread. The docs are written
//! for Kotlin and Swift programmers.

mod about;
mod accounts;
mod automatic;
mod backup;
mod checklist;
mod clock;
mod codes;
mod create;
mod devices;
mod enrolment;
mod errors;
mod export;
mod guide;
mod incoming;
mod locks;
mod opened;
mod password;
mod recovery;
mod rehearsal;
mod saving;
mod scanner;
mod settings;
mod types;
mod unlock;
mod vault;
mod words;
mod work;

pub use about::{about_state, forbid_core_dumps};
pub use automatic::*;
pub use backup::*;
pub use create::Creation;
pub use enrolment::Enrolment;
pub use errors::Failure;
pub use export::SharedKeys;
pub use guide::*;
pub use incoming::{Importing, IncomingPlan};
pub use locks::{PasswordChange, Rekeying};
pub use opened::{BackupOpening, OpenedBackup};
pub use password::*;
pub use recovery::RecoveryPaper;
pub use saving::{BackupByRequests, FolderBackup};
pub use scanner::{CodeScanner, FrameLayout, PictureReading};
pub use settings::*;
pub use types::*;
pub use unlock::{UnlockCost, Unlocking, judge_clock};
pub use vault::Vault;
pub use words::{Phrase, Words};

/// Wipes all memory that this library frees: the last line of defence for keys that a dependency or
/// the binding code copied.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

uniffi::setup_scaffolding!("aikotoba");
