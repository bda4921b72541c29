//! Timings of operations a person waits for. `cargo bench -p domain` prints one line a measurement:
//! its name, a tab, and the median of five runs in milliseconds.
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock"
)]

use std::hint::black_box;
use std::time::Instant;

use domain::capture::{MAX_POSTING_CHARS, read};
use domain::exchange::vcard::{Card, compare};
use domain::journal::Journal;
use domain::model::person::Person;
use domain::state::edit::Edit;
use domain::state::stamp::Clock;
use domain::values::id::RecordId;
use domain::values::text::{Query, fold};

/// Odd, so that one of them is the median.
const RUNS: usize = 5;

fn main() {
    search_ten_thousand_texts();
    compare_five_thousand_cards();
    refuse_a_text_too_long();
    read_the_longest_texts();
}

/// Prints the median of some runs.
fn measure<T>(name: &str, mut run: impl FnMut() -> T) {
    println!("{name}\t{:.3}", median_ms(&mut run));
}

fn median_ms<T>(run: &mut impl FnMut() -> T) -> f64 {
    let mut times = [0.0; RUNS];
    for time in &mut times {
        let start = Instant::now();
        black_box(run());
        *time = start.elapsed().as_secs_f64() * 1_000.0;
    }
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Between two keystrokes.
fn search_ten_thousand_texts() {
    let text = fold(&"Data engineer in Zürich, found through Anna. ".repeat(11));
    let query = Query::parse("zurich nowhere");
    measure("search in 10,000 texts of 500 characters", || {
        (0..10_000)
            .filter(|_| black_box(&query).matches(black_box(&text)))
            .count()
    });
}

/// The largest address book that is read, half of it about people who are here.
fn compare_five_thousand_cards() {
    let named = |at: usize| Person {
        name: format!("Person {at}"),
        ..Person::default()
    };
    let mut edit = Edit::new("");
    for at in 0..5_000 {
        let person = Person {
            mail: format!("p{at}@example.org"),
            ..named(at)
        };
        edit = edit.create(RecordId::fixed(at as u128 + 1), &person);
    }
    let mut journal = Journal::default();
    journal.apply(&edit, &mut Clock::new(1), 1_000);
    let cards: Vec<Card> = (2_500..7_500)
        .map(|at| Card {
            uid: format!("card-{at}"),
            person: named(at),
        })
        .collect();
    measure("compare 5,000 cards with 5,000 people", || {
        compare(black_box(&journal), black_box(&cards))
    });
}

fn refuse_a_text_too_long() {
    let posting = "Data engineer at Acme. ".repeat(90_000);
    measure("refuse a posting of 2 MB", || {
        read(black_box(&posting)).is_err()
    });
}

/// Texts with input that could take quadratic time.
fn read_the_longest_texts() {
    for piece in [
        "a",
        "a ",
        "(",
        "() ",
        "€ ",
        "€ 10 - ",
        "a,",
        "a\n",
        "Engineer at ",
        "x.y/",
        "remote ",
        "a: ",
        "日本",
        "🚀",
        "http://",
    ] {
        let text = piece.repeat(MAX_POSTING_CHARS / piece.chars().count());
        measure(&format!("read 50,000 characters of {piece:?}"), || {
            read(black_box(&text)).is_ok()
        });
    }
}
