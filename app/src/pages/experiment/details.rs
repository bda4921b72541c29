//! What is tried: the words, what it changes, its days. Every field saves itself.

use domain::model::experiment::{Experiment, ExperimentSubject};
use domain::values::date::Date;
use leptos::prelude::*;

use super::ExperimentHere;
use crate::components::field::{Select, follow_text};
use crate::components::live::Show;
use crate::components::saved::saved_line;

/// The options of “What it changes”: stored and shown words.
pub(in crate::pages) fn subject_options() -> Vec<(String, String)> {
    let words = |subject: ExperimentSubject| (subject.id().to_owned(), subject.label().to_owned());
    let mut options = vec![(String::new(), "Not specified".to_owned())];
    options.extend(ExperimentSubject::ALL.map(words));
    options
}

/// Whether a version or a place of this subject has a name to note.
const fn has_version(subject: Option<ExperimentSubject>) -> bool {
    use ExperimentSubject::{Cv, Letter, OpeningLine, Source};
    matches!(subject, Some(Cv | Letter | OpeningLine | Source))
}

/// The fields, folded once the experiment is described.
pub(super) fn details(here: ExperimentHere) -> AnyView {
    let kept = here.kept;
    let subject = follow_text(move || {
        kept.with(|kept| kept.subject.map_or("", ExperimentSubject::id).to_owned())
    });
    let choose = move |word: String| {
        here.save(|kept| kept.subject = ExperimentSubject::parse(&word));
    };
    let is_source = move || kept.with(|kept| kept.subject == Some(ExperimentSubject::Source));
    let version = move || {
        let label = if is_source() {
            "The source, as you write it on an opportunity"
        } else {
            "The name of this version"
        };
        let save = move |written: String| here.save(|kept| kept.version = written);
        saved_line(
            format!("version-{}", here.id),
            label,
            "text",
            here.text(|kept| &mut kept.version),
            Callback::new(save),
        )
    };
    let is_described =
        kept.with_untracked(|kept| kept.subject.is_some() && !kept.how_told.trim().is_empty());
    view! {
        <details class="why" open=!is_described>
            <summary>"Details"</summary>
            <div class="stack">
                {here.area("what", "What I’ll try", "", |kept| &mut kept.text)}
                {here
                    .area(
                        "how-told",
                        "How I’ll tell if it helps",
                        "Answers within a week, or that it feels easier.",
                        |kept| &mut kept.how_told,
                    )}
                <Select
                    id="subject"
                    label="What it changes"
                    options=Signal::derive(subject_options)
                    value=subject
                    on_change=Callback::new(choose)
                />
                <Show when=move || kept.with(|kept| has_version(kept.subject))>{version()}</Show>
                <div class="field-row">
                    {day(here, "began", "First day", |kept| &mut kept.began_on)}
                    {day(here, "until", "Last day", |kept| &mut kept.until)}
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// A day that saves itself. What is no day is not saved.
fn day(
    here: ExperimentHere,
    word: &str,
    label: &'static str,
    day: fn(&mut Experiment) -> &mut Option<Date>,
) -> AnyView {
    let shown = Signal::derive(move || {
        let day = *day(&mut here.kept.get());
        day.map_or_else(String::new, |day| day.to_string())
    });
    let save = move |typed: String| {
        if let Ok(typed) = Date::parse(&typed) {
            here.save(|kept| *day(kept) = Some(typed));
        }
    };
    let id = format!("{word}-{}", here.id);
    saved_line(id, label, "date", shown, Callback::new(save))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_versions_or_places_asks_for_a_name() {
        assert!(has_version(Some(ExperimentSubject::Cv)));
        assert!(has_version(Some(ExperimentSubject::Source)));
        assert!(!has_version(Some(ExperimentSubject::Interviews)));
        assert!(!has_version(None));
        assert_eq!(subject_options().len(), ExperimentSubject::ALL.len() + 1);
    }
}
