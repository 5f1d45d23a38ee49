//! What is known about the clock.

use super::UnixMillis;

pub(crate) type ClockEvidence = aikotoba_core::enrol::ClockEvidence;

/// What a shell can tell about the clock. Each part may be missing.
#[uniffi::remote(Record)]
pub struct ClockEvidence {
    /// Whether the device sets its clock by itself.
    pub automatic: AutomaticTime,
    /// What a clock of the network said, where the device keeps one.
    pub network: Option<NetworkTime>,
    /// Both clocks when the app last saw them together.
    pub earlier: Option<ClockReading>,
    /// Both clocks now.
    pub now: Option<ClockReading>,
}

pub(crate) type AutomaticTime = aikotoba_core::enrol::AutomaticTime;

/// Whether the device sets its clock by itself.
#[uniffi::remote(Enum)]
pub enum AutomaticTime {
    /// It does.
    On,
    /// A person sets it by hand.
    Off,
    /// The platform doesn't say.
    Unknown,
}

pub(crate) type NetworkTime = aikotoba_core::enrol::NetworkTime;

/// A clock of the network, and ours at the same moment.
#[uniffi::remote(Record)]
pub struct NetworkTime {
    /// What the network says.
    pub network: UnixMillis,
    /// What the device's clock said then.
    pub wall: UnixMillis,
}

pub(crate) type ClockReading = aikotoba_core::enrol::ClockReading;

/// The device's clock, and the time since it started, at one moment.
#[uniffi::remote(Record)]
pub struct ClockReading {
    /// The clock that codes are made from.
    pub wall: UnixMillis,
    /// Milliseconds since the device started, sleep included: nobody can set it.
    pub monotonic_millis: i64,
}

pub(crate) type ClockVerdict = aikotoba_core::enrol::ClockVerdict;

/// What the evidence says.
#[uniffi::remote(Enum)]
pub enum ClockVerdict {
    /// It is right, as the network or the device's own setting says.
    Right,
    /// It is off by so much that sites refuse its codes.
    Wrong {
        /// Positive when the clock is fast.
        off_by_millis: i64,
    },
    /// It stands before the day on which this app was made.
    LongPast,
    /// It was set to another time while the app looked on.
    Moved {
        /// Positive when it was set forward.
        by_millis: i64,
    },
    /// It is set by hand, and nothing is known to compare it with.
    SetByHand,
    /// There is nothing to judge it by.
    Unknown,
}
