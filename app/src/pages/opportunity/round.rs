//! A round: how it is held, for how long, in which time zone, who is there, and three lines noted right after.

use domain::journal::Journal;
use domain::model::event::{Event, EventKind, RoundForm};
use domain::values::id::RecordId;
use domain::values::link::SafeLink;
use leptos::prelude::*;

use crate::actions::touches::name_of_person;
use crate::components::field::{Select, TextField};
use crate::components::live::live;
use crate::session::Session;

/// What the form of a round holds besides day, time, title and notes; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct RoundFields {
    form: RwSignal<String>,
    minutes: RwSignal<String>,
    zone: RwSignal<String>,
    link: RwSignal<String>,
    with: RwSignal<Vec<RecordId>>,
    cares: RwSignal<String>,
    landed: RwSignal<String>,
    to_send: RwSignal<String>,
}

impl RoundFields {
    pub(super) fn new(event: &Event) -> Self {
        let minutes = event.minutes.map(|minutes| minutes.to_string());
        Self {
            form: RwSignal::new(event.form.map_or("", RoundForm::id).to_owned()),
            minutes: RwSignal::new(minutes.unwrap_or_default()),
            zone: RwSignal::new(event.zone.clone()),
            link: RwSignal::new(event.link.clone()),
            with: RwSignal::new(event.with.clone()),
            cares: RwSignal::new(event.cares.clone()),
            landed: RwSignal::new(event.landed.clone()),
            to_send: RwSignal::new(event.to_send.clone()),
        }
    }

    pub(super) fn write(self, event: &mut Event) {
        let text = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        event.form = RoundForm::parse(&text(self.form));
        event.minutes = text(self.minutes)
            .parse()
            .ok()
            .filter(|minutes| (1..=1_440).contains(minutes));
        event.zone = text(self.zone);
        event.link = text(self.link);
        event.with = self.with.get_untracked();
        event.cares = text(self.cares);
        event.landed = text(self.landed);
        event.to_send = text(self.to_send);
    }
}

/// The fields of a round.
pub(super) fn round_fields(
    session: Session,
    opportunity: Option<RecordId>,
    round: RoundFields,
    id: String,
) -> AnyView {
    let field = |name: &str| format!("{id}-{name}");
    let forms = || {
        let words = RoundForm::ALL.map(|form| (form.id().to_owned(), form.label().to_owned()));
        [(String::new(), "Not said".to_owned())]
            .into_iter()
            .chain(words)
            .collect::<Vec<_>>()
    };
    let unknown_zone = move || {
        let zone = round.zone.get();
        let zone = zone.trim();
        let is_known = zone.is_empty()
            || session
                .with_platform(|platform| platform.zone_offset(zone, platform.now().ms).is_some());
        (!is_known).then(|| {
            "This zone is not known. Write it as in Europe/Berlin or America/New_York.".to_owned()
        })
    };
    let people = move || {
        let people = opportunity.map(|id| {
            session.read(|journal| {
                let people = journal.people_of(id).into_iter();
                people
                    .map(|(id, person)| (id, person.name.clone()))
                    .collect::<Vec<_>>()
            })
        });
        let people = people.unwrap_or_default();
        if people.is_empty() {
            return view! {
                <p class="field__hint">"Add the people you met to this opportunity; then they can be ticked here."</p>
            }
            .into_any();
        }
        people
            .into_iter()
            .map(|(id, name)| {
                view! {
                    <label class="choice">
                        <input
                            type="checkbox"
                            prop:checked=move || round.with.with(|with| with.contains(&id))
                            on:change=move |input| {
                                let is_there = event_target_checked(&input);
                                round
                                    .with
                                    .update(|with| {
                                        with.retain(|other| *other != id);
                                        if is_there {
                                            with.push(id);
                                        }
                                    });
                            }
                        />
                        <span dir="auto">{name}</span>
                    </label>
                }
                .into_any()
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="field-row">
            <Select id=field("form") label="How" options=Signal::derive(forms) value=round.form />
            <TextField id=field("minutes") label="Minutes" kind="number" value=round.minutes />
        </div>
        <TextField
            id=field("zone")
            label="Time zone"
            value=round.zone
            hint="Only if it is not yours, as in Europe/Berlin."
            error=Signal::derive(unknown_zone)
        />
        <TextField id=field("link") label="Link" kind="url" value=round.link />
        <fieldset class="choices">
            <legend>"Who was there"</legend>
            {live(people)}
        </fieldset>
        <fieldset class="stack captured">
            <legend>"Right after, while it is fresh"</legend>
            <TextField id=field("cares") label="What they care about" value=round.cares />
            <TextField id=field("landed") label="What landed" value=round.landed />
            <TextField id=field("to-send") label="What to send" value=round.to_send />
        </fieldset>
    }
    .into_any()
}

/// What a history shows of a round besides its title and notes.
pub(super) fn round_details(journal: &Journal, event: &Event) -> AnyView {
    if event.what != EventKind::Round {
        return ().into_any();
    }
    let form = event.form.map(|form| form.label().to_owned());
    let minutes = event.minutes.map(|minutes| format!("{minutes} minutes"));
    let zone = Some(event.zone.clone()).filter(|zone| !zone.is_empty());
    let facts: Vec<String> = [form, minutes, zone].into_iter().flatten().collect();
    let link = SafeLink::parse(&event.link).ok().map(|link| {
        view! {
            <a href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer">
                {link.host()}
            </a>
        }
        .into_any()
    });
    let people: Vec<AnyView> = event
        .with
        .iter()
        .filter(|id| journal.people().get(**id).is_some())
        .map(|id| {
            let name = name_of_person(journal, *id);
            view! { <a href=format!("/people/{id}") dir="auto">{name}</a> }.into_any()
        })
        .collect();
    let captured = [
        ("They care about", &event.cares),
        ("Landed", &event.landed),
        ("To send", &event.to_send),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(name, text)| {
        let text = text.clone();
        view! {
            <div>
                <dt>{name}</dt>
                <dd dir="auto">{text}</dd>
            </div>
        }
        .into_any()
    })
    .collect_view();
    view! {
        <p class="due__about cluster">{facts.join(" · ")} {link} {people}</p>
        <dl class="facts">{captured}</dl>
    }
    .into_any()
}
