//! Civil dates and the present moment: days since 1970, ISO 8601 text, weekdays, months, and how a
//! date is said in English.

mod calendar;
mod day;
mod now;
#[cfg(test)]
mod tests;
mod words;

pub use day::{Date, DateProblem};
pub use now::Now;
pub use words::clock_time;
