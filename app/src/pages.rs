//! The pages, one place or one address a file. `routes` says which address shows which.

pub mod account;
pub mod after_round;
pub mod care;
pub mod comeback;
pub mod experiment;
pub mod feedback;
pub mod heard_no;
pub mod learned;
pub mod method;
pub mod ninety_days;
pub mod not_found;
pub mod opportunity;
pub mod partners;
pub mod people;
pub mod plan;
pub mod prepare;
pub mod private;
pub mod project;
pub mod proof;
mod round_here;
pub mod search;
pub mod settings;
pub mod stories;
pub mod today;
pub mod yes;
