//! The practices towards people anywhere: greetings, the wider network, those who landed, your name.

use crate::method::practice::{Phase, Practice};

pub(super) const HOLIDAYS: Practice = Practice {
    id: "holidays",
    phase: Phase::Reconnect,
    title: "Send season’s greetings",
    summary: "Once a year, a greeting on a day that means something to them.",
    why: "A greeting once a year keeps you in touch with very little effort. It’s welcome \
          when it suits the person rather than your own calendar.",
    how: &[
        "Think which holiday this person celebrates. If you don’t know, New Year usually works.",
        "Write by name: one line about them, one good wish.",
        "Write to one person at a time, and leave requests for another day.",
    ],
    in_the_app: "Choose the holiday on someone’s page, or in late November, when Today asks who to \
                 greet. Every year, it reminds you in time, with a draft.",
    evidence: None,
};

pub(super) const NETWORK: Practice = Practice {
    id: "network",
    phase: Phase::Reconnect,
    title: "Wake up your network",
    summary: "Once a day, write to someone you haven’t spoken to for a while.",
    why: "Some roles are talked about before they are posted. People who liked working with you \
          are often glad to hear from you.",
    how: &[
        "Go through old teams, classes and clubs, and write down twenty names.",
        "Send one short message a day. Ask how they are and what they’re working on.",
        "If they ask, say in one sentence what you’re looking for.",
        "Offer something back: a tip, an introduction, a listening ear.",
    ],
    in_the_app: "Choose on someone’s page how often you’d like to be in touch. Today then suggests \
                 one message a day, and one is plenty.",
    evidence: None,
};

pub(super) const LANDED: Practice = Practice {
    id: "landed",
    phase: Phase::Reconnect,
    title: "Ask people who have just found a job",
    summary: "Someone who found a job last month knows what works now.",
    why: "Advice about searching dates quickly. Someone who has just been through it can tell you \
          what got answers this season, and what was wasted effort.",
    how: &[
        "Think of two or three people who have changed jobs lately.",
        "Ask three things. What helped? What was a waste of time? What would you do first today?",
        "Try one of their answers for two weeks, and tell them how it went.",
    ],
    in_the_app: "Tag them “recently landed” on their page. Their answers to three questions are kept \
                 there and on Learned, where you can try one for two weeks.",
    evidence: None,
};

pub(super) const BRAND: Practice = Practice {
    id: "brand",
    phase: Phase::Reconnect,
    title: "The search ends, your name stays",
    summary: "Every message and every meeting adds to one picture of you.",
    why: "One day this search will be over, and these people will still be around. Being remembered \
          as fair and reliable outlasts any single answer.",
    how: &[
        "Before you write, read what you wrote last time, and build on it.",
        "Deliver on small promises: the link you mentioned, the day you named.",
        "Let your profile, your CV and your conversation tell the same story.",
        "Write about a company only what you would say to its people.",
    ],
    in_the_app: "Messages you mark as sent stay in your history with that person. The latest one is beside \
                 the next, so you never repeat yourself.",
    evidence: None,
};
