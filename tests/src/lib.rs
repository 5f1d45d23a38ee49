//! Behaviour of Aikotoba across crates.
