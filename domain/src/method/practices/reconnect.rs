//! The practices towards the people of one company: reply, stay in touch, be useful, be glad with them.

use crate::method::practice::{Creates, Phase, Practice};

pub(super) const REPLY: Practice = Practice {
    id: "reply",
    phase: Phase::Reconnect,
    title: "Answer the no",
    summary: "Thank them, ask why, and ask how to stand better next time.",
    why: "Many noes are never answered, so a warm reply is noticed. It is also the best moment to \
          ask for the reason, while they still remember you.",
    how: &[
        "Wait until the sting has eased, then write within a few days.",
        "Begin with thanks, and name one concrete thing you mean.",
        "Ask one question: what would have made you a stronger choice?",
        "Whatever comes back, answer with thank you. There is nothing to defend.",
    ],
    in_the_app: "A draft is offered late in the recovery window. Change it, copy it or open it in your mail, then mark it as sent.",
    evidence: None,
    creates: &[Creates::Message, Creates::FeedbackRequest],
};

pub(super) const IN_TOUCH: Practice = Practice {
    id: "in-touch",
    phase: Phase::Reconnect,
    title: "Stay in touch with everyone you met",
    summary: "The no came from a process. The people in it are now people you know.",
    why: "The person they chose may decline. Teams grow, and people move to other companies. \
          Whoever remembers you well may think of you then.",
    how: &[
        "List everyone you spoke with, including whoever arranged the meetings.",
        "Note what you talked about, and what each of them cares about.",
        "Pick a natural reason and a day for the next word.",
        "Keep it light. A few short messages a year are plenty.",
    ],
    in_the_app: "The comeback lists the people you met there, and one tap plans a word to each. Today shows it on its day.",
    evidence: None,
    creates: &[Creates::Touch],
};

pub(super) const ARTICLE: Practice = Practice {
    id: "article",
    phase: Phase::Reconnect,
    title: "Send something useful a month later",
    summary: "One link worth reading, one sentence on why, and no request.",
    why: "A month on, the process is over and nobody expects to hear from you. A useful thing \
          without a request shows that you thought about their work.",
    how: &[
        "Recall a worry they spoke of, and keep an eye open for something that answers it.",
        "Read it yourself first. Send one thing, not three.",
        "Write one sentence on why it made you think of them.",
        "Ask for nothing, not even an answer.",
    ],
    in_the_app: "The comeback can plan it for each person you met, one month later. Today shows it when the day comes.",
    evidence: None,
    creates: &[Creates::Touch, Creates::Message],
};

pub(super) const GOOD_NEWS: Practice = Practice {
    id: "good-news",
    phase: Phase::Reconnect,
    title: "Notice their good news",
    summary: "A promotion, a launch, a good year: two honest lines are enough.",
    why: "Good news is the easiest reason to write, and congratulations ask nothing of anyone. \
          Looking for it also keeps your eyes on what goes well.",
    how: &[
        "Follow the people and companies you liked, in whatever you read anyway.",
        "Write within a few days, and name what you noticed.",
        "Leave your own search out of it.",
    ],
    in_the_app: "Plan it as an action of that opportunity, and Today shows it on its day. A letter to start from is above.",
    evidence: None,
    creates: &[Creates::Touch, Creates::Message],
};
