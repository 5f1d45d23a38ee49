//! Shares and times, by folder, condition and reader.

use crate::{pictures::Picture, readers::ReaderResult};
use std::collections::BTreeMap;
use std::fmt::Write;

/// All results.
#[derive(Default)]
pub(crate) struct Tally {
    /// In the order in which they were first added.
    pub(crate) readers: Vec<String>,
    pub(crate) groups: BTreeMap<Group, Count>,
    lines: String,
}

/// Pictures that are counted together. The whole folder has the condition `all`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    pub(crate) folder: String,
    pub(crate) condition: String,
    pub(crate) reader: String,
}

/// The condition of a whole folder.
pub(crate) const ALL: &str = "all";

#[derive(Default)]
pub(crate) struct Count {
    pub(crate) read: usize,
    /// Pictures with a text that is not the expected one.
    pub(crate) other: usize,
    millis: Vec<f64>,
}

impl Count {
    pub(crate) fn share(&self) -> f64 {
        100.0 * self.read as f64 / self.millis.len().max(1) as f64
    }

    /// The quantile `part` of the times, in milliseconds.
    pub(crate) fn millis(&self, part: f64) -> f64 {
        let mut sorted = self.millis.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted.get((part * last as f64).round() as usize).copied().unwrap_or_default()
    }

    pub(crate) fn pictures(&self) -> usize {
        self.millis.len()
    }
}

impl Tally {
    pub(crate) fn add(&mut self, picture: &Picture, reading: &ReaderResult) {
        if !self.readers.contains(&reading.reader) {
            self.readers.push(reading.reader.clone());
        }
        let read = picture.is_read_by(&reading.texts);
        let other = reading.texts.iter().any(|text| !picture.is(text));
        for condition in [ALL, &picture.condition] {
            let group = Group {
                folder: picture.folder.clone(),
                condition: condition.to_owned(),
                reader: reading.reader.clone(),
            };
            let count = self.groups.entry(group).or_default();
            count.read += usize::from(read);
            count.other += usize::from(other);
            count.millis.push(reading.millis);
        }
        let name = picture.path.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(
            self.lines,
            "{},{},{name},{},{read},{other},{:.3}",
            picture.folder, picture.condition, reading.reader, reading.millis,
        );
    }

    /// All results as comma-separated values.
    pub(crate) fn readings(&self) -> String {
        format!("folder,condition,picture,reader,read,other_text,cpu_ms\n{}", self.lines)
    }

    /// All groups as comma-separated values.
    pub(crate) fn shares(&self) -> String {
        let mut lines = String::from(
            "folder,condition,reader,pictures,read,other_text,median_cpu_ms,p95_cpu_ms\n",
        );
        for (Group { folder, condition, reader }, count) in &self.groups {
            let (median, p95) = (count.millis(0.5), count.millis(0.95));
            let Count { read, other, .. } = count;
            let pictures = count.pictures();
            let _ = writeln!(
                lines,
                "{folder},{condition},{reader},{pictures},{read},{other},{median:.2},{p95:.2}"
            );
        }
        lines
    }

    /// A row per condition and a column per reader.
    pub(crate) fn table(&self) -> String {
        let mut table = String::from(
            "Share read, other texts where there are any, CPU ms per picture (median, 95th percentile).\n",
        );
        for folder in self.folders() {
            let _ = write!(table, "\n| {folder} | pictures |");
            for reader in &self.readers {
                let _ = write!(table, " {reader} |");
            }
            table += "\n|---|---|";
            table += &"---|".repeat(self.readers.len());
            for condition in self.conditions(&folder) {
                table += &self.line(&folder, &condition);
            }
            table.push('\n');
        }
        table
    }

    fn line(&self, folder: &str, condition: &str) -> String {
        let counts: Vec<Option<&Count>> =
            self.readers.iter().map(|reader| self.count(folder, condition, reader)).collect();
        let pictures = counts.iter().flatten().map(|count| count.pictures()).max();
        let mut line = format!("\n| {condition} | {} |", pictures.unwrap_or_default());
        for count in counts {
            line += &count.map_or(" |".to_owned(), |count| {
                let other = match count.other {
                    0 => String::new(),
                    other => format!(" ({other} other)"),
                };
                let (median, p95) = (count.millis(0.5), count.millis(0.95));
                format!(" {:.1} %{other}, {median:.1}, {p95:.0} |", count.share())
            });
        }
        line
    }

    pub(crate) fn count(&self, folder: &str, condition: &str, reader: &str) -> Option<&Count> {
        let [folder, condition, reader] = [folder, condition, reader].map(str::to_owned);
        self.groups.get(&Group { folder, condition, reader })
    }

    pub(crate) fn folders(&self) -> Vec<String> {
        let mut folders: Vec<String> =
            self.groups.keys().map(|group| group.folder.clone()).collect();
        folders.dedup();
        folders
    }

    /// The conditions of a folder, the whole folder last.
    pub(crate) fn conditions(&self, folder: &str) -> Vec<String> {
        let own = self.groups.keys().filter(|group| group.folder == folder);
        let mut conditions: Vec<String> = own.map(|group| group.condition.clone()).collect();
        conditions.dedup();
        conditions.sort_by_key(|condition| condition == ALL);
        conditions
    }
}
