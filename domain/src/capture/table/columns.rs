//! The columns of a table: by their headings, or else by what is in them.

use super::cells::Row;
use crate::capture::address::{read_link, take_link};
use crate::capture::captured::{Capture, Happened};
use crate::capture::label::{Field, field_named};
use crate::capture::parts::without_gender_notes;
use crate::capture::pay;
use crate::capture::place::is_known_place;
use crate::capture::status::{Status, day_of, status_at_start, status_of};
use crate::capture::words::{
    board_named, is_employment, role_strength, without_workplace, workplace_in,
};
use crate::values::text::fold;

/// The most words of a company's name.
const MOST_WORDS_OF_A_NAME: usize = 7;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Field(Field),
    Status,
    Day,
    Link,
    Other,
}

/// The columns of a table.
pub(super) struct Columns {
    columns: Vec<Column>,
    headings: Option<Row>,
}

impl Columns {
    /// The columns, if they are those of a list of opportunities: one of roles or companies among
    /// them, and no running text.
    pub(super) fn of(rows: &[Row]) -> Option<Self> {
        Self::by_headings(rows).or_else(|| Self::by_content(rows))
    }

    fn by_headings(rows: &[Row]) -> Option<Self> {
        let headings = rows.first().filter(|_| rows.len() > 1)?;
        let columns: Vec<Column> = headings.iter().map(|cell| heading(cell)).collect();
        let is_named = |field| columns.contains(&Column::Field(field));
        let named = columns.iter().filter(|column| **column != Column::Other);
        let is_list = is_named(Field::Company) || is_named(Field::Role);
        (is_list && named.count() >= 2).then(|| Self {
            columns,
            headings: Some(headings.clone()),
        })
    }

    fn by_content(rows: &[Row]) -> Option<Self> {
        let width = rows.iter().map(Vec::len).max()?;
        let mut columns: Vec<Column> = (0..width).map(|at| column_of(rows, at)).collect();
        let free: Vec<usize> = (0..width)
            .filter(|at| columns[*at] == Column::Other)
            .collect();
        let roles = |at: usize| {
            let names_role = |cell: &&str| role_strength(cell) > 0;
            cells(rows, at).filter(names_role).count()
        };
        let role = free
            .iter()
            .copied()
            .max_by_key(|at| (roles(*at), width - at))
            .filter(|at| 3 * roles(*at) >= 2 * cells(rows, *at).count());
        // A status or a day in each row says that these are applications, whatever the roles are
        // called.
        let is_list = columns
            .iter()
            .any(|column| matches!(column, Column::Status | Column::Day));
        let second = || free.get(1).copied().filter(|_| is_list);
        let role = role.or_else(second)?;
        let is_no_name = |cell: &str| {
            is_known_place(cell)
                || workplace_in(cell).is_some()
                || is_employment(cell)
                || cell.split(' ').count() > MOST_WORDS_OF_A_NAME
        };
        let is_no_place = |cell: &str| {
            // “12 Nov” is a day without its year; postcodes are longer.
            let first = cell.split(' ').next().unwrap_or_default();
            let is_day = first.len() <= 2 && first.bytes().all(|byte| byte.is_ascii_digit());
            is_employment(cell) || cell.ends_with('.') || is_day
        };
        let other = |taken: &[usize], is_out: &dyn Fn(&str) -> bool| {
            let mut free = free.iter().copied().filter(|at| !taken.contains(at));
            free.find(|at| !most(rows, *at, is_out))
        };
        let company = other(&[role], &is_no_name)?;
        columns[role] = Column::Field(Field::Role);
        columns[company] = Column::Field(Field::Company);
        if let Some(place) = other(&[role, company], &is_no_place) {
            columns[place] = Column::Field(Field::Place);
        }
        Some(Self {
            columns,
            headings: None,
        })
    }

    /// The first row that is an opportunity.
    pub(super) fn first_row(&self) -> usize {
        usize::from(self.headings.is_some())
    }

    /// The opportunity of a row. What has no field of its own stays in the notes, under the heading
    /// of its column.
    pub(super) fn read(&self, row: &Row) -> Capture {
        let mut capture = Capture::default();
        let mut notes: Vec<String> = Vec::new();
        let mut status = None;
        let mut day = None;
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let column = self.columns.get(at).copied().unwrap_or(Column::Other);
            let is_read = match column {
                Column::Status if status.is_none() => {
                    status = status_in(cell);
                    status.is_some()
                }
                Column::Day if day.is_none() => {
                    day = day_of(cell);
                    day.is_some()
                }
                Column::Link => {
                    let (link, rest) = take_link(cell);
                    if let Some(link) = link.filter(|_| capture.link.is_empty()) {
                        read_link(&mut capture, &link);
                    }
                    !capture.link.is_empty() && rest.trim().is_empty()
                }
                Column::Field(field) => read_field(&mut capture, field, cell),
                _ => read_other(&mut capture, cell),
            };
            if !is_read {
                let heading = self.headings.as_ref().and_then(|headings| headings.get(at));
                notes.push(match heading.filter(|heading| !heading.is_empty()) {
                    Some(heading) => format!("{heading}: {cell}"),
                    None => cell.clone(),
                });
            }
        }
        if let Some(status) = status {
            capture.happened = Some(Happened { status, on: day });
        } else if let Some(day) = day {
            notes.push(day.to_string());
        }
        capture.notes = notes.join("\n");
        capture
    }
}

/// The cells of a column that are not empty.
fn cells(rows: &[Row], at: usize) -> impl Iterator<Item = &str> {
    rows.iter()
        .filter_map(move |row| row.get(at))
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
}

/// Whether at least half of the cells of a column are of a kind.
fn most(rows: &[Row], at: usize, is_so: &dyn Fn(&str) -> bool) -> bool {
    let count = cells(rows, at).filter(|cell| is_so(cell)).count();
    count > 0 && 2 * count >= cells(rows, at).count()
}

/// What the cells of a column say it holds, if it is no name.
fn column_of(rows: &[Row], at: usize) -> Column {
    let is_pay = |cell: &str| pay::is_bare_amount(cell) || pay::take_pay(cell).is_some();
    if most(rows, at, &|cell| take_link(cell).0.is_some()) {
        Column::Link
    } else if most(rows, at, &|cell| day_of(cell).is_some() || is_numeric(cell)) {
        Column::Day
    } else if most(rows, at, &|cell| status_in(cell).is_some()) {
        Column::Status
    } else if most(rows, at, &is_pay) {
        Column::Field(Field::Pay)
    } else {
        Column::Other
    }
}

/// The status of a cell, which may say more: “Interview scheduled”.
fn status_in(cell: &str) -> Option<Status> {
    let other = |status| {
        // “No response yet” is no “No”.
        let words = cell.split_whitespace().filter(|word| word.len() > 2);
        let mut words = words.filter_map(status_of);
        words.any(|word| word != status)
    };
    // “Interview, then rejected” says two.
    status_of(cell).or_else(|| status_at_start(cell).filter(|status| !other(*status)))
}

/// Cells of nothing but digits and marks: numbers of rows, times.
fn is_numeric(cell: &str) -> bool {
    let marks = cell
        .chars()
        .all(|letter| letter.is_ascii_digit() || " .,:/-".contains(letter));
    marks && cell.len() <= 20
}

fn read_field(capture: &mut Capture, field: Field, cell: &str) -> bool {
    let target = match field {
        Field::Company => &mut capture.company,
        Field::Role => &mut capture.role,
        Field::Pay => &mut capture.pay,
        Field::Place => {
            let workplace = workplace_in(cell);
            capture.workplace = capture.workplace.or(workplace);
            capture.place = match workplace {
                Some(_) => without_workplace(cell)
                    .trim_matches(['(', ')', ' '])
                    .to_owned(),
                None => cell.to_owned(),
            };
            return true;
        }
    };
    if matches!(field, Field::Role) {
        without_gender_notes(cell).trim().clone_into(target);
    } else {
        cell.clone_into(target);
    }
    true
}

fn read_other(capture: &mut Capture, cell: &str) -> bool {
    let workplace = workplace_in(cell).filter(|_| without_workplace(cell).trim().is_empty());
    let board = board_named(cell);
    if workplace.is_some() {
        capture.workplace = capture.workplace.or(workplace);
    } else if !board.is_empty() {
        board.clone_into(&mut capture.source);
    }
    workplace.is_some() || !board.is_empty()
}

/// What the heading of a column says it holds.
fn heading(cell: &str) -> Column {
    let folded = fold(cell.trim().trim_end_matches([':', '?', '*']));
    if let Some(field) = field_named(&folded) {
        return Column::Field(field);
    }
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let has = |names: &[&str]| words.iter().any(|word| names.contains(word));
    if has(&[
        "company",
        "employer",
        "firma",
        "unternehmen",
        "entreprise",
        "empresa",
        "bedrijf",
        "azienda",
    ]) {
        Column::Field(Field::Company)
    } else if has(&[
        "status", "stage", "state", "stand", "statut", "estado", "stato", "outcome", "result",
    ]) {
        Column::Status
    } else if has(&[
        "date", "day", "datum", "fecha", "data", "when", "applied", "beworben",
    ]) {
        Column::Day
    } else if has(&["link", "url", "posting", "website", "lien", "enlace"]) {
        Column::Link
    } else if has(&[
        "role", "position", "title", "job", "stelle", "poste", "puesto", "functie",
    ]) {
        Column::Field(Field::Role)
    } else {
        Column::Other
    }
}
