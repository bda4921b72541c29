//! The review: fifteen questions about one interview process.

use super::practice::Creates;
use super::question::Question;

/// The question with this id.
pub fn question(id: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.id == id)
}

/// The questions asked after a screening call, where the others would have little to stand on.
pub const SHORT_REVIEW: [&str; 5] = [
    "communication",
    "evidence",
    "resonance",
    "improve",
    "thanks",
];

/// All fifteen, in the order they are asked.
pub static QUESTIONS: [Question; 15] = [
    Question {
        id: "communication",
        number: 1,
        title: "How clearly it came across",
        prompt: "How clearly did you come across, in your own view?",
        hint: "Short answers landed well. I lost the thread when I explained the migration.",
        creates: None,
        make_label: None,
    },
    Question {
        id: "skills",
        number: 2,
        title: "Craft and working with people",
        prompt: "Could they see both your craft and the way you work with people?",
        hint: "They saw the modelling. I left out how I brought the two teams together.",
        creates: None,
        make_label: None,
    },
    Question {
        id: "evidence",
        number: 3,
        title: "Examples with a result",
        prompt: "Which examples did you give, and which of them had a number or a result?",
        hint: "Invoicing: four days saved a month. The hiring story had no number yet.",
        creates: None,
        make_label: None,
    },
    Question {
        id: "resonance",
        number: 4,
        title: "What made them lean in",
        prompt: "What made them lean in, nod or ask for more?",
        hint: "When I drew the data flow, both began to ask questions.",
        creates: None,
        make_label: None,
    },
    Question {
        id: "improve",
        number: 5,
        title: "What to do differently",
        prompt: "If you had the same hour again, what is one thing you would do differently?",
        hint: "Ask about their team before I describe my work.",
        creates: Some(Creates::Focus),
        make_label: Some("Make this a focus for the next interview"),
    },
    Question {
        id: "thanks",
        number: 6,
        title: "Thanks, in time and personally",
        prompt: "Whom did you thank after the rounds, and who would still be glad of a word?",
        hint: "Thanked the lead the same evening. Not yet the colleague who showed me around.",
        creates: Some(Creates::Message),
        make_label: Some("Write a thank-you message"),
    },
    Question {
        id: "worries",
        number: 7,
        title: "What keeps this team awake",
        prompt: "What seems to keep this team awake at night?",
        hint: "They lose customers in the first month and do not know why.",
        creates: Some(Creates::CompanyNote),
        make_label: Some("Keep this as a note on the company"),
    },
    Question {
        id: "questions",
        number: 8,
        title: "What your questions brought out",
        prompt: "Which of your questions brought that to light? Which one would you ask now?",
        hint: "Asking about their last launch opened it up. I would ask what slows them down.",
        creates: None,
        make_label: None,
    },
    Question {
        id: "rapport",
        number: 9,
        title: "With whom it clicked",
        prompt: "With whom did it click, and with whom less so? What may have made the difference?",
        hint: "Easy with the engineers. The sales lead wanted examples from her side.",
        creates: None,
        make_label: None,
    },
    Question {
        id: "adapt",
        number: 10,
        title: "Adjusting to each person",
        prompt: "How did you adjust to each person you spoke with?",
        hint: "More numbers for the finance lead. With the founder I stayed too technical.",
        creates: None,
        make_label: None,
    },
    Question {
        id: "follow-up",
        number: 11,
        title: "A natural reason to be in touch",
        prompt: "What would be a natural reason to be in touch with them again?",
        hint: "Their conference talk in May. I can send a line after it.",
        creates: Some(Creates::Touch),
        make_label: Some("Plan to be in touch"),
    },
    Question {
        id: "ninety-days",
        number: 12,
        title: "Your first ninety days",
        prompt: "Knowing what you know now, what would your first ninety days there look like?",
        hint: "First month: sit in on support calls. By day ninety: one report nobody has to make by hand.",
        creates: Some(Creates::NinetyDayPlan),
        make_label: Some("Keep this as a ninety-day plan"),
    },
    Question {
        id: "thanks-after",
        number: 13,
        title: "Thanks since the no",
        prompt: "Since the no, whom have you thanked, and whom would you like to thank?",
        hint: "The recruiter. I would like to write to the two people of the second round.",
        creates: Some(Creates::Message),
        make_label: Some("Write a message of thanks"),
    },
    Question {
        id: "reasons",
        number: 14,
        title: "What they said about why",
        prompt: "What did they say about their reasons? If nothing, who might tell you?",
        hint: "Only that it was close. The recruiter may say more if I ask kindly.",
        creates: Some(Creates::FeedbackRequest),
        make_label: Some("Ask for feedback"),
    },
    Question {
        id: "project",
        number: 15,
        title: "Work you could offer them",
        prompt: "Is there a piece of work you could offer them?",
        hint: "A two-week look at why customers leave, with three things to try.",
        creates: Some(Creates::ProjectOpportunity),
        make_label: Some("Add this as a project"),
    },
];
