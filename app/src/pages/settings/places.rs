//! The pages that have no place in the bar, a tap away.

use leptos::prelude::*;

use crate::components::card::Card;

/// Address and name of each.
const PLACES: [(&str, &str); 6] = [
    ("/plan", "Plan"),
    ("/stories", "Stories"),
    ("/feedback", "Feedback"),
    ("/partners", "Partners"),
    ("/care", "Care"),
    ("/private", "Private page"),
];

/// The card that leads to them.
#[component]
pub(super) fn Places() -> impl IntoView {
    let links = PLACES
        .map(|(address, name)| {
            view! {
                <a class="btn btn--small" href=address>
                    {name}
                </a>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    view! {
        <Card name="places" title="More pages" anchor="more">
            <p class="cluster">{links}</p>
        </Card>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::head;

    #[test]
    fn each_link_leads_to_the_page_of_its_name() {
        for (address, name) in PLACES {
            assert_eq!(head(address).map(|head| head.title), Some(name));
        }
    }
}
