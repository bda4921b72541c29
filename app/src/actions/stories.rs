//! Stories: added, changed, set aside, removed. And the words for where each was told.

use domain::journal::Journal;
use domain::model::story::Story;
use domain::planning::preparation::told_to;
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;
use super::opportunities::name_of;
use super::touches::name_of_person;

/// Adds a story by its name. An empty one writes nothing.
pub fn add(moment: &mut Moment<'_>, title: &str) -> Edit {
    if title.is_empty() {
        return Edit::default();
    }
    let story = Story {
        title: title.to_owned(),
        ..Story::default()
    };
    Edit::new("Story added").create(moment.new_id(), &story)
}

/// Changes a story, as it is typed.
#[must_use]
pub fn change(journal: &Journal, id: RecordId, change: impl FnOnce(&mut Story)) -> Edit {
    let Some(before) = journal.stories().get(id) else {
        return Edit::default();
    };
    let mut after = before.clone();
    change(&mut after);
    Edit::new("Story changed").change(id, before, &after)
}

/// Sets a story aside, or takes it up again.
#[must_use]
pub fn set_aside(journal: &Journal, moment: &Moment<'_>, id: RecordId) -> Edit {
    let is_aside = journal
        .stories()
        .get(id)
        .is_some_and(|story| story.retired_on.is_some());
    let label = if is_aside {
        "Story back in use"
    } else {
        "Story set aside"
    };
    let edit = change(journal, id, |story| {
        story.retired_on = (!is_aside).then(|| moment.today());
    });
    Edit {
        label: label.into(),
        ..edit
    }
}

/// Removes a story.
#[must_use]
pub fn remove(id: RecordId) -> Edit {
    Edit::new("Story removed").remove(RecordKind::Story, id)
}

/// “Told to Ann (Acme, 3 Mar) and Ben (Acme, 3 Mar).”; empty where it was told to nobody.
#[must_use]
pub fn told_words(journal: &Journal, story: RecordId, today: Date) -> String {
    let told = told_to(journal, story).into_iter().map(|told| {
        let round = journal.events().get(told.round);
        let place = round.and_then(|round| {
            let place = name_of(journal, round.opportunity?);
            Some(match round.on {
                Some(on) => format!("{place}, {}", on.short(today)),
                None => place,
            })
        });
        match (told.person, place) {
            (Some(person), Some(place)) => format!("{} ({place})", name_of_person(journal, person)),
            (Some(person), None) => name_of_person(journal, person),
            (None, place) => place.unwrap_or_else(|| "someone".to_owned()),
        }
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        String::new()
    } else {
        format!("Told to {}.", told.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::model::round_note::RoundNote;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const FIRST_MADE: RecordId = RecordId::fixed(1_000);

    #[test]
    fn a_story_is_added_set_aside_taken_up_and_removed() {
        assert!(at_noon(|moment| add(moment, "")).is_empty());
        let edit = at_noon(|moment| add(moment, "The rota"));
        let journal = apply(&Journal::default(), &edit);
        let story = |journal: &Journal| journal.stories().get(FIRST_MADE).cloned();
        assert_eq!(
            story(&journal).map(|story| story.title),
            Some("The rota".into())
        );
        let aside = at_noon(|moment| set_aside(&journal, moment, FIRST_MADE));
        assert_eq!(aside.label, "Story set aside");
        let journal = apply(&journal, &aside);
        let retired_on = story(&journal).and_then(|story| story.retired_on);
        assert_eq!(retired_on, Some(NOON.today()));
        let back = at_noon(|moment| set_aside(&journal, moment, FIRST_MADE));
        let journal = apply(&journal, &back);
        assert_eq!(story(&journal).and_then(|story| story.retired_on), None);
        assert_eq!(story(&apply(&journal, &remove(FIRST_MADE))), None);
    }

    #[test]
    fn a_story_says_to_whom_it_was_told() {
        let [acme_id, ann_id, panel, rota, outage] = [1, 2, 3, 10, 11].map(RecordId::fixed);
        let acme = Opportunity {
            company: "Acme".into(),
            ..Opportunity::default()
        };
        let ann = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        let told = RoundNote {
            round: Some(panel),
            person: Some(ann_id),
            stories: vec![rota],
            ..RoundNote::default()
        };
        let today = NOON.today();
        let journal = journal_after(&[
            record(acme_id, &acme),
            record(ann_id, &ann),
            record(panel, &Event::round(acme_id, "Panel", today, None)),
            record(RoundNote::id(panel, Some(ann_id)), &told),
        ]);
        assert_eq!(
            told_words(&journal, rota, today),
            "Told to Ann (Acme, 18 Mar)."
        );
        assert_eq!(told_words(&journal, outage, today), "");
    }
}
