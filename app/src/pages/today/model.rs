//! Today as plain data: lines due and soon, and pauses that run, in the words shown.

use domain::journal::Journal;
use domain::model::opportunity::Opportunity;
use domain::planning::agenda::{Agenda, Item, ItemKind, Pause, Waiting, agenda};
use domain::planning::plan::{Plan, Planned};
use domain::planning::week::line_of;
use domain::values::date::Now;
use domain::values::id::RecordId;

use super::item_words::{ItemWords, OffsetAt, when_words};
use super::join::Join;
use crate::actions::opportunities::name_of;
use crate::actions::plan::day_words;

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AgendaLine {
    pub(super) item: Item,
    /// For a touch: its plan.
    pub(super) planned: Option<Planned>,
    /// For a round of today: the way in.
    pub(super) join: Option<Join>,
    pub(super) words: ItemWords,
    /// The opportunity it is about.
    pub(super) about: String,
    pub(super) when: String,
}

/// Something to do that is not up today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TodoLine {
    pub(super) id: RecordId,
    pub(super) text: String,
    /// The opportunity it is about, while that is open.
    pub(super) about: String,
    /// Its day, where it has one.
    pub(super) when: String,
}

/// A pause that runs, or is still to be chosen.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RunningPause {
    pub(super) company: String,
    pub(super) words: String,
    pub(super) percent: u32,
    /// The words of the link to its page.
    pub(super) link: &'static str,
    pub(super) address: String,
}

/// What waits while a no rests.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WaitingLines {
    /// The one line that says until when.
    pub(super) words: String,
    pub(super) due: Vec<AgendaLine>,
    pub(super) soon: Vec<AgendaLine>,
}

/// All of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Day {
    /// Due, the one next thing first.
    pub(super) due: Vec<AgendaLine>,
    pub(super) soon: Vec<AgendaLine>,
    pub(super) pauses: Vec<RunningPause>,
    /// Things to do that are neither due nor near.
    pub(super) others: Vec<TodoLine>,
    /// Everything else, while a no rests.
    pub(super) waiting: Option<WaitingLines>,
    /// How many opportunities are open.
    pub(super) active: usize,
    /// The number on the app's badge.
    pub(super) reminders: usize,
}

impl Day {
    /// The day of a journal at a moment.
    pub(super) fn of(journal: &Journal, now: Now, offset_at: OffsetAt<'_>) -> Self {
        let agenda = agenda(journal, now);
        let reminders = agenda.reminders();
        let Agenda {
            due,
            soon,
            pauses,
            waiting,
            plan,
            ..
        } = agenda;
        let others = other_todos(journal, now, &plan, &[&due, &soon]);
        let lines = |items: Vec<Item>| -> Vec<AgendaLine> {
            let line = |item| AgendaLine::of(journal, now, &plan, item, offset_at);
            items.into_iter().map(line).collect()
        };
        let until = |ms: u64| now.say_until(ms, offset_at(ms).unwrap_or(now.offset_minutes));
        let pause = |pause| RunningPause::of(journal, &pause, &until);
        let waiting = waiting.map(
            |Waiting {
                 until_ms,
                 rest_until,
                 due,
                 soon,
             }| WaitingLines {
                words: match (until_ms, rest_until) {
                    (_, Some(day)) => format!(
                        "It’s a rest day. Everything else waits until {}.",
                        day_words(day, now.today())
                    ),
                    (Some(ms), None) => format!("Everything else waits until {}.", until(ms)),
                    (None, None) => {
                        "Everything else waits until you’ve chosen how long to rest.".to_owned()
                    }
                },
                due: lines(due),
                soon: lines(soon),
            },
        );
        Self {
            due: lines(due),
            soon: lines(soon),
            pauses: pauses.into_iter().map(pause).collect(),
            others,
            waiting,
            active: journal
                .standings()
                .filter(|(_, standing)| standing.is_active())
                .count(),
            reminders,
        }
    }
}

/// Everything to do that the agenda does not show: without a day, further ahead, or out of the day
/// because nobody touched it for long. What belongs to a no that rests is left out, and a line that
/// plans a message: it is the message.
fn other_todos(journal: &Journal, now: Now, plan: &Plan, shown: &[&[Item]]) -> Vec<TodoLine> {
    let is_shown = |id| shown.iter().copied().flatten().any(|item| item.id == id);
    let rests = |opportunity: Option<RecordId>| {
        opportunity.is_some_and(|id| journal.rests_until_ms(id, now).is_some())
    };
    let is_message = |id, action| {
        line_of(journal, plan, id, action)
            .is_some_and(|line| !line.is_open() || line.planned.is_some())
    };
    let open = journal.actions().iter().filter(|(id, action)| {
        !action.is_settled()
            && !rests(action.opportunity)
            && !is_shown(*id)
            && !is_message(*id, action)
    });
    open.map(|(id, action)| TodoLine {
        id,
        text: action.text.clone(),
        about: action
            .opportunity
            .filter(|about| journal.standing(*about).is_active())
            .map_or_else(String::new, |about| name_of(journal, about)),
        when: action
            .due
            .map_or_else(String::new, |due| due.relative(now.today())),
    })
    .collect()
}

impl AgendaLine {
    fn of(journal: &Journal, now: Now, plan: &Plan, item: Item, offset_at: OffsetAt<'_>) -> Self {
        let mut touches = plan.touches.iter();
        let planned = touches.find(|touch| item.what == ItemKind::Touch && touch.id == item.id);
        let opportunity = item
            .opportunity
            .and_then(|id| journal.opportunities().get(id));
        Self {
            words: ItemWords::of(journal, now, &item, planned),
            about: opportunity.map_or_else(String::new, Opportunity::title),
            when: when_words(journal, now, &item, planned, offset_at),
            planned: planned.cloned(),
            join: Join::of(journal, now, &item),
            item,
        }
    }
}

impl RunningPause {
    fn of(journal: &Journal, pause: &Pause, until: &dyn Fn(u64) -> String) -> Self {
        let (words, link) = match pause.until_ms {
            None => (
                "Nothing is asked of you now. Choose how long you’d like to rest.".to_owned(),
                "Choose how long",
            ),
            Some(ms) => {
                let line = if pause.reply_offered {
                    "A warm reply is ready, if you’d like to look at it."
                } else {
                    "There’s nothing to do here before then. Rest counts."
                };
                let words = format!("Your pause runs until {}. {line}", until(ms));
                (words, "Open it anyway")
            }
        };
        Self {
            company: name_of(journal, pause.opportunity),
            words,
            percent: pause.percent,
            link,
            address: format!("/comeback/{}", pause.comeback),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use domain::method::Occasion;
    use domain::model::action::Action;
    use domain::model::comeback::Comeback;
    use domain::model::event::{Ending, Event};
    use domain::model::person::Person;
    use domain::model::stage::INTERVIEWING;
    use domain::model::touch::Touch;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};
    use crate::actions::{opportunities, todos};

    const ACME: RecordId = RecordId::fixed(1_000);

    fn day(journal: &Journal) -> Day {
        Day::of(journal, NOON, &|_| None)
    }

    fn acme() -> Opportunity {
        Opportunity {
            company: "Acme".into(),
            ..Opportunity::default()
        }
    }

    /// Acme, saved, with one thing to do.
    fn search() -> Journal {
        let edits = at_noon(|moment| {
            [
                opportunities::add(moment, &acme()),
                todos::add(moment, ACME, "Call Ann", None),
            ]
        });
        journal_after(&edits)
    }

    #[test]
    fn what_is_open_and_what_is_due_are_counted() {
        let day = day(&search());
        assert_eq!((day.active, day.reminders), (1, 1));
    }

    #[test]
    fn what_is_due_says_what_it_is_about() {
        let day = day(&search());
        let [line] = day.due.as_slice() else {
            panic!("one line expected: {:?}", day.due);
        };
        assert_eq!(line.words.title, "Call Ann");
        assert_eq!((&*line.about, &*line.when), ("Acme", "today"));
        assert!(day.pauses.is_empty());
    }

    #[test]
    fn what_has_no_place_in_the_day_is_listed_among_the_others() {
        let far = NOON.today().plus_days(40);
        let edit = at_noon(|moment| todos::add(moment, None, "Renew the passport", Some(far)));
        let day = day(&journal_after(&[edit]));
        assert!(day.due.is_empty() && day.soon.is_empty());
        let others: Vec<_> = day
            .others
            .iter()
            .map(|line| (&*line.text, &*line.about))
            .collect();
        assert_eq!(others, [("Renew the passport", "")]);
    }

    #[test]
    fn a_message_in_the_plan_is_no_other_thing_to_do() {
        let (ann, hello) = (RecordId::fixed(2_000), RecordId::fixed(2_001));
        let planned = Touch {
            person: Some(ann),
            occasion: Some(Occasion::CheckIn),
            due: Some(NOON.today()),
            ..Touch::default()
        };
        let line = Action {
            text: "Say hello to Ann".into(),
            due: planned.due,
            week: Some(NOON.today().monday()),
            touch: Some(hello),
            ..Action::default()
        };
        let journal = journal_after(&[
            record(ann, &Person::default()),
            record(hello, &planned),
            record(RecordId::fixed(2_002), &line),
        ]);
        let today = day(&journal);
        assert_eq!((today.due.len(), today.others.len()), (1, 0));
        let done = Touch {
            done_on: planned.due,
            ..planned
        };
        let today = day(&apply(&journal, &record(hello, &done)));
        assert_eq!((today.due.len(), today.others.len()), (0, 0));
    }

    #[test]
    fn a_pause_that_runs_hides_what_is_due_for_it() {
        let far = record(
            RecordId::fixed(3_000),
            &Event::stage(ACME, INTERVIEWING, NOON.today()),
        );
        let journal = apply(&search(), &far);
        let (no, comeback) =
            at_noon(|moment| opportunities::end_with(&journal, moment, &[ACME], Ending::No));
        let id = comeback.unwrap_or_default();
        let a_day = Comeback {
            window_hours: Some(24),
            ..Comeback::new(ACME, NOON)
        };
        let journal = apply(&apply(&journal, &no), &record(id, &a_day));
        let day = day(&journal);
        assert!(day.due.is_empty(), "{:?}", day.due);
        let [pause] = day.pauses.as_slice() else {
            panic!("one pause expected: {:?}", day.pauses);
        };
        assert_eq!(pause.company, "Acme");
        assert_eq!(
            pause.words,
            "Your pause runs until tomorrow at 12:00. There’s nothing to do here before then. \
             Rest counts."
        );
        let waiting = day.waiting.as_ref().map(|waiting| waiting.words.as_str());
        assert_eq!(
            waiting,
            Some("Everything else waits until tomorrow at 12:00.")
        );
        assert_eq!(pause.address, format!("/comeback/{id}"));
        assert_eq!(day.active, 0);
    }

    #[test]
    fn while_a_pause_is_not_chosen_nothing_else_is_asked_and_no_time_is_named() {
        let journal = search();
        let boreal = RecordId::fixed(2_000);
        let talk = at_noon(|moment| {
            let add = opportunities::add(moment, &Opportunity::default());
            let call = todos::add(moment, boreal, "Send the slides", None);
            add.and(call)
        });
        let far = record(
            RecordId::fixed(3_000),
            &Event::stage(ACME, INTERVIEWING, NOON.today()),
        );
        let journal = apply(&apply(&journal, &talk), &far);
        let (no, _) =
            at_noon(|moment| opportunities::end_with(&journal, moment, &[ACME], Ending::No));
        let day = day(&apply(&journal, &no));
        assert!(day.due.is_empty(), "{:?}", day.due);
        assert_eq!(day.reminders, 0);
        let [pause] = day.pauses.as_slice() else {
            panic!("one pause expected: {:?}", day.pauses);
        };
        assert_eq!(pause.link, "Choose how long");
        let waiting = day.waiting.unwrap();
        assert_eq!(
            waiting.words,
            "Everything else waits until you’ve chosen how long to rest."
        );
        assert_eq!(waiting.due.len(), 1, "{:?}", waiting.due);
    }
}
