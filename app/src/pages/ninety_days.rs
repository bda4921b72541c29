//! The first ninety days: for 30, 60 and 90 days a goal, the first step and how it will show. To
//! print, to send, to take to the next interview.

mod months;
mod paper_of;

use domain::model::ninety_days::NinetyDays;
use domain::planning::preparation::worries;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::ninety_days::{Beginning, beginnings, change, plan_for};
use crate::components::live::live;
use crate::components::paper::Paper;
use crate::components::saved::saved_area;
use crate::pages::round_here::{back_to, missing, opportunity_here};
use crate::session::{Session, session};
use months::{LINES, MONTHS, Texts};
use paper_of::paper_of;

/// The page at `/search/<id>/ninety-days`.
#[component]
pub fn NinetyDaysPage() -> impl IntoView {
    let session = session();
    let here = opportunity_here(session);
    live(move || match here.get() {
        Some(id) => detail(session, id),
        None => missing(session, "This opportunity isn’t on this device"),
    })
}

fn detail(session: Session, id: RecordId) -> AnyView {
    let plan = Memo::new(move |_| session.read(|journal| plan_for(journal, id)));
    let paper = Signal::derive(move || session.read(|journal| paper_of(journal, id)));
    let offers = Memo::new(move |_| session.read(|journal| beginnings(journal, id)));
    let offered = move || {
        let offers = offers.get().into_iter();
        offers
            .map(|offer| begin_button(session, id, offer))
            .collect_view()
    };
    let months = MONTHS.map(|month| month_fields(session, id, plan, month));
    view! {
        <div class="page page--paper">
            {back_to(session, id)}
            <h1 id="heading" tabindex="-1">"Your first ninety days"</h1>
            <p class="lede">"What you’d set out to do there. A page to take to the next interview."</p>
            {live(move || worries_line(session, id))}
            <div class="cluster">{live(offered)}</div>
            {months.into_iter().collect_view()}
            <Paper text=paper />
        </div>
    }
    .into_any()
}

/// What they worry about, as it was noted: the plan can begin there.
fn worries_line(session: Session, id: RecordId) -> AnyView {
    let worries = session.read(|journal| worries(journal, id));
    if worries.is_empty() {
        return ().into_any();
    }
    let rows = worries.into_iter();
    let rows = rows.map(|worry| view! { <li dir="auto">{worry}</li> }.into_any());
    view! {
        <aside class="beside" aria-label="What you noted">
            <p>"You noted what they worry about:"</p>
            <ul>{rows.collect_view()}</ul>
        </aside>
    }
    .into_any()
}

fn begin_button(session: Session, id: RecordId, offer: Beginning) -> AnyView {
    let Beginning { label, plan } = offer;
    let begin = move |_| {
        session.perform(|journal, _| {
            change(journal, id, "Plan started", |empty| empty.clone_from(&plan))
        });
    };
    view! {
        <button type="button" class="btn" dir="auto" on:click=begin>
            {label}
        </button>
    }
    .into_any()
}

fn month_fields(
    session: Session,
    id: RecordId,
    plan: Memo<NinetyDays>,
    (day, title, texts): (u32, &'static str, Texts),
) -> AnyView {
    let fields = LINES.into_iter().zip(texts).map(|((word, label), text)| {
        let kept = Signal::derive(move || text(&mut plan.get()).clone());
        let save = move |written: String| {
            session.perform_quietly(|journal, _| {
                change(journal, id, "Ninety-day plan", |plan| *text(plan) = written)
            });
        };
        saved_area(
            format!("{word}-{day}"),
            label,
            2,
            "",
            kept,
            Callback::new(save),
        )
    });
    let title_id = format!("day-{day}");
    let labelled_by = title_id.clone();
    view! {
        <section class="card stack" aria-labelledby=labelled_by>
            <h2 id=title_id>{title}</h2>
            {fields.collect_view()}
        </section>
    }
    .into_any()
}
