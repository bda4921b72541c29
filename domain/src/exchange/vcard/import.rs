//! The import: a comparison of cards with people, and the edit that carries it out.

use std::collections::BTreeSet;

use super::card::Card;
use super::matching::Recogniser;
use super::merging::{merged, once_each, remembering};
use crate::journal::Journal;
use crate::model::person::Person;
use crate::state::edit::Edit;
use crate::state::entity::differences;
use crate::values::id::RecordId;

/// The effect of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// People who are not here yet.
    pub new: Vec<(RecordId, Person)>,
    /// People who are here, with the changes the cards make: before and after.
    pub changed: Vec<(RecordId, Person, Person)>,
    /// People who are here as the cards say.
    pub same: Vec<RecordId>,
    /// The number of cards that repeat another one.
    pub repeated: usize,
}

/// Compares cards with the people who are here. A card never empties a field, and never touches the
/// story of a person; no two cards are taken for one person.
#[must_use]
pub fn compare(journal: &Journal, cards: &[Card]) -> Import {
    let people = Recogniser::new(journal);
    let cards = once_each(cards);
    let mut import = Import {
        repeated: cards.repeated,
        ..Import::default()
    };
    let mut taken = BTreeSet::new();
    let mut whose = vec![None; cards.once.len()];
    // The surest sign first for all of them, so that no card takes the person another one is about.
    for recognised in Recogniser::WAYS {
        for (card, whose) in cards.once.iter().zip(&mut whose) {
            if whose.is_none() {
                *whose = recognised(&people, card, &taken);
                taken.extend(*whose);
            }
        }
    }
    for (card, whose) in cards.once.iter().zip(whose) {
        let here = whose.and_then(|id| Some((id, journal.people().get(id)?)));
        let Some((id, before)) = here else {
            let id = card.record_id();
            import.new.push((id, remembering(card, id, &card.person)));
            continue;
        };
        let after = remembering(card, id, &merged(before, &card.person));
        if after == *before {
            import.same.push(id);
        } else {
            import.changed.push((id, before.clone(), after));
        }
    }
    import
}

impl Import {
    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }

    /// The edit that carries it out.
    #[must_use]
    pub fn edit(&self) -> Edit {
        let count = self.new.len() + self.changed.len();
        let label = match count {
            1 => "1 person imported".to_owned(),
            count => format!("{count} people imported"),
        };
        let mut edit = Edit::new(label);
        for (id, person) in &self.new {
            // A person removed once comes back when the person imports them again.
            edit = edit.put(None, *id, person);
        }
        for (id, before, after) in &self.changed {
            edit = edit.change(*id, before, after);
        }
        edit
    }
}

/// The changes an import makes to a person, in words: “name becomes Ann Lee, company, phone”.
#[must_use]
pub fn what_changes(before: &Person, after: &Person) -> String {
    let fields = differences(before, after);
    let words: Vec<String> = fields
        .into_iter()
        .map(|(field, _)| match field.as_str() {
            "name" => format!("name becomes {}", after.name),
            "card" => "linked to this card".to_owned(),
            _ => field,
        })
        .collect();
    words.join(", ")
}
