//! Draws QR codes as a phone camera sees them.
