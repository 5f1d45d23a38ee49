//! What a screen shows, as plain values.

pub mod search;
