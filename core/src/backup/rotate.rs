//! Dropping old backups: only ours, only proved ones, never the newest.

use std::num::NonZeroUsize;

use super::contents::Extent;
use super::name::{self, FileName};
use super::open::{LARGEST, look};
use super::place::{Place, PlaceError};
use crate::vault::VaultId;

/// How many proved backups are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep(NonZeroUsize);

impl Keep {
    /// Ten: a slip that is noticed after a week of changes can still be taken back.
    pub const DEFAULT: Self = Self(NonZeroUsize::new(10).expect("ten is not zero"));

    /// That many; at least one always stays.
    pub fn new(count: usize) -> Option<Self> {
        NonZeroUsize::new(count).map(Self)
    }

    /// The number.
    pub fn count(self) -> usize {
        self.0.get()
    }
}

/// What became of the old backups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// The files that were dropped.
    pub dropped: Vec<String>,
    /// Backups of this vault that were damaged since they were proved. They are left: a part of
    /// one may be worth something to somebody.
    pub rotten: Vec<String>,
    /// Why not all that could be dropped was. The new backup is not concerned.
    pub failed: Option<PlaceError>,
}

/// Drops old backups once `newest` was proved, unless it lacks what they may still hold.
pub(super) fn rotate_after(
    extent: Extent,
    place: &dyn Place,
    vault: VaultId,
    newest: &FileName,
    keep: Keep,
) -> Rotated {
    match extent {
        Extent::Whole => rotate(place, vault, newest, keep),
        Extent::Partial => Rotated::default(),
    }
}

/// Drops what is beyond `keep`, `newest` being the one that was just proved.
///
/// A file counts, and may be dropped, only when its name is one of ours, names this vault, and
/// vouches for what the file holds now. Whatever the clock says, `newest` stays; files that claim
/// to be younger than it were made while the clock was wrong and count as the oldest.
fn rotate(place: &dyn Place, vault: VaultId, newest: &FileName, keep: Keep) -> Rotated {
    let mut rotated = Rotated::default();
    let names = match place.list() {
        Ok(names) => names,
        Err(why) => return Rotated { failed: Some(why), ..rotated },
    };
    drop_leftovers(place, vault, &names, &mut rotated);
    let mut others: Vec<(FileName, String)> = names
        .into_iter()
        .filter_map(|text| Some((FileName::parse(&text)?, text)))
        .filter(|(name, _)| name.is_of(vault) && name != newest)
        .collect();
    others.sort_by(|(one, _), (other, _)| {
        let key = |name: &FileName| (name.stamp() <= newest.stamp(), name.stamp().to_owned());
        key(other).cmp(&key(one))
    });
    let mut kept = 1;
    for (name, text) in others {
        match place.read(&text, LARGEST) {
            Ok(sealed) if name.fits(&sealed) && look(&sealed).is_ok() => {
                if kept < keep.count() {
                    kept += 1;
                } else if let Err(why) = place.remove(&text) {
                    rotated.failed = Some(why);
                } else {
                    rotated.dropped.push(text);
                }
            }
            Ok(_) => rotated.rotten.push(text),
            Err(why) => rotated.failed = Some(why),
        }
    }
    rotated
}

/// Removes what an interrupted save of this vault left unproved.
fn drop_leftovers(place: &dyn Place, vault: VaultId, names: &[String], rotated: &mut Rotated) {
    for text in names.iter().filter(|text| name::is_unproved(text, vault)) {
        if let Err(why) = place.remove(text) {
            rotated.failed = Some(why);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::Extent;
    use crate::backup::memory::{Memory, rotating, save, saving};
    use crate::backup::name::unproved;
    use crate::backup::sample::VAULT;
    use crate::time::UnixMillis;

    #[test]
    fn so_many_are_kept_and_the_newest_always() {
        let place = Memory::default();
        let names: Vec<_> = (0..5).map(|time| save(&place, 3, time * 60).unwrap().name).collect();
        assert_eq!(place.names(), names[2..]);
        // A clock that went back: the backup made last stays, and one older goes.
        let proof = save(&place, 1, -1000).unwrap();
        assert_eq!(place.names(), [proof.name]);
        assert_eq!(proof.rotated.dropped.len(), 3);
    }

    #[test]
    fn what_is_not_ours_or_was_damaged_is_never_dropped_and_never_counted() {
        let place = Memory::default();
        let first = save(&place, 9, 0).unwrap();
        let second = save(&place, 9, 60).unwrap();
        place.files.borrow_mut().get_mut(&second.name).unwrap()[200] ^= 1;
        let sealed = place.read(&first.name, LARGEST).unwrap();
        let foreign = FileName::of(UnixMillis(0), VaultId([9; 16]), &sealed).to_string();
        let others = ["notes.txt", "aikotoba.age", &foreign];
        for name in others {
            place.create(name, &sealed).unwrap();
        }
        let leftover = unproved(UnixMillis(0), VAULT);
        place.create(&leftover, b"part").unwrap();
        let third = save(&place, 2, 120).unwrap();
        assert_eq!(third.rotated.rotten, *std::slice::from_ref(&second.name));
        assert_eq!(third.rotated.dropped, [] as [String; 0]);
        let names = place.names();
        let stay = [&first.name, &second.name, &third.name];
        assert!(stay.into_iter().all(|name| names.contains(name)));
        assert!(others.into_iter().all(|name| names.iter().any(|known| known == name)));
        assert!(!names.contains(&leftover));
    }

    #[test]
    fn rotation_that_fails_does_not_fail_the_backup() {
        let mut place = Memory::default();
        save(&place, 1, 0).unwrap();
        place.fails_at = Some("list");
        let proof = save(&place, 1, 60).unwrap();
        assert_eq!(proof.rotated.failed, Some(PlaceError::Full));
        assert_eq!(place.names().len(), 2);
    }

    #[test]
    fn a_partial_backup_drops_no_whole_one() {
        let place = Memory::default();
        save(&place, 1, 0).unwrap();
        let mut partial = saving(&place, rotating(1), 60);
        partial.contents.extent = Extent::Partial;
        assert_eq!(partial.finish().unwrap().extent, Extent::Partial);
        assert_eq!(place.names().len(), 2);
    }
}
