//! The engine and its parsers, one by one, for measurements and fuzzing. Not part of the stable
//! API.

mod intermediate;

pub use intermediate::{FinderReport, StageResults, run_stages};

use crate::budget::ScanBudget;
use crate::engine::bit_grid;
use crate::engine::layout::SymbolLayout;
use crate::engine::read::UnconfirmedMessages;
use crate::engine::reed_solomon::{self, BlockParameters};
use crate::engine::search::{PassGroup, Search};
use crate::engine::segments;
use crate::engine::soft::SoftModules;
use crate::engine::symbol::ErasurePolicy;
use crate::found::ScanReport;
use crate::frame::LumaFrame;
use crate::plane::Plane;
use crate::sink::CodeCollector;
use crate::stages::engine_stage;
use std::time::{Duration, Instant};

/// Scans a frame with the engine alone, without rxing.
pub fn scan_with_engine_only(frame: &LumaFrame<'_>, budget: ScanBudget) -> ScanReport {
    let mut sink = CodeCollector::new(*frame, &|_| true);
    let plane = Plane::from_frame(frame);
    let mut search = Search::new(&plane, budget, &|_| true);
    search.run(PassGroup::Usual);
    search.run(PassGroup::Costly);
    sink.count_work(search.work_done());
    engine_stage::collect_symbols(search.symbols, &mut sink);
    sink.into_reading(budget.is_spent())
}

/// Parses data codewords as segments and returns the text.
pub fn parse_segments(data: &[u8], version: u8) -> Option<String> {
    segments::parse(data, version).map(|message| message.text.to_string())
}

/// Corrects a block and returns the number of errors.
pub fn correct_block(
    codewords: &mut [u8],
    checks: usize,
    erasures: &[u8],
    reserve: usize,
) -> Option<usize> {
    reed_solomon::correct(codewords, BlockParameters { checks, erasures, reserve })
}

/// Decodes the modules of a symbol with rqrr's decoder and with ours, without erasures. Returns the
/// bytes of both messages if both succeed.
pub fn decode_by_both(version: u8, values: &[i8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let layout = SymbolLayout::of(version)?;
    let count = layout.side * layout.side;
    let values =
        (0..count).map(|i| f32::from(values.get(i).copied().unwrap_or_default())).collect();
    let soft = SoftModules::new(layout.side, values)?;
    let (meta, bytes) = bit_grid::decode_bytes(&soft)?;
    let mirror = soft.transposed();
    let ours = [&soft, &mirror]
        .into_iter()
        .find_map(|soft| bit_grid::decode_with_engine(soft, layout, &meta))?;
    Some((bytes.to_vec(), ours.to_vec()))
}

/// Decodes the modules of a symbol (above 0 is dark) and returns the text.
pub fn decode_modules(version: u8, values: &[i8]) -> Option<String> {
    let layout = SymbolLayout::of(version)?;
    let count = layout.side * layout.side;
    let values =
        (0..count).map(|i| f32::from(values.get(i).copied().unwrap_or_default())).collect();
    let soft = SoftModules::new(layout.side, values)?;
    let deadline = Instant::now() + Duration::from_secs(5);
    let read =
        UnconfirmedMessages::default().read(&soft, layout, ErasurePolicy::WhenNeeded, deadline)?;
    Some(read.message.text.to_string())
}
