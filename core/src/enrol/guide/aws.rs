//! Amazon Web Services. It is not one of Amazon's shops and has accounts of its own.

use super::{Guide, GuideAction, GuideAsks, GuideStep, QrPlace, Source};

/// The guide.
pub(super) static GUIDE: Guide = Guide {
    site: "aws",
    issuer: "Amazon Web Services",
    issuers: &["Amazon Web Services", "AWS", "AWS IAM"],
    steps: &[
        GuideStep::at_site("security"),
        GuideStep::at_site("assign"),
        GuideStep::new("read-screen", GuideAction::ReadCode).only_on(QrPlace::AnotherScreen),
        GuideStep::new("read-phone", GuideAction::ReadCode).only_on(QrPlace::ThisPhone),
        GuideStep::new("code", GuideAction::TypeCode),
        GuideStep::at_site("add"),
    ],
    key_letters: Some(64),
    asks: GuideAsks::TwoInARow,
    sources: &[
        Source {
            page: "https://kaoru2012.blogspot.com/search?max-results=3&reverse-paginate=true&updated-max=2019-04-17T22%3A55%3A00-07%3A00",
            date: Some("2019-04"),
            steps: &["assign", "read-phone"],
        },
        Source {
            page: "https://revolution11blog.com/2019/04/20/configuring-the-root-user-for-multi-factor-authentication/",
            date: Some("2019-04-20"),
            steps: &["security", "read-screen", "code"],
        },
        Source {
            page: "https://docs.aws.amazon.com/ja_jp/IAM/latest/UserGuide/enable-virt-mfa-for-root.html",
            date: None,
            steps: &["security", "assign", "read-screen", "read-phone", "code", "add"],
        },
        Source {
            page: "https://2faapp.com/setup/aws-2fa/",
            date: None,
            steps: &["assign", "read-screen", "read-phone", "code", "add"],
        },
    ],
};
