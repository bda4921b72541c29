//! The session: the state every page reads and the one way to change it. Pages get it with
//! [`session`].

mod driver;
mod edits;
mod links;
mod messages;
mod part_states;
mod parts;
mod private;
mod requests;
mod restores;
mod state;

pub use links::Asked;
pub use part_states::{Part, PartState};
pub use state::{Session, Toast, session};
