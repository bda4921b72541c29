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

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::INTERVIEWING;
    use domain::state::edit::Edit;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, journal_after};
    use crate::components::testing::html_of;

    #[test]
    fn the_badge_of_a_no_after_interviews() {
        let acme = RecordId::fixed(1);
        let today = NOON.today();
        let journal = journal_after(&[
            Edit::new("").create(acme, &Opportunity::default()),
            Edit::new("").create(RecordId::fixed(2), &Event::stage(acme, INTERVIEWING, today)),
            Edit::new("").create(RecordId::fixed(3), &Event::ending(acme, Ending::No, today)),
        ]);
        let standing = journal.standing(acme);
        let words = standing_words(&journal, &standing);
        insta::assert_snapshot!(html_of(|| stage_badge(words, &standing)));
    }
}
