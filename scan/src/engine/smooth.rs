//! Means over a window.

/// For rows of `width` values, the mean over the window of side 2`radius` + 1 around each, clipped
/// at the edges.
pub(crate) fn box_mean(values: &[f32], width: usize, radius: usize) -> Vec<f32> {
    let width = width.max(1);
    let height = values.len() / width;
    let across = line_means(values, width, radius);
    let row = |y: usize| &across[y * width..][..width];
    let mut sums = vec![0.0; width];
    let mut means = Vec::with_capacity(values.len());
    let (mut top, mut bottom) = (0, 0);
    for y in 0..height {
        while bottom < (y + radius + 1).min(height) {
            sums.iter_mut().zip(row(bottom)).for_each(|(sum, value)| *sum += value);
            bottom += 1;
        }
        while top < y.saturating_sub(radius) {
            sums.iter_mut().zip(row(top)).for_each(|(sum, value)| *sum -= value);
            top += 1;
        }
        let share = 1.0 / (bottom - top) as f32;
        means.extend(sums.iter().map(|sum| sum * share));
    }
    means
}

/// Windows of up to this radius are summed value by value, in loops that the compiler vectorises. A
/// running sum is faster for wider ones.
const MAX_SUMMED: usize = 4;

fn line_means(values: &[f32], width: usize, radius: usize) -> Vec<f32> {
    let mut means = vec![0.0; values.len()];
    let mut running = vec![0.0; width + 1];
    let whole = 2 * radius + 1;
    let share = 1.0 / whole as f32;
    // The first positions, and those with a complete window.
    let (cut, inner) = (radius.min(width), (width + 1).saturating_sub(whole));
    for (line, means) in values.chunks_exact(width).zip(means.chunks_exact_mut(width)) {
        let mean = |i: usize| {
            let (start, end) = (i.saturating_sub(radius), (i + radius + 1).min(width));
            line[start..end].iter().sum::<f32>() / (end - start) as f32
        };
        let (first, rest) = means.split_at_mut(cut);
        let (middle, last) = rest.split_at_mut(inner);
        first.iter_mut().enumerate().for_each(|(i, value)| *value = mean(i));
        last.iter_mut().enumerate().for_each(|(i, value)| *value = mean(cut + inner + i));
        if radius <= MAX_SUMMED {
            for start in 0..whole.min(width) {
                middle.iter_mut().zip(&line[start..]).for_each(|(sum, value)| *sum += value);
            }
            for sum in middle {
                *sum *= share;
            }
        } else {
            let mut sum = 0.0;
            for (total, value) in running[1..].iter_mut().zip(line) {
                sum += value;
                *total = sum;
            }
            let ends = running[width + 1 - inner..].iter().zip(&running[..inner]);
            middle
                .iter_mut()
                .zip(ends)
                .for_each(|(mean, (end, start))| *mean = (end - start) * share);
        }
    }
    means
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_clipped_at_the_edges() {
        let values: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let means = box_mean(&values, 3, 1);
        let wanted = [2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 6.5, 7.0, 7.5, 8.0, 8.5, 9.0];
        assert!(means.iter().zip(wanted).all(|(mean, wanted)| (mean - wanted).abs() < 1e-5));
    }

    #[test]
    fn a_large_radius_and_an_empty_input_are_accepted() {
        assert!(box_mean(&[1.0, 2.0, 3.0, 6.0], 2, 9).iter().all(|mean| (mean - 3.0).abs() < 1e-5));
        assert!(box_mean(&[], 4, 1).is_empty() && box_mean(&[], 0, 1).is_empty());
    }
}
