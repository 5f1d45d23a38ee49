//! One attempt at a triple: its version, its pose and its message.

use super::{Symbol, Unread};
use crate::engine::fit::{self, FitEffort, Pose};
use crate::engine::group::Triple;
use crate::engine::read::{Claims, ReadEffort, read};
use crate::engine::soft::Soft;
use crate::engine::view::View;
use std::time::Instant;

/// Least correlation of the function patterns of a likely symbol. Nearly all false triples are
/// below.
const UNDECODED_SCORE: f32 = 0.55;

/// A plane of the frame.
pub(super) struct ScaledView<'a> {
    pub(super) view: View<'a>,
    /// Frame pixels per pixel of the view.
    pub(super) factor: f32,
}

/// The result of an attempt, in frame pixels.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) symbol: Option<Symbol>,
    pub(super) unread: Vec<Unread>,
    /// Poses that look like symbols.
    pub(super) undecoded: Vec<Pose>,
}

/// Tries `triple`, in frame pixels. `seen` is the best view of its patterns, `sampled` of its
/// modules.
pub(super) fn attempt(
    seen: &ScaledView<'_>,
    sampled: &ScaledView<'_>,
    triple: &Triple,
    fit_effort: FitEffort,
    deadline: Instant,
) -> Outcome {
    let (view, factor, polarity) = (&seen.view, seen.factor, triple.corner.polarity);
    let is_blurred = fit_effort == FitEffort::Blurred;
    let small = triple.scaled(1.0 / factor);
    let (most, work, least) = match fit_effort {
        FitEffort::Quick => (2, ReadEffort::Plain, 0.45),
        FitEffort::Thorough | FitEffort::Blurred => (3, ReadEffort::Full, 0.4),
    };
    let mut poses = fit::poses(view, &small, fit_effort, most, deadline);
    let mut claims = Claims::default();
    let mut outcome = Outcome::default();
    let mut symbol = |pose: &Pose, work, unread: &mut Option<Soft>| {
        let pose = pose.scaled(factor);
        let own = pose.scaled(1.0 / sampled.factor);
        let read = read(&sampled.view, &own, work, &mut claims, unread, deadline)?;
        Some(Symbol { read, pose, polarity })
    };
    if fit_effort == FitEffort::Quick {
        // A clean symbol needs no closer fit.
        let pose = poses.first().filter(|pose| pose.score > least);
        outcome.symbol = pose.and_then(|pose| symbol(pose, work, &mut None));
        if outcome.symbol.is_some() {
            return outcome;
        }
    }
    poses.retain(|pose| pose.score > 0.7 * least);
    for pose in &mut poses {
        fit::refine(view, pose, 0.8, deadline);
    }
    poses.sort_by(|a, b| b.score.total_cmp(&a.score));
    let best_pose = poses.first().filter(|pose| pose.score >= least).copied();
    let best = poses.first().map_or(0.0, |pose| pose.score);
    for pose in poses {
        if pose.score < least || pose.score < 0.85 * best || Instant::now() >= deadline {
            break;
        }
        let mut unread = None;
        outcome.symbol = symbol(&pose, work, &mut unread);
        if outcome.symbol.is_some() {
            return outcome;
        }
        let pose = pose.scaled(factor);
        if pose.score >= UNDECODED_SCORE {
            outcome.undecoded.push(pose);
        }
        outcome.unread.extend(unread.map(|soft| Unread { soft, pose, polarity, is_blurred }));
    }
    // The smallest symbols have no pattern at the fourth corner.
    let blind = best_pose.filter(|pose| fit_effort != FitEffort::Quick && pose.layout.version == 1);
    outcome.symbol = blind.and_then(|pose| {
        fit::around(pose).into_iter().find_map(|pose| symbol(&pose, ReadEffort::Plain, &mut None))
    });
    outcome
}
