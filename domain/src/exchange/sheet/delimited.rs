//! Rows of delimited text: comma, semicolon, tab or bar, whichever the text uses, with or without
//! quotes, with any line ends.

use std::fmt;

use super::{LARGEST_SHEET, MOST_COLUMNS, MOST_ROWS};
use crate::exchange::csv::without_guard;

/// Why a file is not taken in; its `Display` is a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetProblem {
    /// Nothing in it.
    Empty,
    /// A file of Excel or another program that packs its tables.
    Packed,
    /// Larger than [`LARGEST_SHEET`].
    TooLarge,
    /// More than [`MOST_ROWS`] rows.
    TooManyRows,
    /// More than [`MOST_COLUMNS`] columns.
    TooManyColumns,
    /// No row names a company or a role.
    NoHeadings,
    /// Headings, and nothing below them.
    NoRows,
}

impl fmt::Display for SheetProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "This file is empty. If it comes from an archive that is still being prepared, wait for the message that it is ready.",
            Self::Packed => "This is an Excel file or an archive. Unpack an archive and choose the CSV in it; in Excel choose “Save as”, then “CSV UTF-8”.",
            Self::TooLarge => "This file is larger than 12 MB. Split it, and import one part after the other.",
            Self::TooManyRows => "This table has more than 20,000 rows. Split it, and import one part after the other.",
            Self::TooManyColumns => "This table has more than 200 columns. Leave out what you don’t need, and try again.",
            Self::NoHeadings => "No row of this table names its columns. Put a row above that says which is the company and which the role, and try again.",
            Self::NoRows => "This table has headings, but nothing below them.",
        })
    }
}

/// The rows of a text, cells without the space around them.
///
/// # Errors
/// Says when there is nothing in it, too much of it, or when it is no text.
pub fn read_rows(text: &str) -> Result<Vec<Vec<String>>, SheetProblem> {
    if text.starts_with("PK\u{3}\u{4}") || text.contains('\0') {
        return Err(SheetProblem::Packed);
    }
    if text.len() > LARGEST_SHEET {
        return Err(SheetProblem::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(SheetProblem::Empty);
    }
    // Excel’s own way to name the delimiter.
    let named = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.chars().next());
    let text = match named {
        Some(_) => text.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    };
    let delimiter = named.unwrap_or_else(|| delimiter_of(text));
    let rows = split(text, delimiter)?;
    Ok(rows)
}

/// The delimiter that most lines have alike, outside of quotes.
fn delimiter_of(text: &str) -> char {
    let sample: String = text.chars().take(20_000).collect();
    let score = |delimiter: char| {
        let rows = split(&sample, delimiter).unwrap_or_default();
        let widths = rows.iter().take(40).map(Vec::len);
        let widest = widths.clone().max().unwrap_or(1);
        let alike = widths.filter(|width| *width == widest).count();
        if widest == 1 { 0 } else { alike * 100 + widest }
    };
    let mut best = ',';
    for delimiter in [',', ';', '\t', '|'] {
        if score(delimiter) > score(best) {
            best = delimiter;
        }
    }
    best
}

fn split(text: &str, delimiter: char) -> Result<Vec<Vec<String>>, SheetProblem> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut letters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            _ if is_quoted => cell.push(letter),
            // A quote in the middle of a cell is part of it: 5" screen.
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\r' | '\n' => {
                if letter == '\r' {
                    letters.next_if_eq(&'\n');
                }
                end_cell(&mut row, &mut cell)?;
                end_row(&mut rows, &mut row)?;
            }
            _ if letter == delimiter => end_cell(&mut row, &mut cell)?,
            _ => cell.push(letter),
        }
    }
    end_cell(&mut row, &mut cell)?;
    end_row(&mut rows, &mut row)?;
    Ok(rows)
}

fn end_cell(row: &mut Vec<String>, cell: &mut String) -> Result<(), SheetProblem> {
    if row.len() == MOST_COLUMNS {
        return Err(SheetProblem::TooManyColumns);
    }
    row.push(without_guard(cell.trim()).to_owned());
    cell.clear();
    Ok(())
}

fn end_row(rows: &mut Vec<Vec<String>>, row: &mut Vec<String>) -> Result<(), SheetProblem> {
    // Headings stand above the rows.
    if rows.len() > MOST_ROWS {
        return Err(SheetProblem::TooManyRows);
    }
    let row = std::mem::take(row);
    if row.iter().any(|cell| !cell.is_empty()) {
        rows.push(row);
    }
    Ok(())
}
