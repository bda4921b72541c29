//! The rows of a table as opportunities with histories, and the rows that cannot be one.

use super::fields::SheetField;
use super::history::{Told, history};
use super::{DayOrder, Sheet};
use crate::capture::Status;
use crate::model::opportunity::Opportunity;
use crate::values::date::Date;
use crate::values::link::SafeLink;

/// The longest text taken from one cell, in characters.
const LONGEST_CELL: usize = 50_000;

/// A row that can be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedRow {
    /// The number of the row in the table, counted as a spreadsheet does: the headings are row 1.
    pub number: usize,
    /// The opportunity.
    pub opportunity: Opportunity,
    /// What happened, in order. A day that is not known is none.
    pub events: Vec<(Status, Option<Date>)>,
}

/// Why a row, or a part of it, is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// No company and no role.
    NoName,
    /// A day that cannot be read; it is kept in the notes.
    UnknownDay,
    /// A status that the app does not know; it is kept in the notes.
    UnknownStatus,
}

impl RowProblem {
    /// A few words for a list: “Row 7: no company and no role”.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoName => "no company and no role, left out",
            Self::UnknownDay => "a day that can’t be read, kept in the notes",
            Self::UnknownStatus => "a stage nobody here knows, kept in the notes",
        }
    }
}

/// A table as it is understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetRows {
    /// The rows that can be taken in.
    pub rows: Vec<ImportedRow>,
    /// Rows that were left out or could be read only in part, by their number.
    pub problems: Vec<(usize, RowProblem)>,
}

pub(super) fn read(sheet: &Sheet, today: Date) -> SheetRows {
    let mut understood = SheetRows::default();
    for (number, cells) in (2..).zip(&sheet.rows) {
        let (row, problems) = row(sheet, number, cells, today);
        understood.rows.extend(row);
        understood
            .problems
            .extend(problems.into_iter().map(|problem| (number, problem)));
    }
    understood
}

fn row(
    sheet: &Sheet,
    number: usize,
    cells: &[String],
    today: Date,
) -> (Option<ImportedRow>, Vec<RowProblem>) {
    let mut about = Opportunity::default();
    let mut told = Told::default();
    let mut notes: Vec<String> = Vec::new();
    let columns = sheet.fields.iter().zip(&sheet.headings).zip(cells);
    for ((field, heading), cell) in columns.filter(|(_, cell)| !cell.is_empty()) {
        let cell = shortened(cell);
        match field {
            Some(SheetField::Company) => cell.clone_into(&mut about.company),
            Some(SheetField::Role) => cell.clone_into(&mut about.role),
            Some(SheetField::Place) => cell.clone_into(&mut about.place),
            Some(SheetField::Source) => cell.clone_into(&mut about.source),
            Some(SheetField::Pay) => cell.clone_into(&mut about.pay),
            Some(SheetField::Link) => match SafeLink::parse(cell) {
                Ok(link) => link.without_tracking().as_str().clone_into(&mut about.link),
                Err(_) => notes.push(format!("{heading}: {cell}")),
            },
            Some(SheetField::Labels) => about.tags.extend(labels(cell)),
            Some(SheetField::Notes) => notes.push(cell.to_owned()),
            Some(SheetField::Status) => told.status = cell,
            Some(SheetField::FoundOn) => told.found_on = cell,
            Some(SheetField::SentOn) => told.sent_on = cell,
            Some(SheetField::StatusOn) => told.status_on = cell,
            Some(SheetField::History) => told.history = cell,
            None => notes.push(format!("{heading}: {cell}")),
        }
    }
    if about.company.is_empty() && about.role.is_empty() {
        return (None, vec![RowProblem::NoName]);
    }
    let order = sheet.day_order.unwrap_or(DayOrder::DayFirst);
    let history = history(told, order, today);
    let mut problems = Vec::new();
    if history.unknown_status {
        notes.push(format!("Stage: {}", told.status));
        problems.push(RowProblem::UnknownStatus);
    }
    if history.unknown_day {
        let days = [told.found_on, told.sent_on, told.status_on];
        let days: Vec<&str> = days.into_iter().filter(|day| !day.is_empty()).collect();
        notes.push(format!("Days: {}", days.join(", ")));
        problems.push(RowProblem::UnknownDay);
    }
    about.notes = notes.join("\n");
    let row = ImportedRow {
        number,
        opportunity: about,
        events: history.events,
    };
    (Some(row), problems)
}

fn labels(cell: &str) -> impl Iterator<Item = String> {
    let labels = cell.split([',', ';']).map(str::trim);
    labels.filter(|label| !label.is_empty()).map(str::to_owned)
}

/// A cell without what no field could hold.
fn shortened(cell: &str) -> &str {
    match cell.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => &cell[..end],
        None => cell,
    }
}
