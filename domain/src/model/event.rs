//! Events: the dated history of an opportunity. They are added, corrected and removed, never
//! overwritten by a status.

mod kinds;
mod record;
mod time;

pub use kinds::{Ending, EventKind, RoundForm};
pub use record::Event;
pub use time::USUAL_MINUTES;
