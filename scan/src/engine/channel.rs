//! Detection with an estimated channel, by bounded least squares. An equaliser estimates a module
//! as a weighted sum of the samples around it; undoing strong blur that way amplifies noise. Here
//! each sample is modelled as a weighted sum of the modules around it, which amplifies nothing. The
//! weights are estimated from a first decision, most of which is right. Then the modules between
//! light and dark are found whose blurred picture is nearest to the samples, a convex problem.

use super::equalise::{known_modules, solve_cholesky};
use super::layout::SymbolLayout;
use super::sample::{QUIET_MARGIN, SamplingGrid, inner};
use super::smooth::box_mean;
use super::soft::SoftModules;
use std::time::Instant;

/// Side of the blur kernel, in modules.
const KERNEL_SIDE: usize = 2 * QUIET_MARGIN + 1;

/// Weights of a sample: one per module, and a constant.
const TAPS: usize = KERNEL_SIDE * KERNEL_SIDE + 1;

/// Number of times that illumination, weights and modules are estimated in turn.
const ROUNDS: usize = 2;

/// Window radius, in modules, within which the illumination is assumed to be even.
const ILLUMINATION_RADIUS: usize = 4;

/// Weight of the symbol's mean slope of the illumination relative to the local one.
const SLOPE_PRIOR: f32 = 0.05;

/// Below this share of blur from neighbouring modules the equaliser is as good.
const MIN_NEIGHBOUR_WEIGHT: f32 = 0.3;

/// FISTA steps per round. Twice as many hardly improve the result.
const FISTA_STEPS: usize = 30;

/// The samples of a symbol as a blurred picture of its modules.
pub(crate) struct ChannelModel<'a> {
    layout: &'static SymbolLayout,
    /// Layers of the padded grid: five of the nine positions within a module, the corners and the
    /// centre.
    seen: Vec<&'a [f32]>,
    /// The same layers under even illumination.
    layers: Vec<Vec<f32>>,
}

impl<'a> ChannelModel<'a> {
    /// Takes the samples of a symbol.
    pub(crate) fn new(layout: &'static SymbolLayout, grid: &'a SamplingGrid) -> Self {
        let seen: Vec<_> = grid.layers.iter().step_by(2).map(Vec::as_slice).collect();
        let layers = seen.iter().map(|layer| layer.to_vec()).collect();
        Self { layout, seen, layers }
    }

    /// Improves the decisions `first`. `None` at the deadline, or if there is no blur between
    /// modules.
    pub(crate) fn detect(&mut self, first: &SoftModules, deadline: Instant) -> Option<SoftModules> {
        let known = known_modules(self.layout);
        let sure = first.normalised();
        let start = known
            .iter()
            .zip(sure.values())
            .map(|(known, value)| if *known == 0.0 { value.clamp(-1.0, 1.0) } else { *known });
        let mut modules = self.padded(start);
        let mut values = None;
        for _ in 0..ROUNDS {
            let taps = self.estimate_taps(&modules)?;
            if values.is_none() && spread(&taps) < MIN_NEIGHBOUR_WEIGHT {
                return None;
            }
            self.estimate_illumination(&taps, &modules)?;
            let taps = self.estimate_taps(&modules)?;
            values = Some(self.solve_fista(&taps, &known, &mut modules, deadline)?);
        }
        SoftModules::new(self.layout.side, values?)
    }

    /// Corrects uneven illumination. Around each module the samples are fitted by a line over the
    /// blurred modules; its slope and offset are the illumination. `None` if the slope is zero.
    fn estimate_illumination(&mut self, taps: &[Vec<f32>], modules: &[f32]) -> Option<()> {
        let size = self.layout.side;
        let mean = |values: &[f32]| box_mean(values, size, ILLUMINATION_RADIUS);
        let predicted: Vec<Vec<f32>> =
            taps.iter().map(|taps| self.blurred(taps, modules)).collect();
        for ((predicted, seen), layer) in predicted.iter().zip(&self.seen).zip(&mut self.layers) {
            let own: Vec<f32> = inner(size).map(|place| seen[place]).collect();
            let (own_mean, predicted_mean) = (mean(&own), mean(predicted));
            let covariance =
                less(mean(&times(&own, predicted)), &times(&own_mean, &predicted_mean));
            let variance =
                less(mean(&times(predicted, predicted)), &times(&predicted_mean, &predicted_mean));
            let usual: f32 = variance.iter().sum::<f32>() / variance.len() as f32;
            let usual_gain = covariance.iter().sum::<f32>() / variance.iter().sum::<f32>();
            if usual_gain.is_nan() || usual_gain <= 0.0 {
                return None;
            }
            for (i, place) in inner(size).enumerate() {
                // The mean slope where the samples hardly vary.
                let (shared, little) =
                    (covariance[i] + SLOPE_PRIOR * usual * usual_gain, SLOPE_PRIOR * usual);
                let gain = (shared / (variance[i] + little)).max(0.25 * usual_gain);
                layer[place] = (own[i] - own_mean[i]) / gain + predicted_mean[i];
            }
        }
        Some(())
    }

    /// The modules blurred by one layer's weights, without the constant.
    fn blurred(&self, taps: &[f32], modules: &[f32]) -> Vec<f32> {
        let (side, count) = (self.side(), self.layout.side);
        let mut all = Vec::with_capacity(count * count);
        for row in QUIET_MARGIN..side - QUIET_MARGIN {
            let mut line = vec![0.0; count];
            for (tap, weight) in taps[..TAPS - 1].iter().enumerate() {
                let from = &modules[near(row, tap, side)..][..count];
                line.iter_mut().zip(from).for_each(|(sum, value)| *sum += weight * value);
            }
            all.extend(line);
        }
        all
    }

    fn side(&self) -> usize {
        self.layout.side + 2 * QUIET_MARGIN
    }

    /// Adds the quiet zone, which is light.
    fn padded(&self, values: impl Iterator<Item = f32>) -> Vec<f32> {
        let side = self.side();
        let mut all = vec![-1.0; side * side];
        inner(self.layout.side).zip(values).for_each(|(place, value)| all[place] = value);
        all
    }

    /// The weights that fit each layer best, by least squares.
    fn estimate_taps(&self, modules: &[f32]) -> Option<Vec<Vec<f32>>> {
        let side = self.side();
        let mut normal = vec![0.0_f32; TAPS * TAPS];
        let mut wanted = vec![vec![0.0_f32; TAPS]; self.layers.len()];
        let mut row = [1.0_f32; TAPS];
        for place in inner(self.layout.side) {
            let corner = place - QUIET_MARGIN * side - QUIET_MARGIN;
            for (line, out) in row.chunks_exact_mut(KERNEL_SIDE).enumerate() {
                out.copy_from_slice(&modules[corner + line * side..][..KERNEL_SIDE]);
            }
            for i in 0..TAPS {
                let out = &mut normal[i * TAPS..=i * TAPS + i];
                out.iter_mut().zip(&row).for_each(|(sum, other)| *sum += row[i] * other);
            }
            for (wanted, layer) in wanted.iter_mut().zip(&self.layers) {
                wanted.iter_mut().zip(&row).for_each(|(sum, value)| *sum += layer[place] * value);
            }
        }
        let ridge = 0.002 * normal[TAPS * TAPS - 1];
        (0..TAPS).for_each(|i| normal[i * TAPS + i] += ridge);
        wanted.into_iter().map(|wanted| solve_cholesky(normal.clone(), wanted)).collect()
    }

    /// Moves the unknown modules towards those whose blurred picture is nearest to the samples, by
    /// FISTA (Beck and Teboulle, SIAM J. Imaging Sciences 2, 2009). Returns for each module the
    /// part of the samples that the other modules do not explain, in units of the module's own
    /// weight.
    fn solve_fista(
        &self,
        taps: &[Vec<f32>],
        known: &[f32],
        modules: &mut [f32],
        deadline: Instant,
    ) -> Option<Vec<f32>> {
        let reach =
            |taps: &Vec<f32>| taps[..TAPS - 1].iter().map(|tap| tap.abs()).sum::<f32>().powi(2);
        let steepest = taps.iter().map(reach).sum::<f32>();
        let energy: f32 = taps.iter().flat_map(|taps| &taps[..TAPS - 1]).map(|tap| tap * tap).sum();
        if steepest.is_nan() || steepest <= 1e-12 {
            return None;
        }
        let places: Vec<usize> = inner(self.layout.side).collect();
        let mut ahead = modules.to_vec();
        let mut pace = 1.0_f32;
        for _ in 0..FISTA_STEPS {
            if Instant::now() >= deadline {
                return None;
            }
            let slope = self.gradient(taps, &ahead);
            let next_pace = f32::midpoint(1.0, (1.0 + 4.0 * pace * pace).sqrt());
            let push = (pace - 1.0) / next_pace;
            pace = next_pace;
            for (place, known) in places.iter().zip(known) {
                if *known == 0.0 {
                    let old = modules[*place];
                    let new = (ahead[*place] + slope[*place] / steepest).clamp(-1.0, 1.0);
                    modules[*place] = new;
                    ahead[*place] = new + push * (new - old);
                }
            }
        }
        let slope = self.gradient(taps, modules);
        Some(places.iter().map(|place| modules[*place] + slope[*place] / energy).collect())
    }

    /// The negative gradient: the residual of the samples, blurred back to the modules.
    fn gradient(&self, taps: &[Vec<f32>], modules: &[f32]) -> Vec<f32> {
        let (side, count) = (self.side(), self.layout.side);
        let mut slope = vec![0.0; side * side];
        for (taps, layer) in taps.iter().zip(&self.layers) {
            let predicted = self.blurred(taps, modules);
            for (row, predicted) in (QUIET_MARGIN..).zip(predicted.chunks_exact(count)) {
                let seen = &layer[row * side + QUIET_MARGIN..][..count];
                let rest = seen
                    .iter()
                    .zip(predicted)
                    .map(|(seen, predicted)| seen - taps[TAPS - 1] - predicted);
                let rest: Vec<f32> = rest.collect();
                for (tap, weight) in taps[..TAPS - 1].iter().enumerate() {
                    let to = &mut slope[near(row, tap, side)..][..count];
                    to.iter_mut().zip(&rest).for_each(|(sum, rest)| *sum += weight * rest);
                }
            }
        }
        slope
    }
}

/// The index in the padded grid of a weight's module, for the first module of a row.
fn near(row: usize, tap: usize, side: usize) -> usize {
    (row + tap / KERNEL_SIDE - QUIET_MARGIN) * side + tap % KERNEL_SIDE
}

fn times(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.iter().zip(b).map(|(a, b)| a * b).collect()
}

fn less(mut a: Vec<f32>, b: &[f32]) -> Vec<f32> {
    a.iter_mut().zip(b).for_each(|(a, b)| *a -= b);
    a
}

/// The squared weights of the neighbours at a module's centre, relative to the module's own.
fn spread(taps: &[Vec<f32>]) -> f32 {
    let middle = taps.get(taps.len() / 2).map_or(&[][..], |taps| &taps[..TAPS - 1]);
    let own = middle.get(middle.len() / 2).map_or(0.0, |own| own * own);
    let all: f32 = middle.iter().map(|tap| tap * tap).sum();
    (all - own) / own.max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::equalise::EqualiserFeatures;
    use crate::engine::sample::SamplingGrid;
    use aikotoba_studio::{CorrectionLevel, DrawnCode};
    use std::time::Duration;

    const TEXT: &str = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    fn read(reach: usize, deadline: Instant) -> (usize, Option<usize>) {
        let code = DrawnCode::encode_as(TEXT, CorrectionLevel::Medium, 5, None).unwrap();
        let layout = SymbolLayout::of(5).unwrap();
        let grid = SamplingGrid::blurred(&code, reach);
        let features = EqualiserFeatures::of(&grid);
        let later = Instant::now() + Duration::from_mins(1);
        let first = features.by_patterns(layout, later).unwrap();
        let first = features.by_decisions(layout, &first, later).unwrap();
        let better = ChannelModel::new(layout, &grid).detect(&first, deadline);
        let wrong = |soft: &SoftModules| {
            let is_wrong =
                |place: &usize| (soft.at(*place) > 0.0) != code.is_dark(place / 37, place % 37);
            (0..37 * 37).filter(is_wrong).count()
        };
        (wrong(&first), better.as_ref().map(wrong))
    }

    #[test]
    fn strong_blur_is_undone_better_than_by_the_equaliser() {
        let later = Instant::now() + Duration::from_mins(1);
        // Thirteen pixels are two and a half modules.
        let (first, better) = read(6, later);
        assert!(first > 20, "{first} wrong: too easy");
        assert!(better.is_some_and(|better| 3 * better < first), "{better:?} of {first}");
    }

    #[test]
    fn sharp_symbols_are_left_to_the_equaliser() {
        let later = Instant::now() + Duration::from_mins(1);
        assert_eq!(read(1, later), (0, None));
    }

    #[test]
    fn a_flat_picture_gives_no_weights() {
        let later = Instant::now() + Duration::from_mins(1);
        let mut grid =
            SamplingGrid::blurred(&DrawnCode::encode("flat", CorrectionLevel::Low).unwrap(), 6);
        grid.layers.iter_mut().for_each(|layer| layer.fill(90.0));
        let first =
            SoftModules::new(21, (0..21 * 21).map(|i| (i % 3) as f32 - 1.0).collect()).unwrap();
        let layout = SymbolLayout::of(1).unwrap();
        assert!(ChannelModel::new(layout, &grid).detect(&first, later).is_none());
    }

    #[test]
    fn at_the_deadline_the_search_ends() {
        assert_eq!(read(6, Instant::now()).1, None);
    }
}
