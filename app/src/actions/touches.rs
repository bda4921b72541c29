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
