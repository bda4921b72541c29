//! What an experiment brought, in counts: what was sent, or talked through, in the time before it
//! beside what was while it ran. All of it is computed from events. Searches are small, so there are
//! no shares and no claims, only counts with their whole.

use crate::journal::Journal;
use crate::model::event::{Ending, EventKind};
use crate::model::experiment::{Experiment, ExperimentSubject};
use crate::model::history::Standing;
use crate::model::opportunity::Opportunity;
use crate::model::stage::{APPLIED, INTERVIEWING};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;
use crate::values::text::fold;

/// How many days before the first day are compared with.
pub const DAYS_BEFORE: i32 = 90;

/// How young, in days, something still open is that an answer may well come to.
const FRESH_DAYS: i32 = 14;

/// Below this whole, numbers are called small.
const SMALL: usize = 10;

/// The things an experiment is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Applications and pitches: how many were answered.
    Applications,
    /// Rounds: how many led to a next step.
    Rounds,
}

/// The counts of one span of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All that were sent, or held.
    pub whole: usize,
    /// Of these, the ones answered, or that led on.
    pub answered: usize,
    /// Of these, the ones invited to a round or taken to a later stage; 0 for rounds.
    pub invited: usize,
    /// Of these, the ones still open without an answer that are less than two weeks old.
    pub fresh: usize,
}

impl Tally {
    /// “3 sent, 1 of them answered, 1 invited.”
    #[must_use]
    pub fn sentence(self, counted: Counted) -> String {
        let Self {
            whole,
            answered,
            invited,
            ..
        } = self;
        match (counted, whole) {
            (Counted::Applications, 0) => "Nothing sent.".to_owned(),
            (Counted::Applications, _) => {
                format!("{whole} sent, {answered} answered, {invited} led to an invitation.")
            }
            (Counted::Rounds, 0) => "No rounds.".to_owned(),
            (Counted::Rounds, 1) => format!("1 round; {answered} led to a next step."),
            (Counted::Rounds, _) => {
                format!("{whole} rounds, {answered} of them led to a next step.")
            }
        }
    }
}

/// An experiment beside the time before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What is counted.
    pub counted: Counted,
    /// The [`DAYS_BEFORE`] days before its first day.
    pub before: Tally,
    /// From its first day to its last, or to today.
    pub during: Tally,
}

impl Comparison {
    /// What was counted, in words.
    #[must_use]
    pub const fn definition(&self) -> &'static str {
        match self.counted {
            Counted::Applications => {
                "An answer is an invitation, a later stage, an offer or a no. Before means the 90 days before the first day."
            }
            Counted::Rounds => {
                "A next step is another round, a later stage or an offer. Before means the 90 days before the first day."
            }
        }
    }

    /// How far these numbers can be trusted, in words.
    #[must_use]
    pub fn caveat(&self) -> String {
        let young = match self.during.fresh {
            0 => String::new(),
            1 => "1 is less than two weeks old; news may still come. ".to_owned(),
            fresh => format!("{fresh} are less than two weeks old; news may still come. "),
        };
        let trust = if self.before.whole == 0 || self.during.whole == 0 {
            "There’s nothing to compare yet."
        } else if self.before.whole.min(self.during.whole) < SMALL {
            "The numbers are small: a hint, not proof."
        } else {
            "Other things may have changed in the same weeks: a hint, not proof."
        };
        format!("{young}{trust}")
    }
}

/// The figures of an experiment. `None` where nothing in the search tells it: its subject is
/// something else, or it has no first day.
#[must_use]
pub fn comparison(journal: &Journal, id: RecordId, now: Now) -> Option<Comparison> {
    let experiment = journal.experiments().get(id)?;
    let counted = counted_by(experiment.subject?)?;
    let began = experiment.began_on?;
    let before = (began.plus_days(-DAYS_BEFORE), began.plus_days(-1));
    let during = days_of(experiment, now.today())?;
    let tally = |days, of| match counted {
        Counted::Applications => applications(journal, days, of, now.today()),
        Counted::Rounds => rounds(journal, days, now),
    };
    Some(Comparison {
        counted,
        before: tally(before, None),
        during: tally(during, Some((id, experiment))),
    })
}

/// The applications sent while an experiment ran, the latest first, each with whether it counts as a
/// part of it. Empty where applications do not tell it.
#[must_use]
pub fn sent_during(journal: &Journal, id: RecordId, today: Date) -> Vec<(RecordId, bool)> {
    let Some(experiment) = journal.experiments().get(id) else {
        return Vec::new();
    };
    let counted = experiment.subject.and_then(counted_by);
    let days = days_of(experiment, today);
    let (Some(Counted::Applications), Some(days)) = (counted, days) else {
        return Vec::new();
    };
    let mut sent: Vec<(Date, RecordId, bool)> = sent_in(journal, days)
        .filter(|(_, about, _)| fits(about, experiment))
        .filter_map(|(opportunity, about, standing)| {
            let is_part = !about.not_part_of.contains(&id);
            Some((standing.applied_on?, opportunity, is_part))
        })
        .collect();
    sort_by_key(&mut sent, |(on, opportunity, _)| {
        std::cmp::Reverse((*on, *opportunity))
    });
    let sent = sent.into_iter();
    sent.map(|(_, id, is_part)| (id, is_part)).collect()
}

/// The experiments whose last day is over, that are not decided and that were not put off, those
/// over longest first.
pub fn to_decide(journal: &Journal, today: Date) -> Vec<(RecordId, Date)> {
    let experiments = journal.experiments().iter();
    let mut over: Vec<(RecordId, Date)> = experiments
        .filter(|(_, experiment)| {
            experiment.is_over(today) && experiment.asked_for != experiment.until
        })
        .filter_map(|(id, experiment)| Some((id, experiment.until?)))
        .collect();
    sort_by_key(&mut over, |(id, until)| (*until, *id));
    over
}

const fn counted_by(subject: ExperimentSubject) -> Option<Counted> {
    match subject {
        ExperimentSubject::Cv
        | ExperimentSubject::Letter
        | ExperimentSubject::OpeningLine
        | ExperimentSubject::Source => Some(Counted::Applications),
        ExperimentSubject::Interviews => Some(Counted::Rounds),
        ExperimentSubject::Other => None,
    }
}

/// The first and the last day that count: it ends with its last day, or once it is decided. `None`
/// where it has not begun.
fn days_of(experiment: &Experiment, today: Date) -> Option<(Date, Date)> {
    let ends = [experiment.until, experiment.decided_on].into_iter();
    let last = ends.flatten().chain([today]).min()?;
    let began = experiment.began_on?;
    (began <= today).then_some((began, last))
}

/// What was applied for in these days.
fn sent_in(
    journal: &Journal,
    (first, last): (Date, Date),
) -> impl Iterator<Item = (RecordId, &Opportunity, &Standing)> {
    journal.standings().filter_map(move |(id, standing)| {
        let is_in = (first..=last).contains(&standing.applied_on?);
        Some((
            id,
            is_in.then(|| journal.opportunities().get(id))??,
            standing,
        ))
    })
}

/// Whether an opportunity is of the kind an experiment is about: one about a source is told by what
/// was found there.
fn fits(about: &Opportunity, experiment: &Experiment) -> bool {
    let version = fold(experiment.version.trim());
    experiment.subject != Some(ExperimentSubject::Source)
        || version.is_empty()
        || fold(&about.source).contains(&version)
}

fn applications(
    journal: &Journal,
    days: (Date, Date),
    of: Option<(RecordId, &Experiment)>,
    today: Date,
) -> Tally {
    let mut tally = Tally::default();
    for (id, about, standing) in sent_in(journal, days) {
        let is_part = of.is_none_or(|(experiment_id, experiment)| {
            fits(about, experiment) && !about.not_part_of.contains(&experiment_id)
        });
        if !is_part {
            continue;
        }
        let is_further = journal.stages().rank(&standing.furthest) > journal.stages().rank(APPLIED);
        let is_invited = is_further || standing.rounds > 0;
        let is_answered = is_invited || was_answered(journal, id);
        tally.whole += 1;
        tally.invited += usize::from(is_invited);
        tally.answered += usize::from(is_answered);
        let is_fresh = !is_answered && standing.is_active() && is_young(standing.applied_on, today);
        tally.fresh += usize::from(is_fresh);
    }
    tally
}

/// Whether an ending was ever noted that they gave: a no, also one they came back from, or an offer.
fn was_answered(journal: &Journal, opportunity: RecordId) -> bool {
    journal.events().of(opportunity).any(|(_, event)| {
        matches!(
            event.ending,
            Some(Ending::Yes | Ending::No | Ending::Declined)
        )
    })
}

fn rounds(journal: &Journal, (first, last): (Date, Date), now: Now) -> Tally {
    let mut tally = Tally::default();
    for (_, event) in journal.events().iter() {
        let about = event.opportunity.filter(|id| {
            event.what == EventKind::Round && journal.opportunities().get(*id).is_some()
        });
        let (Some(about), Some((on, _))) = (about, event.local(now)) else {
            continue;
        };
        if !(first..=last).contains(&on) || !event.has_begun(now) {
            continue;
        }
        let led_on = led_on(journal, about, on);
        tally.whole += 1;
        tally.answered += usize::from(led_on);
        let is_open = journal.standing(about).is_active();
        tally.fresh += usize::from(!led_on && is_open && is_young(Some(on), now.today()));
    }
    tally
}

/// Whether anything came after the rounds of a day: another round, a stage past interviews, an
/// offer.
fn led_on(journal: &Journal, opportunity: RecordId, on: Date) -> bool {
    let interviewing = journal.stages().rank(INTERVIEWING);
    journal.events().of(opportunity).any(|(_, event)| {
        let is_later = event.on.is_some_and(|day| day > on);
        match event.what {
            EventKind::Round => is_later,
            EventKind::Stage => {
                event.on >= Some(on) && journal.stages().rank(&event.stage) > interviewing
            }
            EventKind::Ending => {
                event.on >= Some(on) && matches!(event.ending, Some(Ending::Yes | Ending::Declined))
            }
            EventKind::Note | EventKind::Contact => false,
        }
    })
}

fn is_young(since: Option<Date>, today: Date) -> bool {
    since.is_some_and(|since| since.days_until(today) < FRESH_DAYS)
}

#[cfg(test)]
mod tests;
