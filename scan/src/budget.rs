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

/// The time until which one call may look, with how hard.
///
/// The deadline is checked inside every loop; a call returns within a millisecond or two of it.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    deadline: Instant,
    effort: Effort,
}

impl Budget {
    /// 60 ms from now at [`Effort::Live`]: a stream of 15 frames a second keeps its pace.
    pub fn live() -> Self {
        Self::lasting(Duration::from_millis(60), Effort::Live)
    }

    /// 2 s from now at [`Effort::Picture`].
    pub fn picture() -> Self {
        Self::lasting(Duration::from_secs(2), Effort::Picture)
    }

    /// A minute from now at [`Effort::Picture`]: for a person who asked for it.
    pub fn picture_longer() -> Self {
        Self::lasting(Duration::from_mins(1), Effort::Picture)
    }

    /// `limit` from now, at the effort given. A limit beyond what the clock holds counts as a day.
    pub fn lasting(limit: Duration, effort: Effort) -> Self {
        let now = Instant::now();
        let day = Duration::from_hours(24);
        Self { deadline: now.checked_add(limit.min(day)).unwrap_or(now), effort }
    }

    /// Until `deadline`, at the effort given.
    pub fn until(deadline: Instant, effort: Effort) -> Self {
        Self { deadline, effort }
    }

    /// The instant at which the call gives up.
    pub fn deadline(self) -> Instant {
        self.deadline
    }

    /// How hard the call looks.
    pub fn effort(self) -> Effort {
        self.effort
    }

    /// When two thirds of what is left now will be over.
    pub(crate) fn most_of_it(self) -> Instant {
        let now = Instant::now();
        now + self.deadline.saturating_duration_since(now) * 2 / 3
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
    fn an_endless_limit_is_taken_as_a_day() {
        let budget = Budget::lasting(Duration::MAX, Effort::Picture);
        assert!(!budget.is_spent());
        assert!(budget.deadline() <= Instant::now() + Duration::from_hours(24));
    }
}
