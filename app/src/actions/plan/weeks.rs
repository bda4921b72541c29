//! Rest days of a week, and the look back at its end.

use domain::journal::Journal;
use domain::model::week::Week;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::Date;

use super::words::day_words;
use crate::actions::Moment;

/// Makes a day one of rest, or takes that back.
#[must_use]
pub fn set_rest_day(journal: &Journal, moment: &Moment<'_>, day: Date, rests: bool) -> Edit {
    let words = day_words(day, moment.today());
    let name = if rests {
        format!("Rest day: {words}")
    } else {
        format!("No longer a rest day: {words}")
    };
    change_week(journal, day.monday(), &name, |week| {
        week.rest_days.retain(|other| *other != day);
        if rests {
            week.rest_days.push(day);
        }
    })
}

/// Keeps the sentence of a look back.
#[must_use]
pub fn set_sentence(journal: &Journal, monday: Date, sentence: &str) -> Edit {
    change_week(journal, monday, "Look-back saved", |week| {
        sentence.trim().clone_into(&mut week.sentence);
    })
}

/// Ends the look back of a week, so that nothing asks for it any more.
#[must_use]
pub fn look_back(journal: &Journal, moment: &Moment<'_>, monday: Date) -> Edit {
    change_week(journal, monday, "Looked back", |week| {
        week.looked_back_on = Some(moment.today());
    })
}

fn change_week(
    journal: &Journal,
    monday: Date,
    name: &str,
    change: impl FnOnce(&mut Week),
) -> Edit {
    let monday = monday.monday();
    let id = Week::id(monday);
    let mut after = journal.weeks().get(id).cloned().unwrap_or_default();
    after.monday = Some(monday);
    change(&mut after);
    let held = journal.record(&RecordKey::new(RecordKind::Week, id));
    Edit::new(name).put(held, id, &after)
}
