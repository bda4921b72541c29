//! Addresses wrapped in another: what mail programs, messengers and search pages put around a link.

use super::slug::decoded;
use crate::values::link::SafeLink;

/// How often an address can be wrapped.
const DEEPEST: usize = 4;

/// Parameters in which a page names the page it leads on to.
#[rustfmt::skip]
const LEADING_ON: [&str; 18] = [
    "url", "u", "q", "target", "to", "dest", "destination", "redirect", "redirect_url", "redirecturl", "redirect_uri", "link", "goto", "out", "href", "adurl", "murl", "go",
];

/// Words of hosts and paths of pages that only lead on.
#[rustfmt::skip]
const PASSING_ON: [&str; 26] = [
    "safelinks", "safety", "url", "redir", "redirect", "redirector", "r", "l", "link", "links", "click", "track", "tracking", "out", "away", "go", "goto", "exit",
    "urldefense", "proofpoint", "slack-redir", "deref-gmx", "deref-web", "deref-mail", "l.php", "clk",
];

/// The address inside of one that only leads on to it.
pub(super) fn unwrapped(link: SafeLink) -> SafeLink {
    let mut link = link;
    for _ in 0..DEEPEST {
        match inside(&link) {
            Some(inner) => link = inner,
            None => break,
        }
    }
    link
}

fn inside(link: &SafeLink) -> Option<SafeLink> {
    let host = link.host();
    let passes_on = host.split('.').any(|part| PASSING_ON.contains(&part))
        || link
            .path()
            .any(|part| PASSING_ON.contains(&part.to_lowercase().as_str()));
    if !passes_on {
        return None;
    }
    let inner = in_query(link, host.contains("urldefense.proofpoint")).or_else(|| in_path(link))?;
    let inner = SafeLink::parse(&inner).ok()?;
    (inner.host() != host).then_some(inner)
}

/// `?url=https%3A%2F%2F…`; an older “URL Defense” writes `-3A` for `%3A` and `_` for `/`.
fn in_query(link: &SafeLink, is_defended: bool) -> Option<String> {
    LEADING_ON.iter().find_map(|name| {
        let value = link.query(name)?;
        let value = if is_defended && value.starts_with("http") && value.contains("-3A") {
            decoded(&value.replace('-', "%").replace('_', "/"))
        } else {
            decoded(value)
        };
        value.to_lowercase().starts_with("http").then_some(value)
    })
}

/// `/v3/__https://acme.example/jobs/1__;!!…`, `/redirect/https%3A%2F%2F…`.
fn in_path(link: &SafeLink) -> Option<String> {
    let (_, path) = link.as_str().split_once("://")?.1.split_once('/')?;
    if let Some((_, rest)) = path.split_once("__http") {
        let end = rest.find("__;").unwrap_or(rest.len());
        return Some(format!("http{}", &rest[..end]));
    }
    let at = path
        .find("https%3A%2F%2F")
        .or_else(|| path.find("http%3A%2F%2F"))?;
    Some(decoded(&path[at..]))
}
