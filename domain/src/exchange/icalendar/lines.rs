//! Lines of the plan as entries.

use super::changed::latest_ms;
use super::entry::{DAY_MINUTES, Entry, When};
use crate::journal::Journal;
use crate::model::action::DayPart;
use crate::planning::plan::Plan;
use crate::planning::week::{Line, LineState, line_of};
use crate::state::record::{RecordKey, RecordKind};
use crate::values::id::RecordId;

/// How long a line with a time takes, in minutes, as long as nobody says otherwise.
const LINE_MINUTES: u32 = 60;

/// The entry of a line of the plan; `None` if it is let go or has no day. Calendars are shared: it
/// says what, where and when, and neither why nor what may get in the way.
#[must_use]
pub fn of_line(journal: &Journal, line: &Line) -> Option<Entry> {
    let on = line.on.filter(|_| line.state != LineState::LetGo)?;
    let action = &line.action;
    let when = match action.at {
        Some(minute) => When::At {
            on,
            minute: minute.min(DAY_MINUTES - 1),
            zone: String::new(),
            minutes: LINE_MINUTES,
        },
        None => When::Day(on),
    };
    let part = action.part.filter(|_| action.at.is_none());
    let part = part.map(|part| match part {
        DayPart::Morning => "In the morning".to_owned(),
        DayPart::Afternoon => "In the afternoon".to_owned(),
        DayPart::Evening => "In the evening".to_owned(),
    });
    let place = Some(action.place.trim().to_owned()).filter(|place| !place.is_empty());
    let notes: Vec<String> = [part, place].into_iter().flatten().collect();
    // Without a zone of its own it follows the person's clock.
    let used = [
        (RecordKind::Action, line.id),
        (RecordKind::Settings, RecordId::ONLY),
    ];
    let used = used.into_iter();
    let used = used.filter_map(|(kind, id)| journal.record(&RecordKey::new(kind, id)));
    Some(Entry {
        id: line.id,
        when,
        title: action.text.trim().to_owned(),
        notes: notes.join("\n"),
        link: None,
        changed_ms: latest_ms(used),
    })
}

/// The lines of all weeks with their days, but those that plan a touch: these are among the touches,
/// whose titles never mention a no.
pub(super) fn lines(journal: &Journal, plan: &Plan) -> Vec<Entry> {
    let actions = journal.actions().iter();
    let lines = actions.filter(|(_, action)| action.touch.is_none());
    lines
        .filter_map(|(id, action)| of_line(journal, &line_of(journal, plan, id, action)?))
        .collect()
}

/// The time of a touch that a line of the plan gives a minute.
pub(super) fn at_its_minute(journal: &Journal, mut entry: Entry) -> Entry {
    let mut actions = journal.actions().iter();
    let line = actions.find(|(_, action)| {
        action.touch == Some(entry.id) && action.week.is_some() && !action.is_settled()
    });
    let at = line.and_then(|(_, action)| action.at);
    if let (Some(minute), When::Day(on)) = (at, entry.when.clone()) {
        entry.when = When::At {
            on,
            minute: minute.min(DAY_MINUTES - 1),
            zone: String::new(),
            minutes: LINE_MINUTES,
        };
    }
    entry
}
