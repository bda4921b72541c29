//! Pages and files: the build that is served, documents rendered for a first visit, the offline
//! shell and the service worker.

pub mod build;
pub(crate) mod document;
mod first_visit;
pub(crate) mod javascript;
mod outline;
mod page_cache;
mod pages;
mod platform;
pub(crate) mod service_worker;
pub(crate) mod shell;
mod templates;
