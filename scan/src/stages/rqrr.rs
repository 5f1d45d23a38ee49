//! rqrr: a second opinion, with the retries that its own threshold needs.
//!
//! It searches all pairs of finder patterns with a copy of the picture each, which took seconds on
//! an ordinary photograph, so it runs behind [`guard::within`].

use super::Stage;
use crate::budget::Effort;
use crate::found::{Certainty, Found, Level, Point, Polarity};
use crate::guard;
use crate::plane::Plane;
use crate::sink::Sink;
use crate::text;
use rqrr::{BitGrid, Grid, PreparedImage};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Larger pictures are halved until they have no more pixels.
const MOST_PIXELS: usize = 1_100_000;

/// Pictures are doubled while they have no more pixels than this.
const SMALL: usize = 330_000;

/// The longest that one try may take, however long the deadline.
const LONGEST_TRY: Duration = Duration::from_millis(250);

pub(crate) struct Rqrr {
    effort: Effort,
}

impl Rqrr {
    pub(crate) fn new(effort: Effort) -> Self {
        Self { effort }
    }
}

impl Stage for Rqrr {
    fn name(&self) -> &'static str {
        "rqrr"
    }

    fn run(&mut self, plane: &Plane<'_>, deadline: Instant, sink: &mut Sink<'_>) {
        if self.effort == Effort::Live || !sink.is_empty() {
            return;
        }
        let (mut plane, mut scale) = (plane.clone(), 1.0);
        while plane.area() > MOST_PIXELS {
            plane = plane.halved();
            scale *= 2.0;
        }
        for (try_at, polarity) in TRIES {
            let now = Instant::now();
            if now >= deadline {
                return;
            }
            let Some((dark, width, step)) = prepare(&plane, try_at, polarity) else { continue };
            let until = deadline.min(now + LONGEST_TRY);
            let reads = guard::within(until, move || read_all(&dark, width)).unwrap_or_default();
            let scale = scale * step;
            for read in reads {
                sink.put(read.found(scale, polarity, self.name()));
            }
            if !sink.is_empty() {
                return;
            }
        }
    }
}

/// How to look.
#[derive(Clone, Copy)]
enum Try {
    AsItIs,
    Doubled,
}

const TRIES: [(Try, Polarity); 4] = [
    (Try::AsItIs, Polarity::DarkOnLight),
    (Try::Doubled, Polarity::DarkOnLight),
    (Try::AsItIs, Polarity::LightOnDark),
    (Try::Doubled, Polarity::LightOnDark),
];

/// The dark pixels, the width, and frame pixels per pixel.
fn prepare(plane: &Plane<'_>, at: Try, polarity: Polarity) -> Option<(Vec<bool>, usize, f32)> {
    let (plane, step) = match at {
        Try::AsItIs => (plane.clone(), 1.0),
        Try::Doubled if plane.area() <= SMALL => (plane.doubled(), 0.5),
        Try::Doubled => return None,
    };
    let plane = match polarity {
        Polarity::DarkOnLight => plane,
        Polarity::LightOnDark => plane.inverted(),
    };
    let radius = (plane.width.min(plane.height) / 16).max(8);
    Some((plane.darker_than_surroundings(radius), plane.width, step))
}

/// What the decoder gave, before it knows the frame.
struct Read {
    bytes: Zeroizing<Vec<u8>>,
    version: u8,
    level: Level,
    corners: [(f32, f32); 4],
}

impl Read {
    fn found(self, scale: f32, polarity: Polarity, stage: &'static str) -> Found {
        Found {
            text: text::guess(&self.bytes),
            bytes: self.bytes,
            corners: self.corners.map(|(x, y)| Point { x: x * scale, y: y * scale }),
            version: self.version,
            level: self.level,
            mirrored: false,
            polarity,
            part: None,
            stage,
            certainty: Certainty::Corrected,
        }
    }
}

fn read_all(dark: &[bool], width: usize) -> Vec<Read> {
    let height = dark.len() / width;
    let mut image = PreparedImage::prepare_from_bitmap(width, height, |x, y| dark[y * width + x]);
    image.detect_grids().iter().filter_map(read_grid).collect()
}

fn read_grid<G: BitGrid>(grid: &Grid<G>) -> Option<Read> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(rqrr::MAX_PAYLOAD_SIZE));
    let meta = grid.decode_to(&mut *bytes).ok()?;
    // The two bits of ISO/IEC 18004 table 12.
    let level = [Level::M, Level::L, Level::H, Level::Q];
    (!bytes.is_empty()).then_some(Read {
        bytes,
        version: u8::try_from(meta.version.0).ok()?,
        level: *level.get(usize::from(meta.ecc_level))?,
        corners: grid.bounds.map(|p| (p.x as f32, p.y as f32)),
    })
}
