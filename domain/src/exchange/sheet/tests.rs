#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use proptest::prelude::*;

use super::*;
use crate::capture::Status;
use crate::model::event::Ending;
use crate::model::stage::{APPLIED, INTERVIEWING, SAVED};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn today() -> Date {
    day("2026-12-01")
}

fn understood(text: &str) -> SheetRows {
    Sheet::read(text).unwrap().understood(today())
}

fn names(rows: &SheetRows) -> Vec<(&str, &str)> {
    let rows = rows.rows.iter().map(|row| &row.opportunity);
    rows.map(|about| (about.company.as_str(), about.role.as_str()))
        .collect()
}

#[test]
fn any_delimiter_quoting_and_line_end_is_read() {
    for text in [
        "Company,Role\nAcme,Nurse\n",
        "Company;Role\r\nAcme;Nurse\r\n",
        "Company\tRole\rAcme\tNurse",
        "\u{feff}\"Company\"|\"Role\"\n\"Acme\"|Nurse",
        "sep=;\nCompany;Role\nAcme;Nurse",
    ] {
        assert_eq!(names(&understood(text)), [("Acme", "Nurse")], "{text:?}");
    }
    let quoted =
        "Company;Notes;Role\n\"Acme; Inc.\";\"Two\nlines, \"\"and\"\" quotes\";5\" screens\n";
    let rows = understood(quoted);
    assert_eq!(names(&rows), [("Acme; Inc.", "5\" screens")]);
    assert_eq!(rows.rows[0].opportunity.notes, "Two\nlines, \"and\" quotes");
}

#[test]
fn a_trackers_export_keeps_its_days_as_history() {
    let text = "Job Title,Company Name,List,Applied At,Created At,URL,Salary,Tags\n\
        Nurse,Acme,Rejected,2026-03-09,2026-03-02,https://acme.example/1?utm_source=x,40k,\"night, near\"\n\
        Cook,Brindle,Wishlist,,2026-03-03,,,\n\
        Clerk,Quillon,Interview,2026-03-04,2026-03-04,,,\n";
    let rows = understood(text);
    assert_eq!(rows.problems, []);
    let events: Vec<_> = rows.rows.iter().map(|row| row.events.clone()).collect();
    assert_eq!(
        events,
        [
            vec![
                (Status::Stage(SAVED), Some(day("2026-03-02"))),
                (Status::Stage(APPLIED), Some(day("2026-03-09"))),
                (Status::Ended(Ending::No), Some(day("2026-03-09"))),
            ],
            vec![(Status::Stage(SAVED), Some(day("2026-03-03")))],
            vec![
                (Status::Stage(APPLIED), Some(day("2026-03-04"))),
                (Status::Stage(INTERVIEWING), Some(day("2026-03-04"))),
            ],
        ]
    );
    let about = &rows.rows[0].opportunity;
    assert_eq!(about.link, "https://acme.example/1");
    assert_eq!(about.tags, ["night", "near"]);
}

#[test]
fn what_stands_above_the_headings_is_passed_over() {
    let text = "Notes:\n\"Saved jobs are listed here.\"\n\nCompany Name,Job Title,Application Date\nAcme,Nurse,\"6/25/23, 2:31 PM\"\n";
    let sheet = Sheet::read(text).unwrap();
    assert_eq!(sheet.day_order, Some(DayOrder::MonthFirst));
    let rows = sheet.understood(today());
    assert_eq!(
        rows.rows[0].events,
        [(Status::Stage(APPLIED), Some(day("2023-06-25")))]
    );
}

#[test]
fn days_that_can_be_read_both_ways_are_asked_for() {
    let mut sheet =
        Sheet::read("Company,Role,Date applied\nAcme,Nurse,7/6/23\nBrindle,Cook,1/2/23\n").unwrap();
    assert!(sheet.asks_for_day_order);
    assert_eq!(sheet.day_order, None);
    sheet.day_order = Some(DayOrder::MonthFirst);
    let rows = sheet.understood(today());
    assert_eq!(rows.rows[0].events[0].1, Some(day("2023-07-06")));
}

#[test]
fn an_unknown_stage_is_saved_with_a_note_and_a_nameless_row_is_named() {
    let rows =
        understood("Company,Role,Status\nAcme,Nurse,Vibing\n,,Applied\nBrindle,Cook,Applied\n");
    assert_eq!(
        rows.problems,
        [(2, RowProblem::UnknownStatus), (3, RowProblem::NoName)]
    );
    assert_eq!(rows.rows[0].events, [(Status::Stage(SAVED), None)]);
    assert_eq!(rows.rows[0].opportunity.notes, "Stage: Vibing");
}

#[test]
fn days_to_come_are_none_that_something_happened_on() {
    let rows = understood("Company,Role,Date applied\nAcme,Nurse,2031-01-01\n");
    assert_eq!(rows.rows[0].events, [(Status::Stage(SAVED), None)]);
}

#[test]
fn what_is_no_table_says_what_to_do() {
    let problem = |text: &str| Sheet::read(text).unwrap_err();
    assert_eq!(problem(" \n"), SheetProblem::Empty);
    assert_eq!(problem("PK\u{3}\u{4}xl/worksheets"), SheetProblem::Packed);
    assert_eq!(problem("a,b\nc,d\n"), SheetProblem::NoHeadings);
    assert_eq!(problem("Company,Role\n"), SheetProblem::NoRows);
    let wide = vec!["Company"; 201].join(",");
    assert_eq!(problem(&wide), SheetProblem::TooManyColumns);
    let long = "Company,Role\n".to_owned() + &"Acme,Nurse\n".repeat(20_001);
    assert_eq!(problem(&long), SheetProblem::TooManyRows);
}

#[test]
fn another_column_can_be_chosen_and_holds_it_alone() {
    let mut sheet = Sheet::read("Company,Role,Client\nAcme,Nurse,Brindle\n").unwrap();
    sheet.set_field(2, Some(SheetField::Company));
    assert_eq!(
        sheet.fields,
        [None, Some(SheetField::Role), Some(SheetField::Company)]
    );
    let rows = sheet.understood(today());
    assert_eq!(names(&rows), [("Brindle", "Nurse")]);
    assert_eq!(rows.rows[0].opportunity.notes, "Company: Acme");
}

#[test]
fn one_column_of_companies_is_a_table() {
    assert_eq!(names(&understood("Company\nAcme\nBrindle\n")).len(), 2);
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "(?s)[ -~\"\r\n\t,;|äß日]{0,400}") {
        let text = format!("Company,Role,Date,Status\n{text}");
        if let Ok(sheet) = Sheet::read(&text) {
            let rows = sheet.understood(today());
            prop_assert!(rows.rows.len() <= sheet.rows.len());
        }
    }

    #[test]
    fn what_was_written_as_csv_reads_back(cells in proptest::collection::vec("[ -~\näß]{0,12}", 2..9)) {
        let mut rows = vec![vec!["Company".to_owned(), "Notes".to_owned()]];
        rows.extend(cells.chunks_exact(2).map(<[String]>::to_vec));
        let text = crate::exchange::csv::write(&rows, true);
        let read = read_rows(&text).unwrap();
        let trimmed: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        prop_assert_eq!(read, trimmed);
    }
}
