//! What Aikotoba says, in Japanese and English: every sentence once, for all shells.
//!
//! The core knows codes and facts; this crate turns them into sentences that somebody without
//! technical knowledge can act on. The catalogues are [Fluent](https://projectfluent.org) files in
//! `ja/` and `en/`, one per area; tests hold both to the same keys and arguments, and every error
//! of the core to its three sentences.
//!
//! ```
//! use aikotoba_core::otp::Digits;
//! use aikotoba_words::{Language, Words};
//!
//! let words = Words::new(Language::of_locale("ja_JP.UTF-8"));
//! let fault = Digits::new(4).unwrap_err();
//! let sentences = words.of_fault(&fault);
//! assert_eq!(sentences.happened, "4桁のコードには対応していません。");
//! assert!(sentences.kept.ends_with("保存済みのアカウントはそのままです。"));
//! assert!(sentences.next.ends_with("ください。"));
//! ```

mod catalogue;
mod language;
mod moment;
mod sentences;
mod sheet;
mod spell;

pub use aikotoba_core::fault::Fact;
pub use catalogue::{AREAS, Words};
pub use language::Language;
pub use sentences::{Sentences, of_entry};
pub use spell::{spell, spell_group};
