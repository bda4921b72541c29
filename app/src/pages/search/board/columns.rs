//! The columns of the board as plain data: which opportunity stands where.

use domain::journal::Journal;
use domain::values::id::RecordId;

/// The column of ended opportunities.
pub(super) const ENDED: &str = "ended";

/// A column: the stage, its name, its cards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) stage: String,
    pub(super) label: String,
    pub(super) cards: Vec<RecordId>,
}

impl Column {
    fn new(stage: &str, label: &str) -> Self {
        Self {
            stage: stage.to_owned(),
            label: label.to_owned(),
            cards: Vec::new(),
        }
    }
}

/// A column a stage, and one more for what has ended, with the cards in the order found.
pub(super) fn columns_of(journal: &Journal, found: &[RecordId], shows_ended: bool) -> Vec<Column> {
    let stages = journal.stages().all().iter();
    let mut columns: Vec<Column> = stages
        .map(|stage| Column::new(&stage.id, &stage.label))
        .collect();
    if shows_ended {
        columns.push(Column::new(ENDED, "Ended"));
    }
    for id in found {
        let Some(standing) = journal.standing_of(*id) else {
            continue;
        };
        let stage = if standing.is_active() {
            // Also where it has stages of its own, or one that the person removed since.
            journal.stages().column(&standing.stage)
        } else {
            ENDED
        };
        if let Some(column) = columns.iter_mut().find(|column| column.stage == stage) {
            column.cards.push(*id);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::{APPLIED, OFFER, PROJECT_RUNNING, SAVED};

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const BOREAL: RecordId = RecordId::fixed(2);
    const CORDA: RecordId = RecordId::fixed(3);

    fn search() -> Journal {
        let today = NOON.today();
        let event = |id: u128, event: &Event| record(RecordId::fixed(id), event);
        journal_after(&[
            record(ACME, &Opportunity::default()),
            record(BOREAL, &Opportunity::default()),
            record(CORDA, &Opportunity::default()),
            event(11, &Event::stage(ACME, OFFER, today)),
            event(12, &Event::stage(BOREAL, "a-stage-of-before", today)),
            event(13, &Event::stage(CORDA, APPLIED, today)),
            event(14, &Event::ending(CORDA, Ending::No, today)),
        ])
    }

    fn cards(columns: &[Column], stage: &str) -> Vec<RecordId> {
        let column = columns.iter().find(|column| column.stage == stage);
        column
            .map(|column| column.cards.clone())
            .unwrap_or_default()
    }

    #[test]
    fn each_card_stands_in_one_column() {
        let columns = columns_of(&search(), &[CORDA, BOREAL, ACME], true);
        assert_eq!(columns.first().map(|column| &*column.stage), Some(SAVED));
        assert_eq!(columns.last().map(|column| &*column.label), Some("Ended"));
        assert_eq!(cards(&columns, OFFER), [ACME]);
        assert_eq!(cards(&columns, APPLIED), [BOREAL], "its stage is gone");
        assert_eq!(cards(&columns, ENDED), [CORDA]);
    }

    #[test]
    fn a_project_stands_in_the_column_that_fits() {
        let running = Event::stage(ACME, PROJECT_RUNNING, NOON.today());
        let journal = journal_after(&[
            record(ACME, &Opportunity::default()),
            record(RecordId::fixed(11), &running),
        ]);
        assert_eq!(cards(&columns_of(&journal, &[ACME], true), OFFER), [ACME]);
    }

    #[test]
    fn active_ones_alone_need_no_column_of_ends() {
        let columns = columns_of(&search(), &[BOREAL, ACME], false);
        assert!(columns.iter().all(|column| column.stage != ENDED));
        let count: usize = columns.iter().map(|column| column.cards.len()).sum();
        assert_eq!(count, 2);
    }
}
