//! The engine and its parsers, each by itself, for measuring and fuzzing. Not part of what this
//! crate promises.

mod intermediate;

pub use intermediate::{Hit, Intermediate, intermediate};

use crate::budget::Budget;
use crate::engine::bit_grid;
use crate::engine::layout::Layout;
use crate::engine::read::Claims;
use crate::engine::reed_solomon::{self, Block};
use crate::engine::search::{PassGroup, Search};
use crate::engine::segments;
use crate::engine::soft::Soft;
use crate::engine::symbol::Erasing;
use crate::found::Reading;
use crate::frame::LumaFrame;
use crate::plane::Plane;
use crate::sink::Sink;
use crate::stages::own;
use std::time::{Duration, Instant};

/// Reads a frame by the engine alone, without the readers that stand behind it.
pub fn engine_alone(frame: &LumaFrame<'_>, budget: Budget) -> Reading {
    let mut sink = Sink::new(*frame, &|_| true);
    let plane = Plane::from_frame(frame);
    let mut search = Search::new(&plane, budget, &|_| true);
    search.run(PassGroup::Usual);
    search.run(PassGroup::Costly);
    sink.count_work(search.work_done());
    own::put(search.symbols, &mut sink);
    sink.into_reading(budget.is_spent())
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

/// Reads the modules of a symbol by rqrr's decoder and by ours, neither with erasures: the bytes of
/// both messages, where both read one.
pub fn both_decoders(version: u8, values: &[i8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let layout = Layout::of(version)?;
    let count = layout.side * layout.side;
    let values =
        (0..count).map(|i| f32::from(values.get(i).copied().unwrap_or_default())).collect();
    let soft = Soft::new(layout.side, values)?;
    let (meta, bytes) = bit_grid::decode_bytes(&soft)?;
    let mirror = soft.transposed();
    let ours =
        [&soft, &mirror].into_iter().find_map(|soft| bit_grid::by_ours(soft, layout, &meta))?;
    Some((bytes.to_vec(), ours.to_vec()))
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
