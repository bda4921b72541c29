//! The cells of rows: apart by tabs, semicolons, bars or commas, perhaps within quotation marks
//! (RFC 4180).

/// A row: its cells.
pub(super) type Row = Vec<String>;

/// The longest cell that a row of a list has, in bytes; running text has longer parts.
const LONGEST_CELL: usize = 200;

/// The most columns of a list of opportunities.
const MOST_COLUMNS: usize = 60;

/// The rows of a text, if all of its lines are rows of as many cells. One line is a row if tabs or
/// quotation marks say so.
pub(super) fn rows_of(text: &str) -> Option<Vec<Row>> {
    let separator = ['\t', ';', '|', ',']
        .into_iter()
        .find(|separator| has_in_each_line(text, *separator))?;
    let rows: Vec<Row> = records(text, separator)
        .into_iter()
        .map(without_frame)
        .filter(|row| row.iter().any(|cell| !cell.is_empty() && !is_rule(cell)))
        .collect();
    let widest = rows.iter().map(Vec::len).max()?;
    if widest > MOST_COLUMNS {
        return None;
    }
    let narrowest = rows.iter().map(Vec::len).min()?;
    let fits = |cell: &String| cell.len() <= LONGEST_CELL || cell.starts_with("http");
    let is_tight = separator == '\t' || (text.starts_with('"') && text.contains("\","));
    // Tabs are hardly ever written by hand. Other separators stand in sentences, too.
    let is_table = if is_tight {
        widest >= 2 && narrowest >= 1
    } else {
        rows.len() >= 2 && widest == narrowest && widest >= 2 && rows.iter().flatten().all(fits)
    };
    let is_one_line = rows.len() == 1 && !(is_tight || text.starts_with('"'));
    (is_table && !is_one_line).then_some(rows)
}

fn has_in_each_line(text: &str, separator: char) -> bool {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    let is_quoted = text.contains('"');
    lines.peek().is_some()
        && (lines.clone().all(|line| line.contains(separator))
            || (is_quoted
                && separator != '|'
                && lines.next().is_some_and(|line| line.contains(separator))
                && text.starts_with('"')))
}

/// The records of a text, with quotation marks undone where they enclose a cell.
fn records(text: &str, separator: char) -> Vec<Row> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\n' if !is_quoted => {
                end_cell(&mut rows, &mut cell);
                rows.push(Vec::new());
            }
            letter if letter == separator && !is_quoted => end_cell(&mut rows, &mut cell),
            '\n' | '\r' => cell.push(' '),
            letter => cell.push(letter),
        }
    }
    end_cell(&mut rows, &mut cell);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

fn end_cell(rows: &mut [Row], cell: &mut String) {
    let words: Vec<&str> = cell.split_whitespace().collect();
    if let Some(row) = rows.last_mut() {
        row.push(words.join(" "));
    }
    cell.clear();
}

/// A row of Markdown without the bars at its ends.
fn without_frame(mut row: Row) -> Row {
    if row.len() > 2
        && row.first().is_some_and(String::is_empty)
        && row.last().is_some_and(String::is_empty)
    {
        row.pop();
        row.remove(0);
    }
    row
}

/// The line below the header of Markdown: “---”, “:--:”.
fn is_rule(cell: &str) -> bool {
    cell.chars().all(|letter| "-:= ".contains(letter))
}
