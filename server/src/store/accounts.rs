//! Accounts and whatever lets people in, in SQL: names, passwords, passkeys, recovery codes,
//! sessions.

mod account;
mod ceremonies;
mod expiry;
mod passkeys;
mod recovery_codes;
mod sessions;
pub(super) mod statements;

pub(crate) use account::AccountRow;
pub(crate) use ceremonies::CeremonyRow;
pub(crate) use sessions::{NewSession, OLDEST_MS, SessionRow};
