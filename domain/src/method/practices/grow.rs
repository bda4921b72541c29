//! The practices of growing: learn something, try something, take on a project, collect stories.

use crate::method::practice::{Phase, Practice};

pub(super) const CURRENT: Practice = Practice {
    id: "current",
    phase: Phase::Grow,
    title: "Stay current and useful",
    summary: "Learn one thing at a time that your next team can use.",
    why: "Time between jobs can pass quickly and still feel empty. Learning something gives the \
          week a result, and gives you something to talk about.",
    how: &[
        "Take three postings you like. Note what they ask for that you only partly have.",
        "Choose one, and give it two fixed hours a week.",
        "End with something to show: a note, a small project, a talk.",
        "Write one sentence on what it’s good for, as a team would put it.",
    ],
    in_the_app: "On Learned, note what you learned and what it’s good for. What you want to get \
                 better at is there, too.",
    evidence: None,
};

pub(super) const EXPLORE: Practice = Practice {
    id: "explore",
    phase: Phase::Grow,
    title: "Try another way",
    summary: "When the same way brings the same silence, change one thing and watch.",
    why: "It’s hard to know which part of a search works. One change at a time, with an end date, \
          tells you more than ten at once.",
    how: &[
        "Choose one change: another opening line, another channel, another kind of role.",
        "Write down how long you’ll try it, and what you hope to see.",
        "When the time is up, compare honestly. Carry on with it or drop it.",
        "With small numbers, call it a hint and not proof.",
    ],
    in_the_app: "An experiment on Learned says what you try, until when, and how you’ll tell. At the \
                 end, note what it brought, and keep, change or drop it.",
    evidence: None,
};

pub(super) const CONSULT: Practice = Practice {
    id: "consult",
    phase: Phase::Grow,
    title: "Take on a project in the meantime",
    summary: "Paid project work gives you practice. Sometimes it becomes the job.",
    why: "A project lets both sides see what it’s like to work together. It’s also an easier yes \
          than a permanent role.",
    how: &[
        "Think of a problem you heard about in an interview and could solve in a few weeks.",
        "Offer a clear result, a fixed end and a fair price.",
        "Set aside some hours a week for the search while it runs.",
        "If it goes well, ask before the end what could come next.",
    ],
    in_the_app: "Add it as a project. It has its own stages, and a page for the pitch. If it \
                 becomes a job, change the kind and the history stays.",
    evidence: None,
};

pub(super) const CREATIVE: Practice = Practice {
    id: "creative",
    phase: Phase::Grow,
    title: "Collect your stories",
    summary: "The situation, what you did, the result with a number. Stories show what claims can’t.",
    why: "In an interview there’s little time to search your memory. With a few stories ready \
          you can answer freely. They show resourcefulness and resilience without naming them.",
    how: &[
        "Write six: a success, a conflict, a mistake put right, a deadline, an idea, a setback.",
        "Give each three parts: the situation, what you did, what came of it.",
        "Find a number for each: days saved, people reached, errors avoided.",
        "Tell each one aloud once, in under two minutes.",
    ],
    in_the_app: "The third review question asks for your examples, and each can be saved as a \
                 story. You pick three of them when you prepare for a round.",
    evidence: None,
};
