//! The example search holds what it promises, on any day it is loaded.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use std::collections::BTreeSet;

use super::comebacks::{CLOSED, IN_REVIEW, RESTING};
use super::*;
use crate::journal::Journal;
use crate::method::{REASONS, question};
use crate::model::comeback::{Depth, Status, Step};
use crate::model::event::{Ending, EventKind};
use crate::model::opportunity::Kind;
use crate::model::stage::OFFER;
use crate::planning::agenda::agenda;
use crate::state::stamp::Clock;
use crate::values::date::Now;
use crate::values::link::SafeLink;

const NOW: Now = Now {
    ms: 1_790_000_000_000,
    offset_minutes: 60,
};

/// A fortnight of days, so that every weekday is met twice, at different hours.
fn days() -> impl Iterator<Item = Now> {
    (0..14).map(|day| Now {
        ms: NOW.ms + day * 25 * 3_600_000,
        ..NOW
    })
}

fn edit_at(now: Now) -> Edit {
    let mut count = 0;
    demo_search(now, &mut || {
        count += 1;
        RecordId::new(now.ms, count)
    })
}

fn loaded(now: Now) -> Journal {
    let mut journal = Journal::default();
    journal.apply(&edit_at(now), &mut Clock::new(1), now.ms);
    journal
}

fn comeback_status(journal: &Journal, row: usize, now: Now) -> Status {
    let company = ROWS[row].company;
    let (id, _) = journal
        .opportunities()
        .iter()
        .find(|(_, about)| about.company == company)
        .unwrap();
    let (_, comeback) = journal.comeback_of(id).unwrap();
    comeback.status(journal.depth(id), now)
}

#[test]
fn it_has_sixty_opportunities_with_histories_of_every_kind() {
    let journal = loaded(NOW);
    assert_eq!(journal.opportunities().len(), 60);
    assert!(journal.events().len() >= 220, "{}", journal.events().len());
    let active = journal
        .standings()
        .filter(|(_, standing)| standing.is_active());
    let stages: BTreeSet<&str> = active
        .map(|(_, standing)| standing.stage.as_str())
        .collect();
    assert_eq!(stages.len(), 6);
    let endings: BTreeSet<Ending> = journal
        .standings()
        .filter_map(|(_, standing)| standing.ending)
        .collect();
    assert_eq!(endings.len(), 6);
    let noes = journal
        .standings()
        .filter(|(_, standing)| standing.ending == Some(Ending::No));
    let depths: BTreeSet<Depth> = noes.map(|(id, _)| journal.depth(id)).collect();
    assert_eq!(depths.len(), 3);
    let offers = journal
        .standings()
        .filter(|(_, standing)| standing.is_active() && standing.stage == OFFER);
    assert_eq!(offers.count(), 1);
}

#[test]
fn names_and_people_are_met_once_and_links_lead_nowhere() {
    let journal = loaded(NOW);
    let companies: BTreeSet<&str> = journal
        .opportunities()
        .iter()
        .map(|(_, about)| about.company.as_str())
        .collect();
    assert_eq!(companies.len(), 60);
    let people: BTreeSet<&str> = journal
        .people()
        .iter()
        .map(|(_, person)| person.name.as_str())
        .collect();
    assert_eq!(people.len(), journal.people().len());
    assert!(people.len() >= 30, "{}", people.len());
    for (_, about) in journal.opportunities().iter() {
        assert!(
            SafeLink::parse(&about.link)
                .unwrap()
                .host()
                .ends_with(".example")
        );
    }
    let projects = journal
        .opportunities()
        .iter()
        .filter(|(_, about)| about.kind == Kind::Project);
    assert_eq!(projects.count(), 2);
}

#[test]
fn only_planned_talks_lie_ahead_and_nothing_falls_on_a_weekend() {
    for now in days() {
        let (journal, today) = (loaded(now), now.today());
        let mut ahead = 0;
        for (_, event) in journal.events().iter() {
            let on = event.on.unwrap();
            assert!(on.weekday() < 5 || on == today, "{event:?}");
            assert!(on >= today.plus_days(-160));
            if on > today {
                assert_eq!(event.what, EventKind::Round);
                ahead += 1;
            }
        }
        assert!(ahead >= 4, "{ahead}");
    }
}

#[test]
fn the_three_comebacks_stand_where_they_are_meant_to_on_any_day() {
    for now in days() {
        let journal = loaded(now);
        assert_eq!(journal.comebacks().len(), 3);
        assert!(matches!(
            comeback_status(&journal, RESTING, now),
            Status::Pausing { .. }
        ));
        assert_eq!(
            comeback_status(&journal, IN_REVIEW, now),
            Status::Open(Step::Review)
        );
        assert!(
            matches!(comeback_status(&journal, CLOSED, now), Status::Closed(day) if day < now.today())
        );
        let mut agenda = agenda(&journal, now);
        // One of them rests, and so the whole day waits.
        let waiting = agenda.waiting.take().unwrap_or_default();
        agenda.due.extend(waiting.due);
        agenda.soon.extend(waiting.soon);
        assert!(
            agenda.due.len() >= 3 && agenda.soon.len() >= 3,
            "{agenda:?}"
        );
        assert!(agenda.quiet <= 5);
        assert_eq!(agenda.pauses.len(), 1);
    }
}

#[test]
fn what_goes_on_beside_the_applications_is_there_and_asks_for_nothing_new() {
    for now in days() {
        let journal = loaded(now);
        assert!(journal.goals().len() == 1 && journal.experiments().len() == 1);
        assert!(
            journal
                .actions()
                .iter()
                .any(|(_, action)| action.week.is_some())
        );
        assert!(crate::planning::experiments::to_decide(&journal, now.today()).is_empty());
        assert_eq!(journal.feedback_answers().len(), 2);
    }
}

#[test]
fn what_it_names_of_the_method_exists() {
    let journal = loaded(NOW);
    for (_, answer) in journal.answers().iter() {
        assert!(question(&answer.question).is_some(), "{}", answer.question);
    }
    for (_, comeback) in journal.comebacks().iter() {
        for reason in &comeback.reasons {
            assert!(REASONS.iter().any(|known| known.id == reason), "{reason}");
        }
    }
}

#[test]
fn it_is_the_same_every_time_and_leaves_in_one_step() {
    assert_eq!(edit_at(NOW), edit_at(NOW));
    let mut journal = loaded(NOW);
    assert!(journal.has_demo());
    let removal = journal.removal_of_demo("Demo search removed");
    journal.apply(&removal, &mut Clock::new(1), NOW.ms);
    assert!(!journal.has_demo());
    assert!(journal.is_empty());
}
