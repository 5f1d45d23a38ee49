//! Adaptive thresholding (local means: Bradley and Roth, J. Graphics Tools 12, 2007; in blocks as
//! in `ZXing`'s `HybridBinarizer`). The decision threshold of a pixel is the mean of a window of
//! blocks of 8 by 8 pixels around it.

use crate::plane::Plane;

/// Side of a block, in pixels.
const BLOCK: usize = 8;

/// Blocks with a smaller difference between their darkest and lightest pixel are flat: their own
/// mean would turn noise into modules.
const FLAT: u8 = 24;

/// The same limit on an unsharp masked plane, whose noise and edges are about three times as
/// strong.
const FLAT_SHARP: u8 = 64;

/// The window over which block means are averaged to a decision threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ThresholdWindow {
    /// 5 by 5 blocks, flat areas are light: fast, and right for most pictures.
    Radius2,
    /// 3 by 3 blocks: for uneven light and low contrast.
    Radius1,
    /// 3 by 3 blocks on an unsharp masked plane.
    Radius1Unsharp,
    /// 15 by 15 blocks: for coarse symbols.
    Radius7,
    /// The middle between the darkest and the lightest pixel of 3 by 3 blocks (Bernsen, Proc. 8th
    /// ICPR, 1986): for symbols without a quiet zone. A mean depends on how much of the window
    /// is page, so beside a black page it is below the dark modules that blur has lightened.
    MidRange,
}

/// The decision thresholds of a plane.
pub(crate) struct ThresholdMap {
    columns: usize,
    levels: Vec<u8>,
}

impl ThresholdMap {
    pub(crate) fn of(plane: &Plane<'_>, window: ThresholdWindow) -> Self {
        let (columns, rows) = (plane.width.div_ceil(BLOCK), plane.height.div_ceil(BLOCK));
        let (size, flat) = match window {
            ThresholdWindow::Radius2 => (2, FLAT),
            ThresholdWindow::Radius1 | ThresholdWindow::MidRange => (1, FLAT),
            ThresholdWindow::Radius1Unsharp => (1, FLAT_SHARP),
            ThresholdWindow::Radius7 => (7, FLAT),
        };
        let blocks =
            BlockStatistics::of(plane, columns, rows, flat, window == ThresholdWindow::Radius2);
        if window == ThresholdWindow::MidRange {
            return Self { columns, levels: blocks.mid_ranges(rows) };
        }
        let mut levels = window_means(&blocks.means, columns, rows, size);
        match window {
            ThresholdWindow::Radius2 => blocks.unify_flat(&mut levels),
            ThresholdWindow::Radius1 | ThresholdWindow::Radius1Unsharp => {
                blocks.lighten_flat(&mut levels);
            }
            ThresholdWindow::Radius7 | ThresholdWindow::MidRange => {}
        }
        Self { columns, levels }
    }

    /// Writes the positions at which row `y` changes between light and dark into `edges`, including
    /// both ends. Returns whether the row begins dark.
    pub(crate) fn edges(&self, plane: &Plane<'_>, y: usize, edges: &mut Vec<u32>) -> bool {
        edges.clear();
        edges.push(0);
        let levels = &self.levels[y / BLOCK * self.columns..][..self.columns];
        let row = &plane.pixels[y * plane.width..][..plane.width];
        let first = row.first().zip(levels.first()).is_some_and(|(pixel, level)| pixel <= level);
        let mut last = u8::from(first);
        for (number, (pixels, level)) in row.chunks(BLOCK).zip(levels).enumerate() {
            let dark = if let Ok(whole) = pixels.try_into() {
                not_above(u64::from_le_bytes(whole), *level)
            } else {
                let bit = |(i, pixel): (usize, &u8)| u8::from(pixel <= level) << i;
                pixels.iter().enumerate().map(bit).fold(0, |bits, bit| bits | bit)
            };
            let mut changes = (dark ^ (dark << 1 | last)) & (u8::MAX >> (BLOCK - pixels.len()));
            last = dark >> (pixels.len() - 1) & 1;
            while changes != 0 {
                edges.push((BLOCK * number) as u32 + changes.trailing_zeros());
                changes &= changes - 1;
            }
        }
        edges.push(row.len() as u32);
        first
    }

    /// A pixel of the plane, and the level up to which it is dark.
    #[inline]
    pub(crate) fn pixel(&self, plane: &Plane<'_>, x: usize, y: usize) -> (u8, u8) {
        let level = self.levels[y / BLOCK * self.columns + x / BLOCK];
        (plane.pixels[y * plane.width + x], level)
    }

    /// Whether a pixel of the plane is dark.
    #[cfg(test)]
    fn is_dark(&self, plane: &Plane<'_>, x: usize, y: usize) -> bool {
        let (pixel, level) = self.pixel(plane, x, y);
        pixel <= level
    }
}

/// A bit for each byte of `pixels`, the first byte in the lowest bit: whether the byte is not above
/// `level`. Eight comparisons take a few instructions.
fn not_above(pixels: u64, level: u8) -> u8 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let level = u64::from(level) * 0x0101_0101_0101_0101;
    // The lower seven bits are compared by a subtraction that does not borrow from other bytes.
    let lower = (level | HIGH) - (pixels & !HIGH);
    let within = ((level & !pixels) | (!(level ^ pixels) & lower)) & HIGH;
    ((within >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
}

/// Statistics of each block.
struct BlockStatistics {
    columns: usize,
    means: Vec<u8>,
    /// The darkest and the lightest pixel of each block.
    ranges: Vec<(u8, u8)>,
    /// The greatest difference between the two in a block that has little more than noise.
    limit: u8,
}

impl BlockStatistics {
    /// Blocks are flat up to a difference of `limit`. With `mind_flat`, the mean of a flat block is
    /// a level at which it is light, unless the blocks above and to the left are darker.
    fn of(plane: &Plane<'_>, columns: usize, rows: usize, limit: u8, mind_flat: bool) -> Self {
        let mut means = vec![0_u8; columns * rows];
        let mut ranges = vec![(0, 0); columns * rows];
        let mut strip = BlockRow::new(plane.width);
        for by in 0..rows {
            let top = by * BLOCK;
            let bottom = (top + BLOCK).min(plane.height);
            strip.take(&plane.pixels[top * plane.width..bottom * plane.width]);
            for bx in 0..columns {
                let left = bx * BLOCK;
                let right = (left + BLOCK).min(plane.width);
                let (sum, least, most) = strip.block(left..right);
                let mut mean = (sum / ((bottom - top) * (right - left)).max(1) as u32) as u8;
                let is_flat = most - least <= limit;
                ranges[by * columns + bx] = (least, most);
                if mind_flat && is_flat {
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
        Self { columns, means, ranges, limit }
    }

    fn is_flat(&self, place: usize) -> bool {
        let (least, most) = self.ranges[place];
        most - least <= self.limit
    }

    /// Gives all pixels of a flat block the same tone, the one that most of its range has. Otherwise
    /// the noise of a dark page near lighter blocks would become runs.
    fn unify_flat(&self, levels: &mut [u8]) {
        for (level, (least, most)) in levels.iter_mut().zip(&self.ranges) {
            if most - least <= self.limit && (*least..*most).contains(level) {
                *level = tone(*level, *least, *most);
            }
        }
    }

    /// The middle of the range of each block and its neighbours.
    fn mid_ranges(&self, rows: usize) -> Vec<u8> {
        let columns = self.columns;
        let joined = |a: (u8, u8), b: &(u8, u8)| (a.0.min(b.0), a.1.max(b.1));
        let around = |place: usize, count: usize| place.saturating_sub(1)..(place + 2).min(count);
        let across = (0..rows * columns).map(|place| {
            let line = &self.ranges[place / columns * columns..][..columns];
            line[around(place % columns, columns)].iter().fold((u8::MAX, 0), joined)
        });
        let across: Vec<(u8, u8)> = across.collect();
        let levels = (0..rows * columns).map(|place| {
            let lines = around(place / columns, rows);
            let (least, most) = lines
                .map(|y| across[y * columns + place % columns])
                .fold((u8::MAX, 0), |a, b| joined(a, &b));
            let level = u8::midpoint(least, most);
            if most - least <= self.limit { tone(level, least, most) } else { level }
        });
        levels.collect()
    }

    /// Makes a block light if neither it nor any neighbour is more than flat.
    fn lighten_flat(&self, levels: &mut [u8]) {
        let rows = self.ranges.len() / self.columns.max(1);
        for (place, level) in levels.iter_mut().enumerate() {
            let (x, y) = (place % self.columns, place / self.columns);
            let beside = |at: usize, most: usize| at.saturating_sub(1)..(at + 2).min(most);
            let is_flat = beside(y, rows)
                .all(|y| beside(x, self.columns).all(|x| self.is_flat(y * self.columns + x)));
            if is_flat {
                let (least, most) = self.ranges[place];
                *level = tone(0, least, most);
            }
        }
    }
}

/// The level nearest to `level` that no pixel between `least` and `most` crosses. A pixel of value 0
/// is dark at every level, so a block that contains one becomes dark.
fn tone(level: u8, least: u8, most: u8) -> u8 {
    match least.checked_sub(1) {
        Some(light) if level < least || level - least <= most - level => light.min(level),
        _ => most,
    }
}

/// The sum, minimum and maximum of each column over the rows of one line of blocks.
struct BlockRow {
    sums: Vec<u16>,
    least: Vec<u8>,
    most: Vec<u8>,
}

impl BlockRow {
    fn new(width: usize) -> Self {
        Self { sums: vec![0; width], least: vec![0; width], most: vec![0; width] }
    }

    fn take(&mut self, rows: &[u8]) {
        let width = self.sums.len();
        self.sums.fill(0);
        self.least.fill(u8::MAX);
        self.most.fill(0);
        for row in rows.chunks_exact(width.max(1)) {
            // The compiler vectorises each of these three loops.
            self.sums.iter_mut().zip(row).for_each(|(sum, pixel)| *sum += u16::from(*pixel));
            self.least.iter_mut().zip(row).for_each(|(least, pixel)| *least = (*least).min(*pixel));
            self.most.iter_mut().zip(row).for_each(|(most, pixel)| *most = (*most).max(*pixel));
        }
    }

    fn block(&self, columns: std::ops::Range<usize>) -> (u32, u8, u8) {
        let sum = self.sums[columns.clone()].iter().map(|sum| u32::from(*sum)).sum();
        let least = self.least[columns.clone()].iter().fold(u8::MAX, |a, b| a.min(*b));
        (sum, least, self.most[columns].iter().fold(0, |a, b| a.max(*b)))
    }
}

/// Means over windows of 2`radius` + 1 blocks, shifted to stay inside the plane.
fn window_means(means: &[u8], columns: usize, rows: usize, radius: usize) -> Vec<u8> {
    let across = line_sums(means.iter().map(|v| u32::from(*v)), columns, radius);
    let turned = (0..columns * rows).map(|i| across[i % rows * columns + i / rows]);
    let down = line_sums(turned, rows, radius);
    let size = |length: usize| (2 * radius + 1).min(length);
    let area = (size(columns) * size(rows)).max(1) as u32;
    (0..columns * rows).map(|i| (down[i % columns * rows + i / columns] / area) as u8).collect()
}

/// Sums over windows of 2`radius` + 1 values along each line of `length`.
fn line_sums(values: impl Iterator<Item = u32>, length: usize, radius: usize) -> Vec<u32> {
    let values: Vec<u32> = values.collect();
    let size = (2 * radius + 1).min(length);
    let mut sums = Vec::with_capacity(values.len());
    let mut running = vec![0; length + 1];
    for line in values.chunks(length.max(1)) {
        for (i, value) in line.iter().enumerate() {
            running[i + 1] = running[i] + value;
        }
        for i in 0..line.len() {
            let start = i.saturating_sub(radius).min(length - size);
            sums.push(running[start + size] - running[start]);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_square_is_dark_in_any_light() {
        for window in [ThresholdWindow::Radius2, ThresholdWindow::Radius1, ThresholdWindow::Radius7]
        {
            for light in [60, 240] {
                let inside = |x: usize| (30..50).contains(&x);
                let square =
                    Plane::drawn(
                        83,
                        77,
                        |x, y| if inside(x) && inside(y) { light / 4 } else { light },
                    );
                let threshold = ThresholdMap::of(&square, window);
                assert!(threshold.is_dark(&square, 32, 32), "{window:?}, {light}");
                assert!(!threshold.is_dark(&square, 28, 32), "{window:?}, {light}");
            }
        }
    }

    #[test]
    fn noise_on_a_flat_area_is_light() {
        let noisy = Plane::drawn(64, 64, |x, y| 100 + ((x * 7 + y * 13) % 10) as u8);
        let threshold = ThresholdMap::of(&noisy, ThresholdWindow::Radius2);
        let mut edges = Vec::new();
        for y in 0..64 {
            assert!(!threshold.edges(&noisy, y, &mut edges));
            assert_eq!(edges, [0, 64]);
        }
    }

    #[test]
    fn the_noise_of_a_black_page_beside_a_white_card_has_one_tone() {
        let noise = |x: usize, y: usize| ((x * 7 + y * 13) % 23) as u8;
        let page = Plane::drawn(96, 64, |x, y| if x < 32 { 230 } else { noise(x, y) });
        for window in
            [ThresholdWindow::Radius2, ThresholdWindow::Radius1, ThresholdWindow::MidRange]
        {
            let threshold = ThresholdMap::of(&page, window);
            let mut edges = Vec::new();
            for y in 0..64 {
                assert!(!threshold.edges(&page, y, &mut edges));
                assert_eq!(edges, [0, 32, 96], "{window:?}, row {y}");
            }
        }
    }

    #[test]
    fn beside_a_black_page_a_dark_line_that_blur_has_lightened_is_dark() {
        // The corner of a card: black outside, and a line at x = 8 on the white.
        let inside = |x: usize, y: usize| x < 16 && y < 16;
        let card = Plane::drawn(64, 64, |x, y| match (inside(x, y), x) {
            (true, 8) => 100,
            (true, _) => 230,
            _ => 10,
        });
        assert!(ThresholdMap::of(&card, ThresholdWindow::MidRange).is_dark(&card, 8, 8));
        assert!(!ThresholdMap::of(&card, ThresholdWindow::Radius2).is_dark(&card, 8, 8));
    }

    #[test]
    fn a_row_changes_where_its_pixels_do() {
        let texture = Plane::drawn(45, 30, |x, y| ((x * x + 3 * y) % 251) as u8);
        let threshold = ThresholdMap::of(&texture, ThresholdWindow::Radius1);
        let mut edges = Vec::new();
        for y in 0..30 {
            let first = threshold.edges(&texture, y, &mut edges);
            let dark: Vec<bool> = (0..45).map(|x| threshold.is_dark(&texture, x, y)).collect();
            let changes = (1..45).filter(|x| dark[*x] != dark[x - 1]).map(|x| x as u32);
            let wanted: Vec<u32> = [0].into_iter().chain(changes).chain([45]).collect();
            assert_eq!((first, &edges), (dark[0], &wanted), "row {y}");
        }
    }

    #[test]
    fn eight_pixels_are_compared_like_single_ones() {
        for level in [0, 1, 127, 128, 200, 255] {
            let pixels = [0, 1, 126, 127, 128, 129, 199, 255];
            let bits = not_above(u64::from_le_bytes(pixels), level);
            for (place, pixel) in pixels.iter().enumerate() {
                assert_eq!(bits >> place & 1 == 1, *pixel <= level, "{pixel} beside {level}");
            }
        }
    }

    #[test]
    fn the_smallest_planes_have_thresholds() {
        for side in 1..20 {
            let tiny = Plane::drawn(side, 3, |_, _| 9);
            for window in
                [ThresholdWindow::Radius2, ThresholdWindow::Radius1, ThresholdWindow::Radius7]
            {
                ThresholdMap::of(&tiny, window);
            }
        }
    }
}
