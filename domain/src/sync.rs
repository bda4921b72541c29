//! Syncing as pure decisions: what a client sends and keeps ([`client`]), what a server takes ([`server`]), and what a tab of a browser writes
//! where ([`tab`]). Drivers only obey.

pub mod client;
pub mod server;
pub mod tab;
