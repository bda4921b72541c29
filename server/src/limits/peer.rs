//! The origin of a request, as far as limits care.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

use crate::settings::Network;

/// The origin of a request: an IPv4 address, or the /48 of an IPv6 address, which one customer of a
/// provider can have to themselves.
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
        trusted_proxies: &[Network],
    ) -> Self {
        let mut peer = connection.map(|address| address.to_canonical());
        let is_proxy = |peer: IpAddr| trusted_proxies.iter().any(|network| network.contains(peer));
        if peer.is_some_and(is_proxy) {
            let mut hops = hops(headers);
            while peer.is_some_and(is_proxy) {
                let Some(hop) = hops.pop().flatten() else {
                    break;
                };
                peer = Some(hop.to_canonical());
            }
        }
        Self(peer.map(customer))
    }
}

/// Whether a request says that a proxy has forwarded it.
pub(super) fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded")
}

/// The addresses a request was forwarded for, the nearest to this server last; `None` for what
/// is no address. A proxy that writes `X-Forwarded-For` passes on whatever stands in `Forwarded`,
/// and fewer write that one, so it counts where it is alone.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    // By bytes: a client may send some that are no text before the hops that proxies append.
    let of_header = |name: &'static str| {
        let values = headers.get_all(name).iter();
        let hops = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
        hops.map(|hop| str::from_utf8(hop).ok())
    };
    if headers.contains_key("x-forwarded-for") {
        let hops = of_header("x-forwarded-for");
        hops.map(|hop| address(hop?)).collect()
    } else {
        let hops = of_header("forwarded");
        hops.map(|hop| address(forwarded_for(hop?)?)).collect()
    }
}

/// The value of `for` in an element of `Forwarded` (RFC 7239, section 4). Quoted values here hold no
/// commas or semicolons: an address has none.
fn forwarded_for(element: &str) -> Option<&str> {
    let mut pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    Some(value.trim().trim_matches('"'))
}

/// Reads an address as proxies write it: alone, in brackets, with a port, with a zone.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim().trim_matches('"');
    let plain = || hop.parse().ok();
    let with_port = || hop.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let bracketed = || {
        let (inner, _) = hop.strip_prefix('[')?.split_once(']')?;
        inner.split('%').next()?.parse().ok()
    };
    plain().or_else(with_port).or_else(bracketed)
}

fn customer(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 80 << 80;
            IpAddr::V6(network.into())
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_the_header_says_a_connection_that_is_no_proxy_of_ours_counts_itself(
            forwarded in "([0-9a-f:., ]|10\\.0\\.0\\.1|for=|[ -~]){0,60}",
        ) {
            let own = Peer(Some("203.0.113.9".parse().unwrap()));
            for name in ["x-forwarded-for", "forwarded"] {
                prop_assert_eq!(peer_of("203.0.113.9", &[(name, &forwarded)]), own);
                prop_assert!(peer_of(PROXY, &[(name, &forwarded)]).0.is_some());
            }
        }
    }

    const PROXY: &str = "10.0.0.1";

    fn peer_of(connection: &str, forwarded: &[(&'static str, &str)]) -> Peer {
        let mut headers = HeaderMap::new();
        for (name, value) in forwarded {
            headers.append(*name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        let proxies = ["10.0.0.1", "fd00::/8", "172.16.0.0/12"].map(|it| it.parse().unwrap());
        Peer::of_request(Some(connection.parse().unwrap()), &headers, &proxies)
    }

    fn address_of(text: &str) -> Peer {
        Peer(Some(text.parse().unwrap()))
    }

    #[test]
    fn nobody_chooses_their_own_address_by_a_header() {
        let x = |value| [("x-forwarded-for", value)];
        let own = address_of("203.0.113.9");
        assert_eq!(peer_of("203.0.113.9", &x("1.2.3.4")), own);
        assert_eq!(peer_of("203.0.113.9", &[("forwarded", "for=1.2.3.4")]), own);
        assert_eq!(peer_of(PROXY, &x("1.2.3.4, 203.0.113.9")), own);
        assert_eq!(peer_of(PROXY, &x("1.2.3.4, nonsense")), address_of(PROXY));
        let both = [
            ("forwarded", "for=1.2.3.4"),
            ("x-forwarded-for", "203.0.113.9"),
        ];
        assert_eq!(peer_of(PROXY, &both), own);
        let several = [
            ("x-forwarded-for", "1.2.3.4"),
            ("x-forwarded-for", "203.0.113.9"),
        ];
        assert_eq!(peer_of(PROXY, &several), own);
        for sent in ["\u{e9}", "1.2.3.4\u{e9}", "\u{e9}, 1.2.3.4"] {
            let appended = format!("{sent}, 203.0.113.9");
            let header = [("x-forwarded-for", appended.as_str())];
            assert_eq!(peer_of(PROXY, &header), own, "{sent}");
            let appended = format!("for={sent}, for=203.0.113.9");
            assert_eq!(peer_of(PROXY, &[("forwarded", &appended)]), own);
        }
    }

    #[test]
    fn an_address_is_read_however_proxies_write_it() {
        let v4 = address_of("203.0.113.9");
        let v6 = address_of("2001:db8:1::");
        for (name, value, expected) in [
            ("x-forwarded-for", "203.0.113.9:4711", v4),
            ("x-forwarded-for", "[2001:db8:1:2::3]:4711", v6),
            ("x-forwarded-for", "[2001:db8:1:2::3]", v6),
            ("x-forwarded-for", "::ffff:203.0.113.9", v4),
            ("x-forwarded-for", "203.0.113.9, 172.20.0.3:80, fd00::1", v4),
            ("forwarded", "for=203.0.113.9;proto=https;by=10.0.0.1", v4),
            ("forwarded", "proto=http; For=\"203.0.113.9:4711\"", v4),
            ("forwarded", "for=\"[2001:db8:1:2::3]:4711\"", v6),
            (
                "forwarded",
                "for=1.2.3.4, for=\"[2001:db8:1:2::3]\", for=172.31.0.1",
                v6,
            ),
            ("forwarded", "for=_hidden", address_of(PROXY)),
            ("forwarded", "for=unknown", address_of(PROXY)),
        ] {
            assert_eq!(peer_of(PROXY, &[(name, value)]), expected, "{value}");
        }
    }

    #[test]
    fn a_customer_with_a_48_is_one_peer_and_their_neighbour_another() {
        let peer = |text| peer_of(text, &[]);
        assert_eq!(peer("2001:db8:7::1"), peer("2001:db8:7:ffff::2"));
        assert_ne!(peer("2001:db8:7::1"), peer("2001:db8:8::1"));
    }
}
