//! The offline shell: an empty document that mounts the app. The service worker answers with it when there is no network.

use std::future::Future;

use app::document::THEME_SCRIPT;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::build::Build;
use crate::headers::shell_policy;

/// The document. It carries no mark of the server on `<html>`, so the app mounts instead of hydrating.
pub(crate) const TEMPLATE: &str = r##"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>One Yes</title>
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf6ee">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1c22">
<meta name="color-scheme" content="light dark">
<script>{theme}</script>
<link rel="stylesheet" href="{stylesheet}">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" href="/icons/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/icons/apple-touch-icon.png">
<script type="module" src="{boot}" integrity="{integrity}"></script>
</head><body><div class="splash" data-splash><svg class="icon" aria-hidden="true"><use href="/icons/sprite.svg#ring"></use></svg></div>
<noscript><p>One Yes needs JavaScript to keep your search on this device. The method can be read without it, at /method.</p></noscript>
</body></html>
"##;

/// The handler of `/shell`.
pub(crate) fn page(
    build: &Build,
) -> impl Fn() -> std::pin::Pin<Box<dyn Future<Output = Response> + Send>> + Clone + use<> {
    let text = TEMPLATE
        .replace("{theme}", THEME_SCRIPT)
        .replace("{stylesheet}", &build.stylesheet)
        .replace("{boot}", &build.boot_script)
        .replace("{integrity}", &build.boot_integrity());
    let policy = shell_policy();
    move || {
        let (text, policy) = (text.clone(), policy.clone());
        Box::pin(async move {
            (
                [
                    (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
                    (header::CACHE_CONTROL, "no-cache".to_owned()),
                    (header::CONTENT_SECURITY_POLICY, policy),
                ],
                text,
            )
                .into_response()
        })
    }
}
