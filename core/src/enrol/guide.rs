//! How to set up each site, step by step, as data: one file per site.

mod amazon;
mod aws;

use crate::account::Issuer;

/// How to set up one site. The message catalogue has a sentence for each step.
#[derive(Debug, PartialEq, Eq)]
pub struct Guide {
    /// The site's permanent name, such as `amazon`.
    pub site: &'static str,
    /// The issuers in its QR codes; compared with [`Issuer::is_like`].
    pub issuers: &'static [&'static str],
    /// The catalogue keys of its steps, in order: `guide-amazon-step-1` and so on.
    pub steps: &'static [&'static str],
    /// The number of the step in which the user scans the QR code or types the key, from 1.
    pub scan_at: u32,
    /// The number of base32 letters of its keys, if that has always been the same.
    pub key_letters: Option<u32>,
    /// The codes that it requires in the last step.
    pub asks: Asks,
}

/// The codes that a site requires to verify the setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asks {
    /// One code.
    OneCode,
    /// Two consecutive codes.
    TwoInARow,
}

/// All guides; the first one is offered first.
pub static ALL: &[&Guide] = &[&amazon::GUIDE, &aws::GUIDE];

impl Guide {
    /// The guide of the site with this name.
    pub fn of_site(site: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|guide| guide.site == site)
    }

    /// The guide of the site with this issuer.
    pub fn of_issuer(issuer: &Issuer) -> Option<&'static Self> {
        let is_named = |name: &&str| Issuer::new(name).is_ok_and(|name| name.is_like(issuer));
        ALL.iter().copied().find(|guide| guide.issuers.iter().any(is_named))
    }

    /// The issuer of an account whose key is typed with this guide.
    pub fn issuer(&self) -> &'static str {
        self.issuers[0]
    }

    /// The catalogue key of its title, such as `guide-amazon-title`.
    pub fn title(&self) -> String {
        format!("guide-{}-title", self.site)
    }
}

/// The catalogue keys of all titles and steps.
pub fn codes() -> Vec<String> {
    let steps = |guide: &Guide| guide.steps.iter().map(|step| (*step).to_owned()).collect();
    ALL.iter()
        .flat_map(|guide| {
            let mut codes: Vec<String> = steps(guide);
            codes.insert(0, guide.title());
            codes
        })
        .collect()
}

#[cfg(test)]
mod tests {
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
    fn steps_are_numbered_and_one_of_them_is_the_scan() {
        for guide in ALL {
            for (index, step) in guide.steps.iter().enumerate() {
                assert_eq!(*step, format!("guide-{}-step-{}", guide.site, index + 1));
            }
            assert!((1..=guide.steps.len()).contains(&(guide.scan_at as usize)));
            assert_eq!(Guide::of_site(guide.site), Some(*guide));
            assert_eq!(site_of(guide.issuer()), Some(guide.site));
        }
    }

    #[test]
    fn every_code_is_listed_once() {
        let codes = codes();
        assert!(codes.contains(&"guide-amazon-title".to_owned()));
        assert!(codes.contains(&"guide-aws-step-1".to_owned()));
        let unique: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(unique.len(), codes.len());
    }
}
