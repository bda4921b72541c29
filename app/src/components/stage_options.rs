//! The choices of every “Move to” select: the stages, and the ways it can end.

use domain::event::Ending;
use leptos::prelude::*;

use crate::session::Session;

/// What was chosen in such a select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A stage, by its id.
    Stage(String),
    /// An ending.
    Ending(Ending),
}

impl Destination {
    /// Reads the value of an option; `None` for the one that only names the select.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word.strip_prefix("ending:") {
            Some(ending) => Ending::parse(ending).map(Self::Ending),
            None if word.is_empty() => None,
            None => Some(Self::Stage(word.to_owned())),
        }
    }
}

/// The options, in two groups, without the stage that is left out.
pub fn stage_options(session: Session, left_out: Option<&str>) -> AnyView {
    let stages = session
        .read(|journal| journal.stages().all().to_vec())
        .into_iter()
        .filter(|stage| Some(stage.id.as_str()) != left_out)
        .map(|stage| view! { <option value=stage.id>{stage.label}</option> }.into_any())
        .collect_view();
    let endings = Ending::ALL
        .into_iter()
        .map(|ending| {
            view! { <option value=format!("ending:{}", ending.id())>{ending.label()}</option> }
                .into_any()
        })
        .collect_view();
    view! {
        <optgroup label="A stage">{stages}</optgroup>
        <optgroup label="It ended">{endings}</optgroup>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_names_a_stage_or_an_ending() {
        let parse = Destination::parse;
        assert_eq!(parse("applied"), Some(Destination::Stage("applied".into())));
        assert_eq!(parse("ending:no"), Some(Destination::Ending(Ending::No)));
        assert_eq!(parse("ending:else"), None);
        assert_eq!(parse(""), None);
    }
}
