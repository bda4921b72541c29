//! The opportunities that can have been meant, as plain data.

use std::cmp::Reverse;

use domain::journal::Journal;
use domain::model::event::Ending;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use domain::values::sort::sort_by;
use domain::values::text::{fold, same_company};

use crate::actions::Moment;
use crate::actions::opportunities::end_with;
use crate::components::stage_badge::standing_words;

/// How many open opportunities are offered before anything is typed.
pub(super) const OFFERED: usize = 12;

/// How many are offered for what is typed.
const MATCHES: usize = 6;

/// An opportunity that is still open.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Open {
    pub(super) id: RecordId,
    pub(super) title: String,
    /// Where it stands, in words.
    pub(super) words: String,
}

/// The open opportunities, those that went furthest first, then those heard of last.
pub(super) fn open_opportunities(journal: &Journal) -> Vec<Open> {
    let mut open: Vec<_> = journal
        .standings()
        .filter(|(_, standing)| standing.is_active())
        .map(|(id, standing)| {
            let rank = journal.stages().rank(&standing.stage);
            (Reverse((rank, standing.last_on)), id)
        })
        .collect();
    sort_by(&mut open, Ord::cmp);
    open.into_iter()
        .filter_map(|(_, id)| described(journal, id))
        .collect()
}

fn described(journal: &Journal, id: RecordId) -> Option<Open> {
    Some(Open {
        id,
        title: journal.opportunities().get(id)?.title(),
        words: standing_words(journal, &journal.standing(id)),
    })
}

/// What may be meant by what is typed: open ones whose company or role has these letters, then those
/// of this company that ended already, for a no may come after silence.
pub(super) fn matching(journal: &Journal, typed: &str) -> Vec<Open> {
    let sought = fold(typed.trim());
    if sought.chars().count() < 2 {
        return Vec::new();
    }
    let open = open_opportunities(journal).into_iter();
    let mut found: Vec<Open> = open
        .filter(|open| fold(&open.title).contains(&sought))
        .take(MATCHES)
        .collect();
    let ended = journal.opportunities().iter().filter(|(id, about)| {
        !journal.standing(*id).is_active() && same_company(&about.company, typed)
    });
    found.extend(
        ended
            .filter_map(|(id, _)| described(journal, id))
            .take(MATCHES),
    );
    found
}

/// Whether one of the search is of the very company that is typed, so that a new one may be a
/// duplicate.
pub(super) fn is_known(journal: &Journal, typed: &str) -> bool {
    let mut known = journal.opportunities().iter();
    known.any(|(_, about)| same_company(&about.company, typed))
}

/// Notes the no of an opportunity, or finds the comeback it has already. Gives the page to go to.
pub(super) fn begin(
    journal: &Journal,
    moment: &mut Moment<'_>,
    id: RecordId,
) -> (Edit, Option<RecordId>) {
    let is_a_no = journal.standing(id).ending == Some(Ending::No);
    match journal.comeback_of(id).filter(|_| is_a_no) {
        Some((comeback, _)) => (Edit::default(), Some(comeback)),
        None => end_with(journal, moment, &[id], Ending::No),
    }
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::{APPLIED, INTERVIEWING};

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    #[test]
    fn typing_finds_every_open_one_and_those_that_ended_there() {
        let named = |company: &str| Opportunity {
            company: company.into(),
            ..Opportunity::default()
        };
        let mut edits: Vec<_> = (1..=20)
            .map(|number| {
                record(
                    RecordId::fixed(number),
                    &named(&format!("Company {number}")),
                )
            })
            .collect();
        let ended = RecordId::fixed(30);
        let silent = Event::ending(ended, Ending::NoAnswer, NOON.today());
        edits.push(record(ended, &named("Halden Freight")));
        edits.push(record(RecordId::fixed(31), &silent));
        let journal = journal_after(&edits);
        assert_eq!(open_opportunities(&journal).len(), 20, "all of them");
        let found = |typed| {
            let found = matching(&journal, typed).into_iter();
            found.map(|open| open.id).collect::<Vec<_>>()
        };
        assert_eq!(found("company 17"), [RecordId::fixed(17)]);
        assert_eq!(found("halden freight"), [ended]);
        assert!(found("c").is_empty() && found("Boreal").is_empty());
        assert!(is_known(&journal, "HALDEN FREIGHT GmbH") && !is_known(&journal, "Boreal"));
        assert!(!is_known(&journal, ""));
    }

    #[test]
    fn one_that_has_its_comeback_is_not_ended_again() {
        let id = RecordId::fixed(1);
        let journal = journal_after(&[record(id, &Opportunity::default())]);
        let (edit, comeback) = at_noon(|moment| begin(&journal, moment, id));
        let journal = apply(&journal, &edit);
        let (again, same) = at_noon(|moment| begin(&journal, moment, id));
        assert!(again.is_empty());
        assert_eq!(same, comeback);
        assert!(comeback.is_some());
    }

    #[test]
    fn the_furthest_is_offered_first_and_an_ended_one_not_at_all() {
        let today = NOON.today();
        let [early, far, ended] = [1, 2, 3].map(RecordId::fixed);
        let opportunity = Opportunity::default();
        let event = |number, event: Event| record(RecordId::fixed(number), &event);
        let journal = journal_after(&[
            record(early, &opportunity),
            record(far, &opportunity),
            record(ended, &opportunity),
            event(11, Event::stage(early, APPLIED, today)),
            event(12, Event::stage(far, INTERVIEWING, today)),
            event(13, Event::ending(ended, Ending::No, today)),
        ]);
        let offered: Vec<RecordId> = open_opportunities(&journal)
            .into_iter()
            .map(|open| open.id)
            .collect();
        assert_eq!(offered, [far, early]);
    }
}
