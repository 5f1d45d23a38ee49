//! Amazon's shop in Japan (amazon.co.jp), on its pages and in its own app.

use super::{Guide, GuideAction, GuideAsks, GuideStep, QrPlace, Source};

/// The steps on the pages of Amazon's shops, which are the same for buyers and sellers.
pub(super) const STEPS: &[GuideStep] = &[
    GuideStep::at_site("security"),
    GuideStep::at_site("edit"),
    GuideStep::at_site("method"),
    GuideStep::new("read-screen", GuideAction::ReadCode).only_on(QrPlace::AnotherScreen),
    GuideStep::new("read-phone", GuideAction::ReadCode).only_on(QrPlace::ThisPhone),
    GuideStep::new("code", GuideAction::TypeCode),
    GuideStep::at_site("backup-method"),
    GuideStep::at_site("turn-on"),
];

/// The guide.
pub(super) static GUIDE: Guide = Guide {
    site: "amazon",
    issuer: "Amazon",
    issuers: &["Amazon", "Amazon.co.jp", "Amazon.com", "アマゾン"],
    steps: STEPS,
    // 260 random bits as letters; therefore the last letter has unused bits (docs/adr/0002).
    key_letters: Some(52),
    asks: GuideAsks::OneCode,
    sources: &[
        Source {
            page: "https://andronavi.com/2017/02/380767/2/",
            date: Some("2017-02"),
            steps: &["method", "read-screen", "code", "backup-method", "turn-on"],
        },
        Source {
            page: "https://pc-etcetera.com/amazon-1/",
            date: Some("2018-05-21"),
            steps: &["security", "edit", "method"],
        },
        Source {
            page: "https://www.wilbursecurity.com/2019/01/2fa-instructions-for-amazon/",
            date: Some("2019-01"),
            steps: &["security", "read-screen", "code", "backup-method", "turn-on"],
        },
        Source {
            page: "http://www.mohamedzahran.net/2019/07/how-to-turn-on-two-factor.html",
            date: Some("2019-07-05"),
            steps: &["security", "edit", "method", "read-screen", "read-phone"],
        },
        Source {
            page: "https://www.trustedreviews.com/how-to/how-to-enable-two-factor-authentication-on-amazon-4207380",
            date: Some("2022-02-07"),
            steps: &["security", "edit", "method", "read-screen"],
        },
        Source {
            page: "http://www.appdamacy.com/entry/amazon-twostep-verification",
            date: None,
            steps: &["method", "read-phone"],
        },
    ],
};
