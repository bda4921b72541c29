//! Before and after a round: what is chosen for it, what is noted on each person right after, and
//! the words a round goes by.

use domain::journal::Journal;
use domain::method::Mark;
use domain::model::event::{Event, EventKind};
use domain::model::preparation::Preparation;
use domain::model::round_note::RoundNote;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::{Date, Now, clock_time};
use domain::values::id::RecordId;
use domain::values::text::fold;
use domain::values::zone::fixed_offset;

use super::Moment;
use super::people::add_to;

/// First words of titles that a round goes by in a sentence: “the final panel”.
const ROUND_WORDS: [&str; 26] = [
    "call",
    "case",
    "chat",
    "coding",
    "final",
    "first",
    "fourth",
    "interview",
    "last",
    "meeting",
    "on-site",
    "onsite",
    "panel",
    "phone",
    "presentation",
    "recruiter",
    "round",
    "screening",
    "second",
    "site",
    "system",
    "talk",
    "task",
    "technical",
    "third",
    "video",
];

/// A round in the middle of a sentence: “the final panel”, “the interview”, “‘Ann and Bob’”.
#[must_use]
pub fn in_sentence(event: &Event) -> String {
    let title = event.title.trim();
    let first = fold(title.split_whitespace().next().unwrap_or_default());
    if title.is_empty() {
        "the interview".to_owned()
    } else if ROUND_WORDS.contains(&first.as_str()) {
        let mut letters = title.chars();
        let lower = letters.next().into_iter().flat_map(char::to_lowercase);
        format!("the {}{}", lower.collect::<String>(), letters.as_str())
    } else {
        format!("“{title}”")
    }
}

/// When a round is, on the person's own clock, given its day and time there; where it has a zone of
/// its own, also on the clock there. `offset_at` says how far the device's clock is ahead of UTC at
/// a moment.
#[must_use]
pub fn when(
    event: &Event,
    here: (Date, Option<u32>),
    now: Now,
    offset_at: &dyn Fn(u64) -> Option<i32>,
) -> String {
    let words = |(on, at): (Date, Option<u32>)| {
        let at = at.map_or_else(String::new, |at| format!(", {}", clock_time(at)));
        format!("{}{at}", on.relative(now.today()))
    };
    let (Some(at), false) = (event.at, event.zone.is_empty()) else {
        return words(here);
    };
    let there = format!("{} {}", clock_time(at), place_words(&event.zone));
    let Some(begins_ms) = event.begins_ms().and_then(|ms| u64::try_from(ms).ok()) else {
        return format!("{}, {there}", here.0.relative(now.today()));
    };
    // The clock may be changed between now and then.
    let offset_minutes = offset_at(begins_ms).unwrap_or(now.offset_minutes);
    let then = Now {
        ms: begins_ms,
        offset_minutes,
    };
    let (on, minute) = then.local(begins_ms);
    let here = words((on, Some(minute)));
    if offset_minutes == event.utc_offset.unwrap_or(offset_minutes) {
        return here;
    }
    format!("{here} ({there})")
}

/// “in New York”, and “UTC+05:30” for a fixed distance.
fn place_words(zone: &str) -> String {
    match fixed_offset(zone) {
        Some(0) => "UTC".to_owned(),
        Some(_) => format!("UTC{zone}"),
        None => {
            let place = zone.rsplit('/').next().unwrap_or_default();
            format!("in {}", place.replace('_', " "))
        }
    }
}

/// Changes the note on a person of a round, or on the round. A promise gets a day, the next one
/// where none is chosen, so that it comes up.
#[must_use]
pub fn note(
    journal: &Journal,
    moment: &Moment<'_>,
    round: RecordId,
    person: Option<RecordId>,
    change: impl FnOnce(&mut RoundNote),
) -> Edit {
    let before = journal.round_note(round, person);
    let mut after = before.clone();
    change(&mut after);
    let is_promise = person.is_some() && !after.promised.trim().is_empty();
    if is_promise && before.promised.trim().is_empty() && after.promised_by.is_none() {
        after.promised_by = Some(moment.today().plus_days(1));
    }
    if before == after {
        return Edit::default();
    }
    let id = RoundNote::id(round, person);
    let held = journal.record(&RecordKey::new(RecordKind::RoundNote, id));
    Edit::new("Note on the round").put(held, id, &after)
}

/// What is noted, each with its name.
#[must_use]
pub fn note_lines(note: &RoundNote, today: Date) -> Vec<(&'static str, String)> {
    let promised = match note.promised_by {
        Some(day) if !note.promised.trim().is_empty() => {
            format!("{} (by {})", note.promised.trim(), day.short(today))
        }
        _ => note.promised.clone(),
    };
    let clicked = note.clicked.map_or("", |mark| match mark {
        Mark::Worked => "Yes",
        Mark::Mixed => "Partly",
        _ => "Not really",
    });
    let lines = [
        ("They care about", note.cares.clone()),
        ("Landed", note.landed.clone()),
        ("You promised", promised),
        ("It clicked", clicked.to_owned()),
    ];
    let lines = lines.into_iter();
    lines.filter(|(_, text)| !text.trim().is_empty()).collect()
}

/// The people of an opportunity who were in a round of it, each with the last one.
#[must_use]
pub fn last_rounds(journal: &Journal, opportunity: RecordId) -> Vec<(RecordId, RecordId)> {
    let history = journal.history(opportunity);
    let last_with = |person: RecordId| {
        let mut rounds = history.iter().rev();
        let last = rounds
            .find(|(_, event)| event.what == EventKind::Round && event.with.contains(&person))?;
        Some((person, last.0))
    };
    let people = journal.people_of(opportunity).into_iter();
    people.filter_map(|(person, _)| last_with(person)).collect()
}

/// Says whether somebody was in a round.
#[must_use]
pub fn was_there(journal: &Journal, round: RecordId, person: RecordId, was: bool) -> Edit {
    let Some(before) = journal.events().get(round) else {
        return Edit::default();
    };
    let mut after = before.clone();
    after.with.retain(|other| *other != person);
    after.with.extend(was.then_some(person));
    Edit::new("People of the round changed").change(round, before, &after)
}

/// Names somebody who was in a round. They are added to its opportunity, where they are not on its
/// list yet.
pub fn name_person(
    journal: &Journal,
    moment: &mut Moment<'_>,
    round: RecordId,
    name: &str,
) -> Edit {
    let opportunity = journal
        .events()
        .get(round)
        .and_then(|event| event.opportunity);
    let (Some(opportunity), false) = (opportunity, name.is_empty()) else {
        return Edit::default();
    };
    let added = add_to(journal, moment, opportunity, name, "", "");
    // Whoever is on the list already goes by this name.
    let known = journal.people_of(opportunity).into_iter();
    let known = known.filter(|(_, person)| fold(&person.name) == fold(name));
    let person = added
        .writes
        .iter()
        .find_map(|write| match write.key.kind {
            RecordKind::Person => Some(write.key.id),
            RecordKind::Tie if write.field == "person" => {
                write.value.as_str().and_then(RecordId::parse)
            }
            _ => None,
        })
        .or_else(|| known.map(|(id, _)| id).next());
    match person {
        Some(person) => {
            let label = if added.is_empty() {
                format!("{name} was there")
            } else {
                added.label.clone()
            };
            let there = was_there(journal, round, person, true);
            Edit::new(label).and(added).and(there)
        }
        None => added,
    }
}

/// Changes what is chosen for a round.
#[must_use]
pub fn prepare(journal: &Journal, round: RecordId, change: impl FnOnce(&mut Preparation)) -> Edit {
    let id = Preparation::id(round);
    let before = journal.preparations().get(id).cloned();
    let mut after = before.clone().unwrap_or_else(|| Preparation {
        round: Some(round),
        opportunity: journal
            .events()
            .get(round)
            .and_then(|event| event.opportunity),
        ..Preparation::default()
    });
    change(&mut after);
    if before.as_ref() == Some(&after) {
        return Edit::default();
    }
    let held = journal.record(&RecordKey::new(RecordKind::Preparation, id));
    Edit::new("Preparation changed").put(held, id, &after)
}

/// Adds an id to a list, or takes it out.
pub fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T, is_in: bool) {
    list.retain(|other| *other != item);
    list.extend(is_in.then_some(item));
}

#[cfg(test)]
mod tests;
