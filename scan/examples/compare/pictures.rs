//! Pictures and the text files beside them.

use crate::Failure;
use std::path::{Path, PathBuf};

/// A picture in a folder.
pub(crate) struct Picture {
    pub(crate) path: PathBuf,
    /// The folder's name.
    pub(crate) folder: String,
    /// The picture's name without the number at its end.
    pub(crate) condition: String,
    /// The expected text, in any encoding.
    truth: Vec<u8>,
}

/// The pictures of a folder that have a text file, sorted by name.
pub(crate) fn of(folder: &Path) -> Result<Vec<Picture>, Failure> {
    let entries =
        std::fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| {
        path.extension().is_some_and(|kind| kind != "txt") && path.with_extension("txt").exists()
    });
    paths.sort();
    paths.into_iter().map(Picture::open).collect()
}

impl Picture {
    fn open(path: PathBuf) -> Result<Self, Failure> {
        let name = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let condition = name(path.file_stem());
        let condition = condition.trim_end_matches(|c: char| c.is_ascii_digit());
        Ok(Self {
            folder: name(path.parent().and_then(Path::file_name)),
            condition: condition.trim_end_matches(['-', '_', ' ']).to_owned(),
            truth: std::fs::read(path.with_extension("txt"))?,
            path,
        })
    }

    /// Whether the expected text is among `texts`.
    pub(crate) fn is_read_by(&self, texts: &[String]) -> bool {
        texts.iter().any(|text| self.is(text))
    }

    /// Whether a text is the expected one, ignoring line breaks at its end.
    pub(crate) fn is(&self, text: &str) -> bool {
        let plain = |text: &str| {
            text.replace('\r', "").trim_end().trim_start_matches('\u{feff}').to_owned()
        };
        let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.decode(&self.truth);
        let latin: String = self.truth.iter().map(|byte| char::from(*byte)).collect();
        let utf8 = String::from_utf8_lossy(&self.truth);
        let text = plain(text);
        [plain(&utf8), plain(&shift_jis), plain(&latin)].contains(&text)
    }
}
