//! Calendar files (iCalendar, RFC 5545 and RFC 7986): rounds, planned touches and lines of the
//! plan as events that any calendar can read.

mod changed;
mod entries;
mod entry;
mod format;
mod google;
mod lines;
#[cfg(test)]
mod tests;
mod write;
mod zones;

pub use entries::{entries, of_round, of_touch};
pub use entry::{Entry, When};
pub use google::google_link;
pub use lines::of_line;
pub use write::write;
