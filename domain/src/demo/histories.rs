//! Opportunities of the example search with their events and people.

use super::maker::Maker;
use super::table::{PEOPLE, PROJECT_SOURCES, REMARKS, ROWS, Row};
use crate::model::event::{Ending, Event, EventKind, RoundForm};
use crate::model::opportunity::{Kind, Opportunity, Workplace};
use crate::model::person::Person;
use crate::model::stage::{APPLIED, FINAL, INTERVIEWING, OFFER, SAVED, SCREENING};
use crate::values::date::Date;
use crate::values::id::RecordId;
use crate::values::text::fold;

/// Names of rounds, by stage; the row decides which one is used.
const FIRST_TALKS: [&str; 3] = [
    "First call",
    "Call with the recruiter",
    "Video call with the team lead",
];

const TALKS: [&str; 3] = [
    "Interview with the team",
    "Technical interview",
    "Interview with two of the team",
];

const FINAL_TALKS: [&str; 2] = ["Final round", "Final interview with the director"];

const FORMS: [RoundForm; 4] = [
    RoundForm::Video,
    RoundForm::Phone,
    RoundForm::Video,
    RoundForm::OnSite,
];

/// Tags that follow from a word in someone's role.
const ROLE_TAGS: [(&str, &str); 3] = [
    ("Recruiter", "recruiter"),
    ("Talent", "recruiter"),
    ("Head", "hiring manager"),
];

impl Maker<'_> {
    pub(super) fn add_row(&mut self, position: usize, row: &Row) {
        let opportunity = self.add(&opportunity_of(position, row));
        self.opportunities.push(opportunity);
        let start = self.today.plus_days(-row.days_ago);
        self.add(&Event::stage(opportunity, SAVED, self.working_day(start)));
        for code in row.path.split(' ').filter(|code| code.len() > 1) {
            let (letter, days) = code.split_at(1);
            let on = self.working_day(start.plus_days(days.parse().unwrap_or(0)));
            self.add_event(position, opportunity, letter, on);
        }
        for (_, days, text) in REMARKS.iter().filter(|(at, _, _)| *at == position) {
            let on = self.working_day(start.plus_days(*days)).min(self.today);
            self.add(&Event {
                what: EventKind::Contact,
                ..Event::note(opportunity, text, "", on)
            });
        }
    }

    fn add_event(&mut self, position: usize, opportunity: RecordId, letter: &str, on: Date) {
        let (stage, round) = match letter {
            "a" => (APPLIED, ""),
            "c" => (SCREENING, FIRST_TALKS[position % FIRST_TALKS.len()]),
            "i" => (INTERVIEWING, TALKS[position % TALKS.len()]),
            "f" => (FINAL, FINAL_TALKS[position % FINAL_TALKS.len()]),
            "o" => (OFFER, ""),
            "r" => ("", "Second interview, with a task"),
            _ => {
                if let Some(ending) = ending_of(letter) {
                    let id = self.add(&Event::ending(opportunity, ending, on));
                    self.add_comeback(position, opportunity, id, on);
                }
                return;
            }
        };
        if !stage.is_empty() {
            // A stage is reached when the invitation comes; a talk planned for later stands beside
            // it.
            self.add(&Event::stage(opportunity, stage, on.min(self.today)));
        }
        if !round.is_empty() {
            let at = 9 * 60 + 30 * u32::try_from(position % 14).unwrap_or(0);
            // Whoever one only has a first call with is remembered every other time.
            let is_remembered = letter != "c" || position.is_multiple_of(2);
            let person = is_remembered
                .then(|| self.add_person(position, opportunity, on))
                .flatten();
            self.add(&Event {
                with: person.into_iter().collect(),
                minutes: Some(45),
                form: Some(FORMS[position % FORMS.len()]),
                ..Event::round(opportunity, round, on, Some(at))
            });
        }
    }

    fn add_person(&mut self, position: usize, opportunity: RecordId, on: Date) -> Option<RecordId> {
        let (name, role) = PEOPLE.get(self.people.len())?;
        let id = self.add(&Person {
            name: (*name).into(),
            role: (*role).into(),
            company: ROWS[position].company.into(),
            opportunity: Some(opportunity),
            met_on: (on <= self.today).then_some(on),
            tags: ROLE_TAGS
                .iter()
                .filter(|(word, _)| role.contains(word))
                .map(|(_, tag)| (*tag).to_owned())
                .collect(),
            ..Person::default()
        });
        self.people.push((id, opportunity));
        Some(id)
    }
}

fn opportunity_of(position: usize, row: &Row) -> Opportunity {
    let mut slug = fold(row.company);
    slug.retain(|letter| letter.is_ascii_alphanumeric());
    Opportunity {
        kind: if PROJECT_SOURCES.contains(&row.source) {
            Kind::Project
        } else {
            Kind::Job
        },
        company: row.company.into(),
        role: row.role.into(),
        place: row.place.into(),
        workplace: match row.work {
            'r' => Some(Workplace::Remote),
            'h' => Some(Workplace::Hybrid),
            'o' => Some(Workplace::OnSite),
            _ => None,
        },
        link: format!("https://{slug}.example/jobs/{}", 100 + position),
        source: row.source.into(),
        pay: row.pay.into(),
        notes: row.notes.into(),
        tags: row.tags.split_whitespace().map(str::to_owned).collect(),
        ..Opportunity::default()
    }
}

fn ending_of(letter: &str) -> Option<Ending> {
    Some(match letter {
        "y" => Ending::Yes,
        "n" => Ending::No,
        "q" => Ending::NoAnswer,
        "x" => Ending::RoleClosed,
        "w" => Ending::Withdrawn,
        "d" => Ending::Declined,
        _ => return None,
    })
}
