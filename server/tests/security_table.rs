//! Keeps docs/security.md true to itself and to the repository: every requirement once, known states, counts, names that exist.
#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it says"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Sections of OWASP ASVS 5.0 with requirements of level 1 or 2, and how many of those each has. They are always the first ones.
const SECTIONS: [(&str, usize); 75] = [
    ("1.1", 2),
    ("1.2", 9),
    ("1.3", 11),
    ("1.4", 3),
    ("1.5", 2),
    ("2.1", 3),
    ("2.2", 3),
    ("2.3", 4),
    ("2.4", 1),
    ("3.2", 2),
    ("3.3", 4),
    ("3.4", 6),
    ("3.5", 5),
    ("3.7", 2),
    ("4.1", 3),
    ("4.2", 1),
    ("4.3", 2),
    ("4.4", 4),
    ("5.1", 1),
    ("5.2", 3),
    ("5.3", 2),
    ("5.4", 3),
    ("6.1", 3),
    ("6.2", 12),
    ("6.3", 4),
    ("6.4", 4),
    ("6.5", 5),
    ("6.6", 3),
    ("6.8", 4),
    ("7.1", 3),
    ("7.2", 4),
    ("7.3", 2),
    ("7.4", 5),
    ("7.5", 2),
    ("7.6", 2),
    ("8.1", 2),
    ("8.2", 3),
    ("8.3", 1),
    ("8.4", 1),
    ("9.1", 3),
    ("9.2", 4),
    ("10.1", 2),
    ("10.2", 2),
    ("10.3", 4),
    ("10.4", 11),
    ("10.5", 5),
    ("10.6", 2),
    ("10.7", 3),
    ("11.1", 2),
    ("11.2", 3),
    ("11.3", 3),
    ("11.4", 4),
    ("11.5", 1),
    ("11.6", 1),
    ("12.1", 3),
    ("12.2", 2),
    ("12.3", 4),
    ("13.1", 1),
    ("13.2", 5),
    ("13.3", 2),
    ("13.4", 5),
    ("14.1", 2),
    ("14.2", 4),
    ("14.3", 3),
    ("15.1", 3),
    ("15.2", 3),
    ("15.3", 7),
    ("16.1", 1),
    ("16.2", 5),
    ("16.3", 4),
    ("16.4", 3),
    ("16.5", 3),
    ("17.1", 1),
    ("17.2", 4),
    ("17.3", 2),
];

const STATES: [&str; 4] = ["met", "n/a", "deviation", "open"];

/// A row of the table: the requirements it is about, their state, and where that is shown or why.
struct Row {
    requirements: Vec<String>,
    state: String,
    place: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn document() -> String {
    fs::read_to_string(root().join("docs/security.md")).unwrap()
}

/// The numbers of all requirements, in order: `V1.1.1` and so on.
fn all() -> Vec<String> {
    let numbers = SECTIONS.iter().flat_map(|(section, count)| {
        (1..=*count).map(move |number| format!("V{section}.{number}"))
    });
    numbers.collect()
}

/// The cells of a line of a table.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    Some(inner.split(" | ").map(str::trim).collect())
}

fn rows(text: &str) -> Vec<Row> {
    let all = all();
    let place_of = |number: &str| {
        let place = all.iter().position(|known| known == number);
        place.unwrap_or_else(|| panic!("{number} is no requirement of level 1 or 2"))
    };
    let lines = text.lines().filter(|line| {
        let number = line.strip_prefix("| V");
        number.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    });
    let read = |line: &str| {
        let cells = cells(line).unwrap_or_else(|| panic!("no row: {line}"));
        let [numbers, about, state, place] = cells[..] else {
            panic!("not four cells: {line}")
        };
        assert!(!about.is_empty() && !place.is_empty(), "{line}");
        let (first, last) = numbers.split_once('–').unwrap_or((numbers, numbers));
        let (first, last) = (place_of(first), place_of(last));
        assert!(
            first == last || state == "n/a",
            "only n/a shares a row: {line}"
        );
        Row {
            requirements: all[first..=last].to_vec(),
            state: state.to_owned(),
            place: place.to_owned(),
        }
    };
    lines.map(read).collect()
}

/// The part of the document under a heading of the second level.
fn part<'a>(text: &'a str, heading: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("\n## {heading}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// The files under a folder of the repository with this ending.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            found.push(path);
        }
    }
}

fn text_of(folders: &[&str], ending: &str) -> String {
    let mut found = Vec::new();
    for folder in folders {
        files(&root().join(folder), ending, &mut found);
    }
    let texts = found.iter().map(|path| fs::read_to_string(path).unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_requirement_has_one_row_in_order_with_a_known_state() {
    let mut covered = Vec::new();
    for row in rows(&document()) {
        let numbers = row.requirements.join(", ");
        assert!(
            STATES.contains(&row.state.as_str()),
            "{numbers}: {}",
            row.state
        );
        covered.extend(row.requirements);
    }
    let all = all();
    assert_eq!(all.len(), 253);
    let met: BTreeSet<&String> = covered.iter().collect();
    let missing: Vec<&String> = all.iter().filter(|number| !met.contains(number)).collect();
    assert!(missing.is_empty(), "without a row: {missing:?}");
    assert_eq!(covered, all, "each once, and in the order of the standard");
}

#[test]
fn the_summary_counts_what_the_table_says() {
    let text = document();
    let mut counted: BTreeMap<&str, usize> = STATES.map(|state| (state, 0)).into();
    let rows = rows(&text);
    for row in &rows {
        *counted.get_mut(row.state.as_str()).unwrap() += row.requirements.len();
    }
    let mut told = BTreeMap::new();
    for line in part(&text, "Summary").lines() {
        if let Some([state, number, ..]) = cells(line).as_deref()
            && STATES.contains(state)
        {
            told.insert(*state, number.parse::<usize>().unwrap());
        }
    }
    assert_eq!(told, counted);
}

#[test]
fn what_is_open_or_deviates_is_listed_first() {
    let text = document();
    for (heading, state) in [("Open", "open"), ("Deviations", "deviation")] {
        let rows = rows(&text).into_iter().filter(|row| row.state == state);
        let expected: BTreeSet<String> = rows.flat_map(|row| row.requirements).collect();
        let is_part = |letter: char| letter == 'V' || letter == '.' || letter.is_ascii_digit();
        let listed = part(&text, heading).split(|letter| !is_part(letter));
        let listed = listed.map(|word| word.trim_end_matches('.').to_owned());
        let listed: BTreeSet<String> = listed.filter(|word| word.contains('.')).collect();
        assert_eq!(listed, expected, "{heading}");
    }
}

/// Whatever stands between backticks is a file or folder, a test of ours, or the title of a test in a browser.
#[test]
fn every_place_that_is_named_exists() {
    let sources = text_of(
        &[
            "app/src",
            "domain",
            "frontend/src",
            "server/src",
            "server/tests",
        ],
        "rs",
    );
    let titles = text_of(&["end2end/tests"], "ts");
    let mut named = 0;
    for row in rows(&document()) {
        for name in row.place.split('`').skip(1).step_by(2) {
            let is_test = name.contains('_') && !name.contains(['/', '.', ' ']);
            let exists = if name.contains(' ') {
                titles.contains(&format!("test(\"{name}\""))
            } else if is_test {
                sources.contains(&format!("fn {name}("))
            } else {
                root().join(name).exists()
            };
            assert!(exists, "{}: there is no {name}", row.requirements[0]);
            named += 1;
        }
        assert_eq!(row.place.matches('`').count() % 2, 0, "{}", row.place);
    }
    assert!(named > 100, "only {named} places are named");
}
