//! The language of One Yes: what its words mean, how its records merge, what follows a no.
//! No I/O, no clock, no randomness.
//!
//! The rooms, from the ground up. A file uses its own room and the rooms above it in this list.
//! The method stands before the model: it depends on nothing, and records refer to its rows.
//! Holidays are values, since a person keeps one.
//!
//! | room | what it holds |
//! | --- | --- |
//! | [`values`] | small values: dates, ids, links, folded text, sorting |
//! | [`state`] | the engine: stamped cells, records, edits, typed tables |
//! | [`method`] | the words, as data: practices, questions, reasons, drafts |
//! | [`model`] | what is tracked: opportunities, events, comebacks, people |
//! | [`journal`] | one whole search in memory, with everything derived from it |
//! | [`planning`] | what a day asks: agenda, planned touches, reminders |
//! | [`figures`] | what the whole search shows, in counts |
//! | [`tone`] | what is worth a second look in a message |
//! | [`capture`] | reading what people paste |
//! | [`demo`] | the example search |
//! | [`exchange`] | what comes in and goes out as a file |
//! | [`sync`] | how devices come to agree, as pure decisions |

pub mod values;

pub mod state;

pub mod method;

pub mod model;

pub mod journal;

pub mod planning;

pub mod figures;

pub mod capture;
pub mod demo;
pub mod tone;

pub mod exchange;

pub mod sync;
