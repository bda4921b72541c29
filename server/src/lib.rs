//! The One Yes server as a library, so that tests start the real thing. Start at [`router`] for what the network sees.

pub mod build;
mod document;
mod headers;
mod health;
mod problem;
pub mod router;
mod service_worker;
pub mod settings;
mod shell;
