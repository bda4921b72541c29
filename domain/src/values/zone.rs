//! Time zones as people write them, read the same by page, server and feed: an IANA name, or a
//! fixed distance from UTC. What zone is how far ahead when comes from the platform; none of its
//! data is here.

mod clock;
mod fixed;
mod read;
mod table;
#[cfg(test)]
mod tests;

pub use clock::{is_skipped, offset_at, offset_on_clock};
pub use fixed::fixed_offset;
pub use read::{ZoneProblem, read_zone};

/// The minutes a time zone is ahead of UTC at a moment, in milliseconds since 1970; `None` if the
/// zone is not known.
pub type OffsetOf<'a> = &'a dyn Fn(&str, u64) -> Option<i32>;
