//! Reads the results of `scan/compare.py`: one line per result with path, reader, milliseconds and
//! texts in hexadecimal, separated by tabs.

use crate::{Failure, readers::ReaderResult};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[derive(Default)]
pub(crate) struct Readings(HashMap<PathBuf, Vec<(String, f64, Vec<String>)>>);

impl Readings {
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let mut readings = Self::default();
        for line in std::fs::read_to_string(path)?.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            let [picture, reader, millis, texts] = parts[..] else {
                return Err(format!("{line:?} is no reading").into());
            };
            let texts = texts.split(' ').filter(|text| !text.is_empty()).map(text);
            let reading = (reader.to_owned(), millis.parse()?, texts.collect());
            readings.0.entry(PathBuf::from(picture)).or_default().push(reading);
        }
        Ok(readings)
    }

    /// All results for a picture.
    pub(crate) fn of(&self, picture: &Path) -> impl Iterator<Item = ReaderResult> {
        let readings = self.0.get(picture).map(Vec::as_slice).unwrap_or_default();
        readings.iter().map(|(reader, millis, texts)| ReaderResult {
            reader: reader.clone(),
            texts: texts.clone(),
            millis: *millis,
        })
    }
}

fn text(hexadecimal: &str) -> String {
    let byte = |pair: &[u8]| {
        std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())
    };
    let bytes: Vec<u8> = hexadecimal.as_bytes().chunks(2).filter_map(byte).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
