//! The texts typed into the form of an event, and the event they make.

use domain::model::event::{Event, EventKind, RoundForm};
use domain::values::date::{Date, clock_time};
use domain::values::id::RecordId;

use super::event_kinds::{addable, is_addable, kind_word};

/// The longest round, in minutes: a day.
const LONGEST_ROUND: u32 = 1_440;

/// The fields every event has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EventInput {
    /// The word of a kind.
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) notes: String,
    pub(super) day: String,
    pub(super) time: String,
    /// Whom a message or talk was with.
    pub(super) with: Vec<RecordId>,
    pub(super) round: RoundInput,
}

/// The fields of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RoundInput {
    pub(super) form: String,
    pub(super) minutes: String,
    pub(super) zone: String,
    pub(super) link: String,
    /// Who was there.
    pub(super) with: Vec<RecordId>,
}

impl EventInput {
    /// The fields as the form begins.
    pub(super) fn of(event: &Event) -> Self {
        Self {
            kind: kind_word(event.what).to_owned(),
            title: event.title.clone(),
            notes: event.notes.clone(),
            day: event.on.map(|on| on.to_string()).unwrap_or_default(),
            time: event.at.map(clock_time).unwrap_or_default(),
            with: event.with.clone(),
            round: RoundInput::of(event),
        }
    }

    /// The event with these fields, or why its day cannot be.
    pub(super) fn event(&self, before: &Event, today: Date) -> Result<Event, String> {
        let on = Date::parse(&self.day).map_err(|problem| problem.to_string())?;
        let is_standing = matches!(before.what, EventKind::Stage | EventKind::Ending);
        // A day that is left as it is came where it was noted.
        if is_standing && on > today && before.on != Some(on) {
            return Err("That day hasn’t come yet. Choose today or an earlier day.".into());
        }
        let mut after = before.clone();
        self.round.write(&mut after);
        if is_addable(before.what)
            && let Some(kind) = addable(&self.kind)
        {
            after.what = kind;
        }
        match after.what {
            EventKind::Contact => after.with.clone_from(&self.with),
            // A note is not a contact between two people.
            EventKind::Note => after.with.clear(),
            EventKind::Stage | EventKind::Ending | EventKind::Round => {}
        }
        after.on = Some(on);
        after.at = minute_of_day(&self.time);
        after.title = self.title.trim().to_owned();
        after.notes = self.notes.trim().to_owned();
        Ok(after)
    }
}

impl RoundInput {
    fn of(event: &Event) -> Self {
        let minutes = event.minutes.map(|minutes| minutes.to_string());
        Self {
            form: event.form.map_or("", RoundForm::id).to_owned(),
            minutes: minutes.unwrap_or_default(),
            zone: event.zone.clone(),
            link: event.link.clone(),
            with: event.with.clone(),
        }
    }

    fn write(&self, event: &mut Event) {
        let trimmed = |text: &str| text.trim().to_owned();
        event.form = RoundForm::parse(self.form.trim());
        event.minutes = self
            .minutes
            .trim()
            .parse()
            .ok()
            .filter(|minutes| (1..=LONGEST_ROUND).contains(minutes));
        event.zone = trimmed(&self.zone);
        event.link = trimmed(&self.link);
        event.with.clone_from(&self.with);
    }
}

/// The minute of the day of a time such as “14:05”.
fn minute_of_day(text: &str) -> Option<u32> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (
        hour.parse::<u32>().ok()?,
        minute.get(..2)?.parse::<u32>().ok()?,
    );
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use domain::model::stage::APPLIED;

    use super::*;
    use crate::actions::testing::NOON;

    const ACME: RecordId = RecordId::fixed(1);
    const ANN: RecordId = RecordId::fixed(2);
    const BEN: RecordId = RecordId::fixed(3);

    fn round() -> Event {
        Event {
            minutes: Some(45),
            form: Some(RoundForm::Video),
            with: vec![ANN],
            cares: "Tests".into(),
            ..Event::round(ACME, "Call", NOON.today(), Some(845))
        }
    }

    fn written(input: &EventInput, before: &Event) -> Result<Event, String> {
        input.event(before, NOON.today())
    }

    #[test]
    fn a_form_left_as_it_is_changes_nothing() {
        let stage = Event::stage(ACME, APPLIED, NOON.today());
        for event in [round(), stage] {
            assert_eq!(written(&EventInput::of(&event), &event), Ok(event));
        }
    }

    #[test]
    fn a_kind_decides_who_is_written() {
        let mut input = EventInput::of(&round());
        input.with = vec![BEN];
        let with = |input: &EventInput| written(input, &round()).map(|event| event.with);
        assert_eq!(with(&input), Ok(vec![ANN]), "who was there");
        input.kind = "contact".into();
        assert_eq!(with(&input), Ok(vec![BEN]), "whom it was with");
        input.kind = "note".into();
        assert_eq!(with(&input), Ok(Vec::new()));
    }

    #[test]
    fn a_stage_is_not_reached_on_a_day_to_come() {
        let stage = Event::stage(ACME, APPLIED, NOON.today());
        let mut input = EventInput::of(&stage);
        input.day = NOON.today().plus_days(1).to_string();
        assert!(written(&input, &stage).is_err_and(|problem| problem.contains("hasn’t come yet")));
        assert!(
            written(&input, &round()).is_ok(),
            "a round is planned ahead"
        );
        input.day = "soon".into();
        assert!(written(&input, &round()).is_err());
    }

    #[test]
    fn a_stage_noted_where_it_was_tomorrow_can_be_written_about() {
        let stage = Event::stage(ACME, APPLIED, NOON.today().plus_days(1));
        let mut input = EventInput::of(&stage);
        input.notes = "From the airport".into();
        let notes = written(&input, &stage).map(|event| event.notes);
        assert_eq!(notes.as_deref(), Ok("From the airport"));
    }

    #[test]
    fn a_stage_does_not_turn_into_another_kind() {
        let stage = Event::stage(ACME, APPLIED, NOON.today());
        let mut input = EventInput::of(&stage);
        input.kind = "note".into();
        let kind = written(&input, &stage).map(|event| event.what);
        assert_eq!(kind, Ok(EventKind::Stage));
    }

    #[test]
    fn numbers_out_of_bounds_are_left_out() {
        let mut input = EventInput::of(&round());
        input.round.minutes = "1441".into();
        input.time = "25:00".into();
        let event = written(&input, &round()).unwrap_or_default();
        assert_eq!((event.minutes, event.at), (None, None));
        assert_eq!(minute_of_day("14:05"), Some(845));
        assert_eq!(minute_of_day("14:05:30"), Some(845));
        assert_eq!(minute_of_day("14"), None);
    }
}
