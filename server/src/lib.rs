//! The One Yes server as a library, so that tests start the real thing. Start at [`router`] for what the network sees.

mod api;
mod auth;
pub mod commands;
mod headers;
mod health;
mod journal;
mod limits;
mod mail;
mod pokes;
mod problem;
mod push;
pub mod router;
mod secret;
pub mod service;
pub mod settings;
pub mod site;
mod state;
pub mod store;
mod zones;
