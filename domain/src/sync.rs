//! Syncing as pure decisions: what a client sends and keeps ([`client`]), what a server takes ([`server`]). Drivers only obey.

pub mod client;
pub mod server;
