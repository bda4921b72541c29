#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::*;
use crate::figures::funnel::funnel;
use crate::figures::times::{days_to_answer, spread, stage_times};
use crate::model::stage::{
    FINAL, INTERVIEWING, OFFER, PROJECT_AGREED, PROJECT_PITCHED, SAVED, StageSetting,
};
use crate::state::edit::Edit;
use crate::state::stamp::Clock;

const SECOND_OF_MARCH: &str = "2026-03-02";

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Noon of a day, in UTC.
fn noon(text: &str) -> Now {
    let days = day("1970-01-01").days_until(day(text));
    Now {
        ms: u64::try_from(days).unwrap() * 86_400_000 + 43_200_000,
        offset_minutes: 0,
    }
}

/// One thing that happened on a day.
enum What {
    Stage(&'static str),
    End(Ending),
    Round,
}

/// Adds an opportunity with a history, each event written after the one before.
fn add(journal: &mut Journal, number: u128, about: &Opportunity, history: &[(&str, What)]) {
    let mut clock = Clock::new(1);
    let id = RecordId::fixed(number);
    journal.apply(&Edit::new("").create(id, about), &mut clock, 1);
    for (at, (on, what)) in (1..).zip(history) {
        let event = match what {
            What::Stage(stage) => Event::stage(id, stage, day(on)),
            What::End(ending) => Event::ending(id, *ending, day(on)),
            What::Round => Event::round(id, "Talk", day(on), None),
        };
        let edit = Edit::new("").create(RecordId::fixed(number + u128::from(at)), &event);
        journal.apply(&edit, &mut clock, 1_000_000 * at);
    }
}

fn read(history: &[(&str, What)]) -> (Journal, Journey) {
    let mut journal = Journal::default();
    add(&mut journal, 100, &Opportunity::default(), history);
    let journey = journeys(&journal, &Scope::default(), noon("2026-06-01"));
    let journey = journey.into_iter().next().unwrap();
    (journal, journey)
}

fn labels(journal: &Journal, journey: &Journey) -> Vec<String> {
    let all = journal.stages().all();
    let reached = journey
        .reached
        .iter()
        .map(|column| all[*column].label.clone());
    reached.collect()
}

#[test]
fn a_no_after_interviews_counts_as_interviewed() {
    let (journal, journey) = read(&[
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
        ("2026-03-10", What::Stage(INTERVIEWING)),
        ("2026-03-20", What::End(Ending::No)),
    ]);
    assert_eq!(labels(&journal, &journey), ["Applied", "Interviewing"]);
    assert_eq!(journey.ending, Some(Ending::No));
    let steps = funnel(&[journey], journal.stages());
    let last = steps.last().unwrap();
    assert_eq!((last.label.as_str(), last.count), ("Interviewing", 1));
}

#[test]
fn what_was_withdrawn_before_applying_is_no_application() {
    let (journal, journey) = read(&[
        (SECOND_OF_MARCH, What::Stage(SAVED)),
        ("2026-03-03", What::End(Ending::Withdrawn)),
    ]);
    assert!(!journey.is_sent());
    assert!(funnel(&[journey], journal.stages()).is_empty());
}

#[test]
fn a_no_to_what_was_only_saved_shows_that_it_was_sent() {
    let (journal, journey) = read(&[
        (SECOND_OF_MARCH, What::Stage(SAVED)),
        ("2026-03-09", What::End(Ending::No)),
    ]);
    assert_eq!(labels(&journal, &journey), ["Applied"]);
}

#[test]
fn a_round_that_was_held_is_at_least_a_first_talk_and_one_ahead_is_not() {
    let (journal, held) = read(&[
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
        ("2026-03-05", What::Round),
        ("2026-03-05", What::Round),
    ]);
    assert_eq!(labels(&journal, &held), ["Applied", "Screening"]);
    let (_, ahead) = read(&[
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
        ("2026-07-05", What::Round),
    ]);
    assert_eq!(ahead.reached.len(), 1);
    assert!(!ahead.is_answered);
}

#[test]
fn a_stage_that_was_skipped_counts_in_the_funnel_and_not_in_the_way() {
    let (journal, journey) = read(&[
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
        ("2026-03-12", What::Stage(OFFER)),
    ]);
    assert_eq!(labels(&journal, &journey), ["Applied", "Offer"]);
    assert_eq!(funnel(&[journey], journal.stages()).len(), 5);
}

#[test]
fn applying_again_after_a_no_is_open_again_and_one_opportunity() {
    let (journal, journey) = read(&[
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
        ("2026-03-09", What::End(Ending::No)),
        ("2026-04-09", What::Stage(APPLIED)),
    ]);
    assert_eq!(journey.ending, None);
    assert_eq!(labels(&journal, &journey), ["Applied"]);
    assert_eq!(journey.sent_on, Some(day(SECOND_OF_MARCH)));
}

#[test]
fn a_project_that_became_a_job_keeps_its_way() {
    let (journal, journey) = read(&[
        (SECOND_OF_MARCH, What::Stage(PROJECT_PITCHED)),
        ("2026-03-12", What::Stage(PROJECT_AGREED)),
    ]);
    assert_eq!(labels(&journal, &journey), ["Applied", "Offer"]);
}

#[test]
fn own_stages_have_their_place() {
    let mut journal = Journal::default();
    let own = RecordId::fixed(9);
    let setting = StageSetting {
        label: "Trial day".into(),
        rank: 3_500,
        ..StageSetting::default()
    };
    journal.apply(&Edit::new("").create(own, &setting), &mut Clock::new(1), 1);
    let name: &'static str = Box::leak(own.to_string().into_boxed_str());
    let history = [
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
        ("2026-03-12", What::Stage(name)),
        ("2026-03-14", What::Stage(FINAL)),
    ];
    add(&mut journal, 100, &Opportunity::default(), &history);
    let journey = journeys(&journal, &Scope::default(), noon("2026-06-01"));
    assert_eq!(
        labels(&journal, &journey[0]),
        ["Applied", "Trial day", "Final round"]
    );
}

#[test]
fn days_count_from_the_day_it_was_sent_to_the_first_answer() {
    let (journal, journey) = read(&[
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
        ("2026-03-12", What::Stage(INTERVIEWING)),
        ("2026-03-22", What::End(Ending::No)),
    ]);
    let answer = days_to_answer(std::slice::from_ref(&journey)).unwrap();
    assert_eq!((answer.whole, answer.median, answer.longest), (1, 10, 10));
    let times = stage_times(&[journey], journal.stages());
    let days: Vec<_> = times
        .iter()
        .map(|time| (time.label.as_str(), time.left.unwrap().median, time.there))
        .collect();
    assert_eq!(days, [("Applied", 10, None), ("Interviewing", 10, None)]);
}

#[test]
fn a_stage_that_goes_on_counts_to_today_and_apart() {
    let (journal, journey) = read(&[("2026-05-22", What::Stage(APPLIED))]);
    let times = stage_times(&[journey], journal.stages());
    assert_eq!(times[0].left, None);
    assert_eq!(times[0].there.unwrap().longest, 10);
}

#[test]
fn a_backdated_event_is_read_on_its_day_and_no_stay_is_negative() {
    let (_, journey) = read(&[
        ("2026-03-20", What::Stage(INTERVIEWING)),
        (SECOND_OF_MARCH, What::Stage(APPLIED)),
    ]);
    assert_eq!(journey.sent_on, Some(day(SECOND_OF_MARCH)));
    assert!(journey.stays.iter().all(|stay| stay.days < 200));
}

#[test]
fn a_period_takes_what_was_sent_in_it_with_all_that_came_later() {
    let mut journal = Journal::default();
    let history = |sent: &'static str, talked: &'static str| {
        [
            (sent, What::Stage(APPLIED)),
            (talked, What::Stage(INTERVIEWING)),
        ]
    };
    let about = Opportunity::default();
    add(
        &mut journal,
        100,
        &about,
        &history("2026-02-20", "2026-03-10"),
    );
    add(
        &mut journal,
        200,
        &about,
        &history("2026-03-20", "2026-04-10"),
    );
    let scope = Scope {
        from: Some(day("2026-03-01")),
        until: Some(day("2026-03-31")),
        ..Scope::default()
    };
    let found = journeys(&journal, &scope, noon("2026-06-01"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].furthest(), 3);
}

#[test]
fn the_scope_chooses_by_source_kind_and_label_whatever_their_case() {
    let mut journal = Journal::default();
    let about = Opportunity {
        source: "LinkedIn ".into(),
        tags: vec!["Climate".into()],
        ..Opportunity::default()
    };
    add(
        &mut journal,
        100,
        &about,
        &[(SECOND_OF_MARCH, What::Stage(APPLIED))],
    );
    let count = |scope: Scope| journeys(&journal, &scope, noon("2026-06-01")).len();
    let of = |source: &str, tag: &str, kind| Scope {
        source: source.into(),
        tag: tag.into(),
        kind,
        ..Scope::default()
    };
    assert_eq!(count(of("linkedin", "climate", Some(Kind::Job))), 1);
    assert_eq!(count(of("", "", Some(Kind::Project))), 0);
    assert_eq!(count(of("Meetup", "", None)), 0);
    assert_eq!(count(of("", "health", None)), 0);
}

#[test]
fn the_middle_of_days_is_one_that_was() {
    assert_eq!(spread(Vec::new()), None);
    let four = spread(vec![9, 1, 4, 30]).unwrap();
    assert_eq!((four.whole, four.median, four.longest), (4, 4, 30));
}
