//! What the person should know of what came in, besides its accounts.

use crate::fault::Fact;
use crate::otpauth::migration::Missing;
use crate::phrase::Phrase;
use crate::scan::Foreign;

/// Something to know about what was read.
#[derive(Clone, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Notice {
    /// The format does not say how long a code holds; 30 s was assumed.
    PeriodAssumed {
        /// Of how many accounts.
        accounts: usize,
    },
    /// A part of Google's export is not among those that were read.
    PartMissing(Missing),
    /// Names hold characters that can't be read.
    NameGarbled {
        /// Of how many accounts.
        accounts: usize,
    },
    /// Accounts had pictures in the other app, which are not taken over.
    PicturesOmitted {
        /// How many accounts.
        accounts: usize,
    },
    /// Entries that are not for codes, such as passwords and cards, were left alone.
    WithoutCodes {
        /// How many entries.
        accounts: usize,
    },
    /// A picture is damaged or cut off, and what could be read of it was taken.
    PictureDamaged,
    /// A picture shows a code that is no account.
    #[strum(to_string = "")]
    Foreign(Foreign),
}

impl Notice {
    /// The codes of all variants that speak for themselves.
    pub fn codes() -> Vec<String> {
        use strum::VariantNames;
        let own = Self::VARIANTS.iter().filter(|name| !name.is_empty());
        own.map(|name| format!("notice-{name}")).collect()
    }
}

impl Notice {
    /// That so many accounts had pictures, if any had.
    pub(crate) fn pictures_omitted(accounts: usize) -> Option<Self> {
        (accounts > 0).then_some(Self::PicturesOmitted { accounts })
    }

    /// That so many entries were not for codes, if any were.
    pub(crate) fn without_codes(accounts: usize) -> Option<Self> {
        (accounts > 0).then_some(Self::WithoutCodes { accounts })
    }

    /// The notices of several files, those of one kind added up.
    pub(crate) fn added_up(notices: Vec<Self>) -> Vec<Self> {
        let (mut pictures, mut others, mut rest) = (0, 0, Vec::new());
        for notice in notices {
            match notice {
                Self::PicturesOmitted { accounts } => pictures += accounts,
                Self::WithoutCodes { accounts } => others += accounts,
                other => rest.push(other),
            }
        }
        rest.extend(Self::pictures_omitted(pictures));
        rest.extend(Self::without_codes(others));
        rest
    }
}

impl Phrase for Notice {
    fn code(&self) -> String {
        match self {
            Self::Foreign(what) => what.code(),
            Self::PeriodAssumed { .. }
            | Self::PartMissing(_)
            | Self::NameGarbled { .. }
            | Self::PicturesOmitted { .. }
            | Self::WithoutCodes { .. }
            | Self::PictureDamaged => {
                format!("notice-{}", <&'static str>::from(self))
            }
        }
    }

    fn facts(&self) -> Vec<(&'static str, Fact)> {
        match self {
            Self::PeriodAssumed { accounts }
            | Self::NameGarbled { accounts }
            | Self::PicturesOmitted { accounts }
            | Self::WithoutCodes { accounts } => {
                vec![("count", (*accounts).into())]
            }
            Self::PartMissing(missing) => vec![
                ("number", Fact::Number(i64::from(missing.number))),
                ("of", Fact::Number(i64::from(missing.of))),
            ],
            Self::PictureDamaged => Vec::new(),
            Self::Foreign(what) => what.facts(),
        }
    }
}
