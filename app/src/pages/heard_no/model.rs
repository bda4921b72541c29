//! The opportunities that can have been meant, as plain data.

use std::cmp::Reverse;

use domain::journal::Journal;
use domain::values::id::RecordId;
use domain::values::sort::sort_by;

use crate::components::stage_badge::standing_words;

/// How many open opportunities are offered; the others are found in Search.
const OFFERED: usize = 12;

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
        .take(OFFERED)
        .filter_map(|(_, id)| {
            Some(Open {
                id,
                title: journal.opportunities().get(id)?.title(),
                words: standing_words(journal, &journal.standing(id)),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::{APPLIED, INTERVIEWING};

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

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
