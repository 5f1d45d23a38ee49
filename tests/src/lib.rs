//! Tests of Aikotoba across crates.

pub mod faulty;
pub mod operation;
pub mod source;
pub mod year;
