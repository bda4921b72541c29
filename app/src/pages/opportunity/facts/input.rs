//! The texts typed into the form of facts, and the opportunity they make.

use domain::model::opportunity::{Kind, Opportunity, Workplace};
use domain::values::link::SafeLink;

/// The fields of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FactsInput {
    pub(super) company: String,
    pub(super) role: String,
    pub(super) kind: String,
    pub(super) place: String,
    /// Empty where it is not known.
    pub(super) workplace: String,
    pub(super) link: String,
    pub(super) pay: String,
    pub(super) source: String,
    /// Separated by commas.
    pub(super) tags: String,
}

impl FactsInput {
    /// The fields as the form begins.
    pub(super) fn of(about: &Opportunity) -> Self {
        Self {
            company: about.company.clone(),
            role: about.role.clone(),
            kind: about.kind.id().to_owned(),
            place: about.place.clone(),
            workplace: about.workplace.map_or("", Workplace::id).to_owned(),
            link: about.link.clone(),
            pay: about.pay.clone(),
            source: about.source.clone(),
            tags: about.tags.join(", "),
        }
    }

    /// The opportunity with these facts; what the form does not show stays.
    pub(super) fn opportunity(&self, before: &Opportunity) -> Opportunity {
        let trimmed = |text: &str| text.trim().to_owned();
        Opportunity {
            company: trimmed(&self.company),
            role: trimmed(&self.role),
            kind: if self.kind == Kind::Project.id() {
                Kind::Project
            } else {
                Kind::Job
            },
            place: trimmed(&self.place),
            workplace: Workplace::ALL
                .into_iter()
                .find(|choice| choice.id() == self.workplace),
            link: trimmed(&self.link),
            pay: trimmed(&self.pay),
            source: trimmed(&self.source),
            tags: self
                .tags
                .split(',')
                .map(trimmed)
                .filter(|tag| !tag.is_empty())
                .collect(),
            ..before.clone()
        }
    }
}

/// Why a text cannot be shown as a link; `None` where it can, or where nothing is typed.
pub(super) fn link_problem(text: &str) -> Option<String> {
    SafeLink::parse(text)
        .err()
        .filter(|_| !text.trim().is_empty())
        .map(|problem| problem.to_string())
}

/// The options of “Kind”: stored and shown words.
pub(super) fn kind_options() -> Vec<(String, String)> {
    let words = |kind: Kind| (kind.id().to_owned(), kind.label().to_owned());
    Kind::ALL.map(words).to_vec()
}

/// The options of “Where the work is done”.
pub(super) fn workplace_options() -> Vec<(String, String)> {
    let words = |place: Workplace| (place.id().to_owned(), place.label().to_owned());
    let mut options = vec![(String::new(), "Not specified".to_owned())];
    options.extend(Workplace::ALL.map(words));
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acme() -> Opportunity {
        Opportunity {
            company: "Acme".into(),
            kind: Kind::Project,
            workplace: Some(Workplace::Hybrid),
            tags: vec!["close".into(), "small".into()],
            notes: "Ask for Ann".into(),
            ..Opportunity::default()
        }
    }

    #[test]
    fn a_form_left_as_it_is_changes_nothing() {
        assert_eq!(FactsInput::of(&acme()).opportunity(&acme()), acme());
    }

    #[test]
    fn what_is_typed_is_trimmed_and_tags_are_taken_apart() {
        let typed = FactsInput {
            company: "  Acme Ltd ".into(),
            tags: "close, , by train,".into(),
            workplace: String::new(),
            ..FactsInput::of(&acme())
        };
        let after = typed.opportunity(&acme());
        assert_eq!(after.company, "Acme Ltd");
        assert_eq!(after.tags, ["close", "by train"]);
        assert_eq!(after.workplace, None);
        assert_eq!(after.notes, "Ask for Ann");
    }

    #[test]
    fn only_a_link_that_is_not_safe_is_a_problem() {
        assert_eq!(link_problem(" "), None);
        assert_eq!(link_problem("https://acme.example/jobs"), None);
        assert!(link_problem("javascript:alert(1)").is_some());
    }
}
