//! How someone is kept in touch with: rhythm, holiday, rest.

use domain::model::person::{Person, RHYTHMS};
use domain::values::holiday::HOLIDAYS;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::people;
use crate::components::choice::Choice;
use crate::components::field::{Select, follow_text};
use crate::session::session;

/// The choices a plan follows from. Each writes its own field and nothing else.
#[component]
pub(super) fn KeepingInTouch(
    /// Whose record it is.
    id: RecordId,
    /// The record.
    about: Memo<Person>,
) -> impl IntoView {
    let session = session();
    let rhythm = follow_text(move || about.with(rhythm_word));
    let holiday = follow_text(move || about.with(|person| person.holiday.clone()));
    let keep_rhythm = Callback::new(move |word: String| {
        session.perform(|journal, _| {
            let change = |person: &mut Person| person.rhythm_days = word.parse().ok();
            people::change(journal, id, "Plan changed", change)
        });
    });
    let keep_holiday = Callback::new(move |word: String| {
        session.perform(|journal, _| {
            people::change(journal, id, "Plan changed", |person| person.holiday = word)
        });
    });
    let keep_rest = Callback::new(move |at_rest: bool| {
        session.perform(|journal, _| {
            people::change(journal, id, "Plan changed", |person| {
                person.at_rest = at_rest
            })
        });
    });
    view! {
        <Select id="person-rhythm" label="Stay in touch" options=rhythms() value=rhythm on_change=keep_rhythm />
        <Select id="person-holiday" label="Send greetings for" options=holidays() value=holiday on_change=keep_holiday />
        <Choice
            label="Leave this person be"
            hint="Nothing will be suggested."
            checked=Signal::derive(move || about.with(|person| person.at_rest))
            on_change=keep_rest
        />
    }
    .into_any()
}

/// The rhythm as the select names it.
fn rhythm_word(person: &Person) -> String {
    let days = person.rhythm_days.map(|days| days.to_string());
    days.unwrap_or_default()
}

fn rhythms() -> Vec<(String, String)> {
    let rhythms = RHYTHMS.map(|days| (days.to_string(), format!("Every {days} days")));
    let none = (String::new(), "No reminder".to_owned());
    std::iter::once(none).chain(rhythms).collect()
}

fn holidays() -> Vec<(String, String)> {
    let holidays = HOLIDAYS.iter().map(|holiday| {
        let words = format!("{} ({})", holiday.name, holiday.kept_by);
        (holiday.id.to_owned(), words)
    });
    let none = (String::new(), "None".to_owned());
    std::iter::once(none).chain(holidays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rhythm_is_among_the_options() {
        for rhythm_days in RHYTHMS.map(Some).into_iter().chain([None]) {
            let person = Person {
                rhythm_days,
                ..Person::default()
            };
            let word = rhythm_word(&person);
            assert!(rhythms().iter().any(|(option, _)| *option == word));
            assert_eq!(word.parse().ok(), rhythm_days);
        }
    }
}
