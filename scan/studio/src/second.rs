//! A second code in the frame. A site's page often shows other codes beside the one to be added
//! that are easier to read, such as a link to an app.

use crate::{
    code::{CorrectionLevel, DrawnCode, style::CodeStyle},
    geometry::Point,
    luma::GreyPicture,
    random::Random,
    take::TakenPicture,
};

/// The text of the second code.
pub const SECOND_TEXT: &str = "https://apps.example.com/jp/app/id1234567890";

/// The frame of a shot with a crisp second code beside the first, in one corner of the frame and in
/// one of several sizes. `None` if there is no space for it.
pub fn with_second_code(shot: &TakenPicture, seed: u64) -> Option<GreyPicture> {
    let mut random = Random::new(seed, "second code");
    let code = DrawnCode::encode(SECOND_TEXT, CorrectionLevel::Medium).ok()?;
    let first_scale = random.whole(3, 7);
    let first_corner = random.below(4);
    let (width, height) = (shot.frame.width(), shot.frame.height());
    for scale in (2..=first_scale).rev() {
        let second = CodeStyle::PLAIN.flat(&code, scale);
        let side = second.width();
        let (Some(right), Some(bottom)) = (width.checked_sub(side), height.checked_sub(side))
        else {
            continue;
        };
        for turn in 0..4 {
            let (x, y) =
                [(0, 0), (right, 0), (0, bottom), (right, bottom)][(first_corner + turn) % 4];
            if is_free(shot, x, y, side) {
                let mut frame = shot.frame.clone();
                frame.paste(&second, x, y);
                return Some(frame);
            }
        }
    }
    None
}

/// Whether a square is outside of the shot's code and its quiet zone.
fn is_free(shot: &TakenPicture, x: usize, y: usize, side: usize) -> bool {
    // About four modules of a code with 41 modules per side.
    let margin = 0.12 * shot.corners[0].distance(shot.corners[1]);
    let bound = |value: fn(&Point) -> f64, pick: fn(f64, f64) -> f64| {
        shot.corners.iter().map(value).fold(value(&shot.corners[0]), pick)
    };
    let (left, right) = (bound(|at| at.x, f64::min), bound(|at| at.x, f64::max));
    let (top, bottom) = (bound(|at| at.y, f64::min), bound(|at| at.y, f64::max));
    let (x, y, side) = (x as f64, y as f64, side as f64);
    x > right + margin || x + side < left - margin || y > bottom + margin || y + side < top - margin
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Condition, Resolution};

    #[test]
    fn the_second_code_does_not_change_the_first() {
        let mut count = 0;
        for seed in 0..10 {
            let take = Condition::Nominal.take("first", 0.5, Resolution::Hd, seed).unwrap();
            let shot = take.shoot();
            let Some(frame) = with_second_code(&shot, seed) else { continue };
            count += 1;
            let middle = shot.corners.iter().fold((0.0, 0.0), |(x, y), at| (x + at.x, y + at.y));
            let place = (middle.1 / 4.0) as usize * frame.width() + (middle.0 / 4.0) as usize;
            assert_eq!(frame.pixels()[place], shot.frame.pixels()[place]);
            assert_ne!(frame, shot.frame);
        }
        assert!(count > 5, "{count} had room");
    }
}
