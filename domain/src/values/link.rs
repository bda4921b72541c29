//! Links a person gives: what may become a link on a page and what may not, and mail links that are built, never taken over.

mod mail;
mod rules;
#[cfg(test)]
mod tests;
mod tracking;

use std::fmt;

use rules::{is_hidden, is_host, names_another_scheme};
use tracking::is_tracking;

pub use mail::mailto;

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
            Self::Empty => "There’s no link yet.",
            Self::TooLong => "This link is longer than 2,048 characters. It’s saved as text.",
            Self::Scheme => {
                "Only links that begin with https or http can be opened. It’s saved as text."
            }
            Self::Host => "This doesn’t look like a web address. It’s saved as text.",
            Self::Characters => {
                "A link can’t contain spaces, backslashes or hidden characters. It’s saved as text."
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
