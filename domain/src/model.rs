//! The parts of a search, one struct for each record kind, and the rules that need nothing but
//! them: how a history is read, where a comeback stands.

pub mod action;
pub mod care;
pub mod comeback;
pub mod event;
pub mod experiment;
pub mod feedback;
pub mod goal;
pub mod history;
pub mod landed;
pub mod learning_note;
pub mod message;
pub mod ninety_days;
pub mod opportunity;
pub mod person;
pub mod preparation;
pub mod review;
pub mod round_note;
pub mod settings;
pub mod share;
pub mod stage;
pub mod story;
pub mod template;
pub mod touch;
pub mod week;
