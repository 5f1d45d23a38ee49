//! Frames without a code, as a scanner gets them before the phone is pointed at the page.

use crate::{
    camera::{Camera, Resolution},
    geometry::Point,
    luma::GreyPicture,
    pose::CameraPose,
    random::Random,
    scene::{Desk, PixelGrid, Scene},
};

/// The content of a frame without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmptyScene {
    /// An empty desk.
    Desk,
    /// A page of text and boxes.
    Page,
    /// A dark page on a monitor with a visible pixel grid.
    DarkPage,
}

impl EmptyScene {
    /// All scenes.
    pub const ALL: [Self; 3] = [Self::Desk, Self::Page, Self::DarkPage];
}

/// Draws a frame without a code. The same arguments give the same frame.
pub fn empty_frame(of: EmptyScene, resolution: Resolution, seed: u64) -> GreyPicture {
    let mut random = Random::new(seed, "empty");
    let (bright, ink) = (random.between(0.85, 1.0), random.between(0.01, 0.08));
    let is_dark = of == EmptyScene::DarkPage;
    let pixels_per_module = random.between(4.0, 7.0);
    let (width, height) = resolution.size();
    // Half of the page's width and height, in modules; a part of the desk is in the frame.
    let reach = |pixels: usize| (0.48 * pixels as f64 / pixels_per_module) as usize;
    let margin = if of == EmptyScene::Desk { (1, 1) } else { (reach(width), reach(height)) };
    let is_page = of != EmptyScene::Desk;
    let scene = Scene {
        code: None,
        // Without a code the page has the lighter tone and the text the darker one.
        light: if is_dark { ink } else { bright },
        dark: if is_dark { bright } else { ink },
        margin,
        lines: if is_page { random.whole(100, 160) } else { 0 },
        boxes: if is_page { random.whole(6, 16) } else { 0 },
        seed,
        grid: is_dark.then_some(PixelGrid { pixels_per_module: 4, depth: 0.3 }),
        desk: Desk { tone: random.between(0.1, 0.4), grain: random.between(0.3, 0.6) },
    };
    let away = if is_page { 0.0 } else { 4.0 * width as f64 };
    let pose = CameraPose {
        pixels_per_module,
        roll: (4.0 * random.normal()).to_radians(),
        yaw: (6.0 * random.normal()).to_radians(),
        pitch: (6.0 * random.normal()).to_radians(),
        offset: Point::new(away, 0.0),
    };
    let map = pose.homography(resolution);
    Camera::good(resolution).expose(&scene.paint(), &map, &mut Random::new(seed, "sensor"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(frame: &GreyPicture) -> f64 {
        let count = frame.pixels().len() as f64;
        let mean = frame.pixels().iter().map(|&byte| f64::from(byte)).sum::<f64>() / count;
        let squares = frame.pixels().iter().map(|&byte| (f64::from(byte) - mean).powi(2));
        (squares.sum::<f64>() / count).sqrt()
    }

    #[test]
    fn a_page_is_busier_than_a_desk() {
        let frame = |of| empty_frame(of, Resolution::Vga, 1);

        let desk = spread(&frame(EmptyScene::Desk));
        assert!((2.0..30.0).contains(&desk), "{desk}");
        assert!(spread(&frame(EmptyScene::Page)) > desk + 15.0);
        assert!(spread(&frame(EmptyScene::DarkPage)) > desk + 15.0);
    }

    #[test]
    fn the_same_seed_gives_the_same_frame() {
        let frame = |seed| empty_frame(EmptyScene::Page, Resolution::Vga, seed);

        assert_eq!(frame(5), frame(5));
        assert_ne!(frame(5), frame(6));
    }
}
