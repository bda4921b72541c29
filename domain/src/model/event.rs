//! Events: the dated history of an opportunity. They are added, corrected and removed, never overwritten by a status.

use serde::{Deserialize, Serialize};

use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

/// What an event says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Something worth keeping that changes nothing.
    #[default]
    Note,
    /// The opportunity reached a stage.
    Stage,
    /// It ended.
    Ending,
    /// An interview or another round, past or planned.
    Round,
    /// A message or a talk outside of a round.
    Contact,
}

/// How a round is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundForm {
    /// By phone.
    Phone,
    /// By video.
    Video,
    /// At their place.
    OnSite,
    /// With several of them at once.
    Panel,
    /// Work to hand in.
    Task,
}

impl RoundForm {
    /// All forms, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Phone,
        Self::Video,
        Self::OnSite,
        Self::Panel,
        Self::Task,
    ];

    /// The word shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phone => "Phone",
            Self::Video => "Video",
            Self::OnSite => "On site",
            Self::Panel => "Panel",
            Self::Task => "Task",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Video => "video",
            Self::OnSite => "on-site",
            Self::Panel => "panel",
            Self::Task => "task",
        }
    }

    /// The form with this stored word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }
}

/// How an opportunity can end. Only [`Ending::No`] is a rejection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// An offer, accepted.
    Yes,
    /// They said no.
    No,
    /// They stayed silent.
    NoAnswer,
    /// The role was filled otherwise, frozen or withdrawn by them.
    RoleClosed,
    /// The person took the application back.
    Withdrawn,
    /// The person declined an offer.
    Declined,
}

impl Ending {
    /// All endings, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Yes,
        Self::No,
        Self::NoAnswer,
        Self::RoleClosed,
        Self::Withdrawn,
        Self::Declined,
    ];

    /// The words shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::NoAnswer => "No answer",
            Self::RoleClosed => "Role closed",
            Self::Withdrawn => "I withdrew",
            Self::Declined => "I declined",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NoAnswer => "no-answer",
            Self::RoleClosed => "role-closed",
            Self::Withdrawn => "withdrawn",
            Self::Declined => "declined",
        }
    }

    /// The ending with this stored word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.id() == id)
    }
}

/// One dated event of one opportunity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Whose history it belongs to.
    pub opportunity: Option<RecordId>,
    /// What it says.
    pub what: EventKind,
    /// The stage reached, for [`EventKind::Stage`]: an id of [`crate::model::stage::Stages`].
    pub stage: String,
    /// How it ended, for [`EventKind::Ending`].
    pub ending: Option<Ending>,
    /// The day it happened or is planned for.
    pub on: Option<Date>,
    /// Minute of that day, where the time matters.
    pub at: Option<u32>,
    /// A short name: “Call with the team lead”.
    pub title: String,
    /// Anything longer.
    pub notes: String,
    /// The time zone of [`Self::at`], by its name in the IANA database; empty means wherever the person is.
    pub zone: String,
    /// How many minutes that zone is ahead of UTC then, as it was known when the event was kept: so every device and the server know the
    /// moment without a table of zones.
    pub utc_offset: Option<i32>,
    /// How long it lasts, in minutes.
    pub minutes: Option<u32>,
    /// How a round is held.
    pub form: Option<RoundForm>,
    /// Who is there.
    pub with: Vec<RecordId>,
    /// Where to dial in, or what to read before; shown as a link only through [`crate::values::link::SafeLink`].
    pub link: String,
    /// Noted right after: what they care about.
    pub cares: String,
    /// Noted right after: what landed with them.
    pub landed: String,
    /// Noted right after: what was promised, and is to be sent.
    pub to_send: String,
    /// Whether the person has said that there is nothing to note.
    pub is_debriefed: bool,
}

/// How long a round lasts where nobody said, in minutes.
pub const USUAL_MINUTES: u32 = 60;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

impl Event {
    /// When it begins, in milliseconds since 1970, UTC; none where it has no time, or the zone of it is not known.
    #[must_use]
    pub fn begins_ms(&self) -> Option<i64> {
        let offset = self.utc_offset.filter(|_| !self.zone.is_empty())?;
        Some(self.zone_clock_ms()? - i64::from(offset) * MINUTE_MS)
    }

    /// Its day and minute of the day on the person's own clock.
    #[must_use]
    pub fn local(&self, now: Now) -> Option<(Date, Option<u32>)> {
        match self.begins_ms().and_then(|ms| u64::try_from(ms).ok()) {
            Some(ms) => {
                let (on, at) = now.local(ms);
                Some((on, Some(at)))
            }
            None => Some((self.on?, self.at)),
        }
    }

    /// Whether it has begun. What has no time has, from the beginning of its day on.
    #[must_use]
    pub fn has_begun(&self, now: Now) -> bool {
        self.is_past(now, 0)
    }

    /// Whether it is over: its length, or the usual one, has passed; what has no time, when its day is over.
    #[must_use]
    pub fn is_over(&self, now: Now) -> bool {
        let minutes = self.minutes.unwrap_or(USUAL_MINUTES).min(24 * 60);
        match self.at {
            Some(_) => self.is_past(now, minutes),
            None => self.on.is_some_and(|on| on < now.today()),
        }
    }

    /// Whether it is a round that is just over, of which nothing is noted yet. It is asked for until the next day is over.
    #[must_use]
    pub fn awaits_debrief(&self, now: Now) -> bool {
        let lines = [&self.cares, &self.landed, &self.to_send, &self.notes];
        let is_fresh = self
            .local(now)
            .is_some_and(|(on, _)| on.days_until(now.today()) <= 1);
        self.what == EventKind::Round
            && is_fresh
            && self.is_over(now)
            && !self.is_debriefed
            && lines.iter().all(|line| line.is_empty())
    }

    /// Finds [`Self::utc_offset`] anew. `offset_of` says how many minutes a zone is ahead of UTC at a moment, in milliseconds since 1970.
    pub fn find_offset(&mut self, offset_of: impl Fn(&str, u64) -> Option<i32>) {
        self.utc_offset = self
            .zone_clock_ms()
            .filter(|_| !self.zone.is_empty())
            .and_then(|clock_ms| {
                let at = |ms: i64| offset_of(&self.zone, u64::try_from(ms).ok()?);
                // What the zone has at that time of UTC is close; the second look is right but for the hour a clock skips.
                let near = at(clock_ms)?;
                at(clock_ms - i64::from(near) * MINUTE_MS)
            });
    }

    fn is_past(&self, now: Now, minutes: u32) -> bool {
        let lasts_ms = i64::from(minutes) * MINUTE_MS;
        if let Some(ms) = self.begins_ms() {
            return i64::try_from(now.ms).is_ok_and(|now_ms| ms + lasts_ms <= now_ms);
        }
        let begins_ms = self.zone_clock_ms().or_else(|| {
            let days = Date::default().days_until(self.on?);
            Some(i64::from(days) * DAY_MS)
        });
        let (today, minute) = now.local(now.ms);
        let now_ms =
            i64::from(Date::default().days_until(today)) * DAY_MS + i64::from(minute) * MINUTE_MS;
        begins_ms.is_some_and(|ms| ms + lasts_ms <= now_ms)
    }

    /// What the clock of its zone shows when it begins, as milliseconds since 1970.
    fn zone_clock_ms(&self) -> Option<i64> {
        let days = Date::default().days_until(self.on?);
        let minute = self.at?.min(24 * 60 - 1);
        Some(i64::from(days) * DAY_MS + i64::from(minute) * MINUTE_MS)
    }

    /// An opportunity reaching a stage.
    #[must_use]
    pub fn stage(opportunity: RecordId, stage: &str, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Stage,
            stage: stage.to_owned(),
            on: Some(on),
            ..Self::default()
        }
    }

    /// An opportunity ending.
    #[must_use]
    pub fn ending(opportunity: RecordId, ending: Ending, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Ending,
            ending: Some(ending),
            on: Some(on),
            ..Self::default()
        }
    }

    /// A round of talks, past or planned.
    #[must_use]
    pub fn round(opportunity: RecordId, title: &str, on: Date, at: Option<u32>) -> Self {
        Self {
            opportunity: Some(opportunity),
            what: EventKind::Round,
            title: title.to_owned(),
            on: Some(on),
            at,
            ..Self::default()
        }
    }

    /// A note in the history.
    #[must_use]
    pub fn note(opportunity: RecordId, title: &str, notes: &str, on: Date) -> Self {
        Self {
            opportunity: Some(opportunity),
            title: title.to_owned(),
            notes: notes.to_owned(),
            on: Some(on),
            ..Self::default()
        }
    }
}

impl Entity for Event {
    const KIND: RecordKind = RecordKind::Event;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

impl Entity for crate::model::opportunity::Opportunity {
    const KIND: RecordKind = RecordKind::Opportunity;
}
