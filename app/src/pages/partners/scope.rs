//! What a partner may see: ticks, and the words for what is ticked.

use domain::model::share::Share;
use leptos::prelude::*;

use crate::components::choice::Choice;

/// The field of a share that a tick stands for.
pub(super) type Choose = fn(&mut Share) -> &mut bool;

/// Something that can be shown.
pub(super) struct ScopePart {
    label: &'static str,
    hint: &'static str,
    pub(super) choose: Choose,
}

/// All of it, as it is on the page.
pub(super) const SCOPE: [ScopePart; 5] = [
    ScopePart {
        label: "Plan",
        hint: "Last week, this one and the next, with your look back",
        choose: |share| &mut share.plan,
    },
    ScopePart {
        label: "Goals",
        hint: "In your words, with this week’s count",
        choose: |share| &mut share.goals,
    },
    ScopePart {
        label: "Counts",
        hint: "Applications, interviews, people met. Noes aren’t counted",
        choose: |share| &mut share.counts,
    },
    ScopePart {
        label: "Learnings",
        hint: "What you’ll keep doing, and what you’ll do differently",
        choose: |share| &mut share.learnings,
    },
    ScopePart {
        label: "Companies",
        hint: "The names of those that are open. Otherwise no company is named",
        choose: |share| &mut share.companies,
    },
];

/// “Sees: plan, goals”.
pub(super) fn scope_words(share: &Share) -> String {
    let mut share = share.clone();
    let seen: Vec<String> = SCOPE
        .iter()
        .filter(|part| *(part.choose)(&mut share))
        .map(|part| part.label.to_lowercase())
        .collect();
    if seen.is_empty() {
        return "Sees nothing yet".to_owned();
    }
    format!("Sees: {}", seen.join(", "))
}

/// The ticks.
pub(super) fn scope_choices(share: Signal<Share>, on_change: Callback<(Choose, bool)>) -> AnyView {
    let choices = SCOPE.iter().map(|part| {
        let choose = part.choose;
        let is_on = Signal::derive(move || share.with(|share| *choose(&mut share.clone())));
        let change = move |is_on| on_change.run((choose, is_on));
        view! {
            <Choice
                label=part.label
                hint=part.hint
                checked=is_on
                on_change=Callback::new(change)
            />
        }
    });
    view! {
        <fieldset class="choices">
            <legend>"What they see"</legend>
            {choices.collect_view()}
            <p class="field__hint">"Never your notes, your private page or the people you know."</p>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tick_stands_for_a_field_of_its_own() {
        let mut all = Share::default();
        for part in &SCOPE {
            let is_on = (part.choose)(&mut all);
            assert!(!*is_on, "{}", part.label);
            *is_on = true;
        }
        assert_eq!(
            scope_words(&all),
            "Sees: plan, goals, counts, learnings, companies"
        );
        assert_eq!(scope_words(&Share::default()), "Sees nothing yet");
    }
}
