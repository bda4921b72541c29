//! Handing a sealed message to a push service.

use std::io::Read;
use std::net::ToSocketAddrs;
use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::transport::DefaultConnector;

use super::endpoint::origin;
use super::resolver::{LookUp, PinnedResolver};

/// How long a push service may keep a message for a device that is off, in seconds: what was due today is stale tomorrow.
const KEPT_FOR: &str = "43200";

/// What came of handing a message over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
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
pub(super) struct Deliverer {
    agent: Agent,
    allows_loopback: bool,
}

impl Deliverer {
    /// `allows_loopback` is for tests, whose push service runs on this machine.
    pub(super) fn new(allows_loopback: bool, patience: Duration) -> Self {
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
        let resolver = PinnedResolver::new(allows_loopback, look_up);
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            allows_loopback,
        }
    }

    /// Whether a device may be told at this address, as far as its text says.
    pub(super) fn allows(&self, endpoint: &str) -> bool {
        self.origin(endpoint).is_some()
    }

    /// Hands a message over and waits for the answer.
    pub(super) async fn deliver(
        &self,
        endpoint: String,
        body: Vec<u8>,
        authorization: String,
    ) -> Delivery {
        if !self.allows(&endpoint) {
            return Delivery::Gone;
        }
        let agent = self.agent.clone();
        tokio::task::spawn_blocking(move || post(&agent, &endpoint, &body, authorization))
            .await
            .unwrap_or(Delivery::Failed)
    }

    /// The origin of an address at which a device may be reached, for the signature of a message.
    pub(super) fn origin(&self, endpoint: &str) -> Option<String> {
        origin(endpoint, self.allows_loopback)
    }
}

fn post(agent: &Agent, endpoint: &str, body: &[u8], authorization: String) -> Delivery {
    let response = agent
        .post(endpoint)
        .header("authorization", authorization)
        .header("content-encoding", "aes128gcm")
        .header("content-type", "application/octet-stream")
        .header("ttl", KEPT_FOR)
        .header("urgency", "normal")
        .send(body);
    match response {
        Ok(mut response) => {
            let retry_after = response
                .headers()
                .get("retry-after")
                .and_then(|value| value.to_str().ok()?.parse().ok());
            // Reads a little, so that the connection can be used again; the text does not matter.
            let mut ignored = [0; 1_024];
            let _ = response.body_mut().as_reader().read(&mut ignored);
            verdict(response.status().as_u16(), retry_after)
        }
        Err(error) => {
            // The words of an error may hold the address, which is a secret.
            let is_late = matches!(error, ureq::Error::Timeout(_));
            tracing::warn!(is_late, "a push message could not be handed over");
            Delivery::Failed
        }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::task::JoinSet;

    use super::*;
    use crate::push::resolver::MOST_LOOKUPS;

    #[tokio::test]
    async fn a_name_that_is_looked_up_for_ever_takes_no_longer_than_a_silent_service() {
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        static IS_OVER: OnceLock<()> = OnceLock::new();
        let deliverer = Deliverer::with_look_up(false, Duration::from_millis(100), |_, _| {
            ASKED.fetch_add(1, Ordering::Relaxed);
            IS_OVER.wait();
            Ok(Vec::new())
        });
        let mut telling = JoinSet::new();
        for _ in 0..MOST_LOOKUPS + 8 {
            let deliverer = deliverer.clone();
            let endpoint = "https://push.example/x".to_owned();
            telling.spawn(async move { deliverer.deliver(endpoint, Vec::new(), "x".into()).await });
        }
        for outcome in telling.join_all().await {
            assert_eq!(outcome, Delivery::Failed);
        }
        assert_eq!(
            ASKED.load(Ordering::Relaxed),
            MOST_LOOKUPS,
            "and no more threads"
        );
        // Every message was given up while the lookups were still going on.
        IS_OVER.set(()).unwrap();
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
