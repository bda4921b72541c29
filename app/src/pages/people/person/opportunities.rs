//! The opportunities someone belongs to, and a way to add one.

use domain::journal::Journal;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::people::{tie, untie};
use crate::components::card::Card;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::{Session, session};

/// How many opportunities can be chosen from; the latest come first.
const OFFERED: usize = 500;

/// The card of opportunities.
#[component]
pub(super) fn Opportunities(
    /// The person.
    id: RecordId,
) -> impl IntoView {
    let session = session();
    let tied = Memo::new(move |_| session.read(|journal| tied(journal, id)));
    let rows = move || {
        let tied = tied.get().into_iter();
        tied.map(|(opportunity, title)| row(session, id, opportunity, title))
            .collect_view()
    };
    view! {
        <Card name="belongs" title="Opportunities">
            <ul class="learning-list">{live(rows)}</ul>
            <TieForm id=id />
        </Card>
    }
    .into_any()
}

/// The opportunities a person belongs to, with their titles.
fn tied(journal: &Journal, person: RecordId) -> Vec<(RecordId, String)> {
    let ids = journal.opportunities_of(person).into_iter();
    ids.filter_map(|id| Some((id, journal.opportunities().get(id)?.title())))
        .collect()
}

/// The opportunities a person can still be tied to, as options: the latest first.
fn others(journal: &Journal, person: RecordId) -> Vec<(String, String)> {
    let own = journal.opportunities_of(person);
    let mut others: Vec<(String, String)> = journal
        .opportunities()
        .iter()
        .filter(|(id, _)| !own.contains(id))
        .map(|(id, about)| (id.to_string(), about.title()))
        .collect();
    others.reverse();
    others.truncate(OFFERED);
    others
}

fn row(session: Session, person: RecordId, opportunity: RecordId, title: String) -> AnyView {
    let label = format!("Take {title} off this list");
    let taken = format!("{title} taken off this list");
    let take_off =
        move |_| session.perform(|journal, _| untie(journal, person, opportunity, &taken));
    view! {
        <li class="learning">
            <a href=format!("/search/{opportunity}") dir="auto">
                {title}
            </a>
            <button type="button" class="btn btn--icon btn--quiet" aria-label=label on:click=take_off>
                <Icon name="close" />
            </button>
        </li>
    }
    .into_any()
}

/// Ties the person to another opportunity.
#[component]
fn TieForm(id: RecordId) -> impl IntoView {
    let session = session();
    let chosen = RwSignal::new(String::new());
    let draft = FormDraft::of_text(format!("tie:{id}"), chosen);
    let others = Memo::new(move |_| session.read(|journal| others(journal, id)));
    let options = move || {
        others
            .get()
            .into_iter()
            .map(|(id, title)| view! { <option value=id>{title}</option> }.into_any())
            .collect_view()
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(opportunity) = RecordId::parse(&chosen.get_untracked()) {
            session.perform(|journal, _| tie(journal, id, opportunity));
            chosen.set(String::new());
        }
    };
    view! {
        <form class="stack" hidden=move || others.with(Vec::is_empty) on:submit=add>
            {draft.line()}
            <div class="field">
                <label for="tie-to">"Also linked to"</label>
                <select
                    id="tie-to"
                    prop:value=move || chosen.get()
                    on:change=move |input| chosen.set(event_target_value(&input))
                >
                    <option value="">"Choose"</option>
                    {live(options)}
                </select>
            </div>
            <button type="submit" class="btn btn--small">
                <Icon name="link" />
                "Add"
            </button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{apply, journal_after, record};

    #[test]
    fn those_a_person_is_not_tied_to_are_offered_latest_first() {
        let [ann, first, second, third] = [1, 2, 3, 4].map(RecordId::fixed);
        let at = |company: &str| Opportunity {
            company: company.into(),
            ..Opportunity::default()
        };
        let journal = journal_after(&[
            record(ann, &Person::default()),
            record(first, &at("Acme")),
            record(second, &at("Bridge")),
            record(third, &at("Corvid")),
        ]);
        let journal = apply(&journal, &tie(&journal, ann, second));
        assert_eq!(tied(&journal, ann), [(second, "Bridge".to_owned())]);
        assert_eq!(
            others(&journal, ann),
            [
                (third.to_string(), "Corvid".to_owned()),
                (first.to_string(), "Acme".to_owned()),
            ]
        );
    }
}
