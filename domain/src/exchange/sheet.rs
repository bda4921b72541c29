//! Tables of other programs, taken in with a look first: exports of trackers, of job boards, of
//! spreadsheets. Columns are recognised by their headings, days are read by their whole column, and
//! what cannot be read is said by row.

mod days;
mod delimited;
mod fields;
mod history;
mod rows;

use crate::values::date::Date;

pub use days::DayOrder;
pub use delimited::{SheetProblem, read_rows};
pub use fields::{FIELDS, SheetField};
pub use rows::{ImportedRow, RowProblem, SheetRows};

/// The largest file that is read, in bytes.
pub const LARGEST_SHEET: usize = 12_000_000;

/// The most rows that are taken in at once.
pub const MOST_ROWS: usize = 20_000;

/// The most columns of a table.
pub const MOST_COLUMNS: usize = 200;

/// A table that was read, and how its columns are understood. The person can change either.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The headings.
    pub headings: Vec<String>,
    /// The rows, each as long as the headings.
    pub rows: Vec<Vec<String>>,
    /// What each column holds; none for what goes to the notes.
    pub fields: Vec<Option<SheetField>>,
    /// The order of day and month where digits alone do not say; `None` where the person has to.
    pub day_order: Option<DayOrder>,
    /// Whether any day of the table depends on that order.
    pub asks_for_day_order: bool,
}

impl Sheet {
    /// Reads a table.
    ///
    /// # Errors
    /// Says what to do when the text is no table, or another kind of file.
    pub fn read(text: &str) -> Result<Self, SheetProblem> {
        let mut rows = read_rows(text)?;
        let first = rows.iter().position(|row| fields::is_heading(row));
        let Some(first) = first else {
            return Err(SheetProblem::NoHeadings);
        };
        // What stands above the headings says something about the file, as in LinkedIn’s archive.
        rows.drain(..first);
        let headings = rows.remove(0);
        let width = headings.len();
        for row in &mut rows {
            row.resize(width, String::new());
        }
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        if rows.is_empty() {
            return Err(SheetProblem::NoRows);
        }
        let fields = fields::recognise(&headings);
        let mut sheet = Self {
            headings,
            rows,
            fields,
            day_order: None,
            asks_for_day_order: false,
        };
        sheet.find_day_order();
        Ok(sheet)
    }

    /// Says what a column holds, and reads the days again.
    pub fn set_field(&mut self, column: usize, field: Option<SheetField>) {
        if field.is_some_and(|field| !field.can_repeat()) {
            for other in &mut self.fields {
                if *other == field {
                    *other = None;
                }
            }
        }
        if let Some(place) = self.fields.get_mut(column) {
            *place = field;
        }
        self.find_day_order();
    }

    /// The rows as they would be taken in. A day to come is none that something happened on.
    #[must_use]
    pub fn understood(&self, today: Date) -> SheetRows {
        rows::read(self, today)
    }

    fn find_day_order(&mut self) {
        let days = self.fields.iter().enumerate();
        let days = days.filter(|(_, field)| field.is_some_and(SheetField::is_day));
        let cells = days.flat_map(|(at, _)| self.rows.iter().map(move |row| row[at].as_str()));
        let found = days::order_of(cells);
        self.asks_for_day_order = found == days::Found::Either;
        self.day_order = match found {
            days::Found::Order(order) => Some(order),
            days::Found::Either => None,
            days::Found::Neither => Some(DayOrder::DayFirst),
        };
    }
}

#[cfg(test)]
mod tests;
