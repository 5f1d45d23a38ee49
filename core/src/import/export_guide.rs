//! How other apps export their accounts, as data. The catalogue has a sentence for each step, with
//! the texts of the app. `docs/formats.md` describes how to add an app.

use serde::{Deserialize, Serialize};

/// How one app exports its accounts.
#[derive(Debug, PartialEq, Eq)]
pub struct ExportGuide {
    /// The app's stable identifier, such as `google`.
    pub app: &'static str,
    /// The app's name as the app itself writes it.
    pub name: &'static str,
    /// The names of the steps, in order. The sentence is `move-APP_NAME-STEP`.
    pub steps: &'static [&'static str],
    /// What the user can do here afterwards, the usual way first.
    pub actions: &'static [ExportGuideAction],
    /// The pages that describe these steps.
    pub sources: &'static [ExportGuideSource],
}

/// How the accounts get into this app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportGuideAction {
    /// The camera or a picture reads the app's QR codes.
    ReadCodes,
    /// A file is chosen.
    PickFile,
    /// The app exports nothing: each account is set up again at its site.
    SetUpAgain,
}

/// A page or file that describes the steps.
#[derive(Debug, PartialEq, Eq)]
pub struct ExportGuideSource {
    /// Its address, or the repository and path of the app's texts.
    pub page: &'static str,
    /// Its date as far as known: `2022-07` or `2023-04-25`.
    pub date: Option<&'static str>,
}

const fn page(page: &'static str, date: Option<&'static str>) -> ExportGuideSource {
    ExportGuideSource { page, date }
}

/// All apps, the most common ones first.
static ALL: &[ExportGuide] = &[
    ExportGuide {
        app: "google",
        name: "Google Authenticator",
        steps: &["menu", "choose", "read"],
        actions: &[ExportGuideAction::ReadCodes],
        sources: &[
            page("https://ushigyu.jp/move-google-authenticator", None),
            page(
                "https://www.trishtech.com/2022/07/how-to-transfer-google-authenticator-accounts/",
                Some("2022-07"),
            ),
            page(
                "https://usedoor.jp/howto/web/google/2dankai-ninshou-app-tanmatsu-henkou/",
                Some("2023-04-25"),
            ),
        ],
    },
    ExportGuide {
        app: "microsoft",
        name: "Microsoft Authenticator",
        steps: &["none", "again"],
        actions: &[ExportGuideAction::SetUpAgain],
        sources: &[
            page(
                "https://github.com/jamie-mh/AuthenticatorPro/wiki/Importing-from-Microsoft-Authenticator",
                None,
            ),
            page(
                "https://learn.microsoft.com/en-us/answers/questions/5935755/how-do-i-export-account-information-from-microsoft",
                None,
            ),
        ],
    },
    ExportGuide {
        app: "authy",
        name: "Authy",
        steps: &["none", "again"],
        actions: &[ExportGuideAction::SetUpAgain],
        sources: &[page(
            "https://support.twilio.com/hc/en-us/articles/19753420684059-Export-or-Import-Tokens-in-the-Authy-app-Not-Supported",
            None,
        )],
    },
    ExportGuide {
        app: "2fas",
        name: "2FAS",
        steps: &["menu", "export", "pick"],
        actions: &[ExportGuideAction::PickFile],
        sources: &[
            page("https://docs.2fauth.app/getting-started/usage/import/", None),
            page("https://bitwarden.com/help/authenticator-import-export", None),
        ],
    },
    ExportGuide {
        app: "aegis",
        name: "Aegis",
        steps: &["menu", "export", "pick"],
        actions: &[ExportGuideAction::PickFile],
        sources: &[
            page(
                "beemdevelopment/Aegis: app/src/main/res/values-ja-rJP/strings.xml, 006815d",
                None,
            ),
            page("beemdevelopment/Aegis: app/src/main/res/values/strings.xml, v3.4.3", None),
        ],
    },
    ExportGuide {
        app: "ente",
        name: "Ente Auth",
        steps: &["menu", "export", "pick"],
        actions: &[ExportGuideAction::PickFile],
        sources: &[
            page("ente-io/ente: mobile/apps/auth/lib/l10n/arb/app_ja.arb, 14930e3", None),
            page("ente-io/auth: migration-guides/encrypted_export.md, 7f8673b", None),
        ],
    },
    ExportGuide {
        app: "bitwarden",
        name: "Bitwarden",
        steps: &["authenticator", "vault", "pick"],
        actions: &[ExportGuideAction::PickFile],
        sources: &[
            page("https://bitwarden.com/help/authenticator-import-export", None),
            page("ente-io/ente: mobile/apps/auth/lib/l10n/arb/app_ja.arb, 14930e3", None),
        ],
    },
    ExportGuide {
        app: "proton",
        name: "Proton Authenticator",
        steps: &["menu", "pick"],
        actions: &[ExportGuideAction::PickFile],
        sources: &[page("ente-io/ente: mobile/apps/auth/lib/l10n/arb/app_ja.arb, 14930e3", None)],
    },
    ExportGuide {
        app: "apple",
        name: "Apple Passwords",
        steps: &["mac", "pick", "erase"],
        actions: &[ExportGuideAction::PickFile],
        sources: &[
            page("https://gist.github.com/rmondello/b933231b1fcc83a7db0b", Some("2021-10")),
            page("https://www.igeeksblog.com/how-to-use-passwords-app-on-iphone-ipad-mac/", None),
        ],
    },
    ExportGuide {
        app: "other",
        name: "",
        steps: &["look", "pick"],
        actions: &[ExportGuideAction::PickFile, ExportGuideAction::ReadCodes],
        sources: &[],
    },
];

impl ExportGuide {
    /// All apps, in the order in which they are offered.
    pub fn all() -> &'static [Self] {
        ALL
    }

    /// The catalogue keys of the steps, in order.
    pub fn sentences(&self) -> Vec<String> {
        self.steps.iter().map(|step| format!("move-{}-{step}", self.app)).collect()
    }
}

/// The catalogue keys of the steps of all apps.
pub(crate) fn codes() -> Vec<String> {
    ALL.iter().flat_map(ExportGuide::sentences).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_app_has_steps_a_way_and_a_source() {
        for guide in ExportGuide::all() {
            assert!(!guide.steps.is_empty() && !guide.actions.is_empty(), "{}", guide.app);
            assert_eq!(guide.sources.is_empty(), guide.app == "other", "{}", guide.app);
            assert_eq!(guide.name.is_empty(), guide.app == "other");
        }
        let apps: std::collections::BTreeSet<_> = ALL.iter().map(|guide| guide.app).collect();
        assert_eq!(apps.len(), ALL.len(), "an app is there twice");
    }

    #[test]
    fn an_app_with_a_file_has_a_format_of_its_name() {
        let formats = crate::import::formats();
        for guide in ALL.iter().filter(|guide| guide.app != "other") {
            let can = guide.actions != [ExportGuideAction::SetUpAgain];
            assert_eq!(formats.contains(&guide.app), can, "{}", guide.app);
        }
    }
}
