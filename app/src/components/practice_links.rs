//! The way from a page, or from a step, to the practices of the method that say more about it.

use domain::method::practice_title;
use leptos::prelude::*;

/// Links to these practices.
pub(crate) fn practice_links(ids: &'static [&'static str]) -> AnyView {
    let links = ids
        .iter()
        .filter_map(|id| Some((*id, practice_title(id)?)))
        .map(|(id, title)| view! { <a href=format!("/method/{id}")>{title}</a> }.into_any())
        .collect_view();
    view! {
        <nav class="letter__method" aria-label="From the method">
            <span>"From the method:"</span>
            {links}
        </nav>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::method::STEP_WORDS;

    use super::*;

    #[test]
    fn every_step_leads_to_its_practices() {
        for words in STEP_WORDS {
            let html = practice_links(words.practices).to_html();
            for id in words.practices {
                let link = format!("href=\"/method/{id}\"");
                assert!(html.contains(&link), "{}: {html}", words.id);
            }
        }
    }
}
