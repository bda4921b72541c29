//! The pages, one place or one address a file. `routes` says which address shows which.

pub mod account;
pub mod comeback;
pub mod heard_no;
pub mod learned;
pub mod method;
pub mod not_found;
pub mod opportunity;
pub mod people;
pub mod search;
pub mod settings;
pub mod today;
