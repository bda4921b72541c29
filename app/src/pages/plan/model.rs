//! The words of the page, as plain data.

use domain::journal::Journal;
use domain::planning::week::{GoalLine, Line, WeekPlan};
use domain::values::date::{Date, Now, clock_time};
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;

use crate::actions::opportunities::name_of;
use crate::actions::plan::{if_then, part_word};

/// The minute of a day as a time field has it, “14:05”.
pub(super) fn minute_of(time: &str) -> Option<u32> {
    let (hours, minutes) = time.split_once(':')?;
    let (hours, minutes) = (
        hours.parse::<u32>().ok()?,
        minutes.get(..2)?.parse::<u32>().ok()?,
    );
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// “16 Mar to 22 Mar”, with its name where it is near.
pub(super) fn week_words(monday: Date, today: Date) -> String {
    let name = match today.monday().days_until(monday) / 7 {
        0 => "This week, ",
        1 => "Next week, ",
        -1 => "Last week, ",
        _ => "",
    };
    let last = monday.plus_days(6);
    format!("{name}{} to {}", monday.short(today), last.short(today))
}

/// When a line is: “Tuesday 17 Mar, 10:00”, “Today, in the morning”, “Any day”.
pub(super) fn when(line: &Line, today: Date) -> String {
    let day = match line.on {
        None => "Any day".to_owned(),
        Some(on) if on == today => "Today".to_owned(),
        Some(on) => format!("{} {}", on.weekday_name(), on.short(today)),
    };
    match (line.action.at, part_word(line.action.part)) {
        (Some(minute), _) => format!("{day}, {}", clock_time(minute)),
        (None, "") => day,
        (None, part) => format!("{day}, {part}"),
    }
}

/// What a line is about: the opportunity, the place, and what if something gets in the way.
pub(super) fn about(journal: &Journal, line: &Line) -> String {
    let action = &line.action;
    let opportunity = action
        .opportunity
        .filter(|id| journal.opportunities().get(*id).is_some())
        .map(|id| name_of(journal, id));
    let place = Some(action.place.trim().to_owned());
    let parts = [opportunity, place, if_then(action)].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// “3 of 4 done”, with what was let go; without lines a sentence.
pub(super) fn count_words(week: &WeekPlan) -> String {
    let let_go = week.lines.len() - week.whole();
    match (week.done(), week.whole(), let_go) {
        (_, 0, 0) => "No lines this week. That’s fine.".to_owned(),
        (_, 0, let_go) => format!("{let_go} let go. That’s fine."),
        (done, whole, 0) => format!("{done} of {whole} done"),
        (done, whole, let_go) => format!("{done} of {whole} done, {let_go} let go"),
    }
}

/// What a goal counted: “2 of 3 this week”.
pub(super) fn goal_words(line: &GoalLine, is_now: bool) -> String {
    let week = if is_now { "this week" } else { "that week" };
    match (line.count, line.goal.a_week) {
        (None, None) => String::new(),
        (None, Some(a_week)) => format!("{a_week} a week"),
        (Some(count), None) => format!("{count} {week}"),
        (Some(count), Some(a_week)) => format!("{count} of {a_week} {week}"),
    }
}

/// Open things to do that are in no plan, those with a day first.
pub(super) fn open_todos(journal: &Journal, now: Now) -> Vec<(RecordId, String, String)> {
    let rests =
        |about: Option<RecordId>| about.is_some_and(|id| journal.rests_until_ms(id, now).is_some());
    let open = journal.actions().iter().filter(|(_, action)| {
        !action.is_settled() && action.week.is_none() && !rests(action.opportunity)
    });
    let mut open: Vec<_> = open.collect();
    sort_by_key(&mut open, |(id, action)| {
        (action.due.is_none(), action.due, *id)
    });
    open.into_iter()
        .map(|(id, action)| {
            let when = action.due.map(|due| due.relative(now.today()));
            (id, action.text.clone(), when.unwrap_or_default())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::model::action::{Action, DayPart};
    use domain::model::goal::Goal;
    use domain::planning::week::LineState;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after};
    use crate::actions::{plan, todos};

    fn line(on: Option<i32>) -> Line {
        let on = on.map(|days| NOON.today().plus_days(days));
        Line {
            id: RecordId::fixed(1),
            action: Action::default(),
            state: LineState::Open,
            on,
            week: NOON.today().monday(),
            planned: None,
        }
    }

    #[test]
    fn a_line_says_when_and_never_that_it_is_late() {
        let words = |on, at, part| {
            let mut line = line(on);
            (line.action.at, line.action.part) = (at, part);
            when(&line, NOON.today())
        };
        assert_eq!(words(Some(-1), None, None), "Tuesday 17 Mar");
        assert_eq!(words(Some(0), Some(605), None), "Today, 10:05");
        assert_eq!(
            words(Some(1), None, Some(DayPart::Evening)),
            "Thursday 19 Mar, evening"
        );
        assert_eq!(words(None, None, None), "Any day");
    }

    #[test]
    fn counts_come_with_their_whole_and_without_blame() {
        let state = |state| Line {
            state,
            ..line(None)
        };
        let week = |lines| WeekPlan {
            monday: NOON.today().monday(),
            lines,
            carried: Vec::new(),
            rest_days: Vec::new(),
            sentence: String::new(),
            looked_back_on: None,
        };
        let done = || state(LineState::Done(NOON.today()));
        let words = |lines| count_words(&week(lines));
        assert_eq!(words(vec![done(), state(LineState::Open)]), "1 of 2 done");
        assert_eq!(
            words(vec![done(), state(LineState::LetGo)]),
            "1 of 1 done, 1 let go"
        );
        assert_eq!(
            words(vec![state(LineState::LetGo)]),
            "1 let go. That’s fine."
        );
        assert_eq!(words(Vec::new()), "No lines this week. That’s fine.");
        let goal = |count, a_week| GoalLine {
            id: RecordId::fixed(1),
            goal: Goal {
                a_week,
                ..Goal::default()
            },
            count,
        };
        assert_eq!(
            goal_words(&goal(Some(2), Some(3)), true),
            "2 of 3 this week"
        );
        assert_eq!(goal_words(&goal(Some(2), None), false), "2 that week");
        assert_eq!(goal_words(&goal(None, None), true), "");
    }

    #[test]
    fn weeks_and_times_are_read_and_said() {
        let today = NOON.today();
        let monday = today.monday();
        assert_eq!(week_words(monday, today), "This week, 16 Mar to 22 Mar");
        assert_eq!(
            week_words(monday.plus_days(7), today),
            "Next week, 23 Mar to 29 Mar"
        );
        assert_eq!(week_words(monday.plus_days(-14), today), "2 Mar to 8 Mar");
        assert_eq!(minute_of("14:05"), Some(845));
        for wrong in ["", "24:00", "10:60", "ten", "10:5"] {
            assert_eq!(minute_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_in_the_plan_is_not_among_the_other_things_to_do() {
        let add = at_noon(|moment| todos::add(moment, None, "Renew the passport", None));
        let journal = journal_after(&[add]);
        let id = RecordId::fixed(1_000);
        let texts = |journal| {
            let todos = open_todos(journal, NOON).into_iter();
            todos.map(|(_, text, _)| text).collect::<Vec<_>>()
        };
        assert_eq!(texts(&journal), ["Renew the passport"]);
        let edit = at_noon(|moment| plan::line_for_todo(&journal, moment, id));
        assert!(texts(&apply(&journal, &edit)).is_empty());
    }
}
