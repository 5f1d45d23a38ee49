//! Whether a picture is out of focus.

use crate::plane::Plane;

/// Side of the blocks whose edges are measured, in pixels.
const BLOCK: usize = 8;

/// Least difference between the darkest and the lightest pixel of a block, in grey values, that
/// noise does not cause.
const CLEAR: u8 = 40;

/// Whether edges are as soft as a lens out of focus makes them: in most blocks of enough
/// contrast, no two neighbouring pixels differ by more than half of the contrast.
pub(crate) fn is_soft(plane: &Plane<'_>) -> bool {
    let (mut steep, mut all) = (0, 0);
    let width = plane.width;
    let (mut least, mut most, mut step) = (vec![0; width], vec![0; width], vec![0; width]);
    for rows in plane.pixels.chunks_exact(BLOCK * width.max(1)) {
        least.fill(u8::MAX);
        most.fill(0);
        step.fill(0);
        for row in rows.chunks_exact(width) {
            // The compiler vectorises each of these three loops.
            least.iter_mut().zip(row).for_each(|(least, pixel)| *least = (*least).min(*pixel));
            most.iter_mut().zip(row).for_each(|(most, pixel)| *most = (*most).max(*pixel));
            let pairs = row.iter().zip(row.iter().skip(1));
            step.iter_mut()
                .zip(pairs)
                .for_each(|(step, (a, b))| *step = (*step).max(a.abs_diff(*b)));
        }
        let columns = least.as_chunks::<BLOCK>().0.iter().zip(most.as_chunks::<BLOCK>().0);
        for ((least, most), step) in columns.zip(step.as_chunks::<BLOCK>().0) {
            let least = least.iter().fold(u8::MAX, |a, b| a.min(*b));
            let most = most.iter().fold(0, |a: u8, b| a.max(*b));
            // The last step of a block is to a pixel of the next one.
            let step = step[..BLOCK - 1].iter().fold(0, |a: u8, b| a.max(*b));
            let contrast = most.saturating_sub(least);
            if contrast >= CLEAR {
                all += 1;
                steep += usize::from(step > contrast / 2);
            }
        }
    }
    2 * steep < all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_over_many_pixels_are_soft() {
        let ramp = |wide: usize| {
            Plane::drawn(160, 80, move |x, _| 40 + (180 * (x % 40).min(wide) / wide) as u8)
        };
        assert!(!is_soft(&ramp(1)), "a page in focus");
        // The first block of each ramp contains a sharp edge.
        assert!(is_soft(&ramp(16)));
        assert!(!is_soft(&Plane::drawn(160, 80, |_, _| 7)), "nothing to be seen");
        assert!(!is_soft(&Plane::drawn(3, 80, |x, _| 90 * x as u8)));
    }
}
