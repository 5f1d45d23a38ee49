//! Reads the same pictures with several QR code readers; run by `cargo xtask bench scan`.
//!
//! `compare [--foreign FILE] [--only READER]… [--live] [--misses] FOLDER…`
//!
//! Each picture has its text in a file beside it (`name.png`, `name.txt`). Pictures whose names
//! differ only in their last number (`glare-01`, `glare-02`) have the same condition. `--foreign`
//! adds the results of `scan/compare.py`. Prints a table, and writes the table and a plot to
//! `target/scan-bench/`.
#![allow(clippy::print_stdout, reason = "a measuring tool prints its results")]

mod foreign;
mod pictures;
mod plot;
mod readers;
mod tally;

use pictures::Picture;
use readers::Reader;
use std::path::{Path, PathBuf};
use tally::Tally;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let wishes = Options::of(std::env::args().skip(1))?;
    let mut tally = Tally::default();
    for folder in &wishes.folders {
        for picture in pictures::of(folder)? {
            wishes.look(&picture, &mut tally)?;
        }
    }
    let results = Path::new("target/scan-bench");
    std::fs::create_dir_all(results)?;
    std::fs::write(results.join("readings.csv"), tally.readings())?;
    let table = tally.table();
    std::fs::write(results.join("table.md"), &table)?;
    std::fs::write(results.join("shares.csv"), tally.shares())?;
    std::fs::write(results.join("plot.svg"), plot::draw(&tally))?;
    print!("{table}");
    println!("The same with each reading and a plot: {}", results.display());
    Ok(())
}

/// The command line options.
struct Options {
    folders: Vec<PathBuf>,
    readers: Vec<Reader>,
    foreign: foreign::Readings,
    /// Whether our readers scan each picture as a frame of a stream.
    live: bool,
    /// Whether to list the pictures that were not read or read wrongly.
    misses: bool,
}

impl Options {
    fn of(mut arguments: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut wishes = Self {
            folders: Vec::new(),
            readers: Vec::new(),
            foreign: foreign::Readings::default(),
            live: false,
            misses: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} of what?"));
            match argument.as_str() {
                "--live" => wishes.live = true,
                "--misses" => wishes.misses = true,
                "--only" => {
                    let name = value()?;
                    wishes.readers.push(Reader::named(&name).ok_or(format!("no reader {name}"))?);
                }
                "--foreign" => wishes.foreign = foreign::Readings::open(Path::new(&value()?))?,
                _ if argument.starts_with("--") => return Err(format!("no {argument}").into()),
                folder => wishes.folders.push(PathBuf::from(folder)),
            }
        }
        if wishes.readers.is_empty() {
            wishes.readers = Reader::ALL.to_vec();
        }
        Ok(wishes)
    }

    fn look(&self, picture: &Picture, tally: &mut Tally) -> Result<(), Failure> {
        let grey = image::open(&picture.path)?.to_luma8();
        let own = self.readers.iter().map(|reader| reader.read(&grey, self.live));
        let foreign = self.foreign.of(&picture.path);
        for reading in own.chain(foreign) {
            if self.misses && !picture.is_read_by(&reading.texts) {
                let count = reading.texts.len();
                println!(
                    "{} misses {} ({}x{}, {:.0} ms, {count} other texts)",
                    reading.reader,
                    picture.path.display(),
                    grey.width(),
                    grey.height(),
                    reading.millis,
                );
            }
            tally.add(picture, &reading);
        }
        Ok(())
    }
}
