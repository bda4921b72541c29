//! The comeback: the steps that follow a no, as a state machine over one record. Any step can be
//! skipped, left and resumed.

mod depth;
mod moves;
mod reasons;
mod record;
mod status;
mod step;
#[cfg(test)]
mod tests;
mod window;

pub use depth::Depth;
pub use moves::Move;
pub use record::{Comeback, Told};
pub use status::Status;
pub use step::{Step, StepState};
pub use window::Window;
