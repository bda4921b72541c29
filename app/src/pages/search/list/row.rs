//! One row of the list.

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::super::state::SearchState;
use crate::components::live::live;
use crate::components::stage_badge::{stage_badge, standing_words};
use crate::session::session;

/// The texts of a row.
#[derive(Clone, Debug, PartialEq)]
struct RowContent {
    title: String,
    company: String,
    role: String,
    place: String,
    words: String,
    standing: Standing,
}

impl RowContent {
    fn of(journal: &Journal, id: RecordId) -> Self {
        let opportunity = journal.opportunities().get(id).cloned().unwrap_or_default();
        let standing = journal.standing(id);
        Self {
            title: opportunity.title(),
            company: if opportunity.company.is_empty() {
                "No company yet".to_owned()
            } else {
                opportunity.company
            },
            role: opportunity.role,
            place: opportunity.place,
            words: standing_words(journal, &standing),
            standing,
        }
    }
}

/// A row that can be chosen; its company leads to the page.
#[component]
pub(super) fn ListRow(state: SearchState, id: RecordId) -> impl IntoView {
    let session = session();
    let content = Memo::new(move |_| session.read(|journal| RowContent::of(journal, id)));
    let since = move || {
        let today = session.today();
        content.with(|row| row.standing.since.map(|since| since.short(today)))
    };
    view! {
        <tr>
            <td class="table__check">
                <input
                    type="checkbox"
                    aria-label=move || content.with(|row| format!("Select {}", row.title))
                    prop:checked=move || state.chosen.with(|chosen| chosen.contains(&id))
                    on:change=move |input| state.choose(id, event_target_checked(&input))
                />
            </td>
            <th scope="row" data-label="Company">
                <a href=format!("/search/{id}") dir="auto">
                    {live(move || content.with(|row| row.company.clone()))}
                </a>
            </th>
            <td data-label="Role" dir="auto">
                {live(move || content.with(|row| row.role.clone()))}
            </td>
            <td data-label="Stage">
                {live(move || content.with(|row| stage_badge(row.words.clone(), &row.standing)))}
            </td>
            <td data-label="Since">{live(since)}</td>
            <td data-label="Place" dir="auto">
                {live(move || content.with(|row| row.place.clone()))}
            </td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;

    use super::*;
    use crate::actions::testing::{journal_after, record};

    #[test]
    fn a_row_without_a_company_says_so() {
        let id = RecordId::fixed(1);
        let nameless = Opportunity {
            role: "Data engineer".into(),
            ..Opportunity::default()
        };
        let row = RowContent::of(&journal_after(&[record(id, &nameless)]), id);
        assert_eq!(row.company, "No company yet");
        assert_eq!(
            (&*row.title, &*row.role),
            ("Data engineer", "Data engineer")
        );
        assert_eq!(row.words, "Saved");
    }
}
