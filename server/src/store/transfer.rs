//! Whole databases: copying row by row, comparing, checking, backing up, restoring. Works between
//! SQLite and PostgreSQL either way.

mod backup;
mod check;
mod checksum;
mod copy;
mod rows;
mod tables;

pub(crate) use copy::Epoch;
#[cfg(test)]
pub(super) use tables::columns;
