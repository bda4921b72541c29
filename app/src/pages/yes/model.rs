//! The page as plain data: its title, what it took in sentences, and its lists.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::event::Ending;
use domain::model::stage::is_before_applying;
use domain::planning::yes::{Took, still_open, to_thank, took, yes_on};
use domain::values::date::Now;
use domain::values::id::RecordId;

use crate::actions::opportunities::name_of;
use crate::components::stage_badge::standing_words;

/// The head of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct YesContent {
    /// “Data engineer at Acme”.
    pub(super) title: String,
}

impl YesContent {
    /// The head, if the opportunity ended with a yes.
    pub(super) fn of(journal: &Journal, id: RecordId) -> Option<Self> {
        yes_on(journal, id)?;
        let title = journal.opportunities().get(id)?.title();
        Some(Self { title })
    }
}

/// What it took, a sentence a count. What is nothing is not said.
pub(super) fn took_sentences(journal: &Journal, id: RecordId, now: Now) -> Vec<String> {
    let Took {
        opportunities,
        applied,
        with_interviews,
        rounds,
        people_met,
        messages_sent,
        noes,
        days,
    } = took(journal, id, now);
    let all = match opportunities {
        1 => "One opportunity: this one.".to_owned(),
        all => format!(
            "{all} opportunities. You applied for {applied} of them, and {with_interviews} led to interviews."
        ),
    };
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        many_of => Some(many.replace("{}", &many_of.to_string())),
    };
    let noes = match (noes, opportunities) {
        (0, _) => None,
        (1, all) => Some(format!("One of the {all} ended in a no.")),
        (noes, all) => Some(format!("{noes} of the {all} ended in a no.")),
    };
    let days = usize::try_from(days).unwrap_or(0);
    [
        Some(all),
        counted(rounds, "One interview round.", "{} interview rounds."),
        counted(people_met, "You met one person.", "You met {} people."),
        counted(
            messages_sent,
            "You sent one message.",
            "You sent {} messages.",
        ),
        noes,
        counted(
            days,
            "One day from the first entry to your yes.",
            "{} days from the first entry to your yes.",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Someone to thank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ThanksRow {
    pub(super) person: RecordId,
    pub(super) name: String,
    pub(super) place: String,
    pub(super) occasion: Occasion,
    pub(super) is_thanked: bool,
}

/// Everyone to thank, those of this opportunity first.
pub(super) fn thanks_rows(journal: &Journal, id: RecordId) -> Vec<ThanksRow> {
    let all = to_thank(journal, id).into_iter();
    all.filter_map(|one| {
        let person = journal.people().get(one.person)?;
        Some(ThanksRow {
            person: one.person,
            name: person.name.clone(),
            place: person.place(),
            occasion: one.occasion,
            is_thanked: one.is_thanked,
        })
    })
    .collect()
}

/// An opportunity that is still open, or was withdrawn since the yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RestRow {
    pub(super) id: RecordId,
    pub(super) title: String,
    pub(super) company: String,
    pub(super) words: String,
    pub(super) is_open: bool,
    /// Whether they wait for the person, and someone is known to write to.
    pub(super) can_write: bool,
}

/// The rest of the search: what is open, then what was withdrawn since the yes.
pub(super) fn rest_rows(journal: &Journal, yes: RecordId) -> Vec<RestRow> {
    let since = yes_on(journal, yes);
    let withdrawn = journal.standings().filter(|(id, standing)| {
        *id != yes
            && standing.ending == Some(Ending::Withdrawn)
            && since.is_some_and(|since| standing.since >= Some(since))
    });
    let withdrawn = withdrawn.map(|(id, _)| id);
    let ids = still_open(journal, yes).into_iter().chain(withdrawn);
    ids.filter_map(|id| {
        let about = journal.opportunities().get(id)?;
        let standing = journal.standing(id);
        let is_known = !journal.people_of(id).is_empty();
        Some(RestRow {
            id,
            title: about.title(),
            company: name_of(journal, id),
            words: standing_words(journal, &standing),
            is_open: standing.is_active(),
            can_write: is_known && !is_before_applying(&standing.furthest),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::model::stage::{APPLIED, SAVED};
    use domain::state::edit::Edit;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);
    const BOREAL: RecordId = RecordId::fixed(2);
    const CORDA: RecordId = RecordId::fixed(3);
    const DELTA: RecordId = RecordId::fixed(4);

    fn search() -> Vec<Edit> {
        let day = |ago: i32| NOON.today().plus_days(-ago);
        let named = |company: &str| Opportunity {
            company: company.into(),
            ..Opportunity::default()
        };
        let bea = Person {
            name: "Bea Ortiz".into(),
            opportunity: Some(BOREAL),
            ..Person::default()
        };
        let mut edits = vec![
            record(ACME, &named("Acme")),
            record(BOREAL, &named("Boreal")),
            record(CORDA, &named("Corda")),
            record(DELTA, &named("Delta")),
            record(RecordId::fixed(9), &bea),
        ];
        let events = [
            Event::stage(ACME, APPLIED, day(30)),
            Event::stage(BOREAL, APPLIED, day(20)),
            Event::stage(CORDA, SAVED, day(10)),
            Event::stage(DELTA, APPLIED, day(15)),
            Event::ending(DELTA, Ending::No, day(8)),
            Event::ending(ACME, Ending::Yes, day(0)),
        ];
        edits.extend(
            (20..)
                .zip(&events)
                .map(|(id, event)| record(RecordId::fixed(id), event)),
        );
        edits
    }

    #[test]
    fn what_it_took_is_said_in_counts_with_their_whole() {
        let journal = journal_after(&search());
        assert_eq!(
            took_sentences(&journal, ACME, NOON),
            [
                "4 opportunities. You applied for 3 of them, and 0 led to interviews.",
                "You met one person.",
                "One of the 4 ended in a no.",
                "30 days from the first entry to your yes."
            ]
        );
        let title = YesContent::of(&journal, ACME).map(|content| content.title);
        assert_eq!(title.as_deref(), Some("Acme"));
        assert_eq!(YesContent::of(&journal, DELTA), None);
    }

    #[test]
    fn who_can_be_written_to_and_waits_can_be_withdrawn_with_a_message() {
        let mut edits = search();
        let rows = |edits: &[Edit]| -> Vec<(String, bool, bool)> {
            let rows = rest_rows(&journal_after(edits), ACME).into_iter();
            rows.map(|row| (row.company, row.is_open, row.can_write))
                .collect()
        };
        let row = |company: &str, is_open, can_write| (company.to_owned(), is_open, can_write);
        assert_eq!(
            rows(&edits),
            [row("Boreal", true, true), row("Corda", true, false)]
        );
        // What is withdrawn stays, so that the message can still be written; a no of before does not.
        let withdrawn = Event::ending(BOREAL, Ending::Withdrawn, NOON.today());
        edits.push(record(RecordId::fixed(40), &withdrawn));
        assert_eq!(
            rows(&edits),
            [row("Corda", true, false), row("Boreal", false, true)]
        );
    }
}
