//! The camera of a phone, and the light in the room.

mod lens;
mod sensor;

use crate::{
    geometry::{Homography, Point},
    luma::GreyPicture,
    plane::Plane,
    random::Random,
    scene::Canvas,
};

/// A camera's lens, sensor and exposure, and the light on the monitor.
#[derive(Debug, Clone, PartialEq)]
pub struct Camera {
    /// The size of the frames.
    pub resolution: Resolution,
    /// Standard deviation of the lens blur, in pixels.
    pub lens_blur: f64,
    /// Radius of the disc that defocus makes of a point, in pixels; 0 if in focus.
    pub defocus: f64,
    /// Movement of the hand during the exposure.
    pub shake: Option<CameraShake>,
    /// Light on the monitor, and the monitor's flicker.
    pub light: AmbientLight,
    /// Exposure; at 1, the white of the monitor is full scale.
    pub exposure: f64,
    /// Electrons at full scale. Fewer electrons give more shot noise.
    pub full_well: f64,
    /// Standard deviation of the read noise, at full scale 1.
    pub read_noise: f64,
    /// Gain applied after the noise.
    pub gain: f64,
}

impl Camera {
    /// A good camera in good light.
    pub fn good(resolution: Resolution) -> Self {
        Self {
            resolution,
            lens_blur: 0.5,
            defocus: 0.0,
            shake: None,
            light: AmbientLight::default(),
            exposure: 0.9,
            full_well: 6000.0,
            read_noise: 0.002,
            gain: 1.0,
        }
    }

    /// Takes the frame of a canvas. `map` goes from modules to pixels.
    pub(crate) fn expose(
        &self,
        canvas: &Canvas,
        map: &Homography,
        noise: &mut Random,
    ) -> GreyPicture {
        let mut plane: Plane = lens::project(canvas, map, self);
        sensor::light_up(&mut plane, &self.light);
        sensor::develop(&plane, self, noise)
    }
}

/// The size of an upright frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// 640 x 480.
    Vga,
    /// 1280 x 720.
    Hd,
    /// 1920 x 1080.
    FullHd,
}

impl Resolution {
    /// All resolutions, from the smallest.
    pub const ALL: [Self; 3] = [Self::Vga, Self::Hd, Self::FullHd];

    /// Width and height in pixels.
    pub const fn size(self) -> (usize, usize) {
        match self {
            Self::Vga => (640, 480),
            Self::Hd => (1280, 720),
            Self::FullHd => (1920, 1080),
        }
    }
}

/// A movement of the hand during the exposure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraShake {
    /// Distance that a point moves, in pixels.
    pub length: f64,
    /// Direction, in radians from the x axis towards the y axis.
    pub angle: f64,
}

/// Light besides that of the page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AmbientLight {
    /// A gradient to a darker side.
    pub gradient: Option<LightGradient>,
    /// Reflections of lamps and windows.
    pub glares: Vec<Glare>,
    /// A uniform reflection over the frame, at full scale 1.
    pub veil: f64,
    /// Dark bands of a dimmed monitor under a rolling shutter.
    pub banding: Option<ShutterBanding>,
}

/// Light that decreases towards one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LightGradient {
    /// The point of half the depth, in pixels.
    pub centre: Point,
    /// Direction of the darker side, in radians.
    pub angle: f64,
    /// Distance from the centre to the full depth, in pixels.
    pub reach: f64,
    /// Share of the light lost at full depth, 0 to 1.
    pub depth: f64,
}

/// A soft spot of light.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glare {
    /// Centre, in pixels.
    pub centre: Point,
    /// Standard deviation, in pixels.
    pub spread: f64,
    /// Brightness at the centre, at full scale 1.
    pub strength: f64,
}

/// Bands along the rows, from a rolling shutter and a monitor that flickers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShutterBanding {
    /// Share of the light lost in the middle of a band, 0 to 1.
    pub depth: f64,
    /// Distance between bands, in rows.
    pub period: f64,
    /// Position of the first band, 0 to 1 periods.
    pub phase: f64,
}
