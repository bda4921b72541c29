//! The history as a timeline: every event can be corrected, backdated and removed; nothing is overwritten by a status.

use domain::exchange::icalendar::of_round;
use domain::journal::Journal;
use domain::model::event::{Event, EventKind};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::{Date, clock_time};
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::round::{RoundFields, round_details, round_fields};
use crate::actions::touches::name_of_person;
use crate::components::calendar_links::CalendarLinks;
use crate::components::field::{Select, TextArea, TextField};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};

const ADDABLE: [(EventKind, &str, &str); 3] = [
    (EventKind::Note, "note", "Note"),
    (EventKind::Round, "round", "Interview or round"),
    (EventKind::Contact, "contact", "Message or talk"),
];

/// The history of an opportunity, latest first, with a form to add to it.
#[component]
pub(super) fn Timeline(id: RecordId) -> impl IntoView {
    let session = session();
    let events = Memo::new(move |_| {
        session.read(|journal| {
            let mut ids: Vec<RecordId> =
                journal.history(id).into_iter().map(|(id, _)| id).collect();
            ids.reverse();
            ids
        })
    });
    let adding = RwSignal::new(false);
    view! {
        <section aria-labelledby="history-title">
            <div class="split">
                <h2 id="history-title">"History"</h2>
                <button
                    type="button"
                    class="btn btn--small"
                    aria-expanded=move || adding.get().to_string()
                    on:click=move |_| adding.update(|adding| *adding = !*adding)
                >
                    <Icon name="add" />
                    "Add to the history"
                </button>
            </div>
            {live(move || {
                adding
                    .get()
                    .then(|| {
                        let today = session.day_of_writing();
                        let new = Event::round(id, "", today, None);
                        event_form(session, None, new, adding)
                    })
            })}
            <ol class="timeline">
                <For each=move || events.get() key=|id| *id children=move |id| event_row(session, id) />
            </ol>
        </section>
    }
    .into_any()
}

fn event_row(session: Session, id: RecordId) -> AnyView {
    let event = Memo::new(move |_| {
        session.read(|journal| journal.events().get(id).cloned().unwrap_or_default())
    });
    let title = move || session.read(|journal| title_of(journal, &event.get()));
    // Today leads here to note what is fresh.
    let is_asked = use_query_map().with_untracked(|query| query.get("note"));
    let editing = RwSignal::new(is_asked.is_some_and(|asked| asked == id.to_string()));
    let when = move || {
        let today = session.today();
        event.with(|event| {
            let day = event.on.map(|on| on.short(today)).unwrap_or_default();
            match event.at {
                Some(minute) => format!("{day}, {}", clock_time(minute)),
                None => day,
            }
        })
    };
    let is_ahead = move || {
        let today = session.today();
        event.with(|event| event.on.is_some_and(|on| on > today))
    };
    let remove = move |_| {
        let label = untrack(|| format!("{} removed from the history", title()));
        session.commit(Edit::new(label).remove(RecordKind::Event, id));
    };
    view! {
        <li
            class="event"
            data-what=move || event.with(|event| kind_word(event.what))
            data-ending=move || event.with(|event| event.ending.map(domain::model::event::Ending::id))
            class:event--ahead=is_ahead
        >
            <span class="event__on">{live(when)}</span>
            <div class="event__what">
                <strong dir="auto">{live(title)}</strong>
                {live(move || event.with(|event| session.read(|journal| round_details(journal, event))))}
                {live(move || event.with(|event| session.read(|journal| who_was_in_touch(journal, event))))}
                <p class="event__notes" dir="auto">{live(move || event.with(|event| event.notes.clone()))}</p>
                {live(move || {
                    editing
                        .get()
                        .then(|| event_form(session, Some(id), event.get_untracked(), editing))
                })}
            </div>
            <div class="event__actions">
                {live(move || {
                    let entry = session
                        .read(|journal| {
                            let event = journal.events().get(id).filter(|event| event.what == EventKind::Round)?;
                            of_round(journal, id, event)
                        });
                    entry
                        .map(|entry| {
                            view! {
                                <details class="menu">
                                    <summary
                                        class="btn btn--icon btn--quiet"
                                        aria-label=move || format!("Calendar: {}", title())
                                    >
                                        <Icon name="calendar" />
                                    </summary>
                                    <div class="menu__list">
                                        <CalendarLinks entry=entry />
                                    </div>
                                </details>
                            }
                                .into_any()
                        })
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
                <button
                    type="button"
                    class="btn btn--icon btn--quiet"
                    aria-label=move || format!("Remove: {}", title())
                    on:click=remove
                >
                    <Icon name="trash" />
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// The form to add an event or to correct one.
fn event_form(
    session: Session,
    id: Option<RecordId>,
    event: Event,
    open: RwSignal<bool>,
) -> AnyView {
    let field = |name: &str| {
        format!(
            "{name}-{}",
            id.map_or_else(|| "new".into(), |id| id.to_string())
        )
    };
    let what = RwSignal::new(kind_word(event.what).to_owned());
    let title = RwSignal::new(event.title.clone());
    let notes = RwSignal::new(event.notes.clone());
    let day = RwSignal::new(event.on.map(|on| on.to_string()).unwrap_or_default());
    let time = RwSignal::new(event.at.map(clock_time).unwrap_or_default());
    let problem = RwSignal::new(None::<String>);
    let round = RoundFields::new(&event);
    let with = RwSignal::new(event.with.clone());
    let is_plain = ADDABLE.iter().any(|(kind, ..)| *kind == event.what);
    let kinds: Vec<(String, String)> = ADDABLE
        .iter()
        .map(|(_, word, name)| ((*word).to_owned(), (*name).to_owned()))
        .collect();
    let kind_field = field("event-kind");
    let keep = {
        let event = event.clone();
        move |submit: leptos::ev::SubmitEvent| {
            submit.prevent_default();
            let on = match Date::parse(&day.get_untracked()) {
                Ok(on) => on,
                Err(reason) => return problem.set(Some(reason.to_string())),
            };
            let is_standing = matches!(event.what, EventKind::Stage | EventKind::Ending);
            if is_standing && on > session.day_of_writing() {
                let sentence = "This day has not come yet. Choose today or a day before.";
                return problem.set(Some(sentence.into()));
            }
            let mut after = event.clone();
            round.write(&mut after);
            if let Some((kind, ..)) = ADDABLE
                .iter()
                .find(|(_, word, _)| is_plain && *word == what.get_untracked())
            {
                after.what = *kind;
            }
            match after.what {
                EventKind::Contact => after.with = with.get_untracked(),
                // A note is no word between two people.
                EventKind::Note => after.with.clear(),
                EventKind::Stage | EventKind::Ending | EventKind::Round => {}
            }
            after.on = Some(on);
            after.at = minute_of(&time.get_untracked());
            after.title = title.get_untracked().trim().to_owned();
            after.notes = notes.get_untracked().trim().to_owned();
            session.with_platform(|platform| {
                after.find_offset(|zone, ms| platform.zone_offset(zone, ms));
            });
            let edit = match id {
                Some(id) => Edit::new("History corrected").change(id, &event, &after),
                None => Edit::new("Added to the history").create(session.new_id(), &after),
            };
            open.set(false);
            session.commit(edit);
        }
    };
    view! {
        <form class="card stack event-form" on:submit=keep>
            {is_plain
                .then(|| {
                    view! {
                        <Select id=kind_field label="What" value=what options=Signal::derive(move || kinds.clone()) />
                        <TextField id=field("event-title") label="Title" value=title />
                    }
                })}
            <div class="field-row">
                <TextField
                    id=field("event-day")
                    label="Day"
                    kind="date"
                    value=day
                    error=Signal::derive(move || problem.get())
                />
                <TextField id=field("event-time") label="Time" kind="time" value=time />
            </div>
            {is_plain
                .then(|| {
                    let is_round = move || what.get() == "round";
                    let fields = round_fields(session, event.opportunity, round, field("round"));
                    view! { <div class="stack" hidden=move || !is_round()>{fields}</div> }
                })}
            {live(move || {
                let opportunity = event.opportunity.filter(|_| is_plain && what.get() == "contact");
                opportunity.map(|opportunity| with_whom(session, opportunity, with))
            })}
            <TextArea id=field("event-notes") label="Notes" value=notes rows=3 />
            {id.map(|id| view! { <EarlierVersions record=RecordKey::new(RecordKind::Event, id) field="notes" shown=notes /> }.into_any())}
            <div class="cluster">
                <button type="submit" class="btn">
                    "Keep"
                </button>
                <button type="button" class="btn btn--quiet" on:click=move |_| open.set(false)>
                    "Cancel"
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The people of an opportunity, to tick those a message or talk was with.
fn with_whom(session: Session, opportunity: RecordId, with: RwSignal<Vec<RecordId>>) -> AnyView {
    let people: Vec<(RecordId, String)> = session.read(|journal| {
        let people = journal.people_of(opportunity).into_iter();
        people
            .map(|(id, _)| (id, name_of_person(journal, id)))
            .collect()
    });
    let is_empty = people.is_empty();
    let choices = people
        .into_iter()
        .map(|(id, name)| {
            let tick = move |input| {
                let is_ticked = event_target_checked(&input);
                with.update(|with| {
                    with.retain(|other| *other != id);
                    with.extend(is_ticked.then_some(id));
                });
            };
            view! {
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || with.with(|with| with.contains(&id))
                        on:change=tick
                    />
                    <span dir="auto">{name}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>"With whom"</legend>
            {choices}
            <p class="field__hint" hidden=!is_empty>
                "Add the people you met to this opportunity; then they can be ticked here."
            </p>
        </fieldset>
    }
    .into_any()
}

/// Whom a message or talk was with.
fn who_was_in_touch(journal: &Journal, event: &Event) -> AnyView {
    let with = event
        .with
        .iter()
        .filter(|id| event.what == EventKind::Contact && journal.people().get(**id).is_some());
    let people: Vec<AnyView> = with
        .map(|id| {
            let name = name_of_person(journal, *id);
            view! { <a href=format!("/people/{id}") dir="auto">{name}</a> }.into_any()
        })
        .collect();
    view! { <p class="due__about cluster">{people}</p> }.into_any()
}

fn minute_of(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (
        hour.parse::<u32>().ok()?,
        minute.get(..2)?.parse::<u32>().ok()?,
    );
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

const fn kind_word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Note => "note",
        EventKind::Stage => "stage",
        EventKind::Ending => "ending",
        EventKind::Round => "round",
        EventKind::Contact => "contact",
    }
}

fn title_of(journal: &Journal, event: &Event) -> String {
    let otherwise = match event.what {
        EventKind::Stage => return journal.stages().label(&event.stage).to_owned(),
        EventKind::Ending => {
            return event
                .ending
                .map_or("It ended", |ending| ending.label())
                .to_owned();
        }
        EventKind::Note => "Note",
        EventKind::Round => "Interview",
        EventKind::Contact => "In touch",
    };
    if event.title.is_empty() {
        otherwise.to_owned()
    } else {
        event.title.clone()
    }
}
