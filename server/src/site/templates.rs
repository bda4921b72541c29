//! The texts with blanks that a build fills in. The build's id covers them, so that another text is
//! another build.

/// The offline shell. It carries no mark of the server on `<html>`, so the app mounts instead of
/// hydrating.
pub(super) const SHELL: &str = include_str!("shell.html");

/// The service worker, with two blanks: the build's id and its files.
pub(super) const SERVICE_WORKER: &str = include_str!("service_worker.js");

/// The script that starts the app, with blanks for the files it loads.
pub(super) const BOOT: &str = concat!(include_str!("boot.js"), include_str!("keep_clear.js"));

/// A script without its comments and indentation, which only its readers want.
pub(super) fn without_comments(script: &str) -> String {
    script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect()
}
