//! Where stages put what they read.

use crate::found::Found;
use crate::frame::LumaFrame;

/// The codes of one frame so far; a code that two stages read counts once.
pub(crate) struct Sink<'a> {
    frame: LumaFrame<'a>,
    /// Frame pixels to a pixel of the plane that stages look at.
    scale: f32,
    found: Vec<Found>,
    has_doubts: bool,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(frame: LumaFrame<'a>) -> Self {
        Self { frame, scale: 1.0, found: Vec::new(), has_doubts: false }
    }

    /// From now on corners are in pixels of a plane `times` the frame's size.
    pub(crate) fn enlarge(&mut self, times: usize) {
        self.scale = 1.0 / times as f32;
    }

    /// Keeps a code whose corners are in the plane's own pixels.
    pub(crate) fn put(&mut self, mut found: Found) {
        for corner in &mut found.corners {
            let (x, y) = (corner.x * self.scale, corner.y * self.scale);
            (corner.x, corner.y) = self.frame.upright((x, y));
        }
        let same = |known: &&mut Found| known.text == found.text && known.overlaps(&found);
        match self.found.iter_mut().find(same) {
            Some(known) if known.certainty < found.certainty => *known = found,
            Some(_) => {}
            None => self.found.push(found),
        }
    }

    /// Notes that something looks like a code and was not read.
    pub(crate) fn doubt(&mut self) {
        self.has_doubts = true;
    }

    /// Whether something looks like a code and was not read.
    pub(crate) fn has_doubts(&self) -> bool {
        self.has_doubts
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The codes, the surest first.
    pub(crate) fn into_found(mut self) -> Vec<Found> {
        self.found.sort_by_key(|f| std::cmp::Reverse(f.certainty));
        self.found
    }
}
