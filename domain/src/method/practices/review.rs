//! The practices of the interview itself: looking back on it, showing up for it, giving thanks for it.

use crate::method::practice::{Phase, Practice};

pub(super) const REVIEW: Practice = Practice {
    id: "review",
    phase: Phase::Review,
    title: "Answer fifteen questions honestly",
    summary: "Go through the interview once, kindly and in writing. Then use the answers.",
    why: "Memory keeps the one bad moment and drops the rest. Fixed questions bring back what \
          worked, and turn a feeling into something you can use.",
    how: &[
        "Begin when the pause is over, while you still remember the room.",
        "Answer in a few words. Mark each as worked, mixed, missed or doesn’t apply.",
        "Skip what you can’t answer, stop when you’re tired, come back when you like.",
        "Choose one thing to do differently. One is enough for the next interview.",
    ],
    in_the_app: "You get one question at a time, and you can skip any of them. What you save from \
                 your answers comes back when you prepare for the next interview.",
    evidence: Some(
        "Across 46 samples, structured debriefs improved performance by about a quarter. In a study \
         with 180 people, kindly worded reflection did better than free reflection.",
    ),
};

pub(super) const PRESENT: Practice = Practice {
    id: "present",
    phase: Phase::Review,
    title: "Show up at your best",
    summary: "Energy, short answers, positive words, examples with numbers, and ready to start.",
    why: "An interview is also a first taste of working with you. Small things you can prepare \
          make a difference to how that feels.",
    how: &[
        "Prepare three examples, each with a result and a number.",
        "Practise answers of about ninety seconds, then let the other person speak.",
        "Speak well of former employers, or leave them out.",
        "Check camera, light, sound and background the evening before.",
        "Know when you could start, and say so plainly. Follow up within a day.",
    ],
    in_the_app: "Each round has a page to prepare on: one focus, three stories, your questions and \
                 a short checklist. Today links to it when the round is near.",
    evidence: None,
};

pub(super) const THANKS: Practice = Practice {
    id: "thanks",
    phase: Phase::Review,
    title: "Say yes often, say thank you always",
    summary: "A short, personal thank-you to every interviewer, within a day of every round.",
    why: "A thank-you takes five minutes, and some people remember it for years. It’s also a good \
          way to end the day, whatever comes of it.",
    how: &[
        "Write the same evening, while you remember who said what.",
        "Name one thing from the conversation that only this person will recognise.",
        "Four or five sentences will do. Ask for nothing.",
        "Say yes to small invitations, too: a coffee, a talk, an introduction.",
    ],
    in_the_app: "After each round, Today asks how it went with each person there. A thank-you to \
                 each of them is then due within a day, with a draft.",
    evidence: Some(
        "Surveys disagree about the effect. In one, 57 percent of managers say notes don’t help. \
         In another, 68 percent of recruiters say they matter.",
    ),
};
