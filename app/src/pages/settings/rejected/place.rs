//! The name of a rejected cell, and the page it can be changed on.

use domain::journal::Journal;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;

/// The name of a cell in the words of the page it is written on, and whom or what it is about.
pub(super) fn title(journal: &Journal, record: &RecordKey, field: &str) -> String {
    let what = kind_words(&record.kind, field);
    let named = |person: RecordId| journal.people().get(person).map(|about| about.name.clone());
    let about = match record.kind {
        RecordKind::Template => {
            (journal.templates().get(record.id)).map(|about| about.name.clone())
        }
        _ => person_of(journal, record).and_then(named),
    };
    let about = about.or_else(|| {
        let about = journal
            .opportunities()
            .get(journal.opportunity_of(record)?)?;
        Some(about.short_name().to_owned())
    });
    match about.filter(|about| !about.is_empty()) {
        Some(about) => format!("{what}: {about}"),
        None => what.to_owned(),
    }
}

/// The kind of a cell, as its page calls it.
fn kind_words(kind: &RecordKind, field: &str) -> &'static str {
    match (kind, field) {
        (RecordKind::Opportunity, "notes") => "Notes and the posting",
        (RecordKind::Opportunity, _) => "Details",
        (RecordKind::Event, _) => "A history entry",
        (RecordKind::Comeback, _) => "A comeback",
        (RecordKind::Answer, _) => "A review answer",
        (RecordKind::Learning, _) => "Something you learned",
        (RecordKind::Action, _) => "A to-do",
        (RecordKind::Message, _) => "A message",
        (RecordKind::Person, "notes") => "Notes about a person",
        (RecordKind::Person | RecordKind::Tie, _) => "Someone’s details",
        (RecordKind::Touch, _) => "A message to a person",
        (RecordKind::RoundNote, _) => "Notes on a round",
        (RecordKind::Story, _) => "A story",
        (RecordKind::Preparation, _) => "A preparation",
        (RecordKind::NinetyDays, _) => "Your first ninety days",
        (RecordKind::Week, _) => "A week of the plan",
        (RecordKind::Goal, _) => "A goal",
        (RecordKind::Experiment, _) => "An experiment",
        (RecordKind::LearningNote, _) => "A learning note",
        (RecordKind::Landed, _) => "What someone who landed said",
        (RecordKind::FeedbackRequest, _) => "A feedback request",
        (RecordKind::FeedbackAnswer, _) => "Feedback you got",
        (RecordKind::Share, _) => "A page for a partner",
        (RecordKind::ShareNote, _) => "A note from a partner",
        (RecordKind::CareItem, _) => "Something that helps",
        (RecordKind::DayNote, _) => "A note of the day",
        (RecordKind::HelpGiven, _) => "Help you gave",
        (RecordKind::Template, _) => "A template",
        (RecordKind::Stage, _) => "A stage of your own",
        (RecordKind::Settings, _) => "A setting",
        (RecordKind::Other(_), _) => "Something from a newer version",
    }
}

/// Whom a record is about, where it is about a person.
fn person_of(journal: &Journal, record: &RecordKey) -> Option<RecordId> {
    match record.kind {
        RecordKind::Person => Some(record.id),
        RecordKind::Touch => journal.touches().get(record.id)?.person,
        RecordKind::Message => {
            let message = journal.messages().get(record.id)?;
            // One that belongs to an opportunity stands on its page.
            message.person.filter(|_| message.opportunity.is_none())
        }
        _ => None,
    }
}

/// The address of the page on which a record can be changed.
pub(super) fn place_of(journal: &Journal, record: &RecordKey) -> Option<String> {
    if let Some(person) = person_of(journal, record) {
        return Some(format!("/people/{person}"));
    }
    match record.kind {
        RecordKind::Comeback => Some(format!("/comeback/{}", record.id)),
        RecordKind::Answer => {
            let comeback = journal.answers().get(record.id)?.comeback?;
            Some(format!("/comeback/{comeback}"))
        }
        _ => {
            let opportunity = journal.opportunity_of(record)?;
            Some(format!("/search/{opportunity}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::state::edit::Edit;
    use domain::state::stamp::Clock;

    use super::*;

    #[test]
    fn what_was_refused_is_called_as_its_page_calls_it() {
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        let [acme, ann] = [1, 2].map(RecordId::fixed);
        let edit = Edit::new("")
            .create(
                acme,
                &Opportunity {
                    company: "Acme".into(),
                    ..Opportunity::default()
                },
            )
            .create(
                ann,
                &Person {
                    name: "Ann Lee".into(),
                    ..Person::default()
                },
            );
        journal.apply(&edit, &mut clock, 1);
        let told = |kind, id, field| title(&journal, &RecordKey::new(kind, id), field);
        assert_eq!(
            told(RecordKind::Opportunity, acme, "notes"),
            "Notes and the posting: Acme"
        );
        assert_eq!(
            told(RecordKind::Person, ann, "notes"),
            "Notes about a person: Ann Lee"
        );
        assert_eq!(
            told(RecordKind::Settings, RecordId::ONLY, "name"),
            "A setting"
        );
        let other = RecordKind::Other("letter".into());
        assert_eq!(
            told(other, RecordId::fixed(3), "x"),
            "Something from a newer version"
        );
    }

    #[test]
    fn each_leads_to_the_page_it_can_be_changed_on() {
        let [acme, ann] = [1, 2].map(RecordId::fixed);
        let edit = Edit::new("")
            .create(acme, &Opportunity::default())
            .create(ann, &Person::default());
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        journal.apply(&edit, &mut clock, 1);
        let place = |kind, id| place_of(&journal, &RecordKey::new(kind, id));
        for (kind, id, expected) in [
            (
                RecordKind::Opportunity,
                acme,
                Some(format!("/search/{acme}")),
            ),
            (RecordKind::Person, ann, Some(format!("/people/{ann}"))),
            (
                RecordKind::Comeback,
                acme,
                Some(format!("/comeback/{acme}")),
            ),
            (RecordKind::Settings, RecordId::ONLY, None),
        ] {
            assert_eq!(place(kind, id), expected);
        }
    }
}
