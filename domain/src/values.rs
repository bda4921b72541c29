//! Small values that every other room uses. None of them knows what a record is.

pub mod date;
pub mod holiday;
pub mod id;
pub mod link;
pub mod sort;
pub mod text;
pub mod zone;
