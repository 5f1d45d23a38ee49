//! The label of a key URI: issuer and account name, separated by a colon.

use crate::account::{Issuer, Label, NameError};

/// Splits a decoded label. `issuer` is the parameter of that name, empty if missing.
///
/// The parameter takes precedence: a prefix equal to it is removed, any other prefix is kept in the
/// name, so that nothing is lost. Without a parameter, the first colon ends the issuer (key URI
/// format, "label": neither part contains one), and the rest may contain more colons.
pub(super) fn split(text: &str, issuer: &str) -> Result<(Issuer, Label), NameError> {
    let issuer = Issuer::new(issuer)?;
    if issuer.is_empty() {
        let (issuer, label) = text.split_once(':').unwrap_or(("", text));
        return Ok((Issuer::new(issuer)?, Label::new(label)?));
    }
    let label = without(text, &issuer).unwrap_or(text);
    Ok((issuer, Label::new(label)?))
}

/// Whether a written label begins with the issuer. It does, also with an empty issuer if the name
/// contains a colon, so that the name is not split there.
pub(super) fn is_prefixed(issuer: &Issuer, label: &Label) -> bool {
    !issuer.is_empty() || label.as_str().contains(':')
}

/// The text that [`split`] splits into these two parts.
pub(super) fn join(issuer: &Issuer, label: &Label) -> String {
    if is_prefixed(issuer, label) { format!("{issuer}:{label}") } else { label.to_string() }
}

/// The text after the prefix, if the prefix equals the issuer or is empty.
fn without<'a>(text: &'a str, issuer: &Issuer) -> Option<&'a str> {
    // An issuer may contain colons, so the whole issuer is tried first.
    let rest = text.trim_start().strip_prefix(issuer.as_str());
    if let Some(label) = rest.and_then(|rest| rest.trim_start().strip_prefix(':')) {
        return Some(label);
    }
    let (prefix, label) = text.split_once(':')?;
    let says_the_same = |prefix: &str| Issuer::new(prefix).is_ok_and(|name| name.is_like(issuer));
    // Some generators form-encode the label and write spaces as `+`.
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
        fn a_joined_label_is_split_into_the_same_parts(issuer: String, label: String) {
            let (issuer, label) = (Issuer::new(&issuer).unwrap(), Label::new(&label).unwrap());
            let text = join(&issuer, &label);
            prop_assert_eq!(split(&text, issuer.as_str()).unwrap(), (issuer, label));
        }

        #[test]
        fn colons_and_spaces_are_split_into_the_same_parts(issuer in "[:: +aA]{0,5}", label in "[:: +aA]{0,5}") {
            let (issuer, label) = (Issuer::new(&issuer).unwrap(), Label::new(&label).unwrap());
            let text = join(&issuer, &label);
            prop_assert_eq!(split(&text, issuer.as_str()).unwrap(), (issuer, label));
        }
    }
}
