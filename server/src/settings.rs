//! Settings: flags and environment, each with a default and a line of help.

#![allow(
    rustdoc::invalid_html_tags,
    reason = "these comments are the text of --help, where angle brackets name a placeholder"
)]

mod command;
mod network;
mod outward;

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::site::build::Build;
use crate::store::sqlite_url;
pub use command::Command;
pub use network::Network;
pub use outward::Outward;

/// One Yes: the whole job search in one calm place.
#[derive(Clone, Debug, Parser)]
#[command(about, disable_version_flag = true)]
pub struct Settings {
    /// What to do; without it, the server serves
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Address and port to listen on
    #[arg(long, env = "ONE_YES_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// Address and port for /metrics, for Prometheus; without it, there are none. Choose one that
    /// strangers cannot reach
    #[arg(long, env = "ONE_YES_METRICS_ADDRESS")]
    pub metrics_address: Option<SocketAddr>,

    /// Folder with the built site, made by `make build` [default: `site` beside the program, else
    /// target/site]
    #[arg(long, env = "ONE_YES_SITE_DIR")]
    pub site_dir: Option<PathBuf>,

    /// Where everything is kept: sqlite:<file> or
    /// postgres://<user>@<host>/<name>?sslmode=verify-full [default: a file in the data folder]
    #[arg(long, env = "ONE_YES_DATABASE", hide_env_values = true, global = true)]
    pub database: Option<String>,

    /// Services on other machines that are reached over a network one can trust, and so without
    /// encryption that is verified
    #[arg(
        long,
        env = "ONE_YES_TRUST_NETWORK",
        value_delimiter = ',',
        global = true
    )]
    pub trust_network: Vec<Outward>,

    /// Folder for the database file and its backups
    #[arg(long, env = "ONE_YES_DATA_DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,

    /// Hourly backups to keep in the data folder; 0 makes none. Of several servers on one
    /// PostgreSQL, one makes each
    #[arg(long, env = "ONE_YES_BACKUPS", default_value = "24")]
    pub backups: u32,

    /// Whether many requests at once have to wait; off only for tests and benchmarks
    #[arg(long, env = "ONE_YES_RATE_LIMITS", default_value = "on", value_parser = on_or_off, action = clap::ArgAction::Set)]
    pub rate_limits: bool,

    /// Addresses of proxies in front of this server, or networks such as 10.0.0.0/8, whose
    /// X-Forwarded-For, or Forwarded where there is none, is believed: a proxy must write one and
    /// remove the other
    #[arg(long, env = "ONE_YES_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<Network>,

    /// Public address of this server, for canonical links and shared pictures: https://host, or
    /// http:// on this machine alone
    #[arg(long, env = "ONE_YES_ORIGIN", default_value = "http://127.0.0.1:3000", value_parser = origin)]
    pub origin: String,

    /// Mail server for links that let people in again: smtps://user:password@host; without it, no
    /// mail is sent
    #[arg(long, env = "ONE_YES_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,

    /// Sender of mail
    #[arg(
        long,
        env = "ONE_YES_MAIL_FROM",
        default_value = "One Yes <one-yes@localhost>"
    )]
    pub mail_from: String,

    /// Whether push services on this machine are told, too; only for tests
    #[arg(long, hide = true)]
    pub push_loopback: bool,

    /// How log lines are written
    #[arg(long, env = "ONE_YES_LOG_FORMAT", default_value = "text")]
    pub log_format: LogFormat,

    /// Print the version of the program and the build of the site it would serve
    #[arg(short = 'V', long)]
    pub version: bool,

    /// Threads that answer requests
    #[arg(long, env = "ONE_YES_WORKERS", default_value = "2")]
    pub workers: NonZeroUsize,
}

impl Settings {
    /// The address of the database: the one named, else a file in the data folder.
    ///
    /// # Errors
    /// Says in a sentence why that address is not taken.
    pub fn database_address(&self) -> Result<String, String> {
        let url = self
            .database
            .clone()
            .unwrap_or_else(|| sqlite_url(&self.data_dir.join("one-yes.db")));
        self.must_be_verified(&url)?;
        Ok(url)
    }

    /// Refuses a PostgreSQL on another machine without encryption that is verified, unless the
    /// network to it is trusted.
    ///
    /// # Errors
    /// Says in a sentence what to do.
    pub(crate) fn must_be_verified(&self, database: &str) -> Result<(), String> {
        outward::must_be_verified(database, &self.trust_network)
    }

    /// Refuses a mail server on another machine without encryption that is verified, unless the
    /// network to it is trusted.
    ///
    /// # Errors
    /// Says in a sentence what to do.
    pub(crate) fn must_be_verified_mail(&self, smtp: &str) -> Result<(), String> {
        outward::must_be_verified_mail(smtp, &self.trust_network)
    }

    /// The sentence of `--version`.
    #[must_use]
    pub fn version_line(&self) -> String {
        let build = Build::read(&self.site_folder());
        let build = build.map_or_else(|_| "no site".into(), |build| format!("build {}", build.id));
        format!("One Yes {}, {build}", env!("CARGO_PKG_VERSION"))
    }

    /// The folder with the built site: the one named, else the one beside the program, else where
    /// the build puts it.
    #[must_use]
    pub fn site_folder(&self) -> PathBuf {
        let beside_the_program = || {
            let folder = std::env::current_exe().ok()?.with_file_name("site");
            folder.is_dir().then_some(folder)
        };
        self.site_dir
            .clone()
            .or_else(beside_the_program)
            .unwrap_or_else(|| "target/site".into())
    }
}

/// Whether someone works on the app: cargo-leptos says so to the server it starts in `make dev`.
#[expect(clippy::disallowed_methods, reason = "settings are read here")]
pub(crate) fn is_watching() -> bool {
    std::env::var_os("LEPTOS_WATCH").is_some()
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line, for machines
    Json,
}

fn on_or_off(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("write on or off".into()),
    }
}

fn origin(text: &str) -> Result<String, String> {
    let wrong = "write it as https://host, without a path";
    let (scheme, rest) = text.split_once("://").ok_or(wrong)?;
    let host = rest.trim_end_matches('/');
    if host.is_empty() || host.contains(['/', '?', '#', '@', ' ', '"', '<', '>']) {
        return Err(wrong.into());
    }
    match scheme {
        "https" => {}
        // Browsers take loopback addresses for safe; elsewhere there would be no passkeys, no work
        // without network, and everybody on the way could read along.
        "http" if is_loopback_or_test(host) => {}
        "http" => return Err("write it as https://host; plain http works only on this machine, for example http://localhost:3000".into()),
        _ => return Err(wrong.into()),
    }
    Ok(text.trim_end_matches('/').to_owned())
}

/// Whether a host, with or without a port, is this machine's own loopback, or a name that is for
/// tests alone and leads nowhere (RFC 6761, 6.2 and 6.3).
fn is_loopback_or_test(host: &str) -> bool {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        _ => host,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']');
    let is_address = address.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    is_address || name == "localhost" || name.ends_with(".localhost") || name.ends_with(".test")
}

#[cfg(test)]
mod tests;
