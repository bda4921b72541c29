//! Templates of the person's own: a text kept as one, and removed.

use domain::journal::Journal;
use domain::method::{Draft, DraftFacts, Occasion};
use domain::model::template::Template;
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::id::RecordId;

/// Keeps a text as a template under a name. One of that name for the occasion is replaced.
#[must_use]
pub fn keep(
    journal: &Journal,
    occasion: Occasion,
    name: &str,
    words: &Draft,
    facts: &DraftFacts,
) -> Edit {
    let name = if name.is_empty() { "My own" } else { name };
    let template = Template::of_message(occasion, name, &words.subject, &words.body, facts);
    let id = Template::id(occasion, name);
    let held = journal.record(&RecordKey::new(RecordKind::Template, id));
    Edit::new(format!("Template “{name}” saved")).put(held, id, &template)
}

/// Removes a template.
#[must_use]
pub fn remove(id: RecordId, template: &Template) -> Edit {
    let label = format!("Template “{}” removed", template.name);
    Edit::new(label).remove(RecordKind::Template, id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::*;
    use crate::actions::testing::{apply, journal_after};

    const OCCASION: Occasion = Occasion::CheckIn;

    fn kept(journal: &Journal, name: &str, body: &str) -> (Edit, Journal) {
        let facts = DraftFacts {
            person: "Ann".into(),
            ..DraftFacts::default()
        };
        let words = Draft {
            subject: "Hello".into(),
            body: body.into(),
        };
        let edit = keep(journal, OCCASION, name, &words, &facts);
        let after = apply(journal, &edit);
        (edit, after)
    }

    #[test]
    fn a_text_kept_twice_under_one_name_is_one_template() {
        let (edit, once) = kept(&journal_after(&[]), "Warm", "Dear Ann");
        assert_eq!(edit.label, "Template “Warm” saved");
        let facts = DraftFacts {
            person: "Bo".into(),
            ..DraftFacts::default()
        };
        let filled = |journal: &Journal| -> Vec<String> {
            let templates = journal.templates().iter();
            templates.map(|(_, it)| it.fill(&facts).body).collect()
        };
        assert_eq!(filled(&once), ["Dear Bo"]);
        let (edit, _) = kept(&once, "warm", "Hello Ann");
        let twice = apply(&once, &edit);
        assert_eq!(filled(&twice), ["Hello Bo"]);
    }

    #[test]
    fn a_template_without_a_name_is_called_my_own_and_can_be_removed() {
        let (_, journal) = kept(&journal_after(&[]), "", "Hi");
        let (id, template) = journal.templates().iter().next().unwrap();
        assert_eq!(template.name, "My own");
        let edit = remove(id, template);
        assert_eq!(edit.label, "Template “My own” removed");
        let after = apply(&journal, &edit);
        assert!(after.templates().is_empty());
    }
}
