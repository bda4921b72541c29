//! The opportunities of a step of the flow, listed while somebody looks into it.

use leptos::prelude::*;

use super::model::Model;
use super::{Step, address_of};
use crate::components::live::live;
use crate::session::Session;

/// The opportunities that took a step.
#[component]
pub(super) fn Went(
    session: Session,
    model: Memo<Model>,
    looked_into: RwSignal<Option<Step>>,
) -> impl IntoView {
    let listed = move || {
        let (from, to) = looked_into.get()?;
        let found = model.with(|model| {
            let bands = &model.flow.bands;
            let band = bands
                .iter()
                .find(|band| (band.from, band.to) == (from, to))?;
            let labels = &model.flow.labels;
            let title = format!("{} to {}: {}", labels[from], labels[to], band.ids.len());
            Some((title, band.ids.clone()))
        });
        let (title, ids) = found?;
        let items = ids.into_iter().map(|id| {
            let name = session.read(|journal| {
                let about = journal.opportunities().get(id);
                about.map_or_else(String::new, domain::model::opportunity::Opportunity::title)
            });
            view! {
                <li>
                    <a href=address_of(id) dir="auto">
                        {name}
                    </a>
                </li>
            }
            .into_any()
        });
        let listed = view! {
            <h3 dir="auto">{title}</h3>
            <ul>{items.collect_view()}</ul>
        };
        Some(listed.into_any())
    };
    view! {
        <div class="figures__went" role="status">
            {live(listed)}
        </div>
    }
    .into_any()
}
