//! The simulated years of a few seeds, or of those that `AIKOTOBA_YEARS` names (`1-100`).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a failed test may panic"
)]
#![cfg(unix)]

use std::env;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::{available_parallelism, sleep};
use std::time::Duration;

use aikotoba_core::backup::DeviceId;
use aikotoba_core::time::UnixMillis;
use aikotoba_tests::year::{KilledSave, live, save_once};

/// Tells the child process, which is this program again, what to save.
const CHILD: [&str; 4] =
    ["AIKOTOBA_TEST_VAULT", "AIKOTOBA_TEST_PLACE", "AIKOTOBA_TEST_DEVICE", "AIKOTOBA_TEST_NOW"];

/// The child process: saves once.
#[test]
fn child() {
    let Some(vault) = env::var_os(CHILD[0]) else { return };
    let place = env::var_os(CHILD[1]).unwrap();
    let device = DeviceId::parse(&env::var(CHILD[2]).unwrap()).unwrap();
    let now = UnixMillis(env::var(CHILD[3]).unwrap().parse().unwrap());
    save_once(Path::new(&vault), Path::new(&place), device, now);
}

fn kill(save: &KilledSave<'_>) {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["child", "--exact", "--nocapture"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.env(CHILD[0], save.vault).env(CHILD[1], save.place);
    command.env(CHILD[2], save.device.to_string()).env(CHILD[3], save.now.0.to_string());
    let mut child = command.spawn().unwrap();
    sleep(Duration::from_micros(save.micros));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The seeds: three, or those of the environment.
fn seeds() -> std::ops::RangeInclusive<u64> {
    let Ok(given) = env::var("AIKOTOBA_YEARS") else { return 1..=3 };
    let (first, last) = given.split_once('-').unwrap_or((&given, &given));
    first.parse().unwrap()..=last.parse().unwrap()
}

#[test]
fn a_year_ends_with_every_account_on_both_devices_and_no_unexplained_file() {
    let seeds: Vec<u64> = seeds().collect();
    let at_once = available_parallelism().map_or(1, NonZeroUsize::get);
    let per_thread = seeds.len().div_ceil(at_once);
    std::thread::scope(|scope| {
        for seeds in seeds.chunks(per_thread) {
            scope.spawn(|| seeds.iter().for_each(|seed| live_through(*seed)));
        }
    });
}

fn live_through(seed: u64) {
    println!("year {seed}");
    let folder = tempfile::tempdir().unwrap();
    let report = live(seed, folder.path(), &kill);
    println!("year {seed}: {report:?}");
    assert_eq!((report.changes, report.rehearsals), (200, 12));
    assert_eq!((report.lost_sticks, report.new_phones), (3, 1));
    assert!(report.saved > 100 && report.failed > 10 && report.killed > 10, "{report:?}");
    assert!(report.automatic > 20, "{report:?}");
    assert!(report.joined > 10 && report.proved > 5, "{report:?}");
}
