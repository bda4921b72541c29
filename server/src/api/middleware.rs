//! Middleware of the interface, and of pages as far as they ask for the same.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::extract::connection;
use crate::problem::{self, Problem};
use crate::state::AppState;

/// Counts every request that reads from the interface, or a page.
pub(crate) async fn count(
    state: State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if only_reads(request.method()) {
        count_any(state, request, next).await
    } else {
        // Counted by `count_writing`.
        Ok(next.run(request).await)
    }
}

/// Counts every request that may write, whatever its address.
pub(crate) async fn count_writing(
    state: State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if only_reads(request.method()) {
        Ok(next.run(request).await)
    } else {
        count_any(state, request, next).await
    }
}

/// Whether a method only reads, and may so come from another site.
fn only_reads(method: &Method) -> bool {
    [Method::GET, Method::HEAD, Method::OPTIONS].contains(method)
}

async fn count_any(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let connection = connection(request.extensions());
    let peer = state.limits.peer(connection, request.headers());
    state.limits.count_request(peer)?;
    Ok(next.run(request).await)
}

/// Gives up requests that take longer than this.
pub(crate) async fn in_time(
    State(longest): State<Duration>,
    request: Request,
    next: Next,
) -> Response {
    let response = tokio::time::timeout(longest, next.run(request)).await;
    response.unwrap_or_else(|_| problem::took_too_long().into_response())
}

/// Turns away addresses that are no text once decoded, or hold control characters: nothing here is
/// called so, and PostgreSQL takes no NUL.
pub(crate) async fn readable_address(request: Request, next: Next) -> Result<Response, Problem> {
    if is_readable(request.uri().path()) {
        Ok(next.run(request).await)
    } else {
        Err(problem::unreadable_address())
    }
}

/// Keeps everything about an account out of caches, responses without a body among it.
pub(super) async fn not_stored(mut response: Response) -> Response {
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

/// Whether a path is printable text once its percent encoding (RFC 3986, 2.1) is undone.
fn is_readable(path: &str) -> bool {
    // Lenient decoding leaves a stray percent sign as it stands, and no address here has one.
    let is_encoded = |after: &str| {
        let mut digits = after.bytes();
        let mut is_digit = || digits.next().is_some_and(|byte| byte.is_ascii_hexdigit());
        is_digit() && is_digit()
    };
    let decoded = percent_decode_str(path).decode_utf8();
    path.split('%').skip(1).all(is_encoded)
        && decoded.is_ok_and(|text| !text.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_text_an_address_encodes_is_read_unless_it_holds_control_characters(
            text in "(.|\u{0}|\u{7f}){0,30}",
        ) {
            let encoded: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
            prop_assert_eq!(is_readable(&encoded), !text.contains(char::is_control));
        }

        #[test]
        fn whatever_the_address_a_stray_percent_sign_makes_it_unreadable(
            path in "(%[0-9a-fA-F]{2}|[ -~]|\\PC){0,30}",
        ) {
            let (at_the_end, of_no_byte) = (format!("{path}%"), format!("{path}%x1"));
            prop_assert!(!is_readable(&at_the_end) && !is_readable(&of_no_byte));
        }
    }

    #[test]
    fn an_address_is_decoded_as_far_as_it_is_text() {
        for readable in ["/a%20b/%C3%A9", "/", "/é"] {
            assert!(is_readable(readable), "{readable}");
        }
        for unreadable in ["/%FF", "/%", "/%2", "/%zz", "/%é1", "/%00", "/%0a", "/%+1"] {
            assert!(!is_readable(unreadable), "{unreadable}");
        }
    }
}
