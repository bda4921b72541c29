//! The part of the search that is counted, chosen above the figures.

use domain::model::opportunity::Kind;
use domain::values::sort::sorted_once;
use leptos::prelude::*;

use super::model::ChosenWords;
use crate::components::live::live;
use crate::session::session;

/// What is chosen, as the words of its fields.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    period: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    source: RwSignal<String>,
    kind: RwSignal<String>,
    tag: RwSignal<String>,
}

const PERIODS: [(&str, &str); 4] = [
    ("4-weeks", "Last 4 weeks"),
    ("3-months", "Last 3 months"),
    ("12-months", "Last 12 months"),
    ("own", "Days of my own"),
];

impl Chosen {
    pub(super) fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            period: empty(),
            from: empty(),
            until: empty(),
            source: empty(),
            kind: empty(),
            tag: empty(),
        }
    }

    /// The words, followed.
    pub(super) fn words(&self) -> ChosenWords {
        ChosenWords {
            period: self.period.get(),
            from: self.from.get(),
            until: self.until.get(),
            source: self.source.get(),
            kind: self.kind.get(),
            tag: self.tag.get(),
        }
    }
}

/// Period, source, kind and label.
#[component]
pub(super) fn ScopeBar(chosen: Chosen) -> impl IntoView {
    let session = session();
    let sources = Memo::new(move |_| {
        session.read(|journal| {
            let all = journal.opportunities().iter();
            let named = all.map(|(_, about)| about.source.trim().to_owned());
            sorted_once(named.filter(|name| !name.is_empty()))
        })
    });
    let tags = Memo::new(move |_| {
        session.read(|journal| {
            let all = journal.opportunities().iter();
            let named =
                all.flat_map(|(_, about)| about.tags.iter().map(|tag| tag.trim().to_owned()));
            sorted_once(named.filter(|name| !name.is_empty()))
        })
    });
    let pairs = |names: Vec<String>| -> Vec<(String, String)> {
        names.into_iter().map(|name| (name.clone(), name)).collect()
    };
    let periods = PERIODS.map(|(word, name)| (word.to_owned(), name.to_owned()));
    let kinds = Kind::ALL.map(|kind| (kind.id().to_owned(), format!("{}s only", kind.label())));
    view! {
        <div class="filters" role="group" aria-label="What is counted">
            {select("figures-period", "When it was sent", "All the time", chosen.period, periods.to_vec())}
            {live(move || (chosen.period.get() == "own").then(|| own_days(chosen)))}
            {live(move || select("figures-source", "Source", "All sources", chosen.source, pairs(sources.get())))}
            {select("figures-kind", "Kind", "Jobs and projects", chosen.kind, kinds.to_vec())}
            {live(move || {
                let tags = tags.get();
                (!tags.is_empty())
                    .then(|| select("figures-tag", "Label", "Any label", chosen.tag, pairs(tags)))
            })}
        </div>
    }
    .into_any()
}

fn own_days(chosen: Chosen) -> AnyView {
    let day = |id: &'static str, label: &'static str, value: RwSignal<String>| {
        view! {
            <label for=id>{label}</label>
            <input
                id=id
                type="date"
                prop:value=move || value.get()
                on:change=move |input| value.set(event_target_value(&input))
            />
        }
        .into_any()
    };
    view! {
        {day("figures-from", "From", chosen.from)}
        {day("figures-until", "To", chosen.until)}
    }
    .into_any()
}

/// A select whose label is only heard: here the options say what it is about.
fn select(
    id: &'static str,
    label: &'static str,
    all: &'static str,
    value: RwSignal<String>,
    options: Vec<(String, String)>,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(word, shown)| {
            let is_chosen = value.get_untracked() == word;
            view! { <option value=word selected=is_chosen>{shown}</option> }
        })
        .collect_view();
    view! {
        <label class="vh" for=id>{label}</label>
        <select id=id on:change=move |input| value.set(event_target_value(&input))>
            <option value="">{all}</option>
            {options}
        </select>
    }
    .into_any()
}
