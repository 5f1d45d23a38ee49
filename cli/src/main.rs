//! The Aikotoba authenticator in a terminal.

fn main() {}
