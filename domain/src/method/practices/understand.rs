//! The practices of understanding: what was in your hands, what was not, and who can tell you.

use crate::method::practice::{Creates, Phase, Practice};

pub(super) const ONE_YES: Practice = Practice {
    id: "one-yes",
    phase: Phase::Understand,
    title: "You need one yes",
    summary: "Many noes are normal in a search. One yes is enough.",
    why: "Most searches are a row of noes with one yes at the end. For every role, nearly everyone \
          who applies hears no. The number of noes says little about you.",
    how: &[
        "Expect several noes on the way to each good conversation, and plan for that.",
        "Look at a week by what you did, what you learned and whom you met.",
        "When a no comes, name one thing that is better prepared now than before.",
    ],
    in_the_app: "Noes are never shown as a score. You see what you learned and whom you met.",
    evidence: None,
    creates: &[Creates::Learning],
};

pub(super) const BEYOND_CONTROL: Practice = Practice {
    id: "beyond-control",
    phase: Phase::Understand,
    title: "Know what was never yours",
    summary: "The cause may lie wholly outside you. Sort it before you change anything.",
    why: "An internal candidate, a frozen budget, a friend of the manager: none of these is visible \
          from outside. Working on the wrong cause costs strength and confidence.",
    how: &[
        "Ask of each no: do I know the reason, or do I guess it?",
        "Sort it: mine to work on, beyond my control, or unknown.",
        "Only the first becomes a task. The other two can be put down.",
        "Unknown is an honest answer. Let the gap stay open rather than filling it with blame.",
    ],
    in_the_app: "The comeback offers the usual reasons as choices. Only what is yours to work on becomes an action.",
    evidence: None,
    creates: &[Creates::Action],
};

pub(super) const FEEDBACK: Practice = Practice {
    id: "feedback",
    phase: Phase::Understand,
    title: "Ask for feedback and use it",
    summary: "Ask people you trust about your skills and your material. Then change one thing.",
    why: "You cannot read your own CV as a stranger does. People say more when the question is \
          small and honesty is clearly safe.",
    how: &[
        "Ask three people: one from your field, one who hires, one who knows you well.",
        "Ask narrow questions. What would you cut? What did you miss? Where did you stop reading?",
        "Answer with thank you and nothing else. Explanations teach people to be careful with you.",
        "Turn each useful answer into one action with a day.",
    ],
    in_the_app: "Where you do not know the reason, the review turns it into a question to send. What comes back can become an action.",
    evidence: None,
    creates: &[Creates::FeedbackRequest, Creates::Action],
};
