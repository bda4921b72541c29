//! Drafts of the short messages a search calls for, whole even when half the facts are missing.

mod parts;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};

use parts::{Known, clean, contracted, joined};

/// What a message is for.
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
    /// A sign of life without another reason.
    CheckIn,
    /// To an interviewer, within a day of a round.
    ThankYouAfterRound,
    /// On a holiday they keep.
    SeasonsGreetings,
    /// To someone whose view on skills or papers would help.
    AskForFeedback,
    /// To someone who found a role a short while ago.
    AskWhatWorked,
}

impl Occasion {
    /// All occasions, in the order a search usually meets them.
    pub const ALL: [Occasion; 11] = [
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
        Occasion::AskWhatWorked,
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
            Occasion::AskWhatWorked => "ask-what-worked",
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
            Occasion::AskForReasons => "Ask for their reasons",
            Occasion::SomethingUseful => "Send something useful",
            Occasion::Congratulate => "Congratulate",
            Occasion::ProjectPitch => "Offer a project",
            Occasion::CheckIn => "Send a sign of life",
            Occasion::ThankYouAfterRound => "Thank someone after a round",
            Occasion::SeasonsGreetings => "Season’s greetings",
            Occasion::AskForFeedback => "Ask for feedback",
            Occasion::AskWhatWorked => "Ask what worked for them",
        }
    }
}

/// How long a draft is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// Two or three sentences.
    Short,
    /// A few short paragraphs.
    #[default]
    Medium,
    /// With what makes it warmer, where there is time to read it.
    Long,
}

impl Length {
    /// All lengths with the words shown.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Short, "Short"),
        (Self::Medium, "Medium"),
        (Self::Long, "Long"),
    ];
}

/// How a draft speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Register {
    /// As one writes to someone known a little.
    #[default]
    Plain,
    /// As one writes to someone liked.
    Warm,
    /// As one writes to someone never met, or where it is the custom.
    Formal,
}

impl Register {
    /// All registers with the words shown.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Plain, "Plain"),
        (Self::Warm, "Warm"),
        (Self::Formal, "Formal"),
    ];

    /// The greeting; a formal one has the whole name.
    fn greeting(self, facts: &DraftFacts) -> String {
        let (first, whole) = (clean(&facts.person), clean(&facts.full_name));
        let (word, nameless, name) = match self {
            Self::Plain => ("Hello", "Hello,", first),
            Self::Warm => ("Hi", "Hi,", first),
            Self::Formal if whole.is_empty() => ("Dear", "Good day,", first),
            Self::Formal => ("Dear", "Good day,", whole),
        };
        if name.is_empty() {
            nameless.to_owned()
        } else {
            format!("{word} {name},")
        }
    }

    const fn closes(self) -> &'static str {
        match self {
            Self::Plain => "Kind regards,",
            Self::Warm => "All the best,",
            Self::Formal => "Yours sincerely,",
        }
    }
}

/// How long a draft is, and how it speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How long.
    pub length: Length,
    /// How it speaks.
    pub register: Register,
}

/// What is known about the message; any part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftFacts {
    /// The company the role is or was at.
    pub company: String,
    /// The role as the person calls it.
    pub role: String,
    /// The first name of whom the message is to.
    pub person: String,
    /// Their whole name.
    pub full_name: String,
    /// Where they work now, which may be elsewhere.
    pub workplace: String,
    /// The sender's name.
    pub mine: String,
    /// What they care about, as it was noted after a round.
    pub cares: String,
    /// What landed with them, as it was noted after a round.
    pub landed: String,
    /// What was promised to them, as it was noted after a round.
    pub to_send: String,
    /// The one thing the message turns on: what was learned, read, heard, or could be offered.
    pub learned: String,
}

/// A message to edit, copy or open in a mail program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The subject line.
    pub subject: String,
    /// Greeting, paragraphs and signature, parted by blank lines.
    pub body: String,
}

/// Writes the draft for an occasion.
pub fn draft(occasion: Occasion, facts: &DraftFacts, style: Style) -> Draft {
    let known = Known::of(facts);
    let (subject, parts) = texts::of(occasion);
    let fits = |least: Length| least as u8 <= style.length as u8;
    let paragraphs: Vec<String> = parts
        .iter()
        .filter(|part| fits(part.least))
        .filter_map(|part| {
            let text = part.says[style.register as usize];
            match style.register {
                Register::Warm => known.fill(&contracted(text)),
                Register::Plain | Register::Formal => known.fill(text),
            }
        })
        .collect();
    let mine = clean(&facts.mine);
    let signature = if mine.is_empty() {
        "[your name]"
    } else {
        &mine
    };
    let greeting = style.register.greeting(facts);
    Draft {
        subject: subject.to_owned(),
        body: joined(&greeting, &paragraphs, style.register.closes(), signature),
    }
}
