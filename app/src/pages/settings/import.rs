//! Import: a table of another program, looked at first, taken in and taken back in one step.

use domain::capture::Status;
use domain::exchange::sheet::{
    DayOrder, FIELDS, ImportedRow, LARGEST_SHEET, RowProblem, Sheet, SheetField, SheetProblem,
};
use leptos::prelude::*;

use crate::actions::import::{add_rows, new_rows};
use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::live::live;
use crate::platform::{Encoding, FileRead};
use crate::session::{Session, session};

/// How many rows are shown before they are taken in.
const SHOWN: usize = 5;

/// How many rows with problems are named.
const NAMED: usize = 10;

/// What would be taken in.
#[derive(Clone, Debug, Default, PartialEq)]
struct Preview {
    new: Vec<ImportedRow>,
    already: usize,
    problems: Vec<(usize, RowProblem)>,
}

/// The card with “Import a table”.
#[component]
pub(super) fn Import() -> impl IntoView {
    let session = session();
    let sheet = RwSignal::new(None::<Sheet>);
    let problem = RwSignal::new(None::<String>);
    let read = move |_| {
        sheet.set(None);
        problem.set(None);
        let then = move |file| match table_of(file) {
            Ok(read) => sheet.set(Some(read)),
            Err(sentence) => problem.set(Some(sentence)),
        };
        session.read_file("import-file", LARGEST_SHEET, Encoding::Any, then);
    };
    view! {
        <Card name="import" title="Import" anchor="import">
            <p>
                "Bring a search along from a spreadsheet or another tracker. Save it there as a CSV file and choose it here. You see what was understood before anything is added."
            </p>
            <div class="field">
                <label for="import-file">"Import a table"</label>
                <input
                    id="import-file"
                    type="file"
                    accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
                    aria-describedby="import-problem"
                    on:change=read
                />
                <p class="field__error" id="import-problem" role="alert">{live(move || problem.get())}</p>
            </div>
            {looked_at(session, sheet)}
        </Card>
    }
    .into_any()
}

fn table_of(file: FileRead) -> Result<Sheet, String> {
    let text = match file {
        FileRead::Text(text) => text,
        FileRead::TooLarge => return Err(SheetProblem::TooLarge.to_string()),
        FileRead::Unreadable => {
            return Err("This file couldn’t be read. Choose it again.".to_owned());
        }
    };
    Sheet::read(&text).map_err(|problem| problem.to_string())
}

/// The table that was chosen, with all that can be changed about how it is read.
fn looked_at(session: Session, sheet: RwSignal<Option<Sheet>>) -> AnyView {
    let preview = Memo::new(move |_| {
        let today = session.today();
        let rows = sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.understood(today)));
        let rows = rows.unwrap_or_default();
        let (new, already) = session.read(|journal| new_rows(journal, &rows.rows));
        Preview {
            new,
            already,
            problems: rows.problems,
        }
    });
    // Drawn again for another file, not for each choice: somebody is in the middle of choosing.
    let headings = Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().map(columns_of)));
    live(move || {
        headings.get().map(|columns| {
            view! {
                <fieldset class="stack">
                    <legend>"What each column holds"</legend>
                    {columns
                        .into_iter()
                        .enumerate()
                        .map(|(at, column)| column_choice(sheet, at, column))
                        .collect_view()}
                </fieldset>
                {day_order(sheet)}
                <div role="status">{live(move || preview.with(summary))}</div>
                {buttons(session, sheet, preview)}
            }
            .into_any()
        })
    })
    .into_any()
}

/// The heading of each column, with the first cell that has something in it.
fn columns_of(sheet: &Sheet) -> Vec<(String, String)> {
    let columns = sheet.headings.iter().enumerate().map(|(at, heading)| {
        let mut cells = sheet.rows.iter().map(|row| &row[at]);
        let example = cells.find(|cell| !cell.is_empty()).cloned();
        let short = example.unwrap_or_default().chars().take(40).collect();
        (heading.clone(), short)
    });
    columns.collect()
}

fn column_choice(
    sheet: RwSignal<Option<Sheet>>,
    at: usize,
    (heading, example): (String, String),
) -> AnyView {
    let id = format!("import-column-{at}");
    let held = move || sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.fields[at]));
    let options = FIELDS.iter().enumerate().map(|(place, (field, name))| {
        let is_chosen = move || held() == Some(*field);
        view! {
            <option value=place.to_string() prop:selected=is_chosen>
                {*name}
            </option>
        }
        .into_any()
    });
    let choose = move |input| {
        let place = event_target_value(&input).parse::<usize>().ok();
        let field: Option<SheetField> = place.and_then(|place| FIELDS.get(place)).map(|row| row.0);
        sheet.update(|sheet| {
            if let Some(sheet) = sheet {
                sheet.set_field(at, field);
            }
        });
    };
    let hint = (!example.is_empty()).then(|| {
        view! {
            <span class="choice__hint" dir="auto">
                {example}
            </span>
        }
    });
    view! {
        <div class="split">
            <label for=id.clone()>
                <bdi>{heading}</bdi>
                " "
                {hint}
            </label>
            <select id=id on:change=choose>
                <option value="" prop:selected=move || held().is_none()>
                    "Notes, under its name"
                </option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The question which number of a day is the month, only where no row says so.
fn day_order(sheet: RwSignal<Option<Sheet>>) -> AnyView {
    let asks = Memo::new(move |_| {
        sheet.with(|sheet| sheet.as_ref().is_some_and(|sheet| sheet.asks_for_day_order))
    });
    let choice = move |order: DayOrder, label: &'static str| {
        let is_chosen = Signal::derive(move || {
            sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.day_order) == Some(order))
        });
        view! {
            <Choice
                name="import-days"
                label=label
                checked=is_chosen
                on_change=Callback::new(move |_| {
                    sheet.update(|sheet| {
                        if let Some(sheet) = sheet {
                            sheet.day_order = Some(order);
                        }
                    });
                })
            />
        }
        .into_any()
    };
    live(move || {
        asks.get().then(|| {
            view! {
                <fieldset class="choices">
                    <legend>"The days of this table can be read both ways. Which is 7/6/2026?"</legend>
                    {choice(DayOrder::DayFirst, "7 June")}
                    {choice(DayOrder::MonthFirst, "6 July")}
                </fieldset>
            }
            .into_any()
        })
    })
    .into_any()
}

fn summary(preview: &Preview) -> AnyView {
    let Preview {
        new,
        already,
        problems,
    } = preview;
    let count = match new.len() {
        0 => "Nothing new in this table.".to_owned(),
        1 => "1 opportunity can be added.".to_owned(),
        many => format!("{many} opportunities can be added."),
    };
    let already = match already {
        0 => String::new(),
        1 => " 1 is already here, or twice in the table.".to_owned(),
        many => format!(" {many} are already here, or twice in the table."),
    };
    let rows = new
        .iter()
        .take(SHOWN)
        .map(|row| view! { <li dir="auto">{in_words(row)}</li> }.into_any());
    let named = problems.iter().take(NAMED).map(|(number, problem)| {
        view! { <li>{format!("Row {number}: {}", problem.label())}</li> }.into_any()
    });
    let more = problems.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| view! { <li>{format!("And {more} more rows")}</li> });
    view! {
        <p>{count + &already}</p>
        <ul>{rows.collect_view()}</ul>
        <ul>{named.collect_view()} {more}</ul>
    }
    .into_any()
}

/// “Nurse at Acme: Applied 2 Mar 2026, Not selected 9 Mar 2026”.
fn in_words(row: &ImportedRow) -> String {
    let events = row.events.iter().map(|(status, on): &(Status, _)| {
        let label = status.label();
        on.map_or_else(
            || label.to_owned(),
            |on| format!("{label} {}", on.short_with_year()),
        )
    });
    let events: Vec<String> = events.collect();
    format!("{}: {}", row.opportunity.title(), events.join(", "))
}

fn buttons(session: Session, sheet: RwSignal<Option<Sheet>>, preview: Memo<Preview>) -> AnyView {
    let waits = move || {
        let asks = |sheet: &Sheet| sheet.asks_for_day_order && sheet.day_order.is_none();
        sheet.with(|sheet| sheet.as_ref().is_some_and(asks))
            || preview.with(|preview| preview.new.is_empty())
    };
    let add = move |_| {
        let new = preview.with_untracked(|preview| preview.new.clone());
        sheet.set(None);
        session.perform(|_, moment| add_rows(moment, &new));
    };
    let words = move || {
        preview.with(|preview| match preview.new.len() {
            1 => "Add 1 opportunity".to_owned(),
            many => format!("Add {many} opportunities"),
        })
    };
    view! {
        <p class="cluster">
            <button type="button" class="btn btn--primary" disabled=waits on:click=add>
                {live(words)}
            </button>
            <button type="button" class="btn btn--quiet" on:click=move |_| sheet.set(None)>
                "Leave it"
            </button>
        </p>
    }
    .into_any()
}
