//! The badge that says where an opportunity stands, in words first and colour second.

use domain::journal::Journal;
use domain::model::history::Standing;
use leptos::prelude::*;

/// “Interviewing”, or how it ended and how far it had come: “No, after Interviewing”.
#[must_use]
pub fn standing_words(journal: &Journal, standing: &Standing) -> String {
    let stages = journal.stages();
    match standing.ending {
        None => stages.label(&standing.stage).to_owned(),
        Some(ending) => {
            let furthest = stages.label(&standing.furthest);
            format!("{}, after {}", ending.label(), lower_first(furthest))
        }
    }
}

/// The badge for words made by [`standing_words`].
pub fn stage_badge(words: String, standing: &Standing) -> AnyView {
    let ending = standing.ending.map(domain::model::event::Ending::id);
    view! {
        <span class="stage-badge" data-stage=standing.stage.clone() data-ending=ending>
            {words}
        </span>
    }
    .into_any()
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}
