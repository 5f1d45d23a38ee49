//! The strength of a password that is being chosen.

use serde::{Deserialize, Serialize};

use crate::phrase::Phrase;
use crate::secret::{Guesses, Normalization, Passphrase};
use crate::vault::Vault;

/// The strength of a password that is being chosen. Weak passwords are accepted too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrengthState {
    /// Its strength.
    pub strength: PasswordStrength,
    /// The warning to show; present for every password below fair.
    pub weakness: Option<PasswordWeakness>,
}

/// The strength of a password against an attacker who has the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("password")]
pub enum PasswordStrength {
    /// Nothing was typed.
    Empty,
    /// One graphics card finds it within four months.
    Weak,
    /// One graphics card needs longer; a hundred need at most three years.
    Fair,
    /// A hundred graphics cards need more than three years.
    Strong,
}

/// The guesses per second of a strong graphics card, limited by its memory bandwidth (1.8 TB/s, the
/// fastest sold in 2026). A guess at a backup (scrypt, N = 2^17) moves 168 MB: 10,700 per second. A
/// guess at a vault (Argon2id, 64 MiB, three passes) moves 537 MB: 3,300 per second. The faster one
/// counts, since users often use one password for both. Method: tobtu.com/minimum-password-settings
/// (2022-12-29).
pub const GUESSES_PER_SECOND: f64 = 1e4;

/// The time that one card needs, in seconds: four months, and a hundred cards for three years.
const FAIR: f64 = 1e7;
const STRONG: f64 = 1e10;

/// Why a password is weak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Phrase)]
#[serde(rename_all = "kebab-case")]
#[phrase("password-weakness")]
pub enum PasswordWeakness {
    /// An attacker who has the file finds it.
    Guessable,
    /// The same, because it consists of names of the vault's accounts and sites.
    AccountName,
}

/// Whether both entries of a password are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasswordRepeated {
    /// Both are equal.
    Alike,
    /// They differ, or the second is still empty.
    Not,
}

impl PasswordRepeated {
    /// Compares the two entries.
    pub fn of(typed: &Passphrase, again: &Passphrase) -> Self {
        let is_alike = !typed.is_empty() && typed.agrees_with(again);
        if is_alike { Self::Alike } else { Self::Not }
    }
}

/// Whether to tell the user that the entries differ: not before the second one is begun.
pub fn differs(typed: &Passphrase, again: &Passphrase) -> bool {
    !again.is_empty() && PasswordRepeated::of(typed, again) == PasswordRepeated::Not
}

impl StrengthState {
    /// The strength of what was typed. `known` is as in [`PasswordStrength::of`].
    pub fn of(typed: &Passphrase, known: &[&str]) -> Self {
        let strength = PasswordStrength::of(typed, known);
        let weakness = match strength {
            PasswordStrength::Empty | PasswordStrength::Fair | PasswordStrength::Strong => None,
            PasswordStrength::Weak if known.is_empty() => Some(PasswordWeakness::Guessable),
            PasswordStrength::Weak => Some(match PasswordStrength::of(typed, &[]) {
                PasswordStrength::Empty | PasswordStrength::Weak => PasswordWeakness::Guessable,
                PasswordStrength::Fair | PasswordStrength::Strong => PasswordWeakness::AccountName,
            }),
        };
        Self { strength, weakness }
    }
}

impl PasswordStrength {
    /// The strength by the number of guesses, in the normalization that keys are derived from.
    /// `known` are words related to the user: the names of the accounts.
    pub fn of(typed: &Passphrase, known: &[&str]) -> Self {
        if typed.is_empty() {
            return Self::Empty;
        }
        let guesses = Guesses::of(&typed.normalized(Normalization::Nfkc), known);
        let seconds = guesses.log10 - GUESSES_PER_SECOND.log10();
        if seconds < FAIR.log10() {
            Self::Weak
        } else if seconds < STRONG.log10() {
            Self::Fair
        } else {
            Self::Strong
        }
    }
}

/// The names of a vault's accounts, which an attacker would try first.
pub fn names(vault: &Vault) -> Vec<&str> {
    let kept = vault.accounts().iter().chain(vault.trashed());
    kept.flat_map(|kept| [kept.account.issuer.as_str(), kept.account.label.as_str()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strength(text: &str) -> PasswordStrength {
        PasswordStrength::of(&Passphrase::new(text.to_owned()), &[])
    }

    #[test]
    fn bad_passwords_are_weak() {
        for text in [
            "1234567890123456",
            "password12345678",
            "Amazon2026Amazon",
            "amazon1",
            "passw0rd!",
            "aaaaaaaaaaaaaaaaaaaa",
            "qwertyuiop123456",
            "1qaz2wsx3edc4rfv",
            "iloveyou2026!",
            "Password1234!@#$",
            "P@ssw0rd2026",
            "abcdefghijklmnop",
            "aikotoba-aikotoba",
            "amazon-password-2026",
            "Rakuten2026rakuten",
            "amazonpass20261129",
            "20261129amazon",
            "sakurasakurasakura",
            "konnichiwa2026",
            "arigatougozaimasu",
            "hajimemashite",
            "tanakatarou1985",
            "suzuki19850401",
            "ichiro-suzuki-51",
            "watashihaneko",
            "パスワード123456",
            "ぱすわーど2026",
            "あいことばあいことば",
            "合言葉2026",
            "さくらさくら",
            "あいうえおかきくけこ",
            "いろはにほへとちりぬるを",
            "東京都渋谷区",
            "東京大阪名古屋",
            "ありがとうございます",
            "山田太郎1985",
            "令和8年11月29日",
            "2026年11月29日",
            "090-1234-5678",
            "09012345678",
            "correct horse battery staple",
            "thisismypassword",
            "letmein12345678",
            "adminadminadmin",
            "qazwsxedcrfv",
            "zaq1xsw2cde3vfr4",
            "asdfghjkl;12345",
            "mustang1969!",
            "drowssap4321",
            "31415926535897932",
            "horse battery",
            "monkey dragon",
            "Summer2026!",
            "shop@example.com",
            "amazon.co.jp",
            "yamada-taro-19800101",
            "株式会社山田商店",
            "AmazonShopPassword",
            "CorrectHorseBatteryStaple",
            "Qwerty123456789!",
            "iloveyousomuch",
            "hogehogefugafuga",
            "doraemon19690901",
            "pikachu-pikachu!",
            "abc123abc123abc123",
            "a1b2c3d4e5f6g7h8",
            "ｐａｓｓｗｏｒｄ１２３４５６７８",
            "１２３４５６７８９０１２３４５６",
            "ｻｸﾗｻｸﾗ2026",
        ] {
            assert_eq!(strength(text), PasswordStrength::Weak, "{text}");
        }
    }

    #[test]
    fn passwords_that_one_card_finds_in_years_are_fair() {
        for text in [
            "clock window badger",
            "hzqmrxwnktjb",
            "x7$Kq9!mZ2",
            "ねこがたたみでねている",
            "紫陽花と珈琲の午後",
            "83650174925561",
        ] {
            assert_eq!(strength(text), PasswordStrength::Fair, "{text}");
        }
    }

    #[test]
    fn long_random_passwords_and_unrelated_words_are_strong() {
        for text in [
            "vq7#mD2x!fLw9Tz",
            "hzqmrxwnktjbvqls",
            "abgx-9kqw-tz4m-ruh7",
            "8365017492556108394736027415",
            "trapeze mulch ninth gravy copper",
            "velvet-tractor-omit-gazing-plum",
            "umbrella violin glacier cactus wrench",
            "しろいくもとあおいかさがうみをわたる",
            "紫陽花と古時計と灯台の密談",
            "kaminari no tanuki ga biwa wo nusunda",
            "k3V9xPz2Qm7R",
        ] {
            assert_eq!(strength(text), PasswordStrength::Strong, "{text}");
        }
    }

    #[test]
    fn nothing_typed_is_empty() {
        assert_eq!(strength(""), PasswordStrength::Empty);
    }

    #[test]
    fn the_names_of_the_accounts_are_guessed_first() {
        let typed = Passphrase::new("Hzqmrx Wnktjb Trading".to_owned());
        assert_eq!(PasswordStrength::of(&typed, &[]), PasswordStrength::Strong);
        let state = StrengthState::of(&typed, &["Hzqmrx", "wnktjb@example.com"]);
        assert_eq!(state.strength, PasswordStrength::Weak);
        assert_eq!(state.weakness, Some(PasswordWeakness::AccountName));
    }

    #[test]
    fn only_passwords_below_fair_have_a_warning() {
        let weakness = |text: &str, known: &[&str]| {
            StrengthState::of(&Passphrase::new(text.to_owned()), known).weakness
        };
        assert_eq!(weakness("", &[]), None);
        assert_eq!(weakness("password1", &[]), Some(PasswordWeakness::Guessable));
        assert_eq!(weakness("password1", &["Amazon"]), Some(PasswordWeakness::Guessable));
        assert_eq!(weakness("clock window badger", &["Amazon"]), None);
        assert_eq!(weakness("vq7#mD2x!fLw9Tz", &[]), None);
    }

    #[test]
    fn full_width_letters_count_as_ascii() {
        assert_eq!(strength("ａｍａｚｏｎ１"), strength("amazon1"));
    }

    #[test]
    fn two_empty_entries_are_not_alike() {
        let repeated = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| Passphrase::new(text.to_owned()));
            PasswordRepeated::of(&one, &other)
        };
        assert_eq!(repeated("", ""), PasswordRepeated::Not);
        assert_eq!(repeated("がが", "か\u{3099}か\u{3099}"), PasswordRepeated::Alike);
        assert_eq!(repeated("horse", "house"), PasswordRepeated::Not);
        let are_different = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| Passphrase::new(text.to_owned()));
            differs(&one, &other)
        };
        assert!(are_different("horse", "house") && are_different("", "h"));
        assert!(
            !are_different("horse", "horse")
                && !are_different("horse", "")
                && !are_different("", "")
        );
    }

    #[test]
    fn a_random_password_is_strong() {
        let random = crate::crypto::random::SystemRandom::new();
        let drawn = crate::secret::make_password(&random).unwrap();
        assert_eq!(strength(&drawn), PasswordStrength::Strong);
    }
}
