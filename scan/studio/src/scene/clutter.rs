//! Text and boxes around a code on a page.

use crate::{geometry::Point, plane::Plane, random::Random};

/// A part of the page, in modules.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

/// Draws text and boxes.
pub(crate) struct ClutterPainter<'a> {
    pub(crate) page: &'a mut Plane,
    /// Texels per module.
    pub(crate) texels: f64,
    pub(crate) ink: f32,
    pub(crate) random: Random,
}

/// The strokes of letters, in a box of 2 x 4 half-widths: from x, y to x, y.
const STROKES: [[u8; 4]; 12] = [
    [0, 0, 0, 4],
    [2, 0, 2, 4],
    [0, 0, 2, 0],
    [0, 2, 2, 2],
    [0, 4, 2, 4],
    [0, 2, 0, 4],
    [2, 2, 2, 4],
    [0, 4, 2, 0],
    [0, 0, 2, 4],
    [1, 0, 1, 4],
    [0, 2, 1, 0],
    [1, 0, 2, 2],
];

impl ClutterPainter<'_> {
    /// Draws boxes, then lines of text over them, each at random in one of the areas.
    pub(crate) fn draw(&mut self, areas: &[Area], lines: usize, boxes: usize) {
        for _ in 0..boxes {
            let area = self.random.pick(areas);
            self.draw_box(area);
        }
        for _ in 0..lines {
            let area = self.random.pick(areas);
            self.write_line(area);
        }
    }

    fn write_line(&mut self, area: Area) {
        let height = self.random.between(0.9, 2.4);
        let thickness = (height * self.random.between(0.07, 0.16)).max(0.12);
        let (left, right) = (area.left + thickness, area.right - thickness);
        if right - left < height || area.bottom - area.top < height + 2.0 * thickness {
            return;
        }
        let top = self.random.between(area.top + thickness, area.bottom - thickness - height);
        let mut x = self.random.between(left, left + (right - left) * 0.8);
        for _ in 0..self.random.whole(5, 30) {
            let width = height * self.random.between(0.4, 0.65);
            if x + width > right {
                break;
            }
            if !self.random.chance(0.15) {
                self.write_letter(x, top, width, height, thickness);
            }
            x += width + height * 0.22;
        }
    }

    fn write_letter(&mut self, left: f64, top: f64, width: f64, height: f64, thickness: f64) {
        for _ in 0..self.random.whole(2, 5) {
            let stroke = self.random.pick(&STROKES).map(f64::from);
            let place = |x: f64, y: f64| Point::new(left + x / 2.0 * width, top + y / 4.0 * height);
            self.draw_line(place(stroke[0], stroke[1]), place(stroke[2], stroke[3]), thickness);
        }
    }

    fn draw_box(&mut self, area: Area) {
        let (free_width, free_height) = (area.right - area.left, area.bottom - area.top);
        let height = self.random.between(1.5, 12.0).min(free_height * 0.8);
        let width = (height * self.random.pick(&[1.0, 1.0, 3.0, 6.0])).min(free_width * 0.8);
        let left = self.random.between(area.left, area.right - width);
        let top = self.random.between(area.top, area.bottom - height);
        let corner = |x: f64, y: f64| Point::new(left + x * width, top + y * height);
        if self.random.chance(0.3) {
            let middle = height / 2.0;
            let (from, to) = (corner(0.0, 0.5), corner(1.0, 0.5));
            let (from, to) = (Point::new(from.x + middle, from.y), Point::new(to.x - middle, to.y));
            self.draw_line(from, to, height);
        } else {
            let thickness = self.random.between(0.12, 1.0).min(height / 4.0);
            let inset = thickness / 2.0;
            let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(x, y)| {
                let point = corner(x, y);
                Point::new(point.x + inset - 2.0 * inset * x, point.y + inset - 2.0 * inset * y)
            });
            for side in 0..4 {
                self.draw_line(corners[side], corners[(side + 1) % 4], thickness);
            }
        }
    }

    /// Draws a line with round ends; all lengths in modules.
    fn draw_line(&mut self, from: Point, to: Point, thickness: f64) {
        let in_texels = |point: Point| Point::new(point.x * self.texels, point.y * self.texels);
        let (from, to) = (in_texels(from), in_texels(to));
        let half = thickness * self.texels / 2.0;
        let span = |a: f64, b: f64, limit: usize| {
            let low = (a.min(b) - half - 1.0).max(0.0) as usize;
            low..((a.max(b) + half + 2.0).max(0.0) as usize).min(limit)
        };
        let length_squared = from.distance(to).powi(2).max(1e-9);
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let columns = span(from.x, to.x, self.page.width);
        for y in span(from.y, to.y, self.page.height) {
            let row = &mut self.page.row_mut(y)[columns.clone()];
            for (value, x) in row.iter_mut().zip(columns.clone()) {
                let (px, py) = (x as f64 + 0.5 - from.x, y as f64 + 0.5 - from.y);
                let along = ((px * dx + py * dy) / length_squared).clamp(0.0, 1.0);
                let away = (px - along * dx).hypot(py - along * dy);
                let cover = (half + 0.5 - away).clamp(0.0, 1.0) as f32;
                *value += (self.ink - *value) * cover;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_covers_its_thickness() {
        let mut page = Plane::filled(100, 40, 1.0);
        let mut clutter = ClutterPainter {
            page: &mut page,
            texels: 10.0,
            ink: 0.0,
            random: Random::new(1, "test"),
        };

        clutter.draw_line(Point::new(1.0, 2.0), Point::new(9.0, 2.0), 1.0);

        let inked = (0..40).filter(|y| page.row(*y)[50] < 0.5).count();
        assert_eq!(inked, 10);
        assert!(page.row(20)[2] > 0.5 && page.row(20)[97] > 0.5, "it ends where it should");
    }

    #[test]
    fn nothing_is_drawn_outside_of_the_areas() {
        let mut page = Plane::filled(400, 400, 1.0);
        let area = Area { left: 10.0, top: 10.0, right: 30.0, bottom: 30.0 };
        let mut clutter = ClutterPainter {
            page: &mut page,
            texels: 10.0,
            ink: 0.0,
            random: Random::new(1, "test"),
        };

        clutter.draw(&[area], 60, 20);

        let is_inked = |x: usize, y: usize| page.row(y)[x] < 0.99;
        let all = (0..400).flat_map(|y| (0..400).map(move |x| (x, y)));
        let outside =
            all.clone().filter(|(x, y)| !(99..=300).contains(x) || !(99..=300).contains(y));
        assert!(all.into_iter().any(|(x, y)| is_inked(x, y)));
        assert_eq!(outside.filter(|(x, y)| is_inked(*x, *y)).count(), 0);
    }
}
