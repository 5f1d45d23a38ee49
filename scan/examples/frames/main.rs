//! Writes the studio's frames to files, or scans them; run by `cargo xtask bench scan`.
//!
//! - `frames generate FOLDER [COUNT] [SEED]`: COUNT frames of each condition with their texts, for
//!   `compare`
//! - `frames streams [COUNT] [SEED] [FOLDER]`: how many of COUNT hand-held sequences of each
//!   condition are read by the first, third and tenth frame; the others are written to FOLDER
//! - `frames empty [COUNT] [SEED]`: the cost of COUNT frames of each kind without a code, and
//!   whether anything is read in them, live and with all passes of a still picture; `frames live`
//!   omits the latter
//! - `frames second [COUNT] [SEED]`: how many keys are not read because of a crisp second code
//!   beside them
//! - `frames bare [COUNT] [SEED] [FOLDER]`: how many codes without a quiet zone are read; the
//!   others are written to FOLDER
//! - `frames repeated [COUNT] [SEED]`: the same frame repeatedly in a stream, compared with a still
//!   scan
//! - `frames ratios [COUNT] [SEED]`: the last three and the cost, as ratios within one run
#![allow(clippy::print_stdout, reason = "a measuring tool prints its results")]

mod cases;
mod ratios;

use aikotoba_scan::{LumaFrame, Rotation, ScanBudget, ScanEffort, ScanReport, Scanner, scan};
use aikotoba_studio::{
    Condition, EmptyScene, GreyPicture, PictureSetup, Resolution, TakeSequence, amazon_uri,
    empty_frame,
};
use cpu_time::ProcessTime;
use std::path::Path;
use std::time::Duration;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |place: usize, usual: u64| arguments.get(place).map_or(Ok(usual), |n| n.parse());
    match arguments[..] {
        ["generate", folder, ..] => generate(Path::new(folder), number(2, 24)?, number(3, 0)?),
        ["streams", ..] => {
            streams(number(1, 6)?, number(2, 0)?, arguments.get(3).map(|name| Path::new(*name)))
        }
        ["empty", ..] => {
            empty(number(1, 20)?, number(2, 0)?, EmptyFrameScan::All);
            Ok(())
        }
        ["live", ..] => {
            empty(number(1, 20)?, number(2, 0)?, EmptyFrameScan::Live);
            Ok(())
        }
        ["second", ..] => cases::second(number(1, 6)?, number(2, 0)?).map(|_| ()),
        ["bare", ..] => {
            let folder = arguments.get(3).map(|name| Path::new(*name));
            cases::bare(number(1, 24)?, number(2, 0)?, folder).map(|_| ())
        }
        ["repeated", ..] => cases::repeated(number(1, 6)?, number(2, 0)?).map(|_| ()),
        ["ratios", ..] => ratios::print(number(1, 6)?, number(2, 0)?),
        _ => Err("generate FOLDER, streams, empty, live, second, bare, repeated or ratios?".into()),
    }
}

/// Takes of a condition, from mild to severe, in all resolutions.
fn takes(condition: Condition, count: u64, seed: u64) -> Result<Vec<PictureSetup>, Failure> {
    let take = |number: u64| {
        let severity = number as f64 / count.saturating_sub(1).max(1) as f64;
        let resolution = Resolution::ALL[(number % 3) as usize];
        let seed = seed * 10_000 + number;
        Ok(condition.take(&amazon_uri(seed), severity, resolution, seed)?)
    };
    (0..count).map(take).collect()
}

fn generate(folder: &Path, count: u64, seed: u64) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    for condition in Condition::ALL {
        for (number, take) in takes(condition, count, seed)?.iter().enumerate() {
            let shot = take.shoot();
            let name = folder.join(format!("{}-{number:03}.png", condition.name()));
            std::fs::write(name.with_extension("txt"), &shot.text)?;
            std::fs::write(name, shot.frame.to_png())?;
        }
    }
    Ok(())
}

fn streams(count: u64, seed: u64, misses: Option<&Path>) -> Result<(), Failure> {
    const FRAMES: usize = 10;
    let (mut all, mut millis) = ([0; FRAMES], Vec::new());
    let mut wrong = 0;
    for condition in Condition::ALL {
        let mut read = [0; FRAMES];
        for (place, take) in takes(condition, count, seed)?.into_iter().enumerate() {
            let mut scanner = Scanner::new();
            let mut seen = Vec::new();
            for (number, shot) in TakeSequence::new(take).take(FRAMES).enumerate() {
                // The result must not depend on how busy the machine is; the times show what takes
                // too long.
                let budget = ScanBudget::lasting(Duration::from_secs(1), ScanEffort::Live);
                let (reading, took) = timed(&shot.frame, |frame| scanner.scan_frame(frame, budget));
                millis.push(took);
                wrong += reading.found.iter().filter(|found| found.text() != shot.text).count();
                if !reading.found.is_empty() {
                    read[number..].iter_mut().for_each(|read| *read += 1);
                    break;
                }
                seen.push(shot.frame);
            }
            if let Some(folder) = misses.filter(|_| seen.len() == FRAMES) {
                for (number, frame) in seen.iter().enumerate() {
                    let name = format!("{}-{place}-{number}.png", condition.name());
                    std::fs::write(folder.join(name), frame.to_png())?;
                }
            }
        }
        print_stream(condition.name(), &read, count);
        all.iter_mut().zip(read).for_each(|(all, read)| *all += read);
    }
    print_stream("all", &all, count * Condition::ALL.len() as u64);
    println!("false reads {wrong}; {}", times(millis));
    Ok(())
}

fn print_stream(name: &str, read: &[u64], count: u64) {
    let share = |frame: usize| share(read[frame], count);
    let (first, third, last) = (share(0), share(2), share(read.len() - 1));
    println!("{name:12} first {first:5.1} %, third {third:5.1} %, tenth {last:5.1} %");
}

/// `part` as a percentage of `whole`.
fn share(part: u64, whole: u64) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EmptyFrameScan {
    Live,
    /// Live, then with all passes of a still picture.
    All,
}

fn empty(count: u64, seed: u64, looks: EmptyFrameScan) {
    for of in EmptyScene::ALL {
        let (mut millis, mut later, mut texts) = (Vec::new(), Vec::new(), 0);
        let mut scanner = Scanner::new();
        for number in 0..count {
            let frame = empty_frame(of, Resolution::Hd, seed * 10_000 + number);
            let (reading, took) = timed(&frame, |frame| scan(frame, ScanBudget::live()));
            millis.push(took);
            texts += reading.found.len();
            let (reading, took) =
                timed(&frame, |frame| scanner.scan_frame(frame, ScanBudget::live()));
            later.push(took);
            texts += reading.found.len();
            if looks == EmptyFrameScan::All {
                let (reading, _) = timed(&frame, |frame| scan(frame, ScanBudget::picture()));
                texts += reading.found.len();
            }
        }
        println!("{of:?}: texts {texts}; live {}; in a stream {}", times(millis), times(later));
    }
}

/// The result of a scan, and its CPU time in milliseconds.
fn timed(
    picture: &GreyPicture,
    look: impl FnOnce(&LumaFrame<'_>) -> ScanReport,
) -> (ScanReport, f64) {
    let (width, height) = (picture.width(), picture.height());
    let frame = LumaFrame::new(picture.pixels(), width, height, width, Rotation::Upright);
    let started = ProcessTime::now();
    let reading = frame.map(|frame| look(&frame)).unwrap_or_default();
    (reading, started.elapsed().as_secs_f64() * 1e3)
}

fn times(mut millis: Vec<f64>) -> String {
    millis.sort_by(f64::total_cmp);
    let at = |part: f64| {
        let last = millis.len().saturating_sub(1);
        millis.get((part * last as f64) as usize).copied().unwrap_or_default()
    };
    format!("CPU ms median {:.1}, p95 {:.1}, most {:.1}", at(0.5), at(0.95), at(1.0))
}
