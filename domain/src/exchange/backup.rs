//! The backup: a whole search as one JSON file, read back with limits, compared before it is taken
//! over.

mod file;
mod restore;

pub use file::{Backup, BackupProblem, LARGEST_FILE, export, export_with_private, read};
pub use restore::{Summary, replacement, summary};
