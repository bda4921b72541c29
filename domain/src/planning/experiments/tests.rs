//! Figures are counted from events: before, during, with the ones left out and the ones still young.

use super::*;
use crate::model::event::Event;
use crate::model::experiment::ExperimentOutcome;
use crate::model::stage::SCREENING;
use crate::planning::agenda::{ItemKind, agenda};
use crate::state::edit::Edit;
use crate::state::entity::Entity;
use crate::state::stamp::Clock;

const TRIAL: RecordId = RecordId::fixed(9);

/// Noon of 18 March 2026.
const NOON: Now = Now {
    ms: 1_773_835_200_000,
    offset_minutes: 0,
};

fn day(days: i32) -> Date {
    NOON.today().plus_days(days)
}

/// A search that is written record by record.
struct Search {
    journal: Journal,
    clock: Clock,
    last: u128,
}

impl Search {
    /// A search with an experiment that began twenty days ago and runs until tomorrow.
    fn with(subject: ExperimentSubject) -> Self {
        let mut search = Self {
            journal: Journal::default(),
            clock: Clock::new(1),
            last: 100,
        };
        let trial = Experiment {
            text: "A CV with numbers".into(),
            subject: Some(subject),
            began_on: Some(day(-20)),
            until: Some(day(1)),
            ..Experiment::default()
        };
        search.put(TRIAL, &trial);
        search
    }

    fn put<T: Entity>(&mut self, id: RecordId, content: &T) {
        let edit = Edit::new("").create(id, content);
        self.journal.apply(&edit, &mut self.clock, NOON.ms);
    }

    fn change(&mut self, change: impl FnOnce(&mut Experiment)) {
        let before = self.journal.experiments().get(TRIAL).cloned();
        let before = before.unwrap_or_default();
        let mut after = before.clone();
        change(&mut after);
        let edit = Edit::new("").change(TRIAL, &before, &after);
        self.journal.apply(&edit, &mut self.clock, NOON.ms);
    }

    fn new_id(&mut self) -> RecordId {
        self.last += 1;
        RecordId::fixed(self.last)
    }

    fn event(&mut self, event: &Event) {
        let id = self.new_id();
        self.put(id, event);
    }

    fn apply_to(&mut self, about: &Opportunity, days: i32) -> RecordId {
        let id = self.new_id();
        self.put(id, about);
        self.event(&Event::stage(id, APPLIED, day(days)));
        id
    }

    fn sent(&mut self, days: i32) -> RecordId {
        self.apply_to(&Opportunity::default(), days)
    }

    fn figures(&self) -> Comparison {
        comparison(&self.journal, TRIAL, NOON).unwrap_or_else(|| panic!("figures expected"))
    }
}

#[test]
fn what_was_sent_before_and_during_is_counted_from_events() {
    let mut search = Search::with(ExperimentSubject::Cv);
    for days in [-111, -110, -21] {
        search.sent(days);
    }
    let refused = search.sent(-60);
    search.event(&Event::ending(refused, Ending::No, day(-50)));
    let invited = search.sent(-20);
    search.event(&Event::stage(invited, SCREENING, day(-10)));
    search.sent(-15);
    let young = search.sent(-2);
    search.event(&Event::note(young, "A note is no answer", "", day(-1)));
    let saved = search.new_id();
    search.put(saved, &Opportunity::default());
    let Comparison { before, during, .. } = search.figures();
    assert_eq!(
        before,
        Tally {
            whole: 3,
            answered: 1,
            ..Tally::default()
        },
        "the day before the ninetieth is not one of them"
    );
    assert_eq!(
        during,
        Tally {
            whole: 3,
            answered: 1,
            invited: 1,
            fresh: 1
        }
    );
}

#[test]
fn silence_and_own_decisions_are_no_answers() {
    let mut search = Search::with(ExperimentSubject::Letter);
    for ending in [Ending::NoAnswer, Ending::Withdrawn, Ending::RoleClosed] {
        let id = search.sent(-3);
        search.event(&Event::ending(id, ending, day(-1)));
    }
    let Tally {
        whole,
        answered,
        fresh,
        ..
    } = search.figures().during;
    assert_eq!((whole, answered, fresh), (3, 0, 0));
}

#[test]
fn one_that_was_sent_without_it_counts_on_neither_side() {
    let mut search = Search::with(ExperimentSubject::Cv);
    let with = search.sent(-3);
    let without = Opportunity {
        not_part_of: vec![TRIAL],
        ..Opportunity::default()
    };
    let without = search.apply_to(&without, -4);
    let Comparison { before, during, .. } = search.figures();
    assert_eq!((before.whole, during.whole), (0, 1));
    assert_eq!(
        sent_during(&search.journal, TRIAL, NOON.today()),
        [(with, true), (without, false)]
    );
}

#[test]
fn a_source_is_told_by_what_was_found_there() {
    let mut search = Search::with(ExperimentSubject::Source);
    search.change(|trial| trial.version = "guild".into());
    for source in ["The Guild’s board", "A friend"] {
        let about = Opportunity {
            source: source.into(),
            ..Opportunity::default()
        };
        search.apply_to(&about, -3);
    }
    assert_eq!(search.figures().during.whole, 1);
    assert_eq!(sent_during(&search.journal, TRIAL, NOON.today()).len(), 1);
}

#[test]
fn rounds_are_told_by_what_came_after_them() {
    let mut search = Search::with(ExperimentSubject::Interviews);
    let acme = search.sent(-40);
    for days in [-30, -5, 3] {
        search.event(&Event::round(acme, "Call", day(days), None));
    }
    let silent = search.sent(-40);
    search.event(&Event::round(silent, "Call", day(-19), None));
    let Comparison {
        counted,
        before,
        during,
    } = search.figures();
    assert_eq!(counted, Counted::Rounds);
    assert_eq!((before.whole, before.answered), (1, 1));
    // The one planned for later is no round of these days, and yet a next step of the other.
    assert_eq!((during.whole, during.answered, during.fresh), (2, 1, 0));
}

#[test]
fn an_experiment_ends_with_its_day_or_its_decision() {
    let mut search = Search::with(ExperimentSubject::Cv);
    search.sent(-3);
    search.sent(-12);
    search.change(|trial| trial.until = Some(day(-10)));
    assert_eq!(search.figures().during.whole, 1);
    search.change(|trial| {
        trial.outcome = Some(ExperimentOutcome::Drop);
        trial.decided_on = Some(day(-15));
    });
    assert_eq!(search.figures().during.whole, 0);
}

#[test]
fn something_else_has_no_figures() {
    let search = Search::with(ExperimentSubject::Other);
    assert_eq!(comparison(&search.journal, TRIAL, NOON), None);
    assert_eq!(sent_during(&search.journal, TRIAL, NOON.today()), []);
}

#[test]
fn few_are_called_few_and_many_are_still_a_hint() {
    let caveat = |before, during, fresh| {
        let tally = |whole, fresh| Tally {
            whole,
            fresh,
            ..Tally::default()
        };
        Comparison {
            counted: Counted::Applications,
            before: tally(before, 0),
            during: tally(during, fresh),
        }
        .caveat()
    };
    assert_eq!(caveat(4, 0, 0), "There’s nothing to compare yet.");
    assert_eq!(
        caveat(40, 3, 1),
        "1 is less than two weeks old; news may still come. The numbers are small: a hint, not proof."
    );
    assert!(caveat(12, 10, 0).starts_with("Other things may have changed"));
    let tally = Tally {
        whole: 3,
        answered: 1,
        ..Tally::default()
    };
    assert_eq!(
        tally.sentence(Counted::Applications),
        "3 sent, 1 answered, 0 led to an invitation."
    );
    assert_eq!(
        tally.sentence(Counted::Rounds),
        "3 rounds, 1 of them led to a next step."
    );
}

fn asks(journal: &Journal, days: u64) -> bool {
    let now = Now {
        ms: NOON.ms + days * 86_400_000,
        ..NOON
    };
    let due = agenda(journal, now).due;
    due.iter().any(|item| item.what == ItemKind::Experiment)
}

#[test]
fn an_experiment_asks_on_today_once_its_last_day_is_over() {
    let mut search = Search::with(ExperimentSubject::Cv);
    assert!(!asks(&search.journal, 1), "on its last day it still runs");
    assert!(asks(&search.journal, 2));
    assert!(asks(&search.journal, 22));
    assert!(!asks(&search.journal, 23), "it waits on its page by now");
    // “Not now” answers for this last day; another one asks again.
    search.change(|trial| trial.asked_for = trial.until);
    assert!(!asks(&search.journal, 2));
    search.change(|trial| trial.until = Some(day(8)));
    assert!(!asks(&search.journal, 8));
    assert!(asks(&search.journal, 9));
    search.change(|trial| trial.outcome = Some(ExperimentOutcome::Keep));
    assert!(!asks(&search.journal, 9));
}
