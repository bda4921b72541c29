//! The page as plain data: where the project stands, who it can be for, and its paper.

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::model::opportunity::{Kind, Opportunity};
use domain::values::id::RecordId;

use crate::components::paper::PaperText;
use crate::components::stage_badge::standing_words;

/// The head of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ProjectContent {
    pub(super) words: String,
    pub(super) standing: Standing,
    /// The stage it can move to next, and its label.
    pub(super) next: Option<(String, String)>,
}

impl ProjectContent {
    pub(super) fn of(journal: &Journal, id: RecordId) -> Self {
        let standing = journal.standing(id);
        let next = journal
            .stages()
            .neighbour(Kind::Project, &standing.stage, true)
            .filter(|_| standing.is_active())
            .map(|stage| (stage.id.clone(), stage.label.clone()));
        Self {
            words: standing_words(journal, &standing),
            standing,
            next,
        }
    }
}

/// The people a pitch can be for: ids and names, behind the choice of nobody.
pub(super) fn recipients(journal: &Journal, id: RecordId) -> Vec<(String, String)> {
    let nobody = (String::new(), "Not specified".to_owned());
    let people = journal.people_of(id).into_iter();
    let people = people.map(|(id, person)| (id.to_string(), person.name.clone()));
    std::iter::once(nobody).chain(people).collect()
}

/// What their review says worries them, for a project that grew from what ended in a no.
pub(super) fn worry(journal: &Journal, id: RecordId) -> Option<String> {
    let grew_from = journal.opportunities().get(id)?.grew_from?;
    let (comeback, _) = journal.comeback_of(grew_from)?;
    let (_, answer) = journal.answer(comeback, "worries")?;
    let text = answer.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The paper: what is written of the pitch, under the company.
pub(super) fn paper_of(journal: &Journal, id: RecordId) -> PaperText {
    let about = journal.opportunities().get(id).cloned().unwrap_or_default();
    let name_of = |person| {
        journal
            .people()
            .get(person)
            .map(|person| person.name.clone())
    };
    let recipient = about.pitch_to.and_then(name_of).unwrap_or_default();
    let Opportunity {
        company,
        problem,
        result,
        duration,
        price,
        ..
    } = &about;
    PaperText::new("A piece of work", company)
        .section("For", &recipient)
        .section("The problem", problem)
        .section("What you’ll have at the end", result)
        .section("Time", duration)
        .section("Price", price)
        .section("From", &journal.settings().name)
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Comeback;
    use domain::model::event::{Ending, Event};
    use domain::model::person::Person;
    use domain::model::review::Answer;
    use domain::model::stage::{PROJECT_AGREED, PROJECT_PITCHED};

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const HALDEN: RecordId = RecordId::fixed(1);
    const PROJECT: RecordId = RecordId::fixed(2);
    const ANN: RecordId = RecordId::fixed(3);
    const NO: RecordId = RecordId::fixed(4);

    fn search() -> Journal {
        let project = Opportunity {
            kind: Kind::Project,
            company: "Halden".into(),
            problem: "Depots ignore the plan.".into(),
            price: "4,000 euros".into(),
            pitch_to: Some(ANN),
            grew_from: Some(HALDEN),
            ..Opportunity::default()
        };
        let ann = Person {
            name: "Ann Lee".into(),
            opportunity: Some(PROJECT),
            ..Person::default()
        };
        let answer = Answer {
            comeback: Some(NO),
            question: "worries".into(),
            text: " The weekly plan ".into(),
            ..Answer::default()
        };
        journal_after(&[
            record(HALDEN, &Opportunity::default()),
            record(NO, &Event::ending(HALDEN, Ending::No, NOON.today())),
            record(NO, &Comeback::new(HALDEN, NOON)),
            record(RecordId::fixed(5), &answer),
            record(PROJECT, &project),
            record(ANN, &ann),
            record(
                RecordId::fixed(6),
                &Event::stage(PROJECT, PROJECT_PITCHED, NOON.today()),
            ),
        ])
    }

    #[test]
    fn the_paper_has_what_is_written_and_no_empty_heading() {
        assert_eq!(
            paper_of(&search(), PROJECT).to_text(),
            "A piece of work\nHalden\n\nFor\nAnn Lee\n\nThe problem\nDepots ignore the plan.\n\n\
             Price\n4,000 euros"
        );
    }

    #[test]
    fn what_worries_them_comes_from_the_review_of_what_it_grew_from() {
        assert_eq!(
            worry(&search(), PROJECT).as_deref(),
            Some("The weekly plan")
        );
        assert_eq!(worry(&search(), HALDEN), None);
    }

    #[test]
    fn the_next_stage_is_one_of_a_project() {
        let content = ProjectContent::of(&search(), PROJECT);
        assert_eq!(content.words, "Pitched");
        let agreed = (PROJECT_AGREED.to_owned(), "Agreed".to_owned());
        assert_eq!(content.next, Some(agreed));
        let people = recipients(&search(), PROJECT);
        assert_eq!(people[1], (ANN.to_string(), "Ann Lee".to_owned()));
        // What ended goes nowhere.
        assert_eq!(ProjectContent::of(&search(), HALDEN).next, None);
    }
}
