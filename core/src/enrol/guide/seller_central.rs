//! Amazon's pages for sellers (Seller Central). Its QR codes name "Amazon", as those of the shop
//! do. Only the user can therefore choose this guide.

use super::amazon::STEPS;
use super::{Guide, GuideAsks, Source};

/// The guide.
pub(super) static GUIDE: Guide = Guide {
    site: "seller-central",
    issuer: "Amazon",
    issuers: &[],
    steps: STEPS,
    key_letters: Some(52),
    asks: GuideAsks::OneCode,
    sources: &[
        Source {
            page: "https://www.cyber-records.co.jp/blog/amazon/amazon-2stepsecurity/",
            date: Some("2017-06"),
            steps: &["method", "backup-method"],
        },
        Source {
            page: "http://k-kigyou.com/accounts-sv-1753.html",
            date: Some("2017-10"),
            steps: &["code", "backup-method"],
        },
        Source {
            page: "https://andronavi.com/2017/02/380767/2/",
            date: Some("2017-02"),
            steps: &["code", "turn-on"],
        },
        Source {
            page: "https://www.wilbursecurity.com/2019/01/2fa-instructions-for-amazon/",
            date: Some("2019-01"),
            steps: &["turn-on"],
        },
        Source {
            page: "https://became-free.com/amazon-2step-authentication",
            date: None,
            steps: &["security", "edit", "method", "read-screen"],
        },
        Source {
            page: "https://sellercentral-japan.amazon.com/gp/help/external/help.html?itemID=B3NRUQMHWRX4WJL&language=ja_JP",
            date: None,
            steps: &["security", "edit", "method", "read-screen", "read-phone"],
        },
        Source {
            page: "https://sellercentral.amazon.com/gp/help/external/help.html?itemID=202110760&language=ja_JP",
            date: None,
            steps: &["backup-method", "code"],
        },
        Source {
            page: "https://sellercentral.amazon.com/gp/help/external/G202110780?language=ja_JP",
            date: None,
            steps: &["read-screen", "read-phone"],
        },
    ],
};
