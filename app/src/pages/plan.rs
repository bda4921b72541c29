//! Plan: one week on one page. Lines with what, when and where, and what if something gets in the
//! way; what was left open, rest days, goals, and a short look back.

mod add;
mod carried;
mod goals;
mod line_fields;
mod line_row;
mod lines;
mod look_back;
mod model;
mod others;
mod page;
mod rest_days;
mod suggestions;

use domain::planning::week::{WeekPlan, can_look_back};
use domain::values::date::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::live::{Show, live};
use crate::session::{Session, session};
use page::Page;

/// The page at `/plan`; `?week=` names another week by one of its days.
#[component]
pub fn Plan() -> impl IntoView {
    let session = session();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let week = query.with(|query| query.get("week"));
        week.and_then(|week| Date::parse(&week).ok())
    });
    let monday = Memo::new(move |_| {
        let today = session.today();
        asked.get().unwrap_or(today).monday()
    });
    // The server knows neither this device's search nor its day: both draw the same first picture.
    let is_ready =
        Memo::new(move |_| session.is_loaded() || session.read(|journal| !journal.is_empty()));
    view! {
        <div class="page page--plan">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Plan"</h1>
            </div>
            {live(move || {
                if is_ready.get() {
                    body(session, monday.get())
                } else {
                    view! { <p class="lede">"One moment"</p> }.into_any()
                }
            })}
        </div>
    }
    .into_any()
}

fn body(session: Session, monday: Date) -> AnyView {
    let week = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| WeekPlan::of(journal, now, monday))
    });
    let page = Page {
        session,
        monday,
        week,
    };
    let can_look_back = Memo::new(move |_| can_look_back(monday, session.today()));
    // A week that is over is read, and looked back on first; one that is not is planned first.
    let is_over = Memo::new(move |_| page.is_over());
    view! {
        {head(page)}
        <Show when=move || is_over.get()>{look_back::look_back(page)}</Show>
        {live(move || carried::carried(page))}
        {lines::lines(page)}
        <Show when=move || !is_over.get()>
            {suggestions::suggestions(page)}
            {add::add(page)}
            {rest_days::rest_days(page)}
        </Show>
        <Show when=move || can_look_back.get() && !is_over.get()>{look_back::look_back(page)}</Show>
        {goals::goals(page)}
        {others::todos(page)}
        {others::earlier(page)}
        {others::foot(page)}
    }
    .into_any()
}

/// Which week it is, and the way to this one and the next.
fn head(page: Page) -> AnyView {
    let Page {
        session, monday, ..
    } = page;
    let place = move |weeks: i32, name: &'static str| {
        let address = move || match weeks {
            0 => "/plan".to_owned(),
            _ => format!(
                "/plan?week={}",
                session.today().monday().plus_days(7 * weeks)
            ),
        };
        let is_here = move || {
            let here = session.today().monday().plus_days(7 * weeks);
            (here == monday).then_some("page")
        };
        view! {
            <a class="chip" href=address aria-current=is_here>
                {name}
            </a>
        }
        .into_any()
    };
    view! {
        <nav class="cluster" aria-label="Weeks">
            {place(0, "This week")}
            {place(1, "Next week")}
        </nav>
        <p class="page__sub">{live(move || model::week_words(monday, session.today()))}</p>
    }
    .into_any()
}
