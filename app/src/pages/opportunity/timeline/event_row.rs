//! One event of the history, with its form while it is corrected.

use domain::exchange::icalendar::Entry;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::event_content::EventContent;
use super::event_form::{EventForm, draft_name};
use super::round_details::{people_links, round_details};
use crate::actions::events;
use crate::components::calendar_links::CalendarLinks;
use crate::components::form_draft::open_with_draft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::session::session;

/// A row of the timeline.
#[component]
pub(super) fn EventRow(id: RecordId) -> impl IntoView {
    let session = session();
    let content = Memo::new(move |_| {
        let now = session.now();
        // The server knows no zone, and both must draw the same first picture.
        let is_loaded = session.is_loaded();
        let own_zone = is_loaded.then(|| session.with_platform(|platform| platform.zone()));
        let own_zone = own_zone.unwrap_or_default();
        session.read(|journal| EventContent::of(journal, id, now, &own_zone))
    });
    let title = move || content.with(|event| event.title.clone());
    let editing = RwSignal::new(false);
    open_with_draft(draft_name(Some(id), None), editing);
    let form = move || {
        editing.get().then(|| {
            let event = session.peek(|journal| journal.events().get(id).cloned());
            view! { <EventForm id=Some(id) event=event.unwrap_or_default() open=editing /> }
        })
    };
    view! {
        <li
            class="event"
            data-what=move || content.with(|event| event.kind)
            data-ending=move || content.with(|event| event.ending)
            class:event--ahead=move || content.with(|event| event.is_ahead)
        >
            <span class="event__on">{live(move || content.with(|event| event.when.clone()))}</span>
            <div class="event__what">
                <strong dir="auto">{live(title)}</strong>
                {live(move || round_details(content.with(|event| event.round.clone())))}
                {live(move || {
                    let people = people_links(content.with(|event| event.contacts.clone()));
                    view! { <p class="due__about cluster">{people}</p> }
                })}
                <p class="event__notes" dir="auto">
                    {live(move || content.with(|event| event.notes.clone()))}
                </p>
                {live(form)}
            </div>
            <div class="event__actions">
                {live(move || {
                    let entry = content.with(|event| event.calendar.clone());
                    entry.map(|entry| calendar_menu(entry, content))
                })}
                <button
                    type="button"
                    class="btn btn--icon btn--quiet"
                    aria-label=move || format!("Correct: {}", title())
                    aria-expanded=move || editing.get().to_string()
                    on:click=move |_| editing.update(|editing| *editing = !*editing)
                >
                    <Icon name="edit" />
                </button>
                <RemoveButton
                    label=move || format!("Remove: {}", title())
                    on_remove=move |()| session.perform(|journal, _| events::remove(journal, id))
                />
            </div>
        </li>
    }
    .into_any()
}

fn calendar_menu(entry: Entry, content: Memo<EventContent>) -> AnyView {
    view! {
        <details class="menu">
            <summary
                class="btn btn--icon btn--quiet"
                aria-label=move || content.with(|event| format!("Calendar: {}", event.title))
            >
                <Icon name="calendar" />
            </summary>
            <div class="menu__list">
                <CalendarLinks entry=entry />
            </div>
        </details>
    }
    .into_any()
}
