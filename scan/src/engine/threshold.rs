//! Dark or light: each pixel beside the mean of its neighbourhood, in blocks of 8 by 8 pixels.

use crate::plane::Plane;

/// Pixels a side of a block.
const BLOCK: usize = 8;

/// Blocks with less than this between their darkest and lightest pixel are flat ground, and their
/// own mean would turn noise into modules.
const FLAT: u8 = 24;

/// How far a neighbourhood reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// 5 by 5 blocks, flat ground taken as light: quick and right on most pictures.
    Near,
    /// 3 by 3 blocks without a word for flat ground: uneven light, low contrast.
    Close,
    /// 15 by 15 blocks: coarse symbols.
    Wide,
}

/// The thresholds of a plane.
pub(crate) struct Threshold {
    columns: usize,
    levels: Vec<u8>,
}

impl Threshold {
    pub(crate) fn of(plane: &Plane<'_>, reach: Reach) -> Self {
        let (columns, rows) = (plane.width.div_ceil(BLOCK), plane.height.div_ceil(BLOCK));
        let means = block_means(plane, columns, rows, reach == Reach::Near);
        let reach = match reach {
            Reach::Near => 2,
            Reach::Close => 1,
            Reach::Wide => 7,
        };
        Self { columns, levels: window_means(&means, columns, rows, reach) }
    }

    /// Writes into `dark` for each pixel of row `y` whether it is dark.
    pub(crate) fn row(&self, plane: &Plane<'_>, y: usize, dark: &mut Vec<bool>) {
        dark.clear();
        let levels = &self.levels[y / BLOCK * self.columns..][..self.columns];
        let row = &plane.pixels[y * plane.width..][..plane.width];
        for (pixels, level) in row.chunks(BLOCK).zip(levels) {
            dark.extend(pixels.iter().map(|pixel| pixel <= level));
        }
    }

    /// Whether a pixel of the plane is dark.
    #[inline]
    pub(crate) fn is_dark(&self, plane: &Plane<'_>, x: usize, y: usize) -> bool {
        plane.pixels[y * plane.width + x] <= self.levels[y / BLOCK * self.columns + x / BLOCK]
    }
}

/// The mean of each block; of flat ones, where asked, a level that leaves them light unless their
/// neighbours above and to the left were darker ground.
fn block_means(plane: &Plane<'_>, columns: usize, rows: usize, mind_flat: bool) -> Vec<u8> {
    let mut means = vec![0_u8; columns * rows];
    for by in 0..rows {
        let top = by * BLOCK;
        let bottom = (top + BLOCK).min(plane.height);
        for bx in 0..columns {
            let left = bx * BLOCK;
            let right = (left + BLOCK).min(plane.width);
            let (mut sum, mut least, mut most) = (0_u32, u8::MAX, 0);
            for y in top..bottom {
                let row = &plane.pixels[y * plane.width + left..y * plane.width + right];
                // Whole blocks have a length that the compiler knows.
                if let Ok(row) = <&[u8; BLOCK]>::try_from(row) {
                    sum += row.iter().map(|v| u32::from(*v)).sum::<u32>();
                    least = row.iter().fold(least, |a, b| a.min(*b));
                    most = row.iter().fold(most, |a, b| a.max(*b));
                } else {
                    sum += row.iter().map(|v| u32::from(*v)).sum::<u32>();
                    least = row.iter().fold(least, |a, b| a.min(*b));
                    most = row.iter().fold(most, |a, b| a.max(*b));
                }
            }
            let mut mean = (sum / ((bottom - top) * (right - left)).max(1) as u32) as u8;
            if mind_flat && most - least <= FLAT {
                mean = least / 2;
                if by > 0 && bx > 0 {
                    let at = |y: usize, x: usize| u16::from(means[y * columns + x]);
                    let around = (at(by - 1, bx) + 2 * at(by, bx - 1) + at(by - 1, bx - 1)) / 4;
                    if u16::from(least) < around {
                        mean = around as u8;
                    }
                }
            }
            means[by * columns + bx] = mean;
        }
    }
    means
}

/// Means over squares of 2`reach` + 1 blocks, which stay within the plane.
fn window_means(means: &[u8], columns: usize, rows: usize, reach: usize) -> Vec<u8> {
    let across = line_sums(means.iter().map(|v| u32::from(*v)), columns, reach);
    let turned = (0..columns * rows).map(|i| across[i % rows * columns + i / rows]);
    let down = line_sums(turned, rows, reach);
    let size = |length: usize| (2 * reach + 1).min(length);
    let area = (size(columns) * size(rows)).max(1) as u32;
    (0..columns * rows).map(|i| (down[i % columns * rows + i / columns] / area) as u8).collect()
}

/// Sums over windows of 2`reach` + 1 numbers along each line of `length`.
fn line_sums(values: impl Iterator<Item = u32>, length: usize, reach: usize) -> Vec<u32> {
    let values: Vec<u32> = values.collect();
    let size = (2 * reach + 1).min(length);
    let mut sums = Vec::with_capacity(values.len());
    let mut running = vec![0; length + 1];
    for line in values.chunks(length.max(1)) {
        for (i, value) in line.iter().enumerate() {
            running[i + 1] = running[i] + value;
        }
        for i in 0..line.len() {
            let start = i.saturating_sub(reach).min(length - size);
            sums.push(running[start + size] - running[start]);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn plane(width: usize, height: usize, value: impl Fn(usize, usize) -> u8) -> Plane<'static> {
        let pixels = (0..width * height).map(|i| value(i % width, i / width)).collect();
        Plane { width, height, pixels: Cow::Owned(pixels) }
    }

    #[test]
    fn a_dark_square_is_dark_in_any_light() {
        for reach in [Reach::Near, Reach::Close, Reach::Wide] {
            for light in [60, 240] {
                let inside = |x: usize| (30..50).contains(&x);
                let square =
                    plane(83, 77, |x, y| if inside(x) && inside(y) { light / 4 } else { light });
                let threshold = Threshold::of(&square, reach);
                assert!(threshold.is_dark(&square, 32, 32), "{reach:?}, {light}");
                assert!(!threshold.is_dark(&square, 28, 32), "{reach:?}, {light}");
            }
        }
    }

    #[test]
    fn noise_on_flat_ground_is_light() {
        let noisy = plane(64, 64, |x, y| 100 + ((x * 7 + y * 13) % 10) as u8);
        let threshold = Threshold::of(&noisy, Reach::Near);
        let mut dark = Vec::new();
        for y in 0..64 {
            threshold.row(&noisy, y, &mut dark);
            assert!(dark.iter().all(|dark| !dark));
        }
    }

    #[test]
    fn a_row_says_the_same_as_its_pixels() {
        let texture = plane(45, 30, |x, y| ((x * x + 3 * y) % 251) as u8);
        let threshold = Threshold::of(&texture, Reach::Close);
        let mut dark = Vec::new();
        threshold.row(&texture, 17, &mut dark);
        assert_eq!(dark.len(), 45);
        assert!((0..45).all(|x| dark[x] == threshold.is_dark(&texture, x, 17)));
    }

    #[test]
    fn the_smallest_planes_have_thresholds() {
        for side in 1..20 {
            let tiny = plane(side, 3, |_, _| 9);
            for reach in [Reach::Near, Reach::Close, Reach::Wide] {
                Threshold::of(&tiny, reach);
            }
        }
    }
}
