//! The results of each stage of the engine, for drawing.

use crate::budget::ScanBudget;
use crate::engine::equalise::EqualiserFeatures;
use crate::engine::finder;
use crate::engine::finder_match::match_finder;
use crate::engine::geometry::{Homography, PixelPoint};
use crate::engine::layout::SymbolLayout;
use crate::engine::sample::SamplingGrid;
use crate::engine::search::MIN_QUALITY;
use crate::engine::soft::SoftModules;
use crate::engine::threshold::{ThresholdMap, ThresholdWindow};
use crate::engine::view::GreyView;
use crate::found::DecodedCode;
use crate::frame::LumaFrame;
use crate::plane::Plane;

/// A place where the runs of a row and a column match a finder pattern.
#[derive(Debug, Clone, Copy)]
pub struct FinderReport {
    /// The centre, in pixels.
    pub at: (f32, f32),
    /// Pixels per module.
    pub module: f32,
    /// Quality of the template match, up to 1; 0 if there is none.
    pub quality: f32,
}

/// The results of the stages on one frame.
pub struct StageResults {
    /// For each pixel, whether it is dark by the adaptive threshold.
    pub dark: Vec<bool>,
    /// Finder pattern candidates on the level of the frame itself.
    pub hits: Vec<FinderReport>,
    /// Corners of all modules of the symbol that was read, row by row, in pixels.
    pub lattice: Vec<(f32, f32)>,
    /// Modules per side.
    pub side: usize,
    /// Modules by the local decision threshold; above 0 is dark.
    pub plain: Vec<f32>,
    /// Modules after the equaliser.
    pub equalised: Vec<f32>,
}

/// Runs the stages on an upright frame in which `found` was read.
pub fn run_stages(
    frame: &LumaFrame<'_>,
    found: &DecodedCode,
    budget: ScanBudget,
) -> Option<StageResults> {
    let plane = Plane::from_frame(frame);
    let threshold = ThresholdMap::of(&plane, ThresholdWindow::Radius2);
    let pixels = (0..plane.area()).map(|i| (i % plane.width, i / plane.width));
    let is_dark = |(x, y)| {
        let (pixel, level) = threshold.pixel(&plane, x, y);
        pixel <= level
    };
    let view = GreyView::new(&plane, found.polarity())?;
    let (hits, _) = finder::finder_candidates(&plane, &threshold, 1, budget.deadline());
    let hits = hits.iter().filter(|hit| hit.polarity == found.polarity()).map(|hit| FinderReport {
        at: (hit.at.x, hit.at.y),
        module: hit.module,
        quality: match_finder(&view, hit, MIN_QUALITY).map_or(0.0, |finder| finder.quality),
    });
    let layout = SymbolLayout::of(found.version())?;
    let quad = found.corners().map(|corner| PixelPoint::new(corner.x, corner.y));
    let map = Homography::of_square(0.0, layout.side as f32, &quad)?;
    let grid = SamplingGrid::sample(&view, &map, layout.side, None);
    let values = |soft: SoftModules| soft.normalised().values().to_vec();
    let corners = layout.side + 1;
    let lattice = (0..corners * corners).map(|i| {
        let at = map.map((i % corners) as f32, (i / corners) as f32);
        (at.x, at.y)
    });
    Some(StageResults {
        dark: pixels.map(is_dark).collect(),
        hits: hits.collect(),
        lattice: lattice.collect(),
        side: layout.side,
        plain: values(grid.threshold_locally()?),
        equalised: values(EqualiserFeatures::of(&grid).by_patterns(layout, budget.deadline())?),
    })
}
