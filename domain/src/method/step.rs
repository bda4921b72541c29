//! The words of each comeback step: what it is called, how it greets the person, why it is there.

/// What a person reads on one step of the comeback.
#[derive(Debug)]
pub struct StepWords {
    /// The step's stable word, as the comeback stores it.
    pub id: &'static str,
    /// The heading of the screen.
    pub title: &'static str,
    /// One or two kind sentences under it.
    pub lead: &'static str,
    /// Why the step is worth taking, for whoever asks.
    pub why: &'static str,
    /// Practices that say more about it, by id.
    pub practices: &'static [&'static str],
}

/// The words of the step with this id.
pub fn step_words(id: &str) -> Option<&'static StepWords> {
    STEP_WORDS.iter().find(|words| words.id == id)
}

/// Every step in walking order.
pub static STEP_WORDS: &[StepWords] = &[
    StepWords {
        id: "pause",
        title: "First, a pause",
        lead: "You put work and hope into this. For now, it’s fine just to be disappointed.",
        why: "Nothing is due on this one until the pause is over. What you write afterwards will sound more like you.",
        practices: &["pause", "self-care", "company-kept"],
    },
    StepWords {
        id: "triage",
        title: "What did they say?",
        lead: "Note how you heard, and what they said, in their words. Nothing needs judging yet.",
        why: "Exact words are easy to lose, and easy to remember as harsher than they were.",
        practices: &["composure", "one-yes"],
    },
    StepWords {
        id: "reply",
        title: "Answer them warmly",
        lead: "A short thank-you keeps the door open. Here is a draft; change it until it sounds like you.",
        why: "They still remember you well, so now is the best time to ask for a reason.",
        practices: &["reply", "positive", "brand"],
    },
    StepWords {
        id: "sort",
        title: "Was it in your hands?",
        lead: "Some reasons are yours to work on, and many never were. Choose as many as fit. Not knowing is fine.",
        why: "Only what is yours becomes something to do. You can let the rest go here.",
        practices: &["beyond-control"],
    },
    StepWords {
        id: "review",
        title: "Look back kindly",
        lead: "One question at a time, as a friend would ask it. Skip any, stop anywhere.",
        why: "Written answers show what worked and what didn’t. What you save comes back before your next interview.",
        practices: &["review", "present", "creative"],
    },
    StepWords {
        id: "learn",
        title: "What you’ll keep",
        lead: "Save one or two things that will help next time. A few clear ones are better than many.",
        why: "They’re on your Learned page, and you’ll see them before your next interview.",
        practices: &["feedback", "current"],
    },
    StepWords {
        id: "in-touch",
        title: "Stay in touch",
        lead: "You met people there who now know you. A message in a month keeps you in touch.",
        why: "People change teams and companies, and plans change. Being remembered well is worth a few lines.",
        practices: &["in-touch", "article", "thanks", "good-news", "holidays"],
    },
    StepWords {
        id: "offer",
        title: "Offer a piece of work",
        lead: "You know a little about their worries now. Is there a small project that would help them?",
        why: "A project is an easier yes than a role, and sometimes it opens a second door.",
        practices: &["consult"],
    },
    StepWords {
        id: "move-on",
        title: "Your next three steps",
        lead: "Choose up to three small things and a day for each. Today will remind you.",
        why: "A plan that says what, when and where is easier to begin.",
        practices: &["persist", "network", "explore", "landed"],
    },
    StepWords {
        id: "close",
        title: "Close this chapter",
        lead: "Close it when it feels right. You can open it again any time.",
        why: "Closing is something you do, not something that happens.",
        practices: &["let-go", "one-yes", "pay-forward"],
    },
];

/// The next three actions offered when moving on, general enough for any search.
pub const NEXT_ACTIONS: [&str; 8] = [
    "Write to one person I haven’t spoken to for a while",
    "Ask someone who recently found a job what helped",
    "Send one application I’d love to hear back about",
    "Practise one answer out loud, with a number in it",
    "Ask a former colleague for honest feedback on my CV",
    "Look for one project I could take on for now",
    "Take a rest day and do something that does me good",
    "Help one other person who is searching",
];
