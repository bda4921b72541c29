//! The form to add an event or to correct one.

use domain::model::event::Event;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::event_input::EventInput;
use super::event_kinds::{is_addable, kind_options};
use super::people_fields::with_whom;
use super::round_fields::{RoundFields, RoundSignals, zone_problem};
use crate::actions::{events, settings};
use crate::components::field::{Select, TextArea, TextField};
use crate::components::form_draft::{DraftField, FormDraft};
use crate::components::live::live;
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};

/// The signals behind the fields.
#[derive(Clone, Copy)]
struct EventSignals {
    kind: RwSignal<String>,
    title: RwSignal<String>,
    notes: RwSignal<String>,
    day: RwSignal<String>,
    time: RwSignal<String>,
    with: RwSignal<Vec<RecordId>>,
    round: RoundSignals,
}

impl EventSignals {
    fn new(input: EventInput) -> Self {
        Self {
            kind: RwSignal::new(input.kind),
            title: RwSignal::new(input.title),
            notes: RwSignal::new(input.notes),
            day: RwSignal::new(input.day),
            time: RwSignal::new(input.time),
            with: RwSignal::new(input.with),
            round: RoundSignals::new(input.round),
        }
    }

    fn input(&self) -> EventInput {
        EventInput {
            kind: self.kind.get_untracked(),
            title: self.title.get_untracked(),
            notes: self.notes.get_untracked(),
            day: self.day.get_untracked(),
            time: self.time.get_untracked(),
            with: self.with.get_untracked(),
            round: self.round.input(),
        }
    }

    /// The fields to keep while they are half-written.
    fn fields(&self) -> Vec<(&'static str, DraftField)> {
        let mut fields = vec![
            ("kind", self.kind.into()),
            ("title", self.title.into()),
            ("notes", self.notes.into()),
            ("day", self.day.into()),
            ("time", self.time.into()),
            ("with", self.with.into()),
        ];
        fields.extend(self.round.fields());
        fields
    }
}

/// The name of the form's draft: of one event, or of a new one of an opportunity.
pub(super) fn draft_name(id: Option<RecordId>, opportunity: Option<RecordId>) -> String {
    let about = id.or(opportunity).map(|id| id.to_string());
    let form = if id.is_some() { "event" } else { "new-event" };
    format!("{form}:{}", about.unwrap_or_default())
}

/// The form of a new event, where it has no id yet, or of one to correct.
#[component]
pub(super) fn EventForm(id: Option<RecordId>, event: Event, open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let suffix = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let field = |name: &str| format!("{name}-{suffix}");
    let own_zone = session.with_platform(|platform| platform.zone());
    let mut input = EventInput::of(&event);
    input.round.zone = events::zone_shown(&event, &own_zone).to_owned();
    let signals = EventSignals::new(input);
    let problem = RwSignal::new(None::<String>);
    let opportunity = event.opportunity;
    let can_change_kind = is_addable(event.what);
    let draft = FormDraft::new(draft_name(id, opportunity), signals.fields());
    let keep = on_submit(id, event, signals, draft, open, problem);
    let cancel = move |_| {
        draft.done();
        open.set(false);
    };
    view! {
        <form class="card stack event-form" on:submit=keep>
            {draft.line()}
            {can_change_kind.then(|| what_fields(field("event-kind"), field("event-title"), signals))}
            <div class="field-row">
                <TextField
                    id=field("event-day")
                    label="Day"
                    kind="date"
                    value=signals.day
                    error=Signal::derive(move || problem.get())
                />
                <TextField id=field("event-time") label="Time" kind="time" value=signals.time />
            </div>
            {can_change_kind
                .then(|| {
                    let is_round = move || signals.kind.get() == "round";
                    view! {
                        <div class="stack" hidden=move || !is_round()>
                            <RoundFields id=field("round") opportunity=opportunity signals=signals.round />
                        </div>
                    }
                })}
            {live(move || {
                let opportunity = opportunity
                    .filter(|_| can_change_kind && signals.kind.get() == "contact");
                opportunity.map(|opportunity| with_whom(session, opportunity, signals.with))
            })}
            <TextArea id=field("event-notes") label="Notes" value=signals.notes rows=3 />
            {id.map(|id| {
                let record = RecordKey::new(RecordKind::Event, id);
                view! { <EarlierVersions record=record field="notes" shown=signals.notes /> }.into_any()
            })}
            <div class="cluster">
                <button type="submit" class="btn">
                    "Save"
                </button>
                <button type="button" class="btn btn--quiet" on:click=cancel>
                    "Cancel"
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Stores the event and closes the form, or says what is wrong with its fields.
fn on_submit(
    id: Option<RecordId>,
    event: Event,
    signals: EventSignals,
    draft: FormDraft,
    open: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
) -> impl Fn(SubmitEvent) {
    let session = session();
    move |submit| {
        submit.prevent_default();
        let input = signals.input();
        // Its field says so already.
        if input.kind == "round" && zone_problem(session, &input.round.zone).is_some() {
            return;
        }
        let form = input.event(&event, session.day_of_writing());
        match form.and_then(|form| with_moment(session, &event, form)) {
            Ok(after) => {
                open.set(false);
                store(session, id, &event, &after);
                draft.done();
            }
            Err(sentence) => problem.set(Some(sentence)),
        }
    }
}

/// The kind of the event and its title, except for events that the app itself wrote.
fn what_fields(kind_id: String, title_id: String, signals: EventSignals) -> AnyView {
    view! {
        <Select id=kind_id label="What" value=signals.kind options=Signal::derive(kind_options) />
        <TextField id=title_id label="Title" value=signals.title />
    }
    .into_any()
}

/// The event of the form with the moment it begins, by what this device knows of zones.
fn with_moment(session: Session, before: &Event, form: Event) -> Result<Event, String> {
    session.with_platform(|platform| {
        let offset_of = |zone: &str, ms: u64| platform.zone_offset(zone, ms);
        events::with_moment(before, form, &platform.zone(), &offset_of)
    })
}

/// Adds the event, or corrects the one it was, and notes the zone that its time is read in.
fn store(session: Session, id: Option<RecordId>, before: &Event, after: &Event) {
    let own_zone = session.with_platform(|platform| platform.zone());
    session.perform(|journal, moment| {
        let edit = match id {
            Some(id) => events::correct(id, before, after),
            None => events::add(moment, after),
        };
        if after.at.is_some() && !edit.is_empty() {
            edit.and(settings::note_zone(journal, &own_zone))
        } else {
            edit
        }
    });
}
