//! The practices of carrying on: let go, plan small, find a partner, keep the tone, help someone.

use crate::method::practice::{Phase, Practice};

pub(super) const LET_GO: Practice = Practice {
    id: "let-go",
    phase: Phase::Continue,
    title: "Then let it go",
    summary: "Close the chapter, and put your energy where it can change something.",
    why: "After the first honest hour, more thinking about one no rarely teaches more. Closing it \
          on purpose frees your attention for what comes next.",
    how: &[
        "Write down the one or two things you’ll keep.",
        "Choose the next three steps, each small enough for one sitting.",
        "Tell yourself that it’s closed. If the thought comes back, let it pass and carry on.",
        "Closed isn’t forgotten. The people stay, and so does the history.",
    ],
    in_the_app: "The last step of a comeback closes the chapter. The next steps you chose are then \
                 in Today, and you can stay in touch with the people you met.",
    evidence: None,
};

pub(super) const PERSIST: Practice = Practice {
    id: "persist",
    phase: Phase::Continue,
    title: "Keep going with small written plans",
    summary: "Nobody can tell when it will happen. A small plan each week keeps you going.",
    why: "A search is long, and motivation comes and goes. A plan that says what, when and where \
          carries you through the days without it.",
    how: &[
        "At the start of the week, write three to five to-dos: what, when and where.",
        "Choose things you can do yourself, such as two messages, rather than things others decide.",
        "At the end of the week, look back for ten minutes. Shorten what was too much.",
        "A quiet week is still a week. The next one starts fresh.",
    ],
    in_the_app: "Plan has this week and the next: three to five lines with what, when and where. What \
                 wasn’t done moves or goes. At the end of the week there’s a short look back.",
    evidence: Some(
        "In a field experiment, concrete written plans raised applications by 15 percent and \
         employment by 26 percent. Reminders and peer support alone added nothing there.",
    ),
};

pub(super) const GOALS_PARTNER: Practice = Practice {
    id: "goals-partner",
    phase: Phase::Continue,
    title: "Set goals and find a partner",
    summary: "Goals in your own hands, and one person who asks how it went.",
    why: "An offer isn’t in your hands. Two good conversations a week are. With someone at your \
          side, a plan feels more real and less lonely.",
    how: &[
        "Write goals about what you do, not about what you’re given.",
        "Ask one person for fifteen minutes a week. It can work both ways.",
        "Tell them what helps you: questions, quiet or a nudge.",
        "Talk about what you did and learned, and leave results for last.",
    ],
    in_the_app: "Goals are on your plan. On Partners you choose what to show: a link with an account, \
                 a file without one. By the link, your partner can leave you a short note.",
    evidence: None,
};

pub(super) const POSITIVE: Practice = Practice {
    id: "positive",
    phase: Phase::Continue,
    title: "Stay warm in tone",
    summary: "Tell the same facts in words that do you good.",
    why: "The way you tell your story shapes how others hear it, and how you hear it yourself. \
          Positive doesn’t mean untrue.",
    how: &[
        "Prepare two calm sentences on why you’re searching.",
        "Say what you want next before you say what ended.",
        "Read a message aloud before you send it. Take out every bitter word.",
        "Bad days are allowed. Tell a friend about them rather than a recruiter.",
    ],
    in_the_app: "Every draft starts warm and plain. As you edit it, words that may come across as \
                 hurt are pointed out. The last word is yours.",
    evidence: None,
};

pub(super) const PAY_FORWARD: Practice = Practice {
    id: "pay-forward",
    phase: Phase::Continue,
    title: "Help someone else",
    summary: "Someone is always having a harder day. Half an hour of yours can make it easier.",
    why: "Helping reminds you of what you’re good at. It also brings you together with people who \
          help each other.",
    how: &[
        "Introduce two people who can help each other.",
        "Read someone’s CV, or practise an interview with them.",
        "Pass on a posting that suits someone else better.",
        "Write down what you gave. On a low day, read that list.",
    ],
    in_the_app: "Log help you gave on Care, with the person if you like. It’s then in your history \
                 with them. Now and then, Today asks if someone could use a hand.",
    evidence: None,
};
