//! The engine and its parsers, one by one, for measurements and fuzzing. Not part of the stable
//! API.

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

/// Scans a frame with the engine alone, without rxing.
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

/// Parses data codewords as segments and returns the text.
pub fn segments(data: &[u8], version: u8) -> Option<String> {
    segments::parse(data, version).map(|message| message.text.to_string())
}

/// Corrects a block and returns the number of errors.
pub fn block(
    codewords: &mut [u8],
    checks: usize,
    erasures: &[u8],
    reserve: usize,
) -> Option<usize> {
    reed_solomon::correct(codewords, Block { checks, erasures, reserve })
}

/// Decodes the modules of a symbol with rqrr's decoder and with ours, without erasures. Returns the
/// bytes of both messages if both succeed.
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

/// Decodes the modules of a symbol (above 0 is dark) and returns the text.
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
