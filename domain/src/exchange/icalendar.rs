//! Calendar files (iCalendar, RFC 5545 and RFC 7986): rounds and planned touches as events that any
//! calendar can read.

mod changed;
mod entries;
mod entry;
mod format;
mod google;
#[cfg(test)]
mod tests;
mod write;
mod zones;

pub use entries::{entries, of_round, of_touch};
pub use entry::{Entry, When};
pub use google::google_link;
pub use write::write;
