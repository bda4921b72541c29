//! Texts that keep in touch.

use super::part::{Part, part, same};
use crate::method::draft::style::Length;

pub(super) const SOMETHING_USEFUL: &[Part] = &[
    part(
        Length::Short,
        "{found}{about}. It may be useful to your team.",
        "{found}{about}. I hope you and your team like it.",
        "{found}{about}. It may be of use to you and your team.",
    ),
    same(
        Length::Long,
        "It made me think of what you said about {cares}.",
    ),
    same(Length::Short, "What made me think of you: {learned}"),
    same(Length::Short, "{thing}"),
    part(
        Length::Medium,
        "No need to reply. I hope all is well with you.",
        "No need to reply. I hope you are doing well.",
        "No reply is needed. I hope that this finds you well.",
    ),
];

/// Their news is to be filled in: notes speak of them, not to them.
pub(super) const CONGRATULATE: &[Part] = &[
    part(
        Length::Short,
        "I have just heard the good news: [their news]. Congratulations to you and {team}.",
        "I have just heard the good news: [their news]. I am so glad. Congratulations to you and {team}.",
        "I have just learned of the good news: [their news]. My congratulations to you and {team}.",
    ),
    part(
        Length::Medium,
        "I was so pleased to hear it. All the best for what comes next.",
        "It made my day. All the best for what comes next.",
        "I was very pleased to hear it. I wish you every success in what comes next.",
    ),
    same(
        Length::Long,
        "If you ever feel like telling me how it came about, I would love to hear it.",
    ),
];

pub(super) const CHECK_IN: &[Part] = &[
    part(
        Length::Short,
        "It has been a while since we spoke{about}. I hope that you and your team are doing well.",
        "It has been a while since we spoke{about}. I have been thinking of you, and I hope you are doing well.",
        "Some time has passed since we spoke{about}. I hope that this finds you and your team well.",
    ),
    same(Length::Short, "What made me write: {learned}"),
    same(Length::Long, "I remember what you told me about {cares}."),
    same(
        Length::Medium,
        "And if I can help you with anything, please tell me.",
    ),
    part(
        Length::Short,
        "What are you working on at the moment? I would enjoy hearing from you, whenever it suits you.",
        "What are you working on these days? I would love to hear from you, whenever it suits you.",
        "May I ask what you are working on at present? I would be pleased to hear from you, whenever it suits you.",
    ),
];

pub(super) const THANK_YOU_AFTER_ROUND: &[Part] = &[
    part(
        Length::Short,
        "Thank you for our conversation{about}. I enjoyed it, and I have a clearer picture of your team now.",
        "Thank you for our conversation{about}. I really enjoyed it, and I see your team much more clearly now.",
        "Thank you for taking the time to speak with me{about}. Our conversation gave me a clearer picture of your team.",
    ),
    same(Length::Short, "What you said about {cares} stayed with me."),
    same(Length::Medium, "One thing I took away: {learned}"),
    same(Length::Long, "I was glad we talked about {landed}."),
    same(
        Length::Short,
        "I have not forgotten what I said I would send you: {promised}.",
    ),
    part(
        Length::Medium,
        "If anything is still open, I am happy to add to it. I look forward to hearing from you.",
        "If anything is still open, just ask. I look forward to hearing from you.",
        "If anything is still open, I am happy to provide it. I look forward to hearing from you.",
    ),
];

pub(super) const SEASONS_GREETINGS: &[Part] = &[
    part(
        Length::Short,
        "{wish} I hope you are well.",
        "{wish} I have been thinking of you, and I hope you are well.",
        "{wish} I hope that this finds you well.",
    ),
    part(
        Length::Medium,
        "I hope the time ahead is kind to you.",
        "I hope the time ahead is kind to you and yours.",
        "I wish you all the best for the time ahead.",
    ),
    same(Length::Long, "I would love to hear how you are doing."),
];
