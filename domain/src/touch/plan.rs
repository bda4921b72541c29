//! The touch plan: whom to write to, when and why, computed from what happened. Nothing of it is stored until the person acts on it.
//!
//! Each planned touch has an id that follows from its cause (a round, a no, a holiday of a year, the last contact), and its day is counted
//! in whole days from that cause. So no time zone, leap day or late device makes one twice or loses one.

use std::collections::BTreeSet;

use super::timeline::{Contact, ContactKind, contacts, has_begun, last_contact};
use crate::comeback::{Depth, Status};
use crate::date::{Date, Now};
use crate::event::{Ending, EventKind};
use crate::holiday::Holiday;
use crate::id::RecordId;
use crate::journal::Journal;
use crate::method::Occasion;
use crate::order::sort_by;
use crate::person::Person;

/// Besides thank-yous, which do not wait, so many messages a day are enough.
pub const ONE_A_DAY: usize = 1;

/// A thank-you that is this many days late waits for its turn like everything else.
const THANKS_URGENT_DAYS: i32 = 3;

/// A thank-you for a round is welcome for so many days.
const THANKS_WELCOME_DAYS: i32 = 14;

/// A touch that nobody took up for so many days is let go, so that no list of reproaches grows. A rhythm goes on by itself.
const LET_GO_AFTER_DAYS: i32 = 60;

/// Greetings are welcome a few days after a holiday, too.
const GREETINGS_WELCOME_DAYS: i32 = 7;

/// Why a touch is planned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// A round they were in.
    Round {
        /// Its day.
        on: Date,
        /// Its name.
        title: String,
    },
    /// The no of an opportunity they belong to.
    No {
        /// The day of the no.
        on: Date,
        /// The company.
        company: String,
        /// The last contact since, from which the month is counted.
        last: Option<Date>,
    },
    /// The rhythm chosen for them.
    Rhythm {
        /// The last contact, or the day they were met.
        last: Option<Date>,
        /// Its length in days.
        days: u32,
    },
    /// A holiday they keep.
    Holiday {
        /// Its name.
        name: &'static str,
        /// Its day.
        on: Date,
    },
    /// The person planned it, with a word on why.
    Own(String),
}

impl Because {
    /// A sentence that explains the plan.
    #[must_use]
    pub fn sentence(&self, today: Date) -> String {
        match self {
            Self::Round { on, title } if title.is_empty() => {
                format!("Because you met on {}.", on.short(today))
            }
            Self::Round { on, title } => {
                format!("Because you met on {} ({title}).", on.short(today))
            }
            Self::No { on, company, last } => {
                let since = last
                    .filter(|last| last > on)
                    .map(|last| format!(", and you were last in touch on {}", last.short(today)))
                    .unwrap_or_default();
                format!("Because {company} said no on {}{since}.", on.short(today))
            }
            Self::Rhythm {
                last: Some(last),
                days,
            } => format!(
                "Because you were last in touch on {}, and chose a word every {days} days.",
                last.short(today)
            ),
            Self::Rhythm { last: None, days } => {
                format!("Because you chose a word every {days} days.")
            }
            Self::Holiday { name, on } => {
                format!("Because {name} falls on {}.", on.short(today))
            }
            Self::Own(text) if text.is_empty() => "Because you planned it.".into(),
            Self::Own(text) => text.clone(),
        }
    }
}

/// A touch that is planned and not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The id its record has, or will have once the person acts on it.
    pub id: RecordId,
    /// With whom.
    pub person: RecordId,
    /// What it is about, where it is about one opportunity.
    pub opportunity: Option<RecordId>,
    /// On which occasion.
    pub occasion: Occasion,
    /// The day.
    pub due: Date,
    /// Why.
    pub because: Because,
    /// Whether the person chose the day.
    pub is_moved: bool,
}

/// Everything planned, and what of it a day asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Every planned touch, earliest first.
    pub touches: Vec<Planned>,
    /// Touches, not thank-yous, that were done today.
    pub done_today: usize,
}

impl Plan {
    /// What today asks: every thank-you for a round of the last days, and of everything else one a day.
    pub fn of_today(&self, today: Date) -> impl Iterator<Item = &Planned> {
        let is_fresh_thanks = move |touch: &&Planned| {
            touch.occasion == Occasion::ThankYouAfterRound
                && touch.due.days_until(today) <= THANKS_URGENT_DAYS
        };
        let due = move |touch: &&Planned| touch.due <= today;
        let left = ONE_A_DAY.saturating_sub(self.done_today);
        let thanks = self.touches.iter().filter(is_fresh_thanks).filter(due);
        let others = self
            .touches
            .iter()
            .filter(move |touch| !is_fresh_thanks(touch));
        thanks.chain(others.filter(due).take(left))
    }

    /// What is planned with a person, earliest first.
    pub fn of(&self, person: RecordId) -> impl Iterator<Item = &Planned> {
        self.touches
            .iter()
            .filter(move |touch| touch.person == person)
    }
}

/// Plans every touch as of a moment.
#[must_use]
pub fn plan(journal: &Journal, now: Now) -> Plan {
    let today = now.today();
    let mut plan = Plan::default();
    for (id, person) in journal.people().iter() {
        let contacts = contacts(journal, id, now);
        plan.done_today += contacts
            .iter()
            .filter(|contact| {
                contact.on == today
                    && matches!(
                        contact.kind,
                        ContactKind::Message | ContactKind::Touch { from_them: false }
                    )
                    && contact
                        .occasion
                        .is_some_and(|occasion| occasion != Occasion::ThankYouAfterRound)
            })
            .count();
        if person.at_rest {
            continue;
        }
        let planner = Planner {
            journal,
            now,
            today,
            id,
            person,
            contacts: &contacts,
            opportunities: journal.opportunities_of(id),
        };
        planner.plan(&mut plan.touches);
    }
    sort_by(&mut plan.touches, |one, other| {
        (one.due, one.occasion.id(), one.id).cmp(&(other.due, other.occasion.id(), other.id))
    });
    plan
}

struct Planner<'a> {
    journal: &'a Journal,
    now: Now,
    today: Date,
    id: RecordId,
    person: &'a Person,
    contacts: &'a [Contact],
    opportunities: Vec<RecordId>,
}

impl Planner<'_> {
    fn plan(&self, touches: &mut Vec<Planned>) {
        let mut known: BTreeSet<RecordId> = BTreeSet::new();
        let mut take = |planned: Option<Planned>, id: RecordId| {
            known.insert(id);
            touches.extend(planned);
        };
        for (id, planned) in self.thanks() {
            take(planned, id);
        }
        for opportunity in &self.opportunities {
            for (id, planned) in self.after_no(*opportunity) {
                take(planned, id);
            }
        }
        for (id, planned) in self.greetings() {
            take(planned, id);
        }
        if let Some((id, planned)) = self.rhythm() {
            take(planned, id);
        }
        for (id, touch) in self.journal.touches().of(self.id) {
            if known.contains(&id) || touch.is_settled() {
                continue;
            }
            let (Some(due), Some(occasion)) = (touch.due, touch.occasion) else {
                continue;
            };
            touches.push(Planned {
                id,
                person: self.id,
                opportunity: touch.opportunity,
                occasion,
                due,
                because: Because::Own(touch.text.clone()),
                is_moved: true,
            });
        }
    }

    /// A thank-you within a day of every round.
    fn thanks(&self) -> Vec<(RecordId, Option<Planned>)> {
        let mut thanks = Vec::new();
        for (event_id, event) in self.journal.rounds_with(self.id) {
            let Some(on) = event.on.filter(|on| has_begun(*on, event.at, self.now)) else {
                continue;
            };
            if event.what != EventKind::Round {
                continue;
            }
            let id = RecordId::derived("thanks", &[self.id, event_id], 0);
            let was_thanked = self.contacts.iter().any(|contact| {
                contact.kind == ContactKind::Message
                    && contact.occasion == Some(Occasion::ThankYouAfterRound)
                    && (0..=THANKS_WELCOME_DAYS).contains(&on.days_until(contact.on))
                    && (event.opportunity.is_none() || contact.opportunity == event.opportunity)
            });
            let has_ended = event
                .opportunity
                .and_then(|opportunity| self.journal.standing_of(opportunity))
                .is_some_and(|standing| !standing.is_active());
            let planned = self.open(
                id,
                event.opportunity,
                Occasion::ThankYouAfterRound,
                on,
                Because::Round {
                    on,
                    title: event.title.clone(),
                },
            );
            let planned = planned.filter(|planned| {
                !was_thanked
                    && !has_ended
                    && (planned.is_moved || on.days_until(self.today) <= THANKS_WELCOME_DAYS)
            });
            thanks.push((id, planned));
        }
        thanks
    }

    /// After a no: thanks when the pause is over, and something worth reading a month later.
    fn after_no(&self, opportunity: RecordId) -> Vec<(RecordId, Option<Planned>)> {
        let Some(standing) = self.journal.standing_of(opportunity) else {
            return Vec::new();
        };
        let (Some(Ending::No), Some(on), Some(ended_by)) =
            (standing.ending, standing.since, standing.ended_by)
        else {
            return Vec::new();
        };
        let comeback = self.journal.comeback_of(opportunity);
        let depth = self.journal.depth(opportunity);
        let rests = comeback.is_some_and(|(_, comeback)| {
            matches!(comeback.status(depth, self.now), Status::Pausing { .. })
                // Until a window is chosen, the no asks for nothing either.
                || (depth != Depth::Letter && comeback.window_hours.is_none())
        });
        let resumes = comeback
            .and_then(|(_, comeback)| comeback.window_until_ms())
            .map_or(on, |ms| self.now.local(ms).0.max(on));
        let company = self
            .journal
            .opportunities()
            .get(opportunity)
            .map_or_else(String::new, |about| about.short_name().to_owned());
        let since = self
            .contacts
            .iter()
            .filter(|contact| contact.kind != ContactKind::Skipped && contact.on > on)
            .map(|contact| contact.on)
            .max();
        let because = Because::No {
            on,
            company,
            last: since,
        };
        let sent = |occasion: Occasion| {
            self.contacts.iter().any(|contact| {
                contact.kind == ContactKind::Message
                    && contact.occasion == Some(occasion)
                    && contact.on >= on
            })
        };
        let thanks = RecordId::derived("thanks-after", &[self.id, ended_by], 0);
        let was_thanked = sent(Occasion::ThankAfterNo) || sent(Occasion::ReplyToNo);
        let useful = RecordId::derived("useful", &[self.id, ended_by], 0);
        let has_action = self.journal.actions().of(opportunity).any(|(_, action)| {
            action.person == Some(self.id) && action.occasion == Some(Occasion::SomethingUseful)
        });
        let month_later = since.unwrap_or(on).plus_months(1);
        let keep = |planned: Option<Planned>, is_done: bool| {
            planned.filter(|planned| !is_done && !rests && self.is_fresh(planned))
        };
        vec![
            (
                thanks,
                keep(
                    self.open(
                        thanks,
                        Some(opportunity),
                        Occasion::ThankAfterNo,
                        resumes,
                        because.clone(),
                    ),
                    was_thanked,
                ),
            ),
            (
                useful,
                keep(
                    self.open(
                        useful,
                        Some(opportunity),
                        Occasion::SomethingUseful,
                        month_later,
                        because,
                    ),
                    sent(Occasion::SomethingUseful) || has_action,
                ),
            ),
        ]
    }

    /// Greetings on the holiday chosen for them: the one just past while it is not too late, else the next.
    fn greetings(&self) -> Vec<(RecordId, Option<Planned>)> {
        let Some(holiday) = Holiday::of(&self.person.holiday) else {
            return Vec::new();
        };
        let (year, ..) = self.today.year_month_day();
        let mut greetings: Vec<(RecordId, Option<Planned>)> = Vec::new();
        // Some years ahead: those next may have been left out already.
        for year in year - 1..=year + 10 {
            let Some(on) = holiday.in_year(year) else {
                continue;
            };
            let number = u64::try_from(year).unwrap_or_default();
            let id = RecordId::derived("greetings", &[self.id], number);
            let has_one = greetings.iter().any(|(_, planned)| planned.is_some());
            let because = Because::Holiday {
                name: holiday.name,
                on,
            };
            let planned = self
                .open(id, None, Occasion::SeasonsGreetings, on, because)
                .filter(|planned| {
                    let is_late = planned.due.days_until(self.today) > GREETINGS_WELCOME_DAYS;
                    !has_one && !is_late
                });
            greetings.push((id, planned));
        }
        greetings
    }

    /// The next sign of life in the rhythm chosen. It is counted from the last contact, or from one that was left out.
    fn rhythm(&self) -> Option<(RecordId, Option<Planned>)> {
        let days = self.person.rhythm_days.filter(|days| *days > 0)?;
        let left_out = self.contacts.iter().filter(|contact| {
            contact.kind == ContactKind::Skipped && contact.occasion == Some(Occasion::CheckIn)
        });
        let last = last_contact(self.contacts);
        let anchor = last.into_iter().chain(left_out).max();
        let after = |anchor| RecordId::derived("check-in", &[self.id, anchor], 0);
        let mut id = after(anchor.map_or(self.id, |anchor| anchor.id));
        // What was settled on the day of another contact may not be the latest by its id: it leads on all the same.
        while self.is_settled(id) {
            id = after(id);
        }
        let begins = anchor.map(|anchor| anchor.on).or_else(|| {
            let made_ms = self.id.made_ms()?;
            // In UTC, so that it is the same day on every device.
            Some(Date::of_local_ms(i64::try_from(made_ms).ok()?))
        });
        let due = begins
            .unwrap_or(self.today)
            .plus_days(i32::try_from(days).unwrap_or(i32::MAX));
        let because = Because::Rhythm {
            last: last.map(|last| last.on),
            days,
        };
        let rests = self
            .opportunities
            .iter()
            .any(|opportunity| self.journal.is_pausing(*opportunity, self.now));
        let planned = self
            .open(id, None, Occasion::CheckIn, due, because)
            .filter(|_| !rests);
        Some((id, planned))
    }

    /// The touch under this id, unless it is settled; on the day the person chose for it, if they did.
    fn open(
        &self,
        id: RecordId,
        opportunity: Option<RecordId>,
        occasion: Occasion,
        due: Date,
        because: Because,
    ) -> Option<Planned> {
        if self.is_settled(id) {
            return None;
        }
        let chosen = self.journal.touches().get(id).and_then(|record| record.due);
        Some(Planned {
            id,
            person: self.id,
            opportunity,
            occasion,
            due: chosen.unwrap_or(due),
            because,
            is_moved: chosen.is_some(),
        })
    }

    fn is_settled(&self, id: RecordId) -> bool {
        let record = self.journal.touches().get(id);
        record.is_some_and(super::Touch::is_settled)
    }

    fn is_fresh(&self, planned: &Planned) -> bool {
        planned.is_moved || planned.due.days_until(self.today) <= LET_GO_AFTER_DAYS
    }
}
