//! The recovery code as a sheet, with where the backups are and how they are opened: one HTML file
//! to print or to save. It is complete by itself, runs no script and loads nothing. No account's
//! key and no password is on it.

use zeroize::Zeroizing;

use super::sheet::escaped;

/// The texts of the sheet, in the person's language.
#[derive(Clone, Debug)]
pub struct RecoverySheetWords {
    /// The language's tag (BCP 47), such as "ja".
    pub language: &'static str,
    /// Its heading.
    pub title: String,
    /// What the code is for.
    pub purpose: String,
    /// The warning below it.
    pub warning: String,
    /// How the code is used.
    pub usage: String,
    /// When the sheet was made.
    pub made: String,
    /// The heading of what follows about backups.
    pub backups: String,
    /// Where they are.
    pub place: String,
    /// How one is opened, with the app and without it.
    pub opening: String,
}

/// The layout: groups of equal width, with the numbers by which the app asks for them, black on
/// white.
const STYLE: &str = "body{font:12pt sans-serif;margin:1.5cm;color:#000;background:#fff}\
h1{font-size:18pt}\
h2{font-size:14pt}\
p{overflow-wrap:anywhere}\
ol{display:flex;flex-wrap:wrap;gap:.4cm .8cm;padding:.4cm;border:1pt solid #000}\
li{font:bold 18pt monospace;letter-spacing:.1em;margin-left:.8cm}\
.warning{border:2pt solid #000;padding:.3cm}";

/// Writes the sheet of a printed code, whose groups are separated by hyphens.
pub fn print(code: &str, words: &RecoverySheetWords) -> Zeroizing<String> {
    // Destructured without `..`: each text has its place on the sheet.
    let RecoverySheetWords {
        language,
        title,
        purpose,
        warning,
        usage,
        made,
        backups,
        place,
        opening,
    } = words;
    let [title, purpose, warning, usage, made, backups, place, opening] =
        [title, purpose, warning, usage, made, backups, place, opening].map(|text| escaped(text));
    let head = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"robots\" content=\"noindex\"><title>{}</title><style>{STYLE}</style></head>\n\
         <body><h1>{}</h1><p>{}</p><p>{}</p>\n<ol>",
        *title, *title, *made, *purpose
    );
    let foot = format!(
        "</ol>\n<p>{}</p>\n<p class=\"warning\">{}</p>\n\
         <h2>{}</h2><p>{}</p><p>{}</p></body></html>\n",
        *usage, *warning, *backups, *place, *opening
    );
    // Allocates the whole size at once: a growing buffer would leave copies that are not wiped.
    let mut sheet =
        Zeroizing::new(String::with_capacity(head.len() + code.len() * 12 + foot.len()));
    sheet.push_str(&head);
    for group in code.split('-') {
        sheet.push_str("<li>");
        sheet.push_str(&escaped(group));
        sheet.push_str("</li>");
    }
    sheet.push_str(&foot);
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_are_in_order_and_nothing_is_loaded() {
        let words = RecoverySheetWords {
            language: "ja",
            title: "復元コード".to_owned(),
            purpose: "a < b".to_owned(),
            warning: "w".to_owned(),
            usage: "u".to_owned(),
            made: "2026/11/24".to_owned(),
            backups: "バックアップ".to_owned(),
            place: "<b>USB".to_owned(),
            opening: "age -d".to_owned(),
        };
        let sheet = print("0A1B-C*=$-P49", &words);
        assert!(sheet.contains("<li>0A1B</li><li>C*=$</li><li>P49</li>"));
        assert!(sheet.contains("a &lt; b"));
        for text in ["<p>2026/11/24</p>", "<h2>バックアップ</h2>", "&lt;b&gt;USB", "age -d"] {
            assert!(sheet.contains(text), "{text}");
        }
        assert!(!sheet.contains("<b>"));
        for loaded in ["<script", "http:", "https:", "src=", "href="] {
            assert!(!sheet.contains(loaded), "{loaded}");
        }
    }
}
