//! Amazon Web Services: a separate site from Amazon's shops, with its own accounts.

use super::{Asks, Guide};

/// As the AWS console shows it in 2026.
pub(super) static GUIDE: Guide = Guide {
    site: "aws",
    issuers: &["Amazon Web Services", "AWS", "AWS IAM"],
    steps: &[
        // "Security credentials" in the menu under the account name.
        "guide-aws-step-1",
        // Assign an MFA device, name it, choose the authenticator app.
        "guide-aws-step-2",
        // Show the QR code, or show the secret key, and scan or type it.
        "guide-aws-step-3",
        // Type a code, wait for the next, and type that into the second field.
        "guide-aws-step-4",
    ],
    scan_at: 3,
    key_letters: Some(64),
    asks: Asks::TwoInARow,
};
