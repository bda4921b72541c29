//! Rate limits: how often an address or a name may ask, so that nobody guesses and nobody floods.

mod turns;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::problem::{self, ApiError};
use crate::settings::Settings;
use crate::state::AppState;
pub(crate) use turns::Turn;
use turns::Turns;

/// After so many checks, keys that have been quiet are forgotten.
const CHECKS_BETWEEN_CARE: u32 = 10_000;

/// How many answers with everything of an account are in memory at a time: exports and calendars, and pages.
const WHOLE_ACCOUNTS: usize = 2;
const WHOLE_PAGES: usize = 4;

/// How long an export or a calendar waits for its turn, and how long a page does before it is drawn without the account.
const PATIENCE: Duration = Duration::from_secs(10);
const PATIENCE_OF_PAGES: Duration = Duration::from_secs(1);

/// Where a request comes from: an IPv4 address, or the /64 of an IPv6 address, which is what one household gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Peer(Option<IpAddr>);

impl fmt::Display for Peer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(address) => address.fmt(formatter),
            None => formatter.write_str("unknown"),
        }
    }
}

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
    mails_to: DefaultKeyedRateLimiter<String>,
    checks: AtomicU32,
    accounts: Turns,
    pages: Turns,
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
            mails_to: RateLimiter::keyed(an_hour(6, 3)),
            checks: AtomicU32::new(0),
            accounts: Turns::new(WHOLE_ACCOUNTS),
            pages: Turns::new(WHOLE_PAGES),
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

    /// Counts a mail to an address that is nobody's yet, whichever accounts and peers ask for it. Links for a new password are not counted
    /// here, or whoever asks to confirm somebody's address would keep those from them.
    pub(crate) fn count_mail_to(&self, address: &str) -> Result<(), ApiError> {
        self.check(&self.mails_to, &address.to_lowercase())
    }

    /// Waits for the turn of a page with everything of an account in it; none where too many are asked for at once.
    pub(crate) async fn turn_of_page(&self) -> Option<Turn> {
        self.pages.take(PATIENCE_OF_PAGES).await
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
            self.mails_to.retain_recent();
        }
        limiter.check_key(key).map_err(|not_yet| {
            let wait = not_yet.wait_time_from(DefaultClock::default().now());
            slow_down(wait.as_secs() + 1)
        })
    }
}

/// Has requests whose answers hold everything of an account wait for their turn.
pub(crate) async fn in_turn(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    match state.accounts.limits.accounts.take(PATIENCE).await {
        Some(turn) => turn.until_read(next.run(request).await),
        None => slow_down(PATIENCE.as_secs()).into_response(),
    }
}

/// Gives up requests that take longer than this.
pub(crate) async fn in_time(
    State(longest): State<Duration>,
    request: Request,
    next: Next,
) -> Response {
    let answer = tokio::time::timeout(longest, next.run(request)).await;
    answer.unwrap_or_else(|_| problem::took_too_long().into_response())
}

/// Counts every request to the interface, and for a page.
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_the_header_says_a_connection_that_is_no_proxy_of_ours_counts_itself(
            forwarded in "([0-9a-f:., ]|10\\.0\\.0\\.1|[ -~]){0,60}",
        ) {
            let limits = Limits::new(&Settings::parse_from(["server", "--trusted-proxies", "10.0.0.1"]));
            let own = Peer(Some("203.0.113.9".parse().unwrap()));
            prop_assert_eq!(peer_of(&limits, "203.0.113.9:1", &forwarded), own);
            prop_assert!(peer_of(&limits, "10.0.0.1:1", &forwarded).0.is_some());
        }
    }

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
    fn an_address_gets_few_mails_whoever_asks_and_none_less_for_its_own_account() {
        let limits = Limits::new(&Settings::parse_from(["server"]));
        let sent = (0..20_u8).filter(|number| {
            let peer = Peer(Some([198, 51, 100, *number].into()));
            let of_account = limits.count_mail(peer, &format!("account {number}"));
            of_account.is_ok() && limits.count_mail_to("Ada@Example.org").is_ok()
        });
        assert_eq!(sent.count(), 3);
        assert!(limits.count_mail_to("ada@example.org").is_err());
        assert!(limits.count_mail_to("bob@example.org").is_ok());
        let owner = Peer(Some([203, 0, 113, 1].into()));
        assert!(limits.count_mail(owner, "ada").is_ok());
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
