//! Feedback: requests for it and their answers, and what companies answered to “why?”.

mod action_form;
mod answer_card;
mod answers;
mod by_message;
mod changed;
mod company;
mod here;
mod list;
mod model;
mod new_request;
mod overview;
mod request;
mod ticks;

pub use overview::Feedback;
pub use request::FeedbackOf;
