//! Texts around feedback: to ask for it, to thank for it, to say what came of it.

use super::part::{Part, part, same};
use crate::method::draft::style::Length;

pub(super) const ASK_FOR_FEEDBACK: &[Part] = &[
    part(
        Length::Short,
        "I am working on how I present myself, and your view is one I trust.",
        "I am working on how I present myself, and you are someone whose view I trust.",
        "I am working on how I present myself, and I would value your view.",
    ),
    same(Length::Short, "What I would like your view on: {learned}"),
    same(Length::Short, "Here it is:\n{look}"),
    same(Length::Short, "{asks}"),
    same(
        Length::Medium,
        "A few words are enough. Candid ones help me most.",
    ),
    same(Length::Long, "I am happy to return the favour any time."),
    part(
        Length::Short,
        "Thank you for taking a look.",
        "Thank you so much for taking a look.",
        "Thank you for your time.",
    ),
];

pub(super) const THANK_FOR_FEEDBACK: &[Part] = &[
    part(
        Length::Short,
        "Thank you for your feedback, and for being candid. It shows me what I could not see by myself.",
        "Thank you so much for your feedback, and for being candid. It shows me what I could not see by myself.",
        "Thank you for taking the time to give me your candid feedback. It shows me what I could not see by myself.",
    ),
    same(Length::Medium, "My next step because of it: {learned}"),
    part(
        Length::Medium,
        "If I can do the same for you, please tell me.",
        "If I can ever do the same for you, I would love to.",
        "If I can return the favour, please let me know.",
    ),
    same(
        Length::Long,
        "Once it is done, I would be happy to show you what came of it.",
    ),
];

pub(super) const TELL_WHAT_CHANGED: &[Part] = &[
    part(
        Length::Short,
        "You gave me feedback, and I have used it. Thank you again.",
        "You gave me feedback, and I have used it. Thank you again, so much.",
        "You were kind enough to give me feedback, and I have acted on it. Thank you again.",
    ),
    same(Length::Short, "What is different now: {changed}"),
    same(Length::Medium, "No need to reply."),
    same(
        Length::Long,
        "If you would like to see it, I would be happy to send it to you.",
    ),
];
