//! How much time and work a call may spend.

use std::time::{Duration, Instant};

/// How much effort a frame is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanEffort {
    /// One frame of a stream. Another one follows soon, so the call stops at the first stage that
    /// reads a code.
    Live,
    /// A still picture. No better one follows, so the call tries every stage and both polarities.
    Picture,
}

/// The limits of a call: a deadline, for still pictures also an amount of work, and the effort.
///
/// Every loop checks the deadline; a call returns at most a millisecond or two after it. Work is
/// counted so that a busy machine reads the same pictures as an idle one.
#[derive(Debug, Clone, Copy)]
pub struct ScanBudget {
    deadline: Instant,
    /// The time between the creation of the budget and its deadline.
    limit: Duration,
    effort: ScanEffort,
    work: u64,
}

/// The work limit of a still picture, in [`work`] units: about two seconds on an idle machine
/// (x86-64, one thread, November 2026).
const PICTURE_WORK: u64 = 1_000_000_000;

/// Long enough for that work on a machine that is five times slower or busier.
const PICTURE_TIME: Duration = Duration::from_secs(10);

/// The cost of each part of a search. One unit is the time to threshold one pixel and search it for
/// finder patterns (about 2 ns).
pub(crate) mod work {
    /// Matching one finder pattern candidate against grey values.
    pub(crate) const PROBE: u64 = 750;
    /// Comparing the column and the row through one run that may cross a finder pattern.
    pub(crate) const CROSS_CHECK: u64 = 60;
    /// Checking one run that may cross a finder pattern with an open outer ring.
    pub(crate) const OPEN_RUN: u64 = 15;
    /// Correlating the three patterns of a triple together.
    pub(crate) const SEEN: u64 = 2_000;
    /// One attempt at a triple with [`FitEffort::Quick`](crate::engine::fit::FitEffort::Quick).
    pub(crate) const QUICK_ATTEMPT: u64 = 200_000;
    /// Any other attempt at a triple.
    pub(crate) const ATTEMPT: u64 = 1_000_000;
    /// Searching for the third finder pattern of a pair.
    pub(crate) const PAIR: u64 = 1_000_000;
    /// Fitting a symbol on a cylinder.
    pub(crate) const CYLINDER: u64 = 10_000_000;
    /// Deconvolving one pixel.
    pub(crate) const DECONVOLVED_PIXEL: u64 = 3;
    /// One pixel that rxing scans, in both polarities and in all the smaller pictures that it
    /// makes.
    pub(crate) const RXING_PIXEL: u64 = 12;
}

impl ScanBudget {
    /// 60 ms from now with [`ScanEffort::Live`], short enough for a stream of 15 frames a second.
    pub fn live() -> Self {
        Self::lasting(Duration::from_millis(60), ScanEffort::Live)
    }

    /// The default for a still picture, with [`ScanEffort::Picture`]: work of about 2 s, and at most 10
    /// s from now.
    pub fn picture() -> Self {
        Self { work: PICTURE_WORK, ..Self::lasting(PICTURE_TIME, ScanEffort::Picture) }
    }

    /// One minute from now with [`ScanEffort::Picture`], for a person who asked for a longer search.
    pub fn picture_longer() -> Self {
        Self::lasting(Duration::from_mins(1), ScanEffort::Picture)
    }

    /// `limit` from now, without a work limit. A `limit` above 24 hours counts as 24 hours.
    pub fn lasting(limit: Duration, effort: ScanEffort) -> Self {
        let now = Instant::now();
        let day = Duration::from_hours(24);
        Self::until(now.checked_add(limit.min(day)).unwrap_or(now), effort)
    }

    /// Until `deadline`, without a work limit.
    pub fn until(deadline: Instant, effort: ScanEffort) -> Self {
        let limit = deadline.saturating_duration_since(Instant::now());
        Self { deadline, limit, effort, work: u64::MAX }
    }

    /// The same budget with its whole time limit counted from now, so that earlier steps such as
    /// decoding a large file do not shorten the search.
    #[must_use]
    pub fn restarted(self) -> Self {
        let now = Instant::now();
        Self { deadline: now.checked_add(self.limit).unwrap_or(now), ..self }
    }

    /// The work limit, in [`work`] units.
    pub(crate) fn work_limit(self) -> u64 {
        self.work
    }

    /// The instant at which the call stops.
    pub fn deadline(self) -> Instant {
        self.deadline
    }

    /// The effort.
    pub fn effort(self) -> ScanEffort {
        self.effort
    }

    /// Whether the deadline has passed.
    pub(crate) fn is_spent(self) -> bool {
        Instant::now() >= self.deadline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_of_no_time_is_spent_at_once() {
        assert!(ScanBudget::lasting(Duration::ZERO, ScanEffort::Live).is_spent());
    }

    #[test]
    fn a_restarted_budget_has_all_of_its_time() {
        let budget = ScanBudget::lasting(Duration::from_millis(40), ScanEffort::Picture);
        std::thread::sleep(Duration::from_millis(60));
        assert!(budget.is_spent());
        assert!(!budget.restarted().is_spent());
        assert!(ScanBudget::lasting(Duration::ZERO, ScanEffort::Live).restarted().is_spent());
    }

    #[test]
    fn a_limit_above_a_day_counts_as_a_day() {
        let budget = ScanBudget::lasting(Duration::MAX, ScanEffort::Picture);
        assert!(!budget.is_spent());
        assert!(budget.deadline() <= Instant::now() + Duration::from_hours(24));
    }
}
