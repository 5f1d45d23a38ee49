//! The core and its words as Kotlin and Swift see them. No decision is made here: each call locks,
//! calls the core and returns.
//!
//! Calls go down and values come up; there are no callbacks. What takes long (key derivation, a
//! backup, a picture) is an object with `progress`, `cancel` and `finish`; whoever calls `finish`
//! does so off the thread that draws. Docs are read by Kotlin and Swift programmers.

mod about;
mod accounts;
mod backup;
mod codes;
mod create;
mod enrolment;
mod errors;
mod export;
mod incoming;
mod locks;
mod opened;
mod password;
mod recovery;
mod saving;
mod scanner;
mod settings;
mod types;
mod unlock;
mod vault;
mod words;
mod work;

pub use about::{about_state, forbid_core_dumps, guides};
pub use backup::*;
pub use create::Creation;
pub use enrolment::Enrolment;
pub use errors::Failure;
pub use export::SharedKeys;
pub use incoming::{Importing, Plan};
pub use locks::{PasswordChange, Rekeying};
pub use opened::{BackupOpening, OpenedBackup};
pub use password::*;
pub use recovery::RecoveryPaper;
pub use saving::{CarriedBackup, FolderBackup};
pub use scanner::{FrameShape, PictureReading, Scanner};
pub use settings::*;
pub use types::*;
pub use unlock::{UnlockCost, Unlocking, judge_clock};
pub use vault::Vault;
pub use words::{Phrase, Words};

/// Everything that is freed in this library is wiped first: the last belt around keys that a
/// dependency, or the border itself, copied.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

uniffi::setup_scaffolding!("aikotoba");
