//! Care: the own list of what helps, the note of a day, help given to others.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::care::{CareItem, DayNote, HelpGiven};
use domain::model::person::{Person, RECENTLY_LANDED};
use domain::model::touch::Touch;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;
use super::touches::plan_own;

/// Adds something to the list of what helps. Nothing is written for an empty text, nor for one that
/// is on the list.
pub fn add_item(journal: &Journal, moment: &mut Moment<'_>, text: &str) -> Edit {
    let text = text.trim();
    if text.is_empty() || is_on_list(journal, text) {
        return Edit::default();
    }
    let item = CareItem {
        text: text.to_owned(),
        ..CareItem::default()
    };
    Edit::new("Added to your list").create(moment.new_id(), &item)
}

/// Whether the list has a text, in whatever case.
#[must_use]
pub fn is_on_list(journal: &Journal, text: &str) -> bool {
    let mut items = journal.care_items().iter();
    items.any(|(_, item)| {
        item.retired_on.is_none() && item.text.to_lowercase() == text.to_lowercase()
    })
}

/// Changes the words of something on the list; it cannot be emptied.
#[must_use]
pub fn reword_item(journal: &Journal, id: RecordId, text: &str) -> Edit {
    let text = text.trim();
    change_item(journal, id, "", |item| {
        if !text.is_empty() {
            text.clone_into(&mut item.text);
        }
    })
}

/// Sets something on the list aside, or takes it up again.
#[must_use]
pub fn set_item_aside(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let item = journal.care_items().get(id);
    let is_aside = item.is_some_and(|item| item.retired_on.is_some());
    let label = if is_aside {
        "Back on your list"
    } else {
        "Set aside"
    };
    change_item(journal, id, label, |item| {
        item.retired_on = (!is_aside).then(|| moment.today());
    })
}

fn change_item(
    journal: &Journal,
    id: RecordId,
    label: &str,
    change: impl FnOnce(&mut CareItem),
) -> Edit {
    let Some(before) = journal.care_items().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new(label).change(id, before, &after)
}

/// Removes something from the list.
#[must_use]
pub fn remove_item(id: RecordId) -> Edit {
    Edit::new("Removed from your list").remove(RecordKind::CareItem, id)
}

/// The note of a day; empty where there is none.
#[must_use]
pub fn day_note(journal: &Journal, day: Date) -> String {
    let note = journal.day_notes().get(DayNote::id(day));
    note.map_or_else(String::new, |note| note.text.clone())
}

/// Keeps the note of a day. An empty text removes it.
#[must_use]
pub fn keep_day_note(journal: &Journal, day: Date, text: &str) -> Edit {
    let id = DayNote::id(day);
    let before = journal.day_notes().get(id);
    let edit = Edit::new("Note saved");
    if text.trim().is_empty() {
        return match before {
            Some(_) => edit.remove(RecordKind::DayNote, id),
            None => Edit::default(),
        };
    }
    let note = DayNote {
        day: Some(day),
        text: text.trim().to_owned(),
    };
    let held = journal.record(&RecordKey::new(RecordKind::DayNote, id));
    edit.put(held, id, &note)
}

/// Notes help that was given. Nothing is written for an empty text.
pub fn note_help(moment: &mut Moment<'_>, help: HelpGiven) -> Edit {
    let text = help.text.trim().to_owned();
    if text.is_empty() {
        return Edit::default();
    }
    let on = help.on.or_else(|| Some(moment.today()));
    Edit::new("Noted").create(moment.new_id(), &HelpGiven { text, on, ..help })
}

/// Removes a note of help that was given.
#[must_use]
pub fn remove_help(id: RecordId) -> Edit {
    Edit::new("Note removed").remove(RecordKind::HelpGiven, id)
}

/// Whether somebody found a role a short while ago.
#[must_use]
pub fn has_landed(person: &Person) -> bool {
    person.tags.iter().any(|tag| tag == RECENTLY_LANDED)
}

/// A message that asks somebody what worked for them: the one that is planned, else a new one for
/// today. Returns its id.
pub fn ask_what_worked(
    journal: &Journal,
    moment: &mut Moment<'_>,
    person: RecordId,
) -> (Edit, RecordId) {
    let planned = journal
        .touches()
        .of(person)
        .find(|(_, touch)| touch.occasion == Some(Occasion::AskWhatWorked) && !touch.is_settled());
    if let Some((id, _)) = planned {
        return (Edit::default(), id);
    }
    let touch = Touch {
        person: Some(person),
        occasion: Some(Occasion::AskWhatWorked),
        due: Some(moment.today()),
        ..Touch::default()
    };
    let id = moment.new_id();
    let mut same_id = || id;
    let edit = plan_own(&mut Moment::new(moment.now(), &mut same_id), &touch);
    (edit, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const FIRST_MADE: RecordId = RecordId::fixed(1_000);

    fn texts(journal: &Journal) -> Vec<&str> {
        let items = journal.care_items().iter();
        items.map(|(_, item)| item.text.as_str()).collect()
    }

    #[test]
    fn something_is_on_the_list_once_and_keeps_its_words() {
        let add = |journal: &Journal, text| at_noon(|moment| add_item(journal, moment, text));
        let edit = add(&Journal::default(), " A walk ");
        let journal = apply(&Journal::default(), &edit);
        assert_eq!(texts(&journal), ["A walk"]);
        assert!(add(&journal, "a WALK").is_empty());
        assert!(add(&journal, "  ").is_empty());
        let journal = apply(&journal, &reword_item(&journal, FIRST_MADE, "A long walk"));
        assert!(reword_item(&journal, FIRST_MADE, " ").is_empty());
        assert_eq!(texts(&journal), ["A long walk"]);
        assert!(texts(&apply(&journal, &remove_item(FIRST_MADE))).is_empty());
    }

    #[test]
    fn something_set_aside_can_be_taken_up_or_added_again() {
        let item = CareItem {
            text: "Swim".into(),
            ..CareItem::default()
        };
        let journal = journal_after(&[record(FIRST_MADE, &item)]);
        let aside = |journal: &Journal| {
            let edit = at_noon(|moment| set_item_aside(journal, moment, FIRST_MADE));
            apply(journal, &edit)
        };
        let set_aside = aside(&journal);
        assert!(!is_on_list(&set_aside, "Swim"));
        assert!(is_on_list(&aside(&set_aside), "swim"));
    }

    #[test]
    fn a_day_has_one_note_which_can_be_emptied_and_written_again() {
        let today = NOON.today();
        let keep = |journal: &Journal, text| apply(journal, &keep_day_note(journal, today, text));
        let journal = Journal::default();
        assert!(keep_day_note(&journal, today, " ").is_empty());
        let journal = keep(&journal, " Slow, but fine ");
        assert_eq!(day_note(&journal, today), "Slow, but fine");
        assert_eq!(day_note(&journal, today.plus_days(1)), "");
        let journal = keep(&keep(&journal, ""), "Better");
        assert_eq!(day_note(&journal, today), "Better");
        assert_eq!(journal.day_notes().len(), 1);
    }

    #[test]
    fn help_has_a_day_and_is_never_empty() {
        let help = |text: &str| HelpGiven {
            text: text.into(),
            ..HelpGiven::default()
        };
        assert!(at_noon(|moment| note_help(moment, help(" "))).is_empty());
        let edit = at_noon(|moment| note_help(moment, help("Read a CV ")));
        let journal = apply(&Journal::default(), &edit);
        let noted = journal.help_given().get(FIRST_MADE).cloned();
        let expected = HelpGiven {
            text: "Read a CV".into(),
            person: None,
            on: Some(NOON.today()),
        };
        assert_eq!(noted, Some(expected));
        let journal = apply(&journal, &remove_help(FIRST_MADE));
        assert!(journal.help_given().is_empty());
    }

    #[test]
    fn who_landed_is_asked_by_one_message() {
        let ann_id = RecordId::fixed(1);
        let ann = Person {
            tags: vec![RECENTLY_LANDED.to_owned()],
            ..Person::default()
        };
        assert!(has_landed(&ann) && !has_landed(&Person::default()));
        let journal = journal_after(&[record(ann_id, &ann)]);
        let (edit, id) = at_noon(|moment| ask_what_worked(&journal, moment, ann_id));
        let journal = apply(&journal, &edit);
        let due = journal.touches().get(id).and_then(|touch| touch.due);
        assert_eq!(due, Some(NOON.today()));
        let (again, same) = at_noon(|moment| ask_what_worked(&journal, moment, ann_id));
        assert!(again.is_empty());
        assert_eq!(same, id);
    }
}
