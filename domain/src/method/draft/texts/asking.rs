//! Texts that ask for something, or offer work.

use super::part::{Part, part, same};
use crate::method::draft::style::Length;

pub(super) const PROJECT_PITCH: &[Part] = &[
    part(
        Length::Short,
        "Since we spoke{met}, one idea for your team has stayed with me.",
        "Since we spoke{met}, I keep coming back to one idea for your team.",
        "Since our conversation{met}, one idea for your team has stayed with me.",
    ),
    same(Length::Long, "It comes from what you said about {cares}."),
    same(Length::Short, "The problem, as I understand it: {problem}"),
    same(Length::Short, "What you would have at the end: {idea}"),
    same(Length::Medium, "{terms}"),
    part(
        Length::Short,
        "Would you have time for a fifteen-minute call? If now does not suit you, I am happy to ask again later.",
        "Would you have fifteen minutes for a call? If now is not a good time, I will gladly ask again later.",
        "May I suggest a fifteen-minute call? If the timing does not suit you, I am happy to ask again later.",
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
        "I am in the middle of a job search myself. What did you do that made the difference? What would you skip next time?",
    ),
    same(Length::Medium, "Where I am right now: {learned}"),
    same(
        Length::Short,
        "A few lines or a short call would help me a lot. Thank you, either way.",
    ),
    same(
        Length::Long,
        "And if there is anything I can do for you in return, please tell me.",
    ),
];

pub(super) const FOLLOW_UP: &[Part] = &[
    part(
        Length::Short,
        "I am following up on {application}. I am still very interested.",
        "I am following up on {application}. I would still love to be part of it.",
        "I am writing to follow up on {application}. I remain very interested.",
    ),
    same(Length::Medium, "What is new on my side: {learned}"),
    part(
        Length::Short,
        "Is there any news, or anything else you need from me?",
        "Is there any news, or anything else I can send you?",
        "May I ask whether there is any news, or whether you need anything else from me?",
    ),
    same(
        Length::Medium,
        "These things take time, and a short line is enough. Thank you.",
    ),
    same(
        Length::Long,
        "If the role has been filled, it would help me to know that.",
    ),
];
