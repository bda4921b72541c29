//! One event of the history as plain data, in the words shown.

use domain::exchange::icalendar::{Entry, of_round};
use domain::journal::Journal;
use domain::model::event::{Ending, Event, EventKind};
use domain::values::date::{Date, Now, clock_time};
use domain::values::id::RecordId;

use super::event_kinds::{is_addable, kind_word};
use super::round_details::{RoundDetails, people_with};
use crate::actions::events::title_of;

/// The content of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct EventContent {
    pub(super) title: String,
    /// The word of its kind.
    pub(super) kind: &'static str,
    /// The word of an ending.
    pub(super) ending: Option<&'static str>,
    pub(super) when: String,
    /// Whether its day has not come yet.
    pub(super) is_ahead: bool,
    pub(super) round: Option<RoundDetails>,
    /// Whom a message or talk was with.
    pub(super) contacts: Vec<(RecordId, String)>,
    pub(super) notes: String,
    /// The entry of a round for a calendar.
    pub(super) calendar: Option<Entry>,
}

impl EventContent {
    /// The content of an event as of a moment, on a device in a zone.
    pub(super) fn of(journal: &Journal, id: RecordId, now: Now, own_zone: &str) -> Self {
        let today = now.today();
        let event = journal.events().get(id).cloned().unwrap_or_default();
        let is_round = event.what == EventKind::Round;
        let calendar = is_round.then(|| of_round(journal, id, &event)).flatten();
        let contacts = match event.what {
            EventKind::Contact => people_with(journal, &event),
            EventKind::Ending => teller(journal, id),
            _ => Vec::new(),
        };
        Self {
            title: title_of(journal, &event),
            kind: kind_word(event.what),
            ending: event.ending.map(Ending::id),
            when: when_words(&event, today),
            is_ahead: is_addable(event.what) && event.on.is_some_and(|on| on > today),
            round: RoundDetails::of(journal, id, &event, now, own_zone),
            contacts,
            notes: with_their_words(journal, id, event.notes),
            calendar,
        }
    }
}

/// Who told an ending.
fn teller(journal: &Journal, ending: RecordId) -> Vec<(RecordId, String)> {
    let told_by = journal
        .comebacks()
        .get(ending)
        .and_then(|comeback| comeback.told_by);
    let person = told_by.and_then(|id| Some((id, journal.people().get(id)?.name.clone())));
    person.into_iter().collect()
}

/// The notes of an event, and the words in which an ending was told.
fn with_their_words(journal: &Journal, id: RecordId, notes: String) -> String {
    let comeback = journal.comebacks().get(id);
    let said = comeback.map_or("", |comeback| comeback.said.as_str());
    match (notes.is_empty(), said.is_empty()) {
        (_, true) => notes,
        (true, false) => format!("“{said}”"),
        (false, false) => format!("“{said}”\n{notes}"),
    }
}

fn when_words(event: &Event, today: Date) -> String {
    let day = event.on.map(|on| on.short(today)).unwrap_or_default();
    match event.at {
        Some(minute) => format!("{day}, {}", clock_time(minute)),
        None => day,
    }
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Comeback;
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const ANN: RecordId = RecordId::fixed(2);
    const ID: RecordId = RecordId::fixed(3);

    fn content(event: &Event) -> EventContent {
        let ann = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        let journal = journal_after(&[
            record(ACME, &Opportunity::default()),
            record(ANN, &ann),
            record(ID, event),
        ]);
        EventContent::of(&journal, ID, NOON, "")
    }

    #[test]
    fn a_round_to_come_can_go_into_a_calendar() {
        let tomorrow = NOON.today().plus_days(1);
        let content = content(&Event::round(ACME, "", tomorrow, Some(600)));
        assert_eq!((&*content.title, content.kind), ("Interview", "round"));
        assert_eq!(content.when, "19 Mar, 10:00");
        assert!(content.is_ahead);
        assert!(content.calendar.is_some());
        assert!(content.contacts.is_empty());
    }

    #[test]
    fn a_talk_says_whom_it_was_with() {
        let talk = Event {
            what: EventKind::Contact,
            with: vec![ANN],
            ..Event::note(ACME, "", "About the team", NOON.today())
        };
        let content = content(&talk);
        assert_eq!(content.title, "In touch");
        assert_eq!(content.contacts, [(ANN, "Ann".to_owned())]);
        assert_eq!((content.round, content.calendar), (None, None));
        assert!(!content.is_ahead);
    }

    #[test]
    fn a_stage_is_never_ahead_even_where_it_was_noted_tomorrow() {
        let tomorrow = NOON.today().plus_days(1);
        assert!(!content(&Event::stage(ACME, "applied", tomorrow)).is_ahead);
    }

    #[test]
    fn the_history_has_their_words_and_who_said_them() {
        let ann = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        let comeback = Comeback {
            said: "It was close.".into(),
            told_by: Some(ANN),
            ..Comeback::new(ACME, NOON)
        };
        let journal = journal_after(&[
            record(ACME, &Opportunity::default()),
            record(ANN, &ann),
            record(ID, &Event::ending(ACME, Ending::No, NOON.today())),
            record(ID, &comeback),
        ]);
        let content = EventContent::of(&journal, ID, NOON, "");
        assert_eq!(content.notes, "“It was close.”");
        assert_eq!(content.contacts, [(ANN, "Ann".to_owned())]);
    }

    #[test]
    fn an_ending_carries_its_word() {
        let content = content(&Event::ending(ACME, Ending::NoAnswer, NOON.today()));
        assert_eq!(
            (content.kind, content.ending),
            ("ending", Some("no-answer"))
        );
    }
}
