//! The figures: before it, and while it ran, each with its whole.

use domain::planning::experiments::{Comparison, comparison};
use leptos::prelude::*;

use super::ExperimentHere;

/// The counts with their definition and how far they can be trusted; one line where nothing in the
/// search tells it.
pub(super) fn figures(here: ExperimentHere) -> AnyView {
    let now = here.session.now();
    let found = here
        .session
        .read(|journal| comparison(journal, here.id, now));
    let Some(found) = found else {
        return view! {
            <p class="field__hint">
                "Nothing in your search can be counted for this one. Your own words are what counts."
            </p>
        }
        .into_any();
    };
    let Comparison {
        counted,
        before,
        during,
    } = found;
    view! {
        <dl class="facts">
            <div>
                <dt>"Before"</dt>
                <dd>{before.sentence(counted)}</dd>
            </div>
            <div>
                <dt>"With it"</dt>
                <dd>{during.sentence(counted)}</dd>
            </div>
        </dl>
        <p>{found.caveat()}</p>
        <p class="field__hint">{found.definition()}</p>
    }
    .into_any()
}
