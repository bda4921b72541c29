//! The agenda: what is due today and next, computed from the journal and a moment. It never nags about a running recovery window.

use crate::journal::Journal;
use crate::model::comeback::{Status, Step};
use crate::model::event::EventKind;
use crate::planning::plan::{Plan, plan};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// How many days ahead count as “next”.
const DAYS_AHEAD: i32 = 7;

/// How many quiet applications are brought up on one day, so that a long search does not turn into a list of reproaches.
const QUIET_AT_ONCE: usize = 3;

/// How many words of the coming days are shown beside everything else; all of them stand under People.
const TOUCHES_AHEAD: usize = 5;

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub what: ItemKind,
    /// The record behind it: an action, an event, a comeback, a touch of [`Agenda::plan`], or the quiet opportunity.
    pub id: RecordId,
    /// The opportunity it is about, where there is one.
    pub opportunity: Option<RecordId>,
    /// The day; earlier than today means overdue.
    pub on: Date,
    /// Minute of the day on the person's clock, where the time matters.
    pub at: Option<u32>,
}

/// The kinds of lines, in the order in which lines of one day are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A round that is planned.
    Round,
    /// A round that is just over: three lines, while it is fresh.
    Debrief,
    /// A comeback with an open step.
    Comeback(Step),
    /// A word to someone, from the touch plan.
    Touch,
    /// An action of the person's.
    Action,
    /// An application without an answer for long: write once more, or close it.
    Quiet {
        /// Days since anything happened.
        days: u32,
    },
}

/// A running recovery window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The comeback.
    pub comeback: RecordId,
    /// The opportunity that ended.
    pub opportunity: RecordId,
    /// When it ends, in milliseconds since 1970, UTC.
    pub until_ms: u64,
    /// How much has passed, 0 to 100.
    pub percent: u32,
    /// Whether the reply may be offered already.
    pub reply_offered: bool,
}

/// What a day asks, and what it leaves in peace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Due today or before, first things first.
    pub due: Vec<Item>,
    /// In the coming days.
    pub soon: Vec<Item>,
    /// Windows that run.
    pub pauses: Vec<Pause>,
    /// How many applications are quiet, also those not brought up today.
    pub quiet: usize,
    /// The touch plan, also what is not brought up today.
    pub plan: Plan,
}

impl Agenda {
    /// How many things are due that a reminder may speak of. A no whose pause is not chosen yet is not one of them.
    #[must_use]
    pub fn reminders(&self) -> usize {
        let asks = |item: &&Item| item.what != ItemKind::Comeback(Step::Pause);
        self.due.iter().filter(asks).count()
    }

    /// The one next thing to do.
    #[must_use]
    pub fn next(&self) -> Option<&Item> {
        self.due.first()
    }
}

/// Computes the agenda of a moment.
#[must_use]
pub fn agenda(journal: &Journal, now: Now) -> Agenda {
    let today = now.today();
    let mut agenda = Agenda::default();
    let mut items: Vec<Item> = Vec::new();
    collect_comebacks(journal, now, &mut agenda, &mut items);
    let rests = |opportunity: Option<RecordId>| {
        opportunity.is_some_and(|id| journal.rests_until_ms(id, now).is_some())
    };
    for (id, action) in journal.actions().iter() {
        if action.done_on.is_none()
            && !rests(action.opportunity)
            && let Some(on) = action.due
        {
            items.push(Item {
                what: ItemKind::Action,
                id,
                opportunity: action.opportunity,
                on,
                at: None,
            });
        }
    }
    for (id, event) in journal.events().iter() {
        let what = match event.what {
            EventKind::Round if !event.is_over(now) => ItemKind::Round,
            EventKind::Round if event.awaits_debrief(now) => ItemKind::Debrief,
            _ => continue,
        };
        let (Some((on, at)), Some(opportunity)) = (event.local(now), event.opportunity) else {
            continue;
        };
        if journal.opportunities().get(opportunity).is_some()
            && journal.standing(opportunity).is_active()
        {
            items.push(Item {
                what,
                id,
                opportunity: Some(opportunity),
                on,
                at,
            });
        }
    }
    collect_quiet(journal, today, &mut agenda, &mut items);
    agenda.plan = plan(journal, now);
    let of_today = agenda.plan.of_today(today);
    let ahead = agenda.plan.touches.iter();
    let ahead = ahead.filter(|touch| touch.due > today).take(TOUCHES_AHEAD);
    items.extend(of_today.chain(ahead).map(|touch| Item {
        what: ItemKind::Touch,
        id: touch.id,
        opportunity: touch.opportunity,
        on: touch.due,
        at: None,
    }));
    sort_by_key(&mut items, |item| (item.on, item.what, item.at, item.id));
    for item in items {
        match today.days_until(item.on) {
            ..=0 => agenda.due.push(item),
            1..=DAYS_AHEAD => agenda.soon.push(item),
            _ => {}
        }
    }
    // What has an hour today comes before what is merely overdue.
    sort_by_key(&mut agenda.due, |item| {
        !(item.on == today && item.what == ItemKind::Round)
    });
    agenda
}

fn collect_comebacks(journal: &Journal, now: Now, agenda: &mut Agenda, items: &mut Vec<Item>) {
    for (id, comeback) in journal.comebacks().iter() {
        let Some(opportunity) = comeback.opportunity else {
            continue;
        };
        // A comeback whose ending was taken back asks for nothing; it waits, should the ending return.
        if journal
            .comeback_of(opportunity)
            .is_none_or(|(current, _)| current != id)
        {
            continue;
        }
        match comeback.status(journal.depth(opportunity), now) {
            Status::Pausing {
                until_ms,
                percent,
                reply_offered,
            } => agenda.pauses.push(Pause {
                comeback: id,
                opportunity,
                until_ms,
                percent,
                reply_offered,
            }),
            Status::Open(step) => items.push(Item {
                what: ItemKind::Comeback(step),
                id,
                opportunity: Some(opportunity),
                on: now.today(),
                at: None,
            }),
            Status::Later(day) => items.push(Item {
                what: ItemKind::Comeback(comeback.next_step(journal.depth(opportunity))),
                id,
                opportunity: Some(opportunity),
                on: day,
                at: None,
            }),
            Status::Closed(_) => {}
        }
    }
    sort_by_key(&mut agenda.pauses, |pause| pause.until_ms);
}

fn collect_quiet(journal: &Journal, today: Date, agenda: &mut Agenda, items: &mut Vec<Item>) {
    let limit = journal.settings().quiet_days.max(1);
    let mut quiet: Vec<(u32, RecordId)> = Vec::new();
    for (id, standing) in journal.standings() {
        let days = standing.days_quiet(today);
        if !standing.awaits_answer() || days < limit {
            continue;
        }
        let put_off = journal
            .opportunities()
            .get(id)
            .and_then(|opportunity| opportunity.quiet_until)
            .is_some_and(|until| until > today);
        if !put_off {
            quiet.push((days, id));
        }
    }
    agenda.quiet = quiet.len();
    sort_by_key(&mut quiet, |(days, id)| (std::cmp::Reverse(*days), *id));
    for (days, id) in quiet.into_iter().take(QUIET_AT_ONCE) {
        items.push(Item {
            what: ItemKind::Quiet { days },
            id,
            opportunity: Some(id),
            on: today,
            at: None,
        });
    }
}
