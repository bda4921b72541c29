//! Networks: an address, or all that begin alike, as in `10.0.0.0/8` (RFC 4632, RFC 4291).

use std::net::IpAddr;
use std::str::FromStr;

/// An address or a network of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    /// How many of the leading bits are the same in all of its addresses.
    bits: u8,
}

impl Network {
    /// Whether an address belongs to it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let differing = u32::from(first) ^ u32::from(address);
                differing.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let differing = u128::from(first) ^ u128::from(address);
                differing.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write an address, or a network such as 10.0.0.0/8 or fd00::/8".to_owned();
        let (first, bits) = match text.trim().split_once('/') {
            Some((first, bits)) => (first, Some(bits.parse().map_err(|_| wrong())?)),
            None => (text.trim(), None),
        };
        let address: IpAddr = first.parse().map_err(|_| wrong())?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(longest);
        if bits > longest {
            return Err(wrong());
        }
        // A network of IPv4 in the form of IPv6: its first 96 bits are the form.
        match (address.to_canonical(), address) {
            (first @ IpAddr::V4(_), IpAddr::V6(_)) if bits >= 96 => {
                let bits = bits - 96;
                Ok(Self { first, bits })
            }
            _ => Ok(Self {
                first: address,
                bits,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(network: &str, address: &str) -> Option<bool> {
        let network: Network = network.parse().ok()?;
        Some(network.contains(address.parse().ok()?))
    }

    #[test]
    fn an_address_belongs_to_the_network_it_begins_like() {
        for (network, address, expected) in [
            ("10.0.0.1", "10.0.0.1", Some(true)),
            ("10.0.0.1", "10.0.0.2", Some(false)),
            ("10.0.0.0/8", "10.255.0.1", Some(true)),
            ("10.0.0.0/8", "11.0.0.1", Some(false)),
            ("10.0.0.0/8", "::ffff:10.1.2.3", Some(true)),
            ("::ffff:10.0.0.1", "10.0.0.1", Some(true)),
            ("::ffff:10.0.0.0/104", "10.9.9.9", Some(true)),
            ("::ffff:10.0.0.0/104", "11.0.0.1", Some(false)),
            ("::ffff:0.0.0.0/96", "203.0.113.9", Some(true)),
            ("::/0", "10.0.0.1", Some(false)),
            ("0.0.0.0/0", "203.0.113.9", Some(true)),
            ("0.0.0.0/0", "2001:db8::1", Some(false)),
            ("fd00::/8", "fdab::1", Some(true)),
            ("::/0", "2001:db8::1", Some(true)),
            ("2001:db8::1", "2001:db8::1", Some(true)),
            ("10.0.0.0/33", "10.0.0.1", None),
            ("10.0.0.0/", "10.0.0.1", None),
            ("proxy", "10.0.0.1", None),
        ] {
            assert_eq!(contains(network, address), expected, "{network} {address}");
        }
    }
}
