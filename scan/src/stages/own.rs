//! The engine of our own as a stage.

use super::Stage;
use crate::budget::Effort;
use crate::engine::search::{Search, Symbol};
use crate::found::{Found, Point};
use crate::plane::Plane;
use crate::sink::Sink;
use std::time::Instant;

const NAME: &str = "own";

pub(crate) struct Own {
    effort: Effort,
}

impl Own {
    pub(crate) fn new(effort: Effort) -> Self {
        Self { effort }
    }
}

impl Stage for Own {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&mut self, plane: &Plane<'_>, deadline: Instant, sink: &mut Sink<'_>) {
        let mut search = Search::new(plane, self.effort, 0, sink.settles(), deadline);
        search.run();
        if search.is_over() {
            sink.leave_unfinished();
        }
        if search.has_doubts() {
            sink.doubt();
        }
        put(search.symbols, sink);
    }
}

/// Hands symbols that were read to the caller.
pub(crate) fn put(symbols: Vec<Symbol>, sink: &mut Sink<'_>) {
    for found in symbols.into_iter().filter_map(found) {
        sink.put(found);
    }
}

/// A symbol as the caller sees it.
fn found(symbol: Symbol) -> Option<Found> {
    let Symbol { read, pose, polarity } = symbol;
    let [a, b, c, d] = pose.map()?.quad(0.0, pose.layout.side as f32);
    // A mirrored symbol's own top right is where an unmirrored one has its bottom left.
    let corners = if read.mirrored { [a, d, c, b] } else { [a, b, c, d] };
    Some(Found {
        text: read.message.text,
        bytes: read.message.bytes,
        corners: corners.map(|at| Point { x: at.x, y: at.y }),
        version: pose.layout.version,
        level: read.format.level,
        mirrored: read.mirrored,
        polarity,
        part: read.message.part,
        stage: NAME,
        certainty: read.certainty,
    })
}
