//! Every operation that writes is killed, and given an error, once at every system call that
//! touches files. Afterwards everything that was reported as done is there, everything that was
//! reported as failed is as the error's sentences say, and there is no third state. The next run
//! removes what a killed run left behind.
//!
//! strace tampers with the calls of `src/bin/operation.rs`. `cargo xtask syscalls` installs it and
//! runs this test, or one operation by its name.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a failed test may panic, and it prints its counts"
)]

#[path = "syscalls/state.rs"]
mod state;
#[path = "syscalls/tracer.rs"]
mod tracer;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use aikotoba_tests::operation::{OPERATIONS, Operation};

use state::FolderState;
use tracer::{RunResult, SystemCall, Tampering};

/// The results of an operation without tampering.
struct CleanRun {
    operation: &'static Operation,
    /// The starting state.
    start: tempfile::TempDir,
    calls: Vec<SystemCall>,
    before: FolderState,
    after: FolderState,
    /// The state after its second run.
    again: FolderState,
}

/// One run with a tampered call.
struct TamperedRun<'a> {
    of: &'a CleanRun,
    at: usize,
    tampering: Tampering,
}

/// Time limit of the test in minutes, so that it cannot block other checks.
const MAX_MINUTES: u64 = 30;

const TOO_LONG: &str = "the time limit was reached";

#[test]
#[ignore = "needs strace: cargo xtask syscalls"]
fn after_every_kill_or_failure_the_answer_is_true_and_nothing_is_lost() {
    tracer::check();
    let begin = Instant::now();
    let chosen = std::env::var("OPERATION").ok().filter(|name| !name.is_empty());
    let is_chosen = |one: &&Operation| chosen.as_ref().is_none_or(|name| one.name == name);
    let known: Vec<_> = OPERATIONS.iter().filter(is_chosen).map(CleanRun::watch).collect();
    assert!(!known.is_empty(), "there is no operation of that name");
    let cases: Vec<TamperedRun<'_>> = known.iter().flat_map(CleanRun::cases).collect();
    for one in &known {
        println!("{:14} {} calls", one.operation.name, one.calls.len());
    }
    let calls: usize = known.iter().map(|one| one.calls.len()).sum();
    println!("{} operations, {calls} calls, {} runs", known.len(), cases.len());
    let next = Mutex::new(cases.iter());
    let (counts, wrong) = (Mutex::new(BTreeMap::new()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().unwrap().get() {
            scope.spawn(|| {
                loop {
                    let Some(case) = next.lock().unwrap().next() else { return };
                    if begin.elapsed() > Duration::from_mins(MAX_MINUTES) {
                        let mut wrong = wrong.lock().unwrap();
                        if !wrong.iter().any(|why| why == TOO_LONG) {
                            wrong.push(TOO_LONG.to_owned());
                        }
                        return;
                    }
                    match case.run() {
                        Ok(answer) => {
                            let kinds = [case.kind().to_owned(), format!("{answer:?}")];
                            let mut counts = counts.lock().unwrap();
                            for kind in kinds {
                                *counts.entry(kind).or_insert(0) += 1;
                            }
                        }
                        Err(why) => wrong.lock().unwrap().push(why),
                    }
                }
            });
        }
    });
    let counts: BTreeMap<String, usize> = counts.into_inner().unwrap();
    println!("{counts:#?}");
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    println!("{} runs in {} s", cases.len(), begin.elapsed().as_secs());
    if chosen.is_none() {
        for code in ["change-unflushed", "code-doubt-unflushed"] {
            let answer = format!("{:?}", RunResult::Failed(code.to_owned()));
            assert!(counts.contains_key(&answer), "no run came to the answer {answer}");
        }
    }
}

impl CleanRun {
    fn watch(operation: &'static Operation) -> Self {
        let start = state::folder();
        state::prepare(operation.start, start.path());
        let work = state::copy(start.path());
        let before = FolderState::of(work.path());
        drop(work);
        let work = state::copy(start.path());
        let (answer, calls) = tracer::watch(operation.name, work.path());
        assert_eq!(answer, RunResult::Done, "{}", operation.name);
        let after = FolderState::of(work.path());
        // A second run may have nothing left to do.
        let _ = operation.run(work.path());
        let again = FolderState::of(work.path());
        assert!(calls.len() > 10, "{}: {} calls", operation.name, calls.len());
        Self { operation, start, calls, before, after, again }
    }

    fn cases(&self) -> impl Iterator<Item = TamperedRun<'_>> {
        let all = self.calls.iter().enumerate();
        all.flat_map(move |(at, call)| {
            Tampering::for_call(call).into_iter().map(move |tampering| TamperedRun {
                of: self,
                at,
                tampering,
            })
        })
    }
}

impl TamperedRun<'_> {
    fn kind(&self) -> &'static str {
        self.tampering.kind()
    }

    /// Runs the operation, and returns what is wrong afterwards.
    fn run(&self) -> Result<RunResult, String> {
        let CleanRun { operation, start, calls, before, after, again } = self.of;
        let work = state::copy(start.path());
        let answer = tracer::tamper(operation.name, work.path(), calls, self.at, self.tampering);
        let judged = answer.and_then(|answer| {
            if answer == RunResult::Failed("open-damaged".to_owned()) {
                return Err("a disk error was reported as a damaged vault".to_owned());
            }
            let found = FolderState::try_of(work.path())?;
            let is_before = found.content == before.content;
            let is_after = found.content == after.content;
            if !is_before && !is_after {
                return Err(format!("a third state after {answer:?}: {}", found.content));
            }
            if !answer.is_true(is_before, is_after) {
                let what = if is_after { "was made" } else { "was not made" };
                return Err(format!("it {what}, and the answer was {answer:?}"));
            }
            // The next run succeeds, and removes what the tampered one left.
            let second = operation.run(work.path());
            let (left, expected) =
                (FolderState::try_of(work.path())?, if is_after { again } else { after });
            if left == *expected {
                return Ok(answer);
            }
            Err(format!(
                "the next run answered {second:?} and left {}",
                left.differs_from(expected)
            ))
        });
        judged.map_err(|why| self.tell(work.path(), &why))
    }

    fn tell(&self, folder: &Path, why: &str) -> String {
        let CleanRun { operation, calls, .. } = self.of;
        let mut text = String::new();
        let call = calls[self.at].text.replace(folder.to_str().unwrap(), "");
        let _ = write!(text, "{} {:?} at {call}: {why}", operation.name, self.tampering);
        text
    }
}
