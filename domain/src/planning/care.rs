//! When care has something to say: one thing of the person's own list while a no rests or after
//! several in a week, and now and then the thought of helping somebody else.

use crate::journal::Journal;
use crate::model::event::Ending;
use crate::values::date::Date;

/// The days over which noes are counted.
const WEEK: i32 = 7;

/// The noes within a week after which something that helps is offered.
const MANY_NOES: usize = 3;

/// Helping somebody comes up on one day of as many, and not within as many days after helping.
const HELP_EVERY: i32 = 14;

/// Which of these days it is: a Thursday, counted from 1 January 1970.
const HELP_DAY: i32 = 7;

/// What care has to say on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CarePrompt {
    /// One thing of the person's own list.
    OneThing(String),
    /// There were several noes within a week; with one thing of the list, where there is one.
    AfterNoes(Option<String>),
    /// The thought of helping somebody else.
    HelpSomeone,
}

/// What care has to say on a day, if anything. While a no rests it is one thing of the list, or
/// nothing. Of the list, only what `may_be_offered` is.
#[must_use]
pub fn care_prompt(
    journal: &Journal,
    today: Date,
    a_no_rests: bool,
    may_be_offered: fn(&str) -> bool,
) -> Option<CarePrompt> {
    let one_thing = one_thing(journal, today, may_be_offered).map(ToOwned::to_owned);
    if a_no_rests {
        one_thing.map(CarePrompt::OneThing)
    } else if noes_within_a_week(journal, today) >= MANY_NOES {
        Some(CarePrompt::AfterNoes(one_thing))
    } else {
        asks_for_help(journal, today).then_some(CarePrompt::HelpSomeone)
    }
}

/// One thing of the list of what helps: each day another, and all day the same.
#[must_use]
pub fn one_thing(journal: &Journal, today: Date, may_be_offered: fn(&str) -> bool) -> Option<&str> {
    let items = journal.care_items().iter().map(|(_, item)| item);
    let items: Vec<&str> = items
        .filter(|item| item.retired_on.is_none())
        .map(|item| item.text.trim())
        .filter(|text| !text.is_empty() && may_be_offered(text))
        .collect();
    let day = usize::try_from(day_number(today)).unwrap_or(0);
    items.get(day % items.len().max(1)).copied()
}

/// The noes of the last seven days, this one included.
fn noes_within_a_week(journal: &Journal, today: Date) -> usize {
    let is_recent = |on: Date| (0..WEEK).contains(&on.days_until(today));
    let noes = journal.standings().filter(|(_, standing)| {
        standing.ending == Some(Ending::No) && standing.since.is_some_and(is_recent)
    });
    noes.count()
}

/// Whether helping somebody comes up: not on a rest day, not in a search that has just begun, and
/// not where help was given a short while ago.
fn asks_for_help(journal: &Journal, today: Date) -> bool {
    let is_rest_day = journal
        .weeks()
        .iter()
        .any(|(_, week)| week.rest_days.contains(&today));
    let helped = journal.help_given().iter().filter_map(|(_, help)| help.on);
    let helped_lately = helped
        .max()
        .is_some_and(|on| on.days_until(today) < HELP_EVERY);
    let mut days = journal.events().iter().filter_map(|(_, event)| event.on);
    day_number(today).rem_euclid(HELP_EVERY) == HELP_DAY
        && !is_rest_day
        && !helped_lately
        && days.any(|on| on.days_until(today) > WEEK)
}

/// Days since 1 January 1970.
fn day_number(day: Date) -> i32 {
    Date::of_local_ms(0).days_until(day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::*;
    use crate::model::care::{CareItem, HelpGiven};
    use crate::model::event::Event;
    use crate::model::opportunity::Opportunity;
    use crate::model::stage::APPLIED;
    use crate::model::week::Week;
    use crate::state::edit::Edit;
    use crate::state::stamp::Clock;
    use crate::values::id::RecordId;

    fn journal(edit: &Edit) -> Journal {
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        journal.apply(edit, &mut clock, 1);
        journal
    }

    fn prompt(journal: &Journal, today: Date, a_no_rests: bool) -> Option<CarePrompt> {
        care_prompt(journal, today, a_no_rests, |_| true)
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn list(texts: &[&str]) -> Edit {
        let items = (1..).zip(texts);
        items.fold(Edit::new(""), |edit, (number, text)| {
            let item = CareItem {
                text: (*text).into(),
                ..CareItem::default()
            };
            edit.create(RecordId::fixed(number), &item)
        })
    }

    /// An opportunity for each day, which said no on it.
    fn noes(days: &[Date]) -> Edit {
        let numbered = (100..).step_by(10).zip(days);
        numbered.fold(Edit::new(""), |edit, (number, day)| {
            let id = RecordId::fixed(number);
            edit.create(id, &Opportunity::default()).create(
                RecordId::fixed(number + 1),
                &Event::ending(id, Ending::No, *day),
            )
        })
    }

    #[test]
    fn each_day_offers_another_thing_and_all_day_the_same() {
        let journal = journal(&list(&["Walk", " ", "Nothing", "Swim"]));
        let monday = day("2026-11-30");
        let of = |days| one_thing(&journal, monday.plus_days(days), |text| text != "Nothing");
        assert_eq!(of(0), of(0));
        assert_ne!(of(0), of(1));
        assert_eq!(of(0), of(2));
        assert!([of(0), of(1)].contains(&Some("Walk")));
        assert!([of(0), of(1)].contains(&Some("Swim")));
    }

    #[test]
    fn a_pause_offers_what_is_on_the_list_and_else_nothing() {
        let today = day("2026-11-30");
        let walk = journal(&list(&["Walk"]));
        let offered = prompt(&walk, today, true);
        assert_eq!(offered, Some(CarePrompt::OneThing("Walk".into())));
        assert_eq!(prompt(&walk, today, false), None);
        let none = journal(&noes(&[today, today, today]));
        assert_eq!(prompt(&none, today, true), None);
    }

    #[test]
    fn three_noes_within_seven_days_offer_something_and_two_do_not() {
        let today = day("2026-11-30");
        let [first, long_ago] = [6, 7].map(|days| today.plus_days(-days));
        let two = noes(&[today, today, long_ago]);
        assert_eq!(prompt(&journal(&two), today, false), None);
        let three = noes(&[today, today, first]);
        assert_eq!(
            prompt(&journal(&three), today, false),
            Some(CarePrompt::AfterNoes(None))
        );
        let with_list = journal(&list(&["Walk"]).and(three));
        assert_eq!(
            prompt(&with_list, today, false),
            Some(CarePrompt::AfterNoes(Some("Walk".into())))
        );
    }

    #[test]
    fn helping_comes_up_once_in_two_weeks_unless_help_was_given_or_the_day_is_one_of_rest() {
        let begun = day("2026-06-01");
        let acme = RecordId::fixed(1);
        let search = Edit::new("")
            .create(acme, &Opportunity::default())
            .create(RecordId::fixed(2), &Event::stage(acme, APPLIED, begun));
        let asked = |edit: &Edit| -> Vec<Date> {
            let journal = journal(edit);
            let days = (0..42).map(|days| begun.plus_days(days));
            days.filter(|day| prompt(&journal, *day, false) == Some(CarePrompt::HelpSomeone))
                .collect()
        };
        let days = asked(&search);
        assert_eq!(days.len(), 3, "{days:?}");
        assert_eq!(days[0].days_until(days[1]), HELP_EVERY);
        assert_eq!(days[0].weekday(), day("2026-06-04").weekday(), "a Thursday");
        let help = HelpGiven {
            on: Some(days[1].plus_days(-1)),
            ..HelpGiven::default()
        };
        let helped = search.clone().create(RecordId::fixed(3), &help);
        assert!(!asked(&helped).contains(&days[1]));
        let rest = Week {
            rest_days: vec![days[0]],
            ..Week::default()
        };
        let resting = search.create(RecordId::fixed(3), &rest);
        assert_eq!(asked(&resting), days[1..]);
    }
}
