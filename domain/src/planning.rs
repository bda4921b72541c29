//! The plan of a day: the agenda, the touches planned with people, and the sentence that reminds of
//! them. The week with its lines and rest days, the reasons of all noes, counted, what there is to
//! do after a yes, when care has something to say, what is new of feedback, and what a partner sees.

pub mod agenda;
pub mod care;
pub mod contacts;
pub mod experiments;
pub mod feedback;
pub mod partner_view;
pub mod plan;
pub mod preparation;
pub mod reasons;
pub mod reminder;
pub mod week;
pub mod yes;
