//! Tests of Aikotoba across crates.

pub mod operation;
pub mod source;
