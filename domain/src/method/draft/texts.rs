//! The texts of the drafts. Words in braces are fields; a paragraph whose field stands for something missing is left out.

use super::{Length, Occasion};

/// A paragraph, and the shortest draft that has it.
pub(super) struct Part {
    pub(super) least: Length,
    /// In the order of [`super::Register::ALL`]. Where a warm one is like the plain one, it still has its verbs contracted.
    pub(super) says: [&'static str; 3],
}

/// A paragraph that is the same in all registers.
const fn same(least: Length, text: &'static str) -> Part {
    part(least, text, text, text)
}

const fn part(
    least: Length,
    plain: &'static str,
    warm: &'static str,
    formal: &'static str,
) -> Part {
    Part {
        least,
        says: [plain, warm, formal],
    }
}

/// The subject and the paragraphs for an occasion.
pub(super) const fn of(occasion: Occasion) -> (&'static str, &'static [Part]) {
    match occasion {
        Occasion::ReplyToNo => ("Thank you for letting me know", REPLY_TO_NO),
        Occasion::ThankAfterNo => ("Thank you for our conversation", THANK_AFTER_NO),
        Occasion::AskForReasons => ("One short question", ASK_FOR_REASONS),
        Occasion::SomethingUseful => ("Something you may find useful", SOMETHING_USEFUL),
        Occasion::Congratulate => ("Congratulations", CONGRATULATE),
        Occasion::ProjectPitch => ("A small project that may help", PROJECT_PITCH),
        Occasion::CheckIn => ("A short hello", CHECK_IN),
        Occasion::ThankYouAfterRound => ("Thank you for your time", THANK_YOU_AFTER_ROUND),
        Occasion::SeasonsGreetings => ("A greeting", SEASONS_GREETINGS),
        Occasion::AskForFeedback => ("May I ask for your view?", ASK_FOR_FEEDBACK),
        Occasion::AskWhatWorked => ("How did you find it?", ASK_WHAT_WORKED),
    }
}

const REPLY_TO_NO: &[Part] = &[
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

const THANK_AFTER_NO: &[Part] = &[
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

const ASK_FOR_REASONS: &[Part] = &[
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

const SOMETHING_USEFUL: &[Part] = &[
    part(
        Length::Short,
        "{found}{about}. It may be useful to your team.",
        "{found}{about}. I hope you and your team like it.",
        "{found}{about}. It may be of use to you and your team.",
    ),
    same(
        Length::Long,
        "You told me then what matters to you: {cares}",
    ),
    same(Length::Short, "{thing}"),
    part(
        Length::Medium,
        "No answer is needed. I hope all is well with you.",
        "No need to answer. I hope you are doing well.",
        "No answer is needed. I hope that this finds you well.",
    ),
];

/// Their news is to be filled in: what was noted speaks of them, not to them.
const CONGRATULATE: &[Part] = &[
    part(
        Length::Short,
        "I have just heard the good news: [their news]. Congratulations to you and {team}.",
        "I have just heard the good news: [their news]. I am so glad. Congratulations to you and {team}.",
        "I have just learned of the good news: [their news]. My congratulations to you and {team}.",
    ),
    part(
        Length::Medium,
        "It made me happy to hear. I wish you all the best for what comes next.",
        "It made my day. All the best for what comes next.",
        "I was very pleased to hear it. I wish you every success in what comes next.",
    ),
    same(
        Length::Long,
        "If you ever feel like telling how it came about, I would enjoy hearing it.",
    ),
];

const PROJECT_PITCH: &[Part] = &[
    part(
        Length::Short,
        "Since we spoke{about}, one idea for your team has stayed with me.",
        "Since we spoke{about}, I keep coming back to one idea for your team.",
        "Since our conversation{about}, one idea for your team has stayed with me.",
    ),
    same(Length::Long, "It comes from what you told me: {cares}"),
    same(Length::Short, "In short: {idea}"),
    same(
        Length::Medium,
        "I could take it on as a small project with a clear result, a fixed end and a fair price.",
    ),
    part(
        Length::Short,
        "Would a call of fifteen minutes be welcome? If the timing does not suit, I am happy to ask again later.",
        "Would you have fifteen minutes for a call? If it does not suit now, I will gladly ask again later.",
        "May I propose a call of fifteen minutes? If the timing does not suit, I am happy to ask again later.",
    ),
];

const CHECK_IN: &[Part] = &[
    part(
        Length::Short,
        "It has been a while since we spoke{about}. I hope that you and your team are doing well.",
        "It has been a while since we spoke{about}. I have thought of you, and I hope you are doing well.",
        "Some time has passed since we spoke{about}. I hope that this finds you and your team well.",
    ),
    same(Length::Medium, "A word from my side: {learned}"),
    same(Length::Long, "I remember what you told me then: {cares}"),
    part(
        Length::Short,
        "What are you working on at the moment? I would enjoy hearing from you, whenever it suits you.",
        "What are you working on these days? I would love to hear from you, whenever it suits you.",
        "May I ask what you are working on at present? I would be pleased to hear from you, whenever it suits you.",
    ),
];

const THANK_YOU_AFTER_ROUND: &[Part] = &[
    part(
        Length::Short,
        "Thank you for our conversation{about}. I enjoyed it, and I have a clearer picture of your team now.",
        "Thank you for our conversation{about}. I really enjoyed it, and I see your team much more clearly now.",
        "Thank you for taking the time to speak with me{about}. Our conversation gave me a clearer picture of your team.",
    ),
    same(
        Length::Short,
        "You mentioned that this matters now: {cares} It has stayed with me.",
    ),
    same(Length::Medium, "One thing I took with me: {learned}"),
    same(Length::Long, "I was glad we talked about this: {landed}"),
    same(Length::Short, "{promise}"),
    part(
        Length::Medium,
        "If anything is still open, I am happy to add to it. I look forward to hearing from you.",
        "If anything is still open, just ask. I look forward to hearing from you.",
        "If anything is still open, I am happy to provide it. I look forward to hearing from you.",
    ),
];

const SEASONS_GREETINGS: &[Part] = &[
    part(
        Length::Short,
        "{wish} I hope you are well.",
        "{wish} I have thought of you, and I hope you are well.",
        "{wish} I hope that this finds you well.",
    ),
    part(
        Length::Medium,
        "May the time ahead be kind to you.",
        "May the time ahead be kind to all of you.",
        "I wish you all the best for the time ahead.",
    ),
    same(
        Length::Long,
        "If you like, tell me some day how you are doing.",
    ),
];

const ASK_FOR_FEEDBACK: &[Part] = &[
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

const ASK_WHAT_WORKED: &[Part] = &[
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
