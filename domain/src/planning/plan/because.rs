//! Reasons for planned touches, each with the sentence that explains it.

use crate::values::date::Date;

/// Why a touch is planned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// A round they were in.
    Round {
        /// Its day.
        on: Date,
        /// Its name.
        title: String,
    },
    /// An opportunity they belong to, after its no. The sentence does not name the no: it is read
    /// on many days, and in calendars.
    No {
        /// The day of the no.
        on: Date,
        /// The company.
        company: String,
        /// The last contact since, from which the month is counted.
        last: Option<Date>,
    },
    /// The rhythm chosen for them.
    Rhythm {
        /// The last contact, or the day they were met.
        last: Option<Date>,
        /// Its length in days.
        days: u32,
    },
    /// A holiday they keep.
    Holiday {
        /// Its name.
        name: &'static str,
        /// Its day.
        on: Date,
    },
    /// A promise made in a round.
    Promise(String),
    /// The person planned it, with a reason.
    Own(String),
}

impl Because {
    /// A sentence that explains the plan.
    #[must_use]
    pub fn sentence(&self, today: Date) -> String {
        match self {
            Self::Round { on, title } if title.is_empty() => {
                format!("You met on {}.", on.short(today))
            }
            Self::Round { on, title } => {
                format!("You met on {} ({title}).", on.short(today))
            }
            Self::No { on, company, last } => {
                let met = if company.is_empty() {
                    "You’ve met".to_owned()
                } else {
                    format!("You met through {company}")
                };
                match last.filter(|last| last > on) {
                    Some(last) => {
                        format!("{met}. Last in touch {}.", last.short(today))
                    }
                    None => format!("{met}."),
                }
            }
            Self::Rhythm {
                last: Some(last),
                days,
            } => format!(
                "Last in touch {}; you wanted every {days} days.",
                last.short(today)
            ),
            Self::Rhythm { last: None, days } => {
                format!("You wanted to be in touch every {days} days.")
            }
            Self::Holiday { name, on } => {
                if *on < today {
                    format!("{name} has just passed.")
                } else {
                    format!("{name} is coming up.")
                }
            }
            Self::Promise(what) => format!("You promised: {what}"),
            Self::Own(text) if text.is_empty() => "You planned it.".into(),
            Self::Own(text) => text.clone(),
        }
    }
}
