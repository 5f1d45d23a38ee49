//! Matches the accounts of two lists that have the same keys.

use std::collections::HashMap;

use super::{Account, AccountId};
use crate::crypto::mac::{MacTag, Sha256Digest};
use crate::otp::{MovingFactor, Otp};

/// An account of either list, with its identifier there, if any.
#[derive(Clone, Copy)]
pub(crate) struct MatchCandidate<'a> {
    pub(crate) id: Option<AccountId>,
    pub(crate) account: &'a Account,
}

/// For each account in `ours`, the index of the matching account in `theirs`, which generates the
/// same codes. Each of `theirs` is used at most once: the one with the same identifier first, then
/// one with the same name, then any. So two accounts with the same key remain two.
pub(crate) fn pair_accounts(
    ours: &[MatchCandidate<'_>],
    theirs: &[MatchCandidate<'_>],
) -> Vec<Option<usize>> {
    let mut free: HashMap<MacTag, Vec<usize>> = HashMap::with_capacity(theirs.len());
    for (index, known) in theirs.iter().enumerate() {
        free.entry(fingerprint(&known.account.otp)).or_default().push(index);
    }
    let mut pairs = vec![None; ours.len()];
    let prints: Vec<MacTag> = ours.iter().map(|known| fingerprint(&known.account.otp)).collect();
    let rules: [fn(MatchCandidate<'_>, MatchCandidate<'_>) -> bool; 3] = [
        |one, other| one.id.is_some() && one.id == other.id,
        |one, other| one.account.has_same_name(other.account),
        |_, _| true,
    ];
    for fits in rules {
        for (pair, (known, print)) in pairs.iter_mut().zip(ours.iter().zip(&prints)) {
            if let (None, Some(choice)) = (&pair, free.get_mut(print)) {
                let found = choice.iter().position(|other| fits(*known, theirs[*other]));
                *pair = found.map(|at| choice.remove(at));
            }
        }
    }
    pairs
}

/// Equal for two keys exactly when [`Otp::is_same_as`] is true.
pub(crate) fn fingerprint(otp: &Otp) -> MacTag {
    let (kind, period) = match otp.kind() {
        MovingFactor::Totp { period } => (0, period.seconds()),
        MovingFactor::Hotp { .. } => (1, 0),
        MovingFactor::Steam => (2, 0),
    };
    let mut digest = Sha256Digest::new();
    digest.update(&[kind, otp.digits().count()]);
    digest.update(&period.to_be_bytes());
    digest.update(otp.algorithm().print().as_bytes());
    digest.update(b"\n");
    digest.update(otp.key().expose());
    digest.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otpauth::parse;
    use crate::time::UnixMillis;

    fn account(label: &str, rest: &str) -> Account {
        parse(&format!("otpauth://{label}?{rest}"), UnixMillis(0)).unwrap()
    }

    fn pairs(ours: &[(u8, &Account)], theirs: &[(u8, &Account)]) -> Vec<Option<usize>> {
        let [ours, theirs] = [ours, theirs].map(|list| {
            let id = |id| Some(AccountId::from_bytes([id; 16]));
            let known = list.iter().map(|(one, account)| MatchCandidate { id: id(*one), account });
            known.collect::<Vec<_>>()
        });
        pair_accounts(&ours, &theirs)
    }

    #[test]
    fn identifiers_match_before_names_and_names_before_the_rest() {
        let (a, b) = (account("totp/a", "secret=GE"), account("totp/b", "secret=GE"));
        assert_eq!(pairs(&[(1, &a), (2, &b)], &[(2, &a), (1, &b)]), [Some(1), Some(0)]);
        assert_eq!(pairs(&[(1, &a), (2, &b)], &[(3, &b), (4, &a)]), [Some(1), Some(0)]);
        assert_eq!(pairs(&[(1, &a), (2, &b)], &[(3, &b)]), [None, Some(0)]);
        assert_eq!(pairs(&[(1, &a)], &[(3, &b)]), [Some(0)]);
    }

    #[test]
    fn an_account_with_other_codes_does_not_match() {
        let plain = account("totp/a", "secret=GE");
        for other in [
            account("totp/a", "secret=GI"),
            account("totp/a", "secret=GE&digits=8"),
            account("totp/a", "secret=GE&period=60"),
            account("totp/a", "secret=GE&algorithm=SHA256"),
            account("hotp/a", "secret=GE&counter=1"),
        ] {
            assert_eq!(pairs(&[(1, &plain)], &[(1, &other)]), [None]);
        }
        let counters = ["secret=GE&counter=1", "secret=GE&counter=9"];
        let [one, nine] = counters.map(|rest| account("hotp/a", rest));
        assert_eq!(pairs(&[(1, &one)], &[(1, &nine)]), [Some(0)]);
    }
}
