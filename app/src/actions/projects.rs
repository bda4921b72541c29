//! Projects that grow out of an opportunity: begun once, with its people, and pitched.

use domain::journal::Journal;
use domain::model::event::Event;
use domain::model::opportunity::{Kind, Opportunity, PROJECT_WITHOUT_NAME};
use domain::model::person::Tie;
use domain::model::stage::PROJECT_IDEA;
use domain::state::edit::Edit;
use domain::state::entity::Entity;
use domain::state::record::RecordKey;
use domain::values::id::RecordId;

use super::Moment;
use super::opportunities::name_of;

/// The project that grew out of an opportunity; the latest of several.
#[must_use]
pub fn project_of(journal: &Journal, opportunity: RecordId) -> Option<RecordId> {
    let others = journal.opportunities().iter();
    let projects = others.filter(|(_, other)| other.grew_from == Some(opportunity));
    projects.map(|(id, _)| id).max()
}

/// Writes down a piece of work to offer to a company: begins the project, or changes what the one
/// there is will bring them.
///
/// Its people are those of the opportunity. Its id follows from that, so that two devices begin one
/// project.
#[must_use]
pub fn write_idea(
    journal: &Journal,
    moment: &Moment<'_>,
    opportunity: RecordId,
    idea: &str,
) -> Edit {
    let name = name_of(journal, opportunity);
    if let Some((id, before)) =
        project_of(journal, opportunity).and_then(|id| Some((id, journal.opportunities().get(id)?)))
    {
        let after = Opportunity {
            result: idea.to_owned(),
            ..before.clone()
        };
        return Edit::new(format!("The project for {name} changed")).change(id, before, &after);
    }
    let id = RecordId::derived("project", &[opportunity], 0);
    let project = Opportunity {
        kind: Kind::Project,
        company: name.clone(),
        role: PROJECT_WITHOUT_NAME.into(),
        result: idea.to_owned(),
        grew_from: Some(opportunity),
        ..Opportunity::default()
    };
    let begun = Event::stage(id, PROJECT_IDEA, moment.today());
    let edit = Edit::new(format!("A project for {name} added"));
    let edit = put(journal, edit, id, &project);
    let edit = put(
        journal,
        edit,
        RecordId::derived("project-begun", &[id], 0),
        &begun,
    );
    let people = journal.people_of(opportunity).into_iter();
    people.fold(edit, |edit, (person, _)| {
        put(journal, edit, Tie::id(person, id), &Tie::new(person, id))
    })
}

fn put<T: Entity>(journal: &Journal, edit: Edit, id: RecordId, record: &T) -> Edit {
    edit.put(journal.record(&RecordKey::new(T::KIND, id)), id, record)
}

#[cfg(test)]
mod tests {
    use domain::model::person::Person;
    use domain::state::record::RecordKind;

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after, record};

    const HALDEN: RecordId = RecordId::fixed(1);
    const ANN: RecordId = RecordId::fixed(2);

    fn search() -> Journal {
        let halden = Opportunity {
            company: "Halden".into(),
            ..Opportunity::default()
        };
        let ann = Person {
            name: "Ann Lee".into(),
            opportunity: Some(HALDEN),
            ..Person::default()
        };
        journal_after(&[record(HALDEN, &halden), record(ANN, &ann)])
    }

    fn write(journal: &Journal, idea: &str) -> Journal {
        let edit = at_noon(|moment| write_idea(journal, moment, HALDEN, idea));
        apply(journal, &edit)
    }

    fn results(journal: &Journal) -> Vec<String> {
        let projects = journal.opportunities().iter();
        let projects = projects.filter(|(_, other)| other.grew_from == Some(HALDEN));
        projects
            .map(|(_, project)| project.result.clone())
            .collect()
    }

    #[test]
    fn a_project_begins_as_an_idea_with_the_people_of_what_it_grew_from() {
        let journal = write(&search(), "A map");
        let id = project_of(&journal, HALDEN).unwrap_or_default();
        assert_eq!(journal.standing(id).stage, PROJECT_IDEA);
        let people: Vec<_> = journal
            .people_of(id)
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        assert_eq!(people, [ANN]);
        let kind = journal.opportunities().get(id).map(|project| project.kind);
        assert_eq!(kind, Some(Kind::Project));
        assert_eq!(results(&journal), ["A map"]);
    }

    #[test]
    fn what_is_written_later_changes_the_project_and_makes_no_second_one() {
        let journal = write(&write(&search(), "A map"), "A map of all depots");
        assert_eq!(results(&journal), ["A map of all depots"]);
    }

    #[test]
    fn a_project_that_was_removed_can_be_begun_again() {
        let journal = write(&search(), "A map");
        let id = project_of(&journal, HALDEN).unwrap_or_default();
        let gone = apply(&journal, &journal.removal_of(id, String::new()));
        assert!(gone.opportunities().get(id).is_none());
        let again = write(&gone, "A list");
        assert_eq!(results(&again), ["A list"]);
        assert_eq!(again.people_of(id).len(), 1);
        let key = RecordKey::new(RecordKind::Opportunity, id);
        assert!(again.record(&key).is_some());
        assert_eq!(again.standing(id).stage, PROJECT_IDEA);
    }
}
