//! A time limit for steps: a step that hangs is ended and named.

use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// The longest step takes a third of it, from a clean build on two busy cores.
const LIMIT: Duration = Duration::from_mins(40);

/// A running time limit. Dropping it stops it.
pub(crate) struct StepTimeLimit {
    /// Dropping the sender tells the watching thread that the step ended.
    _ended: Sender<()>,
}

impl StepTimeLimit {
    /// Starts the time limit of a step. At the limit, all programs that the step started and this
    /// program are ended.
    pub(crate) fn start(step: &'static str) -> Self {
        let (ended, wait) = channel::<()>();
        thread::spawn(move || {
            if wait.recv_timeout(LIMIT) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                eprintln!(
                    "── {step}: failed: not finished within {} minutes",
                    LIMIT.as_secs() / 60
                );
                end_all(&descendants(std::process::id(), &parents()));
                std::process::exit(1);
            }
        });
        Self { _ended: ended }
    }
}

/// Ends a process and all that it started.
pub(crate) fn end_with_descendants(process: u32) {
    end_all(&[vec![process], descendants(process, &parents())].concat());
}

/// Every process and its parent, from Linux's `/proc`; empty on other systems.
fn parents() -> Vec<(u32, u32)> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| {
            let id = process.file_name().to_str()?.parse().ok()?;
            let stat = std::fs::read_to_string(process.path().join("stat")).ok()?;
            Some((id, parent(&stat)?))
        })
        .collect()
}

/// The parent in a `stat` file: the second field after the program's name, which is in parentheses
/// and may contain parentheses (proc(5)).
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

/// All descendants of a process.
fn descendants(of: u32, parents: &[(u32, u32)]) -> Vec<u32> {
    let children = parents.iter().filter(|(_, parent)| *parent == of).map(|(id, _)| *id);
    children.flat_map(|child| [vec![child], descendants(child, parents)].concat()).collect()
}

fn end_all(processes: &[u32]) {
    let names = processes.iter().map(ToString::to_string);
    let _ = Command::new("kill").args(names).status();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parent_is_read_after_any_program_name() {
        assert_eq!(parent("7 (a) b (c)) S 3 7 7 0"), Some(3));
        assert_eq!(parent("7 (unfinished"), None);
    }

    #[test]
    fn descendants_of_every_depth_are_found() {
        let parents = [(2, 1), (3, 2), (4, 1), (5, 9)];
        assert_eq!(descendants(1, &parents), [2, 3, 4]);
    }
}
