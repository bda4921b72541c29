//! The practices of the first day or two: take it in, stay gracious, look after yourself.

use crate::method::practice::{Phase, Practice};

pub(super) const PAUSE: Practice = Practice {
    id: "pause",
    phase: Phase::Pause,
    title: "Give yourself a day or two",
    summary: "Be disappointed first. Decide nothing for 24 to 48 hours.",
    why: "A no after real effort hurts, because you cared. Messages written in the first hours \
          rarely say what you want to be known for. A pause with a fixed end gives the feeling \
          room, and stops it taking over the week.",
    how: &[
        "Name the end: tomorrow evening, or the evening after. Until then, this one needs nothing from you.",
        "Do something physical: walk, swim, cook for someone.",
        "Tell one person who can listen without trying to fix it.",
        "When the time is up, read the message again. The same words often read differently by then.",
    ],
    in_the_app: "A no can open a pause of 24, 36 or 48 hours. While it runs, Today shows only \
                 what has a time. Everything else waits. You can end it early or skip it.",
    evidence: None,
};

pub(super) const COMPOSURE: Practice = Practice {
    id: "composure",
    phase: Phase::Pause,
    title: "Stay gracious when you hear it",
    summary: "Listen, thank them, leave the door open. The rest can wait.",
    why: "The people who tell you no may meet you again, or be asked about you. How you take it is \
          the last thing they see. It’s also one of the few parts that is wholly in your hands.",
    how: &[
        "Breathe out before you answer. Three seconds of silence sound thoughtful.",
        "Let them finish. Write down their words as they say them.",
        "Thank them for their time, and for telling you themselves.",
        "Leave arguments and decisions for another day. Ask if you can write later with one question.",
    ],
    in_the_app: "“I just heard no” is on every screen. If the call is still to come, it has a card \
                 you can read in ten seconds. It has two sentences to say, and a place for their words.",
    evidence: None,
};

pub(super) const SELF_CARE: Practice = Practice {
    id: "self-care",
    phase: Phase::Pause,
    title: "Look after yourself",
    summary: "You’re the one who walks into the next interview. So you come first.",
    why: "Sleep, food, exercise and company show in how you speak and how you listen. A search \
          needs them for weeks or months, not for one big day.",
    how: &[
        "On a good day, write a short list of what does you good.",
        "Put one thing from it into your day before you put in the work.",
        "If you miss a day, no blame. There’s nothing to catch up on.",
        "If low days outnumber the others, talk to a doctor or someone you trust.",
    ],
    in_the_app: "Care has your own list of what helps. One thing from it comes up during a pause, \
                 and after three noes in a week. Nothing here counts days in a row.",
    evidence: None,
};

pub(super) const COMPANY_KEPT: Practice = Practice {
    id: "company-kept",
    phase: Phase::Pause,
    title: "Choose the voices around you",
    summary: "Spend less time on talk that drags you down, including your own.",
    why: "In a search you hear the same gloomy sentences again and again, from others and from \
          yourself. Repeat them often enough and they start to sound like facts.",
    how: &[
        "Notice who leaves you with more energy, and who with less. Plan your week around it.",
        "Mute the chats and threads that only complain.",
        "When a harsh sentence comes up, write it down exactly as it came.",
        "Then write it as a fair friend would say it, with the facts left in. That’s the one to hold on to.",
    ],
    in_the_app: "The private page has two columns: the sentence as it came, and as a fair friend \
                 would say it. You can also write there for fifteen minutes. It stays on this device.",
    evidence: Some(
        "In one small trial, engineers who wrote privately about losing their job found work sooner.",
    ),
};

pub(super) const STEP_AWAY: Practice = Practice {
    id: "step-away",
    phase: Phase::Pause,
    title: "Step back for a fresh look",
    summary: "When effort stops paying off, rest first. Then ask someone to look with fresh eyes.",
    why: "After weeks of searching it’s hard to see your own CV and messages. A break and a \
          second pair of eyes often show more than the next ten applications.",
    how: &[
        "Take one to three days off, and write down when you’ll be back.",
        "Leave job boards and your inbox alone until then.",
        "Ask one person in your field what they would change first.",
        "Come back with one change, not ten.",
    ],
    in_the_app: "Mark rest days in your plan, and Today shows only what has a time. On Feedback, ask \
                 one person for a fresh look.",
    evidence: None,
};
