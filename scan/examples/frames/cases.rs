//! Shares compared within one run: with a second code and alone, without a quiet zone, and live and
//! still.

use crate::{Failure, share, takes, timed, times};
use aikotoba_scan::{
    CandidateText, LumaFrame, ScanBudget, ScanEffort, ScanReport, Scanner, scan, scan_until,
};
use aikotoba_studio::{
    Condition, GreyPicture, MissingQuietZone, TakeSequence, amazon_uri, with_second_code,
};
use std::path::Path;
use std::time::Duration;

/// Number of frames of a stream.
const FRAMES: usize = 10;

/// The result must not depend on how busy the machine is.
fn unhurried(effort: ScanEffort) -> ScanBudget {
    ScanBudget::lasting(Duration::from_mins(1), effort)
}

/// The same predicate as in the core.
fn is_key(candidate: &CandidateText<'_>) -> bool {
    candidate.text.starts_with("otpauth://")
}

fn holds(reading: &ScanReport, text: &str) -> bool {
    reading.found.iter().any(|found| found.text() == text)
}

fn still(frame: &LumaFrame<'_>) -> ScanReport {
    scan_until(frame, unhurried(ScanEffort::Picture), is_key)
}

/// The number of keys that are not read because of a crisp second code beside them: in still
/// pictures if the first code settles the search, in still pictures if only a key does, and in
/// streams.
pub(crate) fn second(count: u64, seed: u64) -> Result<[u64; 5], Failure> {
    let (mut all, mut millis) = ([0; 5], Vec::new());
    for condition in Condition::ALL {
        let mut sums = [0; 5];
        for (number, take) in takes(condition, count, seed)?.into_iter().enumerate() {
            let place = seed * 10_000 + number as u64;
            let shot = take.shoot();
            let Some(beside) = with_second_code(&shot, place) else { continue };
            if !holds(&timed(&shot.frame, still).0, &shot.text) {
                continue;
            }
            sums[0] += 1;
            let first = |frame: &LumaFrame<'_>| scan(frame, unhurried(ScanEffort::Picture));
            sums[1] += u64::from(!holds(&timed(&beside, first).0, &shot.text));
            let (reading, took) = timed(&beside, still);
            millis.push(took);
            let is_lost = !holds(&reading, &shot.text);
            if is_lost {
                println!("lost: {} {number} still", condition.name());
            }
            sums[2] += u64::from(is_lost);
            let alone = TakeSequence::new(take.clone()).map(|shot| shot.frame);
            if !stream(alone, &shot.text).0 {
                continue;
            }
            sums[3] += 1;
            let beside = TakeSequence::new(take)
                .map(|shot| with_second_code(&shot, place).unwrap_or(shot.frame));
            let is_lost = !stream(beside, &shot.text).0;
            if is_lost {
                println!("lost: {} {number} live", condition.name());
            }
            sums[4] += u64::from(is_lost);
        }
        print_second(condition.name(), sums);
        all.iter_mut().zip(sums).for_each(|(all, sum)| *all += sum);
    }
    print_second("all", all);
    println!("still, with a second code: {}", times(millis));
    Ok(all)
}

fn print_second(name: &str, [still, first, lost, live, live_lost]: [u64; 5]) {
    println!(
        "{name:12} read alone {still:3}; lost beside a second code {lost:3} (where any code settles \
         {first:3}); live alone {live:3}, lost {live_lost:3}"
    );
}

/// Whether a text is read within ten frames, and in which frame.
fn stream(frames: impl Iterator<Item = GreyPicture>, text: &str) -> (bool, usize) {
    let mut scanner = Scanner::new();
    for (number, frame) in frames.take(FRAMES).enumerate() {
        let look = |frame: &LumaFrame<'_>| {
            scanner.scan_frame_until(frame, unhurried(ScanEffort::Live), is_key)
        };
        if holds(&timed(&frame, look).0, text) {
            return (true, number);
        }
    }
    (false, FRAMES)
}

/// The number of codes without a quiet zone that are read from a still picture, and by the first
/// and the tenth frame of a stream. Frames that are not read are written to a folder. Returns the
/// numbers read from stills and by the tenth frame, and the total.
pub(crate) fn bare(count: u64, seed: u64, misses: Option<&Path>) -> Result<[u64; 3], Failure> {
    let mut all = [0; 3];
    for bare in MissingQuietZone::ALL {
        let (mut sums, mut wrong, mut millis) = ([0; 3], 0, Vec::new());
        for number in 0..count {
            let place = seed * 10_000 + number;
            let text = amazon_uri(place);
            let frame = bare.frame(&text, place);
            let (reading, took) = timed(&frame, still);
            millis.push(took);
            wrong += reading.found.iter().filter(|found| found.text() != text).count();
            let is_read_still = holds(&reading, &text);
            sums[0] += u64::from(is_read_still);
            let (is_read, at) = stream(std::iter::repeat_n(frame.clone(), FRAMES), &text);
            sums[1] += u64::from(is_read && at == 0);
            sums[2] += u64::from(is_read);
            if let Some(folder) = misses.filter(|_| !(is_read && is_read_still)) {
                let path = folder.join(format!("{}-{number:03}.png", bare.name()));
                std::fs::write(path.with_extension("txt"), &text)?;
                std::fs::write(path, frame.to_png())?;
            }
        }
        let [still, first, tenth] = sums;
        all = [all[0] + still, all[1] + tenth, all[2] + count];
        println!(
            "{:20} of {count}: still {still}, live at the first frame {first}, by the tenth {tenth}; \
             false reads {wrong}; {}",
            bare.name(),
            times(millis)
        );
    }
    Ok(all)
}

/// Compares the same frame scanned repeatedly in a stream with a still scan of it. Returns the
/// numbers read still, by the tenth frame, and still but never live.
pub(crate) fn repeated(count: u64, seed: u64) -> Result<[u64; 3], Failure> {
    let mut all = [0; 3];
    for condition in Condition::ALL {
        let mut sums = [0; 5];
        for (number, take) in takes(condition, count, seed)?.into_iter().enumerate() {
            let shot = take.shoot();
            let still = holds(&timed(&shot.frame, still).0, &shot.text);
            let (live, at) = stream(std::iter::repeat_n(shot.frame, FRAMES), &shot.text);
            sums[0] += u64::from(still);
            sums[1] += u64::from(live && at == 0);
            sums[2] += u64::from(live && at < 3);
            sums[3] += u64::from(live);
            sums[4] += u64::from(still && !live);
            if still && !live {
                println!("live misses: {} {number}", condition.name());
            }
        }
        all = [all[0] + sums[0], all[1] + sums[3], all[2] + sums[4]];
        let [still, first, third, tenth] = [0, 1, 2, 3].map(|i| share(sums[i], count));
        println!(
            "{:12} still {still:5.1} %; live first {first:5.1} %, third {third:5.1} %, tenth \
             {tenth:5.1} %; read still and never live: {}",
            condition.name(),
            sums[4]
        );
    }
    Ok(all)
}
