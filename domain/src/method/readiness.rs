//! The readiness check: what to look at once more before a round.

/// One thing to tick.
#[derive(Debug)]
pub struct ReadinessCheck {
    /// Stable word that ticks are stored under.
    pub id: &'static str,
    /// What is ticked.
    pub label: &'static str,
    /// How to tell.
    pub hint: &'static str,
}

const fn check(id: &'static str, label: &'static str, hint: &'static str) -> ReadinessCheck {
    ReadinessCheck { id, label, hint }
}

/// The checks, in the order they are shown.
pub static READINESS: [ReadinessCheck; 8] = [
    check(
        "energy",
        "Energy",
        "I’ve eaten, slept and had a walk, or as close as today allows.",
    ),
    check(
        "brevity",
        "Brevity",
        "I can answer “tell me about yourself” in a minute.",
    ),
    check(
        "positive",
        "Positive wording",
        "I can speak well of where I’ve worked.",
    ),
    check(
        "numbers",
        "Numbers",
        "Each of my stories ends in a result with a number.",
    ),
    check("camera", "Camera", "At eye level, with a calm background."),
    check(
        "light-sound",
        "Light and sound",
        "The light is in front of me, and I’ve tried the microphone.",
    ),
    check(
        "follow-up",
        "Follow-up",
        "I know how I’ll ask about the next step.",
    ),
    check("ready", "Ready to start", "I can say when I could begin."),
];
