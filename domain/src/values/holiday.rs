//! Holidays on which greetings are welcome, by faith and region, with the day each falls on in a
//! year.

mod falls;
mod moving;
mod table;
#[cfg(test)]
mod tests;

pub use table::{HOLIDAYS, Holiday};
