//! The list of what helps: begun from a few suggestions or in one's own words, kept as it is typed.

use domain::method::CARE_SUGGESTIONS;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::items;
use crate::actions::care;
use crate::components::card::Card;
use crate::components::field::{LineForm, follow_text, human_help};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::session::Session;

/// The card of the list.
pub(super) fn what_helps(session: Session) -> AnyView {
    let listed = Memo::new(move |_| session.read(|journal| items(journal, false)));
    let rows = move || {
        let listed = listed.get();
        let rows = listed.into_iter().map(|id| row(session, id));
        rows.collect_view()
    };
    let empty = move || {
        let words =
            "Nothing here yet. What did you good last week? Write it down, or take one of these.";
        listed.with(Vec::is_empty).then_some(words)
    };
    let typed = RwSignal::new(String::new());
    let add = move |text: String| {
        session.perform(|journal, moment| care::add_item(journal, moment, &text));
        typed.set(String::new());
    };
    view! {
        <Card name="helps" title="What helps" anchor="helps" class="card stack">
            <p>"During a pause, and after three noes in a week, Today offers one of these."</p>
            <ul class="care-list" role="list">{live(rows)}</ul>
            <p class="quiet-line" hidden=move || !listed.with(Vec::is_empty)>{live(empty)}</p>
            <LineForm
                id="new-care-item"
                label="Something that helps"
                button="Add"
                value=typed
                on_submit=Callback::new(add)
            />
            {human_help(typed)}
            {suggestions(session)}
            {set_aside(session)}
        </Card>
    }
    .into_any()
}

/// Something on the list: its words, and the way to set it aside.
fn row(session: Session, id: RecordId) -> AnyView {
    let text = follow_text(move || words(session, id));
    let save = move |input| {
        let typed = event_target_value(&input);
        session.perform_quietly(|journal, _| care::reword_item(journal, id, &typed));
        // It cannot be emptied: what is kept is shown again.
        if typed.trim().is_empty() {
            text.set(untrack(|| words(session, id)));
        }
    };
    view! {
        <li>
            <label class="vh" for=format!("care-{id}")>"Something that helps"</label>
            <input
                id=format!("care-{id}")
                type="text"
                dir="auto"
                autocomplete="off"
                prop:value=move || text.get()
                on:input=move |input| text.set(event_target_value(&input))
                on:change=save
            />
            <button
                type="button"
                class="btn btn--small btn--quiet"
                aria-label=move || format!("Set aside: {}", text.get())
                on:click=move |_| toggle(session, id)
            >
                "Set aside"
            </button>
            {human_help(text)}
        </li>
    }
    .into_any()
}

/// Suggestions that are not on the list, each taken with one tap.
fn suggestions(session: Session) -> AnyView {
    let offered = Memo::new(move |_| {
        session.read(|journal| {
            let suggestions = CARE_SUGGESTIONS.into_iter();
            let open = suggestions.filter(|text| !care::is_on_list(journal, text));
            open.collect::<Vec<_>>()
        })
    });
    let buttons = move || {
        let offered = offered.get().into_iter();
        let button = |text: &'static str| {
            view! {
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| {
                        session.perform(|journal, moment| care::add_item(journal, moment, text));
                    }
                >
                    <Icon name="add" />
                    {text}
                </button>
            }
            .into_any()
        };
        offered.map(button).collect_view()
    };
    view! {
        <div class="cluster care-suggestions" role="group" aria-label="Suggestions">
            {live(buttons)}
        </div>
    }
    .into_any()
}

/// What was set aside, folded.
fn set_aside(session: Session) -> AnyView {
    let aside = Memo::new(move |_| session.read(|journal| items(journal, true)));
    let row = move |id: RecordId| {
        let text = untrack(|| words(session, id));
        let label = format!("Remove from the list: {text}");
        view! {
            <li>
                <span dir="auto">{text}</span>
                <span class="cluster">
                    <button type="button" class="btn btn--small" on:click=move |_| toggle(session, id)>
                        "Use it again"
                    </button>
                    <RemoveButton
                        label=label
                        on_remove=move || session.perform(|_, _| care::remove_item(id))
                    />
                </span>
            </li>
        }
        .into_any()
    };
    let rows = move || aside.get().into_iter().map(row).collect_view();
    view! {
        <details class="disclosure" hidden=move || aside.with(Vec::is_empty)>
            <summary>"Set aside"</summary>
            <ul class="care-list" role="list">{live(rows)}</ul>
        </details>
    }
    .into_any()
}

fn toggle(session: Session, id: RecordId) {
    session.perform(|journal, moment| care::set_item_aside(journal, moment, id));
}

fn words(session: Session, id: RecordId) -> String {
    session.read(|journal| {
        let item = journal.care_items().get(id);
        item.map_or_else(String::new, |item| item.text.clone())
    })
}
