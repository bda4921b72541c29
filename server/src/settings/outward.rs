//! Services on other machines: reached with encryption that is verified, or over a network one can
//! trust.

use std::net::IpAddr;
use std::str::FromStr as _;

use axum::http::Uri;
use clap::ValueEnum;

use crate::store::unverified_host;

/// A service this program connects to, named by whoever runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Outward {
    /// The database
    Database,
    /// The mail server
    Mail,
}

/// Refuses a PostgreSQL on another machine without encryption that is verified, unless the network
/// to it is trusted.
///
/// # Errors
/// Says in a sentence what to do.
pub(super) fn must_be_verified(database: &str, trusted: &[Outward]) -> Result<(), String> {
    let is_away = unverified_host(database).is_some_and(|host| !is_this_machine(&host));
    if !is_away || trusted.contains(&Outward::Database) {
        return Ok(());
    }
    Err("The database is on another machine. Add ?sslmode=verify-full to its address (and &sslrootcert=<file> where its certificate is by your own authority), or, where nobody can listen on the way to it, start with --trust-network database.".into())
}

/// Refuses a mail server on another machine without encryption that is verified, unless the network
/// to it is trusted.
///
/// # Errors
/// Says in a sentence what to do.
pub(super) fn must_be_verified_mail(smtp: &str, trusted: &[Outward]) -> Result<(), String> {
    let is_verified = smtp.starts_with("smtps:") || smtp.ends_with("?tls=required");
    let uri = Uri::from_str(smtp).ok();
    let is_here = uri
        .as_ref()
        .and_then(Uri::host)
        .is_some_and(is_this_machine);
    if is_verified || is_here || trusted.contains(&Outward::Mail) {
        return Ok(());
    }
    Err("The mail server is on another machine. Name it by smtps://, or by smtp:// with ?tls=required at the end; where nobody can listen on the way to it, start with --trust-network mail.".into())
}

/// Whether a host is this machine: a folder with a socket, a loopback address, or the name of one.
fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    host.starts_with('/') || host.eq_ignore_ascii_case("localhost") || is_loopback
}
