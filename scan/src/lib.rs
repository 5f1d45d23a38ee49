//! Reads every QR code of a luma frame within a deadline.
