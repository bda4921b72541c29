//! Addresses of push services. They come from outside and may point inward: only public ones are
//! allowed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::http::Uri;

/// The longest address of a device, in characters.
const LONGEST_ENDPOINT: usize = 2_000;

/// The origin of an address at which a device may be reached. `None` if the address is not allowed.
pub(super) fn origin(endpoint: &str, allows_loopback: bool) -> Option<String> {
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
    let is_name = literal.is_none() && is_public_name(host);
    if !(is_local_test || (is_web && (is_name || literal.is_some_and(is_public)))) {
        return None;
    }
    Some(format!("{}://{authority}", uri.scheme_str()?))
}

/// Whether a host is a name on the public internet.
fn is_public_name(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    let last = host.rsplit('.').next().unwrap_or_default();
    // A name has a dot, and does not end in a number: everything else is one of the many ways to
    // write an address.
    host.contains('.')
        && last.chars().any(|letter| letter.is_ascii_alphabetic())
        && !last.starts_with("0x")
        && !matches!(last, "localhost" | "local" | "internal" | "onion")
}

/// Whether an address belongs to the public internet (IANA's special-purpose registries, RFC 6890).
pub(super) fn is_public(address: IpAddr) -> bool {
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
    // Only assigned addresses, and of these neither tunnels nor documentation: an IPv4 address
    // inside could be anything.
    let is_global = segments[0] & 0xe000 == 0x2000;
    let is_tunnel = segments[0] == 0x2002 || (segments[0] == 0x2001 && segments[1] == 0);
    let is_documentation =
        (segments[0] == 0x2001 && segments[1] == 0x0db8) || segments[0] & 0xfff0 == 0x3ff0;
    is_global && !is_tunnel && !is_documentation
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

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
}
