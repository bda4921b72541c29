//! The cookie of a session, its name and attributes, and the mark of a guest's device.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::store::accounts::OLDEST_MS;

/// What the cookie of a session is called, and what keeps it safe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionCookie {
    name: &'static str,
    attributes: &'static str,
}

impl SessionCookie {
    /// The cookie at an origin. Over https its prefix binds it to this very host and to encrypted connections (RFC 6265bis, 4.1.3.2). Over http
    /// browsers drop such a cookie: Safari also on localhost, all of them elsewhere.
    pub(crate) fn new(origin: &str) -> Self {
        if origin.starts_with("https://") {
            Self {
                name: "__Host-one-yes",
                attributes: "Path=/; Secure; HttpOnly; SameSite=Lax",
            }
        } else {
            Self {
                name: "one-yes",
                attributes: "Path=/; HttpOnly; SameSite=Lax",
            }
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        self.name
    }

    /// The token that came with a request.
    pub(crate) fn token(self, headers: &HeaderMap) -> Option<&str> {
        find(headers, self.name)
    }

    /// What gives a browser a token.
    pub(crate) fn give(self, token: &str) -> HeaderMap {
        self.with(token, OLDEST_MS / 1_000)
    }

    /// What has a browser keep the token it has, with the attributes of this build, for as long as the session goes on at most.
    pub(crate) fn keep(self, token: &str, ends_ms: u64, now_ms: u64) -> HeaderMap {
        self.with(token, ends_ms.saturating_sub(now_ms) / 1_000)
    }

    /// What has a browser forget its token.
    pub(crate) fn clear(self) -> HeaderMap {
        self.with("", 0)
    }

    fn with(self, token: &str, seconds: u64) -> HeaderMap {
        let Self { name, attributes } = self;
        let no_store = HeaderValue::from_static("no-store");
        let mut headers = HeaderMap::from_iter([(header::CACHE_CONTROL, no_store)]);
        let cookie = format!("{name}={token}; Max-Age={seconds}; {attributes}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            headers.insert(header::SET_COOKIE, cookie);
        }
        headers
    }
}

/// Whether the device is marked as a guest's. Over http the mark has no prefix; nor had it anywhere in earlier versions.
pub(crate) fn marks_a_guest(headers: &HeaderMap) -> bool {
    ["__Host-one-yes-guest", "one-yes-guest"]
        .iter()
        .any(|name| find(headers, name).is_some())
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_browser_sends_a_token_is_one_piece_of_it(
            lines in proptest::collection::vec("([ -~]|(__Host-)?one-yes=|; ?){0,40}", 0..4),
        ) {
            let values = lines.iter().filter_map(|line| HeaderValue::from_str(line).ok());
            let headers = HeaderMap::from_iter(values.map(|value| (header::COOKIE, value)));
            if let Some(token) = SessionCookie::new("https://one.example").token(&headers) {
                let pair = format!("__Host-one-yes={token}");
                prop_assert!(!token.contains(';') && lines.iter().any(|line| line.contains(&pair)));
            }
        }
    }

    fn sent(line: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(line))])
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let secure = SessionCookie::new("https://one.example");
        let plain = SessionCookie::new("http://192.168.0.7:3000");
        let lines = sent("x__Host-one-yes=a; __Host-one-yes2=b; one-yes=d; __Host-one-yes=c");
        assert_eq!(secure.token(&lines), Some("c"));
        assert_eq!(plain.token(&lines), Some("d"));
        assert_eq!(secure.token(&sent("one-yes=d")), None);
    }

    #[test]
    fn only_an_encrypted_origin_asks_for_what_other_browsers_drop() {
        let cookie = |origin: &str| {
            let headers = SessionCookie::new(origin).give("t");
            headers["set-cookie"].to_str().unwrap().to_owned()
        };
        let secure = cookie("https://one.example");
        assert!(secure.starts_with("__Host-one-yes=t;") && secure.contains("; Secure"));
        let plain = cookie("http://localhost:3000");
        assert!(plain.starts_with("one-yes=t;") && !plain.contains("Secure"));
        for cookie in [secure, plain] {
            for part in [
                "; Path=/",
                "; HttpOnly",
                "; SameSite=Lax",
                "; Max-Age=15552000",
            ] {
                assert!(cookie.contains(part), "{cookie}");
            }
        }
    }

    #[test]
    fn a_guests_device_is_known_by_either_mark() {
        assert!(marks_a_guest(&sent("one-yes-guest=1")));
        assert!(marks_a_guest(&sent("a=b; __Host-one-yes-guest=1")));
        assert!(!marks_a_guest(&sent("one-yes=1")));
    }
}
