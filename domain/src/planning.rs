//! The plan of a day: the agenda, the touches planned with people, and the sentence that reminds of
//! them. And the reasons of all noes, counted.

pub mod agenda;
pub mod contacts;
pub mod plan;
pub mod preparation;
pub mod reasons;
pub mod reminder;
