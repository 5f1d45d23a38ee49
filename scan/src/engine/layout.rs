//! The positions of a symbol's modules (ISO/IEC 18004 §6.3 and §7.7.3).

use super::geometry::LANES;
use std::sync::OnceLock;

/// The largest version.
pub(crate) const MAX_VERSION: u8 = 40;

/// The purpose of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModuleRole {
    /// Always dark: a function pattern, or the one fixed module beside the format information.
    Dark,
    /// Always light.
    Light,
    /// Format or version information.
    Information,
    /// Data or error correction.
    Data,
}

/// A function pattern as a template for correlation: module centres and values with mean 0 and
/// length 1. Lighter modules have greater values.
pub(crate) struct FunctionPattern {
    /// Weight among the other patterns.
    pub(crate) weight: f32,
    /// Number of modules.
    pub(crate) count: usize,
    /// The modules, in chunks.
    pub(crate) cells: Vec<PatternCells>,
}

/// Modules of a pattern that are sampled together. A shorter last chunk is filled with copies of
/// its last module at weight 0.
#[derive(Clone, Copy)]
pub(crate) struct PatternCells {
    pub(crate) across: [f32; LANES],
    pub(crate) down: [f32; LANES],
    pub(crate) value: [f32; LANES],
    /// 1 or 0.
    pub(crate) weight: [f32; LANES],
}

/// The layout of one version.
pub(crate) struct SymbolLayout {
    /// The version, 1 to 40.
    pub(crate) version: u8,
    /// Modules per side.
    pub(crate) side: usize,
    /// All modules, row by row.
    pub(crate) modules: Vec<ModuleRole>,
    /// Indices in `modules` of the data modules, in the order in which bits are placed.
    pub(crate) order: Vec<u32>,
    /// The rows and columns of the alignment patterns' centres.
    pub(crate) alignment: Vec<usize>,
    /// Finder, timing and alignment patterns.
    pub(crate) patterns: Vec<FunctionPattern>,
}

impl SymbolLayout {
    /// The layout of a version, computed at its first use. `None` if there is no such version.
    pub(crate) fn of(version: u8) -> Option<&'static Self> {
        static ALL: [OnceLock<SymbolLayout>; MAX_VERSION as usize] =
            [const { OnceLock::new() }; MAX_VERSION as usize];
        let place = usize::from(version).checked_sub(1)?;
        ALL.get(place).map(|cell| cell.get_or_init(|| Self::draw(version)))
    }

    fn draw(version: u8) -> Self {
        let side = 17 + 4 * usize::from(version);
        let alignment = alignment_places(version);
        let mut grid = ModuleGrid { side, modules: vec![ModuleRole::Data; side * side] };
        grid.draw_information(version);
        grid.draw_timing();
        grid.draw_finders();
        grid.draw_alignment(&alignment);
        grid.set(side - 8, 8, ModuleRole::Dark);
        let order = placement_order(side, &grid.modules);
        let patterns = patterns(&grid, &alignment);
        Self { version, side, modules: grid.modules, order, alignment, patterns }
    }

    /// The centres (row, column) of the alignment patterns.
    pub(crate) fn alignment_centres(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        alignment_centres(&self.alignment, self.side)
    }
}

/// The rows and columns of alignment patterns (Annex E): evenly spaced from the end, as far apart
/// as the version allows. Only version 32 is an exception.
fn alignment_places(version: u8) -> Vec<usize> {
    if version < 2 {
        return Vec::new();
    }
    let version = usize::from(version);
    let last = 4 * version + 10;
    let count = version / 7 + 2;
    let step = if version == 32 { 26 } else { (4 * version + 2 * count + 1) / (2 * count - 2) * 2 };
    let mut places = vec![6];
    places.extend((0..count - 1).rev().map(|back| last - step * back));
    places
}

/// All crossings of the rows and columns, except the three that a finder pattern covers.
fn alignment_centres(places: &[usize], side: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let near = |place: usize| place < 8;
    let far = move |place: usize| place + 9 > side;
    places.iter().flat_map(move |&row| places.iter().map(move |&column| (row, column))).filter(
        move |&(row, column)| {
            !((near(row) && (near(column) || far(column))) || (far(row) && near(column)))
        },
    )
}

struct ModuleGrid {
    side: usize,
    modules: Vec<ModuleRole>,
}

impl ModuleGrid {
    fn set(&mut self, row: usize, column: usize, module: ModuleRole) {
        self.modules[row * self.side + column] = module;
    }

    fn is_dark(&self, row: usize, column: usize) -> bool {
        self.modules[row * self.side + column] == ModuleRole::Dark
    }

    /// Format information beside the finder patterns (§7.9), and version information from version 7
    /// (§7.10).
    fn draw_information(&mut self, version: u8) {
        let side = self.side;
        for step in 0..9 {
            self.set(8, step, ModuleRole::Information);
            self.set(step, 8, ModuleRole::Information);
        }
        for step in 1..9 {
            self.set(8, side - step, ModuleRole::Information);
            self.set(side - step, 8, ModuleRole::Information);
        }
        if version >= 7 {
            for along in 0..6 {
                for across in 9..12 {
                    self.set(along, side - across, ModuleRole::Information);
                    self.set(side - across, along, ModuleRole::Information);
                }
            }
        }
    }

    fn draw_timing(&mut self) {
        for step in 8..self.side - 8 {
            let module = if step % 2 == 0 { ModuleRole::Dark } else { ModuleRole::Light };
            self.set(6, step, module);
            self.set(step, 6, module);
        }
    }

    /// The three finder patterns with their separators.
    fn draw_finders(&mut self) {
        let far = self.side - 7;
        for (top, left) in [(0, 0), (0, far), (far, 0)] {
            for row in top.saturating_sub(1)..(top + 8).min(self.side) {
                for column in left.saturating_sub(1)..(left + 8).min(self.side) {
                    let ring = row.abs_diff(top + 3).max(column.abs_diff(left + 3));
                    let dark = ring == 3 || ring <= 1;
                    self.set(row, column, if dark { ModuleRole::Dark } else { ModuleRole::Light });
                }
            }
        }
    }

    fn draw_alignment(&mut self, places: &[usize]) {
        for (row, column) in alignment_centres(places, self.side) {
            for y in row - 2..=row + 2 {
                for x in column - 2..=column + 2 {
                    let ring = y.abs_diff(row).max(x.abs_diff(column));
                    self.set(y, x, if ring == 1 { ModuleRole::Light } else { ModuleRole::Dark });
                }
            }
        }
    }
}

/// The order of placement (§7.7.3): pairs of columns from the right, alternately upwards and
/// downwards, without the column of the vertical timing pattern.
fn placement_order(side: usize, modules: &[ModuleRole]) -> Vec<u32> {
    let mut order = Vec::with_capacity(side * side);
    let mut upwards = true;
    let rights = (1..side).rev().step_by(2).map(|right| if right <= 6 { right - 1 } else { right });
    for right in rights.filter(|right| *right > 0) {
        for step in 0..side {
            let row = if upwards { side - 1 - step } else { step };
            for column in [right, right - 1] {
                let place = row * side + column;
                if modules[place] == ModuleRole::Data {
                    order.push(place as u32);
                }
            }
        }
        upwards = !upwards;
    }
    order
}

fn patterns(grid: &ModuleGrid, alignment: &[usize]) -> Vec<FunctionPattern> {
    let side = grid.side;
    let square = |top: usize, left: usize, size: usize| {
        (top..top + size).flat_map(move |row| (left..left + size).map(move |column| (row, column)))
    };
    let mut all = Vec::new();
    for (top, left) in [(0, 0), (0, side - 8), (side - 8, 0)] {
        all.push(pattern(grid, 1.0, square(top, left, 8)));
    }
    all.push(pattern(grid, 1.0, (6..side - 6).map(|column| (6, column))));
    all.push(pattern(grid, 1.0, (6..side - 6).map(|row| (row, 6))));
    let count = alignment_centres(alignment, side).count();
    // A few patterns count one each. Many count less, so that the corner patterns still matter.
    let weight = if count == 1 { 1.0 } else { 2.5 / count.max(1) as f32 };
    for (row, column) in alignment_centres(alignment, side) {
        all.push(pattern(grid, weight, square(row - 2, column - 2, 5)));
    }
    all
}

fn pattern(
    grid: &ModuleGrid,
    weight: f32,
    cells: impl Iterator<Item = (usize, usize)>,
) -> FunctionPattern {
    let cells: Vec<(f32, f32, f32)> = cells
        .map(|(row, column)| {
            let value = if grid.is_dark(row, column) { -1.0 } else { 1.0 };
            (column as f32 + 0.5, row as f32 + 0.5, value)
        })
        .collect();
    let mean = cells.iter().map(|cell| cell.2).sum::<f32>() / cells.len() as f32;
    let length = cells.iter().map(|cell| (cell.2 - mean).powi(2)).sum::<f32>().sqrt();
    let count = cells.len();
    let lanes = cells.chunks(LANES).map(|cells| {
        let cell = |lane: usize| cells[lane.min(cells.len() - 1)];
        let is_there = |lane: usize| lane < cells.len();
        PatternCells {
            across: std::array::from_fn(|lane| cell(lane).0),
            down: std::array::from_fn(|lane| cell(lane).1),
            value: std::array::from_fn(|lane| {
                if is_there(lane) { (cell(lane).2 - mean) / length } else { 0.0 }
            }),
            weight: std::array::from_fn(|lane| f32::from(u8::from(is_there(lane)))),
        }
    });
    FunctionPattern { weight, count, cells: lanes.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_end_at_40() {
        assert!(SymbolLayout::of(0).is_none() && SymbolLayout::of(41).is_none());
        assert_eq!(SymbolLayout::of(40).unwrap().side, 177);
    }

    #[test]
    fn alignment_patterns_are_where_annex_e_says() {
        let places = |version| SymbolLayout::of(version).unwrap().alignment.clone();
        assert_eq!(places(1), [0; 0]);
        assert_eq!(places(2), [6, 18]);
        assert_eq!(places(7), [6, 22, 38]);
        assert_eq!(places(32), [6, 34, 60, 86, 112, 138]);
        assert_eq!(places(40), [6, 30, 58, 86, 114, 142, 170]);
    }

    #[test]
    fn data_modules_are_as_many_as_table_1_says() {
        let bits = |version| SymbolLayout::of(version).unwrap().order.len();
        assert_eq!(bits(1), 26 * 8);
        assert_eq!(bits(2), 44 * 8 + 7);
        assert_eq!(bits(7), 196 * 8);
        assert_eq!(bits(14), 581 * 8 + 3);
        assert_eq!(bits(40), 3706 * 8);
    }

    #[test]
    fn the_first_bits_are_at_the_bottom_right() {
        let layout = SymbolLayout::of(1).unwrap();
        let place = |row: u32, column: u32| row * 21 + column;
        assert_eq!(layout.order[..3], [place(20, 20), place(20, 19), place(19, 20)]);
    }

    #[test]
    fn every_function_module_equals_that_of_an_encoder() {
        for version in 1..=MAX_VERSION {
            let code = aikotoba_studio::DrawnCode::encode_as(
                "x",
                aikotoba_studio::CorrectionLevel::Low,
                version,
                Some(3),
            )
            .unwrap();
            let layout = SymbolLayout::of(version).unwrap();
            for (place, module) in layout.modules.iter().enumerate() {
                let dark = code.is_dark(place / layout.side, place % layout.side);
                assert!(
                    !matches!(
                        (module, dark),
                        (ModuleRole::Dark, false) | (ModuleRole::Light, true)
                    ),
                    "version {version}, module {place}"
                );
            }
        }
    }

    #[test]
    fn a_template_does_not_correlate_with_a_flat_picture() {
        for pattern in &SymbolLayout::of(7).unwrap().patterns {
            let values = || pattern.cells.iter().flat_map(|cells| cells.value);
            let sum: f32 = values().sum();
            let length: f32 = values().map(|value| value * value).sum();
            let weights: f32 = pattern.cells.iter().flat_map(|cells| cells.weight).sum();
            assert!((weights - pattern.count as f32).abs() < 1e-4);
            assert!(sum.abs() < 1e-4 && (length - 1.0).abs() < 1e-4);
        }
    }
}
