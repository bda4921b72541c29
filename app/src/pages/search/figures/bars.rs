//! The weeks as bars. The table beneath says the same.

use domain::figures::weeks::Week;
use domain::values::date::Date;
use leptos::prelude::*;

use super::table::{Rows, table};

/// The height of the picture, in its own units.
const HEIGHT: usize = 120;
/// The room of one week.
const STEP: usize = 24;

/// The weeks as a picture and as a table.
pub(super) fn weeks_picture(weeks: &(Vec<Week>, Date)) -> AnyView {
    let (weeks, today) = weeks;
    let counts = |week: &Week| [week.applications, week.rounds, week.messages];
    let most = weeks.iter().flat_map(counts).max().unwrap_or(0).max(4);
    let bars = weeks.iter().enumerate().map(|(at, week)| {
        let kinds = counts(week).into_iter().enumerate().map(|(kind, count)| {
            let tall = count * HEIGHT / most;
            let kind_name = ["applications", "rounds", "messages"][kind];
            view! {
                <rect
                    class=format!("weeks__{kind_name}")
                    x=at * STEP + kind * 6 + 3
                    y=HEIGHT - tall
                    width="5"
                    height=tall
                ></rect>
            }
            .into_any()
        });
        kinds.collect_view().into_any()
    });
    let wide = weeks.len() * STEP;
    let rows = weeks.iter().rev().map(|week| {
        let day = week.monday.short(*today);
        let counts = counts(week).map(|count| count.to_string());
        std::iter::once(day).chain(counts).collect()
    });
    let rows = Rows {
        caption: "Each week in counts",
        head: vec!["Week from", "Applications", "Rounds", "Messages"],
        rows: rows.collect(),
    };
    view! {
        <svg class="weeks" viewBox=format!("0 0 {wide} {HEIGHT}") aria-hidden="true">
            {bars.collect_view()}
            <path class="weeks__ground" d=format!("M0 {HEIGHT}H{wide}")></path>
        </svg>
        <p class="weeks__key" aria-hidden="true">
            <span class="weeks__applications">"Applications"</span>
            <span class="weeks__rounds">"Rounds"</span>
            <span class="weeks__messages">"Messages"</span>
        </p>
        <details class="figures__table">
            <summary>"As a table"</summary>
            {table(&rows)}
        </details>
    }
    .into_any()
}
