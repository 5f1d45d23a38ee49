//! Errors of the camera, and of inputs in which nothing was found.

use crate::fault::Fault;

/// Why a camera delivers no frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("camera", AnotherSource)]
pub enum CameraError {
    /// The user did not grant permission, which can be changed in the device's settings.
    #[error("no permission for the camera")]
    #[fault(Decide)]
    NotAllowed,
    /// Another app is using the camera.
    #[error("another app is using the camera")]
    #[fault(Device)]
    InUse,
    /// The camera failed or was disconnected.
    #[error("the camera failed")]
    Failed,
    /// The device has no camera.
    #[error("there is no camera")]
    Missing,
}

impl CameraError {
    /// Whether the device's settings can resolve it.
    pub fn is_for_the_settings(self) -> bool {
        self == Self::NotAllowed
    }
}

/// Why nothing was read from an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Fault)]
#[fault("scan", AnotherSource)]
pub enum NothingReadError {
    /// The picture contains no QR code, and was searched completely.
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
    fn only_a_missing_permission_leads_to_the_devices_settings() {
        use CameraError::{Failed, InUse, Missing, NotAllowed};
        assert!(NotAllowed.is_for_the_settings());
        for other in [InUse, Failed, Missing] {
            assert!(!other.is_for_the_settings());
        }
        assert_eq!((NotAllowed.remedy(), InUse.remedy()), (Remedy::Decide, Remedy::Device));
    }
}
