//! Search for accounts.
//!
//! Width, case, diacritics and the kind of kana are ignored, and a site is also found by its name
//! in the other script: "ａｍａ", "amazon" and "アマゾン" find the same accounts.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::account::Account;

/// One of an account's two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameField {
    /// The site or service.
    Issuer,
    /// The account name at that site.
    Label,
}

/// A matching part of a name, in UTF-16 code units, as Kotlin and Swift's `NSString` use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MatchSpan {
    /// The name.
    pub field: NameField,
    /// The first code unit.
    pub from: u32,
    /// The code unit after the last.
    pub until: u32,
}

/// Names of a site in both scripts, folded by [`fold`]: services that people in Japan protect with
/// one-time passwords. The order has no meaning.
const ALIASES: &[&[&str]] = &[
    &["amazon", "あまぞん"],
    &["apple", "あっぷる"],
    &["discord", "でぃすこーど"],
    &["dropbox", "どろっぷぼっくす"],
    &["facebook", "ふぇいすぶっく"],
    &["github", "ぎっとはぶ"],
    &["google", "ぐーぐる"],
    &["instagram", "いんすたぐらむ"],
    &["line", "らいん"],
    &["mercari", "めるかり"],
    &["microsoft", "まいくろそふと"],
    &["nintendo", "任天堂", "にんてんどー"],
    &["paypal", "ぺいぱる"],
    &["rakuten", "楽天", "らくてん"],
    &["shopify", "しょっぴふぁい"],
    &["slack", "すらっく"],
    &["sony", "そにー"],
    &["steam", "すちーむ"],
    &["twitter", "ついったー"],
    &["yahoo", "やふー"],
];

/// A search text, prepared for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchQuery {
    terms: Vec<String>,
}

/// How well an account matches; smaller ranks come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchRank {
    /// The issuer begins with the term.
    IssuerStart,
    /// A word in the issuer or label begins with the term.
    WordStart,
    /// The term occurs anywhere in the names, the groups or the note.
    Anywhere,
}

/// An account's names, folded once, so that each keystroke only compares.
#[derive(Clone, Debug)]
pub struct SearchEntry {
    issuer: String,
    names: String,
    rest: String,
}

impl SearchQuery {
    /// Splits a text into terms at spaces. All terms must match.
    pub fn new(typed: &str) -> Self {
        let folded = fold(typed);
        Self { terms: folded.split_whitespace().map(str::to_owned).collect() }
    }

    /// Whether the text is empty, so that all accounts match.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether all terms occur in a text.
    pub fn is_in(&self, text: &str) -> bool {
        let text = fold(text);
        self.terms.iter().all(|term| text.contains(term.as_str()))
    }

    /// The rank of an account; `None` if a term does not match.
    pub fn rank(&self, entry: &SearchEntry) -> Option<SearchRank> {
        let mut ranks = self.terms.iter().map(|term| entry.rank(term));
        ranks.try_fold(SearchRank::IssuerStart, |worst, rank| rank.map(|rank| worst.max(rank)))
    }

    /// The indices of the matching entries, the best first; equal ones keep their order.
    pub fn find<'a>(&self, entries: impl IntoIterator<Item = &'a SearchEntry>) -> Vec<usize> {
        let mut found: Vec<(SearchRank, usize)> = entries
            .into_iter()
            .enumerate()
            .filter_map(|(place, entry)| self.rank(entry).map(|rank| (rank, place)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }
}

impl SearchEntry {
    /// Folds an account's names, groups and note.
    pub fn new(account: &Account) -> Self {
        let issuer = fold(account.issuer.as_str());
        let mut names = issuer.clone();
        for alias in aliases_of(&issuer) {
            names.push(' ');
            names.push_str(alias);
        }
        names.push(' ');
        names.push_str(&fold(account.label.as_str()));
        let groups = account.groups.names().join(" ");
        Self { issuer, names, rest: fold(&format!("{groups} {}", account.note)) }
    }

    fn rank(&self, term: &str) -> Option<SearchRank> {
        if self.issuer.starts_with(term) {
            return Some(SearchRank::IssuerStart);
        }
        let starts_a_word = |(at, _): (usize, &str)| {
            self.names[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
        };
        if self.names.match_indices(term).any(starts_a_word) {
            return Some(SearchRank::WordStart);
        }
        (self.names.contains(term) || self.rest.contains(term)).then_some(SearchRank::Anywhere)
    }
}

/// The names of the same site in other scripts.
fn aliases_of(issuer: &str) -> impl Iterator<Item = &'static str> {
    let is_word_of = |name: &str| {
        issuer.match_indices(name).any(|(at, _)| {
            let before = issuer[..at].chars().next_back();
            let after = issuer[at + name.len()..].chars().next();
            before.is_none_or(|symbol| !symbol.is_alphanumeric())
                && after.is_none_or(|symbol| !symbol.is_ascii_alphanumeric())
        })
    };
    let sites = ALIASES.iter().filter(move |names| names.iter().any(|name| is_word_of(name)));
    sites.flat_map(|names| names.iter().copied()).collect::<Vec<_>>().into_iter()
}

fn to_hiragana(symbol: char) -> char {
    match symbol {
        'ァ'..='ヶ' => char::from_u32(symbol as u32 - 0x60).unwrap_or(symbol),
        other => other,
    }
}

/// The matching parts of an account's names, in order and not overlapping.
pub fn spans(query: &SearchQuery, account: &Account) -> Vec<MatchSpan> {
    let names =
        [(NameField::Issuer, account.issuer.as_str()), (NameField::Label, account.label.as_str())];
    if query.is_empty() {
        return Vec::new();
    }
    let mut spans: Vec<MatchSpan> =
        names.into_iter().flat_map(|(field, name)| spans_in(query, field, name)).collect();
    spans.sort_unstable();
    spans.dedup_by(|later, first| {
        let touch = later.field == first.field && later.from <= first.until;
        if touch {
            first.until = first.until.max(later.until);
        }
        touch
    });
    spans
}

fn spans_in(query: &SearchQuery, field: NameField, name: &str) -> Vec<MatchSpan> {
    // The folded name, and for each of its bytes the UTF-16 code units of the name that it comes
    // from. A base letter is folded together with its combining marks, as composition requires.
    let (mut folded, mut units) = (String::new(), Vec::new());
    let mut from = 0;
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let marks = rest.chars().skip(1).take_while(|symbol| joins(*symbol));
        let length = first.len_utf8() + marks.map(char::len_utf8).sum::<usize>();
        let (cluster, after) = rest.split_at(length);
        let until = from + cluster.encode_utf16().count() as u32;
        folded.push_str(&fold(cluster));
        units.resize(folded.len(), (from, until));
        (from, rest) = (until, after);
    }
    let terms = query.terms.iter();
    terms
        .flat_map(|term| folded.match_indices(term.as_str()))
        .filter_map(|(at, term)| {
            let (from, until) = (units.get(at)?.0, units.get(at + term.len() - 1)?.1);
            Some(MatchSpan { field, from, until })
        })
        .collect()
}

/// Whether a character combines with the one before it: combining marks, and the voicing marks of
/// half-width katakana.
fn joins(symbol: char) -> bool {
    unicode_normalization::char::is_combining_mark(symbol) || matches!(symbol, 'ﾞ' | 'ﾟ')
}

/// Compatibility composition (UAX #15), lower case, and katakana converted to hiragana.
pub(super) fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).map(to_hiragana).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Issuer, Label};
    use crate::otp::{Algorithm, Digits, MovingFactor, Otp};
    use crate::secret::Secret;
    use crate::time::UnixMillis;

    fn entry(issuer: &str, label: &str) -> SearchEntry {
        let otp = Otp::new(
            Secret::new(vec![1]),
            Algorithm::Sha1,
            Digits::DEFAULT,
            MovingFactor::Hotp { counter: 0 },
        );
        let mut account = Account::new(
            Issuer::new(issuer).unwrap(),
            Label::new(label).unwrap(),
            otp.unwrap(),
            UnixMillis(0),
        );
        account.note = "倉庫".to_owned();
        SearchEntry::new(&account)
    }

    fn finds(typed: &str, entry: &SearchEntry) -> bool {
        SearchQuery::new(typed).rank(entry).is_some()
    }

    #[test]
    fn width_case_and_kana_form_are_ignored() {
        let amazon = entry("Amazon", "shop@example.com");
        for typed in ["ama", "ＡＭＡＺＯＮ", "アマゾン", "ｱﾏｿﾞﾝ", "あまぞ", "shop", "倉", "  "]
        {
            assert!(finds(typed, &amazon), "{typed}");
        }
        assert!(finds("amazon", &entry("アマゾン", "")));
        assert!(!finds("アップル", &amazon));
    }

    #[test]
    fn an_alias_needs_the_whole_word() {
        assert!(!finds("らいん", &entry("Airline Club", "")));
        assert!(finds("らいん", &entry("LINE", "")));
        assert!(finds("アマゾン", &entry("amazon.co.jp", "")));
    }

    fn marked(typed: &str, issuer: &str) -> Vec<String> {
        let units: Vec<u16> = issuer.encode_utf16().collect();
        let found = spans_in(&SearchQuery::new(typed), NameField::Issuer, issuer).into_iter();
        found
            .map(|span| {
                String::from_utf16(&units[span.from as usize..span.until as usize]).unwrap()
            })
            .collect()
    }

    #[test]
    fn matches_are_marked_in_the_original_name() {
        assert_eq!(marked("ama", "Amazon Amana"), ["Ama", "Ama"]);
        assert_eq!(marked("マゾ", "ｱﾏｿﾞﾝ"), ["ﾏｿﾞ"]);
        assert_eq!(marked("cafe\u{301}", "𝔘 Café"), ["Café"]);
        assert_eq!(marked("amazon", "アマゾン"), [""; 0]);
    }

    #[test]
    fn every_word_must_be_found() {
        let amazon = entry("Amazon", "shop@example.com");
        assert!(finds("shop amazon", &amazon));
        assert!(!finds("shop google", &amazon));
    }

    #[test]
    fn the_beginning_of_the_issuer_ranks_first_and_equal_ranks_keep_their_order() {
        let entries = [
            entry("Diamazo", ""),
            entry("Shop", "ama@x"),
            entry("Amazon", "b"),
            entry("Amazon", "a"),
        ];
        assert_eq!(SearchQuery::new("ama").find(&entries), [2, 3, 1, 0]);
        assert_eq!(SearchQuery::new("").find(&entries), [0, 1, 2, 3]);
    }
}
