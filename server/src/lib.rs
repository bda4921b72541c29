//! The One Yes server as a library, so that tests start the real thing. Start at [`router`] for the
//! view from the network.

pub mod admin;
mod api;
mod auth;
pub mod background;
mod backups;
pub mod connections;
pub mod headers;
mod health;
mod journal;
mod limits;
pub mod logs;
mod mailer;
mod metrics;
pub mod metrics_page;
mod notifier;
mod problem;
mod push;
pub mod router;
mod secret;
pub mod service;
pub mod settings;
pub mod signals;
pub mod site;
mod state;
pub mod store;
mod zones;
