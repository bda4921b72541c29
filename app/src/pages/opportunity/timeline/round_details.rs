//! The details of a round in the history, besides its title and notes.

use domain::journal::Journal;
use domain::model::event::{Event, EventKind};
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
    captured: Vec<(&'static str, String)>,
}

impl RoundDetails {
    /// The details of an event, if it is a round. Its zone is told where it is not the device's own.
    pub(super) fn of(journal: &Journal, event: &Event, own_zone: &str) -> Option<Self> {
        if event.what != EventKind::Round {
            return None;
        }
        let form = event.form.map(|form| form.label().to_owned());
        let minutes = event.minutes.map(|minutes| format!("{minutes} minutes"));
        let zone = Some(zone_shown(event, own_zone).to_owned()).filter(|zone| !zone.is_empty());
        let facts: Vec<String> = [form, minutes, zone].into_iter().flatten().collect();
        let captured = [
            ("They care about", &event.cares),
            ("Landed", &event.landed),
            ("To send", &event.to_send),
        ];
        Some(Self {
            facts: facts.join(" · "),
            link: SafeLink::parse(&event.link).ok(),
            people: people_with(journal, event),
            captured: captured
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(name, text)| (name, text.clone()))
                .collect(),
        })
    }
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
                    <dt>{name}</dt>
                    <dd dir="auto">{text}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <p class="due__about cluster">{details.facts} {link} {people_links(details.people)}</p>
        <dl class="facts">{captured}</dl>
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
        let journal = journal_after(&[record(ANN, &ann)]);
        let expected = RoundDetails {
            facts: "Video · 45 minutes".into(),
            link: None,
            people: vec![(ANN, "Ann".into())],
            captured: vec![("Landed", "The story of the outage".into())],
        };
        let details = |event: &Event| RoundDetails::of(&journal, event, "Europe/Berlin");
        assert_eq!(details(&round), Some(expected.clone()));
        let zoned = |zone: &str| Event {
            zone: zone.into(),
            ..round.clone()
        };
        assert_eq!(details(&zoned("Europe/Berlin")), Some(expected));
        let facts = details(&zoned("Asia/Tokyo")).map(|details| details.facts);
        assert_eq!(facts.as_deref(), Some("Video · 45 minutes · Asia/Tokyo"));
        let note = Event::note(ACME, "", "", NOON.today());
        assert_eq!(details(&note), None);
    }
}
