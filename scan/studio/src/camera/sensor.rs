//! From the light on the sensor to the bytes of a frame.

use super::{AmbientLight, Camera};
use crate::{luma::GreyPicture, plane::Plane, random::Random};

/// The exponent of the frames' tone curve.
const GAMMA: f64 = 2.2;

/// Adds the light in the room.
pub(super) fn light_up(plane: &mut Plane, light: &AmbientLight) {
    if let Some(gradient) = light.gradient {
        let (sin, cos) = gradient.angle.sin_cos();
        for y in 0..plane.height {
            for (x, value) in plane.row_mut(y).iter_mut().enumerate() {
                let (dx, dy) =
                    (x as f64 + 0.5 - gradient.centre.x, y as f64 + 0.5 - gradient.centre.y);
                let along = ((dx * cos + dy * sin) / gradient.reach).clamp(-1.0, 1.0);
                *value *= (1.0 - gradient.depth * (0.5 + 0.5 * along)) as f32;
            }
        }
    }
    for glare in &light.glares {
        let bell = |distance: f64| (-(distance / glare.spread).powi(2) / 2.0).exp() as f32;
        let across: Vec<f32> =
            (0..plane.width).map(|x| bell(x as f64 + 0.5 - glare.centre.x)).collect();
        for y in 0..plane.height {
            let strength = glare.strength as f32 * bell(y as f64 + 0.5 - glare.centre.y);
            let row = plane.row_mut(y).iter_mut();
            row.zip(&across).for_each(|(value, across)| *value += strength * across);
        }
    }
    for y in 0..plane.height {
        let dimmed = light.banding.map_or(0.0, |banding| {
            let turn = y as f64 / banding.period + banding.phase;
            banding.depth * (0.5 + 0.5 * (turn * std::f64::consts::TAU).cos())
        });
        for value in plane.row_mut(y) {
            *value = *value * (1.0 - dimmed) as f32 + light.veil as f32;
        }
    }
}

/// Exposes the sensor, adds shot noise and read noise, and encodes the result.
pub(super) fn develop(plane: &Plane, camera: &Camera, noise: &mut Random) -> GreyPicture {
    const STEPS: usize = 1 << 14;
    let curve: Vec<u8> = (0..=STEPS)
        .map(|step| (255.0 * (step as f64 / STEPS as f64).powf(1.0 / GAMMA)).round() as u8)
        .collect();
    let to_byte = |value: &f32| {
        let light = (f64::from(*value) * camera.exposure).max(0.0);
        let electrons = noise.poisson(light * camera.full_well);
        let signal = electrons / camera.full_well + camera.read_noise * noise.normal();
        curve[((signal * camera.gain).clamp(0.0, 1.0) * STEPS as f64).round() as usize]
    };
    GreyPicture::new(plane.width, plane.height, plane.values.iter().map(to_byte).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        camera::{Glare, LightGradient, Resolution, ShutterBanding},
        geometry::Point,
    };

    fn grey() -> Plane {
        Plane::filled(40, 20, 0.5)
    }

    fn developed(camera: &Camera) -> (f64, f64) {
        let frame = develop(&grey(), camera, &mut Random::new(1, "test"));
        let count = frame.pixels().len() as f64;
        let mean = frame.pixels().iter().map(|&byte| f64::from(byte)).sum::<f64>() / count;
        let squares = frame.pixels().iter().map(|&byte| (f64::from(byte) - mean).powi(2));
        (mean, (squares.sum::<f64>() / count).sqrt())
    }

    #[test]
    fn half_the_light_is_187_of_255() {
        let camera = Camera { exposure: 1.0, ..Camera::good(Resolution::Vga) };

        let (mean, _) = developed(&camera);

        assert!((mean - 186.1).abs() < 0.5, "{mean}");
    }

    #[test]
    fn fewer_electrons_make_more_noise() {
        let good = Camera::good(Resolution::Vga);
        let poor = Camera { full_well: 100.0, ..good.clone() };

        assert!(developed(&poor).1 > 4.0 * developed(&good).1);
    }

    #[test]
    fn a_gradient_darkens_one_side() {
        let gradient =
            LightGradient { centre: Point::new(20.0, 10.0), angle: 0.0, reach: 20.0, depth: 0.8 };
        let mut plane = grey();

        light_up(&mut plane, &AmbientLight { gradient: Some(gradient), ..AmbientLight::default() });

        assert!((plane.row(3)[0] - 0.5).abs() < 0.02 && (plane.row(3)[39] - 0.1).abs() < 0.02);
    }

    #[test]
    fn a_glare_is_brightest_in_its_middle() {
        let glare = Glare { centre: Point::new(10.5, 5.5), spread: 3.0, strength: 1.0 };
        let mut plane = grey();

        light_up(&mut plane, &AmbientLight { glares: vec![glare], ..AmbientLight::default() });

        assert!((plane.row(5)[10] - 1.5).abs() < 1e-5 && (plane.row(5)[30] - 0.5).abs() < 1e-5);
    }

    #[test]
    fn bands_run_along_the_rows() {
        let banding = ShutterBanding { depth: 0.4, period: 20.0, phase: 0.0 };
        let mut plane = grey();

        light_up(&mut plane, &AmbientLight { banding: Some(banding), ..AmbientLight::default() });

        assert!((plane.row(0)[7] - 0.3).abs() < 1e-5 && (plane.row(10)[7] - 0.5).abs() < 1e-5);
    }
}
