//! The history of an opportunity: rounds, notes, contacts; added, corrected, removed.

use domain::journal::Journal;
use domain::model::event::{Event, EventKind};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::date::clock_time;
use domain::values::id::RecordId;
use domain::values::zone::{OffsetOf, read_zone};

use super::Moment;

/// The words an event is shown by: its title, or else its kind; a stage and an ending go by their
/// own names.
#[must_use]
pub fn title_of(journal: &Journal, event: &Event) -> String {
    let kind = match event.what {
        EventKind::Stage => return journal.stages().label(&event.stage).to_owned(),
        EventKind::Ending => {
            return event
                .ending
                .map_or("It ended", |ending| ending.label())
                .to_owned();
        }
        EventKind::Note => "Note",
        EventKind::Round => "Interview",
        EventKind::Contact => "In touch",
    };
    if event.title.is_empty() {
        kind.to_owned()
    } else {
        event.title.clone()
    }
}

/// Adds an event to the history of its opportunity.
#[must_use]
pub fn add(moment: &mut Moment<'_>, event: &Event) -> Edit {
    Edit::new("Added to the history").create(moment.new_id(), event)
}

/// The zone shown in the form of an event: none where it is that of the device.
#[must_use]
pub fn zone_shown<'a>(event: &'a Event, own_zone: &str) -> &'a str {
    let is_own = event.zone == own_zone;
    if is_own { "" } else { &event.zone }
}

/// The event of a form with the moment it begins: the zone that was typed is read, and a time
/// without one is on the clock of the device.
///
/// # Errors
/// Says why the zone cannot be read, or that the clocks skip the time.
pub fn with_moment(
    before: &Event,
    form: Event,
    own_zone: &str,
    offset_of: OffsetOf<'_>,
) -> Result<Event, String> {
    let mut event = form;
    if matches!(event.what, EventKind::Stage | EventKind::Ending) {
        return Ok(event);
    }
    let is_time_left = (before.on, before.at) == (event.on, event.at);
    let own = || read_zone(own_zone, offset_of).unwrap_or_default();
    event.zone = match event.zone.trim() {
        // Only a round has the field. The form is no place to say where an older one was.
        _ if event.what != EventKind::Round && is_time_left => before.zone.clone(),
        "" if is_time_left && before.zone.is_empty() => String::new(),
        // An older build may have read these letters otherwise; the moment stays where it was.
        typed if is_time_left && typed == before.zone && before.utc_offset.is_some() => {
            return Ok(event);
        }
        typed if event.what == EventKind::Round && !typed.is_empty() && typed != own_zone => {
            read_zone(typed, offset_of).map_err(|problem| problem.to_string())?
        }
        _ if event.at.is_none() => String::new(),
        _ if is_known(own_zone, offset_of) => own_zone.to_owned(),
        _ => own(),
    };
    event.find_offset(offset_of);
    let is_left = is_time_left && before.zone == event.zone;
    if !is_left && event.is_skipped(offset_of) {
        let time = clock_time(event.at.unwrap_or_default());
        return Err(format!(
            "The clocks go forward that night, so {time} doesn’t exist. Choose another time."
        ));
    }
    Ok(event)
}

fn is_known(zone: &str, offset_of: OffsetOf<'_>) -> bool {
    !zone.is_empty() && offset_of(zone, 0).is_some()
}

/// Writes the fields in which a form differs from the event it began with.
#[must_use]
pub fn correct(id: RecordId, before: &Event, after: &Event) -> Edit {
    Edit::new("Saved").change(id, before, after)
}

/// Removes an event from the history; “Undo” brings it back.
#[must_use]
pub fn remove(journal: &Journal, id: RecordId) -> Edit {
    let event = journal.events().get(id).cloned().unwrap_or_default();
    let label = format!("{} removed from the history", title_of(journal, &event));
    Edit::new(label).remove(RecordKind::Event, id)
}

/// Settles a round of which there is nothing to note: Today no longer asks about it.
#[must_use]
pub fn nothing_to_note(journal: &Journal, id: RecordId) -> Edit {
    let Some(event) = journal.events().get(id) else {
        return Edit::default();
    };
    let settled = Event {
        is_debriefed: true,
        ..event.clone()
    };
    Edit::new("Nothing to note").change(id, event, &settled)
}

#[cfg(test)]
mod tests {
    use domain::model::event::Ending;
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::APPLIED;

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const CALL: RecordId = RecordId::fixed(2);

    fn call() -> Event {
        at_noon(|moment| Event::round(ACME, "Call with Ann", moment.today(), Some(600)))
    }

    fn search() -> Journal {
        journal_after(&[record(ACME, &Opportunity::default()), record(CALL, &call())])
    }

    #[test]
    fn what_is_added_stands_in_the_history() {
        let journal = search();
        let note = at_noon(|moment| Event::note(ACME, "", "They moved", moment.today()));
        let edit = at_noon(|moment| add(moment, &note));
        assert_eq!(edit.label, "Added to the history");
        let after = apply(&journal, &edit);
        assert_eq!(after.events().get(RecordId::fixed(1_000)), Some(&note));
        assert_eq!(after.history(ACME).len(), 2);
    }

    #[test]
    fn a_correction_writes_what_differs_and_an_unchanged_form_nothing() {
        let journal = search();
        let later = Event {
            at: Some(660),
            ..call()
        };
        let edit = correct(CALL, &call(), &later);
        assert_eq!(edit.label, "Saved");
        assert_eq!(edit.writes.len(), 1);
        assert_eq!(apply(&journal, &edit).events().get(CALL), Some(&later));
        assert!(correct(CALL, &call(), &call()).is_empty());
    }

    /// Berlin on the night of 29 March 2026, and Kolkata.
    fn offset_of(zone: &str, ms: u64) -> Option<i32> {
        match zone {
            "Europe/Berlin" => Some(if ms < 1_774_746_000_000 { 60 } else { 120 }),
            "Asia/Kolkata" => Some(330),
            _ => None,
        }
    }

    fn kept(before: &Event, form: Event) -> Result<(String, Option<i32>), String> {
        let event = with_moment(before, form, "Asia/Kolkata", &offset_of)?;
        Ok((event.zone, event.utc_offset))
    }

    #[test]
    fn a_time_on_ones_own_clock_has_the_zone_of_the_device() {
        let own = Ok(("Asia/Kolkata".to_owned(), Some(330)));
        let new = Event::default();
        assert_eq!(kept(&new, call()), own);
        let talk = Event {
            what: EventKind::Contact,
            zone: "left from before".into(),
            ..call()
        };
        assert_eq!(kept(&new, talk), own);
        let whole_day = Event { at: None, ..call() };
        assert_eq!(kept(&new, whole_day), Ok((String::new(), None)));
        let stage = at_noon(|moment| Event::stage(ACME, APPLIED, moment.today()));
        assert_eq!(kept(&stage, stage.clone()), Ok((String::new(), None)));
    }

    #[test]
    fn a_zone_is_read_as_people_write_it_or_refused() {
        let typed = |zone: &str| {
            let zone = zone.to_owned();
            kept(&Event::default(), Event { zone, ..call() })
        };
        let berlin = Ok(("Europe/Berlin".to_owned(), Some(60)));
        for zone in ["Europe/Berlin", "berlin time", "CET", "Munich"] {
            assert_eq!(typed(zone), berlin, "{zone}");
        }
        assert_eq!(typed("UTC+2"), Ok(("+02:00".to_owned(), Some(120))));
        assert!(typed("Mars").is_err_and(|sentence| sentence.contains("don’t know")));
    }

    #[test]
    fn an_older_round_gets_a_zone_only_with_another_time() {
        let noted = Event {
            landed: "The story of the outage".into(),
            ..call()
        };
        assert_eq!(kept(&call(), noted), Ok((String::new(), None)));
        let later = Event {
            at: Some(700),
            ..call()
        };
        let own = Ok(("Asia/Kolkata".to_owned(), Some(330)));
        assert_eq!(kept(&call(), later), own);
        let letters = Event {
            zone: "EST".into(),
            utc_offset: Some(-300),
            ..call()
        };
        assert_eq!(
            kept(&letters, letters.clone()),
            Ok(("EST".to_owned(), Some(-300)))
        );
        // One of this device's zone shows none, and keeps it.
        let mine = Event {
            zone: "Asia/Kolkata".into(),
            utc_offset: Some(330),
            ..call()
        };
        assert_eq!(zone_shown(&mine, "Asia/Kolkata"), "");
        assert_eq!(zone_shown(&mine, "Europe/Berlin"), "Asia/Kolkata");
        assert_eq!(kept(&mine, call()), own);
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_refused() {
        let at = |minute: u32| {
            let night = Event {
                zone: "Berlin".into(),
                on: domain::values::date::Date::parse("2026-03-29").ok(),
                at: Some(minute),
                ..call()
            };
            kept(&call(), night)
        };
        let sentence =
            "The clocks go forward that night, so 02:30 doesn’t exist. Choose another time.";
        assert_eq!(at(150), Err(sentence.to_owned()));
        assert_eq!(at(119), Ok(("Europe/Berlin".to_owned(), Some(60))));
        assert_eq!(at(180), Ok(("Europe/Berlin".to_owned(), Some(120))));
    }

    #[test]
    fn a_removed_event_is_named() {
        let journal = search();
        let edit = remove(&journal, CALL);
        assert_eq!(edit.label, "Call with Ann removed from the history");
        assert!(apply(&journal, &edit).events().is_empty());
    }

    #[test]
    fn a_settled_round_is_settled_once() {
        let journal = search();
        let edit = nothing_to_note(&journal, CALL);
        assert_eq!(edit.label, "Nothing to note");
        let after = apply(&journal, &edit);
        assert!(
            after
                .events()
                .get(CALL)
                .is_some_and(|event| event.is_debriefed)
        );
        assert!(nothing_to_note(&after, CALL).is_empty());
        assert!(nothing_to_note(&after, RecordId::fixed(99)).is_empty());
    }

    #[test]
    fn an_event_without_a_title_goes_by_its_kind() {
        let journal = search();
        let today = at_noon(|moment| moment.today());
        let title = |event: &Event| title_of(&journal, event);
        assert_eq!(title(&call()), "Call with Ann");
        assert_eq!(title(&Event::round(ACME, "", today, None)), "Interview");
        assert_eq!(title(&Event::note(ACME, "", "", today)), "Note");
        assert_eq!(title(&Event::stage(ACME, APPLIED, today)), "Applied");
        assert_eq!(
            title(&Event::ending(ACME, Ending::No, today)),
            "Not selected"
        );
    }
}
