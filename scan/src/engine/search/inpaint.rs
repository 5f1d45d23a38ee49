//! Inpainting: replaces the symbols that were read, so that passes that measure a whole level (its
//! noise, its blur) measure only the rest.

use crate::engine::fit::SymbolPose;
use crate::engine::geometry::Quad;
use crate::plane::Plane;
use std::borrow::Cow;

/// Margin around a symbol that is replaced as well, in modules, because the lens spreads light
/// beyond the edge.
const MARGIN: f32 = 1.0;

/// The plane with each symbol replaced, row by row, by a gradient between the pixels to its left
/// and right, which leaves no edge.
pub(super) fn inpainted(plane: &Plane<'_>, poses: &[SymbolPose]) -> Plane<'static> {
    let mut pixels = plane.pixels.to_vec();
    for pose in poses {
        let far = pose.layout.side as f32 + MARGIN;
        if let Some(map) = pose.map() {
            cover(&mut pixels, plane.width, &map.quad(-MARGIN, far));
        }
    }
    Plane { width: plane.width, height: plane.height, pixels: Cow::Owned(pixels) }
}

fn cover(pixels: &mut [u8], width: usize, quad: &Quad) {
    for (y, row) in pixels.chunks_exact_mut(width.max(1)).enumerate() {
        let Some((left, right)) = span(quad, y as f32 + 0.5) else { continue };
        let left = (left.max(0.0) as usize).min(width);
        let right = (right.max(0.0).ceil() as usize).min(width);
        let before = left.checked_sub(1).and_then(|x| row.get(x)).copied();
        let after = row.get(right).copied();
        let (Some(from), Some(to)) = (before.or(after), after.or(before)) else { continue };
        let Some(hidden) = row.get_mut(left..right) else { continue };
        let step = (f32::from(to) - f32::from(from)) / (hidden.len() + 1) as f32;
        for (x, pixel) in hidden.iter_mut().enumerate() {
            *pixel = (f32::from(from) + step * (x + 1) as f32) as u8;
        }
    }
}

/// The interval in which the horizontal line at `y` crosses a convex quadrilateral.
fn span(quad: &Quad, y: f32) -> Option<(f32, f32)> {
    let mut ends: Option<(f32, f32)> = None;
    for i in 0..4 {
        let (a, b) = (quad[i], quad[(i + 1) % 4]);
        if (a.y <= y) == (b.y <= y) {
            continue;
        }
        let x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
        ends = Some(ends.map_or((x, x), |(least, most)| (least.min(x), most.max(x))));
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::geometry::PixelPoint;
    use crate::engine::layout::SymbolLayout;

    #[test]
    fn inpainting_leaves_no_edge_and_changes_nothing_else() {
        // A white page with a black square of 21 modules of four pixels, its centres at 3½ modules.
        let (width, height) = (140, 130);
        let inside = |x: usize, y: usize| (30..114).contains(&x) && (20..104).contains(&y);
        let value = |i: usize| if inside(i % width, i / width) { 10 } else { 240 };
        let pixels = (0..width * height).map(value).collect();
        let plane = Plane { width, height, pixels: Cow::Owned(pixels) };
        let (near, far) = (14.0, 70.0);
        let quad = [(near, near), (far, near), (far, far), (near, far)]
            .map(|(x, y)| PixelPoint::new(30.0 + x, 20.0 + y));
        let pose = SymbolPose { layout: SymbolLayout::of(1).unwrap(), quad, score: 1.0 };
        assert!(inpainted(&plane, &[pose]).pixels.iter().all(|pixel| *pixel == 240));
        let elsewhere = SymbolPose { quad: quad.map(|at| at.plus(300.0, 0.0)), ..pose };
        assert_eq!(inpainted(&plane, &[elsewhere]).pixels, plane.pixels);
    }
}
