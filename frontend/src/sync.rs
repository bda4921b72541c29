//! Syncing in the browser: storage events, timers, requests and the server's pokes, passed on to
//! the driver of this tab ([`domain::sync::tab`]), which decides what is written and asked.

mod driver;
mod other_tabs;
mod pokes;
mod state;
mod status;
mod steps;
mod view;

pub(crate) use driver::SyncDriver;
