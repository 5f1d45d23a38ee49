//! A linear equaliser, trained by ridge regression (Hoerl and Kennard, Technometrics 12, 1970),
//! then decision-directed (Lucky, Bell System Technical Journal 45, 1966). Blur, moiré and dot gain
//! are linear, so a module is estimated as a weighted sum of the samples of itself and its
//! neighbours. The weights are fitted to the function patterns, whose modules are known.

use super::layout::{ModuleRole, SymbolLayout};
use super::sample::{QUIET_MARGIN, SAMPLES, SamplingGrid, extremes, inner};
use super::smooth::box_mean;
use super::soft::SoftModules;
use std::time::Instant;

/// Nine samples of each of nine modules, the centres of the sixteen modules around them, and a
/// constant.
const FEATURES: usize = 9 * SAMPLES + 16 + 1;

/// The equaliser's input for each module of a symbol.
pub(crate) struct EqualiserFeatures {
    side: usize,
    values: Vec<f32>,
}

impl EqualiserFeatures {
    /// Samples relative to the local mean, in units of the local contrast.
    pub(crate) fn of(grid: &SamplingGrid) -> Self {
        let padded = grid.padded();
        let (least, most) = extremes(grid.middles(), padded);
        let levels: Vec<Vec<f32>> = grid
            .layers
            .iter()
            .map(|layer| {
                let around = box_mean(layer, padded, 4);
                let level = |i: usize| (layer[i] - around[i]) / (most[i] - least[i] + 8.0);
                (0..layer.len()).map(level).collect()
            })
            .collect();
        let middles = &levels[SAMPLES / 2];
        let mut values = Vec::with_capacity(grid.side * grid.side * FEATURES);
        for place in inner(grid.side) {
            let corner = place - QUIET_MARGIN * padded - QUIET_MARGIN;
            for near in 0..9 {
                let neighbour = corner + (near / 3 + 1) * padded + near % 3 + 1;
                values.extend(levels.iter().map(|level| level[neighbour]));
            }
            for far in (0..25).filter(|far| is_rim(far / 5, far % 5)) {
                values.push(middles[corner + far / 5 * padded + far % 5]);
            }
            values.push(1.0);
        }
        Self { side: grid.side, values }
    }

    /// Fits the weights to the modules in `known` (above 0 dark, below 0 light, 0 unknown) and
    /// applies them to all modules. `ridge` is the regularisation parameter.
    fn fit(&self, known: &[f32], ridge: f32, deadline: Instant) -> Option<SoftModules> {
        let mut normal = vec![0.0_f32; FEATURES * FEATURES];
        let mut wanted = vec![0.0_f32; FEATURES];
        for (number, (row, value)) in self.values.chunks_exact(FEATURES).zip(known).enumerate() {
            if number % 256 == 0 && Instant::now() >= deadline {
                return None;
            }
            if *value == 0.0 {
                continue;
            }
            for (i, feature) in row.iter().enumerate() {
                wanted[i] += feature * value.signum();
                let line = &mut normal[i * FEATURES..=i * FEATURES + i];
                for (sum, other) in line.iter_mut().zip(row) {
                    *sum += feature * other;
                }
            }
        }
        let diagonal = (0..FEATURES).map(|i| i * FEATURES + i);
        let mean = diagonal.clone().map(|i| normal[i]).sum::<f32>() / FEATURES as f32;
        diagonal.for_each(|i| normal[i] += ridge * mean + 1e-4);
        let weights = solve_cholesky(normal, wanted)?;
        let value = |row: &[f32]| row.iter().zip(&weights).map(|(a, b)| a * b).sum();
        SoftModules::new(self.side, self.values.chunks_exact(FEATURES).map(value).collect())
    }

    /// The equaliser trained on the function patterns.
    pub(crate) fn by_patterns(
        &self,
        layout: &SymbolLayout,
        deadline: Instant,
    ) -> Option<SoftModules> {
        self.fit(&known_modules(layout), 0.06, deadline)
    }

    /// The equaliser trained again, also on its own reliable decisions.
    pub(crate) fn by_decisions(
        &self,
        layout: &SymbolLayout,
        first: &SoftModules,
        deadline: Instant,
    ) -> Option<SoftModules> {
        let mut sizes: Vec<f32> = first.values().iter().map(|value| value.abs()).collect();
        let third = sizes.len() / 3;
        let least = *sizes.select_nth_unstable_by(third, f32::total_cmp).1;
        let mut known = known_modules(layout);
        for (known, value) in known.iter_mut().zip(first.values()) {
            if *known == 0.0 && value.abs() > least {
                *known = *value;
            }
        }
        self.fit(&known, 0.03, deadline)
    }
}

fn is_rim(row: usize, column: usize) -> bool {
    row == 0 || row == 4 || column == 0 || column == 4
}

pub(crate) fn known_modules(layout: &SymbolLayout) -> Vec<f32> {
    let value = |module: &ModuleRole| match module {
        ModuleRole::Dark => 1.0,
        ModuleRole::Light => -1.0,
        ModuleRole::Information | ModuleRole::Data => 0.0,
    };
    layout.modules.iter().map(value).collect()
}

/// Solves a symmetric positive definite system by Cholesky decomposition. Only the lower half of
/// `matrix` is read. `None` if it is not positive definite.
pub(crate) fn solve_cholesky(mut matrix: Vec<f32>, mut vector: Vec<f32>) -> Option<Vec<f32>> {
    let size = vector.len();
    for i in 0..size {
        for j in 0..=i {
            let (above, below) = matrix.split_at(i * size);
            let own = &below[..j];
            let other = if i == j { own } else { &above[j * size..j * size + j] };
            let rest = below[j] - own.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
            matrix[i * size + j] = if i == j {
                if rest.is_nan() || rest <= 1e-9 {
                    return None;
                }
                rest.sqrt()
            } else {
                rest / matrix[j * size + j]
            };
        }
    }
    for i in 0..size {
        let done: f32 = (0..i).map(|j| matrix[i * size + j] * vector[j]).sum();
        vector[i] = (vector[i] - done) / matrix[i * size + i];
    }
    for i in (0..size).rev() {
        let done: f32 = (i + 1..size).map(|j| matrix[j * size + i] * vector[j]).sum();
        vector[i] = (vector[i] - done) / matrix[i * size + i];
    }
    Some(vector)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aikotoba_studio::{CorrectionLevel, DrawnCode};
    use std::time::Duration;

    #[test]
    fn blur_is_undone_better_than_by_the_local_threshold() {
        let text = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        let code = DrawnCode::encode_as(text, CorrectionLevel::Medium, 5, None).unwrap();
        let grid = SamplingGrid::blurred(&code, 5);
        let later = Instant::now() + Duration::from_mins(1);
        let layout = SymbolLayout::of(5).unwrap();
        let features = EqualiserFeatures::of(&grid);
        let first = features.by_patterns(layout, later).unwrap();
        let second = features.by_decisions(layout, &first, later).unwrap();
        let wrong = |soft: &SoftModules| {
            let is_wrong =
                |place: &usize| (soft.at(*place) > 0.0) != code.is_dark(place / 37, place % 37);
            (0..37 * 37).filter(is_wrong).count()
        };
        let (plain, first, second) =
            (wrong(&grid.threshold_locally().unwrap()), wrong(&first), wrong(&second));
        assert!(first * 2 < plain, "{first} after, {plain} before");
        assert!(second <= first, "{second} after the second time");
    }

    #[test]
    fn a_system_is_solved() {
        // Only the lower half of the matrix is read.
        let solution = solve_cholesky(vec![4.0, 9.0, 2.0, 3.0], vec![10.0, 8.0]).unwrap();
        assert!((solution[0] - 1.75).abs() < 1e-5 && (solution[1] - 1.5).abs() < 1e-5);
        assert!(solve_cholesky(vec![1.0, 0.0, 2.0, 1.0], vec![1.0, 1.0]).is_none());
        assert!(solve_cholesky(vec![f32::NAN], vec![1.0]).is_none());
    }
}
