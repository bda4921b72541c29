//! A table of a figure: a head of each row, and counts.

use leptos::prelude::*;

/// What a table shows, as plain words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rows {
    /// What the table is about, for those who hear it.
    pub(super) caption: &'static str,
    /// The heads of the columns.
    pub(super) head: Vec<&'static str>,
    /// The rows, each as long as the head.
    pub(super) rows: Vec<Vec<String>>,
}

/// Draws a table.
pub(super) fn table(rows: &Rows) -> AnyView {
    let head = rows
        .head
        .iter()
        .map(|name| view! { <th scope="col">{*name}</th> }.into_any());
    let body = rows.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, text)| {
            let text = text.clone();
            if at == 0 {
                view! {
                    <th scope="row" dir="auto">
                        {text}
                    </th>
                }
                .into_any()
            } else {
                view! { <td>{text}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }.into_any()
    });
    view! {
        <div class="figures__scroll" tabindex="0" role="region" aria-label=rows.caption>
            <table class="table">
                <caption class="vh">{rows.caption}</caption>
                <thead>
                    <tr>{head.collect_view()}</tr>
                </thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
