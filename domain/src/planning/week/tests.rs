//! Lines in their weeks, rest days, the look back, a suggested beginning and goals.

use super::*;
use crate::journal::Journal;
use crate::method::{NEXT_ACTIONS, Occasion};
use crate::model::action::{Action, DayPart};
use crate::model::event::{Ending, Event};
use crate::model::goal::{Goal, GoalCount};
use crate::model::message::Message;
use crate::model::opportunity::{Kind, Opportunity};
use crate::model::person::Person;
use crate::model::stage::{APPLIED, INTERVIEWING};
use crate::model::touch::Touch;
use crate::model::week::Week;
use crate::planning::agenda::{Agenda, ItemKind, agenda};
use crate::planning::plan::plan;
use crate::state::edit::Edit;
use crate::state::entity::Entity;
use crate::state::stamp::Clock;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

const DAY_MS: u64 = 86_400_000;
const LINE: RecordId = RecordId::fixed(1);
const ANN: RecordId = RecordId::fixed(2);
const HELLO: RecordId = RecordId::fixed(3);
const ACME: RecordId = RecordId::fixed(4);

/// Noon of Monday 16 March 2026, some days later.
fn noon(days: u64) -> Now {
    Now {
        ms: 1_773_662_400_000 + days * DAY_MS,
        offset_minutes: 0,
    }
}

fn day(days: i32) -> Date {
    noon(0).today().plus_days(days)
}

fn record<T: Entity>(id: RecordId, content: &T) -> Edit {
    Edit::new("").create(id, content)
}

fn after(edits: impl IntoIterator<Item = Edit>) -> Journal {
    let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
    for edit in edits {
        journal.apply(&edit, &mut clock, noon(0).ms);
    }
    journal
}

fn line(text: &str, on: Option<Date>) -> Action {
    Action {
        text: text.into(),
        due: on,
        week: Some(day(0)),
        ..Action::default()
    }
}

fn texts(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| &*line.action.text).collect()
}

#[test]
fn a_line_is_in_the_week_of_its_day_and_without_one_in_its_own() {
    let journal = after([
        record(LINE, &line("Any day", None)),
        record(RecordId::fixed(11), &line("Thursday", Some(day(3)))),
        record(
            RecordId::fixed(12),
            &Action {
                part: Some(DayPart::Evening),
                ..line("Tuesday evening", Some(day(1)))
            },
        ),
        record(
            RecordId::fixed(13),
            &Action {
                at: Some(600),
                ..line("Tuesday at ten", Some(day(1)))
            },
        ),
        // Moved by a build that knows no weeks.
        record(RecordId::fixed(14), &line("Next week", Some(day(8)))),
        record(
            RecordId::fixed(15),
            &Action {
                week: None,
                ..line("In no plan", Some(day(1)))
            },
        ),
    ]);
    let week = WeekPlan::of(&journal, noon(0), day(2));
    assert_eq!(week.monday, day(0));
    let expected = ["Tuesday at ten", "Tuesday evening", "Thursday", "Any day"];
    assert_eq!(texts(&week.lines), expected);
    let next = WeekPlan::of(&journal, noon(0), day(7));
    assert_eq!(texts(&next.lines), ["Next week"]);
    assert!(next.carried.is_empty());
}

#[test]
fn what_was_not_done_is_brought_along_and_leaves_today() {
    let done = Action {
        done_on: Some(day(1)),
        ..line("Done", Some(day(1)))
    };
    let let_go = Action {
        let_go_on: Some(day(2)),
        ..line("Let go", Some(day(2)))
    };
    let journal = after([
        record(LINE, &line("Open", Some(day(2)))),
        record(RecordId::fixed(11), &done),
        record(RecordId::fixed(12), &let_go),
    ]);
    let this = WeekPlan::of(&journal, noon(4), day(0));
    assert_eq!((this.done(), this.whole()), (1, 2));
    assert!(this.carried.is_empty());
    let asked = |days| {
        let due = agenda(&journal, noon(days)).due.into_iter();
        due.map(|item| item.what).collect::<Vec<_>>()
    };
    // Late within its week it stays; after that it is on the page of the plan.
    assert_eq!(asked(4), [ItemKind::Action]);
    let next = WeekPlan::of(&journal, noon(7), day(7));
    assert_eq!((texts(&next.carried), next.lines.len()), (vec!["Open"], 0));
    assert_eq!(asked(7), [ItemKind::LookBack]);
    assert_eq!(asked(10), []);
    // Untouched for three weeks, it asks once like everything else.
    assert!(matches!(asked(23)[..], [ItemKind::Stale(_)]));
    assert!(WeekPlan::of(&journal, noon(35), day(35)).carried.is_empty());
}

#[test]
fn a_line_with_a_touch_is_that_touch_on_its_day_and_done_with_it() {
    let ann = Person {
        name: "Ann".into(),
        ..Person::default()
    };
    let hello = Touch {
        person: Some(ANN),
        occasion: Some(Occasion::CheckIn),
        due: Some(day(2)),
        ..Touch::default()
    };
    let greet = Action {
        touch: Some(HELLO),
        ..line("Say hello to Ann", Some(day(2)))
    };
    let edits = [
        record(ANN, &ann),
        record(HELLO, &hello),
        record(LINE, &greet),
    ];
    let mut journal = after(edits);
    let shown = |agenda: Agenda| {
        let items = agenda.due.into_iter().chain(agenda.soon);
        items.map(|item| (item.what, item.id)).collect::<Vec<_>>()
    };
    assert_eq!(shown(agenda(&journal, noon(0))), [(ItemKind::Touch, HELLO)]);
    assert_eq!(shown(agenda(&journal, noon(2))), [(ItemKind::Touch, HELLO)]);
    // Moved where the touch is, the line goes with it.
    let later = Touch {
        due: Some(day(9)),
        ..hello.clone()
    };
    let clock = &mut Clock::new(1);
    journal.apply(
        &Edit::new("").change(HELLO, &hello, &later),
        clock,
        noon(1).ms,
    );
    assert!(WeekPlan::of(&journal, noon(1), day(0)).lines.is_empty());
    let next = WeekPlan::of(&journal, noon(1), day(7));
    assert_eq!(next.lines[0].on, Some(day(9)));
    let done = Touch {
        done_on: Some(day(1)),
        ..later.clone()
    };
    journal.apply(
        &Edit::new("").change(HELLO, &later, &done),
        clock,
        noon(1).ms + 1,
    );
    let state = line_of(&journal, &plan(&journal, noon(1)), LINE, &greet).map(|line| line.state);
    assert_eq!(state, Some(LineState::Done(day(1))));
    assert!(shown(agenda(&journal, noon(2))).is_empty());
}

#[test]
fn a_rest_day_empties_today_but_for_what_has_an_hour() {
    let week = Week {
        monday: Some(day(0)),
        rest_days: vec![day(5), day(6)],
        ..Week::default()
    };
    let at_ten = Action {
        at: Some(600),
        ..line("Coffee with Ann", Some(day(5)))
    };
    let journal = after([
        record(Week::id(day(0)), &week),
        record(LINE, &line("Apply", Some(day(5)))),
        record(RecordId::fixed(11), &at_ten),
        record(ACME, &Opportunity::default()),
        record(
            RecordId::fixed(12),
            &Event::stage(ACME, INTERVIEWING, day(0)),
        ),
        record(
            RecordId::fixed(13),
            &Event::round(ACME, "Visit", day(5), Some(900)),
        ),
    ]);
    let saturday = agenda(
        &journal,
        Now {
            ms: noon(5).ms - 3 * 3_600_000,
            offset_minutes: 0,
        },
    );
    let asked: Vec<RecordId> = saturday.due.iter().map(|item| item.id).collect();
    assert_eq!(asked, [13, 11].map(RecordId::fixed));
    assert!(saturday.soon.is_empty());
    assert_eq!(saturday.reminders(), 2);
    let waiting = saturday.waiting.unwrap_or_default();
    assert_eq!((waiting.until_ms, waiting.rest_until), (None, Some(day(7))));
    assert_eq!(
        waiting.due.iter().map(|item| item.id).collect::<Vec<_>>(),
        [LINE]
    );
    // The look back does not break a rest; it is asked for the day after.
    let kinds = |days| {
        let due = agenda(&journal, noon(days)).due.into_iter();
        due.map(|item| item.what).collect::<Vec<_>>()
    };
    assert_eq!(kinds(6), []);
    assert!(kinds(7).contains(&ItemKind::LookBack));
    assert_eq!(rest_until(&journal, day(4)), None);
}

#[test]
fn a_look_back_is_asked_for_at_the_end_of_a_week_with_lines_and_once() {
    let mut journal = after([record(LINE, &line("Apply", Some(day(1))))]);
    let asked = |journal: &Journal| {
        (0..14)
            .filter(|days| asks_to_look_back(journal, noon(*days)) == Some(day(0)))
            .collect::<Vec<_>>()
    };
    assert_eq!(asked(&journal), [6, 7, 8, 9]);
    assert_eq!(asked(&Journal::default()), [0_u64; 0]);
    assert!(!can_look_back(day(0), day(3)) && can_look_back(day(0), day(4)));
    let looked = Week {
        monday: Some(day(0)),
        looked_back_on: Some(day(6)),
        ..Week::default()
    };
    journal.apply(
        &record(Week::id(day(0)), &looked),
        &mut Clock::new(1),
        noon(6).ms,
    );
    assert_eq!(asked(&journal), [0_u64; 0]);
    assert_eq!(weeks_planned(&journal, noon(8)), [day(0)]);
    assert!(weeks_planned(&journal, noon(3)).is_empty());
}

#[test]
fn a_first_week_is_suggested_from_what_the_search_holds() {
    let todo = Action {
        text: "Renew the passport".into(),
        ..Action::default()
    };
    let hello = Touch {
        person: Some(ANN),
        occasion: Some(Occasion::CheckIn),
        due: Some(day(3)),
        ..Touch::default()
    };
    let journal = after([
        record(ACME, &Opportunity::default()),
        record(
            RecordId::fixed(12),
            &Event::stage(ACME, INTERVIEWING, day(0)),
        ),
        record(
            RecordId::fixed(13),
            &Event::round(ACME, "Visit", day(3), Some(900)),
        ),
        record(LINE, &todo),
        record(ANN, &Person::default()),
        record(HELLO, &hello),
    ]);
    let suggestions = suggested(&journal, noon(0), day(0));
    let sources: Vec<_> = suggestions
        .iter()
        .map(|line| (line.on, &line.source))
        .collect();
    assert_eq!(sources.len(), 4);
    assert_eq!(sources[0], (day(0), &Source::Todo(LINE)));
    assert!(
        matches!(sources[1], (on, Source::Touch(planned)) if on == day(1) && planned.id == HELLO)
    );
    assert_eq!(sources[2], (day(2), &Source::Round(RecordId::fixed(13))));
    assert!(matches!(sources[3], (on, Source::Idea(_)) if on == day(3)));
    // Nothing of it is planned; and a week with three lines of its own needs none.
    assert!(WeekPlan::of(&journal, noon(0), day(0)).lines.is_empty());
    let own = (20..23).map(|number| record(RecordId::fixed(number), &line("Own", None)));
    assert!(suggested(&after(own), noon(0), day(0)).is_empty());
    // An empty search has ideas, and a week that is over nothing.
    assert_eq!(suggested(&Journal::default(), noon(0), day(0)).len(), 3);
    assert!(suggested(&Journal::default(), noon(0), day(-7)).is_empty());
    // What is still open from the week before is not suggested besides.
    let first = |days| {
        suggested(
            &after([record(LINE, &line(NEXT_ACTIONS[0], Some(day(days))))]),
            noon(7),
            day(7),
        )
    };
    let is_first = |line: &Suggestion| line.source == Source::Idea(NEXT_ACTIONS[0]);
    assert!(!first(3).iter().any(is_first));
    assert!(first(-60).iter().any(is_first));
}

#[test]
fn a_free_day_is_ahead_and_no_rest_day_and_has_the_fewest_lines() {
    let week = Week {
        monday: Some(day(0)),
        rest_days: vec![day(1)],
        ..Week::default()
    };
    let journal = after([record(Week::id(day(0)), &week)]);
    assert_eq!(free_day(&journal, noon(0), day(0), &[]), day(0));
    assert_eq!(free_day(&journal, noon(0), day(0), &[day(0)]), day(2));
    assert_eq!(free_day(&journal, noon(5), day(0), &[day(5)]), day(6));
    let late = Now {
        ms: noon(2).ms + 6 * 3_600_000,
        offset_minutes: 0,
    };
    assert_eq!(free_day(&journal, late, day(0), &[]), day(3));
    assert_eq!(free_day(&journal, noon(20), day(0), &[]), day(6));
    assert_eq!(
        (week_to_plan(day(4)), week_to_plan(day(5))),
        (day(0), day(7))
    );
}

#[test]
fn goals_count_what_is_there_in_the_week_and_nothing_else() {
    let goal = |counts| Goal {
        counts: Some(counts),
        began_on: Some(day(0)),
        ..Goal::default()
    };
    let [people, applications, practice, lines, words] = [30, 31, 32, 33, 34].map(RecordId::fixed);
    let message = |on| Message {
        person: Some(ANN),
        sent_on: Some(day(on)),
        ..Message::default()
    };
    let project = Opportunity {
        kind: Kind::Project,
        ..Opportunity::default()
    };
    let done = |on, is_practice| Action {
        done_on: Some(day(on)),
        is_practice,
        goal: (!is_practice).then_some(lines),
        ..line("Done", Some(day(on)))
    };
    let journal = after([
        record(people, &goal(GoalCount::People)),
        record(applications, &goal(GoalCount::Applications)),
        record(practice, &goal(GoalCount::Practice)),
        record(lines, &goal(GoalCount::Lines)),
        record(
            words,
            &Goal {
                ended_on: Some(day(9)),
                ..Goal::default()
            },
        ),
        record(ANN, &Person::default()),
        record(RecordId::fixed(40), &message(1)),
        record(RecordId::fixed(41), &message(2)),
        record(RecordId::fixed(42), &message(-1)),
        record(ACME, &Opportunity::default()),
        record(RecordId::fixed(43), &Event::stage(ACME, APPLIED, day(2))),
        record(
            RecordId::fixed(44),
            &Event::ending(ACME, Ending::No, day(3)),
        ),
        record(RecordId::fixed(45), &project),
        record(
            RecordId::fixed(46),
            &Event::stage(RecordId::fixed(45), APPLIED, day(2)),
        ),
        record(RecordId::fixed(47), &done(3, true)),
        record(RecordId::fixed(48), &done(4, false)),
        record(RecordId::fixed(49), &done(7, false)),
    ]);
    let counts = |monday| {
        let goals = goals_of_week(&journal, noon(8), monday);
        goals.into_iter().map(|goal| goal.count).collect::<Vec<_>>()
    };
    let [one, none] = [Some(1), Some(0)];
    // Two messages to one person are one person; a no takes no application back.
    assert_eq!(counts(day(0)), [one, one, one, one, None]);
    // What was set aside in the second week is not asked about in it.
    assert_eq!(counts(day(7)), [none, none, none, one]);
    assert_eq!(counts(day(-7)), [None]);
}
