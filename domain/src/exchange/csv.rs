//! Tables as comma-separated values (RFC 4180): lines end with CR LF, and what holds a comma, a quote
//! or a line break stands in quotes.

mod tables;

pub use tables::{events, opportunities};

/// A table as CSV.
///
/// With `for_excel` it begins with a byte order mark: without one, Excel takes UTF-8 for an older
/// encoding.
#[must_use]
pub fn write(rows: &[Vec<String>], for_excel: bool) -> String {
    let mut text = String::new();
    if for_excel {
        text.push('\u{feff}');
    }
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            write_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn write_cell(text: &mut String, cell: &str) {
    let guard = if is_guarded(cell) { "'" } else { "" };
    let needs_quotes = cell.contains([',', '"', '\r', '\n', '\t', ';']);
    if needs_quotes || !guard.is_empty() {
        text.push('"');
        text.push_str(guard);
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// Whether an apostrophe is put before a cell, as the OWASP advises against CSV injection: a
/// spreadsheet would run it instead of showing it. One that looks guarded already gets another, so
/// that reading takes off what writing put there.
fn is_guarded(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// A cell without the apostrophe that was put before what a spreadsheet would run.
pub(super) fn without_guard(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'');
    bare.filter(|bare| is_guarded(bare)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn cells_with_commas_quotes_and_lines_stand_in_quotes() {
        let rows = [
            row(&["Company", "Notes"]),
            row(&["Acme, Inc.", "She said “yes”\nand \"no\""]),
        ];
        assert_eq!(
            write(&rows, false),
            "Company,Notes\r\n\"Acme, Inc.\",\"She said “yes”\nand \"\"no\"\"\"\r\n"
        );
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_only_shown() {
        for cell in ["=1+1", "+49 40 1", "-5", "@sum", "\t=1"] {
            let text = write(&[row(&[cell])], false);
            assert_eq!(text, format!("\"'{cell}\"\r\n"));
        }
        assert_eq!(write(&[row(&["78,5"])], false), "\"78,5\"\r\n");
    }

    #[test]
    fn the_mark_for_excel_is_there_only_when_asked_for() {
        assert!(write(&[], true).starts_with('\u{feff}'));
        assert!(write(&[], false).is_empty());
    }
}
