//! Draws the engine's results on one frame, stage by stage, for `docs/scan.md`.
//!
//! `cargo run --release -p aikotoba-scan --features internals --example stages -- docs/scan`

use aikotoba_scan::internals::{StageResults, run_stages};
use aikotoba_scan::{LumaFrame, Rotation, ScanBudget, scan};
use aikotoba_studio::{Condition, Resolution, amazon_uri};
use image::{Rgb, RgbImage};
use std::path::Path;

type Failure = Box<dyn std::error::Error>;

const RED: Rgb<u8> = Rgb([213, 42, 30]);
const BLUE: Rgb<u8> = Rgb([0, 114, 178]);

/// Pixels per module in pictures of modules.
const MODULE: usize = 6;

fn main() -> Result<(), Failure> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let take = Condition::Motion.take(&amazon_uri(3), 0.35, Resolution::Vga, 3)?;
    let shot = take.shoot();
    let (width, height) = (shot.frame.width(), shot.frame.height());
    let frame = LumaFrame::new(shot.frame.pixels(), width, height, width, Rotation::Upright)?;
    let reading = scan(&frame, ScanBudget::picture());
    let found = reading.found.first().ok_or("the frame is not read")?;
    let seen = run_stages(&frame, found, ScanBudget::picture()).ok_or("the frame is not seen")?;

    // Sixteen shades make small files.
    let grey = picture(width, height, |i| shot.frame.pixels()[i] & 0xf0 | 0x08);
    let dark = picture(width, height, |i| if seen.dark[i] { 0 } else { 255 });
    let corners = found.corners().map(|corner| (corner.x, corner.y));
    let crop = Crop::around(&corners, width, height);
    crop.save(&grey, &folder.join("1-frame.png"))?;
    crop.save(&with_hits(dark, &seen), &folder.join("2-threshold.png"))?;
    crop.save(&with_lattice(grey, &seen), &folder.join("3-place.png"))?;
    modules(&seen.plain, seen.side).save(folder.join("4-modules.png"))?;
    modules(&seen.equalised, seen.side).save(folder.join("5-equalised.png"))?;
    Ok(())
}

fn picture(width: usize, height: usize, value: impl Fn(usize) -> u8) -> RgbImage {
    RgbImage::from_fn(width as u32, height as u32, |x, y| {
        let value = value(y as usize * width + x as usize);
        Rgb([value; 3])
    })
}

/// Candidates as red squares, those confirmed by template matching as blue ones.
fn with_hits(mut picture: RgbImage, seen: &StageResults) -> RgbImage {
    for hit in &seen.hits {
        let colour = if hit.quality > 0.0 { BLUE } else { RED };
        let half = (3.5 * hit.module) as i32;
        let (x, y) = (hit.at.0 as i32, hit.at.1 as i32);
        for step in -half..=half {
            for (x, y) in [
                (x + step, y - half),
                (x + step, y + half),
                (x - half, y + step),
                (x + half, y + step),
            ] {
                put(&mut picture, x, y, colour);
                put(&mut picture, x + 1, y, colour);
            }
        }
    }
    picture
}

/// The corners of all modules.
fn with_lattice(mut picture: RgbImage, seen: &StageResults) -> RgbImage {
    for (x, y) in &seen.lattice {
        put(&mut picture, *x as i32, *y as i32, BLUE);
    }
    picture
}

fn put(picture: &mut RgbImage, x: i32, y: i32, colour: Rgb<u8>) {
    let place = u32::try_from(x).ok().zip(u32::try_from(y).ok());
    if let Some(pixel) = place.and_then(|(x, y)| picture.get_pixel_mut_checked(x, y)) {
        *pixel = colour;
    }
}

/// Soft modules: darker means more reliably dark.
fn modules(values: &[f32], side: usize) -> RgbImage {
    picture(MODULE * side, MODULE * side, |i| {
        let (x, y) = (i % (MODULE * side) / MODULE, i / (MODULE * side) / MODULE);
        (128.0 - 90.0 * values[y * side + x]).clamp(0.0, 255.0) as u8
    })
}

/// The part of a frame that is shown.
struct Crop {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

impl Crop {
    fn around(corners: &[(f32, f32); 4], width: usize, height: usize) -> Self {
        /// Margin around the symbol, in pixels.
        const MARGIN: f32 = 24.0;
        let fold = |pick: fn(f32, f32) -> f32, from: f32, of: fn(&(f32, f32)) -> f32| {
            corners.iter().map(of).fold(from, pick)
        };
        let left = (fold(f32::min, f32::MAX, |c| c.0) - MARGIN).max(0.0) as u32;
        let top = (fold(f32::min, f32::MAX, |c| c.1) - MARGIN).max(0.0) as u32;
        let right = (fold(f32::max, 0.0, |c| c.0) + MARGIN) as u32;
        let bottom = (fold(f32::max, 0.0, |c| c.1) + MARGIN) as u32;
        Self {
            left,
            top,
            width: right.min(width as u32) - left,
            height: bottom.min(height as u32) - top,
        }
    }

    fn save(&self, picture: &RgbImage, path: &Path) -> Result<(), Failure> {
        let part = image::imageops::crop_imm(picture, self.left, self.top, self.width, self.height);
        Ok(part.to_image().save(path)?)
    }
}
