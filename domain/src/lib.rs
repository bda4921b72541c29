//! The language of One Yes: what its words mean, how its records merge, what follows a no. No I/O, no clock, no randomness.

pub mod agenda;
pub mod backup;
pub mod bin;
pub mod capture;
pub mod comeback;
pub mod date;
pub mod demo;
pub mod edit;
pub mod event;
pub mod find;
pub mod history;
pub mod id;
pub mod journal;
pub mod link;
pub mod method;
pub mod notebook;
pub mod opportunity;
pub mod protocol;
pub mod record;
pub mod settings;
pub mod stage;
pub mod stamp;
pub mod sync;
pub mod table;
pub mod view;
