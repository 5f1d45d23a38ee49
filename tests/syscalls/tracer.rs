//! strace: records the system calls of an operation, and tampers with one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use aikotoba_tests::operation::codes;

const PROGRAM: &str = env!("CARGO_BIN_EXE_operation");

/// The system calls that touch files. Calls that some processors do not have are marked "?".
const CALLS: &[&str] = &[
    "?access",
    "faccessat",
    "?faccessat2",
    "?open",
    "openat",
    "?openat2",
    "?creat",
    "close",
    "?stat",
    "?lstat",
    "fstat",
    "newfstatat",
    "statx",
    "?statfs",
    "?fstatfs",
    "read",
    "readv",
    "pread64",
    "preadv",
    "write",
    "writev",
    "pwrite64",
    "pwritev",
    "lseek",
    "fcntl",
    "flock",
    "fsync",
    "fdatasync",
    "?sync_file_range",
    "truncate",
    "ftruncate",
    "fallocate",
    "?rename",
    "renameat",
    "renameat2",
    "?link",
    "linkat",
    "?symlink",
    "symlinkat",
    "?unlink",
    "unlinkat",
    "?mkdir",
    "mkdirat",
    "?rmdir",
    "?chmod",
    "fchmod",
    "fchmodat",
    "?chown",
    "fchown",
    "fchownat",
    "?getdents",
    "getdents64",
    "?readlink",
    "readlinkat",
    "utimensat",
    "copy_file_range",
];

/// The calls among them that change something or flush it.
const CHANGING: &[&str] = &[
    "creat",
    "write",
    "writev",
    "pwrite64",
    "pwritev",
    "fsync",
    "fdatasync",
    "sync_file_range",
    "truncate",
    "ftruncate",
    "fallocate",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "rmdir",
    "copy_file_range",
];

/// One system call of an operation.
pub(crate) struct SystemCall {
    /// The name of the call.
    pub(crate) name: String,
    /// Its number among the calls of this name, counted from the start of the program as strace
    /// counts.
    pub(crate) number: usize,
    /// The line in strace's notation.
    pub(crate) text: String,
    /// Whether it closes a folder that was listed.
    closes_list: bool,
}

impl SystemCall {
    fn changes(&self) -> bool {
        let opens_new = self.name.starts_with("open") && self.text.contains("O_CREAT");
        opens_new || CHANGING.contains(&self.name.as_str())
    }
}

/// How a call is tampered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tampering {
    /// The process is killed instead.
    Kill,
    /// The call fails once.
    Error(&'static str),
    /// The call and the next two of its name fail: a flush, the one that SQLite repeats when it
    /// closes the file, and the one that would repair both.
    ErrorThreeTimes,
    /// The call and all later ones that change something fail, as on a disk that was removed.
    FailFromHere,
}

impl Tampering {
    pub(crate) fn for_call(call: &SystemCall) -> Vec<Self> {
        let mut all = vec![Self::Kill];
        // Rust's standard library aborts if this call fails, and no disk makes it fail.
        if !call.closes_list {
            all.push(Self::Error("EIO"));
        }
        if call.changes() {
            all.extend([Self::Error("ENOSPC"), Self::Error("EINTR"), Self::FailFromHere]);
        }
        if ["fsync", "fdatasync"].contains(&call.name.as_str()) {
            all.push(Self::ErrorThreeTimes);
        }
        all
    }

    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Kill => "killed",
            Self::Error(name) => name,
            Self::ErrorThreeTimes => "failing three times",
            Self::FailFromHere => "failing from here on",
        }
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RunResult {
    Killed,
    Done,
    Failed(String),
}

impl RunResult {
    /// Whether the state afterwards is what the answer says. The states before and after may be
    /// equal.
    pub(crate) fn is_true(&self, is_before: bool, is_after: bool) -> bool {
        match self {
            Self::Killed => true,
            Self::Done => is_after,
            Self::Failed(code) => match code.as_str() {
                "change-unknown" | "code-doubt-unknown" => true,
                "change-unflushed" | "code-doubt-unflushed" | "create-unfinished" => is_after,
                _ => is_before,
            },
        }
    }

    fn of(status: ExitStatus) -> Result<Self, String> {
        if status.signal() == Some(9) {
            return Ok(Self::Killed);
        }
        match status.code() {
            Some(0) => Ok(Self::Done),
            Some(number @ 2..) if number != 101 => {
                let place = usize::try_from(number - 2).unwrap_or_default();
                let code = codes().get(place).cloned();
                code.map(Self::Failed).ok_or_else(|| format!("it ended with {status}"))
            }
            _ => Err(format!("it ended with {status}")),
        }
    }
}

/// Explains what is missing if tracing is not possible.
pub(crate) fn check() {
    let mut command = Command::new("strace");
    let tried = command.args(["-qq", "-f", "--seccomp-bpf", "-e", "trace=openat", "true"]).output();
    let tried = tried.expect("strace is missing: install the Debian package strace");
    let said = String::from_utf8_lossy(&tried.stderr);
    assert!(
        tried.status.success() && said.contains("openat"),
        "strace can't trace here; a container needs the right to use ptrace: {said}"
    );
}

fn strace(log: &Path, trace: &str) -> Command {
    let mut command = Command::new("strace");
    command.args(["-qq", "-f", "-s", "200", "-e", "signal=none", "-o"]).arg(log);
    command.arg("-e").arg(format!("trace={trace}"));
    command
}

/// Runs an operation without tampering: its answer and its system calls.
pub(crate) fn watch(operation: &str, folder: &Path) -> (RunResult, Vec<SystemCall>) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut command = strace(log.path(), &CALLS.join(","));
    let status = command.arg(PROGRAM).arg(folder).arg(operation).status().unwrap();
    let text = std::fs::read_to_string(log.path()).unwrap();
    let mut numbers = BTreeMap::new();
    let mut listed = BTreeSet::new();
    let (mut calls, mut process, mut has_begun) = (Vec::new(), None, false);
    for line in text.lines() {
        let (number, text) = line.split_once(' ').unwrap();
        // strace counts per thread, so there must be only one.
        assert_eq!(*process.get_or_insert(number), number, "{operation} starts a thread");
        let Some((name, _)) = text.trim_start().split_once('(') else { continue };
        let number = numbers.entry(name.to_owned()).or_insert(0);
        *number += 1;
        let is_mark = text.contains("/the operation begins");
        let text = text.trim().to_owned();
        let handle = text.split(['(', ')', ',']).nth(1).unwrap_or_default().to_owned();
        if name == "getdents64" {
            listed.insert(handle.clone());
        }
        let closes_list = name == "close" && listed.remove(&handle);
        if has_begun {
            calls.push(SystemCall { name: name.to_owned(), number: *number, text, closes_list });
        }
        has_begun |= is_mark;
    }
    (RunResult::of(status).unwrap(), calls)
}

/// How a run ended. A run of more than a minute is an error.
fn ended(command: &mut Command) -> Result<ExitStatus, String> {
    let begin = Instant::now();
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = quiet.spawn().map_err(|why| why.to_string())?;
    loop {
        if let Some(status) = running.try_wait().map_err(|why| why.to_string())? {
            return Ok(status);
        }
        if begin.elapsed() > Duration::from_mins(1) {
            let _ = running.kill();
            let _ = running.wait();
            return Err("it does not end".to_owned());
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Runs an operation and tampers with one of its calls.
pub(crate) fn tamper(
    operation: &str,
    folder: &Path,
    calls: &[SystemCall],
    at: usize,
    tampering: Tampering,
) -> Result<RunResult, String> {
    let call = &calls[at];
    let at_call = |how: &str| vec![format!("{}:{how}:when={}", call.name, call.number)];
    let injections = match tampering {
        Tampering::Kill => at_call("signal=KILL"),
        Tampering::Error(name) => at_call(&format!("error={name}")),
        Tampering::ErrorThreeTimes => {
            vec![format!("{}:error=EIO:when={}..{}", call.name, call.number, call.number + 2)]
        }
        Tampering::FailFromHere => {
            let mut first = BTreeMap::new();
            for later in calls[at..].iter().filter(|later| later.changes()) {
                first.entry(&later.name).or_insert(later.number);
            }
            // An `openat` that creates nothing would fail too, so it is left as it is.
            first.retain(|name, _| !name.starts_with("open"));
            let each = first.iter();
            each.map(|(name, number)| format!("{name}:error=EIO:when={number}+")).collect()
        }
    };
    if injections.is_empty() {
        return Ok(RunResult::Killed);
    }
    let log = tempfile::NamedTempFile::new().unwrap();
    let names: Vec<&str> = injections.iter().filter_map(|one| one.split(':').next()).collect();
    let mut command = strace(log.path(), &names.join(","));
    if tampering != Tampering::Kill {
        // Only traced calls stop then, which is faster; signals are not passed on.
        command.arg("--seccomp-bpf");
    }
    for injection in &injections {
        command.arg("-e").arg(format!("inject={injection}"));
    }
    let answer = RunResult::of(ended(command.arg(PROGRAM).arg(folder).arg(operation))?)?;
    let is_killed = answer == RunResult::Killed;
    let said = std::fs::read_to_string(log.path()).unwrap_or_default();
    if is_killed == (tampering == Tampering::Kill) && (is_killed || said.contains("(INJECTED)")) {
        Ok(answer)
    } else {
        Err(format!("nothing was tampered with; the answer was {answer:?}"))
    }
}
