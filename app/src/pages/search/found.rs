//! The opportunities that fit the criteria, in the order asked for.

use domain::journal::Journal;
use domain::model::history::Standing;
use domain::model::opportunity::Opportunity;
use domain::values::id::RecordId;
use domain::values::sort::{sort_by_cached_key, sort_by_key};
use domain::values::text::Query;

/// The column a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SortBy {
    Company,
    Role,
    Stage,
    #[default]
    Since,
    Place,
}

/// The filters, and the order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Criteria {
    pub(super) find: String,
    pub(super) active_only: bool,
    /// The id of a stage; empty for any.
    pub(super) stage: String,
    /// The id of a kind; empty for all.
    pub(super) kind: String,
    pub(super) sort_by: SortBy,
    pub(super) is_ascending: bool,
}

type Row<'a> = (RecordId, &'a Opportunity, &'a Standing);

/// The ids of those that fit, sorted.
pub(super) fn found(journal: &Journal, criteria: &Criteria) -> Vec<RecordId> {
    let query = Query::parse(&criteria.find);
    let kind = &criteria.kind;
    // A stage that the person removed since leaves nothing out.
    let is_known = journal.stages().get(&criteria.stage).is_some();
    let stage = if is_known { &*criteria.stage } else { "" };
    let mut rows: Vec<Row<'_>> = journal
        .standings()
        .filter_map(|(id, standing)| Some((id, journal.opportunities().get(id)?, standing)))
        .filter(|(id, opportunity, standing)| {
            (!criteria.active_only || standing.is_active())
                && (stage.is_empty() || journal.stages().column(&standing.stage) == stage)
                && (kind.is_empty() || opportunity.kind.id() == kind)
                && (query.is_empty() || query.matches(journal.haystack(*id)))
        })
        .collect();
    sort(journal, &mut rows, criteria.sort_by);
    if !criteria.is_ascending {
        rows.reverse();
    }
    rows.into_iter().map(|(id, ..)| id).collect()
}

fn sort(journal: &Journal, rows: &mut [Row<'_>], sort_by: SortBy) {
    let by_text = |rows: &mut [Row<'_>], part: fn(&Opportunity) -> &str| {
        sort_by_cached_key(rows, |(id, row, _)| (part(row).to_lowercase(), *id));
    };
    match sort_by {
        SortBy::Company => by_text(rows, |row| &row.company),
        SortBy::Role => by_text(rows, |row| &row.role),
        SortBy::Place => by_text(rows, |row| &row.place),
        SortBy::Since => sort_by_key(rows, |(id, _, standing)| (standing.since, *id)),
        SortBy::Stage => sort_by_key(rows, |(id, _, standing)| {
            let rank = journal.stages().rank(&standing.stage);
            (standing.ending, rank, *id)
        }),
    }
}

/// “3 opportunities”, or “2 of 3 opportunities” where some are left out.
pub(super) fn count_words(shown: usize, total: usize) -> String {
    match (shown, total) {
        (1, 1) => "1 opportunity".to_owned(),
        _ if shown == total => format!("{total} opportunities"),
        _ => format!("{shown} of {total} opportunities"),
    }
}

#[cfg(test)]
mod tests {
    use domain::model::event::{Ending, Event};
    use domain::model::opportunity::Kind;
    use domain::model::stage::{APPLIED, SAVED};

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const BOREAL: RecordId = RecordId::fixed(2);
    const CORDA: RecordId = RecordId::fixed(3);

    /// Three opportunities: saved today, applied yesterday, ended the day before.
    fn search() -> Journal {
        let named = |company: &str, kind| Opportunity {
            company: company.into(),
            kind,
            ..Opportunity::default()
        };
        let day = |days: i32| NOON.today().plus_days(-days);
        let event = |id: u128, event: &Event| record(RecordId::fixed(id), event);
        journal_after(&[
            record(ACME, &named("acme", Kind::Job)),
            record(BOREAL, &named("Boreal", Kind::Project)),
            record(CORDA, &named("Corda", Kind::Job)),
            event(11, &Event::stage(ACME, SAVED, day(0))),
            event(12, &Event::stage(BOREAL, APPLIED, day(1))),
            event(13, &Event::stage(CORDA, APPLIED, day(3))),
            event(14, &Event::ending(CORDA, Ending::Withdrawn, day(2))),
        ])
    }

    fn sorted(sort_by: SortBy, is_ascending: bool) -> Vec<RecordId> {
        let criteria = Criteria {
            sort_by,
            is_ascending,
            ..Criteria::default()
        };
        found(&search(), &criteria)
    }

    #[test]
    fn the_latest_come_first_unless_asked_otherwise() {
        assert_eq!(
            found(&search(), &Criteria::default()),
            [ACME, BOREAL, CORDA]
        );
        assert_eq!(sorted(SortBy::Since, true), [CORDA, BOREAL, ACME]);
        // Letters of both cases sort alike.
        assert_eq!(sorted(SortBy::Company, true), [ACME, BOREAL, CORDA]);
        assert_eq!(sorted(SortBy::Company, false), [CORDA, BOREAL, ACME]);
        assert_eq!(sorted(SortBy::Stage, true), [ACME, BOREAL, CORDA]);
    }

    #[test]
    fn all_criteria_must_be_met() {
        let journal = search();
        let mut criteria = Criteria {
            active_only: true,
            ..Criteria::default()
        };
        assert_eq!(found(&journal, &criteria), [ACME, BOREAL]);
        criteria.kind = Kind::Project.id().to_owned();
        assert_eq!(found(&journal, &criteria), [BOREAL]);
        criteria.stage = SAVED.to_owned();
        assert!(found(&journal, &criteria).is_empty());
        criteria.stage = "a-stage-of-before".to_owned();
        assert_eq!(found(&journal, &criteria), [BOREAL]);
        let by_word = Criteria {
            find: "cord".into(),
            ..Criteria::default()
        };
        assert_eq!(found(&journal, &by_word), [CORDA]);
    }

    #[test]
    fn the_count_says_when_some_are_left_out() {
        assert_eq!(count_words(0, 0), "0 opportunities");
        assert_eq!(count_words(1, 1), "1 opportunity");
        assert_eq!(count_words(3, 3), "3 opportunities");
        assert_eq!(count_words(1, 3), "1 of 3 opportunities");
    }
}
