//! The texts of the drafts. Words in braces are fields; a paragraph whose field stands for something missing is left out.

mod after_no;
mod after_yes;
mod asking;
mod feedback;
mod in_touch;
mod part;

use super::occasion::Occasion;
use after_no::{ASK_FOR_REASONS, REPLY_TO_NO, THANK_AFTER_NO};
use after_yes::{SHARE_YES, THANK_AFTER_YES, WITHDRAW};
use asking::{ASK_WHAT_WORKED, FOLLOW_UP, PROJECT_PITCH};
use feedback::{ASK_FOR_FEEDBACK, TELL_WHAT_CHANGED, THANK_FOR_FEEDBACK};
use in_touch::{
    CHECK_IN, CONGRATULATE, SEASONS_GREETINGS, SOMETHING_USEFUL, THANK_YOU_AFTER_ROUND,
};
use part::Part;

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
        Occasion::SeasonsGreetings => ("Season’s greetings", SEASONS_GREETINGS),
        Occasion::AskForFeedback => ("May I ask for your view?", ASK_FOR_FEEDBACK),
        Occasion::ThankForFeedback => ("Thank you for your feedback", THANK_FOR_FEEDBACK),
        Occasion::TellWhatChanged => ("What came of your feedback", TELL_WHAT_CHANGED),
        Occasion::AskWhatWorked => ("How did you find it?", ASK_WHAT_WORKED),
        Occasion::ThankAfterYes => ("Thank you, and see you soon", THANK_AFTER_YES),
        Occasion::ShareYes => ("Good news, and thank you", SHARE_YES),
        Occasion::Withdraw => ("My application", WITHDRAW),
        Occasion::FollowUp => ("A question about my application", FOLLOW_UP),
    }
}
