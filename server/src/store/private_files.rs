//! Files and folders that only their owner may read: they hold hashes and everything people wrote.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A file that SQLite writes and that is needed for a short time only. Dropping this deletes it,
/// with the files SQLite puts beside it.
pub(crate) struct TempDatabase(pub(crate) PathBuf);

impl TempDatabase {
    /// Deletes the file, if it is there.
    pub(crate) fn delete(&self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(with_suffix(&self.0, suffix));
        }
    }
}

impl Drop for TempDatabase {
    fn drop(&mut self) {
        self.delete();
    }
}

/// The path of a file with a suffix after its name.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}

/// Opens a file to write, and creates it for its owner alone if it is not there. An existing one
/// keeps its mode.
pub(crate) fn create_file(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Creates a folder for its owner alone, with those above it, unless it is there.
///
/// # Errors
/// Says in a sentence why it cannot be made.
pub(crate) fn create_folder(folder: &Path) -> Result<(), String> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| {
        let folder = folder.display();
        format!("The folder {folder} cannot be made: {error}. Choose another with --data-dir.")
    })
}
