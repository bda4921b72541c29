//! Looking up the host of a push service: once, in time, and only towards the public internet.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread;

use tokio::sync::Semaphore;
use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::endpoint::is_public;

/// How many lookups run at a time, those among them that nobody waits for any more.
pub(super) const MOST_LOOKUPS: usize = 32;

/// How a host becomes addresses.
pub(super) type LookUp = fn(&str, u16) -> io::Result<Vec<SocketAddr>>;

/// Looks a host up once. The connection goes to the address that was found, and only to a public
/// one.
#[derive(Debug)]
pub(super) struct PinnedResolver {
    allows_loopback: bool,
    look_up: LookUp,
    lookups: Arc<Semaphore>,
}

impl PinnedResolver {
    pub(super) fn new(allows_loopback: bool, look_up: LookUp) -> Self {
        Self {
            allows_loopback,
            look_up,
            lookups: Arc::new(Semaphore::new(MOST_LOOKUPS)),
        }
    }

    /// Looks a host up within a time. The system's lookup cannot be cancelled, so it runs on a
    /// thread of its own, of which there is a limited number.
    fn look_up_within(
        &self,
        host: &str,
        port: u16,
        timeout: NextTimeout,
    ) -> Result<Vec<SocketAddr>, Error> {
        let lookups = self.lookups.clone();
        let Ok(permit) = lookups.try_acquire_owned() else {
            return Err(Error::Timeout(timeout.reason));
        };
        let (sender, found) = mpsc::sync_channel(1);
        let (look_up, host) = (self.look_up, host.to_owned());
        thread::Builder::new().spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(look_up(&host, port));
            drop(permit);
        })?;
        let found = found.recv_timeout(*timeout.after);
        Ok(found.map_err(|_| Error::Timeout(timeout.reason))??)
    }
}

impl Resolver for PinnedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        _config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().ok_or(Error::HostNotFound)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let is_https = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if is_https { 443 } else { 80 });
        let found = self.look_up_within(host, port, timeout)?;
        let is_allowed = |address: &SocketAddr| {
            is_public(address.ip()) || (self.allows_loopback && address.ip().is_loopback())
        };
        if found.is_empty() || !found.iter().all(is_allowed) {
            return Err(Error::HostNotFound);
        }
        let mut resolved = self.empty();
        for address in found.into_iter().take(16) {
            resolved.push(address);
        }
        Ok(resolved)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use std::net::ToSocketAddrs;

    use super::*;

    #[test]
    fn a_name_that_leads_inward_is_not_followed() {
        let resolver = PinnedResolver::new(false, |host, port| {
            Ok((host, port).to_socket_addrs()?.collect())
        });
        let timeout = NextTimeout {
            after: ureq::unversioned::transport::time::Duration::NotHappening,
            per_read: None,
            per_write: None,
            reason: ureq::Timeout::Global,
        };
        let uri: Uri = "https://localhost/x".parse().unwrap();
        assert!(resolver.resolve(&uri, &Config::default(), timeout).is_err());
    }
}
