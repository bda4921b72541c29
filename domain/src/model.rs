//! The parts of a search, one struct for each record kind, and the rules that need nothing but
//! them: how a history is read, where a comeback stands.

pub mod action;
pub mod comeback;
pub mod event;
pub mod history;
pub mod message;
pub mod opportunity;
pub mod person;
pub mod review;
pub mod settings;
pub mod stage;
pub mod template;
pub mod touch;
