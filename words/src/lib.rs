//! All sentences of Aikotoba, in Japanese and English, shared by all shells.
//!
//! The core returns codes and facts; this crate turns them into sentences for users without
//! technical knowledge. The catalogues are [Fluent](https://projectfluent.org) files in `ja/` and
//! `en/`, one per area. Tests check that both languages have the same keys and arguments, and that
//! every error of the core has its three sentences.
//!
//! ```
//! use aikotoba_core::otp::Digits;
//! use aikotoba_words::{Language, Words};
//!
//! let words = Words::new(Language::of_locale("ja_JP.UTF-8"));
//! let fault = Digits::new(4).unwrap_err();
//! let sentences = words.of_fault(&fault);
//! assert_eq!(sentences.happened, "4桁のコードには対応していません。");
//! assert!(sentences.safe.ends_with("登録済みのアカウントに影響はありません。"));
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
