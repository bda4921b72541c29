//! Rounds, planned touches and lines of the plan as entries.

use super::changed::{last_turn_ms, latest_ms, plan_changed_ms};
use super::entry::{DAY_MINUTES, Entry, When};
use super::lines::{at_its_minute, lines};
use crate::journal::Journal;
use crate::method::Occasion;
use crate::model::event::{Event, EventKind, USUAL_MINUTES};
use crate::model::person::Person;
use crate::planning::agenda::agenda;
use crate::planning::plan::{Because, Planned};
use crate::state::record::{RecordKey, RecordKind};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;
use crate::values::link::SafeLink;

/// The entry of a round, or `None` if its day is not known.
#[must_use]
pub fn of_round(journal: &Journal, id: RecordId, event: &Event) -> Option<Entry> {
    let on = event.on?;
    let company = event
        .opportunity
        .and_then(|id| journal.opportunities().get(id))
        .map(|about| about.short_name().to_owned());
    let title = if event.title.is_empty() {
        "Interview"
    } else {
        &event.title
    };
    Some(Entry {
        id,
        when: when_of(event, on),
        title: match company {
            Some(company) => format!("{title}, {company}"),
            None => title.to_owned(),
        },
        notes: notes_of(journal, event),
        link: SafeLink::parse(&event.link)
            .ok()
            .map(|link| link.as_str().to_owned()),
        changed_ms: changed_ms_of(journal, id, event),
    })
}

fn when_of(event: &Event, on: Date) -> When {
    match event.at {
        Some(minute) => When::At {
            on,
            minute: minute.min(DAY_MINUTES - 1),
            zone: event.zone.clone(),
            minutes: event.minutes.unwrap_or(USUAL_MINUTES).clamp(1, DAY_MINUTES),
        },
        None => When::Day(on),
    }
}

/// The form of a round, the people present, and the notes.
fn notes_of(journal: &Journal, event: &Event) -> String {
    let people: Vec<String> = event
        .with
        .iter()
        .filter_map(|id| journal.people().get(*id))
        .map(|person| match person.place() {
            place if place.is_empty() => person.name.clone(),
            place => format!("{} ({place})", person.name),
        })
        .collect();
    let form = event.form.map(|form| form.label().to_owned());
    let with = (!people.is_empty()).then(|| format!("With {}", people.join(", ")));
    let notes = Some(event.notes.clone()).filter(|notes| !notes.is_empty());
    let parts: Vec<String> = [form, with, notes].into_iter().flatten().collect();
    parts.join("\n")
}

/// The last change of the round, its opportunity or one of its people; without a zone of its own,
/// also of the person's.
fn changed_ms_of(journal: &Journal, id: RecordId, event: &Event) -> u64 {
    let about = event.opportunity.map(|id| (RecordKind::Opportunity, id));
    let named = event.with.iter().map(|id| (RecordKind::Person, *id));
    let is_own_clock = event.at.is_some() && event.zone.is_empty();
    let own_clock = is_own_clock.then_some((RecordKind::Settings, RecordId::ONLY));
    let used = [(RecordKind::Event, id)]
        .into_iter()
        .chain(own_clock)
        .chain(about)
        .chain(named);
    latest_ms(used.filter_map(|(kind, id)| journal.record(&RecordKey::new(kind, id))))
}

/// The entry of a planned touch, a whole day.
#[must_use]
pub fn of_touch(journal: &Journal, planned: &Planned) -> Entry {
    touch_entry(journal, planned, plan_changed_ms(journal))
}

fn touch_entry(journal: &Journal, planned: &Planned, changed_ms: u64) -> Entry {
    let name = journal
        .people()
        .get(planned.person)
        .map_or("Someone", |person: &Person| person.name.as_str());
    Entry {
        id: planned.id,
        when: When::Day(planned.due),
        title: format!("{}: {name}", short_word(planned.occasion)),
        notes: match &planned.because {
            // Calendars are shared.
            Because::Promise(_) => "You promised it.".to_owned(),
            because => because.sentence(planned.due),
        },
        link: None,
        changed_ms,
    }
}

/// Every round, past and ahead, every planned touch, and every line of the plan with a day, for a
/// calendar to subscribe to. While a no rests, what is to be done until that is over waits here as
/// it does on Today: only what has an hour stays.
#[must_use]
pub fn entries(journal: &Journal, now: Now) -> Vec<Entry> {
    let rounds = journal
        .events()
        .iter()
        .filter(|(_, event)| event.what == EventKind::Round)
        .filter_map(|(id, event)| of_round(journal, id, event));
    let agenda = agenda(journal, now);
    let rest_ends = agenda.pauses.iter().filter_map(|pause| {
        let until_ms = journal.rests_until_ms(pause.opportunity, now)?;
        Some(now.local(until_ms).0)
    });
    let rest_ends = rest_ends.max();
    let is_asked = move |entry: &Entry| match entry.when {
        When::Day(on) => rest_ends.is_none_or(|end| on > end),
        When::At { .. } => true,
    };
    // A line of a day that is over asks for nothing any more.
    let today = now.today();
    let is_over = move |entry: &Entry| matches!(entry.when, When::Day(on) if on < today);
    let changed_ms = plan_changed_ms(journal).max(last_turn_ms(journal, now));
    let plan = &agenda.plan;
    let touches = plan.touches.iter();
    let touches = touches
        .map(|planned| at_its_minute(journal, touch_entry(journal, planned, changed_ms)))
        .filter(is_asked);
    let lines = lines(journal, plan).into_iter();
    let lines = lines.filter(|line| is_over(line) || is_asked(line));
    rounds.chain(touches).chain(lines).collect()
}

/// The title of a touch. Calendars are shared, so it never mentions a no.
const fn short_word(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::ReplyToNo => "Reply",
        Occasion::ThankAfterNo
        | Occasion::ThankYouAfterRound
        | Occasion::ThankAfterYes
        | Occasion::ThankForFeedback => "Thank",
        Occasion::TellWhatChanged => "Say what changed",
        Occasion::AskForReasons => "Ask a question",
        Occasion::SomethingUseful => "Something worth reading",
        Occasion::Congratulate => "Congratulate",
        Occasion::ProjectPitch => "Offer a project",
        Occasion::CheckIn => "Say hello",
        Occasion::SeasonsGreetings => "Greetings",
        Occasion::AskForFeedback => "Ask for feedback",
        Occasion::AskWhatWorked => "Ask what worked",
        Occasion::ShareYes => "Share the news",
        Occasion::Withdraw => "Withdraw",
        Occasion::FollowUp => "Follow up",
    }
}
