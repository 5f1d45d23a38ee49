//! What the user should know about an import besides its accounts.

use crate::fault::Fact;
use crate::otpauth::migration::MissingPart;
use crate::phrase::Phrase;
use crate::scan::ForeignCode;

/// A notice about what was read.
#[derive(Clone, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ImportNotice {
    /// The format does not store the period; 30 s was assumed.
    PeriodAssumed {
        /// The number of accounts concerned.
        accounts: usize,
    },
    /// A part of Google's export is missing.
    PartMissing(MissingPart),
    /// Names contain characters that can't be read.
    NameGarbled {
        /// The number of accounts concerned.
        accounts: usize,
    },
    /// The accounts' icons are not imported.
    PicturesOmitted {
        /// The number of accounts concerned.
        accounts: usize,
    },
    /// Entries without codes, such as passwords and cards, were skipped.
    WithoutCodes {
        /// The number of entries.
        accounts: usize,
    },
    /// Data of the other app was too large to be stored with the accounts.
    DataOmitted {
        /// The number of accounts concerned.
        accounts: usize,
    },
    /// A list of links does not end with a line end, so its last link may be truncated.
    LastLineOpen {
        /// The number of the line, counted from 1.
        at: usize,
    },
    /// A picture is damaged or truncated; the codes that could be read were imported.
    PictureDamaged,
    /// A picture contains a code that is not an account.
    #[strum(to_string = "")]
    Foreign(ForeignCode),
}

impl ImportNotice {
    /// The codes of all variants that have a sentence of their own.
    pub fn codes() -> Vec<String> {
        use strum::VariantNames;
        let own = Self::VARIANTS.iter().filter(|name| !name.is_empty());
        own.map(|name| format!("notice-{name}")).collect()
    }
}

impl ImportNotice {
    /// A notice about icons; `None` for zero accounts.
    pub(crate) fn pictures_omitted(accounts: usize) -> Option<Self> {
        (accounts > 0).then_some(Self::PicturesOmitted { accounts })
    }

    /// A notice about entries without codes; `None` for zero entries.
    pub(crate) fn without_codes(accounts: usize) -> Option<Self> {
        (accounts > 0).then_some(Self::WithoutCodes { accounts })
    }

    /// Merges the notices of several files, adding up those of the same kind.
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

impl Phrase for ImportNotice {
    fn code(&self) -> String {
        match self {
            Self::Foreign(what) => what.code(),
            Self::PeriodAssumed { .. }
            | Self::PartMissing(_)
            | Self::NameGarbled { .. }
            | Self::PicturesOmitted { .. }
            | Self::WithoutCodes { .. }
            | Self::DataOmitted { .. }
            | Self::LastLineOpen { .. }
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
            | Self::WithoutCodes { accounts }
            | Self::DataOmitted { accounts } => {
                vec![("count", (*accounts).into())]
            }
            Self::LastLineOpen { at } => vec![("at", (*at).into())],
            Self::PartMissing(missing) => vec![
                ("number", Fact::Number(i64::from(missing.number))),
                ("of", Fact::Number(i64::from(missing.total))),
            ],
            Self::PictureDamaged => Vec::new(),
            Self::Foreign(what) => what.facts(),
        }
    }
}
