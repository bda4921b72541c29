//! Taking in the rows of a table of another program.

use std::collections::BTreeSet;

use domain::capture::{JobAddress, Status};
use domain::exchange::sheet::ImportedRow;
use domain::journal::Journal;
use domain::model::event::Event;
use domain::model::opportunity::Opportunity;
use domain::model::stage::SAVED;
use domain::state::edit::Edit;
use domain::values::text::fold;

use super::Moment;

/// The rows that are not in the search yet, and how many are. A row is there already if its link
/// leads to the same job, or if company and role are the same; so a second import adds nothing.
#[must_use]
pub fn new_rows(journal: &Journal, rows: &[ImportedRow]) -> (Vec<ImportedRow>, usize) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for (_, about) in journal.opportunities().iter() {
        known.extend(keys(about));
    }
    let mut new = Vec::new();
    for row in rows {
        let keys = keys(&row.opportunity);
        if !keys.iter().any(|key| known.contains(key)) {
            known.extend(keys);
            new.push(row.clone());
        }
    }
    let already = rows.len() - new.len();
    (new, already)
}

/// What tells an opportunity apart: its names, and the job its link leads to.
fn keys(about: &Opportunity) -> Vec<String> {
    let names = [&about.company, &about.role].map(|name| fold(name.trim()));
    let link = about.link.trim();
    let link = (!link.is_empty()).then(|| match JobAddress::of(link) {
        Some(job) => format!("{job:?}"),
        None => link.to_owned(),
    });
    let names = names.join("\n");
    std::iter::once(names).chain(link).collect()
}

/// Adds rows, each an opportunity with its history, in one edit: one undo takes all of them back. A
/// day that the table does not say stays unknown, but for one that is only saved: that is today.
#[must_use]
pub fn add_rows(moment: &mut Moment<'_>, rows: &[ImportedRow]) -> Edit {
    let mut edit = Edit::new(match rows.len() {
        1 => "1 opportunity imported".to_owned(),
        many => format!("{many} opportunities imported"),
    });
    let today = moment.today();
    for row in rows {
        let id = moment.new_id();
        edit = edit.create(id, &row.opportunity);
        for (status, on) in &row.events {
            let mut event = match status {
                Status::Stage(stage) => Event::stage(id, stage, today),
                Status::Ended(ending) => Event::ending(id, *ending, today),
            };
            if *status != Status::Stage(SAVED) || on.is_some() {
                event.on = *on;
            }
            edit = edit.create(moment.new_id(), &event);
        }
    }
    edit
}

#[cfg(test)]
mod tests {
    use domain::exchange::sheet::Sheet;
    use domain::model::event::Ending;

    use super::*;
    use crate::actions::testing::{NOON, journal_after};
    use domain::values::id::RecordId;

    const TABLE: &str = "Company,Role,Status,Date applied,Link\n\
        Acme,Nurse,Rejected,2026-03-02,https://acme.example/1\n\
        Brindle,Cook,Saved,,\n\
        acme ,nurse,Applied,,\n";

    fn imported(journal: &Journal) -> (Edit, usize) {
        let rows = Sheet::read(TABLE).map(|sheet| sheet.understood(NOON.today()).rows);
        let (new, already) = new_rows(journal, &rows.unwrap_or_default());
        let mut number = 0;
        let mut new_id = || {
            number += 1;
            RecordId::fixed(number)
        };
        (add_rows(&mut Moment::new(NOON, &mut new_id), &new), already)
    }

    #[test]
    fn rows_come_in_with_their_history_and_nothing_twice() {
        let (edit, already) = imported(&Journal::default());
        assert_eq!(already, 1);
        let journal = journal_after(&[edit]);
        assert_eq!(journal.opportunities().len(), 2);
        let ended = journal
            .standings()
            .find(|(_, standing)| standing.ending.is_some());
        let standing = ended
            .map(|(_, standing)| standing.clone())
            .unwrap_or_default();
        assert_eq!(standing.ending, Some(Ending::No));
        assert_eq!(
            standing.applied_on.map(|day| day.to_string()).as_deref(),
            Some("2026-03-02")
        );
        let (again, already) = imported(&journal);
        assert_eq!((again.is_empty(), already), (true, 3));
    }
}
