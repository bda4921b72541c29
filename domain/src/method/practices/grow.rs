//! The practices of growing: learn something, try something, take on a project, collect stories.

use crate::method::practice::{Creates, Phase, Practice};

pub(super) const CURRENT: Practice = Practice {
    id: "current",
    phase: Phase::Grow,
    title: "Stay current and useful",
    summary: "Learn one thing at a time that your next team can use.",
    why: "Time between roles can pass quickly and still feel empty. Something learned gives the \
          week a result, and gives you something to talk about.",
    how: &[
        "Take three postings you like. Note what they ask for that you have only in part.",
        "Choose one, and give it two fixed hours a week.",
        "End with something to show: a note, a small project, a talk.",
        "Write one sentence on what it is good for, as a team would put it.",
    ],
    in_the_app: "What you want to get better at waits on Learned. Tick it when it sits.",
    evidence: None,
    creates: &[Creates::Learning],
};

pub(super) const EXPLORE: Practice = Practice {
    id: "explore",
    phase: Phase::Grow,
    title: "Try another way",
    summary: "When the same way brings the same silence, change one thing and watch.",
    why: "It is hard to know which part of a search works. One change at a time, with an end date, \
          tells you more than ten at once.",
    how: &[
        "Choose one change: another opening line, another channel, another kind of role.",
        "Write down until when you try it, and what you hope to see.",
        "On that day compare honestly. Keep it or drop it.",
        "With small numbers, call it a hint and not a proof.",
    ],
    in_the_app: "Write the trial as one of your next actions, with its last day. Today brings it back then.",
    evidence: None,
    creates: &[Creates::Action, Creates::Learning],
};

pub(super) const CONSULT: Practice = Practice {
    id: "consult",
    phase: Phase::Grow,
    title: "Take on a project meanwhile",
    summary: "A piece of paid work keeps you in practice. Sometimes it becomes the job.",
    why: "A project lets both sides see how it is to work together. It is also an easier yes than \
          a permanent role.",
    how: &[
        "Think of a problem you heard about in an interview and could solve in a few weeks.",
        "Offer a clear result, a fixed end and a fair price.",
        "Keep some hours a week for the search while it runs.",
        "If it goes well, ask before the end what could come next.",
    ],
    in_the_app: "Add it as an opportunity of the kind project. If it becomes a job, change the kind and the history stays.",
    evidence: None,
    creates: &[Creates::ProjectOpportunity],
};

pub(super) const CREATIVE: Practice = Practice {
    id: "creative",
    phase: Phase::Grow,
    title: "Collect your stories",
    summary: "The situation, what you did, the result with a number. Stories show what claims cannot.",
    why: "In an interview there is little time to search your memory. A few finished stories let \
          you answer freely, and show resourcefulness and resilience without naming them.",
    how: &[
        "Write six: a success, a conflict, a mistake mended, a deadline, an idea, a setback.",
        "Give each three parts: the situation, what you did, what came of it.",
        "Find a number for each: days saved, people reached, errors avoided.",
        "Tell each one aloud once, in under two minutes.",
    ],
    in_the_app: "The third review question asks for your examples and their numbers. Your answers there are the start of the collection.",
    evidence: None,
    creates: &[Creates::Learning],
};
