//! Measures how many pictures of a folder are read: `shares FOLDER… [--live] [--misses]`.
//!
//! Each picture has its text beside it (`name.png`, `name.txt`). Prints, per folder: the share
//! read, false reads, and CPU time per picture (median, 95th percentile), then the stages.
#![allow(clippy::print_stdout, reason = "a measuring tool talks to its terminal")]

use aikotoba_scan::{Budget, LumaFrame, Rotation, scan};
use cpu_time::ProcessTime;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (options, folders): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let has = |name: &str| options.iter().any(|o| o == name);
    for folder in folders {
        let mut pictures: Vec<PathBuf> =
            std::fs::read_dir(&folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        pictures.retain(|p| p.extension().is_some_and(|e| e != "txt"));
        pictures.sort();
        let mut tally = Tally::default();
        for picture in &pictures {
            tally.add(picture, has("--live"), has("--misses"))?;
        }
        tally.print(&folder);
    }
    Ok(())
}

#[derive(Default)]
struct Tally {
    millis: Vec<f64>,
    read: usize,
    wrong: usize,
    stages: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn add(
        &mut self,
        path: &Path,
        live: bool,
        misses: bool,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let grey = image::open(path)?.to_luma8();
        let (width, height) = (grey.width() as usize, grey.height() as usize);
        let frame = LumaFrame::new(grey.as_raw(), width, height, width, Rotation::Upright)?;
        let started = ProcessTime::now();
        let reading = scan(&frame, if live { Budget::live() } else { Budget::picture() });
        let millis = started.elapsed().as_secs_f64() * 1e3;
        self.millis.push(millis);
        let truth = std::fs::read(path.with_extension("txt")).unwrap_or_default();
        let good = reading.found.iter().find(|f| is_same(&truth, f.text(), f.bytes()));
        if let Some(found) = good {
            self.read += 1;
            *self.stages.entry(found.stage()).or_default() += 1;
        } else if !reading.found.is_empty() {
            self.wrong += 1;
        }
        if misses && good.is_none() {
            let name = path.file_name().unwrap_or_default().display();
            println!("  missed {name} ({width}x{height}, {millis:.0} ms) {reading:?}");
        }
        Ok(())
    }

    fn print(mut self, folder: &str) {
        self.millis.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let last = self.millis.len().saturating_sub(1);
            self.millis.get((share * last as f64) as usize).copied().unwrap_or_default()
        };
        let count = self.millis.len();
        println!(
            "{folder}: {}/{count} = {:.1} %, other text {}, CPU ms median {:.1} p95 {:.1} max {:.0}",
            self.read,
            100.0 * self.read as f64 / count.max(1) as f64,
            self.wrong,
            at(0.5),
            at(0.95),
            at(1.0),
        );
        println!("  stages: {:?}", self.stages);
    }
}

/// Truths were written down with line ends and encodings of their own.
fn is_same(truth: &[u8], text: &str, bytes: &[u8]) -> bool {
    let plain = |s: &str| s.replace('\r', "").trim_end().trim_start_matches('\u{feff}').to_owned();
    let utf8 = plain(&String::from_utf8_lossy(truth));
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.decode(truth);
    let latin: String = truth.iter().map(|&b| char::from(b)).collect();
    let text = plain(text);
    [utf8, plain(&shift_jis), plain(&latin)].contains(&text) || bytes == truth
}
