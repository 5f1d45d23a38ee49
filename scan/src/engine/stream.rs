//! Tracks symbols from frame to frame: the positions and soft modules of symbols that were located
//! and not decoded.

use super::deconvolve::DeconvolvedRegion;
use super::fit::{SymbolPose, refine_pose};
use super::pyramid::Pyramid;
use super::read::{DecodedSymbol, ReadEffort, UnconfirmedMessages, read};
use super::search::{FoundSymbol, UndecodedSymbol};
use super::soft::SoftModules;
use super::symbol::ErasurePolicy;
use super::view::GreyView;
use crate::found::Polarity;
use std::time::Instant;

/// Number of symbols tracked at the same time.
const MAX_KEPT: usize = 4;

/// Frames after which a symbol that was not found again is dropped.
const MAX_UNSEEN_FRAMES: u32 = 5;

/// Weight of older frames relative to the newest.
const OLDER_FRAME_WEIGHT: f32 = 0.8;

/// Least correlation of the function patterns of a tracked symbol.
const MIN_SCORE: f32 = 0.4;

/// A symbol that was located and not decoded.
struct FollowedSymbol {
    pose: SymbolPose,
    polarity: Polarity,
    /// The sum of the soft modules of all frames.
    soft: SoftModules,
    claims: UnconfirmedMessages,
    /// Whether its patterns were found only by deconvolution.
    is_blurred: bool,
    unseen: u32,
}

/// The symbols of earlier frames.
#[derive(Default)]
pub(crate) struct SymbolTracker {
    kept: Vec<FollowedSymbol>,
}

impl SymbolTracker {
    /// Searches for the tracked symbols near their last positions and tries to decode them.
    pub(crate) fn follow(&mut self, pyramid: &Pyramid<'_>, deadline: Instant) -> Vec<FoundSymbol> {
        let mut symbols = Vec::new();
        for mut kept in std::mem::take(&mut self.kept) {
            kept.unseen += 1;
            let found = if Instant::now() < deadline { kept.look(pyramid, deadline) } else { None };
            if let Some(read) = found {
                symbols.push(FoundSymbol { read, pose: kept.pose, polarity: kept.polarity });
                continue;
            }
            if kept.unseen <= MAX_UNSEEN_FRAMES {
                self.kept.push(kept);
            }
        }
        symbols
    }

    /// Whether a located symbol is not decoded yet.
    pub(crate) fn is_waiting(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Adds the symbols that a search located and did not decode.
    pub(crate) fn add_undecoded(
        &mut self,
        unread: Vec<UndecodedSymbol>,
        deadline: Instant,
    ) -> Vec<FoundSymbol> {
        let mut symbols = Vec::new();
        for UndecodedSymbol { soft, pose, polarity, is_blurred } in unread {
            let same =
                |kept: &FollowedSymbol| kept.polarity == polarity && is_same(&kept.pose, &pose);
            if let Some(place) = self.kept.iter().position(same) {
                // It was already found in this frame; its modules would count twice.
                if self.kept[place].unseen == 0 {
                    continue;
                }
                if let Some(read) = self.kept[place].add(pose, &soft, deadline) {
                    self.kept.remove(place);
                    symbols.push(FoundSymbol { read, pose, polarity });
                }
            } else if self.kept.len() < MAX_KEPT {
                let soft = soft.normalised();
                let claims = UnconfirmedMessages::default();
                self.kept.push(FollowedSymbol {
                    pose,
                    polarity,
                    soft,
                    claims,
                    is_blurred,
                    unseen: 0,
                });
            }
        }
        symbols
    }
}

impl FollowedSymbol {
    /// Searches for the symbol at its last position or nearby, and tries to decode it.
    fn look(&mut self, pyramid: &Pyramid<'_>, deadline: Instant) -> Option<DecodedSymbol> {
        let (view, factor) = pyramid.view_for(self.pose.module(), self.polarity)?;
        let mut pose = refined(&view, &self.pose.scaled(1.0 / factor), deadline).scaled(factor);
        if self.is_blurred && pose.score < MIN_SCORE {
            let near = DeconvolvedRegion::around(pyramid, &self.pose)?;
            let view = near.view(self.polarity)?;
            pose = near.to_frame(refined(&view, &near.to_region(&self.pose), deadline));
        }
        if pose.score < MIN_SCORE {
            return None;
        }
        let (own, mut unread) = (pose.scaled(1.0 / factor), None);
        let found = read(&view, &own, ReadEffort::Full, &mut self.claims, &mut unread, deadline);
        if let (None, Some(soft)) = (&found, unread) {
            return self.add(pose, &soft, deadline);
        }
        if found.is_some() {
            self.pose = pose;
        }
        found
    }

    /// Adds one frame's soft modules and tries to decode the sum.
    fn add(
        &mut self,
        pose: SymbolPose,
        soft: &SoftModules,
        deadline: Instant,
    ) -> Option<DecodedSymbol> {
        self.pose = pose;
        self.unseen = 0;
        self.soft = soft.normalised().plus(&self.soft, OLDER_FRAME_WEIGHT)?;
        self.claims.read(&self.soft, pose.layout, ErasurePolicy::WhenNeeded, deadline)
    }
}

/// The present pose of a symbol that was at `old` in the previous frame.
fn refined(view: &GreyView<'_>, old: &SymbolPose, deadline: Instant) -> SymbolPose {
    let mut pose = SymbolPose::at(view, old.layout, old.quad);
    refine_pose(view, &mut pose, 1.5, deadline);
    pose
}

/// Whether two poses can be the same symbol in successive frames.
fn is_same(a: &SymbolPose, b: &SymbolPose) -> bool {
    let far = 0.25 * a.quad[0].distance(a.quad[2]);
    a.layout.version == b.layout.version
        && a.quad.iter().zip(&b.quad).all(|(one, other)| one.distance(*other) < far)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::geometry::PixelPoint;
    use crate::engine::layout::SymbolLayout;
    use aikotoba_studio::{CorrectionLevel, DrawnCode};
    use std::time::Duration;

    fn later() -> Instant {
        Instant::now() + Duration::from_mins(1)
    }

    fn pose(x: f32) -> SymbolPose {
        let quad = [(0.0, 0.0), (88.0, 0.0), (88.0, 88.0), (0.0, 88.0)];
        let quad = quad.map(|(u, v)| PixelPoint::new(x + u, v));
        SymbolPose { layout: SymbolLayout::of(3).unwrap(), quad, score: 0.6 }
    }

    /// The same symbol with noise that prevents decoding from a single frame.
    fn noisy(seed: u32, x: f32) -> UndecodedSymbol {
        let code =
            DrawnCode::encode_as("a text of two frames", CorrectionLevel::Low, 3, None).unwrap();
        let mut soft = SoftModules::of_code(&code);
        let mut state = seed;
        for place in 0..29 * 29 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (state >> 8) as f32 / 8_388_608.0 - 1.0;
            soft.set(place, soft.at(place) + 1.6 * noise);
        }
        UndecodedSymbol { soft, pose: pose(x), polarity: Polarity::DarkOnLight, is_blurred: false }
    }

    #[test]
    fn the_modules_of_several_frames_add_up_to_a_text() {
        let mut memory = SymbolTracker::default();
        let mut read = Vec::new();
        for seed in 1..=12 {
            for kept in &mut memory.kept {
                kept.unseen += 1;
            }
            read = memory.add_undecoded(vec![noisy(seed * 77, seed as f32)], later());
            if !read.is_empty() {
                assert!(seed > 1, "one frame is too noisy");
                break;
            }
        }
        assert_eq!(read[0].read.message.text.as_str(), "a text of two frames");
        assert!(memory.kept.is_empty());
    }

    #[test]
    fn a_symbol_at_another_position_is_another_symbol() {
        let mut memory = SymbolTracker::default();
        memory.add_undecoded(vec![noisy(1, 0.0), noisy(2, 300.0)], later());
        assert_eq!(memory.kept.len(), 2);
        for x in 2..20 {
            memory.add_undecoded(vec![noisy(3, 300.0 * x as f32)], later());
        }
        assert_eq!(memory.kept.len(), MAX_KEPT);
    }
}
