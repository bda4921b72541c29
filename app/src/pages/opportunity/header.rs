//! The head of the page: the title, where the opportunity stands, and where it can go from here.

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::model::opportunity::Opportunity;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::menu::OpportunityMenu;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::stage_badge::{stage_badge, standing_words};
use crate::session::session;

/// After how many days of silence the head says how long it lasts.
const QUIET_DAYS: u32 = 7;

/// The texts of the head.
#[derive(Clone, Debug, PartialEq)]
struct HeaderContent {
    title: String,
    words: String,
    standing: Standing,
    /// “Quiet for 9 days”, while an answer is awaited.
    quiet: Option<String>,
}

impl HeaderContent {
    fn of(journal: &Journal, id: RecordId, today: Date) -> Self {
        let standing = journal.standing(id);
        let days = standing.days_quiet(today);
        let is_quiet = standing.awaits_answer() && days >= QUIET_DAYS;
        let opportunity = journal.opportunities().get(id);
        Self {
            title: opportunity.map_or_else(|| Opportunity::default().title(), Opportunity::title),
            words: standing_words(journal, &standing),
            quiet: is_quiet.then(|| format!("Quiet for {days} days")),
            standing,
        }
    }
}

/// The head, with a way back to the tracker.
#[component]
pub(super) fn Header(id: RecordId) -> impl IntoView {
    let session = session();
    let content = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| HeaderContent::of(journal, id, today))
    });
    let badge = move || content.with(|head| stage_badge(head.words.clone(), &head.standing));
    let quiet = move || content.with(|head| head.quiet.clone());
    view! {
        <div class="page__head">
            <div>
                <p class="page__back">
                    <a href="/search">
                        <Icon name="arrow-left" />
                        "Tracker"
                    </a>
                </p>
                <h1 id="heading" tabindex="-1" dir="auto">
                    {live(move || content.with(|head| head.title.clone()))}
                </h1>
                <p class="cluster">{live(badge)} <span class="quiet-line">{live(quiet)}</span></p>
            </div>
            <OpportunityMenu id=id />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::stage::APPLIED;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn quiet(days: i32, ending: Option<Ending>) -> Option<String> {
        let day = NOON.today().plus_days(-days);
        let mut edits = vec![
            record(ACME, &Opportunity::default()),
            record(RecordId::fixed(2), &Event::stage(ACME, APPLIED, day)),
        ];
        let end = ending.map(|ending| Event::ending(ACME, ending, day));
        edits.extend(end.map(|event| record(RecordId::fixed(3), &event)));
        HeaderContent::of(&journal_after(&edits), ACME, NOON.today()).quiet
    }

    #[test]
    fn silence_is_named_after_a_week_while_an_answer_is_awaited() {
        assert_eq!(quiet(6, None), None);
        assert_eq!(quiet(9, None).as_deref(), Some("Quiet for 9 days"));
        assert_eq!(quiet(9, Some(Ending::NoAnswer)), None);
    }
}
