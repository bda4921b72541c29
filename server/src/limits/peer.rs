//! The origin of a request, as far as limits care.

use std::fmt;
use std::net::IpAddr;

use axum::http::HeaderMap;

/// The origin of a request: an IPv4 address, or the /64 of an IPv6 address, the usual share of one
/// household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Peer(pub(super) Option<IpAddr>);

impl fmt::Display for Peer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(address) => address.fmt(formatter),
            None => formatter.write_str("unknown"),
        }
    }
}

impl Peer {
    /// The address of the connection or, behind proxies of ours, the rightmost forwarded one that
    /// is none of theirs.
    pub(super) fn of_request(
        connection: Option<IpAddr>,
        headers: &HeaderMap,
        trusted_proxies: &[IpAddr],
    ) -> Self {
        let mut peer = connection.map(|address| address.to_canonical());
        let forwarded = headers.get_all("x-forwarded-for").iter();
        let mut hops: Vec<&str> = forwarded
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        while peer.is_some_and(|peer| trusted_proxies.contains(&peer)) {
            let Some(hop) = hops.pop().and_then(|hop| hop.trim().parse::<IpAddr>().ok()) else {
                break;
            };
            peer = Some(hop.to_canonical());
        }
        Self(peer.map(household))
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_the_header_says_a_connection_that_is_no_proxy_of_ours_counts_itself(
            forwarded in "([0-9a-f:., ]|10\\.0\\.0\\.1|[ -~]){0,60}",
        ) {
            let own = Peer(Some("203.0.113.9".parse().unwrap()));
            prop_assert_eq!(peer_of("203.0.113.9", &forwarded), own);
            prop_assert!(peer_of(PROXY, &forwarded).0.is_some());
        }
    }

    const PROXY: &str = "10.0.0.1";

    fn peer_of(connection: &str, forwarded: &str) -> Peer {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let proxies = [PROXY.parse().unwrap()];
        Peer::of_request(Some(connection.parse().unwrap()), &headers, &proxies)
    }

    #[test]
    fn nobody_chooses_their_own_address_by_a_header() {
        let address = |text: &str| Peer(Some(text.parse().unwrap()));
        assert_eq!(peer_of("203.0.113.9", "1.2.3.4"), address("203.0.113.9"));
        let spoofed = peer_of(PROXY, "1.2.3.4, 203.0.113.9");
        assert_eq!(spoofed, address("203.0.113.9"));
        assert_eq!(peer_of(PROXY, "nonsense"), address(PROXY));
        let other_end = peer_of("2001:db8::1", "");
        assert_eq!(other_end, peer_of("2001:db8::ffff", ""));
    }
}
