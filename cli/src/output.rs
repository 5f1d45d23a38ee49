//! What leaves the program: sentences for people, JSON for scripts.

pub(crate) mod columns;
pub(crate) mod moment;
pub(crate) mod plain;
pub(crate) mod progress;
pub(crate) mod qr;
