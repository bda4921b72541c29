//! Short kind lines: for Today, for closing a form-letter no, for rest days, for heavy days.

/// One kind line; the same seed always gives the same line, so a day keeps its line.
pub fn kind_line(seed: usize) -> &'static str {
    KIND_LINES[seed % KIND_LINES.len()]
}

/// The lines `kind_line` chooses from; each reads well alone, on any day of a search.
pub static KIND_LINES: [&str; 8] = [
    "One answer, from one place, on one day. You are more than that.",
    "You put yourself forward. That takes something, every time.",
    "What you know and can do is the same as yesterday.",
    "One small step counts.",
    "Somewhere there’s a team that needs what you bring.",
    "You don’t have to be ready for everything. Just the next thing.",
    "Every conversation you have had makes the next one easier to begin.",
    "It takes one yes. You don’t have to know when.",
];

/// Lines for a day off, shown in place of what is due.
pub static REST_LINES: [&str; 4] = [
    "Today is a rest day. It counts.",
    "Everything you wrote is saved. It’s here whenever you want it.",
    "Rest is part of the search. See you when you’re ready.",
    "Go outside, call a friend, cook something good. The search can wait.",
];

/// What may go on the list of what helps, offered to those who begin one.
pub static CARE_SUGGESTIONS: [&str; 7] = [
    "Twenty minutes outside, without the phone",
    "Call someone who’s good company",
    "Cook something you like",
    "Move until you’re out of breath",
    "Bed by ten",
    "An evening without job boards or email",
    "Music, a book or a long bath",
];

/// Points to human help; used sparingly, where someone sounds like they carry too much.
pub const HUMAN_HELP: &str = "If it gets too heavy to carry alone, please talk to someone you trust, \
                              your doctor or a crisis line.";
