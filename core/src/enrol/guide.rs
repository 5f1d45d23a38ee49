//! How a site is set up, step by step, as data. Each site has one file. `docs/guide.md` describes
//! the sources and how to add a site.

mod amazon;
mod amazon_com;
mod aws;
mod progress;
mod seller_central;

use serde::{Deserialize, Serialize};

pub use progress::{GuideBack, GuideProgress, GuideStage};

use crate::account::Issuer;

/// How one site is set up. The catalogue has a sentence for each step.
#[derive(Debug, PartialEq, Eq)]
pub struct Guide {
    /// The site's stable identifier, such as `amazon`.
    pub site: &'static str,
    /// The issuer of an account whose key is typed under this guide.
    pub issuer: &'static str,
    /// The issuers in the QR codes that belong to this guide. None for a guide that only the user
    /// can choose.
    pub issuers: &'static [&'static str],
    /// The steps, in order.
    pub steps: &'static [GuideStep],
    /// The number of base32 characters of the site's keys, if it has always been the same.
    pub key_letters: Option<u32>,
    /// What the site requires at the end.
    pub asks: GuideAsks,
    /// The pages that describe these steps.
    pub sources: &'static [Source],
}

/// One step of a guide.
#[derive(Debug, PartialEq, Eq)]
pub struct GuideStep {
    /// The step's stable name within the guide. The sentence is `guide-SITE-NAME`.
    pub name: &'static str,
    /// What the app does in this step.
    pub action: GuideAction,
    /// The place of the QR code for which this step is needed; `None` if it is always needed.
    pub place: Option<QrPlace>,
}

/// What the app does in a step of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuideAction {
    /// Nothing: the user presses something on the site's page.
    None,
    /// It reads the QR code or the key.
    ReadCode,
    /// It shows the code that the user types on the site's page.
    TypeCode,
}

/// Where the site shows its QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QrPlace {
    /// On a computer or another phone, so that the camera can read it.
    AnotherScreen,
    /// On the phone that runs this app.
    ThisPhone,
}

impl QrPlace {
    /// All values.
    pub const ALL: [Self; 2] = [Self::AnotherScreen, Self::ThisPhone];
}

/// What a site requires to check that the codes are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuideAsks {
    /// One code.
    OneCode,
    /// Two codes, one after the other.
    TwoInARow,
}

/// A page that describes steps of a guide.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Its address.
    pub page: &'static str,
    /// Its date as far as known: `2017-02` or `2022-02-07`; `None` if the page has none.
    pub date: Option<&'static str>,
    /// The names of the steps that it describes.
    pub steps: &'static [&'static str],
}

/// All guides, in the order in which they are offered.
pub static ALL: &[&Guide] =
    &[&amazon::GUIDE, &seller_central::GUIDE, &amazon_com::GUIDE, &aws::GUIDE];

impl GuideStep {
    const fn new(name: &'static str, action: GuideAction) -> Self {
        Self { name, action, place: None }
    }

    const fn at_site(name: &'static str) -> Self {
        Self::new(name, GuideAction::None)
    }

    const fn only_on(self, place: QrPlace) -> Self {
        Self { place: Some(place), ..self }
    }
}

impl Guide {
    /// The guide with this identifier.
    pub fn of_site(site: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|guide| guide.site == site)
    }

    /// The guide of the site that a QR code names.
    pub fn of_issuer(issuer: &Issuer) -> Option<&'static Self> {
        ALL.iter().copied().find(|guide| !guide.issuers.is_empty() && guide.covers(issuer))
    }

    /// Whether an account of this issuer can belong to the guide. Several guides share an issuer.
    pub fn covers(&self, issuer: &Issuer) -> bool {
        let is_named = |name: &&str| Issuer::new(name).is_ok_and(|name| name.is_like(issuer));
        is_named(&self.issuer) || self.issuers.iter().any(is_named)
    }

    /// The steps that are needed if the QR code is shown in this place.
    pub fn path(&'static self, place: QrPlace) -> Vec<&'static GuideStep> {
        self.steps.iter().filter(|step| step.place.is_none_or(|only| only == place)).collect()
    }

    /// Whether the site asks for a second way to log in, in case the device is lost.
    pub fn has_backup_method(&self) -> bool {
        self.steps.iter().any(|step| step.name == "backup-method")
    }

    /// The catalogue key of its title, such as `guide-amazon-title`.
    pub fn title(&self) -> String {
        format!("guide-{}-title", self.site)
    }

    /// The catalogue key of a step.
    pub fn sentence(&self, step: &GuideStep) -> String {
        format!("guide-{}-{}", self.site, step.name)
    }

    /// The catalogue key of what the site shows when two-step verification is on.
    pub fn finish(&self) -> String {
        format!("guide-{}-finish", self.site)
    }

    /// The catalogue key of how two-step verification is turned off or moved at this site.
    pub fn turning_off(&self) -> String {
        format!("guide-{}-off", self.site)
    }
}

/// The catalogue keys of all guides.
pub fn codes() -> Vec<String> {
    let of_guide = |guide: &&'static Guide| {
        let mut codes = vec![guide.title(), guide.finish(), guide.turning_off()];
        codes.extend(guide.steps.iter().map(|step| guide.sentence(step)));
        codes
    };
    ALL.iter().flat_map(of_guide).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn site_of(issuer: &str) -> Option<&'static str> {
        Guide::of_issuer(&Issuer::new(issuer).unwrap()).map(|guide| guide.site)
    }

    #[test]
    fn amazon_and_its_web_services_are_two_sites() {
        assert_eq!(site_of("Amazon"), Some("amazon"));
        assert_eq!(site_of("ＡＭＡＺＯＮ"), Some("amazon"));
        assert_eq!(site_of("Amazon Web Services"), Some("aws"));
        assert_eq!(site_of("Amazonia"), None);
        assert_eq!(ALL[0].site, "amazon");
    }

    #[test]
    fn each_path_reads_the_code_once_then_shows_it_once() {
        for guide in ALL {
            for place in QrPlace::ALL {
                let actions: Vec<_> = guide.path(place).iter().map(|step| step.action).collect();
                let at = |action| actions.iter().position(|one| *one == action).unwrap();
                let (read, code) = (at(GuideAction::ReadCode), at(GuideAction::TypeCode));
                assert_eq!(read + 1, code, "{}", guide.site);
                let parts = actions.iter().filter(|action| **action != GuideAction::None);
                assert_eq!(parts.count(), 2, "{}", guide.site);
            }
            assert_eq!(Guide::of_site(guide.site), Some(*guide));
        }
    }

    #[test]
    fn every_step_is_described_by_two_pages_and_each_guide_has_two_dated_ones() {
        let is_date = |date: &str| {
            let mut parts = date.split('-');
            let is_number = |part: Option<&str>, digits, last| {
                part.is_some_and(|part| {
                    part.len() == digits && part.parse().is_ok_and(|n: u32| (1..=last).contains(&n))
                })
            };
            is_number(parts.next(), 4, 2026)
                && is_number(parts.next(), 2, 12)
                && parts.next().is_none_or(|day| is_number(Some(day), 2, 31))
        };
        for guide in ALL {
            let dates: Vec<_> = guide.sources.iter().filter_map(|source| source.date).collect();
            assert!(dates.len() >= 2 && dates.iter().all(|date| is_date(date)), "{}", guide.site);
            for step in guide.steps {
                let pages = guide.sources.iter().filter(|source| source.steps.contains(&step.name));
                assert!(pages.count() >= 2, "{}: {}", guide.site, step.name);
            }
            let names: BTreeSet<_> = guide.steps.iter().map(|step| step.name).collect();
            assert_eq!(names.len(), guide.steps.len(), "{}", guide.site);
            for source in guide.sources {
                assert!(source.page.starts_with("http"), "{}", source.page);
                assert!(source.steps.iter().all(|step| names.contains(step)), "{}", source.page);
            }
        }
    }

    #[test]
    fn every_code_is_listed_once() {
        let codes = codes();
        assert!(codes.contains(&"guide-amazon-title".to_owned()));
        assert!(codes.contains(&"guide-aws-security".to_owned()));
        let unique: BTreeSet<_> = codes.iter().collect();
        assert_eq!(unique.len(), codes.len());
    }
}
