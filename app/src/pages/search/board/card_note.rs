//! The one thing a card tells of an opportunity: what is next, how long nothing was heard, or who
//! is there.

use domain::journal::Journal;
use domain::model::event::EventKind;
use domain::model::history::Standing;
use domain::values::date::{Now, clock_time};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::icon::Icon;

/// After how many days of silence it is said.
const QUIET_DAYS: u32 = 7;

/// What a card tells, in the words it is shown in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CardNote {
    /// The next round, and when it is.
    Next(String),
    /// For how long nothing was heard.
    Quiet(String),
    /// Who is there.
    Person(String),
}

/// The note of an opportunity that is open; none where there is nothing to tell.
pub(super) fn card_note(
    journal: &Journal,
    id: RecordId,
    standing: &Standing,
    now: Now,
) -> Option<CardNote> {
    if !standing.is_active() {
        return None;
    }
    if let Some(next) = next_round(journal, id, now) {
        return Some(CardNote::Next(next));
    }
    let days = standing.days_quiet(now.today());
    if standing.awaits_answer() && days >= QUIET_DAYS {
        return Some(CardNote::Quiet(format!("Quiet for {days} days")));
    }
    let people = journal.people_of(id);
    let mut names = people.iter().map(|(_, person)| person.name.trim());
    // The one met last.
    names
        .rfind(|name| !name.is_empty())
        .map(|name| CardNote::Person(name.to_owned()))
}

/// “Call with the team lead, tomorrow at 14:00”.
fn next_round(journal: &Journal, id: RecordId, now: Now) -> Option<String> {
    let ahead = journal.events().of(id).filter_map(|(_, event)| {
        let is_ahead = event.what == EventKind::Round && !event.is_over(now);
        is_ahead.then(|| Some((event.local(now)?, event.title.trim())))?
    });
    let ((on, at), title) = ahead.min_by_key(|(when, _)| *when)?;
    let title = if title.is_empty() { "Round" } else { title };
    let day = on.relative(now.today());
    Some(match at {
        Some(at) => format!("{title}, {day} at {}", clock_time(at)),
        None => format!("{title}, {day}"),
    })
}

impl CardNote {
    /// The line on the card.
    pub(super) fn view(&self) -> AnyView {
        let (icon, words) = match self {
            Self::Next(words) => ("calendar", words),
            Self::Quiet(words) => ("later", words),
            Self::Person(words) => ("people", words),
        };
        let is_next = matches!(self, Self::Next(_));
        view! {
            <p class="board-card__note" class:board-card__note--next=is_next>
                <Icon name=icon />
                <span dir="auto">{words.clone()}</span>
            </p>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::model::stage::{APPLIED, SAVED};
    use domain::state::edit::Edit;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn note_after(more: Vec<Edit>) -> Option<CardNote> {
        let mut edits = vec![record(ACME, &Opportunity::default())];
        edits.extend(more);
        let journal = journal_after(&edits);
        card_note(&journal, ACME, &journal.standing(ACME), NOON)
    }

    fn stage(stage: &str, days_ago: i32) -> Edit {
        let on = NOON.today().plus_days(-days_ago);
        record(RecordId::fixed(2), &Event::stage(ACME, stage, on))
    }

    fn round(id: u128, days_ahead: i32, title: &str) -> Edit {
        let round = Event {
            opportunity: Some(ACME),
            what: EventKind::Round,
            on: Some(NOON.today().plus_days(days_ahead)),
            at: Some(14 * 60),
            title: title.into(),
            ..Event::default()
        };
        record(RecordId::fixed(id), &round)
    }

    fn person(name: &str) -> Edit {
        let person = Person {
            name: name.into(),
            opportunity: Some(ACME),
            ..Person::default()
        };
        record(RecordId::fixed(9), &person)
    }

    #[test]
    fn the_next_round_comes_before_all_else() {
        let edits = vec![
            stage(APPLIED, 20),
            round(3, 3, "Final"),
            round(4, 1, "Call"),
            round(5, -4, "Past"),
            person("Nina Vogel"),
        ];
        let next = CardNote::Next("Call, tomorrow at 14:00".into());
        assert_eq!(note_after(edits), Some(next));
        let nameless = CardNote::Next("Round, tomorrow at 14:00".into());
        assert_eq!(note_after(vec![round(3, 1, " ")]), Some(nameless));
    }

    #[test]
    fn silence_is_told_while_an_answer_is_awaited() {
        let quiet = CardNote::Quiet("Quiet for 9 days".into());
        assert_eq!(
            note_after(vec![stage(APPLIED, 9), person("Nina Vogel")]),
            Some(quiet)
        );
        assert_eq!(note_after(vec![stage(APPLIED, 6)]), None);
        assert_eq!(note_after(vec![stage(SAVED, 9)]), None);
    }

    #[test]
    fn else_it_is_who_is_there() {
        let nina = CardNote::Person("Nina Vogel".into());
        assert_eq!(
            note_after(vec![stage(APPLIED, 2), person("Nina Vogel")]),
            Some(nina)
        );
        assert_eq!(note_after(vec![stage(APPLIED, 2), person(" ")]), None);
    }

    #[test]
    fn what_has_ended_has_a_badge_instead() {
        let ended = Event::ending(ACME, Ending::No, NOON.today());
        let edits = vec![round(3, 1, "Call"), record(RecordId::fixed(4), &ended)];
        assert_eq!(note_after(edits), None);
    }
}
