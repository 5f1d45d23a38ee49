//! The groups or folders of another app's file, which entries refer to.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::fields::Fields;

/// Groups by identifier, and in file order.
#[derive(Default)]
pub(super) struct Groups {
    names: BTreeMap<String, String>,
    in_order: Vec<String>,
}

impl Groups {
    /// Reads an array of objects with a `name` and an identifier in the field `id`. Other values
    /// are skipped, since only names are lost.
    pub(super) fn read(list: Vec<&RawValue>, id: &'static str) -> Self {
        let mut groups = Self::default();
        for group in list {
            let Some(mut group) = Fields::of(group) else { continue };
            if let (Ok(Some(id)), Ok(Some(name))) = (group.text(id), group.text("name")) {
                groups.in_order.push(name.to_string());
                groups.names.insert(id.into_owned(), name.into_owned());
            }
        }
        groups
    }

    pub(super) fn name(&self, id: &str) -> Option<&String> {
        self.names.get(id)
    }

    /// All names, in file order.
    pub(super) fn names(&self) -> Vec<String> {
        self.in_order.clone()
    }
}
