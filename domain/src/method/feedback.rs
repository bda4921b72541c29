//! Feedback: what it can be asked for, and questions that make an honest answer easy: each is
//! narrow, and none asks anybody to judge the person.

use serde::{Deserialize, Serialize};

/// What feedback is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Material {
    /// A CV.
    Cv,
    /// A public profile.
    Profile,
    /// A pitch.
    Pitch,
    /// A marketing plan.
    MarketingPlan,
    /// An interview.
    Interview,
    /// The person as a candidate.
    Candidate,
    /// Why the answer was no: asked of a company.
    Reason,
}

impl Material {
    /// Everything to ask people for feedback on. [`Self::Reason`] is asked of companies, from their
    /// no.
    pub const CHOICES: [Self; 6] = [
        Self::Cv,
        Self::Profile,
        Self::Pitch,
        Self::MarketingPlan,
        Self::Interview,
        Self::Candidate,
    ];

    /// The word stored for it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cv => "cv",
            Self::Profile => "profile",
            Self::Pitch => "pitch",
            Self::MarketingPlan => "marketing-plan",
            Self::Interview => "interview",
            Self::Candidate => "candidate",
            Self::Reason => "reason",
        }
    }

    /// The choice with this stored word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::CHOICES
            .into_iter()
            .find(|material| material.id() == id)
    }

    /// What it is called on the screen, and where the person gives it no name of their own.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cv => "My CV",
            Self::Profile => "My public profile",
            Self::Pitch => "My pitch",
            Self::MarketingPlan => "My marketing plan",
            Self::Interview => "An interview",
            Self::Candidate => "Me as a candidate",
            Self::Reason => "Why it was a no",
        }
    }

    /// Whether there is a text to read, so that a request without one lacks something.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(
            self,
            Self::Cv | Self::Profile | Self::Pitch | Self::MarketingPlan
        )
    }

    /// Questions to choose from, the first [`FIRST_QUESTIONS`] of them to begin with.
    #[must_use]
    pub const fn questions(self) -> &'static [&'static str] {
        match self {
            Self::Cv => CV,
            Self::Profile => PROFILE,
            Self::Pitch => PITCH,
            Self::MarketingPlan => MARKETING_PLAN,
            Self::Interview => INTERVIEW,
            Self::Candidate => CANDIDATE,
            Self::Reason => REASON,
        }
    }
}

/// How many questions a request begins with: more are rarely answered.
pub const FIRST_QUESTIONS: usize = 4;

const CHANGE: &str = "If you could change one thing, what would it be?";
const KEEP: &str = "What would you keep just as it is?";

const CV: &[&str] = &[
    "What would make you say no to this?",
    CHANGE,
    "What is missing?",
    KEEP,
    "After half a minute with it, what would you say I do?",
    "Which line would you leave out?",
    "Which line would you want to hear more about?",
];

const PROFILE: &[&str] = &[
    "What would make you move on to the next profile?",
    CHANGE,
    "What is missing?",
    KEEP,
    "What kind of role would you contact me about?",
    "Which words could be on anyone’s profile?",
];

const PITCH: &[&str] = &[
    "Where did you stop listening?",
    CHANGE,
    "What is missing?",
    KEEP,
    "In one sentence: what do I offer, and who needs it?",
    "Which part did you not believe?",
];

const MARKETING_PLAN: &[&str] = &[
    "What in this plan do you think won’t work?",
    CHANGE,
    "Which company, person or channel is missing?",
    KEEP,
    "Where would you begin?",
    "Who could you introduce me to?",
];

const INTERVIEW: &[&str] = &[
    "What would have made you say no?",
    "If I could answer one question again, which would it be?",
    "What was missing?",
    "What is one thing for me to keep doing?",
    "Which answer was too long?",
    "Which example convinced you?",
];

const CANDIDATE: &[&str] = &[
    "What might make someone hesitate to hire me?",
    "If I worked on just one thing, what would you choose?",
    "What do I leave out when I talk about my work?",
    "What is one thing for me to keep doing?",
    "When have you seen me at my best?",
    "Which role would suit me that I may not have thought of?",
];

const REASON: &[&str] = &[
    "What was the main thing that decided it?",
    "What would have made me a stronger candidate?",
    "What is one thing for me to keep doing?",
    "What was missing?",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn materials_are_stored_under_the_words_serde_writes_and_each_has_enough_to_ask() {
        for material in Material::CHOICES.into_iter().chain([Material::Reason]) {
            let written = serde_json::to_value(material).unwrap_or_default();
            assert_eq!(written, material.id());
            assert!(
                material.questions().len() >= FIRST_QUESTIONS,
                "{material:?}"
            );
            let is_choice = Material::CHOICES.contains(&material);
            let read = Material::from_id(material.id());
            assert_eq!(read, is_choice.then_some(material));
        }
    }
}
