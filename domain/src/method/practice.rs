//! Practices, the phases they belong to, and the things they can create.

/// One stretch of the way from a no to the next step, in the order people usually walk it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// The first day or two, when nothing is asked for.
    Pause,
    /// What was in the person's hands and what never was.
    Understand,
    /// Going through the conversation once, in writing.
    Review,
    /// The people met on the way, and those met long ago.
    Reconnect,
    /// New knowledge, new ways, new stories.
    Grow,
    /// Closing the chapter and carrying on.
    Continue,
}

impl Phase {
    /// All phases in walking order.
    pub const ALL: [Phase; 6] = [
        Phase::Pause,
        Phase::Understand,
        Phase::Review,
        Phase::Reconnect,
        Phase::Grow,
        Phase::Continue,
    ];

    /// A word for anchors and class names; never shown.
    pub const fn id(self) -> &'static str {
        match self {
            Phase::Pause => "pause",
            Phase::Understand => "understand",
            Phase::Review => "review",
            Phase::Reconnect => "reconnect",
            Phase::Grow => "grow",
            Phase::Continue => "continue",
        }
    }

    /// The heading of the phase.
    pub const fn title(self) -> &'static str {
        match self {
            Phase::Pause => "Pause",
            Phase::Understand => "Understand",
            Phase::Review => "Review",
            Phase::Reconnect => "Reconnect",
            Phase::Grow => "Grow",
            Phase::Continue => "Carry on",
        }
    }

    /// One line on what the phase is for.
    pub const fn summary(self) -> &'static str {
        match self {
            Phase::Pause => "Take it in, stay gracious, and let a day or two pass.",
            Phase::Understand => "See what was in your hands, and let go of what wasn’t.",
            Phase::Review => "Go through it once, kindly, and keep what helps next time.",
            Phase::Reconnect => "The process is over. The people are still there.",
            Phase::Grow => "Learn something new, show it, and try it out.",
            Phase::Continue => "Close the chapter and choose the next small step.",
        }
    }
}

/// What answering a review question can put into the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Creates {
    /// A message to write and send.
    Message,
    /// A note kept with the company.
    CompanyNote,
    /// A dated reason to be in touch with one person.
    Touch,
    /// A plan for the first ninety days in a role.
    NinetyDayPlan,
    /// A question put to someone who can answer it honestly.
    FeedbackRequest,
    /// A piece of work to offer, tracked as an opportunity.
    ProjectOpportunity,
    /// One thing to do differently in the next interview.
    Focus,
    /// Something to do on a day.
    Action,
    /// Something learned that is worth keeping.
    Learning,
    /// A day that asks for nothing.
    RestDay,
}

impl Creates {
    /// How the thing is named on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Creates::Message => "A message to write",
            Creates::CompanyNote => "A note on the company",
            Creates::Touch => "A reason to be in touch",
            Creates::NinetyDayPlan => "A ninety-day plan",
            Creates::FeedbackRequest => "A request for feedback",
            Creates::ProjectOpportunity => "A project to offer",
            Creates::Focus => "A focus for the next interview",
            Creates::Action => "An action for Today",
            Creates::Learning => "Something learned",
            Creates::RestDay => "A rest day",
        }
    }
}

/// One practice of the method: a page of its own, and a text the comeback refers to.
#[derive(Debug)]
pub struct Practice {
    /// Stable word in addresses and in other tables.
    pub id: &'static str,
    /// Where on the way it belongs.
    pub phase: Phase,
    /// The heading.
    pub title: &'static str,
    /// One or two sentences; also the description of its page.
    pub summary: &'static str,
    /// Why it is worth doing.
    pub why: &'static str,
    /// How to do it, one step an entry.
    pub how: &'static [&'static str],
    /// What One Yes does for it.
    pub in_the_app: &'static str,
    /// What studies or surveys say, where something is known; kept modest.
    pub evidence: Option<&'static str>,
}
