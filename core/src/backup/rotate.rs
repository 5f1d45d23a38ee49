//! Dropping old backups: only ours, only proved ones, never the newest.

use std::num::NonZeroUsize;

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

/// Drops what is beyond `keep`, `newest` being the one that was just proved.
///
/// A file counts, and may be dropped, only when its name is one of ours, names this vault, and
/// vouches for what the file holds now. Whatever the clock says, `newest` stays; files that claim
/// to be younger than it were made while the clock was wrong and count as the oldest.
pub(super) fn rotate(
    place: &dyn Place,
    vault: VaultId,
    newest: &FileName,
    keep: Keep,
) -> Rotated {
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
