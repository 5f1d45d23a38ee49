//! Words that attackers try: leaked passwords, English and Japanese words and names, and our own
//! terms.

use std::collections::HashMap;
use std::sync::OnceLock;

use zeroize::Zeroizing;

use super::{PasswordText, Segments, VARIANT_COST, characters, kana};

/// Word lists, ordered by frequency; `guesses/README.md` states their sources.
const LISTS: [&str; 5] = [
    include_str!("passwords.txt"),
    include_str!("english.txt"),
    include_str!("romaji.txt"),
    include_str!("kanji.txt"),
    include_str!("names.txt"),
];

/// Words that an attacker tries who knows the file's purpose: this app's terms, and common sites.
const OWN_WORDS: &str = "aikotoba 合言葉 株式会社 有限会社 authenticator authy password passphrase pass vault hokanko 保管庫 \
                   kagi backup bakkuappu バックアップ パスワード totp otp 2fa mfa code ninshou 認証 \
                   amazon アマゾン google グーグル apple アップル microsoft rakuten 楽天 yahoo ヤフー \
                   mercari merukari メルカリ paypay line facebook instagram twitter github netflix \
                   shop shopping store market mail email gmail docomo softbank ezweb nifty account \
                   login admin root user test keepass bitwarden secret correcthorsebatterystaple \
                   example com www web site";

/// Well-known phrases, without separators.
const PHRASES: [&str; 17] = [
    "supercalifragilisticexpialidocious",
    "correcthorsebatterystaple",
    "thequickbrownfoxjumpsoverthelazydog",
    "tobeornottobe",
    "maytheforcebewithyou",
    "iamyourfather",
    "openthepodbaydoors",
    "onceuponatime",
    "donotgogentleintothatgoodnight",
    "inthebeginninggodcreatedtheheavenandtheearth",
    "helloworld",
    "wagahaihanekodearu",
    "wagahaiwanekodearu",
    "吾輩は猫である名前はまだ無い",
    "吾輩は猫である",
    "春はあけぼの",
    "祇園精舎の鐘の声諸行無常の響きあり",
];

/// The minimum length of a word of letters.
const MIN_WORD_LENGTH: usize = 3;

struct Dictionary {
    words: HashMap<&'static str, usize>,
    /// Japanese words by sound.
    sounds: HashMap<String, usize>,
    /// The number of characters in the longest word.
    longest: usize,
}

fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        let mut words = HashMap::with_capacity(20_000);
        for list in LISTS.into_iter().chain([OWN_WORDS]) {
            for (rank, word) in list.split_whitespace().enumerate() {
                let known = words.entry(word).or_insert(rank);
                *known = rank.min(*known);
            }
        }
        let mut sounds = HashMap::with_capacity(2_000);
        let (mut letters, mut sound) = (Vec::new(), String::new());
        for list in [LISTS[2], LISTS[4], OWN_WORDS] {
            for (rank, word) in list.split_whitespace().enumerate() {
                let word: Vec<char> = word.chars().collect();
                if word.iter().all(|symbol| kana::is_sound(*symbol)) {
                    kana::sound(&word, &mut letters, &mut sound);
                    let known = sounds.entry(sound.clone()).or_insert(rank);
                    *known = rank.min(*known);
                }
            }
        }
        let longest = words.keys().map(|word| word.chars().count()).max().unwrap_or(0);
        Dictionary { words, sounds, longest }
    })
}

/// Records each stretch that is a word: also reversed, with digits for letters, or by sound.
pub(super) fn find(text: &PasswordText, known: &[&str], pieces: &mut Segments) {
    let names = names(known);
    let longest = names.keys().map(|name| name.chars().count()).max().unwrap_or(0);
    let longest = longest.max(dictionary().longest);
    let rank = |word: &str| {
        let ranks = [dictionary().words.get(word), names.get(word)];
        ranks.into_iter().flatten().min().copied()
    };
    let end = text.len();
    let mut form = Zeroizing::new(Vec::with_capacity(end));
    let mut word = Zeroizing::new(String::with_capacity(4 * end));
    for (swap, is_reversed) in [as_typed, digits_one, digits_two]
        .into_iter()
        .flat_map(|swap| [(swap, false), (swap, true)])
    {
        form.clear();
        form.extend(text.plain.iter().map(|symbol| swap(*symbol)));
        if is_reversed {
            form.reverse();
        }
        for begin in 0..end {
            word.clear();
            for stop in begin + 1..=end.min(begin + longest) {
                word.push(form[stop - 1]);
                let Some(rank) = rank(&word).filter(|_| is_word(&form[begin..stop])) else {
                    continue;
                };
                let (from, to) =
                    if is_reversed { (end - stop, end - begin) } else { (begin, stop) };
                let changed = text.plain[from..to].iter().filter(|one| swap(**one) != **one);
                let changed = VARIANT_COST * changed.count().min(3) as f64;
                let reversed = if is_reversed { VARIANT_COST } else { 0.0 };
                let cost = log10(rank) + text.capitals(from, to) + changed + reversed;
                pieces.note(from, to, cost);
            }
        }
    }
    find_sounds(text, pieces);
    find_phrases(text, pieces);
}

/// Records each stretch that sounds like a Japanese word.
fn find_sounds(text: &PasswordText, pieces: &mut Segments) {
    let mut letters = Zeroizing::new(Vec::with_capacity(4 * text.len()));
    let mut sound = Zeroizing::new(String::with_capacity(4 * text.len()));
    for from in 0..text.len() {
        let rest = &text.plain[from..];
        let length = rest.iter().take_while(|symbol| kana::is_sound(**symbol)).count();
        for length in 2..=length.min(dictionary().longest) {
            let word = &rest[..length];
            kana::sound(word, &mut letters, &mut sound);
            if let Some(rank) = dictionary().sounds.get(sound.as_str()).filter(|_| is_word(word)) {
                let cost = log10(*rank) + VARIANT_COST + text.capitals(from, from + length);
                pieces.note(from, from + length, cost);
            }
        }
    }
}

/// Records each stretch that is a phrase, however its words are separated.
fn find_phrases(text: &PasswordText, pieces: &mut Segments) {
    let is_part = |symbol: &char| !symbol.is_alphanumeric();
    for from in 0..text.len() {
        let places = || (from..text.len()).filter(|at| !is_part(&text.plain[*at]));
        for phrase in PHRASES {
            let same = places().zip(phrase.chars()).take_while(|(at, one)| text.plain[*at] == *one);
            let (count, last) = same.fold((0, from), |(count, _), (at, _)| (count + 1, at));
            if count == phrase.chars().count() {
                pieces.note(from, last + 1, 2.0 + text.capitals(from, last + 1).min(1.0));
            }
        }
    }
}

/// At least three letters; fewer if they are not ASCII.
fn is_word(text: &[char]) -> bool {
    text.len() >= MIN_WORD_LENGTH || text.iter().all(|symbol| !symbol.is_ascii())
}

/// The logarithm of a word's rank in its list, counted from 1.
fn log10(rank: usize) -> f64 {
    (rank as f64 + 1.0).log10()
}

/// Names related to the user, whole and in parts: they count as the first hundred guesses.
fn names(known: &[&str]) -> HashMap<String, usize> {
    let mut names = HashMap::new();
    for name in known {
        let plain: String = name.chars().map(characters::plain).collect();
        let parts = plain.split(|symbol: char| !symbol.is_alphanumeric());
        let joined: String = plain.split_whitespace().collect();
        let all = parts.map(str::to_owned).chain([plain.clone(), joined]);
        for part in all.filter(|part| part.chars().count() > 1) {
            let rank = names.len().min(100);
            names.entry(part).or_insert(rank);
        }
    }
    names
}

fn as_typed(symbol: char) -> char {
    symbol
}

/// The letters that digits and symbols commonly replace.
fn digits_one(symbol: char) -> char {
    match symbol {
        '4' | '@' => 'a',
        '8' => 'b',
        '(' | '<' => 'c',
        '3' | '€' => 'e',
        '6' | '9' => 'g',
        '1' | '!' | '|' => 'i',
        '0' => 'o',
        '$' | '5' => 's',
        '7' | '+' => 't',
        '%' => 'x',
        '2' => 'z',
        other => other,
    }
}

fn digits_two(symbol: char) -> char {
    match symbol {
        '1' | '|' | '7' => 'l',
        other => digits_one(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Guesses;
    use super::*;

    #[test]
    fn words_are_found_reversed_and_with_substituted_letters() {
        for text in [
            "password",
            "PASSWORD",
            "Password",
            "p@ssw0rd",
            "P4$$w0rd",
            "drowssap",
            "sunshine",
            "michael",
            "amazon",
            "AMAZON",
            "アマゾン",
            "あいことば",
            "合言葉",
            "aikotoba",
            "sakura",
            "さくら",
            "サクラ",
            "がっこう",
            "gakko",
            "jitensya",
            "東京都",
            "lauren",
            "1loveyou",
        ] {
            let log10 = Guesses::of(text, &[]).log10;
            assert!(log10 < 5.0, "{text}: {log10}");
        }
    }

    #[test]
    fn each_list_contains_lower_case_words() {
        for list in LISTS {
            assert!(list.split_whitespace().count() > 200);
            for word in list.split_whitespace() {
                assert!(word.chars().all(|symbol| characters::plain(symbol) == symbol), "{word}");
                assert!(is_word(&word.chars().collect::<Vec<_>>()), "{word}");
            }
        }
        assert!((20..40).contains(&dictionary().longest), "{}", dictionary().longest);
    }
}
