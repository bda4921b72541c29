//! The way to the preparation of the next round, while a talk is ahead.

use domain::journal::Journal;
use domain::model::event::EventKind;
use domain::model::review::{Learning, LearningKind};
use domain::state::record::RecordKind;
use domain::values::date::Now;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::events::title_of;
use crate::components::card::Card;
use crate::components::live::{Show, live};
use crate::session::session;

/// The rank from which on a stage means talks.
const FIRST_RANK_WITH_TALKS: u32 = 2_000;

/// How many learnings are shown.
const MOST_SHOWN: usize = 3;

/// The content of the card.
#[derive(Clone, Debug, Default, PartialEq)]
struct AheadContent {
    is_talk_ahead: bool,
    /// The next round, by its name and the address of its preparation.
    round: Option<(String, String)>,
    /// Open learnings, those to focus on first, each the newest first.
    learnings: Vec<String>,
}

fn content(journal: &Journal, id: RecordId, now: Now) -> AheadContent {
    let standing = journal.standing(id);
    let rounds = journal.events().of(id).filter(|(_, event)| {
        event.what == EventKind::Round && event.on.is_some() && !event.is_over(now)
    });
    let next = rounds.min_by_key(|(round, event)| (event.on, event.at, *round));
    let has_talks = journal.stages().rank(&standing.stage) >= FIRST_RANK_WITH_TALKS;
    if !standing.is_active() || !(has_talks || next.is_some()) {
        return AheadContent::default();
    }
    let open = journal
        .learnings()
        .iter()
        .filter(|(_, learning)| learning.done_on.is_none() && learning.kind != LearningKind::Plan);
    let open = journal.newest_first(&RecordKind::Learning, open.collect());
    let is_focus = |(_, learning): &(RecordId, &Learning)| learning.kind == LearningKind::Focus;
    let (focuses, others): (Vec<_>, Vec<_>) = open.into_iter().partition(is_focus);
    let learnings = focuses.into_iter().chain(others).take(MOST_SHOWN);
    AheadContent {
        is_talk_ahead: true,
        round: next.map(|(round, event)| {
            let title = title_of(journal, event);
            (title, format!("/search/{id}/prepare/{round}"))
        }),
        learnings: learnings
            .map(|(_, learning)| learning.text.clone())
            .collect(),
    }
}

/// The card.
#[component]
pub(super) fn Ahead(id: RecordId) -> impl IntoView {
    let session = session();
    let content = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| content(journal, id, now))
    });
    let rows = move || {
        let learnings = content
            .with(|content| content.learnings.clone())
            .into_iter();
        learnings
            .map(|text| view! { <li dir="auto">{text}</li> }.into_any())
            .collect_view()
    };
    let prepare = move || {
        let round = content.with(|content| content.round.clone());
        round.map(|(title, address)| {
            view! {
                <p>
                    <a class="btn btn--primary" href=address dir="auto">
                        {format!("Prepare: {title}")}
                    </a>
                </p>
            }
        })
    };
    view! {
        <Show when=move || content.with(|content| content.is_talk_ahead)>
            <Card name="ahead" title="Before you talk to them" class="card card--ahead">
                {live(prepare)}
                <ul>{live(rows)}</ul>
                <p class="cluster">
                    <a href="/learned">"All you’ve learned"</a>
                    <a href="/stories">"Your stories"</a>
                    <a href=format!("/search/{id}/ninety-days")>"Your first ninety days"</a>
                </p>
            </Card>
        </Show>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::{APPLIED, INTERVIEWING};
    use domain::state::edit::Edit;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn shown(events: &[Event]) -> AheadContent {
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
        content(&journal_after(&edits), ACME, NOON)
    }

    #[test]
    fn a_talk_ahead_brings_up_what_was_learned_the_focus_first() {
        let expected = ["Speak slowly", "Ask more"];
        let today = NOON.today();
        let talks = shown(&[Event::stage(ACME, INTERVIEWING, today)]);
        assert_eq!(
            (talks.round, &talks.learnings[..]),
            (None, &expected.map(String::from)[..])
        );
        let call = shown(&[
            Event::round(ACME, "Panel", today.plus_days(2), None),
            Event::round(ACME, "Call", today, None),
        ]);
        assert_eq!(call.learnings, expected);
        let address = format!("/search/{ACME}/prepare/{}", RecordId::fixed(21));
        assert_eq!(call.round, Some(("Call".to_owned(), address)));
    }

    #[test]
    fn without_a_talk_nothing_is_brought_up() {
        let today = NOON.today();
        let yesterday = today.plus_days(-1);
        let nothing = AheadContent::default();
        assert_eq!(shown(&[Event::stage(ACME, APPLIED, today)]), nothing);
        assert_eq!(
            shown(&[Event::round(ACME, "Call", yesterday, None)]),
            nothing
        );
        let ended = [
            Event::stage(ACME, INTERVIEWING, yesterday),
            Event::ending(ACME, Ending::No, today),
        ];
        assert_eq!(shown(&ended), nothing);
    }
}
