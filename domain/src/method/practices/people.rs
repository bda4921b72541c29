//! The practices towards people anywhere: greetings, the wider network, those who landed, your name.

use crate::method::practice::{Creates, Phase, Practice};

pub(super) const HOLIDAYS: Practice = Practice {
    id: "holidays",
    phase: Phase::Reconnect,
    title: "Send season's greetings",
    summary: "Once a year, a greeting on a day that means something to them.",
    why: "A yearly greeting keeps a thin line from breaking, with very little effort. It is welcome \
          when it fits the person rather than your own calendar.",
    how: &[
        "Think of which holiday this person keeps. If you do not know, the turn of the year often fits.",
        "Write by name: one line about them, one good wish.",
        "Send it to one person at a time, and leave requests for another day.",
    ],
    in_the_app: "Plan it as an action of that opportunity, for the day you choose. Today brings it up when the day comes.",
    evidence: None,
    creates: &[Creates::Touch],
};

pub(super) const NETWORK: Practice = Practice {
    id: "network",
    phase: Phase::Reconnect,
    title: "Wake your network",
    summary: "Write to one person a day you have not spoken to for a while.",
    why: "Some roles are talked about before they are posted. People who liked working with you \
          are often glad of a sign of life.",
    how: &[
        "Go through old teams, classes and clubs, and write down twenty names.",
        "Send one short message a day. Ask how they are and what they are working on.",
        "If they ask, say in one sentence what you are looking for.",
        "Offer something back: a hint, a contact, an open ear.",
    ],
    in_the_app: "Writing to one person is among the next actions a comeback offers. One message a day is the whole aim.",
    evidence: None,
    creates: &[Creates::Touch, Creates::Message],
};

pub(super) const LANDED: Practice = Practice {
    id: "landed",
    phase: Phase::Reconnect,
    title: "Ask those who have just landed",
    summary: "Someone who found a role last month knows what works at present.",
    why: "Advice about searching ages quickly. A person who has just landed can tell you what got \
          answers this season, and what was wasted effort.",
    how: &[
        "Think of two or three people who changed roles lately.",
        "Ask three things. What helped? What was wasted? What would you do first today?",
        "Try one of their answers for two weeks, and tell them how it went.",
    ],
    in_the_app: "Asking someone who just found a role is among the next actions a comeback offers. Note what they said with it.",
    evidence: None,
    creates: &[Creates::Learning, Creates::Action],
};

pub(super) const BRAND: Practice = Practice {
    id: "brand",
    phase: Phase::Reconnect,
    title: "The search passes, your name stays",
    summary: "Every message and every meeting adds to one picture of you.",
    why: "One day this search is over, and these people will still be around. To be remembered as \
          fair and reliable outlasts any single answer.",
    how: &[
        "Before you write, read what you wrote last time, and build on it.",
        "Keep small promises: the link you mentioned, the day you named.",
        "Let profile, CV and conversation tell the same story.",
        "Write about a company only what you would say to its people.",
    ],
    in_the_app: "Messages you mark as sent are kept, so the next one can build on them.",
    evidence: None,
    creates: &[Creates::Message],
};
