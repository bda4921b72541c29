//! A proof of the search for a period, as offices ask for it. What the screen shows is what is
//! printed.

use domain::figures::proof::{ProofRow, proof};
use domain::values::date::Date;
use leptos::prelude::*;

use crate::components::live::live;
use crate::components::print::PrintButton;
use crate::session::session;

/// The page at `/proof`.
#[component]
pub fn Proof() -> impl IntoView {
    let session = session();
    // The last month, until the person says otherwise.
    let from = RwSignal::new(None::<Date>);
    let until = RwSignal::new(None::<Date>);
    let with_notes = RwSignal::new(false);
    let period = Memo::new(move |_| {
        let today = session.today();
        let until = until.get().unwrap_or(today);
        (from.get().unwrap_or_else(|| today.plus_months(-1)), until)
    });
    let rows = Memo::new(move |_| {
        let (from, until) = period.get();
        let now = session.now();
        session.read(|journal| proof(journal, from, until, now))
    });
    let head = move || {
        let (from, until) = period.get();
        let count = match rows.with(Vec::len) {
            1 => "1 opportunity".to_owned(),
            many => format!("{many} opportunities"),
        };
        format!(
            "{} to {}: {count}",
            from.short_with_year(),
            until.short_with_year()
        )
    };
    view! {
        <div class="page page--wide proof">
            <h1 id="heading" tabindex="-1">"Proof of my search"</h1>
            <div class="filters">
                {day("proof-from", "From", Signal::derive(move || period.get().0), from)}
                {day("proof-until", "To", Signal::derive(move || period.get().1), until)}
                <label class="choice">
                    <input
                        type="checkbox"
                        on:change=move |input| with_notes.set(event_target_checked(&input))
                    />
                    <span>"With my notes"</span>
                </label>
                <PrintButton />
            </div>
            <p role="status">{live(head)}</p>
            {live(move || rows.with(|rows| table(rows, with_notes.get())))}
        </div>
    }
    .into_any()
}

fn day(
    id: &'static str,
    label: &'static str,
    shown: Signal<Date>,
    chosen: RwSignal<Option<Date>>,
) -> AnyView {
    view! {
        <label for=id>{label}</label>
        <input
            id=id
            type="date"
            prop:value=move || shown.get().to_string()
            on:change=move |input| chosen.set(Date::parse(&event_target_value(&input)).ok())
        />
    }
    .into_any()
}

fn table(rows: &[ProofRow], with_notes: bool) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="quiet-line">"Nothing on these days."</p> }.into_any();
    }
    let body = rows.iter().map(|row| table_row(row, with_notes));
    view! {
        <div class="proof__table" tabindex="0" role="region" aria-label="Opportunities of these days">
            <table class="table">
                <caption class="vh">"Opportunities of these days"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Company and role"</th>
                        <th scope="col">"Day"</th>
                        <th scope="col">"Place"</th>
                        <th scope="col">"Found through"</th>
                        <th scope="col">"Contact"</th>
                        <th scope="col">"What happened"</th>
                    </tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn table_row(row: &ProofRow, with_notes: bool) -> AnyView {
    let happened = row.history.iter().map(|(day, name)| {
        view! { <li dir="auto">{format!("{} {name}", day.short_with_year())}</li> }.into_any()
    });
    let has_notes = with_notes && !row.notes.is_empty();
    let notes = has_notes.then(|| {
        view! {
            <p class="proof__notes" dir="auto">
                {row.notes.clone()}
            </p>
        }
    });
    let name = [row.company.as_str(), row.role.as_str()];
    let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
    view! {
        <tr>
            <th scope="row" dir="auto">
                <a href=format!("/search/{}", row.id)>{name.join(", ")}</a>
                {notes}
            </th>
            <td>{row.on.short_with_year()}</td>
            <td dir="auto">{row.place.clone()}</td>
            <td dir="auto">{row.source.clone()}</td>
            <td dir="auto">{row.contacts.join(", ")}</td>
            <td>
                <ul class="proof__history">{happened.collect_view()}</ul>
            </td>
        </tr>
    }
    .into_any()
}
