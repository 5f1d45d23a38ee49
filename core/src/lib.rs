//! Everything that the Aikotoba authenticator decides.

pub mod account;
pub mod backup;
pub mod base32;
pub mod crypto;
pub mod disk;
pub mod enrol;
pub mod export;
pub mod fault;
pub mod import;
pub mod incoming;
pub mod otp;
pub mod otpauth;
pub mod phrase;
pub mod scan;
pub mod screens;
pub mod secret;
pub mod time;
pub mod vault;
