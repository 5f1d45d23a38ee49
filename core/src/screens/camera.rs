//! Why a camera shows nothing, and why nothing was read.

use crate::fault::Fault;

/// Why a camera gives no frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("camera", AnotherSource)]
pub enum CameraRefusal {
    /// The person did not allow it. The device's settings can put that right.
    #[error("the camera is not allowed")]
    #[fault(Decide)]
    NotAllowed,
    /// Another app holds it.
    #[error("another app has the camera")]
    #[fault(Device)]
    InUse,
    /// It failed, or is not there any more.
    #[error("the camera failed")]
    Failed,
    /// The device has none.
    #[error("there is no camera")]
    Missing,
}

impl CameraRefusal {
    /// Whether the device's settings can put it right.
    pub fn is_for_the_settings(self) -> bool {
        self == Self::NotAllowed
    }
}

/// Why nothing came of what a person brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("scan", AnotherSource)]
pub enum NothingRead {
    /// There is no QR code in the picture, which was searched to its end.
    #[error("no code in the picture")]
    NothingInPicture,
    /// The clipboard is empty.
    #[error("nothing to paste")]
    NothingToPaste,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Remedy;

    #[test]
    fn only_what_was_not_allowed_leads_to_the_devices_settings() {
        use CameraRefusal::{Failed, InUse, Missing, NotAllowed};
        assert!(NotAllowed.is_for_the_settings());
        for other in [InUse, Failed, Missing] {
            assert!(!other.is_for_the_settings());
        }
        assert_eq!((NotAllowed.remedy(), InUse.remedy()), (Remedy::Decide, Remedy::Device));
    }
}
