//! Links a person gives: what may become a link on a page and what may not, and mail links that are built, never taken over.

use std::fmt;

/// The longest address that becomes a link, in characters.
pub const LONGEST_LINK: usize = 2_048;

/// An address that may stand in an `href`: http or https, with a host, without credentials or control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeLink {
    address: String,
}

/// Why a text does not become a link; its `Display` is a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// Nothing but white space.
    Empty,
    /// Longer than [`LONGEST_LINK`].
    TooLong,
    /// Neither http nor https.
    Scheme,
    /// There is no host, or it holds what no host holds.
    Host,
    /// White space or control characters inside.
    Characters,
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "There is no link yet.",
            Self::TooLong => "This link is longer than 2,048 characters. It is kept as text.",
            Self::Scheme => {
                "Only links that begin with https or http can be opened. It is kept as text."
            }
            Self::Host => "This does not look like the address of a page. It is kept as text.",
            Self::Characters => "A link has no spaces in it. It is kept as text.",
        })
    }
}

impl SafeLink {
    /// Checks a text. An address without a scheme gets https.
    ///
    /// # Errors
    /// Says why the text stays text.
    pub fn parse(text: &str) -> Result<Self, LinkProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LinkProblem::Empty);
        }
        if text.len() > LONGEST_LINK {
            return Err(LinkProblem::TooLong);
        }
        if text
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control() || letter == '\\')
        {
            return Err(LinkProblem::Characters);
        }
        let lower = text.to_ascii_lowercase();
        let (scheme, rest) = if lower.starts_with("https://") {
            ("https", &text[8..])
        } else if lower.starts_with("http://") {
            ("http", &text[7..])
        } else if names_another_scheme(text) {
            return Err(LinkProblem::Scheme);
        } else {
            ("https", text)
        };
        let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        if !is_host(&rest[..host_end]) {
            return Err(LinkProblem::Host);
        }
        Ok(Self {
            address: format!("{scheme}://{rest}"),
        })
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The host, lower case, without a leading `www.` and without the port.
    #[must_use]
    pub fn host(&self) -> String {
        let rest = self.address.split("://").nth(1).unwrap_or_default();
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = authority
            .split(':')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        host.strip_prefix("www.")
            .map_or_else(|| host.clone(), str::to_owned)
    }

    /// The path after the host, without query and fragment, in its parts.
    pub fn path(&self) -> impl Iterator<Item = &str> {
        let rest = self.address.split("://").nth(1).unwrap_or_default();
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        path.split('/').skip(1).filter(|part| !part.is_empty())
    }

    /// The same address without parameters that only say where a click came from.
    #[must_use]
    pub fn without_tracking(&self) -> Self {
        let (before_fragment, fragment) = match self.address.split_once('#') {
            Some((before, fragment)) => (before, Some(fragment)),
            None => (self.address.as_str(), None),
        };
        let Some((base, query)) = before_fragment.split_once('?') else {
            return self.clone();
        };
        let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
        let mut address = base.to_owned();
        if !kept.is_empty() {
            address.push('?');
            address.push_str(&kept.join("&"));
        }
        if let Some(fragment) = fragment {
            address.push('#');
            address.push_str(fragment);
        }
        Self { address }
    }
}

/// A mail link with subject and text, everything percent-encoded (RFC 6068). The address may be empty.
#[must_use]
pub fn mailto(address: &str, subject: &str, body: &str) -> String {
    format!(
        "mailto:{}?subject={}&body={}",
        encode(address.trim()),
        encode(subject),
        encode(&body.replace("\r\n", "\n").replace('\n', "\r\n"))
    )
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&format!("{byte:02X}"));
        }
    }
    encoded
}

/// Whether the text begins with a scheme of its own. `host:8080/path` does not: a port follows the colon.
fn names_another_scheme(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    text[..end].split_once(':').is_some_and(|(_, after)| {
        after.is_empty() || !after.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let has_port =
        !port.is_empty() && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '.';
    let has_dot = host.contains('.') && !host.starts_with('.') && !host.contains("..");
    has_port && host.len() <= 253 && host.chars().all(is_letter) && (has_dot || host == "localhost")
}

fn is_tracking(pair: &str) -> bool {
    const NAMES: [&str; 9] = [
        "gclid",
        "fbclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "trk",
        "trackingid",
        "refid",
        "igshid",
    ];
    let name = pair
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strange_schemes_never_become_links() {
        for text in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example/1",
            "mailto:a@b.example",
            "//evil.example",
            "https://good.example@evil.example",
            "https://",
            "https://a b.example",
            "http:\\\\x.example",
            "javascript://a.example/%0aalert(1)",
            "",
            "   ",
            "acme",
            "https://..",
            "\u{1}javascript:alert(1)",
        ] {
            assert!(SafeLink::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn usual_addresses_do() {
        let parse = |text| SafeLink::parse(text).unwrap().as_str().to_owned();
        assert_eq!(parse("acme.example/jobs/1"), "https://acme.example/jobs/1");
        assert_eq!(parse("HTTP://acme.example"), "http://acme.example");
        assert_eq!(
            parse("https://bücher.example:8443/ä?q=1#x"),
            "https://bücher.example:8443/ä?q=1#x"
        );
        assert_eq!(parse("localhost:3000/x"), "https://localhost:3000/x");
    }

    #[test]
    fn tracking_is_left_out_and_the_rest_stays() {
        let link = SafeLink::parse("https://a.example/j?id=7&utm_source=x&gclid=1#top").unwrap();
        assert_eq!(
            link.without_tracking().as_str(),
            "https://a.example/j?id=7#top"
        );
    }

    #[test]
    fn a_mail_link_cannot_be_broken_out_of() {
        assert_eq!(
            mailto("a@b.example", "Thank you & more", "Hi\nyou?"),
            "mailto:a@b.example?subject=Thank%20you%20%26%20more&body=Hi%0D%0Ayou%3F"
        );
    }

    proptest! {
        #[test]
        fn whatever_becomes_a_link_is_http_or_https(text in "\\PC{0,60}") {
            if let Ok(link) = SafeLink::parse(&text) {
                let is_web = link.as_str().starts_with("https://") || link.as_str().starts_with("http://");
                prop_assert!(is_web);
                prop_assert!(!link.host().is_empty());
            }
        }
    }
}
