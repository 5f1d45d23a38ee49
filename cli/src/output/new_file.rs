//! New files that only their owner can read.

use std::io::Write;
use std::path::Path;

use aikotoba_core::disk;

use crate::failure::CliError;

/// Writes a new file that only its owner can read. Never overwrites a file.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let written = disk::new_file(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|why| CliError::writing(path, &why))
}
