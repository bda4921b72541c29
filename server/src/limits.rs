//! Rate limits: how often an address or a name may ask, so that nobody guesses and nobody floods.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::problem::ApiError;
use crate::settings::Settings;
use crate::state::AppState;

/// After so many checks, keys that have been quiet are forgotten.
const CHECKS_BETWEEN_CARE: u32 = 10_000;

/// Where a request comes from: an IPv4 address, or the /64 of an IPv6 address, which is what one household gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Peer(Option<IpAddr>);

/// All limits.
#[derive(Debug)]
pub(crate) struct Limits {
    is_on: bool,
    trusted_proxies: Vec<IpAddr>,
    requests: DefaultKeyedRateLimiter<Peer>,
    attempts_of_peer: DefaultKeyedRateLimiter<Peer>,
    attempts_at_name: DefaultKeyedRateLimiter<(Peer, String)>,
    new_accounts: DefaultKeyedRateLimiter<Peer>,
    mails: DefaultKeyedRateLimiter<String>,
    checks: AtomicU32,
}

impl Limits {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            is_on: settings.rate_limits,
            trusted_proxies: settings.trusted_proxies.clone(),
            requests: RateLimiter::keyed(a_second(50, 1_000)),
            attempts_of_peer: RateLimiter::keyed(a_minute(20, 30)),
            // Not for a name alone: then anyone could shut its owner out.
            attempts_at_name: RateLimiter::keyed(a_minute(5, 10)),
            new_accounts: RateLimiter::keyed(a_minute(1, 10)),
            // For a name alone: nobody's mailbox is flooded, from however many addresses.
            mails: RateLimiter::keyed(an_hour(6, 3)),
            checks: AtomicU32::new(0),
        }
    }

    /// Where a request comes from: the connection, or, behind proxies of ours, the rightmost address none of them has.
    pub(crate) fn peer(&self, headers: &HeaderMap, extensions: &Extensions) -> Peer {
        let connection = extensions.get::<ConnectInfo<SocketAddr>>();
        let mut peer = connection.map(|ConnectInfo(address)| address.ip().to_canonical());
        let forwarded = headers.get_all("x-forwarded-for").iter();
        let mut hops: Vec<&str> = forwarded
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        while peer.is_some_and(|peer| self.trusted_proxies.contains(&peer)) {
            let Some(hop) = hops.pop().and_then(|hop| hop.trim().parse::<IpAddr>().ok()) else {
                break;
            };
            peer = Some(hop.to_canonical());
        }
        Peer(peer.map(household))
    }

    /// Counts an attempt to sign in, from a peer and at a name.
    pub(crate) fn count_attempt(&self, peer: Peer, folded_name: &str) -> Result<(), ApiError> {
        self.count_nameless_attempt(peer)?;
        let name = folded_name.chars().take(100).collect();
        self.check(&self.attempts_at_name, &(peer, name))
    }

    /// Counts an attempt to sign in with a passkey, where no name is known: only the peer counts, so that nobody shuts out others.
    pub(crate) fn count_nameless_attempt(&self, peer: Peer) -> Result<(), ApiError> {
        self.check(&self.attempts_of_peer, &peer)
    }

    /// Counts a new account.
    pub(crate) fn count_account(&self, peer: Peer) -> Result<(), ApiError> {
        self.check(&self.new_accounts, &peer)
    }

    /// Counts a mail that a peer has sent to the owner of a name.
    pub(crate) fn count_mail(&self, peer: Peer, folded_name: &str) -> Result<(), ApiError> {
        self.count_nameless_attempt(peer)?;
        let name = folded_name.chars().take(100).collect();
        self.check(&self.mails, &name)
    }

    fn check<K>(&self, limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), ApiError>
    where
        K: Clone + Eq + std::hash::Hash,
    {
        if !self.is_on {
            return Ok(());
        }
        if self
            .checks
            .fetch_add(1, Ordering::Relaxed)
            .is_multiple_of(CHECKS_BETWEEN_CARE)
        {
            self.requests.retain_recent();
            self.attempts_of_peer.retain_recent();
            self.attempts_at_name.retain_recent();
            self.new_accounts.retain_recent();
            self.mails.retain_recent();
        }
        limiter.check_key(key).map_err(|not_yet| {
            let wait = not_yet.wait_time_from(DefaultClock::default().now());
            slow_down(wait.as_secs() + 1)
        })
    }
}

/// Counts every request to the interface.
pub(crate) async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let limits = &state.accounts.limits;
    let peer = limits.peer(request.headers(), request.extensions());
    match limits.check(&limits.requests, &peer) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn slow_down(seconds: u64) -> ApiError {
    ApiError::new(
        StatusCode::TOO_MANY_REQUESTS,
        "slow-down",
        "Too many requests",
        format!("That was a lot at once. Try again in {seconds} seconds."),
    )
    .retry_after(seconds)
}

fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(network.into())
        }
    }
}

fn a_second(rate: u32, burst: u32) -> Quota {
    Quota::per_second(positive(rate)).allow_burst(positive(burst))
}

fn a_minute(rate: u32, burst: u32) -> Quota {
    Quota::per_minute(positive(rate)).allow_burst(positive(burst))
}

fn an_hour(rate: u32, burst: u32) -> Quota {
    Quota::per_hour(positive(rate)).allow_burst(positive(burst))
}

fn positive(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use clap::Parser;

    use super::*;

    fn peer_of(limits: &Limits, connection: &str, forwarded: &str) -> Peer {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo::<SocketAddr>(connection.parse().unwrap()));
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        limits.peer(&headers, &extensions)
    }

    #[test]
    fn nobody_chooses_their_own_address_by_a_header() {
        let limits = Limits::new(&Settings::parse_from([
            "server",
            "--trusted-proxies",
            "10.0.0.1",
        ]));
        let address = |text: &str| Peer(Some(text.parse().unwrap()));
        assert_eq!(
            peer_of(&limits, "203.0.113.9:1", "1.2.3.4"),
            address("203.0.113.9")
        );
        let spoofed = peer_of(&limits, "10.0.0.1:1", "1.2.3.4, 203.0.113.9");
        assert_eq!(spoofed, address("203.0.113.9"));
        assert_eq!(
            peer_of(&limits, "10.0.0.1:1", "nonsense"),
            address("10.0.0.1")
        );
        let other_end = peer_of(&limits, "[2001:db8::1]:1", "");
        assert_eq!(other_end, peer_of(&limits, "[2001:db8::ffff]:1", ""));
    }

    #[test]
    fn too_many_attempts_have_to_wait_and_shut_nobody_else_out() {
        let limits = Limits::new(&Settings::parse_from(["server"]));
        let peer = |number: u8| Peer(Some([198, 51, 100, number].into()));
        let tries = |peer, name, count: usize| {
            (0..count)
                .filter(|_| limits.count_attempt(peer, name).is_ok())
                .count()
        };
        assert_eq!(tries(peer(1), "ada", 40), 10);
        let others = tries(peer(1), "bob", 40) + tries(peer(1), "cleo", 40);
        assert_eq!(others, 0, "who guesses waits for every name");
        assert_eq!(
            tries(peer(2), "ada", 3),
            3,
            "the owner of the name comes in from elsewhere"
        );
        assert!(limits.count_nameless_attempt(peer(3)).is_ok());
    }
}
