//! How devices come to agree, as pure decisions: what crosses the wire (`protocol`), what a device
//! sends and believes (`client`), what the server takes (`server`), and what a tab writes down and
//! in which order (`tab`).

pub mod client;
pub mod protocol;
pub mod server;
pub mod tab;
