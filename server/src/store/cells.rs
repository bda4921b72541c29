//! The cells of accounts in SQL: `pull` reads pages of changes, `push` merges what devices send,
//! `versions` keeps earlier texts, and `purge` removes for good.

mod held;
mod pull;
mod purge;
mod push;
mod rows;
mod versions;

pub(super) use push::push_group;
pub(super) use rows::{add_record, cell_columns, records_where, separated, text_of};
