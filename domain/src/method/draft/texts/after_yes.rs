//! Texts for after a yes: to those who said it, to those who helped, to those who have not decided.

use super::part::{Part, part, same};
use crate::method::draft::style::Length;

pub(super) const THANK_AFTER_YES: &[Part] = &[
    part(
        Length::Short,
        "Thank you for your part in this. I am glad to be joining you, and I look forward to working together.",
        "Thank you so much for your part in this. I am really glad to be joining you, and I look forward to working together.",
        "Thank you for your part in this. I am pleased to be joining you, and I look forward to working together.",
    ),
    same(
        Length::Medium,
        "I enjoyed our conversation, and it helped me decide.",
    ),
    part(
        Length::Long,
        "If there is anything I can read or prepare before I start, please let me know.",
        "If there is anything I can read or prepare before I start, just tell me.",
        "If there is anything I can read or prepare before I start, please let me know.",
    ),
];

pub(super) const SHARE_YES: &[Part] = &[
    part(
        Length::Short,
        "I have good news: I said yes to {role}. Thank you for your help along the way.",
        "I have good news: I said yes to {role}. Thank you so much for your help along the way.",
        "I am pleased to tell you that I have accepted {role}. Thank you for your help along the way.",
    ),
    same(
        Length::Short,
        "What helped me most: [what they did for you]",
    ),
    part(
        Length::Medium,
        "If I can ever do the same for you, please tell me.",
        "If I can ever do the same for you, I would love to.",
        "If I can ever return the favour, please let me know.",
    ),
    same(
        Length::Long,
        "I hope we stay in touch. I would enjoy hearing how things are with you.",
    ),
];

pub(super) const WITHDRAW: &[Part] = &[
    part(
        Length::Short,
        "I have accepted another role, so I am withdrawing {accepted}. Thank you for considering me.",
        "I have accepted another role, so I am withdrawing {accepted}. Thank you for considering me. I really appreciate it.",
        "I have accepted another position and would like to withdraw {accepted}. Thank you for considering me.",
    ),
    part(
        Length::Short,
        "I have decided to withdraw {withdrawn}. Thank you for considering me.",
        "I have decided to withdraw {withdrawn}. Thank you for considering me. I really appreciate it.",
        "I would like to withdraw {withdrawn}. Thank you for considering me.",
    ),
    part(
        Length::Short,
        "Thank you for offering me {declined}. I have thought about it, and I have decided not to take it.",
        "Thank you so much for offering me {declined}. I have thought about it, and I have decided not to take it.",
        "Thank you for offering me {declined}. After some thought, I have decided not to accept it.",
    ),
    part(
        Length::Medium,
        "I appreciate the time you gave me, and I hope you find the right person soon.",
        "Your time meant a lot to me, and I hope you find the right person soon.",
        "I appreciate the time you gave me, and I hope you find the right person soon.",
    ),
    same(
        Length::Long,
        "I would be glad to stay in touch, and I hope we meet again.",
    ),
];
