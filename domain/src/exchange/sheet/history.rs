//! What a row says has happened, as dated events: the days of the table, never “today”.

use super::days::{DayOrder, day_in};
use crate::capture::{Status, status_named};
use crate::model::event::Ending;
use crate::model::stage::{APPLIED, SAVED};
use crate::values::date::Date;

/// The words of a row that tell its history.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told<'a> {
    pub(super) status: &'a str,
    pub(super) found_on: &'a str,
    pub(super) sent_on: &'a str,
    pub(super) status_on: &'a str,
    pub(super) history: &'a str,
}

/// A history, and what of it could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    pub(super) events: Vec<(Status, Option<Date>)>,
    /// A status that is none the app knows.
    pub(super) unknown_status: bool,
    /// A day that cannot be read.
    pub(super) unknown_day: bool,
}

/// Reads the history of a row. Days to come are left out: nothing has happened on them.
pub(super) fn history(told: Told<'_>, order: DayOrder, today: Date) -> History {
    let mut history = History::default();
    let mut day = |text: &str| {
        let found = day_in(text, order);
        history.unknown_day |= !text.is_empty() && found.is_none();
        found.filter(|day| *day <= today)
    };
    let (found_on, sent_on, status_on) =
        (day(told.found_on), day(told.sent_on), day(told.status_on));
    if let Some(events) = own_history(told.history) {
        history.events = events;
        return history;
    }
    let status = status_named(told.status);
    history.unknown_status = status.is_none() && !told.status.is_empty();
    let mut events = Vec::new();
    if found_on.is_some() && found_on != sent_on {
        events.push((Status::Stage(SAVED), found_on));
    }
    let is_sent = match status {
        Some(Status::Stage(stage)) => stage != SAVED,
        Some(Status::Ended(Ending::RoleClosed | Ending::Withdrawn)) | None => sent_on.is_some(),
        Some(Status::Ended(_)) => true,
    };
    if is_sent
        && status != Some(Status::Stage(APPLIED))
        && (sent_on.is_some() || status_on.is_some())
    {
        events.push((Status::Stage(APPLIED), sent_on.or(status_on)));
    }
    match status {
        Some(status) => {
            let own = if status == Status::Stage(APPLIED) {
                sent_on.or(status_on)
            } else {
                status_on.or(sent_on)
            };
            events.push((status, own.or(found_on)));
        }
        None if !is_sent && events.is_empty() => events.push((Status::Stage(SAVED), None)),
        None if is_sent
            && !events
                .iter()
                .any(|(status, _)| *status == Status::Stage(APPLIED)) =>
        {
            events.push((Status::Stage(APPLIED), sent_on));
        }
        None => {}
    }
    events.dedup_by(|one, other| one.0 == other.0);
    history.events = events;
    history
}

/// The history of the app’s own table: “2026-03-02 Applied; 2026-03-10 Interviewing”.
fn own_history(text: &str) -> Option<Vec<(Status, Option<Date>)>> {
    let parts = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let read = |part: &str| {
        let (day, name) = part.split_once(' ')?;
        Some((status_named(name)?, Some(Date::parse(day).ok()?)))
    };
    let events: Option<Vec<_>> = parts.map(read).collect();
    events.filter(|events| !events.is_empty())
}
