//! A sheet to print: each account with its QR code and its key, as one self-contained HTML file
//! without scripts.

use std::fmt::Write;

use zeroize::Zeroizing;

use super::qr;
use crate::account::Account;
use crate::base32;
use crate::otp::MovingFactor;
use crate::otpauth;

/// The texts of the sheet, in the user's language.
#[derive(Clone, Debug)]
pub struct SheetWords {
    /// The language's tag (BCP 47), such as "ja".
    pub language: &'static str,
    /// Its heading.
    pub title: String,
    /// The warning below it.
    pub warning: String,
    /// The text before a key.
    pub key: String,
    /// The name of an account without names.
    pub nameless: String,
    /// The text before the algorithm.
    pub algorithm: String,
    /// The text before the number of digits.
    pub digits: String,
    /// The text before the seconds of a period.
    pub period: String,
    /// The text before a counter.
    pub counter: String,
}

/// The maximum size of an account on the sheet, without its names and its QR code, in bytes.
const FRAME: usize = 4 * 1024;

/// The style: cards that no page break divides, black on white.
const STYLE: &str = "body{font:11pt sans-serif;margin:1cm;color:#000;background:#fff}\
h1{font-size:16pt}\
.warning{border:2pt solid #000;padding:.3cm}\
.account{display:flex;gap:.6cm;border-top:.5pt solid #666;padding:.5cm 0;break-inside:avoid}\
.account svg{width:4cm;height:4cm;flex:none}\
h2{font-size:12pt;margin:0 0 .2cm;overflow-wrap:anywhere}\
p{margin:.1cm 0}\
.key{font-family:monospace;overflow-wrap:anywhere}";

/// Prints the sheet. An account whose key URI is too long for a QR code is printed with its key
/// only.
pub fn print(accounts: &[&Account], words: &SheetWords) -> Zeroizing<String> {
    let cards: Vec<_> = accounts.iter().map(|account| card(account, words)).collect();
    let size: usize = cards.iter().map(|card| card.len()).sum();
    let title = escaped(&words.title);
    let warning = escaped(&words.warning);
    let head = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"robots\" content=\"noindex\"><title>{}</title><style>{STYLE}</style></head>\n\
         <body><h1>{}</h1><p class=\"warning\">{}</p>\n",
        words.language, *title, *title, *warning
    );
    // The full capacity at once: a growing buffer would leave copies that are not zeroed.
    let mut sheet = Zeroizing::new(String::with_capacity(head.len() + size + 64));
    sheet.push_str(&head);
    for card in &cards {
        sheet.push_str(card);
    }
    sheet.push_str("</body></html>\n");
    sheet
}

fn card(account: &Account, words: &SheetWords) -> Zeroizing<String> {
    let picture = qr::layout(&otpauth::print(account));
    let squares = picture.as_ref().map_or(0, |picture| picture.modules.len());
    let names = [account.issuer.as_str(), account.label.as_str()];
    let names = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" — ");
    let name = escaped(if names.is_empty() { &words.nameless } else { &names });
    let note = escaped(&account.note);
    let key = base32::print(account.otp.key());
    // A dark module takes at most "M100 100h1v1h-1z", which is about sixteen bytes.
    let room = FRAME + squares * 20 + name.len() + note.len() + key.len() * 2;
    let mut card = Zeroizing::new(String::with_capacity(room));
    card.push_str("<div class=\"account\">");
    if let Some(picture) = &picture {
        drawn(picture, &mut card);
    }
    card.push_str("<div><h2>");
    card.push_str(&name);
    card.push_str("</h2><p class=\"key\">");
    card.push_str(&escaped(&words.key));
    for (index, letter) in key.chars().enumerate() {
        card.push_str(if index % 4 == 0 { " " } else { "" });
        card.push(letter);
    }
    card.push_str("</p><p>");
    let otp = &account.otp;
    let moves = match otp.kind() {
        MovingFactor::Totp { period } => format!("{} {}", words.period, period.seconds()),
        MovingFactor::Hotp { counter } => format!("{} {counter}", words.counter),
        MovingFactor::Steam => "Steam".to_owned(),
    };
    let details = format!(
        "{} {} · {} {} · {moves}",
        words.algorithm,
        otp.algorithm().print(),
        words.digits,
        otp.digits().count()
    );
    card.push_str(&escaped(&details));
    card.push_str("</p>");
    if !note.is_empty() {
        card.push_str("<p>");
        card.push_str(&note);
        card.push_str("</p>");
    }
    card.push_str("</div></div>\n");
    card
}

/// Draws a code with the quiet zone of four light modules (ISO/IEC 18004 §5.3.8).
fn drawn(picture: &qr::QrModules, card: &mut String) {
    let side = picture.side + 8;
    // Writing to a string never fails.
    let _ = write!(
        card,
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" shape-rendering=\"crispEdges\"><path d=\""
    );
    for (index, module) in picture.modules.iter().enumerate() {
        if *module == 1 {
            let (x, y) = (index as u32 % picture.side + 4, index as u32 / picture.side + 4);
            let _ = write!(card, "M{x} {y}h1v1h-1z");
        }
    }
    card.push_str("\"/></svg>");
}

/// Escapes a text for HTML.
pub(super) fn escaped(text: &str) -> Zeroizing<String> {
    let mut escaped = Zeroizing::new(String::with_capacity(text.len() * 6));
    for symbol in text.chars() {
        match symbol {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("<br>"),
            symbol if symbol.is_control() => {}
            symbol => escaped.push(symbol),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UnixMillis;

    fn words() -> SheetWords {
        let text = str::to_owned;
        SheetWords {
            language: "en",
            title: text("Keys & codes"),
            warning: text("KeepCount it safe."),
            key: text("Key"),
            nameless: text("no name"),
            algorithm: text("Algorithm"),
            digits: text("Digits"),
            period: text("Seconds"),
            counter: text("Counter"),
        }
    }

    #[test]
    fn a_sheet_has_no_scripts_or_links_and_shows_names_as_text() {
        let uri =
            "otpauth://totp/%3Cscript%3Ealert(1)%3C%2Fscript%3E:%22x%22?secret=GEZDGNBVGY3TQOJQ";
        let mut account = otpauth::parse(uri, UnixMillis(0)).unwrap();
        account.note = "<img src=x>\nback room".to_owned();
        let sheet = print(&[&account], &words());
        let room = sheet.capacity();
        assert!(room >= sheet.len() && room < sheet.len() + 1024, "the buffer did not grow");
        for hostile in ["<script", "<img", " href=", "url("] {
            assert!(!sheet.contains(hostile), "{hostile}");
        }
        assert!(sheet.contains("&lt;script&gt;alert(1)&lt;/script&gt; — &quot;x&quot;"));
        assert!(sheet.contains("GEZD GNBV GY3T QOJQ") && sheet.contains("<br>back room"));
        assert!(sheet.contains("Keys &amp; codes") && sheet.contains("default-src 'none'"));
    }

    #[test]
    fn the_sheet_has_the_qr_code_of_the_account() {
        let account = otpauth::parse("otpauth://totp/a?secret=GEZDGNBV", UnixMillis(0)).unwrap();
        let sheet = print(&[&account], &words());
        let layout = qr::layout(&otpauth::print(&account)).unwrap();
        let dark: usize = layout.modules.iter().map(|module| usize::from(*module)).sum();
        assert_eq!(sheet.matches("h1v1h-1z").count(), dark);
        assert!(sheet.contains("M4 4h1v1h-1z"));
    }
}
