//! The One Yes server as a library, so that tests start the real thing. Start at [`router`] for what the network sees.

mod api;
mod auth;
pub mod build;
pub mod commands;
mod document;
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
mod service_worker;
pub mod settings;
mod shell;
mod state;
pub mod store;
mod zones;
