//! How long a call may look.

use std::time::{Duration, Instant};

/// How hard to look at a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// One frame of a stream: another comes soon, so stop at the first stage that reads a code.
    Live,
    /// A still picture: nothing better will come, so try every stage and both polarities.
    Picture,
}

/// How much a call may spend: a time, for still pictures also an amount of work, with how hard.
///
/// The deadline is checked inside every loop; a call returns within a millisecond or two of it. Work
/// is counted, so that a busy machine reads in a picture what an idle one does.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    deadline: Instant,
    /// From when it was made to the deadline.
    limit: Duration,
    effort: Effort,
    work: u64,
}

/// Work for a still picture, in [`work`] units: about two seconds of an idle machine (x86-64, one
/// thread, November 2026).
const PICTURE_WORK: u64 = 1_000_000_000;

/// The time within which that work is done on a machine that is five times as slow, or as busy.
const PICTURE_TIME: Duration = Duration::from_secs(10);

/// What the steps of a search cost, in the time of one pixel whose level is thresholded and searched
/// for finder patterns (some 2 ns).
pub(crate) mod work {
    /// A hit that is looked at again on grey values.
    pub(crate) const PROBE: u64 = 750;
    /// A run of a row that may meet a pattern with an open outer ring.
    pub(crate) const OPEN_RUN: u64 = 15;
    /// A quick try at three patterns.
    pub(crate) const QUICK_TRY: u64 = 200_000;
    /// Any other try at three patterns.
    pub(crate) const TRY: u64 = 1_000_000;
    /// The third pattern sought for two.
    pub(crate) const PAIR: u64 = 500_000;
    /// A symbol sought on a cylinder.
    pub(crate) const CYLINDER: u64 = 10_000_000;
    /// A pixel whose blur is undone.
    pub(crate) const DECONVOLVED_PIXEL: u64 = 8;
    /// A pixel of what rxing looks at: both polarities, and the smaller pictures that it makes of it.
    pub(crate) const RXING_PIXEL: u64 = 12;
}

impl Budget {
    /// 60 ms from now at [`Effort::Live`]: a stream of 15 frames a second keeps its pace.
    pub fn live() -> Self {
        Self::lasting(Duration::from_millis(60), Effort::Live)
    }

    /// What a still picture is worth without being asked: work of about 2 s at [`Effort::Picture`],
    /// and at most 10 s from now.
    pub fn picture() -> Self {
        Self { work: PICTURE_WORK, ..Self::lasting(PICTURE_TIME, Effort::Picture) }
    }

    /// A minute from now at [`Effort::Picture`]: for a person who asked for it.
    pub fn picture_longer() -> Self {
        Self::lasting(Duration::from_mins(1), Effort::Picture)
    }

    /// `limit` from now, at the effort given, however much work that is. A limit beyond what the clock holds counts as a day.
    pub fn lasting(limit: Duration, effort: Effort) -> Self {
        let now = Instant::now();
        let day = Duration::from_hours(24);
        Self::until(now.checked_add(limit.min(day)).unwrap_or(now), effort)
    }

    /// Until `deadline`, at the effort given, however much work that is.
    pub fn until(deadline: Instant, effort: Effort) -> Self {
        let limit = deadline.saturating_duration_since(Instant::now());
        Self { deadline, limit, effort, work: u64::MAX }
    }

    /// The same with at most so much work, where one unit is about what a pixel of the picture costs
    /// that is looked at once.
    #[must_use]
    pub fn with_work(self, most: u64) -> Self {
        Self { work: most, ..self }
    }

    /// The same with all of its time from now on: what came before, such as decoding a large file,
    /// takes nothing from the search.
    #[must_use]
    pub fn restarted(self) -> Self {
        let now = Instant::now();
        Self { deadline: now.checked_add(self.limit).unwrap_or(now), ..self }
    }

    /// The most work that the call does.
    pub(crate) fn work(self) -> u64 {
        self.work
    }

    /// The instant at which the call gives up.
    pub fn deadline(self) -> Instant {
        self.deadline
    }

    /// How hard the call looks.
    pub fn effort(self) -> Effort {
        self.effort
    }

    /// Whether the time is up.
    pub(crate) fn is_spent(self) -> bool {
        Instant::now() >= self.deadline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_of_no_time_is_spent_at_once() {
        assert!(Budget::lasting(Duration::ZERO, Effort::Live).is_spent());
    }

    #[test]
    fn a_restarted_budget_has_all_of_its_time() {
        let budget = Budget::lasting(Duration::from_millis(40), Effort::Picture);
        std::thread::sleep(Duration::from_millis(60));
        assert!(budget.is_spent());
        assert!(!budget.restarted().is_spent());
        assert!(Budget::lasting(Duration::ZERO, Effort::Live).restarted().is_spent());
    }

    #[test]
    fn an_endless_limit_is_taken_as_a_day() {
        let budget = Budget::lasting(Duration::MAX, Effort::Picture);
        assert!(!budget.is_spent());
        assert!(budget.deadline() <= Instant::now() + Duration::from_hours(24));
    }
}
