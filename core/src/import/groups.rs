//! The groups or folders of another app's file, which its entries refer to.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::fields::Fields;

/// Groups by the identifier that entries tell, and in the file's order.
#[derive(Default)]
pub(super) struct Groups {
    names: BTreeMap<String, String>,
    in_order: Vec<String>,
}

impl Groups {
    /// Reads a list of objects with a `name`, known by the field `id`. What is no such object is
    /// passed over: it only lends its name.
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

    /// The name of a group.
    pub(super) fn name(&self, id: &str) -> Option<&String> {
        self.names.get(id)
    }

    /// All names, in the file's order.
    pub(super) fn names(&self) -> Vec<String> {
        self.in_order.clone()
    }
}
