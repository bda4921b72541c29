//! The session: the state every page reads and the one way to change it. Pages get it with
//! [`session`].

mod driver;
mod edits;
mod messages;
mod parts;
mod requests;
mod restores;
mod state;

pub use parts::{Part, PartState};
pub use state::{Session, Toast, session};
