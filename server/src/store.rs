//! Everything the server keeps, in SQLite or PostgreSQL. Start here for SQL: one text for both, and
//! `backend` has the differences.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place for SQL, see clippy.toml"
)]

pub(crate) mod accounts;
mod address;
mod backend;
pub mod cells;
mod clock;
mod clock_watch;
mod epoch;
mod error;
pub(crate) mod export;
mod facts;
mod feeds;
mod handle;
pub(crate) mod health;
mod incoming;
mod inspect;
pub(crate) mod links;
pub(crate) mod mail;
mod migrations;
mod notify_channel;
mod one_process;
mod open;
mod postgres;
pub(crate) mod private_files;
pub(crate) mod push;
mod push_worker;
mod queue;
mod raw_text;
mod sqlite;
#[cfg(test)]
mod stories;
pub(crate) mod transfer;
mod values;
mod write_transaction;

pub use address::sqlite_url;
pub(crate) use address::{database_at, unverified_host};
pub(crate) use backend::Backend;
pub(crate) use clock::Moment;
pub use error::StoreError;
pub(crate) use error::failures;
pub(crate) use export::RecordPages;
pub use handle::Store;
pub use incoming::PushOutcome;
pub(crate) use inspect::Inspection;
pub(crate) use notify_channel::{NotifyChannel, NotifyListener};
pub(crate) use one_process::claim as claim_file;
pub use values::{AccountId, now_ms};
use values::{to_i64, to_u64};
