//! What a person does with a planned touch: done, later, another day, left out. And the words it is shown by.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::touch::Touch;
use domain::planning::plan::Planned;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;

/// What to do, in a few words: “Thank Ann after a round”.
#[must_use]
pub fn what(occasion: Occasion, name: &str) -> String {
    match occasion {
        Occasion::ReplyToNo => format!("Reply to {name}"),
        Occasion::ThankAfterNo => format!("Thank {name} for their time"),
        Occasion::AskForReasons => format!("Ask {name} for their reasons"),
        Occasion::SomethingUseful => format!("Send {name} something worth reading"),
        Occasion::Congratulate => format!("Congratulate {name}"),
        Occasion::ProjectPitch => format!("Offer {name} a project"),
        Occasion::CheckIn => format!("Say hello to {name}"),
        Occasion::ThankYouAfterRound => format!("Thank {name} after the round"),
        Occasion::SeasonsGreetings => format!("Greet {name}"),
        Occasion::AskForFeedback => format!("Ask {name} for feedback"),
        Occasion::AskWhatWorked => format!("Ask {name} what worked for them"),
    }
}

/// The name of a person, however little is known.
#[must_use]
pub fn name_of_person(journal: &Journal, id: RecordId) -> String {
    journal
        .people()
        .get(id)
        .map(|person| person.name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Someone".into())
}

/// An edit that changes the record of a planned touch, or makes it, also where that was taken back before.
#[must_use]
pub fn change(
    journal: &Journal,
    planned: &Planned,
    label: String,
    change: impl FnOnce(&mut Touch),
) -> Edit {
    let shown = journal.touches().get(planned.id).cloned();
    let mut after = Touch {
        person: Some(planned.person),
        opportunity: planned.opportunity,
        occasion: Some(planned.occasion),
        ..shown.unwrap_or_default()
    };
    change(&mut after);
    let held = journal.record(&RecordKey::new(RecordKind::Touch, planned.id));
    Edit::new(label).put(held, planned.id, &after)
}

/// It was done, today.
#[must_use]
pub fn finish(journal: &Journal, moment: &Moment<'_>, planned: &Planned) -> Edit {
    let name = name_of_person(journal, planned.person);
    let label = format!("Done: {}", what(planned.occasion, &name));
    change(journal, planned, label, |touch| {
        touch.done_on = Some(moment.today());
    })
}

/// Another day.
#[must_use]
pub fn move_to(journal: &Journal, moment: &Moment<'_>, planned: &Planned, day: Date) -> Edit {
    let label = format!("Planned for {}", day.short(moment.today()));
    change(journal, planned, label, |touch| touch.due = Some(day))
}

/// Not today: tomorrow.
#[must_use]
pub fn put_off(journal: &Journal, moment: &Moment<'_>, planned: &Planned) -> Edit {
    move_to(journal, moment, planned, moment.today().plus_days(1))
}

/// It is left out, with a reason or without.
#[must_use]
pub fn skip(journal: &Journal, moment: &Moment<'_>, planned: &Planned, why: &str) -> Edit {
    let name = name_of_person(journal, planned.person);
    let label = format!("Left out: {}", what(planned.occasion, &name));
    change(journal, planned, label, |touch| {
        touch.skipped_on = Some(moment.today());
        why.clone_into(&mut touch.skipped_why);
    })
}

/// Plans a touch of one's own.
#[must_use]
pub fn plan_own(moment: &mut Moment<'_>, touch: &Touch) -> Edit {
    let today = moment.today();
    let day = touch.due.unwrap_or(today);
    Edit::new(format!("Planned for {}", day.short(today))).create(moment.new_id(), touch)
}

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
    Edit::new("Good news noted. A word of congratulation is planned.")
        .create(moment.new_id(), &touch)
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
    Edit::new("Noted in your story").create(moment.new_id(), &touch)
}

/// Removes a touch from the story.
#[must_use]
pub fn remove_from_story(touch: RecordId) -> Edit {
    Edit::new("Removed from the story").remove(RecordKind::Touch, touch)
}

#[cfg(test)]
mod story_tests {
    use domain::model::person::Person;
    use domain::planning::plan::plan_with;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after};

    const ANN: RecordId = RecordId::fixed(1);
    const FIRST_MADE: RecordId = RecordId::fixed(1000);

    fn search() -> Journal {
        let ann = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        journal_after(&[Edit::new("").create(ANN, &ann)])
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
        assert_eq!(
            edit.label,
            "Good news noted. A word of congratulation is planned."
        );
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
            assert_eq!(edit.label, "Noted in your story");
            let journal = apply(&search(), &edit);
            let touch = made(&journal);
            assert_eq!(touch.done_on, Some(noted));
            assert!(touch.from_them);
            let edit = remove_from_story(FIRST_MADE);
            assert_eq!(edit.label, "Removed from the story");
            assert!(apply(&journal, &edit).touches().is_empty());
        }
    }
}
