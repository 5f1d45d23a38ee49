//! One picture: a scene, a pose and a camera.

use crate::{
    camera::Camera, geometry::Point, luma::GreyPicture, pose::CameraPose, random::Random,
    scene::Scene,
};

/// All parameters of a picture. The same take gives the same picture.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureSetup {
    /// The content of the monitor.
    pub scene: Scene,
    /// The pose of the phone.
    pub pose: CameraPose,
    /// The camera and the light.
    pub camera: Camera,
    /// The text of the scene's code.
    pub text: String,
    /// Seed of the sensor noise.
    pub seed: u64,
}

/// A picture and its ground truth.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenPicture {
    /// The picture.
    pub frame: GreyPicture,
    /// The corners of the code (without its quiet zone) in pixels, in the order of the code's own
    /// top left, top right, bottom right, bottom left.
    pub corners: [Point; 4],
    /// The text of the code.
    pub text: String,
}

impl PictureSetup {
    /// Takes the picture.
    pub fn shoot(&self) -> TakenPicture {
        let map = self.pose.homography(self.camera.resolution);
        let mut noise = Random::new(self.seed, "sensor");
        let frame = self.camera.expose(&self.scene.paint(), &map, &mut noise);
        TakenPicture { frame, corners: self.corners(), text: self.text.clone() }
    }

    /// The corners of the code, as in [`TakenPicture::corners`]. For a scene without a code all are the
    /// same point.
    pub fn corners(&self) -> [Point; 4] {
        let half = self.scene.code.as_ref().map_or(0.0, |(code, _)| code.side() as f64 / 2.0);
        let map = self.pose.homography(self.camera.resolution);
        [(-half, -half), (half, -half), (half, half), (-half, half)]
            .map(|(x, y)| map.map(Point::new(x, y)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CodeStyle, Condition, CorrectionLevel, Desk, DrawnCode, Resolution};

    #[test]
    fn the_same_take_gives_the_same_bytes() {
        for condition in Condition::ALL {
            let take = condition.take("determinism", 0.5, Resolution::Vga, 3).unwrap();

            assert_eq!(take.shoot(), take.clone().shoot(), "{condition:?}");
        }
    }

    #[test]
    fn another_seed_gives_another_picture() {
        let shot = |seed| Condition::Nominal.take("a", 0.0, Resolution::Vga, seed).unwrap().shoot();

        assert_ne!(shot(1).frame, shot(2).frame);
    }

    #[test]
    fn the_corners_are_where_the_code_is() {
        let code = DrawnCode::encode("corners", CorrectionLevel::Medium).unwrap();
        let scene = Scene {
            code: Some((code, CodeStyle::PLAIN)),
            light: 1.0,
            dark: 0.0,
            margin: (10, 10),
            lines: 0,
            boxes: 0,
            seed: 0,
            grid: None,
            desk: Desk { tone: 0.2, grain: 0.0 },
        };
        let pose = CameraPose {
            roll: 0.4,
            yaw: 0.3,
            pitch: -0.2,
            offset: Point::new(-30.0, 12.0),
            ..CameraPose::facing(7.0)
        };
        let camera = Camera::good(Resolution::Vga);
        let take = PictureSetup { scene, pose, camera, text: "corners".into(), seed: 1 };

        let shot = take.shoot();

        // Half a module inside the three corners with finder patterns is dark, half a module
        // outside is light. The bottom right corner has no pattern.
        let map = pose.homography(Resolution::Vga);
        let half = 21.0 / 2.0;
        let tone = |x: f64, y: f64| {
            let at = map.map(Point::new(x, y));
            shot.frame.pixels()[at.y as usize * shot.frame.width() + at.x as usize]
        };
        for (x, y) in [(-half, -half), (half, -half), (-half, half)] {
            let (inwards, outwards) = (1.0 - 0.5 / half, 1.0 + 0.5 / half);
            assert!(tone(x * inwards, y * inwards) < 90, "inside {x}, {y}");
            assert!(tone(x * outwards, y * outwards) > 200, "outside {x}, {y}");
        }
        assert!(shot.corners[1].distance(map.map(Point::new(half, -half))) < 1e-9);
    }
}
