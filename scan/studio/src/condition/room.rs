//! The changes of a condition to the camera and the light.

use std::f64::consts::{PI, TAU};

use super::{Condition, Draft};
use crate::{
    camera::{AmbientLight, Camera, CameraShake, Glare, LightGradient},
    geometry::Point,
    pose::CameraPose,
};

impl Draft {
    /// The camera and the light. `modules` includes the quiet zone.
    pub(super) fn camera(&mut self, modules: usize, pose: &CameraPose) -> Camera {
        let severity = self.severity;
        let mut camera = Camera::good(self.resolution);
        camera.lens_blur = self.random.between(0.4, 0.7);
        if self.is(Condition::Defocus) {
            camera.defocus = (0.25 + 0.85 * severity) * pose.pixels_per_module;
        } else if self.combines(0.5) {
            camera.defocus = (0.15 + 0.4 * severity) * pose.pixels_per_module;
        }
        let shake = if self.is(Condition::Motion) {
            Some(0.4 + 1.8 * severity)
        } else if self.combines(0.4) {
            Some(0.2 + 0.8 * severity)
        } else {
            None
        };
        camera.shake = shake.map(|modules| CameraShake {
            length: modules * pose.pixels_per_module,
            angle: self.random.between(0.0, PI),
        });
        camera.light = self.light(modules, pose);
        self.expose(&mut camera);
        camera
    }

    fn light(&mut self, modules: usize, pose: &CameraPose) -> AmbientLight {
        let severity = self.severity;
        let (width, height) = self.resolution.size();
        let centre =
            Point::new(width as f64 / 2.0 + pose.offset.x, height as f64 / 2.0 + pose.offset.y);
        let side = modules as f64 * pose.pixels_per_module;
        let mut light = AmbientLight::default();
        let depth = if self.is(Condition::Gradient) {
            Some(0.5 + 0.45 * severity)
        } else if self.combines(0.5) {
            Some(0.2 + 0.4 * severity)
        } else {
            None
        };
        light.gradient = depth.map(|depth| {
            let angle = self.random.between(0.0, TAU);
            LightGradient { centre, angle, reach: side * 0.75, depth }
        });
        let strength = if self.is(Condition::Glare) {
            Some(0.3 + 1.5 * severity)
        } else if self.combines(0.3) {
            Some(0.2 + 0.5 * severity)
        } else {
            None
        };
        if let Some(strength) = strength {
            let random = &mut self.random;
            for _ in 0..random.whole(1, 3) {
                let x = centre.x + 0.3 * side * random.normal();
                let y = centre.y + 0.3 * side * random.normal();
                let spread = side * random.between(0.08, 0.22);
                light.glares.push(Glare { centre: Point::new(x, y), spread, strength });
            }
            light.veil = 0.15 * severity;
        }
        light
    }

    fn expose(&mut self, camera: &mut Camera) {
        let severity = self.severity;
        let random = &mut self.random;
        match self.condition {
            Condition::LowLight => {
                // The phone's processor brightens a dark picture, and the noise with it.
                camera.exposure = 1.0;
                camera.full_well = 1500.0 * (1.0 - severity) + 60.0;
                camera.read_noise = 3.0 * (0.004 + 0.012 * severity);
                camera.gain = 0.25 + 0.5 * (1.0 - severity);
            }
            Condition::Combo => {
                camera.exposure = random.between(0.25, 0.9);
                camera.full_well = random.between(200.0, 3000.0);
                camera.read_noise = 0.006;
            }
            _ => {
                camera.exposure = random.between(0.7, 1.05);
                camera.full_well = random.between(2000.0, 8000.0);
            }
        }
    }
}
