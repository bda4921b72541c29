//! The practices of understanding: what was in your hands, what was not, and who can tell you.

use crate::method::practice::{Phase, Practice};

pub(super) const ONE_YES: Practice = Practice {
    id: "one-yes",
    phase: Phase::Understand,
    title: "You need one yes",
    summary: "Hearing no many times is normal in a search. One yes is enough.",
    why: "Most searches are a run of noes with one yes at the end. For every role, nearly everyone \
          who applies hears no. How many you’ve heard says little about you.",
    how: &[
        "Expect several noes for each good conversation, and plan for that.",
        "Judge a week by what you did, what you learned and who you met.",
        "When a no comes, name one thing you’re better prepared for than before.",
    ],
    in_the_app: "Noes are never shown as a score. You see what you’ve learned and who you’ve met.",
    evidence: None,
};

pub(super) const BEYOND_CONTROL: Practice = Practice {
    id: "beyond-control",
    phase: Phase::Understand,
    title: "Know what was never in your hands",
    summary: "The cause may have nothing to do with you. Sort it out before you change anything.",
    why: "An internal candidate, a frozen budget, a friend of the manager: you can’t see any of \
          these from outside. Working on the wrong cause costs energy and confidence.",
    how: &[
        "For each no, ask: do I know the reason, or am I guessing?",
        "Sort it: mine to work on, out of my hands, or unknown.",
        "Only the first gives you something to do. You can let the other two go.",
        "Unknown is an honest answer. Leave the gap open rather than filling it with blame.",
    ],
    in_the_app: "In a comeback you choose from the usual reasons, or write your own. Only what is \
                 yours to work on asks for a next step.",
    evidence: None,
};

pub(super) const FEEDBACK: Practice = Practice {
    id: "feedback",
    phase: Phase::Understand,
    title: "Ask for feedback and use it",
    summary: "Ask people you trust about your skills and your CV. Then change one thing.",
    why: "You can’t read your own CV as a stranger would. People say more when the question is \
          small and honesty is clearly safe.",
    how: &[
        "Ask three people: one in your field, one who hires, one who knows you well.",
        "Ask narrow questions. What would you cut? What was missing? Where did you stop reading?",
        "Reply with a thank-you and nothing else. Explanations teach people to be careful with you.",
        "Turn each useful answer into one to-do with a day.",
    ],
    in_the_app: "On Feedback you choose what to show and which questions to ask, by message or, with \
                 an account, by link. Each answer can be thanked, kept or set aside, and become a to-do.",
    evidence: None,
};
