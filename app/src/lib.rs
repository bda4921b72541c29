//! Everything a person sees, written once for server and browser. Start at [`routes`] for the
//! pages, at [`session`] for the state.

#![expect(
    unreachable_pub,
    reason = "what `#[component]` expands to is `pub`, however far the component reaches"
)]

pub mod actions;
pub mod app;
pub mod commands;
pub mod components;
pub mod document;
pub mod pages;
pub mod parts;
pub mod platform;
pub mod routes;
pub mod session;
pub mod sync;
