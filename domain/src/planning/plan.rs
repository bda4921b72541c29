//! The touch plan: whom to write to, when and why, computed from what happened. Nothing of it is stored until the person acts on it.
//!
//! Each planned touch has an id that follows from its cause (a round, a no, a holiday of a year, the last contact), and its day is counted
//! in whole days from that cause. So no time zone, leap day or late device makes one twice or loses one.

use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::{Ending, EventKind};
use crate::model::history::Standing;
use crate::model::person::Person;
use crate::model::touch::Touch;
use crate::planning::contacts::{Contact, ContactKind, contacts, last_contact};
use crate::state::record::{RecordKey, RecordKind};
use crate::values::date::{Date, Now};
use crate::values::holiday::Holiday;
use crate::values::id::RecordId;
use crate::values::sort::{sort_by, sort_by_key};

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
    /// An opportunity they belong to, after its no. The sentence does not name the no: it is read on many days, and in calendars.
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
                let met = if company.is_empty() {
                    "Because you have met".to_owned()
                } else {
                    format!("Because you met through {company}")
                };
                match last.filter(|last| last > on) {
                    Some(last) => {
                        format!("{met}, and were last in touch on {}.", last.short(today))
                    }
                    None => format!("{met}."),
                }
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
    /// The last day it is brought up; none where it goes on until it is settled.
    pub until: Option<Date>,
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
    /// What today asks: every thank-you for a round of the last days, and of everything else one a day, first what is let go soonest.
    pub fn of_today(&self, today: Date) -> impl Iterator<Item = &Planned> {
        let is_fresh_thanks = move |touch: &&Planned| {
            touch.occasion == Occasion::ThankYouAfterRound
                && touch.due.days_until(today) <= THANKS_URGENT_DAYS
        };
        let due = self.touches.iter().filter(move |touch| touch.due <= today);
        let (thanks, mut others): (Vec<_>, Vec<_>) = due.partition(is_fresh_thanks);
        sort_by_key(&mut others, |touch| {
            (touch.until.is_none(), touch.until, touch.due, touch.id)
        });
        let left = ONE_A_DAY.saturating_sub(self.done_today);
        thanks.into_iter().chain(others.into_iter().take(left))
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
        plan.touches
            .extend(planned(journal, id, person, &contacts, now));
    }
    sort(&mut plan.touches);
    plan
}

/// What is planned with one person as of a moment, earliest first.
#[must_use]
pub fn plan_with(journal: &Journal, id: RecordId, now: Now) -> Vec<Planned> {
    let Some(person) = journal.people().get(id) else {
        return Vec::new();
    };
    let mut touches = planned(journal, id, person, &contacts(journal, id, now), now);
    sort(&mut touches);
    touches
}

/// The id of the thank-you of a person for a round.
#[must_use]
pub fn thanks_for(person: RecordId, round: RecordId) -> RecordId {
    RecordId::derived("thanks", &[person, round], 0)
}

fn planned(
    journal: &Journal,
    id: RecordId,
    person: &Person,
    contacts: &[Contact],
    now: Now,
) -> Vec<Planned> {
    let mut touches = Vec::new();
    if person.at_rest {
        return touches;
    }
    let opportunities = journal.opportunities_of(id);
    let resting = opportunities.iter();
    let rests_until_ms = resting
        .filter_map(|opportunity| journal.rests_until_ms(*opportunity, now))
        .max();
    let today = now.today();
    let planner = Planner {
        journal,
        now,
        today,
        id,
        person,
        contacts,
        opportunities,
        rests_until_ms,
    };
    planner.plan(&mut touches);
    touches.retain(|planned| planned.until.is_none_or(|until| until >= today));
    touches
}

fn sort(touches: &mut [Planned]) {
    sort_by(touches, |one, other| {
        (one.due, one.occasion.id(), one.id).cmp(&(other.due, other.occasion.id(), other.id))
    });
}

struct Planner<'a> {
    journal: &'a Journal,
    now: Now,
    today: Date,
    id: RecordId,
    person: &'a Person,
    contacts: &'a [Contact],
    opportunities: Vec<RecordId>,
    /// Until when a no they belong to asks for nothing.
    rests_until_ms: Option<u64>,
}

impl Planner<'_> {
    fn plan(&self, touches: &mut Vec<Planned>) {
        touches.extend(self.thanks());
        for opportunity in &self.opportunities {
            touches.extend(self.after_no(*opportunity));
        }
        touches.extend(self.greetings());
        touches.extend(self.rhythm());
        touches.extend(self.own());
    }

    /// What the person planned. A touch moved to another day is not one of these: it goes when its cause goes.
    fn own(&self) -> impl Iterator<Item = Planned> {
        let touches = self.journal.touches().of(self.id);
        touches.filter_map(|(id, touch)| {
            let (Some(due), Some(occasion)) = (touch.due, touch.occasion) else {
                return None;
            };
            (!id.is_derived() && !touch.is_settled()).then(|| Planned {
                id,
                person: self.id,
                opportunity: touch.opportunity,
                occasion,
                due: self.after_rest(touch.opportunity, due),
                because: Because::Own(touch.text.clone()),
                is_moved: true,
                until: None,
            })
        })
    }

    /// A thank-you within a day of every round.
    fn thanks(&self) -> Vec<Planned> {
        let mut thanks = Vec::new();
        for (event_id, event) in self.journal.rounds_with(self.id) {
            let Some(on) = event.on.filter(|_| event.has_begun(self.now)) else {
                continue;
            };
            if event.what != EventKind::Round {
                continue;
            }
            let was_thanked = self.contacts.iter().any(|contact| {
                contact.kind == ContactKind::Message
                    && contact.occasion == Some(Occasion::ThankYouAfterRound)
                    && (0..=THANKS_WELCOME_DAYS).contains(&on.days_until(contact.on))
                    && (event.opportunity.is_none() || contact.opportunity == event.opportunity)
            });
            // Neither for one that ended, nor for one that was removed.
            let is_open = event.opportunity.is_none_or(|opportunity| {
                let standing = self.journal.standing_of(opportunity);
                standing.is_some_and(Standing::is_active)
            });
            if was_thanked || !is_open {
                continue;
            }
            thanks.extend(self.open(
                thanks_for(self.id, event_id),
                event.opportunity,
                Occasion::ThankYouAfterRound,
                on,
                Because::Round {
                    on,
                    title: event.title.clone(),
                },
            ));
        }
        thanks
    }

    /// After a no: thanks when the pause is over, and something worth reading a month later.
    fn after_no(&self, opportunity: RecordId) -> Vec<Planned> {
        let Some(standing) = self.journal.standing_of(opportunity) else {
            return Vec::new();
        };
        let (Some(Ending::No), Some(on), Some(ended_by)) =
            (standing.ending, standing.since, standing.ended_by)
        else {
            return Vec::new();
        };
        if self.journal.rests_until_ms(opportunity, self.now).is_some() {
            return Vec::new();
        }
        // Not on the day of a no, whatever was chosen.
        let resumes = self
            .journal
            .comeback_of(opportunity)
            .and_then(|(_, comeback)| comeback.window_until_ms())
            .map_or(on, |ms| self.now.local(ms).0)
            .max(on.plus_days(1));
        let since = self
            .contacts
            .iter()
            .filter(|contact| contact.kind != ContactKind::Skipped && contact.on > on)
            .map(|contact| contact.on)
            .max();
        let company = self.journal.opportunities().get(opportunity);
        let because = Because::No {
            on,
            company: company.map_or_else(String::new, |about| about.company.clone()),
            last: since,
        };
        let was_sent = |occasion: Occasion| {
            self.contacts.iter().any(|contact| {
                matches!(
                    contact.kind,
                    ContactKind::Message | ContactKind::Touch { from_them: false }
                ) && contact.occasion == Some(occasion)
                    && contact.on >= on
            })
        };
        // One reason to be in touch that came from the review stands for everyone there.
        let is_an_action = self.journal.actions().of(opportunity).any(|(_, action)| {
            action.occasion == Some(Occasion::SomethingUseful)
                && action.person.is_none_or(|person| person == self.id)
        });
        let thanks = (!was_sent(Occasion::ThankAfterNo) && !was_sent(Occasion::ReplyToNo))
            .then(|| {
                self.open(
                    RecordId::derived("thanks-after", &[self.id, ended_by], 0),
                    Some(opportunity),
                    Occasion::ThankAfterNo,
                    resumes,
                    because.clone(),
                )
            })
            .flatten();
        let useful = (!was_sent(Occasion::SomethingUseful) && !is_an_action)
            .then(|| {
                self.open(
                    RecordId::derived("useful", &[self.id, ended_by], 0),
                    Some(opportunity),
                    Occasion::SomethingUseful,
                    since.unwrap_or(on).plus_months(1),
                    because,
                )
            })
            .flatten();
        thanks.into_iter().chain(useful).collect()
    }

    /// Greetings on the holiday chosen for them: the one just past while it is not too late, else the next.
    fn greetings(&self) -> Option<Planned> {
        let holiday = Holiday::of(&self.person.holiday)?;
        let (year, ..) = self.today.year_month_day();
        // Some years ahead: those next may have been left out already.
        let days = (year - 1..=year + 10).flat_map(|year| {
            let number = u64::try_from(year).unwrap_or_default();
            // The second of a year needs an id of its own.
            holiday.in_year(year).zip([number, number + 10_000])
        });
        let mut open = days.filter_map(|(on, number)| {
            self.open(
                RecordId::derived(&format!("greetings {}", holiday.id), &[self.id], number),
                None,
                Occasion::SeasonsGreetings,
                on,
                Because::Holiday {
                    name: holiday.name,
                    on,
                },
            )
        });
        open.find(|planned| planned.until.is_none_or(|until| until >= self.today))
    }

    /// The next sign of life in the rhythm chosen. It is counted from the last contact, or from one that was left out.
    fn rhythm(&self) -> Option<Planned> {
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
        let begins = anchor.map_or_else(|| self.rhythm_chosen_on(), |anchor| Some(anchor.on));
        let due = begins
            .unwrap_or(self.today)
            .plus_days(i32::try_from(days).unwrap_or(i32::MAX));
        let because = Because::Rhythm {
            last: last.map(|last| last.on),
            days,
        };
        self.open(id, None, Occasion::CheckIn, due, because)
    }

    /// The day the rhythm was chosen, in UTC, so that it is the same day on every device.
    fn rhythm_chosen_on(&self) -> Option<Date> {
        let record = self
            .journal
            .record(&RecordKey::new(RecordKind::Person, self.id))?;
        let stamp = record.cell("rhythm_days")?.stamp;
        Some(Date::of_local_ms(i64::try_from(stamp.ms).ok()?))
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
        let planned_for = due;
        let due = self.after_rest(opportunity, chosen.unwrap_or(due));
        let welcome_days = match occasion {
            Occasion::CheckIn => None,
            Occasion::ThankYouAfterRound => Some(THANKS_WELCOME_DAYS),
            Occasion::SeasonsGreetings => Some(GREETINGS_WELCOME_DAYS),
            _ => Some(LET_GO_AFTER_DAYS),
        };
        Some(Planned {
            id,
            person: self.id,
            opportunity,
            occasion,
            due,
            because,
            is_moved: chosen.is_some(),
            until: welcome_days.map(|days| due.max(planned_for).plus_days(days)),
        })
    }

    /// The day, or the one after a pause that is running: of the no it is about, or of any they belong to.
    fn after_rest(&self, opportunity: Option<RecordId>, day: Date) -> Date {
        let until_ms = match opportunity {
            Some(opportunity) => self.journal.rests_until_ms(opportunity, self.now),
            None => self.rests_until_ms,
        };
        match until_ms {
            Some(until_ms) => {
                let resumes = self.now.local(until_ms).0;
                day.max(resumes.max(self.today.plus_days(1)))
            }
            None => day,
        }
    }

    fn is_settled(&self, id: RecordId) -> bool {
        let record = self.journal.touches().get(id);
        record.is_some_and(Touch::is_settled)
    }
}
