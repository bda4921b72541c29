//! The practices of the interview itself: looking back on it, showing up for it, giving thanks for it.

use crate::method::practice::{Creates, Phase, Practice};

pub(super) const REVIEW: Practice = Practice {
    id: "review",
    phase: Phase::Review,
    title: "Answer fifteen questions honestly",
    summary: "Go through the interview once, kindly and in writing. Then use the answers.",
    why: "Memory keeps the one bad moment and drops the rest. Fixed questions bring back what \
          worked as well, and turn a feeling into something you can use.",
    how: &[
        "Begin when the pause is over, while you still remember the room.",
        "Answer in a few words. Mark each as worked, mixed, missed or does not apply.",
        "Skip what you cannot answer, stop when you are tired, return when you like.",
        "Choose one thing to do differently. One is enough to carry into the next room.",
    ],
    in_the_app: "One question on the screen at a time, and none is required. Answers can become \
                 messages, notes and plans, and a focus for the next interview.",
    evidence: Some(
        "Structured debriefs improved performance by about a quarter, over 46 samples. In a study \
         with 180 people, kindly worded reflection did better than free reflection.",
    ),
    creates: &[
        Creates::Focus,
        Creates::Message,
        Creates::CompanyNote,
        Creates::Touch,
        Creates::NinetyDayPlan,
        Creates::FeedbackRequest,
        Creates::ProjectOpportunity,
    ],
};

pub(super) const PRESENT: Practice = Practice {
    id: "present",
    phase: Phase::Review,
    title: "Show up at your best",
    summary: "Energy, short answers, positive words, examples with numbers, and ready to start.",
    why: "An interview is also a first sample of working with you. Small things you can prepare \
          decide how that sample feels.",
    how: &[
        "Prepare three examples, each with a result and a number.",
        "Practise answers of about ninety seconds, then let the other side speak.",
        "Speak well of former employers, or leave them out.",
        "Check camera, light, sound and background the evening before.",
        "Know your first possible day, and say it plainly. Follow up within a day.",
    ],
    in_the_app: "What you chose to do differently is shown again on every opportunity with an interview ahead.",
    evidence: None,
    creates: &[Creates::Focus],
};

pub(super) const THANKS: Practice = Practice {
    id: "thanks",
    phase: Phase::Review,
    title: "Say yes often, say thank you always",
    summary: "A short, personal thank-you to every interviewer, within a day of every round.",
    why: "A thank-you takes five minutes, and some people remember it for years. It also closes \
          the day well for you, whatever comes of it.",
    how: &[
        "Write the same evening, while you remember who said what.",
        "Name one thing from the conversation that only this person will recognise.",
        "Keep it to four or five sentences, and ask for nothing.",
        "Say yes to small invitations too: a coffee, a talk, an introduction.",
    ],
    in_the_app: "The review asks whom you thanked, and the answer can become an action. A letter to start from is above.",
    evidence: Some(
        "Surveys disagree about the effect. In one, 57 percent of managers say notes do not help. \
         In another, 68 percent of recruiters say they matter.",
    ),
    creates: &[Creates::Message],
};
