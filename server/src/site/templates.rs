//! The texts with blanks that a build fills in. The build's id covers them, so that another text is
//! another build.

/// The offline shell. It carries no mark of the server on `<html>`, so the app mounts instead of
/// hydrating.
pub(super) const SHELL: &str = include_str!("shell.html");

/// The service worker, with two blanks: the build's id and its files.
pub(super) const SERVICE_WORKER: &str = include_str!("service_worker.js");
