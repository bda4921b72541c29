//! Handing a sealed message to a push service. The address comes from outside, so it may point inward: only public hosts, looked up once.

use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tokio::sync::Semaphore;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// The longest address of a device, in characters.
pub(crate) const LONGEST_ENDPOINT: usize = 2_000;

/// How long a push service may keep a message for a device that is off, in seconds: what was due today is stale tomorrow.
const KEPT_FOR: &str = "43200";

/// So many hosts are looked up at a time, those among them that nobody waits for any more.
const MOST_LOOKUPS: usize = 32;

/// How a host becomes addresses.
type LookUp = fn(&str, u16) -> io::Result<Vec<SocketAddr>>;

/// What came of handing a message over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// It is on its way.
    Done,
    /// The device is not there any more: it is to be forgotten.
    Gone,
    /// The service asks for patience, in seconds where it says so.
    Later(Option<u64>),
    /// No answer, or none that helps.
    Failed,
}

/// Hands messages over; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Deliverer {
    agent: Agent,
    pub(super) allows_loopback: bool,
}

impl Deliverer {
    /// `allows_loopback` is for tests, whose push service runs on this machine.
    pub(crate) fn new(allows_loopback: bool, patience: Duration) -> Self {
        Self::with_look_up(allows_loopback, patience, |host, port| {
            Ok((host, port).to_socket_addrs()?.collect())
        })
    }

    fn with_look_up(allows_loopback: bool, patience: Duration, look_up: LookUp) -> Self {
        let config = Config::builder()
            .timeout_global(Some(patience))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .build();
        let resolver = Pinned {
            allows_loopback,
            look_up,
            lookups: Arc::new(Semaphore::new(MOST_LOOKUPS)),
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            allows_loopback,
        }
    }

    /// Whether a device may be told at this address, as far as its text says.
    pub(crate) fn allows(&self, endpoint: &str) -> bool {
        origin(endpoint, self.allows_loopback).is_some()
    }

    /// Hands a message over and waits for the answer.
    pub(crate) async fn deliver(
        &self,
        endpoint: String,
        body: Vec<u8>,
        authorization: String,
    ) -> Delivery {
        if !self.allows(&endpoint) {
            return Delivery::Gone;
        }
        let agent = self.agent.clone();
        let hand_over = move || {
            let answer = agent
                .post(&endpoint)
                .header("authorization", authorization)
                .header("content-encoding", "aes128gcm")
                .header("content-type", "application/octet-stream")
                .header("ttl", KEPT_FOR)
                .header("urgency", "normal")
                .send(&body);
            match answer {
                Ok(mut answer) => {
                    let retry_after = answer
                        .headers()
                        .get("retry-after")
                        .and_then(|value| value.to_str().ok()?.parse().ok());
                    // Read a little, so that the connection can be used again; what it says does not matter.
                    let mut told = [0; 1_024];
                    let _ = answer.body_mut().as_reader().read(&mut told);
                    verdict(answer.status().as_u16(), retry_after)
                }
                Err(error) => {
                    // The words of an error may hold the address, which is a secret.
                    let is_late = matches!(error, ureq::Error::Timeout(_));
                    tracing::warn!(is_late, "a push message could not be handed over");
                    Delivery::Failed
                }
            }
        };
        tokio::task::spawn_blocking(hand_over)
            .await
            .unwrap_or(Delivery::Failed)
    }
}

const fn verdict(status: u16, retry_after: Option<u64>) -> Delivery {
    match status {
        200..=299 => Delivery::Done,
        // RFC 8030, 7.3: the subscription has ended.
        404 | 410 => Delivery::Gone,
        429 | 500..=599 => Delivery::Later(retry_after),
        _ => Delivery::Failed,
    }
}

/// The origin of an address that a device may be told at; none where it is not allowed.
pub(crate) fn origin(endpoint: &str, allows_loopback: bool) -> Option<String> {
    if endpoint.len() > LONGEST_ENDPOINT {
        return None;
    }
    let uri: Uri = endpoint.parse().ok()?;
    let authority = uri.authority()?;
    if authority.as_str().contains('@') {
        return None;
    }
    let host = authority.host();
    let literal = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>()
        .ok();
    let is_local_test = allows_loopback && literal.is_some_and(|address| address.is_loopback());
    let is_web =
        uri.scheme_str() == Some("https") && matches!(authority.port_u16(), None | Some(443));
    // A name has a dot, and does not end in a number: everything else is one of the many ways to write an address.
    let last = host
        .trim_end_matches('.')
        .rsplit('.')
        .next()
        .unwrap_or_default();
    let is_name = literal.is_none()
        && host.trim_end_matches('.').contains('.')
        && last.chars().any(|letter| letter.is_ascii_alphabetic())
        && !last.starts_with("0x")
        && !matches!(last, "localhost" | "local" | "internal" | "onion");
    if !(is_local_test || (is_web && (is_name || literal.is_some_and(is_public)))) {
        return None;
    }
    Some(format!("{}://{authority}", uri.scheme_str()?))
}

/// Looks a host up once; the connection goes to what was found, and to nothing that is not public.
#[derive(Debug)]
struct Pinned {
    allows_loopback: bool,
    look_up: LookUp,
    lookups: Arc<Semaphore>,
}

impl Pinned {
    /// Looks a host up within a time. The system cannot be told to give up, so it is asked on a thread of its own, of which there are only
    /// so many.
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

impl Resolver for Pinned {
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

/// Whether an address belongs to the public internet (IANA's special-purpose registries, RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (b == 18 || b == 19))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Only what is handed out at all, and of that neither tunnels nor documentation: an IPv4 address inside could be anything.
    let is_global = segments[0] & 0xe000 == 0x2000;
    let is_tunnel = segments[0] == 0x2002 || (segments[0] == 0x2001 && segments[1] == 0);
    let is_documentation =
        (segments[0] == 0x2001 && segments[1] == 0x0db8) || segments[0] & 0xfff0 == 0x3ff0;
    is_global && !is_tunnel && !is_documentation
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Instant;

    use proptest::prelude::*;
    use tokio::task::JoinSet;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_device_names_what_is_told_is_a_name_or_address_on_the_web(
            endpoint in "(https?://)?([a-z0-9.:@%\\[\\]-]|localhost|127\\.|10\\.0|::1){0,20}(/[ -~]{0,20})?",
        ) {
            if let Some(origin) = origin(&endpoint, false) {
                let host = origin.strip_prefix("https://").unwrap();
                let authority = host.parse::<ureq::http::uri::Authority>().unwrap();
                prop_assert!(endpoint.to_lowercase().contains(&origin.to_lowercase()));
                prop_assert!(!host.contains(['/', '@', ' ']));
                let bare = authority.host().trim_matches(['[', ']']);
                prop_assert!(bare.parse::<IpAddr>().map_or(bare.contains('.'), is_public));
            }
        }
    }

    #[test]
    fn addresses_that_point_inward_are_refused() {
        for endpoint in [
            "http://push.example/x",
            "https://localhost/x",
            "https://localhost./x",
            "https://app.localhost/x",
            "https://printer.local/x",
            "https://intranet/x",
            "https://127.0.0.1/x",
            "https://127.1/x",
            "https://2130706433/x",
            "https://0x7f.0x1/x",
            "https://10.1.2.3/x",
            "https://172.16.0.1/x",
            "https://192.168.1.1/x",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/x",
            "https://198.18.0.1/x",
            "https://0.0.0.0/x",
            "https://224.0.0.1/x",
            "https://255.255.255.255/x",
            "https://[::1]/x",
            "https://[::]/x",
            "https://[::ffff:127.0.0.1]/x",
            "https://[fc00::1]/x",
            "https://[fe80::1]/x",
            "https://[2002:7f00:1::]/x",
            "https://[2001:db8::1]/x",
            "https://[64:ff9b::7f00:1]/x",
            "https://user:word@push.example/x",
            "https://push.example:8443/x",
            "ftp://push.example/x",
            "push.example/x",
            "",
        ] {
            assert_eq!(origin(endpoint, false), None, "{endpoint}");
        }
        for endpoint in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/x",
            "https://web.push.apple.com/x",
            "https://8.8.8.8/x",
        ] {
            assert!(origin(endpoint, false).is_some(), "{endpoint}");
        }
        assert_eq!(
            origin("http://127.0.0.1:9/x", true).as_deref(),
            Some("http://127.0.0.1:9")
        );
        assert_eq!(origin("http://10.0.0.1:9/x", true), None);
        let long = format!("https://push.example/{}", "x".repeat(LONGEST_ENDPOINT));
        assert_eq!(origin(&long, false), None);
    }

    #[test]
    fn a_name_that_leads_inward_is_not_followed() {
        let resolver = Pinned {
            allows_loopback: false,
            look_up: |host, port| Ok((host, port).to_socket_addrs()?.collect()),
            lookups: Arc::new(Semaphore::new(1)),
        };
        let timeout = NextTimeout {
            after: ureq::unversioned::transport::time::Duration::NotHappening,
            per_read: None,
            per_write: None,
            reason: ureq::Timeout::Global,
        };
        let uri: Uri = "https://localhost/x".parse().unwrap();
        assert!(resolver.resolve(&uri, &Config::default(), timeout).is_err());
    }

    #[tokio::test]
    async fn a_name_that_is_looked_up_for_ever_takes_no_longer_than_a_silent_service() {
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        let deliverer = Deliverer::with_look_up(false, Duration::from_millis(100), |_, _| {
            ASKED.fetch_add(1, Ordering::Relaxed);
            thread::sleep(Duration::from_secs(5));
            Ok(Vec::new())
        });
        let begun = Instant::now();
        let mut telling = JoinSet::new();
        for _ in 0..MOST_LOOKUPS + 8 {
            let deliverer = deliverer.clone();
            let endpoint = "https://push.example/x".to_owned();
            telling.spawn(async move { deliverer.deliver(endpoint, Vec::new(), "x".into()).await });
        }
        for outcome in telling.join_all().await {
            assert_eq!(outcome, Delivery::Failed);
        }
        assert!(begun.elapsed() < Duration::from_secs(3));
        assert_eq!(
            ASKED.load(Ordering::Relaxed),
            MOST_LOOKUPS,
            "and no more threads"
        );
    }

    #[test]
    fn answers_of_push_services_are_understood() {
        assert_eq!(verdict(201, None), Delivery::Done);
        assert_eq!(verdict(410, None), Delivery::Gone);
        assert_eq!(verdict(404, None), Delivery::Gone);
        assert_eq!(verdict(429, Some(90)), Delivery::Later(Some(90)));
        assert_eq!(verdict(503, None), Delivery::Later(None));
        assert_eq!(verdict(302, None), Delivery::Failed);
        assert_eq!(verdict(400, None), Delivery::Failed);
    }
}
