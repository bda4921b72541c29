//! What a yes took, whom to thank, and what is still open.

use super::*;
use crate::model::event::Event;
use crate::model::message::Message;
use crate::model::opportunity::Opportunity;
use crate::model::stage::{APPLIED, OFFER, SAVED};
use crate::model::touch::Touch;
use crate::state::edit::Edit;
use crate::state::entity::Entity;
use crate::state::stamp::Clock;

/// 18 March 2026, 12:00 UTC.
const NOW: Now = Now {
    ms: 1_773_835_200_000,
    offset_minutes: 0,
};

const ACME: RecordId = RecordId::fixed(1);
const BOREAL: RecordId = RecordId::fixed(2);
const CORDA: RecordId = RecordId::fixed(3);
const ANN: RecordId = RecordId::fixed(11);
const BEN: RecordId = RecordId::fixed(12);
const CARLA: RecordId = RecordId::fixed(13);
const DORA: RecordId = RecordId::fixed(14);
const EVE: RecordId = RecordId::fixed(15);

struct Book {
    journal: Journal,
    clock: Clock,
    number: u128,
}

impl Book {
    fn put<T: Entity>(&mut self, id: RecordId, record: &T) {
        let edit = Edit::new("").create(id, record);
        self.number += 1;
        let at = NOW.ms - 90_000_000 + 1_000 * self.number as u64;
        self.journal.apply(&edit, &mut self.clock, at);
    }

    fn add<T: Entity>(&mut self, record: &T) -> RecordId {
        let id = RecordId::fixed(100 + self.number);
        self.put(id, record);
        id
    }

    fn person(&mut self, id: RecordId, opportunity: Option<RecordId>, tag: &str) {
        let tags = [tag].into_iter().filter(|tag| !tag.is_empty());
        let person = Person {
            opportunity,
            tags: tags.map(ToOwned::to_owned).collect(),
            ..Person::default()
        };
        self.put(id, &person);
    }
}

fn day(ago: i32) -> Date {
    NOW.today().plus_days(-ago)
}

/// A yes of Acme today, a no of Boreal a month ago, Corda only saved.
fn search() -> Book {
    let mut book = Book {
        journal: Journal::default(),
        clock: Clock::new(1),
        number: 0,
    };
    for id in [ACME, BOREAL, CORDA] {
        book.put(id, &Opportunity::default());
    }
    book.add(&Event::stage(BOREAL, APPLIED, day(60)));
    book.add(&Event::ending(BOREAL, Ending::No, day(30)));
    book.add(&Event::stage(ACME, APPLIED, day(40)));
    let round = Event {
        with: vec![BEN],
        ..Event::round(ACME, "Call", day(20), None)
    };
    book.add(&round);
    book.add(&Event::round(ACME, "Planned and not held", day(-3), None));
    book.add(&Event::stage(CORDA, SAVED, day(10)));
    book.add(&Event::ending(ACME, Ending::Yes, day(0)));
    book.person(ANN, Some(ACME), "");
    book.person(BEN, None, "partner");
    book.person(CARLA, None, "Referrer");
    book.person(DORA, None, "family");
    book.person(EVE, None, "");
    book
}

#[test]
fn what_it_took_is_counted_from_events() {
    let mut book = search();
    let touch = book.add(&Touch {
        person: Some(ANN),
        done_on: Some(day(5)),
        ..Touch::default()
    });
    let sent = |touch, person| Message {
        person: Some(person),
        touch,
        sent_on: Some(day(5)),
        ..Message::default()
    };
    book.add(&sent(Some(touch), ANN));
    book.add(&sent(None, BEN));
    book.add(&Message::default());
    assert_eq!(
        took(&book.journal, ACME, NOW),
        Took {
            opportunities: 3,
            applied: 2,
            with_interviews: 1,
            rounds: 1,
            people_met: 2,
            messages_sent: 2,
            noes: 1,
            days: 60,
        }
    );
}

#[test]
fn an_opportunity_that_came_back_after_a_no_counts_in_both() {
    let mut book = search();
    book.add(&Event::ending(CORDA, Ending::No, day(9)));
    book.add(&Event::stage(CORDA, OFFER, day(0)));
    let took = took(&book.journal, ACME, NOW);
    assert_eq!((took.noes, took.with_interviews), (2, 2));
}

#[test]
fn those_of_the_yes_are_thanked_first_then_who_helped() {
    let mut book = search();
    let thanked = |book: &Book| -> Vec<(RecordId, Occasion, bool)> {
        let all = to_thank(&book.journal, ACME).into_iter();
        all.map(|one| (one.person, one.occasion, one.is_thanked))
            .collect()
    };
    let (yes, share) = (Occasion::ThankAfterYes, Occasion::ShareYes);
    // Dora has a tag, and nobody wrote to her.
    assert_eq!(
        thanked(&book),
        [
            (ANN, yes, false),
            (CARLA, share, false),
            (BEN, share, false)
        ]
    );
    for (person, occasion) in [(ANN, yes), (DORA, Occasion::CheckIn)] {
        book.add(&Message {
            person: Some(person),
            occasion: Some(occasion),
            opportunity: Some(ACME),
            sent_on: Some(day(0)),
            ..Message::default()
        });
    }
    assert_eq!(
        thanked(&book),
        [
            (ANN, yes, true),
            (CARLA, share, false),
            (BEN, share, false),
            (DORA, share, false)
        ]
    );
}

#[test]
fn only_what_has_not_ended_is_still_open() {
    let mut book = search();
    assert_eq!(still_open(&book.journal, ACME), [CORDA]);
    assert_eq!(latest_yes(&book.journal), Some((ACME, day(0))));
    assert_eq!(yes_on(&book.journal, BOREAL), None);
    book.add(&Event::stage(BOREAL, OFFER, day(0)));
    assert_eq!(still_open(&book.journal, ACME), [BOREAL, CORDA]);
}
