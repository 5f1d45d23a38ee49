//! The results of each stage of the engine, for drawing.

use crate::budget::Budget;
use crate::engine::equalise::Features;
use crate::engine::finder::{self, OpenRuns};
use crate::engine::geometry::{At, Homography};
use crate::engine::layout::Layout;
use crate::engine::probe::probe;
use crate::engine::sample::Grid;
use crate::engine::search::LEAST_QUALITY;
use crate::engine::soft::Soft;
use crate::engine::threshold::{Threshold, Window};
use crate::engine::view::View;
use crate::found::Found;
use crate::frame::LumaFrame;
use crate::plane::Plane;

/// A place where the runs of a row and a column match a finder pattern.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The centre, in pixels.
    pub at: (f32, f32),
    /// Pixels per module.
    pub module: f32,
    /// Quality of the template match, up to 1; 0 if there is none.
    pub quality: f32,
}

/// The results of the stages on one frame.
pub struct Intermediate {
    /// For each pixel, whether it is dark by the adaptive threshold.
    pub dark: Vec<bool>,
    /// Finder pattern candidates on the level of the frame itself.
    pub hits: Vec<Hit>,
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
pub fn intermediate(frame: &LumaFrame<'_>, found: &Found, budget: Budget) -> Option<Intermediate> {
    let plane = Plane::from_frame(frame);
    let threshold = Threshold::of(&plane, Window::Radius2);
    let pixels = (0..plane.area()).map(|i| (i % plane.width, i / plane.width));
    let is_dark = |(x, y)| {
        let (pixel, level) = threshold.pixel(&plane, x, y);
        pixel <= level
    };
    let view = View::new(&plane, found.polarity())?;
    let hits = finder::hits(&plane, &threshold, 1, &mut OpenRuns::default(), budget.deadline());
    let hits = hits.iter().filter(|hit| hit.polarity == found.polarity()).map(|hit| Hit {
        at: (hit.at.x, hit.at.y),
        module: hit.module,
        quality: probe(&view, hit, LEAST_QUALITY).map_or(0.0, |finder| finder.quality),
    });
    let layout = Layout::of(found.version())?;
    let quad = found.corners().map(|corner| At::new(corner.x, corner.y));
    let map = Homography::of_square(0.0, layout.side as f32, &quad)?;
    let grid = Grid::sample(&view, &map, layout.side, None);
    let values = |soft: Soft| soft.normalised().values().to_vec();
    let corners = layout.side + 1;
    let lattice = (0..corners * corners).map(|i| {
        let at = map.map((i % corners) as f32, (i / corners) as f32);
        (at.x, at.y)
    });
    Some(Intermediate {
        dark: pixels.map(is_dark).collect(),
        hits: hits.collect(),
        lattice: lattice.collect(),
        side: layout.side,
        plain: values(grid.plain()?),
        equalised: values(Features::of(&grid).by_patterns(layout, budget.deadline())?),
    })
}
