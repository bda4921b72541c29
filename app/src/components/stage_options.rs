//! The choices of every “Move to” select: the stages, and the ways it can end.

use domain::model::event::Ending;
use domain::model::opportunity::Kind;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::components::live::live;
use crate::session::{Session, session};

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

/// An ending as it is offered: what happened, where that has a sentence of its own.
#[must_use]
pub const fn ending_words(ending: Ending) -> &'static str {
    match ending {
        Ending::No => "They said no",
        ending => ending.label(),
    }
}

/// A select that moves what it stands beside to where was chosen, and then names itself again. Arrows and letters change a closed select at
/// once, one option after the other, so with them nothing is moved before Enter, or before the focus goes on.
#[component]
pub fn MoveTo(
    /// The id of the select, unique on the page.
    id: &'static str,
    /// Its label, for who listens.
    label: &'static str,
    /// What it says while nothing is chosen.
    word: &'static str,
    /// The stage it is at, which is not offered.
    #[prop(into)]
    here: Signal<Option<String>>,
    /// Whose stages are offered.
    #[prop(into)]
    kind: Signal<Kind>,
    /// Moves.
    on_choose: Callback<Destination>,
) -> impl IntoView {
    let session = session();
    let chosen = RwSignal::new(String::new());
    let is_by_keys = StoredValue::new(false);
    let go = move || {
        is_by_keys.set_value(false);
        let destination = Destination::parse(&chosen.get_untracked());
        chosen.set(String::new());
        if let Some(destination) = destination {
            on_choose.run(destination);
        }
    };
    let on_key = move |event: KeyboardEvent| match Press::of(&event) {
        Press::Enter if !chosen.with_untracked(String::is_empty) => {
            event.prevent_default();
            go();
        }
        Press::Escape => chosen.set(String::new()),
        // These open the list, in which a choice is made by Enter or a tap.
        Press::Enter | Press::OpensList => is_by_keys.set_value(false),
        Press::Other => is_by_keys.set_value(true),
    };
    view! {
        <label class="vh" for=id>
            {label}
        </label>
        <select
            id=id
            prop:value=move || {
                here.track();
                chosen.get()
            }
            on:pointerdown=move |_| is_by_keys.set_value(false)
            on:keydown=on_key
            on:change=move |input| {
                chosen.set(event_target_value(&input));
                if !is_by_keys.get_value() {
                    go();
                }
            }
            on:blur=move |_| go()
        >
            <option value="">{word}</option>
            {live(move || stage_options(session, kind.get(), here.get().as_deref()))}
        </select>
    }
    .into_any()
}

/// A key pressed in a closed select.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Enter,
    Escape,
    /// The space bar, or an arrow with Alt.
    OpensList,
    Other,
}

impl Press {
    fn of(event: &KeyboardEvent) -> Self {
        match event.key().as_str() {
            "Enter" => Self::Enter,
            "Escape" => Self::Escape,
            " " => Self::OpensList,
            "ArrowDown" | "ArrowUp" if event.alt_key() => Self::OpensList,
            _ => Self::Other,
        }
    }
}

/// The options, in two groups, without the stage that is left out.
fn stage_options(session: Session, kind: Kind, left_out: Option<&str>) -> AnyView {
    let stages = session
        .read(|journal| journal.stages().of(kind).to_vec())
        .into_iter()
        .filter(|stage| Some(stage.id.as_str()) != left_out)
        .map(|stage| view! { <option value=stage.id>{stage.label}</option> }.into_any())
        .collect_view();
    let endings = Ending::ALL
        .into_iter()
        .map(|ending| {
            let value = format!("ending:{}", ending.id());
            view! { <option value=value>{ending_words(ending)}</option> }.into_any()
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
