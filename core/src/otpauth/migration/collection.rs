//! The parts of one or more exports, scanned in any order.

use std::collections::BTreeMap;

use super::{ExportPart, RefusedMigrationEntry};
use crate::account::Account;

/// The parts of Google's export so far: in any order, possibly repeated, possibly of several
/// exports.
#[derive(Debug, Default)]
pub struct ExportParts {
    batches: Vec<Batch>,
}

/// The result of adding a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartAdded {
    /// The part is new.
    New,
    /// The same part was already there; nothing changed.
    Known,
}

/// A missing part of an export of which another part was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingPart {
    /// The export's identifier, the same in all its parts.
    pub batch: i32,
    /// The part's number, counted from 1.
    pub number: u32,
    /// The number of parts.
    pub total: u32,
}

impl ExportParts {
    /// Adds a part.
    pub fn add(&mut self, part: ExportPart) -> PartAdded {
        let is_sibling = |batch: &Batch| batch.id == part.batch && batch.size == part.size;
        let mut siblings = self.batches.iter_mut().filter(|batch| is_sibling(batch));
        if siblings.any(|batch| batch.parts.values().any(|own| own.payload == part.payload)) {
            return PartAdded::Known;
        }
        // Some apps give all exports the same identifier, so a number may occur again with other
        // accounts.
        let mut siblings = self.batches.iter_mut().filter(|batch| is_sibling(batch));
        match siblings.find(|batch| !batch.parts.contains_key(&part.index)) {
            Some(batch) => {
                batch.parts.insert(part.index, part);
            }
            None => self.batches.push(Batch {
                id: part.batch,
                size: part.size,
                parts: BTreeMap::from([(part.index, part)]),
            }),
        }
        PartAdded::New
    }

    /// Whether no part was added yet.
    pub fn is_empty(&self) -> bool {
        self.batches.is_empty()
    }

    /// The missing parts, by export and number; empty if all are present.
    pub fn missing(&self) -> Vec<MissingPart> {
        self.batches.iter().flat_map(Batch::missing).collect()
    }

    /// Returns the accounts of all parts, in order within each export, and the rejected ones.
    pub fn into_entries(self) -> Vec<Result<Account, RefusedMigrationEntry>> {
        let parts = self.batches.into_iter().flat_map(|batch| batch.parts.into_values());
        parts.flat_map(|part| part.entries).collect()
    }
}

#[derive(Debug)]
struct Batch {
    id: i32,
    size: u32,
    parts: BTreeMap<u32, ExportPart>,
}

impl Batch {
    fn missing(&self) -> impl Iterator<Item = MissingPart> {
        // Google counts parts from 0; some other apps counted from 1.
        let first =
            u32::from(self.parts.last_key_value().is_some_and(|(last, _)| *last >= self.size));
        let numbers = (1..=self.size).filter(move |n| !self.parts.contains_key(&(n - 1 + first)));
        numbers.map(|number| MissingPart { batch: self.id, number, total: self.size })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    fn part(batch: i32, index: u32, size: u32, content: u8) -> ExportPart {
        ExportPart { batch, index, size, payload: Secret::new(vec![content]), entries: Vec::new() }
    }

    fn numbers(collection: &ExportParts) -> Vec<(i32, u32, u32)> {
        collection.missing().iter().map(|part| (part.batch, part.number, part.total)).collect()
    }

    #[test]
    fn missing_parts_are_listed_until_they_are_added_in_any_order() {
        let mut parts = ExportParts::default();
        assert_eq!(parts.add(part(-7, 2, 3, 2)), PartAdded::New);
        assert_eq!(numbers(&parts), [(-7, 1, 3), (-7, 2, 3)]);
        assert_eq!(parts.add(part(-7, 0, 3, 0)), PartAdded::New);
        assert_eq!(parts.add(part(-7, 2, 3, 2)), PartAdded::Known);
        assert_eq!(numbers(&parts), [(-7, 2, 3)]);
        assert_eq!(parts.add(part(-7, 1, 3, 1)), PartAdded::New);
        assert!(parts.missing().is_empty());
    }

    #[test]
    fn several_exports_are_collected_separately() {
        let mut parts = ExportParts::default();
        parts.add(part(1, 0, 2, 10));
        parts.add(part(2, 0, 1, 20));
        assert_eq!(numbers(&parts), [(1, 2, 2)]);
        // The same identifier with another number of parts is another export.
        parts.add(part(1, 1, 3, 30));
        assert_eq!(numbers(&parts), [(1, 2, 2), (1, 1, 3), (1, 3, 3)]);
    }

    #[test]
    fn other_accounts_under_the_same_number_are_another_export() {
        let mut parts = ExportParts::default();
        assert_eq!(parts.add(part(0, 0, 2, 10)), PartAdded::New);
        assert_eq!(parts.add(part(0, 0, 2, 20)), PartAdded::New);
        assert_eq!(numbers(&parts), [(0, 2, 2), (0, 2, 2)]);
    }

    #[test]
    fn numbers_may_run_from_one() {
        let mut parts = ExportParts::default();
        parts.add(part(1, 2, 2, 2));
        assert_eq!(numbers(&parts), [(1, 1, 2)]);
        parts.add(part(1, 1, 2, 1));
        assert!(parts.missing().is_empty());
    }
}
