//! Three comebacks of the example search: in its recovery window, in the middle of the review,
//! closed.

use super::maker::Maker;
use crate::method::{Cause, Mark, Occasion};
use crate::model::action::Action;
use crate::model::comeback::{Comeback, StepState, Told, Window};
use crate::model::message::Message;
use crate::model::review::{Answer, Learning, LearningKind};
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

const HOUR_MS: u64 = 3_600_000;

/// Rows whose no has a comeback: in its recovery window, in the middle of the review, closed.
pub(super) const RESTING: usize = 0;
pub(super) const IN_REVIEW: usize = 1;
pub(super) const CLOSED: usize = 2;

const DONE: Option<StepState> = Some(StepState::Done);

/// The id of a question, the answer, and its mark.
type Answered = (&'static str, &'static str, Mark);

/// Answers of the review that is under way.
#[rustfmt::skip]
const REVIEW_ANSWERS: [Answered; 3] = [
    ("communication", "Clear until the system question. Then I spoke too fast.", Mark::Mixed),
    ("skills", "My skills came across. How I work with others only came up once.", Mark::Mixed),
    ("evidence", "Two examples had numbers: 40 % fewer outages, 3 weeks instead of 8.", Mark::Worked),
];

/// Answers of the closed one.
#[rustfmt::skip]
const CLOSED_ANSWERS: [Answered; 5] = [
    ("communication", "I rambled in the opening, then found my feet.", Mark::Mixed),
    ("evidence", "Every example had a number this time.", Mark::Worked),
    ("improve", "Open with one sentence on what I bring.", Mark::Missed),
    ("worries", "Two teams become one. I asked about it too late.", Mark::Missed),
    ("thanks-after", "Wrote to both. One answered within the hour.", Mark::Worked),
];

/// Learnings of the closed one, with the question each answers.
#[rustfmt::skip]
const CLOSED_LEARNINGS: [(LearningKind, &str, &str); 3] = [
    (LearningKind::Focus, "improve", "Open with one sentence on what I bring"),
    (LearningKind::Improve, "worries", "Ask in the first call who decides and what worries them"),
    (LearningKind::Keep, "evidence", "Examples with a number land"),
];

impl Maker<'_> {
    pub(super) fn add_comeback(
        &mut self,
        position: usize,
        opportunity: RecordId,
        id: RecordId,
        on: Date,
    ) {
        let days = u64::from(on.days_until(self.today).unsigned_abs());
        let base = Comeback {
            opportunity: Some(opportunity),
            opened_ms: self.now.ms.saturating_sub(days * 24 * HOUR_MS),
            told: Some(Told::Call),
            pause: DONE,
            window_hours: Some(24),
            ..Comeback::default()
        };
        match position {
            RESTING => {
                let opened = Now {
                    ms: self.now.ms.saturating_sub(9 * HOUR_MS),
                    ..self.now
                };
                let resting = Comeback {
                    opened_ms: opened.ms,
                    window_hours: Some(36),
                    window_ends_ms: Window::from_now(36, opened, &|_| None).ends_ms,
                    ..base
                };
                self.put(id, &resting);
            }
            IN_REVIEW => self.add_review(opportunity, id, base),
            CLOSED => self.add_closed(opportunity, id, base, on),
            _ => {}
        }
    }

    fn add_review(&mut self, opportunity: RecordId, id: RecordId, base: Comeback) {
        self.put(
            id,
            &Comeback {
                // The window is over, also where a weekend lies between.
                opened_ms: base.opened_ms.min(self.now.ms.saturating_sub(48 * HOUR_MS)),
                told: Some(Told::Mail),
                triage: DONE,
                reply: DONE,
                sort: DONE,
                cause: Some(Cause::Mine),
                reasons: vec!["no-numbers".into()],
                said: "They liked the interview and chose someone who had led a team before."
                    .into(),
                ..base
            },
        );
        self.add(&Message {
            opportunity: Some(opportunity),
            occasion: Some(Occasion::ReplyToNo),
            subject: "Thank you".into(),
            body: "Thank you for telling me yourself, and for two good conversations. What would have made the difference?".into(),
            sent_on: Some(self.today.plus_days(-1)),
            ..Message::default()
        });
        self.add_answers(id, &REVIEW_ANSWERS, self.today.plus_days(-1));
    }

    fn add_closed(&mut self, opportunity: RecordId, id: RecordId, base: Comeback, on: Date) {
        let closed_on = on.plus_days(4);
        self.put(
            id,
            &Comeback {
                triage: DONE,
                reply: DONE,
                sort: DONE,
                review: DONE,
                learn: DONE,
                in_touch: DONE,
                offer: Some(StepState::Skipped),
                move_on: DONE,
                cause: Some(Cause::NotMine),
                reasons: vec!["known-to-them".into()],
                said: "The director brought someone he had worked with.".into(),
                learned: "Ask early who decides and what worries them.".into(),
                closed_on: Some(closed_on),
                ..base
            },
        );
        self.add_answers(id, &CLOSED_ANSWERS, closed_on.plus_days(-1));
        self.add_closed_learnings(opportunity, id);
        self.add_closed_action(opportunity, id, on);
    }

    fn add_closed_learnings(&mut self, opportunity: RecordId, id: RecordId) {
        for (kind, question, text) in CLOSED_LEARNINGS {
            self.add(&Learning {
                opportunity: Some(opportunity),
                comeback: Some(id),
                question: question.into(),
                kind,
                text: text.into(),
                ..Learning::default()
            });
        }
    }

    fn add_closed_action(&mut self, opportunity: RecordId, id: RecordId, on: Date) {
        let person = self
            .people
            .iter()
            .find(|(_, of)| *of == opportunity)
            .map(|(person, _)| *person);
        self.add(&Action {
            text: "Send them something worth reading on merging two teams".into(),
            why: "A month after the no, something useful.".into(),
            due: Some(on.plus_days(30)),
            opportunity: Some(opportunity),
            comeback: Some(id),
            person,
            occasion: Some(Occasion::SomethingUseful),
            ..Action::default()
        });
    }

    fn add_answers(&mut self, comeback: RecordId, answers: &[Answered], on: Date) {
        for (question, text, mark) in answers {
            self.add(&Answer {
                comeback: Some(comeback),
                question: (*question).into(),
                text: (*text).into(),
                mark: Some(*mark),
                on: Some(on),
            });
        }
    }
}
