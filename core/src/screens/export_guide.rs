//! The screen that explains how another app exports its accounts.

use serde::{Deserialize, Serialize};

use crate::import::{ExportGuide, ExportGuideAction};

/// An app from which accounts can be moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportGuideState {
    /// The app's stable identifier.
    pub app: String,
    /// The app's name; empty for all other apps, which the sentence `move-other` names.
    pub name: String,
    /// The catalogue keys of the steps, in order.
    pub steps: Vec<String>,
    /// What the user can do here afterwards, the usual way first.
    #[serde(rename = "acts")]
    pub actions: Vec<ExportGuideAction>,
}

/// The apps, in the order in which they are offered.
pub fn export_guides() -> Vec<ExportGuideState> {
    let state = |guide: &ExportGuide| ExportGuideState {
        app: guide.app.to_owned(),
        name: guide.name.to_owned(),
        steps: guide.sentences(),
        actions: guide.actions.to_vec(),
    };
    ExportGuide::all().iter().map(state).collect()
}
