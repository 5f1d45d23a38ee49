//! An image pyramid (Burt and Adelson, IEEE Trans. Communications 31, 1983) with a box filter.
//! Coarse symbols are found fast and with less noise on a small level, fine symbols only on a large
//! one.

use super::softness::is_soft;
use super::view::GreyView;
use crate::found::Polarity;
use crate::plane::Plane;
use std::cell::OnceCell;

/// Planes with a shorter side below this, in pixels, are not halved again.
const MIN_SIDE: usize = 130;

/// Least pixels per module for sampling.
const SAMPLING: f32 = 4.0;

/// Maximum number of halvings.
const MAX_LEVELS: usize = 6;

/// The levels, the largest first.
pub(crate) struct Pyramid<'a> {
    levels: Vec<Plane<'a>>,
    /// Whether each level is soft, if that was asked.
    soft: [OnceCell<bool>; MAX_LEVELS],
}

impl<'a> Pyramid<'a> {
    pub(crate) fn of(plane: &Plane<'a>) -> Self {
        let mut levels = vec![plane.clone()];
        while levels.len() < MAX_LEVELS {
            match levels.last() {
                Some(last) if last.width.min(last.height) >= MIN_SIDE => {
                    let next = last.halved();
                    levels.push(next);
                }
                _ => break,
            }
        }
        Self { levels, soft: Default::default() }
    }

    /// Number of levels.
    pub(crate) fn count(&self) -> usize {
        self.levels.len()
    }

    /// Level `number`, or the smallest if there are fewer.
    pub(crate) fn level(&self, number: usize) -> &Plane<'a> {
        self.numbered(number).0
    }

    /// Level `number`, or the smallest if there are fewer, and its frame pixels per pixel.
    pub(crate) fn numbered(&self, number: usize) -> (&Plane<'a>, f32) {
        let number = number.min(self.levels.len() - 1);
        (&self.levels[number], (1 << number) as f32)
    }

    /// Whether the edges of level `number` are [soft](is_soft).
    pub(crate) fn is_soft(&self, number: usize) -> bool {
        let number = number.min(self.levels.len() - 1);
        *self.soft[number].get_or_init(|| is_soft(&self.levels[number]))
    }

    /// The smallest level on which a module of `module` frame pixels has at least `least` pixels,
    /// and its frame pixels per pixel.
    pub(crate) fn level_for(&self, module: f32, least: f32) -> (&Plane<'a>, f32) {
        let fits = |level: &usize| module / (1 << level) as f32 >= least;
        self.numbered((0..self.count()).rev().find(fits).unwrap_or(0))
    }

    /// The best level for sampling modules of `module` frame pixels, and its frame pixels per pixel.
    /// `None` if that level is too small.
    pub(crate) fn view_for(&self, module: f32, polarity: Polarity) -> Option<(GreyView<'_>, f32)> {
        let (level, factor) = self.level_for(module, SAMPLING);
        Some((GreyView::new(level, polarity)?, factor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    fn pyramid(width: usize, height: usize) -> Pyramid<'static> {
        Pyramid::of(&Plane { width, height, pixels: Cow::Owned(vec![0; width * height]) })
    }

    #[test]
    fn levels_end_where_symbols_would_vanish() {
        let pyramid = pyramid(1280, 720);
        let sizes: Vec<_> = (0..pyramid.count())
            .map(|i| (pyramid.level(i).width, pyramid.level(i).height))
            .collect();
        assert_eq!(sizes, [(1280, 720), (640, 360), (320, 180), (160, 90)]);
        assert_eq!(self::pyramid(5, 3).count(), 1);
    }

    #[test]
    fn modules_keep_their_pixels() {
        let pyramid = pyramid(1280, 720);
        let halvings = [3.0, 9.0, 99.0].map(|module| pyramid.level_for(module, 4.0).1.log2() as u8);
        assert_eq!(halvings, [0, 1, 3]);
    }
}
