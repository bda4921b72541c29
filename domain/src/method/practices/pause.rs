//! The practices of the first day or two: take it in, stay gracious, look after yourself.

use crate::method::practice::{Creates, Phase, Practice};

pub(super) const PAUSE: Practice = Practice {
    id: "pause",
    phase: Phase::Pause,
    title: "Give yourself a day or two",
    summary: "Be disappointed first. Decide nothing for 24 to 48 hours.",
    why: "A no after real effort hurts, because you meant it. Messages written in the first hours \
          rarely say what you want to be known for. A pause with a fixed end gives the feeling \
          room, and keeps it from taking the week.",
    how: &[
        "Name the end: tomorrow evening, or the evening after. Until then, this one needs nothing from you.",
        "Do something with your body: a walk, a swim, cooking for someone.",
        "Tell one person who can listen without fixing it.",
        "When the time is over, read the message again. The same sentence often reads differently by then.",
    ],
    in_the_app: "Each no opens a recovery window of 24, 36 or 48 hours. While it runs, that \
                 opportunity asks for nothing. You can end it early or skip it.",
    evidence: None,
    creates: &[Creates::RestDay],
};

pub(super) const COMPOSURE: Practice = Practice {
    id: "composure",
    phase: Phase::Pause,
    title: "Stay gracious when you hear it",
    summary: "Listen, thank them, leave the door open. The rest can wait.",
    why: "The people who tell you no may meet you again, or be asked about you. How you take it is \
          the last thing they see. It is also one of the few parts that are wholly in your hands.",
    how: &[
        "Breathe out before you answer. Three seconds of silence sound thoughtful.",
        "Let them finish. Write their words down as they say them.",
        "Thank them for their time, and for telling you themselves.",
        "Leave arguments and decisions for another day. Ask if you may write later with one question.",
    ],
    in_the_app: "A card you can read in ten seconds before you pick up. It holds two sentences you can say aloud.",
    evidence: None,
    creates: &[],
};

pub(super) const SELF_CARE: Practice = Practice {
    id: "self-care",
    phase: Phase::Pause,
    title: "Look after yourself",
    summary: "You are the one who walks into the next interview. So you come first.",
    why: "Sleep, food, movement and company show in how you speak and how you listen. A search \
          needs them over weeks or months, not for one big day.",
    how: &[
        "On a good day, write a short list of what does you good.",
        "Put one thing from it into the day before you put in the work.",
        "Miss a day without a word of blame. There is nothing to catch up on.",
        "If low days outnumber the others, talk to a doctor or someone you trust.",
    ],
    in_the_app: "A rest day is among the next actions a comeback offers, and it counts. Nothing here counts days in a row.",
    evidence: None,
    creates: &[Creates::RestDay],
};

pub(super) const COMPANY_KEPT: Practice = Practice {
    id: "company-kept",
    phase: Phase::Pause,
    title: "Choose the voices around you",
    summary: "Spend less time with talk that drags you down, your own included.",
    why: "In a search you hear the same gloomy sentences often, from others and from yourself. \
          Repeated enough, they begin to sound like facts.",
    how: &[
        "Notice who leaves you with more energy, and who with less. Plan your week by it.",
        "Mute the chats and threads that only complain.",
        "Write a harsh sentence down exactly as it came.",
        "Then write it as a fair friend would say it, with the facts left in. Keep the second one.",
    ],
    in_the_app: "Nothing you write in a comeback is analysed. Without an account it stays on this device unless you export it.",
    evidence: Some(
        "In one small trial, engineers who wrote privately about losing their job found work sooner.",
    ),
    creates: &[],
};

pub(super) const STEP_AWAY: Practice = Practice {
    id: "step-away",
    phase: Phase::Pause,
    title: "Step back for a fresh look",
    summary: "When effort stops paying off, rest first. Then ask someone who sees you with new eyes.",
    why: "After weeks of searching it is hard to see your own material. A break and another pair \
          of eyes often show more than the next ten applications.",
    how: &[
        "Take one to three days off, and write down when you return.",
        "Leave job boards and inbox alone in that time.",
        "Ask one person from your field what they would change first.",
        "Come back with one change, not ten.",
    ],
    in_the_app: "A rest day can be one of your next three actions. Whatever is due can wait with a tap on Later.",
    evidence: None,
    creates: &[Creates::RestDay, Creates::FeedbackRequest],
};
