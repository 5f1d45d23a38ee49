//! A mesh warp (Wolberg, Digital Image Warping, 1990) for bent paper. Where alignment patterns are
//! displaced from the homography, the map is corrected between them (ISO/IEC 18004 §12 steps h and
//! i).

use super::geometry::{Homography, PixelPoint};
use super::layout::SymbolLayout;
use super::sample::{GridShifts, QUIET_MARGIN, centre};
use super::view::GreyView;

/// Search steps of half a module in each direction.
const STEPS: i16 = 5;

/// Least correlation of an alignment pattern.
const MIN_CORRELATION: f32 = 0.45;

/// The shift at each crossing of alignment rows and columns. Finder patterns have none.
struct MeshNodes {
    count: usize,
    shifts: Vec<Option<PixelPoint>>,
}

/// The shifts of the alignment patterns, interpolated over the symbol. `None` if no pattern is
/// displaced or none is found.
pub(crate) fn alignment_shifts(
    view: &GreyView<'_>,
    layout: &SymbolLayout,
    map: &Homography,
    module: f32,
) -> Option<GridShifts> {
    let places = &layout.alignment;
    let count = places.len();
    let mut nodes =
        MeshNodes { count, shifts: vec![Some(PixelPoint::new(0.0, 0.0)); count * count] };
    let index = |place: usize| places.iter().position(|known| *known == place);
    let mut moved = false;
    for (row, column) in layout.alignment_centres() {
        let (Some(i), Some(j)) = (index(row), index(column)) else { continue };
        let found = search(view, map, (row, column), module);
        moved |= found.is_some_and(|at| at.x != 0.0 || at.y != 0.0);
        nodes.shifts[i * count + j] = found;
    }
    if !moved {
        return None;
    }
    nodes.fill();
    Some(nodes.spread(layout))
}

/// The shift at which an alignment pattern correlates best.
fn search(
    view: &GreyView<'_>,
    map: &Homography,
    (row, column): (usize, usize),
    module: f32,
) -> Option<PixelPoint> {
    let mut best = (MIN_CORRELATION, None);
    for j in -STEPS..=STEPS {
        for i in -STEPS..=STEPS {
            let shift = PixelPoint::new(f32::from(i), f32::from(j)).scaled(0.5 * module);
            let bias = 0.02 * f32::from(i.abs() + j.abs());
            let value = correlation(view, map, (row, column), shift) - bias;
            if value > best.0 {
                best = (value, Some(shift));
            }
        }
    }
    let mut shift = best.1?;
    let mut value = correlation(view, map, (row, column), shift);
    for step in [0.25, 0.12] {
        for (x, y) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
            let next = shift.plus(x * step * module, y * step * module);
            let own = correlation(view, map, (row, column), next);
            if own > value {
                (shift, value) = (next, own);
            }
        }
    }
    Some(shift)
}

fn correlation(
    view: &GreyView<'_>,
    map: &Homography,
    (row, column): (usize, usize),
    shift: PixelPoint,
) -> f32 {
    /// Mean of 16 light and 9 dark modules, and the length of the template without it.
    const MEAN: f32 = -1.0 / 25.0 * 9.0;
    let (mut sum, mut squares, mut both, mut length) = (0.0, 0.0, 0.0, 0.0);
    for j in -2_i16..=2 {
        for i in -2_i16..=2 {
            let at = map.map(column as f32 + f32::from(i) + 0.5, row as f32 + f32::from(j) + 0.5);
            let seen = view.at(at.plus(shift.x, shift.y));
            let value = if i.abs().max(j.abs()) == 1 { 1.0 } else { -1.0 } - MEAN;
            sum += seen;
            squares += seen * seen;
            both += seen * value;
            length += value * value;
        }
    }
    let deviation = (squares - sum * sum / 25.0_f32).max(0.0).sqrt();
    both / ((deviation + 10.0) * f32::sqrt(length))
}

impl MeshNodes {
    /// Gives nodes without a pattern the mean of their neighbours, from the known ones outwards.
    fn fill(&mut self) {
        for _ in 0..2 * self.count {
            let before = self.shifts.clone();
            for place in 0..before.len() {
                if before[place].is_some() {
                    continue;
                }
                let (row, column) = (place / self.count, place % self.count);
                let neighbours = [
                    (row > 0).then(|| place - self.count),
                    (row + 1 < self.count).then(|| place + self.count),
                    (column > 0).then(|| place - 1),
                    (column + 1 < self.count).then(|| place + 1),
                ];
                let seen: Vec<PixelPoint> =
                    neighbours.iter().flatten().filter_map(|near| before[*near]).collect();
                if !seen.is_empty() {
                    let sum =
                        seen.iter().fold(PixelPoint::new(0.0, 0.0), |sum, at| sum.plus(at.x, at.y));
                    self.shifts[place] = Some(sum.scaled(1.0 / seen.len() as f32));
                }
            }
        }
    }

    /// Interpolates bilinearly between the nodes, for every module of the padded grid.
    fn spread(&self, layout: &SymbolLayout) -> GridShifts {
        let padded = layout.side + 2 * QUIET_MARGIN;
        let spans: Vec<(usize, f32)> =
            (0..padded).map(|i| span(&layout.alignment, centre(i))).collect();
        let node = |row: usize, column: usize| {
            self.shifts
                .get(row.min(self.count - 1) * self.count + column.min(self.count - 1))
                .copied()
                .flatten()
                .unwrap_or(PixelPoint::new(0.0, 0.0))
        };
        let mut shifts = GridShifts { right: Vec::new(), down: Vec::new() };
        for (row, below) in &spans {
            for (column, right) in &spans {
                let mix = |value: fn(PixelPoint) -> f32| {
                    let line = |row: usize| {
                        let (a, b) = (value(node(row, *column)), value(node(row, column + 1)));
                        a + (b - a) * right
                    };
                    let (a, b) = (line(*row), line(row + 1));
                    a + (b - a) * below
                };
                shifts.right.push(mix(|at| at.x));
                shifts.down.push(mix(|at| at.y));
            }
        }
        shifts
    }
}

/// The interval that contains a coordinate, and the position within it.
fn span(places: &[usize], at: f32) -> (usize, f32) {
    let middle = |i: usize| places.get(i).map_or(0.0, |place| *place as f32 + 0.5);
    let last = places.len().saturating_sub(2);
    let first = (0..=last).rev().find(|i| middle(*i) <= at).unwrap_or(0);
    let (a, b) = (middle(first), middle(first + 1));
    // Beyond the outermost patterns the shift is extrapolated a little.
    (first, if b > a { ((at - a) / (b - a)).clamp(-0.2, 1.2) } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::Polarity;
    use crate::plane::Plane;
    use aikotoba_studio::{CorrectionLevel, DrawnCode};
    use std::borrow::Cow;

    /// A symbol of version 7, six pixels a module, whose middle is shifted to the right by `bend`.
    fn plane(bend: f32) -> Plane<'static> {
        let code = DrawnCode::encode_as("mesh", CorrectionLevel::Low, 7, None).unwrap();
        let side = 6 * 53;
        let value = |i: usize| {
            let (x, y) = ((i % side) as f32 + 0.5, (i / side) as f32 + 0.5);
            let v = y / 6.0 - 4.0;
            let shift = bend * (1.0 - ((v - 22.5) / 16.0).powi(2)).max(0.0);
            let u = (x - shift) / 6.0 - 4.0;
            let inside = (0.0..45.0).contains(&u) && (0.0..45.0).contains(&v);
            if inside && code.is_dark(v as usize, u as usize) { 20 } else { 230 }
        };
        let pixels = Cow::Owned((0..side * side).map(value).collect());
        Plane { width: side, height: side, pixels }
    }

    fn shifts_of(bend: f32) -> Option<GridShifts> {
        let plane = plane(bend);
        let view = GreyView::new(&plane, Polarity::DarkOnLight).unwrap();
        let quad = [(24.0, 24.0), (294.0, 24.0), (294.0, 294.0), (24.0, 294.0)]
            .map(|(x, y)| PixelPoint::new(x, y));
        let map = Homography::of_square(0.0, 45.0, &quad).unwrap();
        alignment_shifts(&view, SymbolLayout::of(7).unwrap(), &map, 6.0)
    }

    #[test]
    fn a_flat_symbol_has_no_shifts() {
        assert!(shifts_of(0.0).is_none_or(|s| s.right.iter().all(|shift| shift.abs() < 1.0)));
    }

    #[test]
    fn a_bend_is_found_in_the_middle_and_not_at_the_corner() {
        let shifts = shifts_of(6.0).unwrap();
        let padded = 45 + 2 * QUIET_MARGIN;
        let middle = (QUIET_MARGIN + 22) * padded + QUIET_MARGIN + 22;
        assert!((shifts.right[middle] - 6.0).abs() < 1.6, "{}", shifts.right[middle]);
        assert!(shifts.down[middle].abs() < 1.6);
        let corner = (QUIET_MARGIN + 2) * padded + QUIET_MARGIN + 2;
        assert!(shifts.right[corner].abs() < 1.6);
    }
}
