//! The example search: sixty made-up opportunities with their histories, to look around in. Always the same for one day.

mod table;

use crate::comeback::{Comeback, StepState, Told};
use crate::date::Date;
use crate::edit::Edit;
use crate::event::{Ending, Event};
use crate::id::RecordId;
use crate::method::{Cause, Mark};
use crate::notebook::{Action, Answer, Learning, LearningKind, Person};
use crate::opportunity::{Kind, Opportunity, Workplace};
use crate::stage::{APPLIED, FINAL, INTERVIEWING, OFFER, SAVED, SCREENING};

use self::table::{PEOPLE, ROWS, Row};

const HOUR_MS: u64 = 3_600_000;

/// Rows whose no has a comeback, by position in the table: resting, in the middle of the review, closed.
const RESTING: usize = 0;
const IN_REVIEW: usize = 1;
const CLOSED: usize = 2;

struct Maker<'a> {
    edit: Edit,
    today: Date,
    now_ms: u64,
    new_id: &'a mut dyn FnMut() -> RecordId,
}

/// The example search as one edit. Every record of it is marked as an example.
#[must_use]
pub fn demo_search(today: Date, now_ms: u64, new_id: &mut dyn FnMut() -> RecordId) -> Edit {
    let mut maker = Maker {
        edit: Edit::new("Demo search loaded"),
        today,
        now_ms,
        new_id,
    };
    for (position, row) in ROWS.iter().enumerate() {
        maker.add_row(position, row);
    }
    maker.add_action("Write to one person I have not spoken to for a while", 0, None);
    maker.add_action("Practise one answer out loud, with a number in it", 1, None);
    maker.edit
}

impl Maker<'_> {
    fn put<T: crate::view::View>(&mut self, id: RecordId, view: &T) {
        let edit = std::mem::take(&mut self.edit);
        self.edit = edit.create_demo(id, view);
    }

    fn add<T: crate::view::View>(&mut self, view: &T) -> RecordId {
        let id = (self.new_id)();
        self.put(id, view);
        id
    }

    fn add_row(&mut self, position: usize, row: &Row) {
        let slug: String = row
            .company
            .to_lowercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let opportunity = self.add(&Opportunity {
            kind: if row.source == "Former client" { Kind::Project } else { Kind::Job },
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
            tags: row.tags.split(' ').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
            ..Opportunity::default()
        });
        let start = self.today.plus_days(-row.days_ago);
        self.add(&Event::stage(opportunity, SAVED, start));
        for code in row.path.split(' ').filter(|code| code.len() > 1) {
            let (letter, days) = code.split_at(1);
            let on = start.plus_days(days.parse().unwrap_or(0));
            self.add_event(position, opportunity, letter, on);
        }
    }

    fn add_event(&mut self, position: usize, opportunity: RecordId, letter: &str, on: Date) {
        let at = Some(9 * 60 + 30 * u32::try_from(position % 14).unwrap_or(0));
        let (stage, round) = match letter {
            "a" => (APPLIED, ""),
            "c" => (SCREENING, "First call"),
            "i" => (INTERVIEWING, "Talk with the team"),
            "f" => (FINAL, "Final round"),
            "o" => (OFFER, ""),
            "r" => {
                self.add(&Event::round(opportunity, "Second talk, with a task", on, at));
                return;
            }
            _ => {
                if let Some(ending) = ending_of(letter) {
                    let id = self.add(&Event::ending(opportunity, ending, on));
                    self.add_comeback(position, opportunity, id, on);
                }
                return;
            }
        };
        // A stage is reached when the invitation comes; a talk planned for later stands beside it.
        self.add(&Event::stage(opportunity, stage, on.min(self.today)));
        if !round.is_empty() {
            self.add(&Event::round(opportunity, round, on, at));
            if letter != "c" || position % 2 == 0 {
                let (name, role) = PEOPLE[(position + letter.len() * 7 + usize::from(letter == "f") * 3) % PEOPLE.len()];
                self.add(&Person {
                    name: name.into(),
                    role: role.into(),
                    opportunity: Some(opportunity),
                    ..Person::default()
                });
            }
        }
    }

    fn add_comeback(&mut self, position: usize, opportunity: RecordId, id: RecordId, on: Date) {
        let base = Comeback {
            opportunity: Some(opportunity),
            opened_ms: self.now_ms.saturating_sub(u64::from(on.days_until(self.today).unsigned_abs()) * 24 * HOUR_MS),
            told: Some(Told::Call),
            pause: Some(StepState::Done),
            window_hours: Some(24),
            ..Comeback::default()
        };
        match position {
            RESTING => {
                let opened_ms = self.now_ms.saturating_sub(9 * HOUR_MS);
                self.put(id, &Comeback { opened_ms, window_hours: Some(36), ..base });
            }
            IN_REVIEW => {
                let said = "They liked the talk and chose someone who had led a team before.";
                self.put(id, &Comeback {
                    triage: Some(StepState::Done),
                    reply: Some(StepState::Done),
                    sort: Some(StepState::Done),
                    cause: Some(Cause::Mine),
                    said: said.into(),
                    ..base
                });
                self.answer(id, "communication", "Clear until the system question. Then I spoke too fast.", Mark::Mixed);
                self.answer(id, "skills", "The craft was visible. How I work with others came up only once.", Mark::Mixed);
                self.answer(id, "evidence", "Two examples had numbers: 40 % fewer outages, 3 weeks instead of 8.", Mark::Worked);
            }
            CLOSED => {
                self.put(id, &Comeback {
                    triage: Some(StepState::Done),
                    reply: Some(StepState::Done),
                    sort: Some(StepState::Done),
                    review: Some(StepState::Done),
                    learn: Some(StepState::Done),
                    in_touch: Some(StepState::Done),
                    offer: Some(StepState::Skipped),
                    move_on: Some(StepState::Done),
                    cause: Some(Cause::NotMine),
                    learned: "Ask early who decides, and what worries them.".into(),
                    closed_on: Some(on.plus_days(4)),
                    ..base
                });
                self.answer(id, "communication", "I rambled in the opening.", Mark::Missed);
                self.answer(id, "improve", "Open with one sentence on what I bring.", Mark::Missed);
                self.learning(opportunity, id, LearningKind::Focus, "Open with one sentence on what I bring");
                self.learning(opportunity, id, LearningKind::Improve, "Ask who decides, and what worries them");
                self.learning(opportunity, id, LearningKind::Keep, "Examples with a number land");
                self.add_action("Send Mira the article on release trains", 3, Some((opportunity, id)));
            }
            _ => {}
        }
    }

    fn answer(&mut self, comeback: RecordId, question: &str, text: &str, mark: Mark) {
        let on = Some(self.today.plus_days(-1));
        self.add(&Answer {
            comeback: Some(comeback),
            question: question.into(),
            text: text.into(),
            mark: Some(mark),
            on,
        });
    }

    fn learning(&mut self, opportunity: RecordId, comeback: RecordId, kind: LearningKind, text: &str) {
        self.add(&Learning {
            opportunity: Some(opportunity),
            comeback: Some(comeback),
            kind,
            text: text.into(),
            ..Learning::default()
        });
    }

    fn add_action(&mut self, text: &str, days: i32, about: Option<(RecordId, RecordId)>) {
        let due = Some(self.today.plus_days(days));
        self.add(&Action {
            text: text.into(),
            why: "Part of the example search.".into(),
            due,
            opportunity: about.map(|(opportunity, _)| opportunity),
            comeback: about.map(|(_, comeback)| comeback),
            ..Action::default()
        });
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::agenda::agenda;
    use crate::date::Now;
    use crate::event::EventKind;
    use crate::journal::Journal;
    use crate::stamp::Clock;

    const NOW: Now = Now {
        ms: 1_790_000_000_000,
        offset_minutes: 60,
    };

    fn loaded() -> Journal {
        let mut count = 0;
        let mut new_id = || {
            count += 1;
            RecordId::new(NOW.ms, count)
        };
        let edit = demo_search(NOW.today(), NOW.ms, &mut new_id);
        let mut journal = Journal::default();
        journal.apply(&edit, &mut Clock::new(1), NOW.ms);
        journal
    }

    #[test]
    fn it_has_sixty_opportunities_with_histories_of_every_kind() {
        let journal = loaded();
        assert_eq!(journal.opportunities().len(), 60);
        assert!(journal.events().len() >= 200, "{}", journal.events().len());
        let stages: BTreeSet<&str> = journal.standings().map(|(_, standing)| standing.furthest.as_str()).collect();
        assert_eq!(stages.len(), 6);
        let endings: BTreeSet<Ending> = journal.standings().filter_map(|(_, standing)| standing.ending).collect();
        assert_eq!(endings.len(), 6);
    }

    #[test]
    fn only_planned_talks_lie_ahead() {
        let journal = loaded();
        let ahead: Vec<_> = journal
            .events()
            .iter()
            .filter(|(_, event)| event.on > Some(NOW.today()))
            .collect();
        assert!(!ahead.is_empty());
        assert!(ahead.iter().all(|(_, event)| event.what == EventKind::Round));
    }

    #[test]
    fn a_day_with_it_has_a_next_step_and_a_pause() {
        let agenda = agenda(&loaded(), NOW);
        assert!(agenda.next().is_some());
        assert_eq!(agenda.pauses.len(), 1);
    }

    #[test]
    fn it_leaves_in_one_step() {
        let mut journal = loaded();
        assert!(journal.has_demo());
        let removal = journal.removal_of_demo("Demo search removed");
        journal.apply(&removal, &mut Clock::new(1), NOW.ms);
        assert!(!journal.has_demo());
        assert!(journal.is_empty());
    }
}
