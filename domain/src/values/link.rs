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
    /// White space, control characters or characters that cannot be seen inside.
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
            Self::Characters => {
                "A link has no spaces, backslashes or hidden characters in it. It is kept as text."
            }
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
            .any(|letter| letter.is_whitespace() || letter.is_control() || is_hidden(letter))
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

    /// The host, lower case, without a leading `www.` and without the port. A host in any script stays as it was typed.
    #[must_use]
    pub fn host(&self) -> String {
        let authority = self.after_scheme().split(['/', '?', '#']).next();
        let host = authority.unwrap_or_default().split(':').next();
        let host = host.unwrap_or_default().to_lowercase();
        match host.strip_prefix("www.") {
            Some(rest) if rest.contains('.') => rest.to_owned(),
            _ => host,
        }
    }

    /// The path after the host, without query and fragment, in its parts.
    pub fn path(&self) -> impl Iterator<Item = &str> {
        let path = self.after_scheme().split(['?', '#']).next();
        let parts = path.unwrap_or_default().split('/').skip(1);
        parts.filter(|part| !part.is_empty())
    }

    /// The value of a parameter of the query, as it stands there.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let before_fragment = self.address.split('#').next()?;
        let (_, query) = before_fragment.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    fn after_scheme(&self) -> &str {
        self.address.split_once("://").map_or("", |(_, rest)| rest)
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

/// Characters that browsers read otherwise than people do: backslashes, and marks that hide or turn around what follows.
fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\\' | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let has_port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let labels_hold = host.split('.').all(|label| {
        let is_letter = |letter: char| {
            letter.is_alphanumeric() || is_mark(letter) || letter == '-' || letter == '_'
        };
        !label.is_empty() && label.chars().all(is_letter)
    });
    let is_name = host.contains('.') || host.eq_ignore_ascii_case("localhost");
    has_port && host.len() <= 253 && labels_hold && is_name
}

/// Marks that belong to letters in Indic, Arabic and other scripts, and accents written apart from their letter.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}')
}

fn is_tracking(pair: &str) -> bool {
    const NAMES: [&str; 21] = [
        "gclid",
        "fbclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "trk",
        "trackingid",
        "refid",
        "igshid",
        "lipi",
        "li_fat_id",
        "gh_src",
        "lever-source",
        "lever-origin",
        "yclid",
        "dclid",
        "gbraid",
        "wbraid",
        "ttclid",
        "twclid",
        "mkt_tok",
    ];
    let name = pair
        .split('=')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    name.starts_with("utm_") || NAMES.contains(&name.as_str())
}

#[cfg(test)]
mod tests;
