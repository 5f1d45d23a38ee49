//! The label of a key URI: an issuer and an account's name with a colon between them.

use crate::account::{Issuer, Label, NameError};

/// Splits a decoded label. `issuer` is the parameter of that name, empty when there is none.
///
/// The parameter wins: a prefix that says the same is left away, any other is kept as part of the
/// name, so that nothing is lost. Without a parameter the first colon ends the issuer (key URI
/// format, "label": neither side holds one), and what follows may hold more of them.
pub(super) fn split(text: &str, issuer: &str) -> Result<(Issuer, Label), NameError> {
    let issuer = Issuer::new(issuer)?;
    if issuer.is_empty() {
        let (issuer, label) = text.split_once(':').unwrap_or(("", text));
        return Ok((Issuer::new(issuer)?, Label::new(label)?));
    }
    let label = without(text, &issuer).unwrap_or(text);
    Ok((issuer, Label::new(label)?))
}

/// Whether a written label begins with the issuer: it does, and where there is none an empty prefix
/// keeps a colon in the name from ending one.
pub(super) fn is_prefixed(issuer: &Issuer, label: &Label) -> bool {
    !issuer.is_empty() || label.as_str().contains(':')
}

/// The text that [`split`] splits into these two again.
pub(super) fn join(issuer: &Issuer, label: &Label) -> String {
    if is_prefixed(issuer, label) { format!("{issuer}:{label}") } else { label.to_string() }
}

/// What follows the prefix, if it says the same as the issuer or is empty.
fn without<'a>(text: &'a str, issuer: &Issuer) -> Option<&'a str> {
    // An issuer may hold colons of its own, so the whole of it is tried first.
    let rest = text.trim_start().strip_prefix(issuer.as_str());
    if let Some(label) = rest.and_then(|rest| rest.trim_start().strip_prefix(':')) {
        return Some(label);
    }
    let (prefix, label) = text.split_once(':')?;
    let says_the_same = |prefix: &str| Issuer::new(prefix).is_ok_and(|name| name.is_like(issuer));
    // Generators that form-encode the label write its blanks as pluses.
    let is_same = prefix.trim().is_empty()
        || says_the_same(prefix)
        || (!prefix.ends_with('+') && says_the_same(&prefix.replace('+', " ")));
    is_same.then_some(label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_label_is_split_as_people_write_it() {
        for (text, parameter, issuer, label) in [
            ("Amazon:me@example.com", "Amazon", "Amazon", "me@example.com"),
            ("Amazon:me@example.com", "", "Amazon", "me@example.com"),
            ("me@example.com", "Amazon", "Amazon", "me@example.com"),
            ("me@example.com", "", "", "me@example.com"),
            ("amazon : me", "Amazon", "Amazon", "me"),
            ("Old:me", "New", "New", "Old:me"),
            ("A:b:c", "", "A", "b:c"),
            ("A:b:c", "A", "A", "b:c"),
            ("A:b:c", "A:b", "A:b", "c"),
            (":me", "", "", "me"),
            (":me", "Amazon", "Amazon", "me"),
            ("Amazon:", "Amazon", "Amazon", ""),
            ("Amazon", "Amazon", "Amazon", "Amazon"),
            ("Amazonia:me", "Amazon", "Amazon", "Amazonia:me"),
            ("Big+Corp:me+shop", "Big Corp", "Big Corp", "me+shop"),
            ("Disney+:me", "Disney", "Disney", "Disney+:me"),
            ("", "", "", ""),
        ] {
            let (found_issuer, found_label) = split(text, parameter).unwrap();
            assert_eq!((found_issuer.as_str(), found_label.as_str()), (issuer, label), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_joined_is_split_again(issuer: String, label: String) {
            let (issuer, label) = (Issuer::new(&issuer).unwrap(), Label::new(&label).unwrap());
            let text = join(&issuer, &label);
            prop_assert_eq!(split(&text, issuer.as_str()).unwrap(), (issuer, label));
        }

        #[test]
        fn colons_and_blanks_are_split_again(issuer in "[:: +aA]{0,5}", label in "[:: +aA]{0,5}") {
            let (issuer, label) = (Issuer::new(&issuer).unwrap(), Label::new(&label).unwrap());
            let text = join(&issuer, &label);
            prop_assert_eq!(split(&text, issuer.as_str()).unwrap(), (issuer, label));
        }
    }
}
