//! The practices towards the people of one company: reply, stay in touch, be useful, be glad with them.

use crate::method::practice::{Phase, Practice};

pub(super) const REPLY: Practice = Practice {
    id: "reply",
    phase: Phase::Reconnect,
    title: "Answer the no",
    summary: "Thank them, ask why, and ask what would help next time.",
    why: "Many noes are never answered, so a warm reply is noticed. It’s also the best moment to \
          ask for the reason, while they still remember you.",
    how: &[
        "Wait until the sting has eased, then write within a few days.",
        "Begin with thanks, and name one specific thing.",
        "Ask one question: what would have made you a stronger choice?",
        "Whatever comes back, say thank you. There’s nothing to defend.",
    ],
    in_the_app: "A draft is offered late in the pause. Change it, copy it or open it in your email \
                 app, then mark it as sent.",
    evidence: None,
};

pub(super) const IN_TOUCH: Practice = Practice {
    id: "in-touch",
    phase: Phase::Reconnect,
    title: "Stay in touch with everyone you met",
    summary: "A process said no. The people in it are now people you know.",
    why: "The person they chose may turn it down. Teams grow, and people move on to other \
          companies. If they remember you well, they may think of you then.",
    how: &[
        "List everyone you spoke to, including whoever arranged the meetings.",
        "Note what you talked about, and what each of them cares about.",
        "Pick a natural reason and a day to write next.",
        "Don’t overdo it. A few short messages a year are plenty.",
    ],
    in_the_app: "The people you add to a round stay under People. After a no, a thank-you to each \
                 is planned, and something to read a month later. You can move or skip either.",
    evidence: None,
};

pub(super) const ARTICLE: Practice = Practice {
    id: "article",
    phase: Phase::Reconnect,
    title: "Send something useful a month later",
    summary: "One link worth reading, one sentence on why, and no request.",
    why: "A month on, the process is over and nobody expects to hear from you. Something useful, \
          with no request, shows that you thought about their work.",
    how: &[
        "Think of a worry they mentioned, and look out for something that speaks to it.",
        "Read it yourself first. Send one thing, not three.",
        "Write one sentence on why it made you think of them.",
        "Ask for nothing, not even an answer.",
    ],
    in_the_app: "It’s planned for each person you met, a month after the no. When the day comes, \
                 it’s in Today with a draft and a place for the link.",
    evidence: None,
};

pub(super) const GOOD_NEWS: Practice = Practice {
    id: "good-news",
    phase: Phase::Reconnect,
    title: "Notice their good news",
    summary: "A promotion, a launch, a good year: two honest lines are enough.",
    why: "Good news is the easiest reason to write, and congratulations ask nothing of anyone. \
          Looking out for it also turns your mind to what goes well.",
    how: &[
        "Follow the people and companies you liked, wherever you read anyway.",
        "Write within a few days, and name what you noticed.",
        "Leave your own search out of it.",
    ],
    in_the_app: "Log their good news on their page. Congratulations are then planned for you, with a draft.",
    evidence: None,
};
