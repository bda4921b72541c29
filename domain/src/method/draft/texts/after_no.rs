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
    same(Length::Medium, "One thing I take away: {learned}"),
    same(
        Length::Short,
        "May I ask one question? What would have made me a stronger candidate? A single line would help, and any answer is welcome.",
    ),
    part(
        Length::Medium,
        "I would like to stay in touch. I wish you and your team all the best.",
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
        "Thank you again for the time you gave me. I know the decision went another way{for}, and I enjoyed our conversation.",
        "Thank you again for the time you gave me. I know the decision went another way{for}, and I really enjoyed our conversation.",
        "Thank you again for the time you gave me. I understand that the decision went another way{for}, and I valued our conversation.",
    ),
    same(Length::Medium, "This has stayed with me: {learned}"),
    same(
        Length::Long,
        "What you said about {cares} has stayed with me.",
    ),
    part(
        Length::Short,
        "I wish you and your team well, and I hope we meet again.",
        "All the best to you and your team. I hope we meet again.",
        "I wish you and your team every success, and I hope that we meet again.",
    ),
];

pub(super) const ASK_FOR_REASONS: &[Part] = &[
    part(
        Length::Short,
        "Thank you again for considering me{for}. I would like to learn from it, and your view would help me.",
        "Thank you again for considering me{for}. I would love to learn from it, and your view means a lot to me.",
        "Thank you again for considering me{for}. I would like to learn from it, and your view would be of great help.",
    ),
    same(Length::Medium, "My best guess so far: {learned}"),
    same(Length::Short, "{reasons}"),
    same(
        Length::Medium,
        "One line is enough, and an honest one helps most. Any answer is welcome.",
    ),
    same(
        Length::Long,
        "If a short call is easier for you than writing, I am happy to work around your schedule.",
    ),
];
