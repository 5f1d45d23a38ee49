//! A limit on a step's time: a step that hangs ends with a sentence that names it.

use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// How long a step may take. The longest, from nothing on two busy cores, takes a third of it.
const LIMIT: Duration = Duration::from_mins(40);

/// A running limit; dropping it ends it.
pub(crate) struct Limit {
    /// Hanging up tells the watching thread that the step ended.
    _ended: Sender<()>,
}

impl Limit {
    /// Starts the clock of a step. When the time is over, the programs that the step started are
    /// ended, and this program with them.
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

/// Every process and its parent, as Linux's `/proc` lists them; nothing elsewhere.
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

/// The parent that a `stat` names: the second field after the program's name, which stands in
/// parentheses and may hold some (proc(5)).
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

/// All that descend from a process.
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
    fn a_parent_is_read_behind_any_name() {
        assert_eq!(parent("7 (a) b (c)) S 3 7 7 0"), Some(3));
        assert_eq!(parent("7 (unfinished"), None);
    }

    #[test]
    fn descendants_are_those_at_every_depth() {
        let parents = [(2, 1), (3, 2), (4, 1), (5, 9)];
        assert_eq!(descendants(1, &parents), [2, 3, 4]);
    }
}
