//! The story with someone: good news, a touch noted or planned once more, an entry removed.

use domain::method::Occasion;
use domain::model::touch::Touch;
use domain::planning::plan::Planned;
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;
use super::touches::plan_own;

/// Plans the same touch once more, some months after the day it is planned for.
#[must_use]
pub fn plan_again(moment: &mut Moment<'_>, planned: &Planned, months: i32) -> Edit {
    let from = planned.due.max(moment.today());
    let touch = Touch {
        person: Some(planned.person),
        opportunity: planned.opportunity,
        occasion: Some(planned.occasion),
        due: Some(from.plus_months(months)),
        ..Touch::default()
    };
    plan_own(moment, &touch)
}

/// Notes good news about someone: a message of congratulation is planned for today.
pub fn congratulate_on(moment: &mut Moment<'_>, person: RecordId, news: &str) -> Edit {
    let touch = Touch {
        person: Some(person),
        occasion: Some(Occasion::Congratulate),
        due: Some(moment.today()),
        text: news.to_owned(),
        ..Touch::default()
    };
    Edit::new("Good news noted. Congratulations are planned.").create(moment.new_id(), &touch)
}

/// Notes in the story that the two were in touch. Without a day, or with one ahead, it was today.
pub fn note_in_story(
    moment: &mut Moment<'_>,
    person: RecordId,
    from_them: bool,
    text: &str,
    day: Option<Date>,
) -> Edit {
    let today = moment.today();
    let touch = Touch {
        person: Some(person),
        from_them,
        text: text.to_owned(),
        done_on: Some(day.unwrap_or(today).min(today)),
        ..Touch::default()
    };
    Edit::new("Added to the history").create(moment.new_id(), &touch)
}

/// Removes a touch from the story.
#[must_use]
pub fn remove_from_story(touch: RecordId) -> Edit {
    Edit::new("Removed from the history").remove(RecordKind::Touch, touch)
}

#[cfg(test)]
mod tests {
    use domain::journal::Journal;
    use domain::model::person::Person;
    use domain::planning::plan::plan_with;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const ANN: RecordId = RecordId::fixed(1);
    const FIRST_MADE: RecordId = RecordId::fixed(1000);

    fn search() -> Journal {
        let ann = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        journal_after(&[record(ANN, &ann)])
    }

    fn made(journal: &Journal) -> Touch {
        journal
            .touches()
            .get(FIRST_MADE)
            .cloned()
            .unwrap_or_default()
    }

    #[test]
    fn good_news_plan_a_message_for_today() {
        let journal = search();
        let edit = at_noon(|moment| congratulate_on(moment, ANN, "A new role"));
        assert_eq!(edit.label, "Good news noted. Congratulations are planned.");
        let journal = apply(&journal, &edit);
        let planned = plan_with(&journal, ANN, NOON);
        assert_eq!(
            planned
                .iter()
                .map(|planned| (planned.occasion, planned.due))
                .collect::<Vec<_>>(),
            [(Occasion::Congratulate, NOON.today())]
        );
        // Once more is counted from the day it is planned for.
        let again = at_noon(|moment| plan_again(moment, &planned[0], 1));
        let due = made(&apply(&search(), &again)).due;
        assert_eq!(due, Some(NOON.today().plus_months(1)));
    }

    #[test]
    fn nothing_is_noted_for_a_day_ahead() {
        let today = NOON.today();
        for (day, noted) in [
            (None, today),
            (Some(today.plus_days(-3)), today.plus_days(-3)),
            (Some(today.plus_days(3)), today),
        ] {
            let edit = at_noon(|moment| note_in_story(moment, ANN, true, "They called", day));
            assert_eq!(edit.label, "Added to the history");
            let journal = apply(&search(), &edit);
            let touch = made(&journal);
            assert_eq!(touch.done_on, Some(noted));
            assert!(touch.from_them);
            let edit = remove_from_story(FIRST_MADE);
            assert_eq!(edit.label, "Removed from the history");
            assert!(apply(&journal, &edit).touches().is_empty());
        }
    }
}
