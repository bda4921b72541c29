//! Occasions for writing a message.

use serde::{Deserialize, Serialize};

/// The purpose of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// To whoever sent the no: thanks, and one question.
    ReplyToNo,
    /// To an interviewer, after the no.
    ThankAfterNo,
    /// To someone who may know the reasons.
    AskForReasons,
    /// A month later, with something worth reading.
    SomethingUseful,
    /// On good news about them.
    Congratulate,
    /// A piece of work offered.
    ProjectPitch,
    /// A hello, with a reason or without.
    CheckIn,
    /// To an interviewer, within a day of a round.
    ThankYouAfterRound,
    /// On a holiday they keep.
    SeasonsGreetings,
    /// To someone whose view on skills or papers would help.
    AskForFeedback,
    /// To someone who found a role a short while ago.
    AskWhatWorked,
    /// After a yes, to those who said it.
    ThankAfterYes,
    /// After a yes, to those who helped from elsewhere.
    ShareYes,
    /// After a yes, to those who have not decided yet.
    Withdraw,
    /// To whoever gave feedback.
    ThankForFeedback,
    /// To whoever gave feedback, once something came of it.
    TellWhatChanged,
    /// To whoever has had an application for long without answering.
    FollowUp,
}

impl Occasion {
    /// All occasions, in the order a search usually meets them.
    pub const ALL: [Occasion; 17] = [
        Occasion::ThankYouAfterRound,
        Occasion::ReplyToNo,
        Occasion::AskForReasons,
        Occasion::ThankAfterNo,
        Occasion::SomethingUseful,
        Occasion::Congratulate,
        Occasion::ProjectPitch,
        Occasion::CheckIn,
        Occasion::SeasonsGreetings,
        Occasion::AskForFeedback,
        Occasion::ThankForFeedback,
        Occasion::TellWhatChanged,
        Occasion::AskWhatWorked,
        Occasion::ThankAfterYes,
        Occasion::ShareYes,
        Occasion::Withdraw,
        Occasion::FollowUp,
    ];

    /// The word a message record stores for it.
    pub const fn id(self) -> &'static str {
        match self {
            Occasion::ReplyToNo => "reply-to-no",
            Occasion::ThankAfterNo => "thank-after-no",
            Occasion::AskForReasons => "ask-for-reasons",
            Occasion::SomethingUseful => "something-useful",
            Occasion::Congratulate => "congratulate",
            Occasion::ProjectPitch => "project-pitch",
            Occasion::CheckIn => "check-in",
            Occasion::ThankYouAfterRound => "thank-you-after-round",
            Occasion::SeasonsGreetings => "seasons-greetings",
            Occasion::AskForFeedback => "ask-for-feedback",
            Occasion::ThankForFeedback => "thank-for-feedback",
            Occasion::TellWhatChanged => "tell-what-changed",
            Occasion::AskWhatWorked => "ask-what-worked",
            Occasion::ThankAfterYes => "thank-after-yes",
            Occasion::ShareYes => "share-yes",
            Occasion::Withdraw => "withdraw",
            Occasion::FollowUp => "follow-up",
        }
    }

    /// The occasion with this stored word.
    pub fn from_id(id: &str) -> Option<Occasion> {
        Occasion::ALL
            .into_iter()
            .find(|occasion| occasion.id() == id)
    }

    /// How the occasion is named on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Occasion::ReplyToNo => "Reply to the no",
            Occasion::ThankAfterNo => "Thank someone after the no",
            Occasion::AskForReasons => "Ask them why",
            Occasion::SomethingUseful => "Send something useful",
            Occasion::Congratulate => "Congratulate",
            Occasion::ProjectPitch => "Offer a project",
            Occasion::CheckIn => "Just say hello",
            Occasion::ThankYouAfterRound => "Thank someone after a round",
            Occasion::SeasonsGreetings => "Season’s greetings",
            Occasion::AskForFeedback => "Ask for feedback",
            Occasion::ThankForFeedback => "Thank someone for feedback",
            Occasion::TellWhatChanged => "Tell someone what you changed",
            Occasion::AskWhatWorked => "Ask what worked for them",
            Occasion::ThankAfterYes => "Thank someone after your yes",
            Occasion::ShareYes => "Share the news and say thank you",
            Occasion::Withdraw => "Withdraw kindly",
            Occasion::FollowUp => "Follow up on an application",
        }
    }
}
