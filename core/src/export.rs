//! Accounts written for other apps. The owner's notes, groups, colours and favourites travel in a
//! backup alone.

pub mod google;
pub mod qr;
pub mod text;
