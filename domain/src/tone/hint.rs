//! Hints, each with the sentence that explains it.

/// Something worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Longer than is read at a glance; how many words it has.
    Long(usize),
    /// So short that it may seem curt; how many words it has.
    Short(usize),
    /// Nothing in it could not stand in a letter to anyone.
    Impersonal,
    /// No word of thanks where one is expected.
    NoThanks,
    /// A word that sounds bitter or hurt.
    Bitter(String),
    /// A turn of phrase that puts the blame on them.
    Blame(&'static str),
    /// A private note, word for word.
    PrivateNote,
    /// A gap that was not filled.
    Placeholder(String),
    /// Another person's name in the greeting.
    WrongName(String),
    /// Another company of the search.
    WrongCompany(String),
}

impl Hint {
    /// The explanation: the observation, and why it may matter.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Long(words) => {
                format!("{words} words. Up to about 150 can be read at a glance.")
            }
            Self::Short(words) => {
                format!("Only {words} words. One more sentence would make it warmer.")
            }
            Self::Impersonal => "Add one detail from your conversation to make it personal.".into(),
            Self::NoThanks => "There’s no thank-you in it yet.".into(),
            Self::Bitter(word) => {
                format!("“{word}” may come across as hurt, even if it’s fair. Up to you.")
            }
            Self::Blame(phrase) => {
                format!(
                    "“{phrase}” may come across as blame. A question instead keeps the door open."
                )
            }
            Self::PrivateNote => {
                "This quotes your private note. Say it in your own words, or leave it out.".into()
            }
            Self::Placeholder(gap) => format!("{gap} still needs filling in."),
            Self::WrongName(name) => {
                format!("It’s addressed to {name}. Is that who it’s for?")
            }
            Self::WrongCompany(company) => {
                format!("It mentions {company}, another company in your search.")
            }
        }
    }
}
