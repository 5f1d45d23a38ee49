//! The decoders that look at a frame in turn.

pub(crate) mod own;
pub(crate) mod rqrr;
pub(crate) mod rxing;

use crate::plane::Plane;
use crate::sink::Sink;
use std::time::Instant;

/// One way of reading codes.
pub(crate) trait Stage {
    /// Its name in [`Found::stage`](crate::Found::stage).
    fn name(&self) -> &'static str;

    /// Puts every code that it can read before `deadline` into `sink`. Neither panics nor outlives
    /// the deadline by more than a few milliseconds.
    fn run(&mut self, plane: &Plane<'_>, deadline: Instant, sink: &mut Sink<'_>);
}
