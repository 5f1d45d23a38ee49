//! Ratios within one run, which do not depend on the speed or the load of the machine.

use crate::{Failure, cases, share, takes, timed};
use aikotoba_scan::{ScanBudget, ScanReport, Scanner, scan};
use aikotoba_studio::{Condition, EmptyScene, Resolution, empty_frame};

/// Work and CPU time of one kind of scan.
#[derive(Default)]
struct Cost {
    work: Vec<f64>,
    millis: Vec<f64>,
}

impl Cost {
    fn add(&mut self, (reading, millis): (ScanReport, f64)) {
        self.work.push(reading.work as f64 / 1e6);
        self.millis.push(millis);
    }

    fn print(mut self, name: &str) {
        let [work, millis] = [&mut self.work, &mut self.millis].map(|values| {
            values.sort_by(f64::total_cmp);
            let at = |part: f64| {
                let last = values.len().saturating_sub(1) as f64;
                values.get((part * last).round() as usize).copied().unwrap_or_default()
            };
            (at(0.5), at(0.95), values.iter().sum::<f64>())
        });
        println!(
            "{name:32} work in millions: median {:.2}, p95 {:.2}; CPU ms: median {:.1}, p95 {:.1}; \
             ms a million {:.2}",
            work.0,
            work.1,
            millis.0,
            millis.1,
            millis.2 / work.2.max(1e-9),
        );
    }
}

/// Measures and prints the ratios.
pub(crate) fn print(count: u64, seed: u64) -> Result<(), Failure> {
    let second = cases::second(count, seed)?;
    let bare = cases::bare(count, seed, None)?;
    let repeated = cases::repeated(count, seed)?;
    println!();
    let ratio = |name: &str, part: u64, whole: u64| {
        println!("{name:58} {part:4} of {whole:4}, {:.1} %", share(part, whole));
    };
    ratio("keys lost beside a second code, still", second[2], second[0]);
    ratio("keys lost beside a second code, in ten frames", second[4], second[3]);
    ratio("codes without a quiet zone read, still", bare[0], bare[2]);
    ratio("codes without a quiet zone read, in ten frames", bare[1], bare[2]);
    ratio("read in ten frames, beside read still", repeated[1], repeated[0]);
    ratio("read still and not in ten frames", repeated[2], repeated[0]);
    let mut costs: [Cost; 4] = Default::default();
    measure(count, seed, &mut costs)?;
    let [still, live, empty, later] = costs;
    still.print("with a code, still");
    live.print("with a code, live");
    empty.print("without a code, live");
    later.print("without a code, in a stream");
    Ok(())
}

fn measure(
    count: u64,
    seed: u64,
    [still, live, empty, later]: &mut [Cost; 4],
) -> Result<(), Failure> {
    for condition in Condition::ALL {
        for take in takes(condition, count, seed)? {
            let frame = take.shoot().frame;
            still.add(timed(&frame, |frame| scan(frame, ScanBudget::picture())));
            live.add(timed(&frame, |frame| scan(frame, ScanBudget::live())));
        }
    }
    for scene in EmptyScene::ALL {
        let mut scanner = Scanner::new();
        for number in 0..4 * count {
            let frame = empty_frame(scene, Resolution::Hd, seed * 10_000 + number);
            empty.add(timed(&frame, |frame| scan(frame, ScanBudget::live())));
            later.add(timed(&frame, |frame| scanner.scan_frame(frame, ScanBudget::live())));
        }
    }
    Ok(())
}
