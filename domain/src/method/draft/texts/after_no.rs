//! Texts to those who said no, or know why.

use super::part::{Part, part, same};
use crate::method::draft::style::Length;

pub(super) const REPLY_TO_NO: &[Part] = &[
    part(
        Length::Short,
        "Thank you for letting me know your decision{about}. I had hoped for a different answer. I am grateful for the time you gave me.",
        "Thank you for letting me know your decision{about}. I had hoped for a different answer. Your time meant a lot to me.",
        "Thank you for informing me of your decision{about}. I had hoped for a different answer. I appreciate the time you gave me.",
    ),
    same(Length::Medium, "One thing I take with me: {learned}"),
    same(
        Length::Short,
        "May I ask one question? What would have made me a stronger choice for you? A single line would help, and any answer is welcome.",
    ),
    part(
        Length::Medium,
        "I would be glad to stay in touch. I wish you and your team all the best.",
        "I would love to stay in touch. All the best to you and your team.",
        "I would be pleased to remain in touch. I wish you and your team every success.",
    ),
    same(
        Length::Long,
        "If plans change, or another role comes up that fits, I would be happy to hear from you.",
    ),
];

pub(super) const THANK_AFTER_NO: &[Part] = &[
    part(
        Length::Short,
        "I have heard that you chose someone else{for}. Before I move on, I want to thank you for our conversation.",
        "I have heard that you chose someone else{for}. Before I move on: thank you for our conversation. It was a good one.",
        "I have learned that you chose another candidate{for}. Before I move on, I would like to thank you for our conversation.",
    ),
    same(Length::Medium, "This has stayed with me: {learned}"),
    same(
        Length::Long,
        "You mentioned what matters to you now: {cares} I keep thinking about it.",
    ),
    part(
        Length::Short,
        "I enjoyed talking with you. I wish you and your team well, and I hope that we meet again.",
        "I enjoyed talking with you. All the best to you and your team, and I hope we meet again.",
        "It was a pleasure to talk with you. I wish you and your team well, and I hope that we meet again.",
    ),
];

pub(super) const ASK_FOR_REASONS: &[Part] = &[
    part(
        Length::Short,
        "Thank you again for considering me{for}. I want to learn from it, and your view would help me.",
        "Thank you again for considering me{for}. I would love to learn from it, and your view means a lot to me.",
        "Thank you again for considering me{for}. I would like to learn from it, and your view would be of great help.",
    ),
    same(Length::Medium, "My own guess so far: {learned}"),
    same(
        Length::Short,
        "What was the main thing that decided it? And what is one thing you would keep as it is?",
    ),
    same(
        Length::Medium,
        "A line is plenty, and an honest one is the most useful. Any answer is welcome.",
    ),
    same(
        Length::Long,
        "If a short call is easier for you than writing, I am glad to fit in.",
    ),
];
