//! What was noted after the round, beside the editor: a memory aid that is never part of a message.

use domain::tone::Addressee;
use leptos::prelude::*;

/// The notes on the person the message is to, or nothing where there are none.
pub(super) fn noted(to: &Addressee) -> AnyView {
    let noted = to.noted.clone().unwrap_or_default();
    if to.noted.is_none() && to.worry.is_empty() {
        return ().into_any();
    }
    let title = if to.noted.is_none() {
        "Your notes. Only you see them.".to_owned()
    } else if noted.is_theirs && !to.facts.person.is_empty() {
        format!("Your notes on {}. Only you see them.", to.facts.person)
    } else {
        "Your notes on the round. Only you see them.".to_owned()
    };
    let lines = [
        ("They care about", &noted.cares),
        ("What landed", &noted.landed),
        ("You promised", &noted.promised),
        ("What they worry about", &to.worry),
    ];
    let rows = lines
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(name, text)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd dir="auto">{text.clone()}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <aside class="draft__noted" aria-label="Your notes">
            <p class="quiet-line">{title}</p>
            <dl class="facts">{rows}</dl>
        </aside>
    }
    .into_any()
}
