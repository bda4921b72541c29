//! Open learnings, shown while a talk is ahead.

use domain::journal::Journal;
use domain::model::event::EventKind;
use domain::model::review::LearningKind;
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::sort::sort_by;
use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::live::{Show, live};
use crate::session::session;

/// The rank from which on a stage means talks.
const FIRST_RANK_WITH_TALKS: u32 = 2_000;

/// How many learnings are shown.
const MOST_SHOWN: usize = 5;

/// The open learnings, those to focus on first; none unless a talk is ahead.
fn learnings_ahead(journal: &Journal, id: RecordId, today: Date) -> Vec<String> {
    if !is_talk_ahead(journal, id, today) {
        return Vec::new();
    }
    let mut open: Vec<_> = journal
        .learnings()
        .iter()
        .filter(|(_, learning)| learning.done_on.is_none() && learning.kind != LearningKind::Plan)
        .map(|(id, learning)| (learning.kind != LearningKind::Focus, id, &learning.text))
        .collect();
    sort_by(&mut open, Ord::cmp);
    let first = open.into_iter().take(MOST_SHOWN);
    first.map(|(_, _, text)| text.clone()).collect()
}

fn is_talk_ahead(journal: &Journal, id: RecordId, today: Date) -> bool {
    let standing = journal.standing(id);
    let has_talks = journal.stages().rank(&standing.stage) >= FIRST_RANK_WITH_TALKS;
    let has_round = || {
        journal.events().of(id).any(|(_, event)| {
            event.what == EventKind::Round && event.on.is_some_and(|on| on >= today)
        })
    };
    standing.is_active() && (has_talks || has_round())
}

/// The card of learnings.
#[component]
pub(super) fn Ahead(id: RecordId) -> impl IntoView {
    let session = session();
    let learnings = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| learnings_ahead(journal, id, today))
    });
    let rows = move || {
        learnings
            .get()
            .into_iter()
            .map(|text| view! { <li dir="auto">{text}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || !learnings.with(Vec::is_empty)>
            <Card name="ahead" title="Before you talk to them" class="card card--ahead">
                <ul>{live(rows)}</ul>
                <a href="/learned">"All you learned"</a>
            </Card>
        </Show>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::review::Learning;
    use domain::model::stage::{APPLIED, INTERVIEWING};
    use domain::state::edit::Edit;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn shown(events: &[Event]) -> Vec<String> {
        let learning = |id, text: &str, kind| {
            let learning = Learning {
                text: text.into(),
                kind,
                ..Learning::default()
            };
            record(RecordId::fixed(id), &learning)
        };
        let mut edits: Vec<Edit> = vec![
            record(ACME, &Opportunity::default()),
            learning(10, "Ask more", LearningKind::Improve),
            learning(11, "Speak slowly", LearningKind::Focus),
            learning(12, "Ninety days", LearningKind::Plan),
        ];
        let ids = (20..).map(RecordId::fixed);
        edits.extend(ids.zip(events).map(|(id, event)| record(id, event)));
        learnings_ahead(&journal_after(&edits), ACME, NOON.today())
    }

    #[test]
    fn a_talk_ahead_brings_up_what_was_learned_the_focus_first() {
        let expected = ["Speak slowly", "Ask more"];
        let today = NOON.today();
        assert_eq!(shown(&[Event::stage(ACME, INTERVIEWING, today)]), expected);
        assert_eq!(shown(&[Event::round(ACME, "Call", today, None)]), expected);
    }

    #[test]
    fn without_a_talk_nothing_is_brought_up() {
        let today = NOON.today();
        let yesterday = today.plus_days(-1);
        assert!(shown(&[Event::stage(ACME, APPLIED, today)]).is_empty());
        assert!(shown(&[Event::round(ACME, "Call", yesterday, None)]).is_empty());
        let ended = [
            Event::stage(ACME, INTERVIEWING, yesterday),
            Event::ending(ACME, Ending::No, today),
        ];
        assert!(shown(&ended).is_empty());
    }
}
