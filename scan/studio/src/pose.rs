//! The pose of the phone.

use crate::{
    camera::Resolution,
    geometry::{Homography, Point},
};

/// The focal length relative to the longer side of the frame, as of a phone's main camera.
const FOCAL_LENGTH: f64 = 1.1;

/// The pose of the camera relative to the code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CameraPose {
    /// The size of a module in the frame without tilt, in pixels.
    pub pixels_per_module: f64,
    /// Rotation in the plane of the frame, in radians, clockwise.
    pub roll: f64,
    /// Tilt about the vertical axis, in radians.
    pub yaw: f64,
    /// Tilt about the horizontal axis, in radians.
    pub pitch: f64,
    /// Offset of the code's centre from the frame's centre, in pixels.
    pub offset: Point,
}

impl CameraPose {
    /// A camera straight in front of the code.
    pub fn facing(pixels_per_module: f64) -> Self {
        Self { pixels_per_module, roll: 0.0, yaw: 0.0, pitch: 0.0, offset: Point::new(0.0, 0.0) }
    }

    /// The map from the plane of the monitor, in modules relative to the code's centre, to the
    /// frame, in pixels.
    pub fn homography(&self, resolution: Resolution) -> Homography {
        let (width, height) = resolution.size();
        let focal = FOCAL_LENGTH * width.max(height) as f64;
        let ((sr, cr), (sy, cy), (sp, cp)) =
            (self.roll.sin_cos(), self.yaw.sin_cos(), self.pitch.sin_cos());
        // The first two columns of Rz(roll) Ry(yaw) Rx(pitch), because the plane has no depth.
        let turn =
            [[cr * cy, cr * sy * sp - sr * cp], [sr * cy, sr * sy * sp + cr * cp], [-sy, cy * sp]];
        let scale = self.pixels_per_module;
        // The plane is at the distance at which its unit is one pixel.
        let shift = [self.offset.x, self.offset.y, focal];
        let rows = [0, 1, 2].map(|i| [turn[i][0] * scale, turn[i][1] * scale, shift[i]]);
        let lens = Homography([
            [focal, 0.0, width as f64 / 2.0],
            [0.0, focal, height as f64 / 2.0],
            [0.0, 0.0, 1.0],
        ]);
        lens.after(&Homography(rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_that_faces_the_code_only_scales_and_shifts() {
        let pose = CameraPose { offset: Point::new(10.0, -20.0), ..CameraPose::facing(4.0) };

        let map = pose.homography(Resolution::Hd);

        let corner = map.map(Point::new(-5.0, 5.0));
        assert!(corner.distance(Point::new(640.0 + 10.0 - 20.0, 360.0 - 20.0 + 20.0)) < 1e-9);
    }

    #[test]
    fn a_quarter_turn_moves_the_right_to_below() {
        let pose = CameraPose { roll: std::f64::consts::FRAC_PI_2, ..CameraPose::facing(4.0) };

        let right = pose.homography(Resolution::Vga).map(Point::new(10.0, 0.0));

        assert!(right.distance(Point::new(320.0, 240.0 + 40.0)) < 1e-9, "{right:?}");
    }

    #[test]
    fn a_tilted_plane_shrinks_where_it_is_farther() {
        let pose = CameraPose { yaw: -0.5, ..CameraPose::facing(4.0) };

        let map = pose.homography(Resolution::Vga);

        let height = |x: f64| map.map(Point::new(x, -10.0)).distance(map.map(Point::new(x, 10.0)));
        assert!(height(20.0) < height(0.0) && height(0.0) < height(-20.0));
    }
}
