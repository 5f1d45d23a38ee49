//! One attempt at a triple: its version, its pose and its message.

use super::{FoundSymbol, UndecodedSymbol};
use crate::engine::fit::{self, FitEffort, SymbolPose};
use crate::engine::group::FinderTriple;
use crate::engine::read::{ReadEffort, UnconfirmedMessages, read};
use crate::engine::soft::SoftModules;
use crate::engine::view::GreyView;
use std::time::Instant;

/// Least correlation of the function patterns of a likely symbol. Nearly all false triples are
/// below.
const UNDECODED_SCORE: f32 = 0.55;

/// A plane of the frame.
pub(super) struct ScaledView<'a> {
    pub(super) view: GreyView<'a>,
    /// Frame pixels per pixel of the view.
    pub(super) factor: f32,
}

/// The result of an attempt, in frame pixels.
#[derive(Default)]
pub(super) struct AttemptOutcome {
    pub(super) symbol: Option<FoundSymbol>,
    pub(super) unread: Vec<UndecodedSymbol>,
    /// Poses that look like symbols.
    pub(super) undecoded: Vec<SymbolPose>,
}

/// Tries `triple`, in frame pixels. `seen` is the best view of its patterns, `sampled` of its
/// modules.
pub(super) fn attempt(
    seen: &ScaledView<'_>,
    sampled: &ScaledView<'_>,
    triple: &FinderTriple,
    fit_effort: FitEffort,
    deadline: Instant,
) -> AttemptOutcome {
    let (view, factor, polarity) = (&seen.view, seen.factor, triple.corner.polarity);
    let is_blurred = fit_effort == FitEffort::Blurred;
    let small = triple.scaled(1.0 / factor);
    let (most, work, least) = match fit_effort {
        FitEffort::Quick => (2, ReadEffort::Plain, 0.45),
        FitEffort::Thorough | FitEffort::Blurred => (3, ReadEffort::Full, 0.4),
    };
    let mut poses = fit::poses_of_triple(view, &small, fit_effort, most, deadline);
    let mut claims = UnconfirmedMessages::default();
    let mut outcome = AttemptOutcome::default();
    let mut symbol = |pose: &SymbolPose, work, unread: &mut Option<SoftModules>| {
        let pose = pose.scaled(factor);
        let own = pose.scaled(1.0 / sampled.factor);
        let read = read(&sampled.view, &own, work, &mut claims, unread, deadline)?;
        Some(FoundSymbol { read, pose, polarity })
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
        fit::refine_pose(view, pose, 0.8, deadline);
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
        outcome.unread.extend(unread.map(|soft| UndecodedSymbol {
            soft,
            pose,
            polarity,
            is_blurred,
        }));
    }
    // The smallest symbols have no pattern at the fourth corner.
    let blind = best_pose.filter(|pose| fit_effort != FitEffort::Quick && pose.layout.version == 1);
    outcome.symbol = blind.and_then(|pose| {
        fit::nearby_poses(pose)
            .into_iter()
            .find_map(|pose| symbol(&pose, ReadEffort::Plain, &mut None))
    });
    outcome
}
