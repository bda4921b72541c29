//! Drafts of the short messages a search calls for, whole even when half the facts are missing.

mod parts;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use parts::{about, clean, ends_as_sentence, greeting, joined, team};

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
}

impl Occasion {
    /// All occasions, in the order a search usually meets them.
    pub const ALL: [Occasion; 8] = [
        Occasion::ThankYouAfterRound,
        Occasion::ReplyToNo,
        Occasion::AskForReasons,
        Occasion::ThankAfterNo,
        Occasion::SomethingUseful,
        Occasion::Congratulate,
        Occasion::ProjectPitch,
        Occasion::CheckIn,
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
        }
    }
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

/// Writes the draft for an occasion.
pub fn draft(occasion: Occasion, facts: &DraftFacts) -> Draft {
    let known = Known::of(facts);
    let (subject, paragraphs) = match occasion {
        Occasion::ReplyToNo => reply_to_no(&known),
        Occasion::ThankAfterNo => thank_after_no(&known),
        Occasion::AskForReasons => ask_for_reasons(&known),
        Occasion::SomethingUseful => something_useful(&known),
        Occasion::Congratulate => congratulate(&known),
        Occasion::ProjectPitch => project_pitch(&known),
        Occasion::CheckIn => check_in(&known),
        Occasion::ThankYouAfterRound => thank_you_after_round(&known),
    };
    let signature = if known.mine.is_empty() {
        "[your name]"
    } else {
        &known.mine
    };
    let body = joined(&greeting(&known.person), &paragraphs, signature);
    Draft { subject, body }
}

/// The facts as phrases that fit into a sentence, whatever is missing.
struct Known {
    about: String,
    team: String,
    person: String,
    mine: String,
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
            learned: ends_as_sentence(&bare),
            bare,
        }
    }

    /// A sentence built on what was learned, or nothing where nothing was.
    fn with_learned(&self, lead: &str) -> String {
        if self.learned.is_empty() {
            String::new()
        } else {
            format!("{lead} {}", self.learned)
        }
    }
}

fn reply_to_no(known: &Known) -> (String, Vec<String>) {
    let about = &known.about;
    (
        "Thank you for letting me know".to_owned(),
        vec![
            format!("Thank you for letting me know your decision about {about}. I had hoped for a different answer. I am still grateful for the time you gave me."),
            known.with_learned("One thing I take with me:"),
            "May I ask one question? What would have made me a stronger choice for you? A single line would help, and I will take it well.".to_owned(),
            "I would be glad to stay in touch, and I wish you and your team all the best.".to_owned(),
        ],
    )
}

fn thank_after_no(known: &Known) -> (String, Vec<String>) {
    let about = &known.about;
    (
        "Thank you for our conversation".to_owned(),
        vec![
            format!(
                "I have heard that {about} went another way. Before I move on, I want to thank you for our conversation."
            ),
            known.with_learned("This has stayed with me:"),
            "It was good to see how you think and work. I wish you and your team well, and I hope that we meet again.".to_owned(),
        ],
    )
}

fn ask_for_reasons(known: &Known) -> (String, Vec<String>) {
    let about = &known.about;
    (
        "One short question".to_owned(),
        vec![
            format!("Thank you again for considering me for {about}. I want to learn from it, and your view would help me."),
            known.with_learned("My own guess so far:"),
            "What is one thing that spoke for another choice? And one thing you would keep as it is?".to_owned(),
            "A line is plenty, and an honest one is the most useful. I will not question the decision.".to_owned(),
        ],
    )
}

fn something_useful(known: &Known) -> (String, Vec<String>) {
    let about = &known.about;
    let thing = if known.bare.is_empty() {
        "You will find it below my name.".to_owned()
    } else {
        format!("Here it is:\n{}", known.bare)
    };
    (
        "Something you may find useful".to_owned(),
        vec![
            format!(
                "I came across something and thought of our conversation about {about}. It may be useful to your team."
            ),
            thing,
            "No answer is needed. I hope all is well with you.".to_owned(),
        ],
    )
}

fn congratulate(known: &Known) -> (String, Vec<String>) {
    let news = if known.learned.is_empty() {
        "I have just seen your good news.".to_owned()
    } else {
        format!("I have just seen your news: {}", known.learned)
    };
    (
        "Congratulations".to_owned(),
        vec![
            format!("{news} Congratulations to you and {}.", known.team),
            "It made me happy to read. I wish you all the best for what comes next.".to_owned(),
        ],
    )
}

fn project_pitch(known: &Known) -> (String, Vec<String>) {
    let about = &known.about;
    (
        "A small project that may help".to_owned(),
        vec![
            format!("Since we spoke about {about}, one idea for your team has stayed with me."),
            known.with_learned("In short:"),
            "I could take it on as a small project with a clear result, a fixed end and a fair price.".to_owned(),
            "Would a call of fifteen minutes be welcome? If the timing does not suit, I am happy to ask again later.".to_owned(),
        ],
    )
}

fn check_in(known: &Known) -> (String, Vec<String>) {
    let about = &known.about;
    (
        "A short hello".to_owned(),
        vec![
            format!("It has been a while since we spoke about {about}. I hope that you and your team are doing well."),
            known.with_learned("A word from my side:"),
            "What are you working on at the moment? I would enjoy hearing from you, whenever it suits you.".to_owned(),
        ],
    )
}

fn thank_you_after_round(known: &Known) -> (String, Vec<String>) {
    let about = &known.about;
    (
        "Thank you for your time".to_owned(),
        vec![
            format!("Thank you for our conversation about {about}. I enjoyed it, and I have a clearer picture of your team now."),
            known.with_learned("One thing stayed with me:"),
            "If anything is still open, I am happy to add to it. I look forward to hearing from you.".to_owned(),
        ],
    )
}
