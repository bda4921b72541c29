//! The piece of work to offer: an idea that is the answer to question 15, and what its project will
//! bring them, once there is one.

use domain::journal::Journal;
use domain::model::opportunity::Opportunity;
use domain::model::review::Answer;
use domain::state::edit::Edit;
use domain::values::id::RecordId;

use crate::actions::Moment;
use crate::actions::projects::{self, project_of};

/// The question whose answer is the idea.
const QUESTION: &str = "project";

/// Adds a project to offer to the company that said no. Where there is one already nothing is
/// added.
#[must_use]
pub fn add_project(
    journal: &Journal,
    moment: &Moment<'_>,
    opportunity: RecordId,
    idea: &str,
) -> Edit {
    if project_of(journal, opportunity).is_some() {
        return Edit::default();
    }
    projects::write_idea(journal, moment, opportunity, idea)
}

/// The idea as it is now: the project's own words, once there are some.
#[must_use]
pub fn idea(journal: &Journal, comeback: RecordId, opportunity: RecordId) -> String {
    let project = project_of(journal, opportunity).and_then(|id| journal.opportunities().get(id));
    let answer = journal.answer(comeback, QUESTION);
    let answer = answer.map_or("", |(_, answer)| &answer.text);
    // A project of an older build has its idea among its notes.
    let texts = [
        project.map_or("", |project| &project.result),
        answer,
        project.map_or("", |project| &project.notes),
    ];
    let first = texts.into_iter().find(|text| !text.trim().is_empty());
    first.unwrap_or_default().to_owned()
}

/// Writes the idea where it is kept: in the answer, and in the project, once there is one. A
/// project that has gone its own way is not overwritten by an answer, nor an answer by it.
pub fn write_idea(
    journal: &Journal,
    moment: &mut Moment<'_>,
    comeback: RecordId,
    opportunity: RecordId,
    text: &str,
) -> Edit {
    let edit = Edit::new("Idea changed");
    let before = idea(journal, comeback, opportunity);
    let edit = edit.and(follow(journal, opportunity, &before, text));
    match journal.answer(comeback, QUESTION) {
        Some((id, answer)) if answer.text == before => {
            let after = Answer {
                text: text.to_owned(),
                ..answer.clone()
            };
            edit.change(id, answer, &after)
        }
        None if !text.trim().is_empty() => {
            let answer = Answer {
                comeback: Some(comeback),
                question: QUESTION.to_owned(),
                text: text.to_owned(),
                on: Some(moment.today()),
                ..Answer::default()
            };
            edit.create(moment.new_id(), &answer)
        }
        _ => edit,
    }
}

/// Has the project follow its idea, as long as both say the same.
#[must_use]
pub(crate) fn follow(journal: &Journal, opportunity: RecordId, before: &str, after: &str) -> Edit {
    let edit = Edit::default();
    let Some(id) = project_of(journal, opportunity) else {
        return edit;
    };
    match journal.opportunities().get(id) {
        Some(project) if ["", before.trim()].contains(&project.result.trim()) => {
            let followed = Opportunity {
                result: after.to_owned(),
                ..project.clone()
            };
            edit.change(id, project, &followed)
        }
        _ => edit,
    }
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Kind;

    use super::*;
    use crate::actions::comebacks::tests::{NO, opportunity, search};
    use crate::actions::testing::{apply, at_noon};

    fn write(journal: &Journal, text: &str) -> Journal {
        let from = opportunity(journal);
        let edit = at_noon(|moment| write_idea(journal, moment, NO, from, text));
        apply(journal, &edit)
    }

    fn add(journal: &Journal) -> Journal {
        let from = opportunity(journal);
        let text = idea(journal, NO, from);
        let edit = at_noon(|moment| add_project(journal, moment, from, &text));
        apply(journal, &edit)
    }

    #[test]
    fn an_idea_is_saved_as_it_is_written_and_a_project_follows_it() {
        let journal = write(&search(), "A map");
        let from = opportunity(&journal);
        assert_eq!(idea(&journal, NO, from), "A map");
        assert_eq!(project_of(&journal, from), None);
        let journal = write(&add(&journal), "A map, in two weeks");
        let id = project_of(&journal, from).unwrap_or_default();
        let project = journal.opportunities().get(id);
        assert_eq!(
            project.map(|project| (project.kind, project.result.as_str())),
            Some((Kind::Project, "A map, in two weeks"))
        );
        let answer = journal.answer(NO, QUESTION);
        assert_eq!(
            answer.map(|(_, answer)| answer.text.as_str()),
            Some("A map, in two weeks")
        );
    }

    #[test]
    fn a_project_is_added_once_also_from_two_devices() {
        let journal = write(&search(), "A map");
        let count = |journal: &Journal| journal.opportunities().len();
        let once = add(&journal);
        assert_eq!(count(&once), count(&journal) + 1);
        assert_eq!(count(&add(&once)), count(&once));
        // The other device had not heard of it.
        let from = opportunity(&journal);
        let elsewhere = at_noon(|moment| add_project(&journal, moment, from, "A map"));
        assert_eq!(count(&apply(&once, &elsewhere)), count(&once));
    }

    #[test]
    fn a_project_that_went_its_own_way_is_what_the_box_changes() {
        let journal = add(&write(&search(), "A map"));
        let from = opportunity(&journal);
        let id = project_of(&journal, from).unwrap_or_default();
        let own = crate::actions::opportunities::change(&journal, id, |project| {
            project.result = "Two maps".into();
        });
        let journal = write(&apply(&journal, &own), "Three maps");
        assert_eq!(idea(&journal, NO, from), "Three maps");
        let answer = journal.answer(NO, QUESTION);
        assert_eq!(answer.map(|(_, answer)| &*answer.text), Some("A map"));
    }
}
