//! Behaviour of Aikotoba across crates.

pub mod source;
