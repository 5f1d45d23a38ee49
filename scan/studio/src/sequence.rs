//! Many frames of one take from a hand-held phone.

use std::f64::consts::TAU;

use crate::{
    camera::{CameraShake, ShutterBanding},
    geometry::{Homography, Point},
    random::Random,
    scene::Canvas,
    take::{PictureSetup, TakenPicture},
};

/// The endless frames of a hand-held take, 30 per second.
///
/// The hand trembles and drifts, the autofocus converges within about half a second, and the
/// exposure adapts in steps. With a pixel grid, the moiré and the bands of a dimmed monitor move.
/// Focus and exposure converge to those of the take.
///
/// ```
/// use aikotoba_studio::{Condition, Resolution, TakeSequence};
///
/// let take = Condition::Nominal.take("a text", 0.0, Resolution::Vga, 1)?;
/// let shots: Vec<_> = TakeSequence::new(take).take(3).collect();
/// assert_ne!(shots[0].corners, shots[2].corners);
/// # Ok::<(), aikotoba_studio::EncodeError>(())
/// ```
pub struct TakeSequence {
    take: PictureSetup,
    canvas: Canvas,
    noise: Random,
    hand: HandMotion,
    start: CameraStart,
    /// Number of the next frame.
    next: u32,
}

impl TakeSequence {
    /// The sequence of a take. The same take gives the same frames.
    pub fn new(take: PictureSetup) -> Self {
        let mut random = Random::new(take.seed, "sequence");
        Self {
            canvas: take.scene.paint(),
            noise: Random::new(take.seed, "sequence noise"),
            hand: HandMotion::new(&mut random),
            start: CameraStart::new(&mut random),
            take,
            next: 0,
        }
    }

    /// The take of one frame.
    fn take_at(&self, frame: u32) -> PictureSetup {
        let frame = f64::from(frame);
        let mut take = self.take.clone();
        self.hand.hold(&mut take, frame);
        self.start.adjust(&mut take, frame);
        if take.scene.grid.is_some() {
            take.camera.light.banding = Some(ShutterBanding {
                depth: self.start.banding,
                period: self.start.band_share * take.camera.resolution.size().1 as f64,
                phase: (frame * self.start.band_step).fract(),
            });
        }
        take
    }
}

impl Iterator for TakeSequence {
    type Item = TakenPicture;

    fn next(&mut self) -> Option<TakenPicture> {
        let take = self.take_at(self.next);
        self.next += 1;
        let map: Homography = take.pose.homography(take.camera.resolution);
        let frame = take.camera.expose(&self.canvas, &map, &mut self.noise);
        Some(TakenPicture { frame, corners: take.corners(), text: take.text })
    }
}

/// A periodic movement of the hand: amplitude, period in frames, and phase.
#[derive(Clone, Copy)]
struct Wave {
    size: f64,
    period: f64,
    phase: f64,
}

impl Wave {
    fn at(self, frame: f64) -> f64 {
        self.size * (TAU * (frame / self.period + self.phase)).sin()
    }
}

/// A slow drift and a tremor of 8 to 12 Hz in each direction of movement.
struct HandMotion {
    /// Right and down as shares of the frame's height; roll, yaw, pitch in radians; scale.
    motions: [[Wave; 2]; 6],
}

impl HandMotion {
    fn new(random: &mut Random) -> Self {
        let motions = [0.015, 0.015, 0.01, 0.015, 0.015, 0.02].map(|size| {
            let drift = Wave {
                size: size * random.between(0.5, 1.5),
                period: random.between(35.0, 90.0),
                phase: random.unit(),
            };
            let tremor = Wave {
                size: size * random.between(0.03, 0.1),
                period: random.between(2.5, 3.8),
                phase: random.unit(),
            };
            [drift, tremor]
        });
        Self { motions }
    }

    fn at(&self, frame: f64) -> [f64; 6] {
        self.motions.map(|waves| waves.map(|wave| wave.at(frame)).iter().sum())
    }

    /// Moves the phone and adds the motion blur of the exposure.
    fn hold(&self, take: &mut PictureSetup, frame: f64) {
        /// Share of a frame's time during which the shutter is open.
        const SHUTTER: f64 = 0.35;
        let height = take.camera.resolution.size().1 as f64;
        let [x, y, roll, yaw, pitch, scale] = self.at(frame);
        take.pose.offset.x += x * height;
        take.pose.offset.y += y * height;
        take.pose.roll += roll;
        take.pose.yaw += yaw;
        take.pose.pitch += pitch;
        take.pose.pixels_per_module *= 1.0 + scale;

        let before = self.at(frame - SHUTTER);
        let moved = Point::new((x - before[0]) * height, (y - before[1]) * height);
        let length = moved.x.hypot(moved.y);
        // Shorter motion is below the lens blur; a take may already have stronger motion blur.
        if length > 0.3 && take.camera.shake.is_none_or(|shake| shake.length < length) {
            take.camera.shake = Some(CameraShake { length, angle: moved.y.atan2(moved.x) });
        }
    }
}

/// The autofocus and automatic exposure after the camera was opened.
struct CameraStart {
    /// Radius of the defocus at first, in modules.
    defocus: f64,
    /// Period of the focus oscillation, in frames.
    swing: f64,
    /// Frames until a third of the defocus is left.
    settle: f64,
    /// Factor of the exposure at first.
    exposure: f64,
    /// Frames between two steps of the exposure.
    step: f64,
    banding: f64,
    band_share: f64,
    band_step: f64,
}

impl CameraStart {
    fn new(random: &mut Random) -> Self {
        Self {
            defocus: random.between(0.4, 1.6),
            swing: random.between(9.0, 16.0),
            settle: random.between(3.0, 7.0),
            exposure: random.pick(&[0.35, 0.5, 0.7, 1.4, 1.8]),
            step: random.between(1.5, 3.5),
            banding: random.between(0.0, 0.35),
            band_share: random.between(0.2, 0.8),
            band_step: random.between(0.05, 0.45),
        }
    }

    fn adjust(&self, take: &mut PictureSetup, frame: f64) {
        // The lens oscillates around the focus and converges to it.
        let swing = (TAU * frame / self.swing).cos() * (-frame / self.settle).exp();
        let radius = self.defocus * swing.abs() * take.pose.pixels_per_module;
        take.camera.defocus = take.camera.defocus.hypot(radius);
        // Each step halves the remaining difference.
        let left = 0.5_f64.powf((frame / self.step).floor());
        take.camera.exposure *= self.exposure.powf(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Condition, Resolution};

    fn sequence(condition: Condition, seed: u64) -> TakeSequence {
        TakeSequence::new(condition.take("a sequence", 0.3, Resolution::Vga, seed).unwrap())
    }

    #[test]
    fn the_same_take_gives_the_same_frames() {
        let frames = |seed| sequence(Condition::Moire, seed).take(3).collect::<Vec<TakenPicture>>();

        assert_eq!(frames(1), frames(1));
        assert_ne!(frames(1), frames(2));
    }

    #[test]
    fn focus_and_exposure_converge_to_those_of_the_take() {
        for seed in 0..10 {
            let sequence = sequence(Condition::Nominal, seed);

            let settled = sequence.take_at(60);

            let wanted = &sequence.take.camera;
            assert!(settled.camera.defocus < 0.01 * settled.pose.pixels_per_module);
            assert!((settled.camera.exposure / wanted.exposure - 1.0).abs() < 0.01);
        }
    }

    #[test]
    fn the_hand_stays_near_its_place_and_always_moves() {
        let sequence = sequence(Condition::Nominal, 4);
        let corner = |frame| sequence.take_at(frame).corners()[0];

        for frame in 0..60 {
            let moved = corner(frame).distance(corner(frame + 1));
            assert!((0.001..20.0).contains(&moved), "frame {frame}: {moved}");
            assert!(corner(frame).distance(sequence.take.corners()[0]) < 60.0);
        }
    }

    #[test]
    fn bands_roll_from_frame_to_frame() {
        let sequence = sequence(Condition::Moire, 1);
        let phase = |frame| sequence.take_at(frame).camera.light.banding.unwrap().phase;

        assert!((phase(0) - phase(1)).abs() > 0.01);
    }
}
