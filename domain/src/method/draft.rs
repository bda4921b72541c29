//! Drafts of the short messages a search calls for, whole even when half the facts are missing.

mod parts;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use parts::{about, clean, ends_as_sentence, greeting, joined, team};

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

    const fn greets(self) -> &'static str {
        match self {
            Self::Plain => "Hello",
            Self::Warm => "Hi",
            Self::Formal => "Dear",
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
#[derive(Clone, Copy, Debug, Default)]
pub struct DraftFacts<'a> {
    /// The company's name.
    pub company: &'a str,
    /// The role as the person calls it.
    pub role: &'a str,
    /// Whom the message is to.
    pub person: &'a str,
    /// The sender's name.
    pub mine: &'a str,
    /// What they care about, as it was noted after a round.
    pub cares: &'a str,
    /// What landed with them, as it was noted after a round.
    pub landed: &'a str,
    /// The one thing the message turns on: what was learned, read, heard, or could be offered.
    pub learned: &'a str,
}

/// A message to edit, copy or open in a mail program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The subject line.
    pub subject: String,
    /// Greeting, paragraphs and signature, parted by blank lines.
    pub body: String,
}

/// A paragraph, and the shortest draft that has it.
type Part = (Length, String);

/// Writes the draft for an occasion.
pub fn draft(occasion: Occasion, facts: &DraftFacts, style: Style) -> Draft {
    let known = Known::of(facts);
    let (subject, parts) = match occasion {
        Occasion::ReplyToNo => reply_to_no(&known),
        Occasion::ThankAfterNo => thank_after_no(&known),
        Occasion::AskForReasons => ask_for_reasons(&known),
        Occasion::SomethingUseful => something_useful(&known),
        Occasion::Congratulate => congratulate(&known),
        Occasion::ProjectPitch => project_pitch(&known),
        Occasion::CheckIn => check_in(&known),
        Occasion::ThankYouAfterRound => thank_you_after_round(&known),
        Occasion::SeasonsGreetings => seasons_greetings(&known),
        Occasion::AskForFeedback => ask_for_feedback(&known),
        Occasion::AskWhatWorked => ask_what_worked(&known),
    };
    let signature = if known.mine.is_empty() {
        "[your name]"
    } else {
        &known.mine
    };
    let fits = |least: &Length| *least as u8 <= style.length as u8;
    let paragraphs: Vec<String> = parts
        .into_iter()
        .filter(|(least, _)| fits(least))
        .map(|(_, text)| text)
        .collect();
    let greeting = greeting(style.register.greets(), &known.person);
    let body = joined(&greeting, &paragraphs, style.register.closes(), signature);
    Draft {
        subject: subject.to_owned(),
        body,
    }
}

/// The facts as phrases that fit into a sentence, whatever is missing.
struct Known {
    about: String,
    team: String,
    person: String,
    mine: String,
    cares: String,
    landed: String,
    /// As it was given, for where it stands alone: a link must not gain a full stop.
    bare: String,
    /// As a sentence, or empty.
    learned: String,
}

impl Known {
    fn of(facts: &DraftFacts) -> Known {
        let (company, role) = (clean(facts.company), clean(facts.role));
        let bare = clean(facts.learned);
        Known {
            about: about(&role, &company),
            team: team(&company),
            person: clean(facts.person),
            mine: clean(facts.mine),
            cares: ends_as_sentence(&clean(facts.cares)),
            landed: ends_as_sentence(&clean(facts.landed)),
            learned: ends_as_sentence(&bare),
            bare,
        }
    }

    /// A sentence built on what was learned, or nothing where nothing was.
    fn with_learned(&self, lead: &str) -> String {
        with(lead, &self.learned)
    }
}

fn with(lead: &str, known: &str) -> String {
    if known.is_empty() {
        String::new()
    } else {
        format!("{lead} {known}")
    }
}

fn short(text: impl Into<String>) -> Part {
    (Length::Short, text.into())
}

fn medium(text: impl Into<String>) -> Part {
    (Length::Medium, text.into())
}

fn long(text: impl Into<String>) -> Part {
    (Length::Long, text.into())
}

fn reply_to_no(known: &Known) -> (&'static str, Vec<Part>) {
    let about = &known.about;
    (
        "Thank you for letting me know",
        vec![
            short(format!(
                "Thank you for letting me know your decision about {about}. I had hoped for a different answer. I am still grateful for the time you gave me."
            )),
            medium(known.with_learned("One thing I take with me:")),
            short(
                "May I ask one question? What would have made me a stronger choice for you? A single line would help, and I will take it well.",
            ),
            medium("I would be glad to stay in touch, and I wish you and your team all the best."),
            long(
                "If plans change, or another role comes up that fits, I would be happy to hear from you.",
            ),
        ],
    )
}

fn thank_after_no(known: &Known) -> (&'static str, Vec<Part>) {
    let about = &known.about;
    (
        "Thank you for our conversation",
        vec![
            short(format!(
                "I have heard that {about} went another way. Before I move on, I want to thank you for our conversation."
            )),
            medium(known.with_learned("This has stayed with me:")),
            long(with(
                "I keep thinking about what you told me matters to you now:",
                &known.cares,
            )),
            short(
                "It was good to see how you think and work. I wish you and your team well, and I hope that we meet again.",
            ),
        ],
    )
}

fn ask_for_reasons(known: &Known) -> (&'static str, Vec<Part>) {
    let about = &known.about;
    (
        "One short question",
        vec![
            short(format!(
                "Thank you again for considering me for {about}. I want to learn from it, and your view would help me."
            )),
            medium(known.with_learned("My own guess so far:")),
            short(
                "What is one thing that spoke for another choice? And one thing you would keep as it is?",
            ),
            medium(
                "A line is plenty, and an honest one is the most useful. I will not question the decision.",
            ),
            long("If a short call is easier for you than writing, I am glad to fit in."),
        ],
    )
}

fn something_useful(known: &Known) -> (&'static str, Vec<Part>) {
    let about = &known.about;
    let thing = if known.bare.is_empty() {
        "You will find it below my name.".to_owned()
    } else {
        format!("Here it is:\n{}", known.bare)
    };
    (
        "Something you may find useful",
        vec![
            short(format!(
                "I came across something and thought of our conversation about {about}. It may be useful to your team."
            )),
            long(with("You told me then what matters to you:", &known.cares)),
            short(thing),
            medium("No answer is needed. I hope all is well with you."),
        ],
    )
}

fn congratulate(known: &Known) -> (&'static str, Vec<Part>) {
    let news = if known.learned.is_empty() {
        "I have just seen your good news.".to_owned()
    } else {
        format!("I have just seen your news: {}", known.learned)
    };
    (
        "Congratulations",
        vec![
            short(format!("{news} Congratulations to you and {}.", known.team)),
            medium("It made me happy to read. I wish you all the best for what comes next."),
            long("If you ever feel like telling how it came about, I would enjoy hearing it."),
        ],
    )
}

fn project_pitch(known: &Known) -> (&'static str, Vec<Part>) {
    let about = &known.about;
    (
        "A small project that may help",
        vec![
            short(format!(
                "Since we spoke about {about}, one idea for your team has stayed with me."
            )),
            long(with("It comes from what you told me:", &known.cares)),
            short(known.with_learned("In short:")),
            medium(
                "I could take it on as a small project with a clear result, a fixed end and a fair price.",
            ),
            short(
                "Would a call of fifteen minutes be welcome? If the timing does not suit, I am happy to ask again later.",
            ),
        ],
    )
}

fn check_in(known: &Known) -> (&'static str, Vec<Part>) {
    let about = &known.about;
    (
        "A short hello",
        vec![
            short(format!(
                "It has been a while since we spoke about {about}. I hope that you and your team are doing well."
            )),
            medium(known.with_learned("A word from my side:")),
            long(with("I remember what you told me then:", &known.cares)),
            short(
                "What are you working on at the moment? I would enjoy hearing from you, whenever it suits you.",
            ),
        ],
    )
}

fn thank_you_after_round(known: &Known) -> (&'static str, Vec<Part>) {
    let about = &known.about;
    (
        "Thank you for your time",
        vec![
            short(format!(
                "Thank you for our conversation about {about}. I enjoyed it, and I have a clearer picture of your team now."
            )),
            short(with(
                "What you told me matters now has stayed with me:",
                &known.cares,
            )),
            medium(known.with_learned("One thing stayed with me:")),
            long(with("I was glad that this spoke to you:", &known.landed)),
            medium(
                "If anything is still open, I am happy to add to it. I look forward to hearing from you.",
            ),
        ],
    )
}

fn seasons_greetings(known: &Known) -> (&'static str, Vec<Part>) {
    let wish = if known.learned.is_empty() {
        "I wish you good days with the people you like.".to_owned()
    } else {
        known.learned.clone()
    };
    (
        "A greeting",
        vec![
            short(format!(
                "{wish} I have thought of you and {} with pleasure.",
                known.team
            )),
            medium("May the time ahead be kind to you."),
            long("If you like, tell me some day how you are doing."),
        ],
    )
}

fn ask_for_feedback(known: &Known) -> (&'static str, Vec<Part>) {
    (
        "May I ask for your view?",
        vec![
            short(
                "I am working on how I present myself, and your view is one I trust. Thank you for reading this.",
            ),
            medium(known.with_learned("What I would like you to look at:")),
            short("What is one thing that convinces you? And one thing you would change first?"),
            medium("A few words are enough. Candid ones help me most."),
            long("I am glad to return the favour whenever you like."),
        ],
    )
}

fn ask_what_worked(known: &Known) -> (&'static str, Vec<Part>) {
    (
        "How did you find it?",
        vec![
            short(format!(
                "Congratulations on your new place with {}. Would you tell me what helped you find it?",
                known.team
            )),
            medium(
                "I am in the middle of a search myself. What did you do that made the difference, and what would you leave out next time?",
            ),
            medium(known.with_learned("Where I stand:")),
            short("A few lines or a short call would help me a lot. Thank you, either way."),
            long("And if there is anything that I can do for you in return, please say so."),
        ],
    )
}
