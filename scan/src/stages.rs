//! The stages of a scan: the engine and rxing.

pub(crate) mod own;
pub(crate) mod rxing;
