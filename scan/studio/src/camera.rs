//! The camera of a phone and the light of the room.

mod lens;
mod sensor;

use crate::{
    geometry::{Homography, Point},
    luma::Luma,
    plane::Plane,
    random::Random,
    scene::Canvas,
};

/// A camera's lens, sensor and exposure, and the light that falls on the monitor.
#[derive(Debug, Clone, PartialEq)]
pub struct Camera {
    /// The size of the frames.
    pub resolution: Resolution,
    /// The deviation of the lens's blur, in pixels.
    pub lens_blur: f64,
    /// The radius of the disc that a point out of focus becomes, in pixels; 0 in focus.
    pub defocus: f64,
    /// How the hand moves during the exposure.
    pub shake: Option<Shake>,
    /// What falls on the monitor, and what the monitor's own light does.
    pub light: Light,
    /// How much of the light is gathered; 1 brings the white of the monitor to full scale.
    pub exposure: f64,
    /// Electrons at full scale: the fewer, the more shot noise.
    pub full_well: f64,
    /// The deviation of the noise of reading, at full scale 1.
    pub read_noise: f64,
    /// What the signal is multiplied with after the noise.
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
            light: Light::default(),
            exposure: 0.9,
            full_well: 6000.0,
            read_noise: 0.002,
            gain: 1.0,
        }
    }

    /// The frame of a canvas that this map lays into the frame.
    pub(crate) fn expose(&self, canvas: &Canvas, map: &Homography, noise: &mut Random) -> Luma {
        let mut plane: Plane = lens::project(canvas, map, self);
        sensor::light_up(&mut plane, &self.light);
        sensor::develop(&plane, self, noise)
    }
}

/// The size of a frame, upright.
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
    /// All of them, from the smallest.
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
pub struct Shake {
    /// How far a point moves, in pixels.
    pub length: f64,
    /// Where to, in radians from the x axis towards the y axis.
    pub angle: f64,
}

/// Light that is not the picture's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Light {
    /// A side that is darker.
    pub gradient: Option<Gradient>,
    /// Lamps and windows that the monitor mirrors.
    pub glares: Vec<Glare>,
    /// An even reflection over the frame, at full scale 1.
    pub veil: f64,
    /// Dark bands of a dimmed monitor under a rolling shutter.
    pub banding: Option<Banding>,
}

/// Light that falls off to one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gradient {
    /// The point of half depth, in pixels.
    pub centre: Point,
    /// Where it gets darker, in radians.
    pub angle: f64,
    /// From the centre to the full depth, in pixels.
    pub reach: f64,
    /// The share of the light that is lost, 0 to 1.
    pub depth: f64,
}

/// A soft spot of light.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glare {
    /// Its middle, in pixels.
    pub centre: Point,
    /// Its deviation, in pixels.
    pub spread: f64,
    /// Its light in the middle, at full scale 1.
    pub strength: f64,
}

/// Bands along the rows: the shutter rolls while a dimmed monitor flickers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Banding {
    /// The share of the light that is lost in the middle of a band, 0 to 1.
    pub depth: f64,
    /// Rows from band to band.
    pub period: f64,
    /// Where the first band is, 0 to 1 periods.
    pub phase: f64,
}
