//! The HTML document around the app, as the server renders it. The offline shell has a document of its own in `server`.

use leptos::prelude::*;

use crate::app::App;
use crate::routes::{full_title, head};

/// Sets the theme chosen on this device before anything is painted, and notes what a person does
/// before the app answers, for `server/src/site/boot.js` to do then. The same text stands in the
/// offline shell; the content security policy names it by its hash.
pub const EARLY_SCRIPT: &str = include_str!("document/early.js");

/// The addresses of this build's files.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The module script that starts the app.
    pub boot_script: String,
    /// What the browser checks that script against before it runs it (Subresource Integrity).
    pub boot_integrity: String,
    /// The style sheet.
    pub stylesheet: String,
    /// Where the product is served, `https://host`, for canonical links and shared pictures.
    pub origin: String,
}

/// The path being rendered, without its query.
#[derive(Clone, Debug)]
pub struct RequestPath(pub String);

/// The id of the element that holds what a signed-in page was rendered from.
pub const FIRST_VISIT_ID: &str = "first-visit";

/// What a signed-in page was rendered from, as JSON without any `<`; none on pages for guests.
#[derive(Clone, Debug, Default)]
pub struct Embedded(pub Option<String>);

/// The whole document, marked so that the browser knows to hydrate it.
#[component]
pub fn Document() -> impl IntoView {
    let assets = expect_context::<Assets>();
    let path = expect_context::<RequestPath>().0;
    let embedded = use_context::<Embedded>().and_then(|embedded| embedded.0);
    view! {
        <!DOCTYPE html>
        <html lang="en" data-rendered="server">
            {document_head(assets, &path, embedded)}
            <body>
                <App />
            </body>
        </html>
    }
}

/// The head of the document of a page.
fn document_head(assets: Assets, path: &str, embedded: Option<String>) -> impl IntoView + use<> {
    let title = full_title(path);
    let head = head(path);
    let is_public = head.is_some_and(|head| head.is_public);
    let description = head.map_or("", |head| head.description);
    let canonical = format!("{}{path}", assets.origin);
    let robots = if is_public { "index,follow" } else { "noindex" };
    let open_graph = open_graph(&assets, &title, description, &canonical);
    let embedded = embedded.map(|json| {
        view! { <script type="application/json" id=FIRST_VISIT_ID inner_html=json></script> }
    });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
            // A child would end in a marker for hydration, which a title shows as it is. The heads are
            // our own words and hold nothing to escape; a test in `routes` says so.
            <title inner_html=title></title>
            <meta name="description" content=description />
            <meta name="robots" content=robots />
            <link rel="canonical" href=canonical />
            {open_graph}
            <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf6ee" />
            <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1c22" />
            <meta name="color-scheme" content="light dark" />
            <script nonce=leptos::nonce::use_nonce()>{EARLY_SCRIPT}</script>
            <link rel="stylesheet" href=assets.stylesheet />
            <link rel="manifest" href="/manifest.webmanifest" />
            <link rel="icon" href="/icons/favicon.svg" type="image/svg+xml" />
            <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
            {embedded}
            <script
                type="module"
                fetchpriority="low"
                src=assets.boot_script
                integrity=assets.boot_integrity
                nonce=leptos::nonce::use_nonce()
            ></script>
        </head>
    }
}

/// The picture and the words by which other sites show a link to the page (Open Graph).
fn open_graph(assets: &Assets, title: &str, description: &str, url: &str) -> impl IntoView + use<> {
    [
        ("og:type", "website".to_owned()),
        ("og:site_name", "One Yes".to_owned()),
        ("og:title", title.to_owned()),
        ("og:description", description.to_owned()),
        ("og:url", url.to_owned()),
        ("og:image", format!("{}/icons/og.png", assets.origin)),
    ]
    .map(|(property, content)| {
        leptos::html::meta()
            .attr("property", property)
            .content(content)
    })
    .into_iter()
    .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;

    fn head_of(path: &str) -> String {
        let assets = Assets {
            boot_script: "/pkg/boot.js".into(),
            boot_integrity: "sha384-x".into(),
            stylesheet: "/pkg/one-yes.css".into(),
            origin: "https://one-yes.example".into(),
        };
        html_of(|| document_head(assets, path, None).into_any())
    }

    #[test]
    fn the_head_of_the_first_page() {
        insta::assert_snapshot!(head_of("/"));
    }

    #[test]
    fn the_head_of_an_address_without_a_page() {
        insta::assert_snapshot!(head_of("/no-such-page"));
    }
}
