//! The words of a line of the agenda: its title, its reason, its day, and the page it leads to.

use domain::journal::Journal;
use domain::method::{kind_line, step_words};
use domain::model::comeback::Depth;
use domain::planning::agenda::{Item, ItemKind, Stale};
use domain::planning::plan::{Planned, due_words};
use domain::planning::preparation::Prepared;
use domain::values::date::{Date, Now, clock_time};
use domain::values::id::RecordId;

use crate::actions::plan::{if_then, part_word};
use crate::actions::{experiments, rounds, touches};

/// How many minutes the device's clock is ahead of UTC at a moment, in milliseconds since 1970.
pub(super) type OffsetAt<'a> = &'a dyn Fn(u64) -> Option<i32>;

/// The words of a line and the page it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ItemWords {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) address: String,
}

impl ItemWords {
    /// The words of an item; of a touch only where its plan is known.
    pub(super) fn of(journal: &Journal, now: Now, item: &Item, planned: Option<&Planned>) -> Self {
        let (title, why) = match item.what {
            ItemKind::Action => action_words(journal, item.id),
            ItemKind::Touch => planned.map_or_else(Default::default, |planned| {
                touch_words(journal, now.today(), planned)
            }),
            ItemKind::Comeback(_) if is_farewell(journal, item) => (
                "A short closing".to_owned(),
                "You can stay in touch with the people you met there, or just close it.".to_owned(),
            ),
            ItemKind::Comeback(step) => (
                step_words(step.id())
                    .map_or("The next step", |words| words.title)
                    .to_owned(),
                // Another line each day.
                kind_line(usize::try_from(now.ms / 86_400_000).unwrap_or(0)).to_owned(),
            ),
            ItemKind::Quiet { days } => (
                format!("Quiet for {days} days"),
                "Write again, wait, or close it as “no answer”. That isn’t a no.".to_owned(),
            ),
            ItemKind::Stale(Stale::Action) => (
                format!("Still wanted? {}", action_words(journal, item.id).0),
                "It has waited for three weeks. Choose another day, or let it go.".to_owned(),
            ),
            ItemKind::Stale(Stale::Comeback) => (
                format!("Still wanted? {}", next_of_comeback(journal, item)),
                "It has waited for three weeks. Continue, choose another day, or let it go."
                    .to_owned(),
            ),
            ItemKind::Greetings => (
                "Who would you like to send season’s greetings to?".to_owned(),
                "Choose them now, and you’ll be reminded a few days before.".to_owned(),
            ),
            ItemKind::LookBack => (
                "How was your week?".to_owned(),
                "Ten minutes: what you did, and one sentence.".to_owned(),
            ),
            ItemKind::Experiment => experiment_words(journal, item.id),
            ItemKind::Round => (
                title_of_round(journal, item.id),
                why_prepare(journal, item).to_owned(),
            ),
            ItemKind::Debrief => {
                let event = journal.events().get(item.id).cloned();
                let round = rounds::in_sentence(&event.unwrap_or_default());
                (
                    format!("How was {round}?"),
                    "Three lines while it’s fresh: what they care about, what landed, what you promised."
                        .to_owned(),
                )
            }
        };
        // A line of the plan that is about no opportunity is on the page of the plan.
        let is_line = item.opportunity.is_none() && line_week(journal, item).is_some();
        Self {
            title,
            why,
            address: address(item, planned, is_line),
        }
    }
}

/// Whether a comeback is the closing of what ended without a no.
fn is_farewell(journal: &Journal, item: &Item) -> bool {
    let about = item.opportunity;
    about.is_some_and(|about| journal.depth(about) == Depth::Farewell)
}

/// What is next in a comeback that has waited for long.
fn next_of_comeback(journal: &Journal, item: &Item) -> &'static str {
    if is_farewell(journal, item) {
        "A short closing"
    } else {
        "Your next step"
    }
}

fn action_words(journal: &Journal, id: RecordId) -> (String, String) {
    let action = journal.actions().get(id);
    action.map_or_else(Default::default, |action| {
        let place = match action.place.trim() {
            "" => String::new(),
            place => format!("{place}."),
        };
        let if_then = if_then(action).map(|words| format!("{words}."));
        let parts = [Some(place), if_then, Some(action.why.clone())];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let parts = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty());
        let why = parts.collect::<Vec<_>>().join(" ");
        (action.text.clone(), why)
    })
}

/// The question about what was tried; it is asked once.
fn experiment_words(journal: &Journal, id: RecordId) -> (String, String) {
    let experiment = journal.experiments().get(id);
    let name = experiment.map_or("", experiments::name_of);
    (
        format!("What did it bring? {name}"),
        "The time you gave it is up. Keep it, change it or drop it.".to_owned(),
    )
}

fn touch_words(journal: &Journal, today: Date, planned: &Planned) -> (String, String) {
    let name = touches::name_of_person(journal, planned.person);
    (
        touches::title_of(planned, &name),
        planned.because.sentence(today),
    )
}

fn address(item: &Item, planned: Option<&Planned>, is_line: bool) -> String {
    let opportunity = item
        .opportunity
        .map_or_else(|| "/".to_owned(), |id| format!("/search/{id}"));
    match item.what {
        ItemKind::Action if is_line => "/plan".to_owned(),
        ItemKind::Action | ItemKind::Quiet { .. } | ItemKind::Stale(Stale::Action) => opportunity,
        ItemKind::Round => format!("{opportunity}/prepare/{}", item.id),
        ItemKind::Debrief => format!("{opportunity}/after/{}", item.id),
        ItemKind::Greetings => "/people?greet=".to_owned(),
        ItemKind::LookBack => format!("/plan?week={}", item.on.monday()),
        ItemKind::Experiment => format!("/experiments/{}", item.id),
        ItemKind::Comeback(_) | ItemKind::Stale(Stale::Comeback) => {
            format!("/comeback/{}", item.id)
        }
        ItemKind::Touch => planned.map_or_else(
            || "/people".to_owned(),
            |planned| format!("/people/{}", planned.person),
        ),
    }
}

fn title_of_round(journal: &Journal, id: RecordId) -> String {
    journal
        .events()
        .get(id)
        .map(|event| event.title.clone())
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| "Interview".into())
}

/// When an item is due: its day, with the time where that matters.
pub(super) fn when_words(
    journal: &Journal,
    now: Now,
    item: &Item,
    planned: Option<&Planned>,
    offset_at: OffsetAt<'_>,
) -> String {
    let day = item.on.relative(now.today());
    if let Some(planned) = planned {
        return due_words(planned.occasion, planned.due, now.today());
    }
    match item.at {
        Some(_) if item.what == ItemKind::Round => round_words(journal, now, item, offset_at),
        Some(minute) => format!("{day}, {}", clock_time(minute)),
        None if item.what == ItemKind::LookBack => "10 minutes".to_owned(),
        None if line_week(journal, item).is_some() => line_when(journal, now, item),
        None if item.on < now.today() => format!("overdue since {}", item.on.short(now.today())),
        None => day,
    }
}

/// The week of an item that is a line of the plan.
fn line_week(journal: &Journal, item: &Item) -> Option<Date> {
    let action = journal.actions().get(item.id)?;
    action.week.filter(|_| item.what == ItemKind::Action)
}

/// When a line of the plan is due. One of this week is never late: it was planned for its day.
fn line_when(journal: &Journal, now: Now, item: &Item) -> String {
    let today = now.today();
    let action = journal.actions().get(item.id).cloned().unwrap_or_default();
    let day = match action.due {
        None if item.on.monday() == today.monday() => "any day this week".to_owned(),
        Some(on) if on < today => format!("planned for {}", on.weekday_name()),
        _ => item.on.relative(today),
    };
    match part_word(action.part) {
        "" => day,
        part => format!("{day}, {part}"),
    }
}

/// When a round is, on the person's own clock, and where it has another one, there.
fn round_words(journal: &Journal, now: Now, item: &Item, offset_at: OffsetAt<'_>) -> String {
    let event = journal.events().get(item.id).cloned().unwrap_or_default();
    rounds::when(&event, (item.on, item.at), now, offset_at)
}

/// What its page has for a round.
fn why_prepare(journal: &Journal, item: &Item) -> &'static str {
    let opportunity = item.opportunity.unwrap_or_default();
    let prepared = Prepared::of(journal, opportunity, item.id).unwrap_or_default();
    if prepared.has_something() {
        "Your notes for this one are ready."
    } else {
        "One focus and three stories are enough."
    }
}

#[cfg(test)]
mod tests {
    use domain::model::action::Action;
    use domain::model::event::{Ending, Event};
    use domain::model::experiment::Experiment;
    use domain::model::opportunity::Opportunity;
    use domain::model::review::Learning;
    use domain::model::stage::INTERVIEWING;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const ID: RecordId = RecordId::fixed(2);

    fn item(what: ItemKind, days: i32, at: Option<u32>) -> Item {
        Item {
            what,
            id: ID,
            opportunity: Some(ACME),
            on: NOON.today().plus_days(days),
            at,
        }
    }

    #[test]
    fn an_action_speaks_for_itself_and_leads_to_its_opportunity() {
        let call = Action {
            text: "Call Ann".into(),
            why: "You promised.".into(),
            ..Action::default()
        };
        let journal = journal_after(&[record(ID, &call)]);
        let words = ItemWords::of(&journal, NOON, &item(ItemKind::Action, 0, None), None);
        assert_eq!((&*words.title, &*words.why), ("Call Ann", "You promised."));
        assert_eq!(words.address, format!("/search/{ACME}"));
        let at_a_place = Action {
            place: "The library".into(),
            ..call
        };
        let journal = journal_after(&[record(ID, &at_a_place)]);
        let words = ItemWords::of(&journal, NOON, &item(ItemKind::Action, 0, None), None);
        assert_eq!(words.why, "The library. You promised.");
    }

    #[test]
    fn an_experiment_that_is_over_asks_by_name_and_leads_to_its_page() {
        let trial = Experiment {
            text: "Shorter letters".into(),
            ..Experiment::default()
        };
        let journal = journal_after(&[record(ID, &trial)]);
        let over = item(ItemKind::Experiment, 0, None);
        let words = ItemWords::of(&journal, NOON, &over, None);
        assert_eq!(words.title, "What did it bring? Shorter letters");
        assert_eq!(words.address, format!("/experiments/{ID}"));
    }

    #[test]
    fn what_has_waited_is_asked_by_its_own_name() {
        let today = NOON.today();
        let ended = |ending| {
            let journal = journal_after(&[
                record(ACME, &Opportunity::default()),
                record(RecordId::fixed(3), &Event::stage(ACME, INTERVIEWING, today)),
                record(RecordId::fixed(4), &Event::ending(ACME, ending, today)),
            ]);
            let item = item(ItemKind::Stale(Stale::Comeback), 0, None);
            ItemWords::of(&journal, NOON, &item, None).title
        };
        assert_eq!(ended(Ending::No), "Still wanted? Your next step");
        assert_eq!(ended(Ending::RoleClosed), "Still wanted? A short closing");
    }

    #[test]
    fn a_round_just_over_leads_to_its_three_lines() {
        let round = Event::round(ACME, "Call", NOON.today(), None);
        let journal = journal_after(&[record(ID, &round)]);
        let words = ItemWords::of(&journal, NOON, &item(ItemKind::Debrief, 0, None), None);
        assert_eq!(words.title, "How was the call?");
        assert_eq!(words.address, format!("/search/{ACME}/after/{ID}"));
    }

    #[test]
    fn a_round_ahead_leads_to_its_preparation_and_promises_only_what_is_there() {
        let round = Event::round(ACME, "Call", NOON.today(), None);
        let journal = journal_after(&[record(ID, &round)]);
        let ahead = item(ItemKind::Round, 0, None);
        let words = ItemWords::of(&journal, NOON, &ahead, None);
        assert_eq!(words.why, "One focus and three stories are enough.");
        assert_eq!(words.address, format!("/search/{ACME}/prepare/{ID}"));
        let learning = Learning {
            text: "Ask more".into(),
            ..Learning::default()
        };
        let journal = journal_after(&[record(ID, &round), record(RecordId::fixed(9), &learning)]);
        let words = ItemWords::of(&journal, NOON, &ahead, None);
        assert_eq!(words.why, "Your notes for this one are ready.");
    }

    #[test]
    fn a_day_that_has_passed_is_said_as_since() {
        let journal = Journal::default();
        let words = |days, at| {
            when_words(
                &journal,
                NOON,
                &item(ItemKind::Action, days, at),
                None,
                &|_| None,
            )
        };
        assert_eq!(words(0, None), "today");
        assert_eq!(words(-3, None), "overdue since 15 Mar");
        assert_eq!(words(1, Some(600)), "tomorrow, 10:00");
    }

    #[test]
    fn a_round_elsewhere_is_said_on_both_clocks() {
        let berlin = |ahead| Event {
            zone: "Europe/Berlin".into(),
            utc_offset: Some(ahead),
            ..Event::round(ACME, "Call", NOON.today().plus_days(1), Some(600))
        };
        let round = item(ItemKind::Round, 1, Some(540));
        let words = |event: &Event, offset| {
            let journal = journal_after(&[record(ID, event)]);
            when_words(&journal, NOON, &round, None, &|_| offset)
        };
        assert_eq!(
            words(&berlin(60), Some(0)),
            "tomorrow, 09:00 (10:00 in Berlin)"
        );
        // The same clock needs no second time.
        assert_eq!(words(&berlin(60), Some(60)), "tomorrow, 10:00");
        let unknown = Event {
            utc_offset: None,
            ..berlin(60)
        };
        assert_eq!(words(&unknown, Some(0)), "tomorrow, 10:00 in Berlin");
        let fixed = Event {
            zone: "+05:30".into(),
            ..berlin(330)
        };
        let both = "tomorrow, 04:30 (10:00 UTC+05:30)";
        assert_eq!(words(&fixed, Some(0)), both);
    }
}
