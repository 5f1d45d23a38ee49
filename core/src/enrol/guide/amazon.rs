//! Amazon's shops. Written for amazon.co.jp; the other shops require the same steps.

use super::{Asks, Guide};

/// As amazon.co.jp shows it in 2026. Between steps 2 and 3 Amazon sends an e-mail with a link to
/// approve the change.
pub(super) static GUIDE: Guide = Guide {
    site: "amazon",
    issuers: &["Amazon", "Amazon.co.jp", "Amazon.com", "アマゾン"],
    steps: &[
        // Account service, then "Login and security".
        "guide-amazon-step-1",
        // "Two-step verification", edit; approve by the link in the e-mail.
        "guide-amazon-step-2",
        // Begin, and choose the authenticator app instead of a phone number.
        "guide-amazon-step-3",
        // Scan the code, or press "can't scan the barcode?" and type the key.
        "guide-amazon-step-4",
        // Type the six digits and press "verify the code and continue".
        "guide-amazon-step-5",
        // On the last page, turn on two-step verification: without this nothing changes.
        "guide-amazon-step-6",
    ],
    scan_at: 4,
    // 260 random bits encoded as letters, hence the stray bits at the end (docs/adr/0002).
    key_letters: Some(52),
    asks: Asks::OneCode,
};
