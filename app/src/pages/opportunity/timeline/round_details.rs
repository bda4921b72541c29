//! The details of a round in the history, besides its title and notes.

use domain::journal::Journal;
use domain::model::event::{Event, EventKind};
use domain::model::round_note::RoundNote;
use domain::values::date::Now;
use domain::values::id::RecordId;
use domain::values::link::SafeLink;
use leptos::prelude::*;

use crate::actions::events::zone_shown;
use crate::actions::touches::name_of_person;

/// The details of a round.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RoundDetails {
    /// How, how long and where: “Video · 45 minutes”.
    facts: String,
    link: Option<SafeLink>,
    people: Vec<(RecordId, String)>,
    /// What was noted: about whom, with which name, the text.
    captured: Vec<(String, String)>,
    /// What to do around it: the words, and the address.
    next: Option<(&'static str, String)>,
}

impl RoundDetails {
    /// The details of an event, if it is a round. Its zone is told where it is not the device's own.
    pub(super) fn of(
        journal: &Journal,
        id: RecordId,
        event: &Event,
        now: Now,
        own_zone: &str,
    ) -> Option<Self> {
        if event.what != EventKind::Round {
            return None;
        }
        let form = event.form.map(|form| form.label().to_owned());
        let minutes = event.minutes.map(|minutes| format!("{minutes} minutes"));
        let zone = Some(zone_shown(event, own_zone).to_owned()).filter(|zone| !zone.is_empty());
        let facts: Vec<String> = [form, minutes, zone].into_iter().flatten().collect();
        Some(Self {
            facts: facts.join(" · "),
            link: SafeLink::parse(&event.link).ok(),
            people: people_with(journal, event),
            captured: captured(journal, id),
            next: event.opportunity.map(|opportunity| {
                if event.has_begun(now) {
                    let address = format!("/search/{opportunity}/after/{id}");
                    ("Notes on this round", address)
                } else {
                    ("Prepare", format!("/search/{opportunity}/prepare/{id}"))
                }
            }),
        })
    }
}

/// What was noted on a round, by person.
fn captured(journal: &Journal, round: RecordId) -> Vec<(String, String)> {
    let lines = |note: RoundNote| {
        let about = note.person.map(|person| name_of_person(journal, person));
        let named = [
            ("They care about", "cares about", note.cares),
            ("Landed", "what landed", note.landed),
            ("Promised", "what you promised", note.promised),
        ];
        let named = named
            .into_iter()
            .filter(|(.., text)| !text.trim().is_empty());
        let lines = named.map(move |(alone, of_person, text)| match &about {
            None => (alone.to_owned(), text),
            Some(name) if of_person == "cares about" => (format!("{name} {of_person}"), text),
            Some(name) => (format!("{name}: {of_person}"), text),
        });
        lines.collect::<Vec<_>>()
    };
    journal
        .notes_of_round(round)
        .into_iter()
        .flat_map(lines)
        .collect()
}

/// The people of an event who are still known, by id and name.
pub(super) fn people_with(journal: &Journal, event: &Event) -> Vec<(RecordId, String)> {
    let known = event
        .with
        .iter()
        .filter(|id| journal.people().get(**id).is_some());
    known
        .map(|id| (*id, name_of_person(journal, *id)))
        .collect()
}

/// A link to each person.
pub(super) fn people_links(people: Vec<(RecordId, String)>) -> Vec<AnyView> {
    people
        .into_iter()
        .map(|(id, name)| {
            view! { <a href=format!("/people/{id}") dir="auto">{name}</a> }.into_any()
        })
        .collect()
}

/// The details drawn; nothing for other events.
pub(super) fn round_details(details: Option<RoundDetails>) -> AnyView {
    let Some(details) = details else {
        return ().into_any();
    };
    let link = details.link.map(|link| {
        view! {
            <a href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer">
                {link.host()}
            </a>
        }
        .into_any()
    });
    let captured = details
        .captured
        .into_iter()
        .map(|(name, text)| {
            view! {
                <div>
                    <dt dir="auto">{name}</dt>
                    <dd dir="auto">{text}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <p class="due__about cluster">{details.facts} {link} {people_links(details.people)}</p>
        <dl class="facts">{captured}</dl>
        {details.next.map(|(words, address)| view! { <p><a href=address>{words}</a></p> })}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::event::RoundForm;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const ANN: RecordId = RecordId::fixed(2);
    const CALL: RecordId = RecordId::fixed(3);

    #[test]
    fn a_round_shows_what_is_known_of_it() {
        let ann = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        let round = Event {
            form: Some(RoundForm::Video),
            minutes: Some(45),
            link: "javascript:alert(1)".into(),
            with: vec![ANN, RecordId::fixed(99)],
            landed: "The story of the outage".into(),
            ..Event::round(ACME, "Call", NOON.today(), None)
        };
        let note = RoundNote {
            round: Some(CALL),
            person: Some(ANN),
            opportunity: Some(ACME),
            cares: "Tests".into(),
            ..RoundNote::default()
        };
        let journal = journal_after(&[
            record(ANN, &ann),
            record(CALL, &round),
            record(RoundNote::id(CALL, Some(ANN)), &note),
        ]);
        let expected = RoundDetails {
            facts: "Video · 45 minutes".into(),
            link: None,
            people: vec![(ANN, "Ann".into())],
            captured: vec![
                ("Landed".into(), "The story of the outage".into()),
                ("Ann cares about".into(), "Tests".into()),
            ],
            next: Some((
                "Notes on this round",
                format!("/search/{ACME}/after/{CALL}"),
            )),
        };
        let details =
            |event: &Event| RoundDetails::of(&journal, CALL, event, NOON, "Europe/Berlin");
        assert_eq!(details(&round), Some(expected.clone()));
        let zoned = |zone: &str| Event {
            zone: zone.into(),
            ..round.clone()
        };
        assert_eq!(details(&zoned("Europe/Berlin")), Some(expected));
        let facts = details(&zoned("Asia/Tokyo")).map(|details| details.facts);
        assert_eq!(facts.as_deref(), Some("Video · 45 minutes · Asia/Tokyo"));
        let ahead = Event::round(ACME, "Call", NOON.today().plus_days(1), None);
        let next = details(&ahead).and_then(|details| details.next);
        assert_eq!(
            next,
            Some(("Prepare", format!("/search/{ACME}/prepare/{CALL}")))
        );
        let note = Event::note(ACME, "", "", NOON.today());
        assert_eq!(details(&note), None);
    }
}
