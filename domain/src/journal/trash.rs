//! The trash: records removed in the last 30 days, and the edit that brings it back.

use serde_json::Value;

use crate::journal::Journal;
use crate::model::action::Action;
use crate::model::care::{CareItem, HelpGiven};
use crate::model::event::Event;
use crate::model::experiment::Experiment;
use crate::model::feedback::FeedbackRequest;
use crate::model::goal::Goal;
use crate::model::learning_note::LearningNote;
use crate::model::opportunity::Opportunity;
use crate::model::person::Person;
use crate::model::review::Learning;
use crate::model::share::Share;
use crate::model::stage::StageSetting;
use crate::model::story::Story;
use crate::model::template::Template;
use crate::model::touch::Touch;
use crate::state::edit::Edit;
use crate::state::entity::read;
use crate::state::record::{REMOVED, Record, RecordKey, RecordKind};
use crate::state::stamp::Stamp;
use crate::values::sort::sort_by_key;

/// How long the bin shows what was removed, in milliseconds: 30 days.
pub const SHOWN_FOR_MS: u64 = 30 * 86_400_000;

/// Something in the bin, with all that was removed together with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// What it was: the name of an opportunity or a person, a learning, an action.
    pub title: String,
    /// When it was removed, in milliseconds since 1970, UTC.
    pub at_ms: u64,
    /// The record shown, and then those removed in the same step.
    pub keys: Vec<RecordKey>,
}

impl Removed {
    /// The edit that brings it back.
    #[must_use]
    pub fn back(&self) -> Edit {
        let edit = Edit::new(format!("{} is back", self.title));
        self.keys.iter().fold(edit, |edit, key| {
            edit.set(key.kind.clone(), key.id, REMOVED, Value::Bool(false))
        })
    }
}

/// What was removed in the last 30 days, the latest first. The example search is left out.
#[must_use]
pub fn trash(journal: &Journal, now_ms: u64) -> Vec<Removed> {
    let mut removed: Vec<(Stamp, &RecordKey, &Record)> = journal
        .records()
        .filter(|(_, record)| record.is_removed() && !record.is_demo())
        .filter_map(|(key, record)| Some((record.cell(REMOVED)?.stamp, key, record)))
        .filter(|(stamp, _, _)| stamp.ms + SHOWN_FOR_MS > now_ms)
        .collect();
    // One step has one stamp; what it was about comes first.
    sort_by_key(&mut removed, |(stamp, key, _)| {
        (std::cmp::Reverse(*stamp), (*key).clone())
    });
    let mut shown: Vec<(Stamp, Removed)> = Vec::new();
    for (stamp, key, record) in removed {
        if let Some((_, last)) = shown.last_mut().filter(|(last, _)| *last == stamp) {
            last.keys.push(key.clone());
        } else {
            shown.push((
                stamp,
                Removed {
                    title: String::new(),
                    at_ms: stamp.ms,
                    keys: vec![key.clone()],
                },
            ));
        }
        if let Some((_, last)) = shown.last_mut()
            && last.title.is_empty()
        {
            last.title = title(journal, key, record);
        }
    }
    shown.retain(|(_, removed)| !removed.title.is_empty());
    shown.into_iter().map(|(_, removed)| removed).collect()
}

/// What a record is called; empty where it is only a part of something else.
fn title(journal: &Journal, key: &RecordKey, record: &Record) -> String {
    match key.kind {
        RecordKind::Opportunity => {
            let Opportunity { company, role, .. } = read(record);
            match (company.is_empty(), role.is_empty()) {
                (false, false) => format!("{role} at {company}"),
                (true, false) => role,
                (false, true) => company,
                (true, true) => "An opportunity without a name".into(),
            }
        }
        RecordKind::Person => read::<Person>(record).name,
        RecordKind::Template => format!("The template {}", read::<Template>(record).name),
        RecordKind::Touch => {
            let person = read::<Touch>(record).person;
            let about = person.and_then(|id| journal.people().get(id));
            about.map_or_else(String::new, |about| {
                format!("An entry in your history with {}", about.name)
            })
        }
        RecordKind::Learning => read::<Learning>(record).text,
        RecordKind::Story => read::<Story>(record).name().to_owned(),
        RecordKind::Action => read::<Action>(record).text,
        RecordKind::Goal => read::<Goal>(record).text,
        RecordKind::Experiment => read::<Experiment>(record).text,
        RecordKind::LearningNote => read::<LearningNote>(record).text,
        RecordKind::CareItem => read::<CareItem>(record).text,
        RecordKind::HelpGiven => read::<HelpGiven>(record).text,
        RecordKind::FeedbackRequest => read::<FeedbackRequest>(record).title,
        RecordKind::Share => {
            let name = read::<Share>(record).name;
            if name.is_empty() {
                name
            } else {
                format!("The page for {name}")
            }
        }
        RecordKind::Event => {
            let opportunity = read::<Event>(record).opportunity;
            let about = opportunity.and_then(|id| journal.opportunities().get(id));
            about.map_or_else(
                || "A history entry".into(),
                |about| format!("A history entry for {}", about.short_name()),
            )
        }
        RecordKind::Stage => match read::<StageSetting>(record) {
            StageSetting { renames, label, .. } if renames.is_empty() => {
                format!("The stage {label}")
            }
            // Another name of a built-in stage that was taken back is no thing of its own.
            _ => String::new(),
        },
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::stamp::Clock;
    use crate::values::id::RecordId;

    const NOW: u64 = 1_800_000_000_000;

    fn id(number: u128) -> RecordId {
        RecordId::fixed(number)
    }

    fn search() -> (Journal, Clock) {
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        let acme = Opportunity {
            company: "Acme".into(),
            role: "Cook".into(),
            ..Opportunity::default()
        };
        let applied = Event {
            opportunity: Some(id(1)),
            ..Event::default()
        };
        let edit = Edit::new("").create(id(1), &acme).create(id(2), &applied);
        journal.apply(&edit, &mut clock, NOW - 2 * SHOWN_FOR_MS);
        (journal, clock)
    }

    #[test]
    fn an_opportunity_comes_back_whole() {
        let (mut journal, mut clock) = search();
        let before = journal.opportunities().len() + journal.events().len();
        journal.apply(&journal.removal_of(id(1), ""), &mut clock, NOW);
        let found = trash(&journal, NOW + SHOWN_FOR_MS - 1);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].title.as_str(), found[0].keys.len()),
            ("Cook at Acme", 2)
        );
        journal.apply(&found[0].back(), &mut clock, NOW + 1);
        assert_eq!(
            journal.opportunities().len() + journal.events().len(),
            before
        );
        assert!(trash(&journal, NOW).is_empty());
    }

    #[test]
    fn a_stage_of_ones_own_comes_back_and_a_name_taken_back_does_not() {
        let (mut journal, mut clock) = search();
        let setting = |renames: &str| StageSetting {
            renames: renames.into(),
            label: "Homework".into(),
            rank: 2_500,
        };
        let made = Edit::new("")
            .create(id(3), &setting(""))
            .create(id(4), &setting("offer"));
        journal.apply(&made, &mut clock, NOW);
        for number in [3, 4] {
            let removal = Edit::new("").remove(RecordKind::Stage, id(number));
            journal.apply(&removal, &mut clock, NOW + 1);
        }
        let found = trash(&journal, NOW + 2);
        let titles: Vec<&str> = found.iter().map(|removed| removed.title.as_str()).collect();
        assert_eq!(titles, ["The stage Homework"]);
        journal.apply(&found[0].back(), &mut clock, NOW + 3);
        assert_eq!(journal.stages().label(&id(3).to_string()), "Homework");
    }

    #[test]
    fn after_thirty_days_it_is_not_shown() {
        let (mut journal, mut clock) = search();
        journal.apply(&journal.removal_of(id(1), ""), &mut clock, NOW);
        assert!(trash(&journal, NOW + SHOWN_FOR_MS).is_empty());
    }
}
