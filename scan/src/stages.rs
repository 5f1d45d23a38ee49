//! The stages of a scan: the engine and rxing.

pub(crate) mod engine_stage;
pub(crate) mod rxing;
