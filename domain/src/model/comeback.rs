//! The comeback: what follows a no, step by step, as a state machine over one record. Any step can be skipped, left and resumed.

use serde::{Deserialize, Serialize};

use crate::method::{Cause, QUESTIONS, Question, SHORT_REVIEW, question};
use crate::model::stage::{INTERVIEWING, SCREENING, Stages};
use crate::state::entity::Entity;
use crate::state::record::RecordKind;
use crate::values::date::{Date, Now};
use crate::values::id::RecordId;

const HOUR_MS: u64 = 3_600_000;

/// The longest recovery window that is offered.
const LONGEST_WINDOW_HOURS: u64 = 48;

/// The hours before the end of a recovery window from which the reply is offered.
const REPLY_OFFERED_IN_LAST_HOURS: u64 = 8;

/// One screen of the comeback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Take time before anything else.
    Pause,
    /// How the no arrived and what was said.
    Triage,
    /// A warm answer.
    Reply,
    /// Mine, not mine, unknown.
    Sort,
    /// The review questions.
    Review,
    /// What to take along.
    Learn,
    /// Whom to stay in touch with.
    InTouch,
    /// Something useful to offer.
    Offer,
    /// The next three actions.
    MoveOn,
    /// Closing the chapter.
    Close,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 10] = [
        Self::Pause,
        Self::Triage,
        Self::Reply,
        Self::Sort,
        Self::Review,
        Self::Learn,
        Self::InTouch,
        Self::Offer,
        Self::MoveOn,
        Self::Close,
    ];

    /// The word stored, and the key of [`crate::method::step_words`].
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Triage => "triage",
            Self::Reply => "reply",
            Self::Sort => "sort",
            Self::Review => "review",
            Self::Learn => "learn",
            Self::InTouch => "in-touch",
            Self::Offer => "offer",
            Self::MoveOn => "move-on",
            Self::Close => "close",
        }
    }

    /// The step with this stored word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Done.
    Done,
    /// Left out on purpose; it can be taken up again.
    Skipped,
}

/// How far an opportunity went, which decides how much the comeback asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// An application, answered by a letter.
    Letter,
    /// A first call or test.
    Call,
    /// Interviews.
    Interviews,
}

impl Depth {
    /// All depths, shallow to deep.
    pub const ALL: [Self; 3] = [Self::Letter, Self::Call, Self::Interviews];

    /// The depth that goes with the furthest stage of a history.
    #[must_use]
    pub fn of(furthest: &str, stages: &Stages) -> Self {
        let rank = stages.rank(furthest);
        if rank >= stages.rank(INTERVIEWING) {
            Self::Interviews
        } else if rank >= stages.rank(SCREENING) {
            Self::Call
        } else {
            Self::Letter
        }
    }

    /// The words shown where the person says how far it went.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Letter => "I applied",
            Self::Call => "We had a first call",
            Self::Interviews => "We had interviews",
        }
    }

    /// The word stored, which is also the value of form fields.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Call => "call",
            Self::Interviews => "interviews",
        }
    }

    /// The steps asked for at this depth, in order.
    #[must_use]
    pub const fn plan(self) -> &'static [Step] {
        match self {
            Self::Letter => &[Step::Sort, Step::Close],
            Self::Call => &[
                Step::Pause,
                Step::Reply,
                Step::Sort,
                Step::Review,
                Step::MoveOn,
                Step::Close,
            ],
            Self::Interviews => &Step::ALL,
        }
    }

    /// The review questions asked at this depth, in order.
    pub fn questions(self) -> impl Iterator<Item = &'static Question> {
        QUESTIONS.iter().filter(move |candidate| match self {
            Self::Letter => false,
            Self::Call => SHORT_REVIEW.contains(&candidate.id),
            Self::Interviews => true,
        })
    }
}

/// How the no arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// By mail or letter.
    Mail,
    /// By phone or video.
    Call,
    /// Face to face.
    InPerson,
    /// Through a portal or a recruiter.
    Portal,
}

impl Told {
    /// All ways, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Mail, Self::Call, Self::InPerson, Self::Portal];

    /// The words shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mail => "By mail",
            Self::Call => "On the phone",
            Self::InPerson => "Face to face",
            Self::Portal => "Through a portal or recruiter",
        }
    }
}

/// One comeback. Its record id is the id of the ending event, so that two devices which open it make one record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Comeback {
    /// The opportunity that ended.
    pub opportunity: Option<RecordId>,
    /// When the no was noted, in milliseconds since 1970, UTC.
    pub opened_ms: u64,
    /// Length of the recovery window in hours, once chosen; 0 means none.
    pub window_hours: Option<u32>,
    /// When the person ended the window early.
    pub window_ended_ms: Option<u64>,
    /// How the no arrived.
    pub told: Option<Told>,
    /// What they said, as it came.
    pub said: String,
    /// Whose it was.
    pub cause: Option<Cause>,
    /// Ids of [`crate::method::REASONS`].
    pub reasons: Vec<String>,
    /// A reason in the person's own words.
    pub reason_note: String,
    /// The step the person is looking at, where it is not the first open one.
    pub at: Option<Step>,
    /// The review question the person is looking at.
    pub at_question: String,
    /// What became of [`Step::Pause`]; each step is a cell of its own, so that two devices never undo each other's.
    pub pause: Option<StepState>,
    /// What became of [`Step::Triage`].
    pub triage: Option<StepState>,
    /// What became of [`Step::Reply`].
    pub reply: Option<StepState>,
    /// What became of [`Step::Sort`].
    pub sort: Option<StepState>,
    /// What became of [`Step::Review`].
    pub review: Option<StepState>,
    /// What became of [`Step::Learn`].
    pub learn: Option<StepState>,
    /// What became of [`Step::InTouch`].
    pub in_touch: Option<StepState>,
    /// What became of [`Step::Offer`].
    pub offer: Option<StepState>,
    /// What became of [`Step::MoveOn`].
    pub move_on: Option<StepState>,
    /// Until this day the app does not bring it up.
    pub later_until: Option<Date>,
    /// What the person takes along, in a sentence or two.
    pub learned: String,
    /// The day the chapter was closed.
    pub closed_on: Option<Date>,
}

impl Entity for Comeback {
    const KIND: RecordKind = RecordKind::Comeback;

    fn parent(&self) -> Option<RecordId> {
        self.opportunity
    }
}

/// What a person can do in a comeback, besides writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Choose a recovery window in hours; 0 for none.
    ChooseWindow(u32),
    /// End the running window now.
    EndWindow,
    /// A step is done: go on.
    Done(Step),
    /// Leave a step out: go on.
    Skip(Step),
    /// Look at a step again, or ahead.
    GoTo(Step),
    /// Not today.
    Later(Date),
    /// Close the chapter.
    Close,
    /// Open it again.
    Reopen,
}

/// Where a comeback stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The recovery window runs: nothing is asked.
    Pausing {
        /// When it ends, in milliseconds since 1970, UTC.
        until_ms: u64,
        /// How much of it has passed, 0 to 100.
        percent: u32,
        /// Whether the reply may be offered already.
        reply_offered: bool,
    },
    /// Put off by the person.
    Later(Date),
    /// There is a next step.
    Open(Step),
    /// Closed.
    Closed(Date),
}

impl Comeback {
    /// A comeback for an ending noted now.
    #[must_use]
    pub fn new(opportunity: RecordId, now: Now) -> Self {
        Self {
            opportunity: Some(opportunity),
            opened_ms: now.ms,
            ..Self::default()
        }
    }

    /// What became of a step.
    #[must_use]
    pub const fn state(&self, step: Step) -> Option<StepState> {
        match step {
            Step::Pause => self.pause,
            Step::Triage => self.triage,
            Step::Reply => self.reply,
            Step::Sort => self.sort,
            Step::Review => self.review,
            Step::Learn => self.learn,
            Step::InTouch => self.in_touch,
            Step::Offer => self.offer,
            Step::MoveOn => self.move_on,
            Step::Close if self.closed_on.is_some() => Some(StepState::Done),
            Step::Close => None,
        }
    }

    /// When the recovery window ends, if one was chosen and not ended early.
    #[must_use]
    pub fn window_until_ms(&self) -> Option<u64> {
        match (self.window_hours, self.window_ended_ms) {
            (Some(hours), None) if hours > 0 => {
                Some(self.opened_ms.saturating_add(u64::from(hours) * HOUR_MS))
            }
            _ => None,
        }
    }

    /// Until when this no asks for nothing, in milliseconds since 1970: while its window runs, and until one is chosen, though not for
    /// longer than the longest window. A letter has no pause of its own.
    #[must_use]
    pub fn rests_until_ms(&self, depth: Depth, now: Now) -> Option<u64> {
        if self.closed_on.is_some() {
            return None;
        }
        let is_undecided = depth != Depth::Letter
            && self.window_hours.is_none()
            && self.state(Step::Pause).is_none();
        let until = if is_undecided {
            Some(
                self.opened_ms
                    .saturating_add(LONGEST_WINDOW_HOURS * HOUR_MS),
            )
        } else {
            self.window_until_ms()
        };
        until.filter(|until| now.ms < *until)
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self, depth: Depth, now: Now) -> Status {
        if let Some(day) = self.closed_on {
            return Status::Closed(day);
        }
        match self.window_until_ms() {
            Some(until_ms) if now.ms < until_ms => {
                let length = until_ms - self.opened_ms;
                let passed = now.ms.saturating_sub(self.opened_ms);
                let left = until_ms - now.ms;
                return Status::Pausing {
                    until_ms,
                    percent: u32::try_from(passed * 100 / length.max(1)).unwrap_or(100),
                    reply_offered: left <= REPLY_OFFERED_IN_LAST_HOURS * HOUR_MS,
                };
            }
            _ => {}
        }
        match self.later_until {
            Some(day) if day > now.today() => Status::Later(day),
            _ => Status::Open(self.next_step(depth)),
        }
    }

    /// The first step of the plan that is neither done nor skipped; closing comes last.
    #[must_use]
    pub fn next_step(&self, depth: Depth) -> Step {
        depth
            .plan()
            .iter()
            .copied()
            .find(|step| self.state(*step).is_none())
            .unwrap_or(Step::Close)
    }

    /// The step to show: where the person last was, else the next one.
    #[must_use]
    pub fn current_step(&self, depth: Depth) -> Step {
        match self.at {
            Some(step) if depth.plan().contains(&step) => step,
            _ => self.next_step(depth),
        }
    }

    /// How many steps of the plan are behind, and how many there are.
    #[must_use]
    pub fn progress(&self, depth: Depth) -> (usize, usize) {
        let plan = depth.plan();
        let behind = plan
            .iter()
            .filter(|step| self.state(**step).is_some())
            .count();
        (behind, plan.len())
    }

    /// The comeback after a move. What the person wrote is never touched by one.
    #[must_use]
    pub fn after(&self, action: Move, depth: Depth, now: Now) -> Self {
        let mut next = self.clone();
        match action {
            Move::ChooseWindow(hours) => {
                next.window_hours = Some(hours);
                next.window_ended_ms = None;
                next.finish(Step::Pause, StepState::Done, depth);
            }
            Move::EndWindow => {
                next.window_ended_ms = Some(now.ms);
                next.later_until = None;
            }
            Move::Done(step) => next.finish(step, StepState::Done, depth),
            Move::Skip(step) => next.finish(step, StepState::Skipped, depth),
            Move::GoTo(step) => next.at = Some(step),
            Move::Later(day) => next.later_until = Some(day),
            Move::Close => {
                next.closed_on = Some(now.today());
                (next.at, next.later_until) = (None, None);
            }
            Move::Reopen => next.closed_on = None,
        }
        next
    }

    fn finish(&mut self, step: Step, state: StepState, depth: Depth) {
        let cell = match step {
            Step::Pause => &mut self.pause,
            Step::Triage => &mut self.triage,
            Step::Reply => &mut self.reply,
            Step::Sort => &mut self.sort,
            Step::Review => &mut self.review,
            Step::Learn => &mut self.learn,
            Step::InTouch => &mut self.in_touch,
            Step::Offer => &mut self.offer,
            Step::MoveOn => &mut self.move_on,
            Step::Close => return,
        };
        *cell = Some(state);
        self.later_until = None;
        // Going on means the step after this one in the plan, also where an earlier one was left open.
        self.at = depth
            .plan()
            .iter()
            .copied()
            .find(|later| *later > step && self.state(*later).is_none());
    }
}

/// The next three actions offered when moving on, in the order of [`crate::method`]: general enough for any search.
pub const NEXT_ACTIONS: [&str; 8] = [
    "Write to one person I have not spoken to for a while",
    "Ask someone who recently found a role what helped",
    "Send one application I would be glad to get an answer to",
    "Practise one answer out loud, with a number in it",
    "Ask a former colleague for honest feedback on my CV",
    "Look for one project I could take on meanwhile",
    "Take a rest day and do something that does me good",
    "Help one other person who is searching",
];

/// The question with this id, at this depth, and the one after it.
#[must_use]
pub fn question_and_next(
    depth: Depth,
    id: &str,
) -> Option<(&'static Question, Option<&'static Question>)> {
    let mut questions = depth.questions();
    let found = questions.find(|candidate| candidate.id == id)?;
    Some((question(found.id)?, questions.next()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;

    use super::*;

    const START: Now = Now {
        ms: 1_770_000_000_000,
        offset_minutes: 60,
    };

    fn hours_later(hours: u64) -> Now {
        Now {
            ms: START.ms + hours * HOUR_MS,
            ..START
        }
    }

    fn opened() -> Comeback {
        Comeback::new(RecordId::fixed(1), START)
    }

    #[test]
    fn while_the_window_runs_nothing_is_asked_and_late_in_it_the_reply_is_offered() {
        let comeback = opened().after(Move::ChooseWindow(24), Depth::Interviews, START);
        let status = |hours| comeback.status(Depth::Interviews, hours_later(hours));
        assert!(matches!(
            status(12),
            Status::Pausing {
                percent: 50,
                reply_offered: false,
                ..
            }
        ));
        assert!(matches!(
            status(20),
            Status::Pausing {
                reply_offered: true,
                ..
            }
        ));
        assert_eq!(status(24), Status::Open(Step::Triage));
    }

    #[test]
    fn the_window_can_be_ended_early_or_left_out() {
        let ended = opened()
            .after(Move::ChooseWindow(48), Depth::Call, START)
            .after(Move::EndWindow, Depth::Call, hours_later(1));
        assert_eq!(
            ended.status(Depth::Call, hours_later(1)),
            Status::Open(Step::Reply)
        );
        let none = opened().after(Move::ChooseWindow(0), Depth::Call, START);
        assert_eq!(none.status(Depth::Call, START), Status::Open(Step::Reply));
    }

    #[test]
    fn a_form_letter_takes_two_steps() {
        let sorted = opened().after(Move::Done(Step::Sort), Depth::Letter, START);
        assert_eq!(
            sorted.status(Depth::Letter, START),
            Status::Open(Step::Close)
        );
        let closed = sorted.after(Move::Close, Depth::Letter, START);
        assert_eq!(
            closed.status(Depth::Letter, START),
            Status::Closed(START.today())
        );
        assert_eq!(closed.progress(Depth::Letter), (2, 2));
    }

    #[test]
    fn after_a_call_five_questions_are_asked_and_after_interviews_fifteen() {
        assert_eq!(Depth::Call.questions().count(), 5);
        assert_eq!(Depth::Interviews.questions().count(), 15);
    }

    #[test]
    fn put_off_means_put_off_until_that_day() {
        let tomorrow = START.today().plus_days(1);
        let later = opened().after(Move::Later(tomorrow), Depth::Letter, START);
        assert_eq!(later.status(Depth::Letter, START), Status::Later(tomorrow));
        assert_eq!(
            later.status(Depth::Letter, hours_later(24)),
            Status::Open(Step::Sort)
        );
    }

    fn any_move() -> impl Strategy<Value = Move> {
        let step = proptest::sample::select(Step::ALL.to_vec());
        prop_oneof![
            proptest::sample::select(vec![0_u32, 24, 36, 48]).prop_map(Move::ChooseWindow),
            Just(Move::EndWindow),
            step.clone().prop_map(Move::Done),
            step.clone().prop_map(Move::Skip),
            step.prop_map(Move::GoTo),
            (0..9_i32).prop_map(|days| Move::Later(START.today().plus_days(days))),
            Just(Move::Close),
            Just(Move::Reopen),
        ]
    }

    proptest! {
        #[test]
        fn no_sequence_of_moves_loses_a_word_or_leaves_the_plan(
            moves in proptest::collection::vec(any_move(), 0..40),
            depth in proptest::sample::select(Depth::ALL.to_vec()),
            hours in 0..200_u64,
        ) {
            let mut comeback = Comeback {
                said: "we liked you".into(),
                learned: "numbers".into(),
                reason_note: "internal candidate".into(),
                ..opened()
            };
            for action in moves {
                comeback = comeback.after(action, depth, hours_later(hours));
            }
            prop_assert_eq!(&comeback.said, "we liked you");
            prop_assert_eq!(&comeback.learned, "numbers");
            prop_assert_eq!(&comeback.reason_note, "internal candidate");
            prop_assert!(depth.plan().contains(&comeback.current_step(depth)));
        }

        #[test]
        fn skipping_whatever_comes_next_always_reaches_the_end(
            moves in proptest::collection::vec(any_move(), 0..20),
            depth in proptest::sample::select(Depth::ALL.to_vec()),
        ) {
            let mut comeback = opened();
            for action in moves {
                comeback = comeback.after(action, depth, START);
            }
            for _ in 0..Step::ALL.len() {
                comeback = comeback.after(Move::Skip(comeback.next_step(depth)), depth, START);
            }
            prop_assert_eq!(comeback.next_step(depth), Step::Close);
            let closed = comeback.after(Move::Close, depth, START);
            prop_assert_eq!(closed.progress(depth).0, depth.plan().len());
        }
    }
}
