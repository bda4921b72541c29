//! What they said when they decided, who said it, and the people who stay afterwards.

use domain::journal::Journal;
use domain::model::comeback::Told;
use domain::model::person::Person;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use domain::values::text::fold;

use super::{Moment, comebacks, people};

/// The light rhythm offered for people when an opportunity ends: a hello every so many days.
pub const LIGHT_RHYTHM_DAYS: u32 = 90;

/// Notes who told the decision, by name: one of the people of the opportunity, somebody known of
/// that name at no other company, or somebody new. Nobody for an empty name.
pub fn note_teller(journal: &Journal, moment: &mut Moment<'_>, id: RecordId, name: &str) -> Edit {
    let name = name.trim();
    let comeback = journal.comebacks().get(id);
    let Some(opportunity) = comeback.and_then(|comeback| comeback.opportunity) else {
        return Edit::default();
    };
    if name.is_empty() {
        return told_by(journal, id, None);
    }
    let is_named = |person: &Person| fold(&person.name) == fold(name);
    let here = journal.people_of(opportunity).into_iter();
    if let Some((person, _)) = here.into_iter().find(|(_, person)| is_named(person)) {
        return told_by(journal, id, Some(person));
    }
    let about = journal.opportunities().get(opportunity);
    let company = about.map(|about| about.company.clone()).unwrap_or_default();
    let is_here = |person: &Person| {
        is_named(person) && (person.company.is_empty() || fold(&person.company) == fold(&company))
    };
    let mut everyone = journal.people().iter();
    let (person, edit) = match everyone.find(|(_, person)| is_here(person)) {
        Some((person, _)) => (person, people::tie(journal, person, opportunity)),
        None => {
            let person = moment.new_id();
            let new = Person {
                name: name.to_owned(),
                company,
                opportunity: Some(opportunity),
                ..Person::default()
            };
            (person, Edit::new("").create(person, &new))
        }
    };
    Edit::new(format!("{name} noted"))
        .and(edit)
        .and(told_by(journal, id, Some(person)))
}

/// Notes one of the people as the one who told, or nobody.
#[must_use]
pub fn told_by(journal: &Journal, id: RecordId, person: Option<RecordId>) -> Edit {
    comebacks::change(journal, id, |comeback| comeback.told_by = person)
}

/// Carries what was noted during the call into the comeback that has begun. Words that are there
/// stay where nothing was noted.
pub fn carry(
    journal: &Journal,
    moment: &mut Moment<'_>,
    id: RecordId,
    said: &str,
    teller: &str,
) -> Edit {
    let said = said.trim();
    let mut edit = Edit::new("");
    if !said.is_empty() {
        edit = edit.and(comebacks::change(journal, id, |comeback| {
            comeback.note_words(said.to_owned(), moment.now());
            comeback.told.get_or_insert(Told::Call);
        }));
    }
    if !teller.trim().is_empty() {
        edit = edit.and(note_teller(journal, moment, id, teller));
    }
    edit
}

/// The people of an opportunity who could go on in a light rhythm: none was chosen for them, and
/// they are not to be left alone.
#[must_use]
pub fn without_a_rhythm(journal: &Journal, opportunity: RecordId) -> Vec<RecordId> {
    let people = journal.people_of(opportunity).into_iter();
    people
        .filter(|(_, person)| person.rhythm_days.is_none() && !person.at_rest)
        .map(|(id, _)| id)
        .collect()
}

/// Has these people go on in the light rhythm.
#[must_use]
pub fn stay_in_touch(journal: &Journal, people: &[RecordId]) -> Edit {
    let label = format!("A hello every {LIGHT_RHYTHM_DAYS} days is planned");
    people.iter().fold(Edit::new(label), |edit, id| {
        edit.and(people::change(journal, *id, "", |person| {
            person.rhythm_days = Some(LIGHT_RHYTHM_DAYS);
        }))
    })
}

#[cfg(test)]
mod tests {
    use domain::method::Occasion;
    use domain::model::comeback::{Depth, StepState};
    use domain::planning::contacts::{ContactKind, timeline};
    use domain::planning::plan::plan_with;
    use domain::tone::Addressee;

    use super::*;
    use crate::actions::comebacks::add_with_no;
    use crate::actions::testing::{NOON, apply, at_noon};

    /// Halden said no after interviews.
    fn search() -> (Journal, RecordId, RecordId) {
        let (edit, no) = at_noon(|moment| add_with_no(moment, "Halden", "", Depth::Interviews));
        let journal = apply(&Journal::default(), &edit);
        let about = journal
            .comebacks()
            .get(no)
            .and_then(|held| held.opportunity);
        (journal, no, about.unwrap_or_default())
    }

    /// As [`at_noon`], with ids that [`search`] has not used.
    fn later<T>(action: impl FnOnce(&mut Moment<'_>) -> T) -> T {
        let mut last = 5_000;
        let mut new_id = || {
            last += 1;
            RecordId::fixed(last)
        };
        action(&mut Moment::new(NOON, &mut new_id))
    }

    #[test]
    fn what_was_noted_on_the_call_is_in_their_story_and_the_reply_is_to_them() {
        let (journal, no, halden) = search();
        let noted = later(|moment| carry(&journal, moment, no, " It was close. ", "Mira Roth"));
        let journal = apply(&journal, &noted);
        let held = journal.comebacks().get(no).cloned().unwrap_or_default();
        assert_eq!(held.said, "It was close.");
        assert_eq!(held.told, Some(Told::Call));
        assert_eq!(held.triage, Some(StepState::Done), "it is not asked again");
        let mira = held.told_by.unwrap_or_default();
        assert_eq!(journal.people_of(halden).len(), 1);
        let story: Vec<_> = timeline(&journal, mira, NOON)
            .into_iter()
            .map(|contact| (contact.kind, contact.text))
            .collect();
        assert_eq!(story, [(ContactKind::Told, "It was close.".to_owned())]);
        let whom = Addressee::whom(&journal, Occasion::ReplyToNo, halden);
        assert_eq!(whom, Some(mira));
        // The same name again is the same person, and nothing noted takes nothing away.
        let again = later(|moment| carry(&journal, moment, no, "", "mira roth"));
        assert!(again.is_empty(), "{again:?}");
    }

    #[test]
    fn the_reply_goes_to_whoever_told_also_where_several_people_were_met() {
        let (journal, no, halden) = search();
        let met = later(|moment| {
            let ann = people::add_to(&journal, moment, halden, "Ann", "", "");
            ann.and(people::add_to(&journal, moment, halden, "Bo", "", ""))
        });
        let journal = apply(&journal, &met);
        assert_eq!(Addressee::whom(&journal, Occasion::ReplyToNo, halden), None);
        let told = later(|moment| note_teller(&journal, moment, no, "Bo"));
        let journal = apply(&journal, &told);
        let bo = Addressee::whom(&journal, Occasion::ReplyToNo, halden).unwrap_or_default();
        assert_eq!(
            journal.people().get(bo).map(|bo| bo.name.as_str()),
            Some("Bo")
        );
        let nobody = later(|moment| note_teller(&journal, moment, no, " "));
        let journal = apply(&journal, &nobody);
        assert_eq!(Addressee::whom(&journal, Occasion::ReplyToNo, halden), None);
    }

    #[test]
    fn people_go_on_lightly_unless_a_rhythm_was_chosen_or_they_are_left_alone() {
        let (journal, _, halden) = search();
        let met = later(|moment| {
            let ann = people::add_to(&journal, moment, halden, "Ann", "", "");
            ann.and(people::add_to(&journal, moment, halden, "Bo", "", ""))
        });
        let journal = apply(&journal, &met);
        let [ann, bo] = without_a_rhythm(&journal, halden)[..] else {
            panic!("two people expected");
        };
        let alone = people::change(&journal, bo, "", |bo| bo.at_rest = true);
        let journal = apply(&journal, &alone);
        assert_eq!(without_a_rhythm(&journal, halden), [ann]);
        let journal = apply(&journal, &stay_in_touch(&journal, &[ann]));
        assert!(without_a_rhythm(&journal, halden).is_empty());
        let hello = plan_with(&journal, ann, NOON)
            .into_iter()
            .any(|planned| planned.occasion == Occasion::CheckIn);
        assert!(hello);
    }
}
