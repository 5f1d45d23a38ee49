//! From the plane of the monitor to the light on the sensor.

use super::Camera;
use crate::{
    geometry::{Homography, Point},
    plane::Plane,
    scene::Canvas,
};

/// Sampling points along the side of a pixel.
const OVERSAMPLING: usize = 2;

/// The light on each pixel of the sensor.
///
/// `map` goes from modules (relative to the code's centre) to pixels.
pub(super) fn project(canvas: &Canvas, map: &Homography, camera: &Camera) -> Plane {
    let fine = OVERSAMPLING as f64;
    let to_fine = Homography::scale_and_shift(fine, Point::new(0.0, 0.0)).after(map);
    let back = canvas.modules_to_texels().after(&to_fine.inverse());

    let texels_per_sample = texels_per_sample(canvas, &to_fine);
    let softened;
    let page = if texels_per_sample > 1.2 {
        // Just enough blur to prevent aliasing of single texels; the rest is the moiré.
        softened = {
            let mut plane = canvas.page.clone();
            plane.blur(0.30 * texels_per_sample);
            plane
        };
        &softened
    } else {
        &canvas.page
    };

    let (width, height) = camera.resolution.size();
    let mut plane = Plane::filled(width * OVERSAMPLING, height * OVERSAMPLING, 0.0);
    let [mx, my, mw] = back.0;
    for y in 0..plane.height {
        let down = y as f64 + 0.5;
        let start = [mx, my, mw].map(|row| row[1] * down + row[2]);
        for (x, value) in plane.row_mut(y).iter_mut().enumerate() {
            let across = x as f64 + 0.5;
            let depth = start[2] + mw[0] * across;
            let u = (start[0] + mx[0] * across) / depth;
            let v = (start[1] + my[0] * across) / depth;
            *value = page.between(u, v).unwrap_or_else(|| canvas.desk_at(u, v));
        }
    }

    plane.blur(camera.lens_blur * fine);
    if camera.defocus > 0.0 {
        plane.defocus(camera.defocus * fine);
    }
    if let Some(shake) = camera.shake {
        plane.smear(shake.length * fine, shake.angle);
    }
    plane.halved()
}

/// Texels between two samples at the code's centre.
fn texels_per_sample(canvas: &Canvas, to_fine: &Homography) -> f64 {
    let middle = to_fine.map(Point::new(0.0, 0.0));
    let steps = [Point::new(1.0, 0.0), Point::new(0.0, 1.0)];
    let samples_per_module =
        steps.iter().map(|step| to_fine.map(*step).distance(middle)).fold(0.0, f64::max);
    canvas.texels_per_module / samples_per_module
}
