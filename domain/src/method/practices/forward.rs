//! The practices of carrying on: let go, plan small, find a partner, keep the tone, help someone.

use crate::method::practice::{Creates, Phase, Practice};

pub(super) const LET_GO: Practice = Practice {
    id: "let-go",
    phase: Phase::Continue,
    title: "Then let it go",
    summary: "Close the chapter, and put the energy where it moves something.",
    why: "After the first honest hour, more thinking about one no seldom teaches more. Closing it \
          on purpose frees your attention for the next.",
    how: &[
        "Write down the one or two things you take from it.",
        "Choose the next three actions, each small enough for one sitting.",
        "Tell yourself that it is closed. If the thought returns, let it pass and carry on.",
        "Closed is not forgotten. The people stay, and so does the history.",
    ],
    in_the_app: "The last step of a comeback closes the chapter. Your next three actions then appear in Today.",
    evidence: None,
    creates: &[Creates::Action, Creates::Learning],
};

pub(super) const PERSIST: Practice = Practice {
    id: "persist",
    phase: Phase::Continue,
    title: "Keep going with small written plans",
    summary: "Nobody can tell when it happens. A small plan each week keeps you within reach.",
    why: "A search is long, and motivation comes and goes. A plan that says what, when and where \
          carries you through the days without it.",
    how: &[
        "At the start of the week, write three to five actions: what, when and where.",
        "Choose things you can do yourself, such as two messages, rather than things others decide.",
        "At the end of the week, look back for ten minutes. Shorten what was too much.",
        "A week with less is a week, too. The next one starts fresh.",
    ],
    in_the_app: "Give an action a day, and Today shows it then. Later is always one of the choices.",
    evidence: Some(
        "In a field experiment, concrete written plans raised applications by 15 percent and \
         employment by 26 percent. Reminders and peer support alone added nothing there.",
    ),
    creates: &[Creates::Action],
};

pub(super) const GOALS_PARTNER: Practice = Practice {
    id: "goals-partner",
    phase: Phase::Continue,
    title: "Set goals and find a partner",
    summary: "Goals in your own hands, and one person who asks how it went.",
    why: "An offer is not in your hands. Two good conversations a week are. With someone at your \
          side, a plan feels more real and less lonely.",
    how: &[
        "Write goals about what you do, not about what you are given.",
        "Ask one person for fifteen minutes a week. It works well both ways.",
        "Tell them what helps you: questions, quiet or a nudge.",
        "Talk about what you did and learned, and leave results for last.",
    ],
    in_the_app: "Today holds your actions and Learned what came of them. Go through both together once a week.",
    evidence: None,
    creates: &[Creates::Action],
};

pub(super) const POSITIVE: Practice = Practice {
    id: "positive",
    phase: Phase::Continue,
    title: "Keep the tone warm",
    summary: "Tell the same facts in words that leave you standing.",
    why: "The way you tell your story shapes how others hear it, and how you hear it yourself. \
          Positive does not mean untrue.",
    how: &[
        "Prepare two calm sentences on why you are searching.",
        "Say what you want next before you say what ended.",
        "Read a message aloud before you send it. Take out every bitter word.",
        "Bad days are allowed. Tell them to a friend rather than to a recruiter.",
    ],
    in_the_app: "Every draft here starts warm and plain. Change it until it sounds like you.",
    evidence: None,
    creates: &[Creates::Message],
};

pub(super) const PAY_FORWARD: Practice = Practice {
    id: "pay-forward",
    phase: Phase::Continue,
    title: "Help someone else",
    summary: "Somebody always has a harder day. Half an hour of yours can lighten it.",
    why: "Helping reminds you of what you are good at. It also brings you among people who help \
          each other.",
    how: &[
        "Introduce two people who can be of use to each other.",
        "Read someone's CV, or practise an interview with them.",
        "Pass on a posting that suits someone else better.",
        "Write down what you gave. On a low day, read that list.",
    ],
    in_the_app: "Helping one other person is among the next actions a comeback offers. It is as good a step as any.",
    evidence: None,
    creates: &[Creates::Action],
};
