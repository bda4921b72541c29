//! Texts that ask for something, or offer work.

use super::part::{Part, part, same};
use crate::method::draft::style::Length;

pub(super) const PROJECT_PITCH: &[Part] = &[
    part(
        Length::Short,
        "Since we spoke{about}, one idea for your team has stayed with me.",
        "Since we spoke{about}, I keep coming back to one idea for your team.",
        "Since our conversation{about}, one idea for your team has stayed with me.",
    ),
    same(Length::Long, "It comes from what you told me: {cares}"),
    same(Length::Short, "The problem, as I understand it: {problem}"),
    same(Length::Short, "What you would have at the end: {idea}"),
    same(Length::Medium, "{terms}"),
    part(
        Length::Short,
        "Would a call of fifteen minutes be welcome? If the timing does not suit, I am happy to ask again later.",
        "Would you have fifteen minutes for a call? If it does not suit now, I will gladly ask again later.",
        "May I propose a call of fifteen minutes? If the timing does not suit, I am happy to ask again later.",
    ),
];

pub(super) const ASK_FOR_FEEDBACK: &[Part] = &[
    part(
        Length::Short,
        "I am working on how I present myself, and your view is one I trust.",
        "I am working on how I present myself, and you are someone whose view I trust.",
        "I am working on how I present myself, and I would value your view.",
    ),
    same(
        Length::Medium,
        "What I would like you to look at: {learned}",
    ),
    same(
        Length::Short,
        "What is one thing that convinces you? And one thing you would change first?",
    ),
    same(
        Length::Medium,
        "A few words are enough. Candid ones help me most.",
    ),
    same(
        Length::Long,
        "I am glad to return the favour whenever you like.",
    ),
    part(
        Length::Short,
        "Thank you for taking a look.",
        "Thank you so much for taking a look.",
        "Thank you for your time.",
    ),
];

pub(super) const ASK_WHAT_WORKED: &[Part] = &[
    part(
        Length::Short,
        "Congratulations on your new role{at}. Would you tell me what helped you find it?",
        "Congratulations on your new role{at}. I am happy for you. Would you tell me what helped you find it?",
        "Congratulations on your new role{at}. May I ask what helped you find it?",
    ),
    same(
        Length::Medium,
        "I am in the middle of a search myself. What did you do that made the difference? What would you leave out next time?",
    ),
    same(Length::Medium, "Where I stand: {learned}"),
    same(
        Length::Short,
        "A few lines or a short call would help me a lot. Thank you, either way.",
    ),
    same(
        Length::Long,
        "And if there is anything that I can do for you in return, please say so.",
    ),
];
