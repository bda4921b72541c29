//! The plan of a day: the agenda, the touches planned with people, and the sentence that reminds of
//! them.

pub mod agenda;
pub mod contacts;
pub mod plan;
pub mod reminder;
