//! What is shown at an address that has no page.

use leptos::prelude::*;

/// Says that there is nothing here, and where to go.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page page--narrow">
            <h1 id="heading" tabindex="-1">"There’s no page here"</h1>
            <p class="lede">"The address may be mistyped, or the page has moved. Everything you wrote is where it was."</p>
            <p>
                <a class="btn btn--primary" href="/">
                    "Go to Today"
                </a>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;

    #[test]
    fn the_page_of_an_address_without_one() {
        insta::assert_snapshot!(html_of(|| NotFound().into_any()));
    }
}
