//! Difficulties that occur when a phone is pointed at a monitor.

mod page;
mod room;

use crate::{
    camera::Resolution,
    code::{CorrectionLevel, DrawnCode, EncodeError},
    geometry::Point,
    pose::CameraPose,
    random::Random,
    take::PictureSetup,
};

/// One difficulty; everything else is as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// A steady hand, a normal distance, good light.
    Nominal,
    /// Seen from the side, 10 to 60 degrees.
    Perspective,
    /// Rotated by any angle.
    Rotation,
    /// Out of focus: a disc of 0.25 to 1.1 modules radius.
    Defocus,
    /// A hand that moves by 0.4 to 2.2 modules during the exposure.
    Motion,
    /// A coarse grid of monitor pixels that interferes with the sensor's.
    Moire,
    /// A dark room: few photons, much gain.
    LowLight,
    /// One or two lamps reflected on the code.
    Glare,
    /// Light that decreases across the code.
    Gradient,
    /// 3 down to 1.5 pixels per module.
    Small,
    /// Dark mode: a light code on a dark page, or a white card with a thin quiet zone.
    Inverted,
    /// Rounded or dotted modules, some with a logo.
    Rounded,
    /// Several of these at once, each milder.
    Combo,
}

impl Condition {
    /// All conditions, in the order of tables.
    pub const ALL: [Self; 13] = [
        Self::Nominal,
        Self::Perspective,
        Self::Rotation,
        Self::Defocus,
        Self::Motion,
        Self::Moire,
        Self::LowLight,
        Self::Glare,
        Self::Gradient,
        Self::Small,
        Self::Inverted,
        Self::Rounded,
        Self::Combo,
    ];

    /// The name in tables and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Perspective => "perspective",
            Self::Rotation => "rotation",
            Self::Defocus => "defocus",
            Self::Motion => "motion",
            Self::Moire => "moire",
            Self::LowLight => "low-light",
            Self::Glare => "glare",
            Self::Gradient => "gradient",
            Self::Small => "small",
            Self::Inverted => "inverted",
            Self::Rounded => "rounded",
            Self::Combo => "combo",
        }
    }

    /// A take under this condition, of a code with `text`.
    ///
    /// `severity` is 0 (an everyday case) to 1 (about where the best readers fail) and is clamped
    /// to that range. The same arguments give the same take.
    ///
    /// # Errors
    /// [`EncodeError::TextTooLong`].
    pub fn take(
        self,
        text: &str,
        severity: f64,
        resolution: Resolution,
        seed: u64,
    ) -> Result<PictureSetup, EncodeError> {
        let mut draft = Draft {
            condition: self,
            severity: severity.clamp(0.0, 1.0),
            resolution,
            random: Random::new(seed, self.name()),
        };
        let level = draft.random.pick(&[
            CorrectionLevel::Low,
            CorrectionLevel::Medium,
            CorrectionLevel::Medium,
            CorrectionLevel::Medium,
            CorrectionLevel::Quartile,
        ]);
        let code = DrawnCode::encode(text, level)?;
        let style = draft.style();
        let modules = code.side() + 2 * style.quiet;
        let scene = draft.scene(code, style);
        let pose = draft.pose(modules);
        let camera = draft.camera(modules, &pose);
        Ok(PictureSetup { scene, pose, camera, text: text.to_owned(), seed })
    }
}

/// A take under construction.
struct Draft {
    condition: Condition,
    severity: f64,
    resolution: Resolution,
    random: Random,
}

impl Draft {
    fn is(&self, condition: Condition) -> bool {
        self.condition == condition
    }

    /// Whether a combination includes this difficulty.
    fn combines(&mut self, probability: f64) -> bool {
        self.is(Condition::Combo) && self.random.chance(probability)
    }

    /// `modules` includes the quiet zone.
    fn pose(&mut self, modules: usize) -> CameraPose {
        let severity = self.severity;
        let random = &mut self.random;
        let wanted = match self.condition {
            Condition::Small => 3.0 - 1.5 * severity,
            Condition::Combo => random.between(2.2, 5.0),
            Condition::Defocus | Condition::Motion => random.between(3.0, 6.0),
            _ => random.between(3.0, 7.0),
        };
        let (width, height) = self.resolution.size();
        let fitting = 0.92 * height as f64 / (modules as f64 * 1.15);
        let pixels_per_module = wanted.min(fitting);

        let mut roll = (3.0 * random.normal()).to_radians();
        let mut yaw = (6.0 * random.normal()).to_radians();
        let mut pitch = (6.0 * random.normal()).to_radians();
        let tilt = match self.condition {
            Condition::Perspective => Some(10.0 + 50.0 * severity),
            Condition::Combo => Some(5.0 + 30.0 * severity),
            _ => None,
        };
        if let Some(tilt) = tilt.map(f64::to_radians) {
            let towards = random.between(0.0, std::f64::consts::TAU);
            (yaw, pitch) = (tilt * towards.cos(), tilt * towards.sin());
        }
        match self.condition {
            Condition::Rotation => roll = random.between(0.0, std::f64::consts::TAU),
            Condition::Combo => roll = (15.0 * random.normal()).to_radians(),
            _ => {}
        }
        // The code is within the frame, and mostly not in its centre.
        let side = modules as f64 * pixels_per_module;
        let mut shift =
            |frame: usize| random.between(-1.0, 1.0) * ((frame as f64 - side) / 2.0 * 0.7).max(0.0);
        let offset = Point::new(shift(width), shift(height));
        CameraPose { pixels_per_module, roll, yaw, pitch, offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{amazon_uri, code::style::CodePolarity};

    fn take(condition: Condition, severity: f64, seed: u64) -> PictureSetup {
        condition.take(&amazon_uri(seed), severity, Resolution::Hd, seed).unwrap()
    }

    #[test]
    fn every_condition_keeps_the_code_within_the_frame() {
        for condition in Condition::ALL {
            for seed in 0..20 {
                let take = take(condition, 0.5, seed);

                let middle = take.pose.homography(Resolution::Hd).map(Point::new(0.0, 0.0));
                assert!((0.0..1280.0).contains(&middle.x) && (0.0..720.0).contains(&middle.y));
                let inside = take.corners().into_iter().filter(|corner| {
                    (0.0..1280.0).contains(&corner.x) && (0.0..720.0).contains(&corner.y)
                });
                assert_eq!(inside.count(), 4, "{condition:?} {seed} {:?}", take.corners());
            }
        }
    }

    #[test]
    fn severity_changes_what_the_condition_is_named_after() {
        let at = |condition, severity| take(condition, severity, 4);

        assert!(at(Condition::Small, 1.0).pose.pixels_per_module < 1.6);
        assert!(
            at(Condition::Defocus, 1.0).camera.defocus
                > 3.0 * at(Condition::Defocus, 0.0).camera.defocus
        );
        assert!(at(Condition::LowLight, 1.0).camera.full_well < 100.0);
        let depth = |severity| at(Condition::Moire, severity).scene.grid.map(|grid| grid.depth);
        assert!(depth(1.0) > depth(0.0));
    }

    #[test]
    fn severity_beyond_its_range_is_clamped() {
        assert_eq!(take(Condition::Small, 7.0, 1), take(Condition::Small, 1.0, 1));
    }

    #[test]
    fn inverted_codes_are_light_on_dark_or_cards() {
        let polarities: Vec<CodePolarity> = (0..20)
            .filter_map(|seed| take(Condition::Inverted, 0.5, seed).scene.code)
            .map(|(_, style)| style.polarity)
            .collect();

        assert!(polarities.contains(&CodePolarity::LightOnDark));
        assert!(polarities.contains(&CodePolarity::DarkOnLight));
    }

    #[test]
    fn a_text_that_is_too_long_is_rejected() {
        let refused = Condition::Nominal.take(&"a".repeat(4000), 0.0, Resolution::Hd, 1);

        assert_eq!(refused, Err(EncodeError::TextTooLong));
    }
}
