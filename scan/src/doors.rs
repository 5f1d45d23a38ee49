//! The engine and its parsers, each by itself, for measuring and fuzzing. Not part of what this
//! crate promises.

mod looks;

pub use looks::{Hit, Looks, looks};

use crate::budget::Budget;
use crate::engine::layout::Layout;
use crate::engine::read::Claims;
use crate::engine::reed_solomon::{self, Block};
use crate::engine::segments;
use crate::engine::soft::Soft;
use crate::engine::symbol::Erasing;
use crate::found::Reading;
use crate::frame::LumaFrame;
use crate::plane::Plane;
use crate::sink::Sink;
use crate::stages::{Stage, own::Own};
use std::time::{Duration, Instant};

/// Reads a frame by the engine alone, without the readers that stand behind it.
pub fn engine_alone(frame: &LumaFrame<'_>, budget: Budget) -> Reading {
    let mut sink = Sink::new(*frame, &|_| true);
    Own::new(budget.effort()).run(&Plane::from_frame(frame), budget.deadline(), &mut sink);
    Reading { found: sink.into_found(), out_of_time: budget.is_spent() }
}

/// Reads data codewords as segments; the text.
pub fn segments(data: &[u8], version: u8) -> Option<String> {
    segments::parse(data, version).map(|message| message.text.to_string())
}

/// Corrects a block; how many errors it had.
pub fn block(
    codewords: &mut [u8],
    checks: usize,
    erasures: &[u8],
    reserve: usize,
) -> Option<usize> {
    reed_solomon::correct(codewords, Block { checks, erasures, reserve })
}

/// Reads the modules of a symbol, above 0 dark; the text.
pub fn modules(version: u8, values: &[i8]) -> Option<String> {
    let layout = Layout::of(version)?;
    let count = layout.side * layout.side;
    let values =
        (0..count).map(|i| f32::from(values.get(i).copied().unwrap_or_default())).collect();
    let soft = Soft::new(layout.side, values)?;
    let deadline = Instant::now() + Duration::from_secs(5);
    let read = Claims::default().read(&soft, layout, Erasing::WhenNeeded, deadline)?;
    Some(read.message.text.to_string())
}
