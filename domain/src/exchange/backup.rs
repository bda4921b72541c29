//! The backup: a whole search as one JSON file, read back with limits, compared before it is taken
//! over.

mod file;
mod restore;

pub use file::{Backup, BackupProblem, LARGEST_FILE, export, read};
pub use restore::{Summary, replacement, summary};
