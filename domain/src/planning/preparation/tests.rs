//! What a preparation shows, in which order, and what of older builds it reads.

use super::*;
use crate::model::comeback::Comeback;
use crate::model::opportunity::Opportunity;
use crate::model::person::Person;
use crate::model::review::Answer;
use crate::model::round_note::RoundNote;
use crate::model::story::Story;
use crate::state::edit::Edit;
use crate::state::entity::Entity;
use crate::state::stamp::Clock;
use crate::values::date::Now;

const ACME: RecordId = RecordId::fixed(1);
const ANN: RecordId = RecordId::fixed(2);
const BEN: RecordId = RecordId::fixed(3);
const FIRST: RecordId = RecordId::fixed(4);
const PANEL: RecordId = RecordId::fixed(5);

/// Every record is made a second after the one before.
struct Search(Journal, Clock, u64);

impl Search {
    fn put<T: Entity>(mut self, id: RecordId, content: &T) -> Self {
        let edit = Edit::new("").create(id, content);
        self.0.apply(&edit, &mut self.1, self.2);
        self.2 += 1_000;
        self
    }

    fn learning(self, id: u128, kind: LearningKind, text: &str) -> Self {
        let learning = Learning {
            kind,
            text: text.into(),
            ..Learning::default()
        };
        self.put(RecordId::fixed(id), &learning)
    }

    fn story(self, id: u128, title: &str) -> Self {
        let story = Story {
            title: title.into(),
            ..Story::default()
        };
        self.put(RecordId::fixed(id), &story)
    }

    fn prepared(&self) -> Prepared {
        Prepared::of(&self.0, ACME, PANEL).unwrap_or_default()
    }
}

fn day(days: i32) -> Date {
    let now = Now {
        ms: 1_773_835_200_000,
        offset_minutes: 0,
    };
    now.today().plus_days(days)
}

/// Ann was in the first round, and will be in the panel with Ben.
fn search() -> Search {
    let person = |name: &str| Person {
        name: name.into(),
        opportunity: Some(ACME),
        ..Person::default()
    };
    let acme = Opportunity {
        company: "Acme".into(),
        ..Opportunity::default()
    };
    let round = |title, days, with: &[RecordId]| Event {
        with: with.to_vec(),
        ..Event::round(ACME, title, day(days), None)
    };
    Search(Journal::default(), Clock::new(1), 1_773_000_000_000)
        .put(ACME, &acme)
        .put(ANN, &person("Ann"))
        .put(BEN, &person("Ben"))
        .put(FIRST, &round("First talk", -7, &[ANN]))
        .put(PANEL, &round("Panel", 1, &[ANN, BEN]))
}

fn note(person: Option<RecordId>, stories: &[RecordId], landed: &str) -> RoundNote {
    RoundNote {
        round: Some(FIRST),
        person,
        opportunity: Some(ACME),
        landed: landed.into(),
        stories: stories.to_vec(),
        ..RoundNote::default()
    }
}

#[test]
fn only_a_round_of_that_opportunity_can_be_prepared() {
    let journal = search().0;
    assert!(Prepared::of(&journal, ACME, PANEL).is_some());
    assert!(Prepared::of(&journal, ANN, PANEL).is_none());
    assert!(Prepared::of(&journal, ACME, ACME).is_none());
    assert!(!search().prepared().has_something());
}

#[test]
fn the_newest_focus_comes_before_newer_learnings_and_the_choice_before_both() {
    let search = search()
        .learning(10, LearningKind::Focus, "Numbers first")
        .learning(11, LearningKind::Focus, "Speak slowly")
        .learning(12, LearningKind::Improve, "Ask more")
        .learning(13, LearningKind::Question, "What slows you down?")
        .learning(14, LearningKind::Plan, "Ninety days");
    let prepared = search.prepared();
    let text = |prepared: &Prepared| prepared.focus.clone().map(|(_, text)| text);
    assert_eq!(text(&prepared).as_deref(), Some("Speak slowly"));
    assert_eq!(prepared.learned, ["Ask more", "Numbers first"]);
    assert_eq!(prepared.questions, ["What slows you down?"]);
    assert!(prepared.has_something());
    let chosen = Preparation {
        focus: Some(RecordId::fixed(10)),
        ..Preparation::default()
    };
    let search = search.put(Preparation::id(PANEL), &chosen);
    assert_eq!(text(&search.prepared()).as_deref(), Some("Numbers first"));
}

#[test]
fn without_a_focus_the_newest_learning_is_one() {
    let search = search()
        .learning(10, LearningKind::Keep, "Draw it")
        .learning(11, LearningKind::Improve, "Ask more");
    let focus = search.prepared().focus.map(|(_, text)| text);
    assert_eq!(focus.as_deref(), Some("Ask more"));
}

#[test]
fn three_stories_are_suggested_those_not_told_to_these_people_first() {
    let ids = [20, 21, 22, 23].map(RecordId::fixed);
    let told = note(Some(ANN), &[ids[3]], "");
    let retired = Story {
        title: "Old".into(),
        retired_on: Some(day(0)),
        ..Story::default()
    };
    let search = search()
        .story(20, "Rota")
        .story(21, "Outage")
        .story(22, "Depot")
        .story(23, "Handover")
        .put(RecordId::fixed(24), &retired)
        .put(RoundNote::id(FIRST, Some(ANN)), &told);
    let names = |prepared: &Prepared| -> Vec<(String, bool)> {
        let lines = prepared.stories.iter();
        lines
            .map(|line| (line.story.title.clone(), line.is_chosen))
            .collect()
    };
    let expected = [
        ("Depot", true),
        ("Outage", true),
        ("Rota", true),
        ("Handover", false),
    ];
    let expected = expected.map(|(name, is_chosen)| (name.to_owned(), is_chosen));
    let prepared = search.prepared();
    assert_eq!(names(&prepared), expected);
    let last = &prepared.stories[3];
    assert!(last.is_known_there);
    assert_eq!(
        last.told,
        [Told {
            person: Some(ANN),
            round: FIRST,
        }]
    );
    // A choice replaces the suggestion, in its own order.
    let chosen = Preparation {
        stories: vec![ids[3], ids[0]],
        ..Preparation::default()
    };
    let search = search.put(Preparation::id(PANEL), &chosen);
    let first = &names(&search.prepared())[..3];
    let expected = [("Handover", true), ("Rota", true), ("Depot", false)];
    assert_eq!(
        first,
        expected.map(|(name, is_chosen)| (name.to_owned(), is_chosen))
    );
}

#[test]
fn what_was_noted_on_a_person_comes_back_with_them_alone() {
    let search = search().put(
        RoundNote::id(FIRST, Some(ANN)),
        &note(Some(ANN), &[], "The outage"),
    );
    let prepared = search.prepared();
    let [ann, ben] = &prepared.people[..] else {
        panic!("two people expected");
    };
    assert_eq!((ann.id, ben.id), (ANN, BEN));
    assert_eq!(ann.notes[0].title, "First talk");
    assert_eq!(ann.notes[0].note.landed, "The outage");
    assert!(ben.notes.is_empty());
    assert!(prepared.earlier.is_empty());
    // The round itself does not come back to its own preparation.
    let first = Prepared::of(&search.0, ACME, FIRST).unwrap_or_default();
    assert!(first.people[0].notes.is_empty());
}

#[test]
fn notes_of_an_older_build_come_back_with_the_one_person_there_or_with_the_round() {
    let noted = |with: &[RecordId]| Event {
        with: with.to_vec(),
        cares: "Calm migrations".into(),
        to_send: "The template".into(),
        ..Event::round(ACME, "First talk", day(-7), None)
    };
    let alone = search().put(FIRST, &noted(&[ANN])).prepared();
    assert_eq!(alone.people[0].notes[0].note.cares, "Calm migrations");
    assert_eq!(alone.people[0].notes[0].note.promised, "The template");
    assert!(alone.earlier.is_empty());
    let nobody = search().put(FIRST, &noted(&[BEN, ANN])).prepared();
    assert!(nobody.people[0].notes.is_empty());
    assert_eq!(nobody.earlier[0].note.cares, "Calm migrations");
}

#[test]
fn the_worry_of_the_company_comes_back_also_at_its_next_opening() {
    let (before, comeback) = (RecordId::fixed(30), RecordId::fixed(31));
    let earlier = Opportunity {
        company: "ACME GmbH".into(),
        ..Opportunity::default()
    };
    let now = Now {
        ms: 1_773_000_000_000,
        offset_minutes: 0,
    };
    let answer = Answer {
        comeback: Some(comeback),
        question: "worries".into(),
        text: "Customers leave".into(),
        ..Answer::default()
    };
    let search = search()
        .put(before, &earlier)
        .put(comeback, &Comeback::new(before, now))
        .put(RecordId::fixed(32), &answer)
        .put(
            RecordId::fixed(33),
            &Event::note(ACME, TITLES_OF_WORRIES[0], "Late plans", day(-1)),
        );
    assert_eq!(search.prepared().worries, ["Customers leave", "Late plans"]);
}

#[test]
fn what_the_posting_asks_for_is_named_until_a_story_covers_it() {
    let posting = "Acme moves parcels.\n\nWhat you will do:\n- Run the depot\n\nRequirements\n\
                   - Experience planning shifts for large depots\n- A degree in logistics\n\
                   • Reporting to a board;\n\nWe offer:\n- Fruit";
    let acme = Opportunity {
        company: "Acme".into(),
        notes: posting.into(),
        ..Opportunity::default()
    };
    let bare = search().put(ACME, &acme);
    assert_eq!(
        bare.prepared().uncovered,
        [
            "Experience planning shifts for large depots",
            "Reporting to a board"
        ]
    );
    let story = Story {
        title: "The rota".into(),
        answers: "shift plans at a depot".into(),
        ..Story::default()
    };
    let told = bare.put(RecordId::fixed(20), &story);
    assert_eq!(told.prepared().uncovered, ["Reporting to a board"]);
    // Prose that asks for nothing brings up nothing.
    let prose = Opportunity {
        notes: "Nice people. Call Ann about the skills they want.".into(),
        ..acme
    };
    assert!(search().put(ACME, &prose).prepared().uncovered.is_empty());
}
