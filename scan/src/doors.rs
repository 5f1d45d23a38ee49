//! The engine's parsers, each by itself, for fuzzing. Not part of what this crate promises.

use crate::engine::layout::Layout;
use crate::engine::read::Claims;
use crate::engine::reed_solomon::{self, Block};
use crate::engine::segments;
use crate::engine::soft::Soft;
use crate::engine::symbol::Erasing;
use std::time::{Duration, Instant};

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
