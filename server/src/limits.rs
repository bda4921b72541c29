//! Rate limits: how often an address or a name may ask, so that nobody guesses and nobody floods.

mod peer;
mod permits;

use std::collections::HashSet;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use domain::sync::protocol::problem_codes;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::problem::Problem;
use crate::settings::{Network, Settings};
use crate::store::AccountId;
pub(crate) use peer::Peer;
use peer::is_forwarded;
use permits::Permits;
pub(crate) use permits::{Permit, Pieces};

/// Evict idle keys after this many checks.
const CHECKS_BETWEEN_EVICTIONS: u32 = 10_000;

/// How many proxies that nobody has named are told.
const MOST_UNNAMED_PROXIES: usize = 8;

/// How many whole accounts are in memory at a time, to make calendars and pages of; and of how many
/// large responses an account may be the reader at a time, once they are made.
const WHOLE_ACCOUNTS: usize = 2;
const WHOLE_PAGES: usize = 8;
const READERS: usize = 2;

/// How many pushes of an account are read, or wait for their turn, at a time.
const SENDERS: usize = 4;

/// The cells an account may push at once, a whole search among them, and then a second.
const CELLS_AT_ONCE: u32 = 40_000;
const CELLS_A_SECOND: u32 = 2_000;

/// How long an export or a calendar waits for its permit, and how long a page does before it is
/// rendered without the account.
const PATIENCE: Duration = Duration::from_secs(10);
const PATIENCE_OF_PAGES: Duration = Duration::from_secs(1);

/// All limits.
#[derive(Debug)]
pub(crate) struct Limits {
    is_on: bool,
    trusted_proxies: Vec<Network>,
    /// Addresses that forwarded a request and are no proxies of ours, as far as they were told.
    unnamed_proxies: Mutex<HashSet<IpAddr>>,
    requests: DefaultKeyedRateLimiter<Peer>,
    attempts_of_peer: DefaultKeyedRateLimiter<Peer>,
    attempts_at_name: DefaultKeyedRateLimiter<(Peer, String)>,
    link_tries: DefaultKeyedRateLimiter<Peer>,
    new_accounts: DefaultKeyedRateLimiter<Peer>,
    mails: DefaultKeyedRateLimiter<String>,
    mails_to: DefaultKeyedRateLimiter<String>,
    checks: AtomicU32,
    cells: DefaultKeyedRateLimiter<AccountId>,
    senders: Permits,
    pushes: Permits,
    readers: Permits,
    accounts: Semaphore,
    pages: Permits,
}

impl Limits {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            is_on: settings.rate_limits,
            trusted_proxies: settings.trusted_proxies.clone(),
            unnamed_proxies: Mutex::default(),
            requests: RateLimiter::keyed(a_second(50, 1_000)),
            attempts_of_peer: RateLimiter::keyed(a_minute(20, 30)),
            // Not for a name alone: then anyone could shut its owner out.
            attempts_at_name: RateLimiter::keyed(a_minute(5, 10)),
            link_tries: RateLimiter::keyed(a_minute(10, 10)),
            new_accounts: RateLimiter::keyed(a_minute(1, 10)),
            // For a name alone: nobody's mailbox is flooded, from however many addresses.
            mails: RateLimiter::keyed(an_hour(6, 3)),
            mails_to: RateLimiter::keyed(an_hour(6, 3)),
            checks: AtomicU32::new(0),
            cells: RateLimiter::keyed(a_second(CELLS_A_SECOND, CELLS_AT_ONCE)),
            senders: Permits::new(SENDERS, Semaphore::MAX_PERMITS),
            pushes: Permits::new(1, Semaphore::MAX_PERMITS),
            readers: Permits::new(READERS, Semaphore::MAX_PERMITS),
            accounts: Semaphore::new(WHOLE_ACCOUNTS),
            pages: Permits::new(READERS, WHOLE_PAGES),
        }
    }

    /// The origin of a request, given the address of its connection.
    pub(crate) fn peer(&self, connection: Option<IpAddr>, headers: &HeaderMap) -> Peer {
        Peer::of_request(connection, headers, &self.trusted_proxies)
    }

    /// Warns of a proxy that nobody has named: everybody behind it counts as one. Told once of each
    /// address, and of few in all, for anyone can send such a header.
    pub(crate) fn warn_of_unnamed_proxy(&self, connection: Option<IpAddr>, headers: &HeaderMap) {
        let Some(proxy) = connection.map(|address| address.to_canonical()) else {
            return;
        };
        let is_named = || self.trusted_proxies.iter().any(|it| it.contains(proxy));
        if !is_forwarded(headers) || is_named() {
            return;
        }
        let unnamed = self.unnamed_proxies.lock();
        let mut unnamed = unnamed.unwrap_or_else(PoisonError::into_inner);
        if unnamed.len() < MOST_UNNAMED_PROXIES && unnamed.insert(proxy) {
            tracing::warn!(
                %proxy,
                "a forwarded request came from an address that is not in --trusted-proxies. If it is your proxy, add it; until then everyone behind it shares one set of limits"
            );
        }
    }

    /// Counts a request to the interface, or for a page.
    pub(crate) fn count_request(&self, peer: Peer) -> Result<(), Problem> {
        self.check(&self.requests, &peer)
    }

    /// Counts an attempt to sign in, from a peer and at a name.
    pub(crate) fn count_attempt(&self, peer: Peer, folded_name: &str) -> Result<(), Problem> {
        self.count_nameless_attempt(peer)?;
        let name = folded_name.chars().take(100).collect();
        self.check(&self.attempts_at_name, &(peer, name))
    }

    /// Counts an attempt to sign in with a passkey, where no name is known: only the peer counts, so that nobody shuts out others.
    pub(crate) fn count_nameless_attempt(&self, peer: Peer) -> Result<(), Problem> {
        self.check(&self.attempts_of_peer, &peer)
    }

    /// Counts a guess at a link, or a form that was sent from its page. Forms count for the peer
    /// alone: whoever has a link could otherwise keep it from others.
    pub(crate) fn count_link_try(&self, peer: Peer) -> Result<(), Problem> {
        self.check(&self.link_tries, &peer)
    }

    /// Counts a new account.
    pub(crate) fn count_account(&self, peer: Peer) -> Result<(), Problem> {
        self.check(&self.new_accounts, &peer)
    }

    /// Counts a mail that a peer has sent to the owner of a name.
    pub(crate) fn count_mail(&self, peer: Peer, folded_name: &str) -> Result<(), Problem> {
        self.count_nameless_attempt(peer)?;
        let name = folded_name.chars().take(100).collect();
        self.check(&self.mails, &name)
    }

    /// Counts a mail to an address that is nobody's yet, whichever accounts and peers ask for it. Links for a new password are not counted
    /// here, or whoever asks to confirm somebody's address would keep those from them.
    pub(crate) fn count_mail_to(&self, address: &str) -> Result<(), Problem> {
        self.check(&self.mails_to, &address.to_lowercase())
    }

    /// Waits for leave to send a push.
    pub(crate) async fn sender_permit(&self, account: &AccountId) -> Result<Permit, Problem> {
        let permit = self.senders.acquire(account, PATIENCE).await;
        permit.ok_or_else(|| slow_down(PATIENCE.as_secs()))
    }

    /// Waits for the turn of a push: an account has one at a time, and the others wait for each
    /// other and for nobody else.
    pub(crate) async fn push_turn(&self, account: &AccountId) -> Result<Permit, Problem> {
        let permit = self.pushes.acquire(account, PATIENCE).await;
        permit.ok_or_else(|| slow_down(PATIENCE.as_secs()))
    }

    /// Counts the cells that an account pushes.
    pub(crate) fn count_cells(&self, account: &AccountId, cells: usize) -> Result<(), Problem> {
        let cells = u32::try_from(cells).ok().and_then(NonZeroU32::new);
        let Some(cells) = cells.filter(|_| self.is_on) else {
            return Ok(());
        };
        match self.cells.check_key_n(account, cells) {
            // More at once than ever: the size of a push is limited elsewhere.
            Err(_) | Ok(Ok(())) => Ok(()),
            Ok(Err(not_yet)) => {
                let wait = not_yet.wait_time_from(DefaultClock::default().now());
                Err(slow_down(wait.as_secs() + 1))
            }
        }
    }

    /// Waits for leave to have a large response of an account read.
    pub(crate) async fn reader_permit(&self, account: &AccountId) -> Result<Permit, Problem> {
        let permit = self.readers.acquire(account, PATIENCE).await;
        permit.ok_or_else(|| slow_down(PATIENCE.as_secs()))
    }

    /// Waits for leave to hold a whole account in memory, until something is made of it.
    pub(crate) async fn account_permit(&self) -> Result<SemaphorePermit<'_>, Problem> {
        let permit = timeout(PATIENCE, self.accounts.acquire()).await;
        let permit = permit.ok().and_then(Result::ok);
        permit.ok_or_else(|| slow_down(PATIENCE.as_secs()))
    }

    /// Waits for leave to embed a whole account in a page. `None` if too many are requested at
    /// once.
    pub(crate) async fn page_permit(&self, account: &AccountId) -> Option<Permit> {
        self.pages.acquire(account, PATIENCE_OF_PAGES).await
    }

    fn check<K>(&self, limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Problem>
    where
        K: Clone + Eq + std::hash::Hash,
    {
        if !self.is_on {
            return Ok(());
        }
        let checks = self.checks.fetch_add(1, Ordering::Relaxed);
        if checks.is_multiple_of(CHECKS_BETWEEN_EVICTIONS) {
            self.evict_idle_keys();
        }
        limiter.check_key(key).map_err(|not_yet| {
            let wait = not_yet.wait_time_from(DefaultClock::default().now());
            slow_down(wait.as_secs() + 1)
        })
    }

    fn evict_idle_keys(&self) {
        self.requests.retain_recent();
        self.cells.retain_recent();
        self.attempts_of_peer.retain_recent();
        self.attempts_at_name.retain_recent();
        self.link_tries.retain_recent();
        self.new_accounts.retain_recent();
        self.mails.retain_recent();
        self.mails_to.retain_recent();
    }
}

fn slow_down(seconds: u64) -> Problem {
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        problem_codes::SLOW_DOWN,
        "Too many requests",
        format!("That was a lot at once. Try again in {seconds} seconds."),
    )
    .retry_after(seconds)
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
    fn an_account_pushes_a_whole_search_at_once_and_then_so_much_a_second() {
        let limits = Limits::new(&Settings::parse_from(["server"]));
        let takes = |name: &str| limits.count_cells(&AccountId(name.into()), 2_000).is_ok();
        let taken = (0..60).filter(|_| takes("ada")).count();
        // A slow machine gets a few more a second.
        assert!((20..30).contains(&taken), "{taken}");
        assert!(takes("bob"));
        assert!(limits.count_cells(&AccountId("ada".into()), 0).is_ok());
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

    #[test]
    fn the_proxies_named_in_the_settings_are_trusted_and_no_others() {
        let settings = Settings::parse_from(["server", "--trusted-proxies", "10.0.0.1,fd00::/8"]);
        let limits = Limits::new(&settings);
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9".parse().unwrap());
        let seen = |connection: &str| limits.peer(Some(connection.parse().unwrap()), &headers);
        assert_eq!(seen("10.0.0.1").to_string(), "203.0.113.9");
        assert_eq!(seen("10.0.0.2").to_string(), "10.0.0.2");
        assert_eq!(limits.peer(None, &headers).to_string(), "unknown");
        let warned = |connection: &str| {
            limits.warn_of_unnamed_proxy(connection.parse().ok(), &headers);
            limits.unnamed_proxies.lock().unwrap().len()
        };
        assert_eq!(["10.0.0.1", "10.0.0.2", "10.0.0.2"].map(warned), [0, 1, 1]);
        let many = (0..50).map(|number| warned(&format!("10.0.1.{number}")));
        assert_eq!(many.max(), Some(MOST_UNNAMED_PROXIES));
    }
}
