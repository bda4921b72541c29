//! Tables to take along: for a spreadsheet, for an office, for whoever draws it elsewhere.

use domain::exchange::{csv, sankeymatic};
use domain::figures::flow::flow;
use domain::figures::journey::{Scope, journeys};
use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::icon::Icon;
use crate::session::{Session, session};

/// What can be taken along.
#[derive(Clone, Copy)]
enum Table {
    Opportunities,
    Events,
    Flow,
}

impl Table {
    const ALL: [Self; 3] = [Self::Opportunities, Self::Events, Self::Flow];

    const fn button(self) -> &'static str {
        match self {
            Self::Opportunities => "Download opportunities (CSV)",
            Self::Events => "Download events (CSV)",
            Self::Flow => "Download the flow (SankeyMATIC)",
        }
    }
}

/// The card with the tables.
#[component]
pub(super) fn Export() -> impl IntoView {
    let session = session();
    let for_excel = RwSignal::new(false);
    let buttons = Table::ALL.map(|table| {
        view! {
            <button
                type="button"
                class="btn"
                on:click=move |_| download(session, table, for_excel.get_untracked())
            >
                <Icon name="download" />
                {table.button()}
            </button>
        }
        .into_any()
    });
    view! {
        <Card name="export" title="Tables" anchor="export">
            <p>
                "Your search for a spreadsheet: one row an opportunity with its history, or one row an event. For everything, with people and notes, take a backup."
            </p>
            <Choice
                label="For Excel"
                hint="Adds a mark at the beginning, so that letters like é and ü come out right."
                checked=for_excel
                on_change=Callback::new(move |wanted| for_excel.set(wanted))
            />
            <p class="cluster">{buttons.into_iter().collect_view()}</p>
            <p>
                <a href="/proof">"A proof of your search to print"</a>
                ", for an office that asks what you did on which days."
            </p>
        </Card>
    }
    .into_any()
}

fn download(session: Session, table: Table, for_excel: bool) {
    let now = session.exact_now();
    let text = session.peek(|journal| match table {
        Table::Opportunities => csv::write(&csv::opportunities(journal), for_excel),
        Table::Events => csv::write(&csv::events(journal), for_excel),
        Table::Flow => {
            let journeys = journeys(journal, &Scope::default(), now);
            sankeymatic::write(&flow(&journeys, journal.stages()))
        }
    });
    let (word, media_type, ending) = match table {
        Table::Opportunities => ("opportunities", "text/csv", "csv"),
        Table::Events => ("events", "text/csv", "csv"),
        Table::Flow => ("flow", "text/plain", "txt"),
    };
    let name = format!("one-yes-{word}-{}.{ending}", now.today());
    session.with_platform(|platform| platform.download(&name, media_type, &text));
    session.toast(format!("{name} made."), false);
}
