//! Amazon's shop with pages in English (amazon.com). Its QR codes name "Amazon", as those of
//! amazon.co.jp do. Only the user can therefore choose this guide.

use super::amazon::STEPS;
use super::{Guide, GuideAsks, Source};

/// The guide.
pub(super) static GUIDE: Guide = Guide {
    site: "amazon-com",
    issuer: "Amazon",
    issuers: &[],
    steps: STEPS,
    key_letters: Some(52),
    asks: GuideAsks::OneCode,
    sources: &[
        Source {
            page: "https://www.wilbursecurity.com/2019/01/2fa-instructions-for-amazon/",
            date: Some("2019-01"),
            steps: &["security", "method", "read-screen", "code", "backup-method", "turn-on"],
        },
        Source {
            page: "http://www.mohamedzahran.net/2019/07/how-to-turn-on-two-factor.html",
            date: Some("2019-07-05"),
            steps: &["security", "edit", "method", "read-screen", "read-phone"],
        },
        Source {
            page: "https://www.homeandgardenauthority.com/amazon/2-step-verification-amazon",
            date: Some("2020-02"),
            steps: &["method", "code", "backup-method"],
        },
        Source {
            page: "https://www.trustedreviews.com/how-to/how-to-enable-two-factor-authentication-on-amazon-4207380",
            date: Some("2022-02-07"),
            steps: &["security", "edit", "method", "read-screen"],
        },
        Source {
            page: "http://iphonehacks.co.uk/steps-to-enable-two-step-verification-for-your-amazon-account-on-iphone/",
            date: None,
            steps: &["security", "edit", "turn-on"],
        },
        Source {
            page: "http://www.appdamacy.com/entry/amazon-twostep-verification",
            date: None,
            steps: &["method", "read-phone"],
        },
    ],
};
