//! Thank-yous one after the other: once someone was thanked today, the next one is a tap away.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::planning::contacts::{ContactKind, contacts};
use domain::planning::plan::{Planned, plan};
use domain::values::date::Now;
use domain::values::id::RecordId;
use domain::values::sort::sort_by_key;
use leptos::prelude::*;

use crate::actions::touches::{name_of_person, title_of};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::session;

const THANKS: [Occasion; 2] = [Occasion::ThankYouAfterRound, Occasion::ThankAfterNo];

/// The link to the next draft, or nothing where nobody is left to thank.
#[component]
pub(super) fn NextThanks(
    /// Who may have been thanked just now.
    person: RecordId,
) -> impl IntoView {
    let session = session();
    let next = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| {
            let planned = next_thanks(journal, person, now)?;
            let title = title_of(&planned, &name_of_person(journal, planned.person));
            let address = format!("/people/{}?write={}", planned.person, planned.id);
            Some((title, address))
        })
    });
    live(move || {
        next.get().map(|(title, address)| {
            view! {
                <p>
                    <a class="btn btn--primary" href=address>
                        <Icon name="edit" />
                        "Next: " {title}
                    </a>
                </p>
            }
            .into_any()
        })
    })
}

/// The thank-you to write next, after this person was thanked today: one of the same opportunity
/// first.
fn next_thanks(journal: &Journal, person: RecordId, now: Now) -> Option<Planned> {
    let today = now.today();
    let contacts = contacts(journal, person, now);
    let thanked = contacts.iter().rev().find(|contact| {
        contact.on == today
            && contact.kind != ContactKind::Skipped
            && contact
                .occasion
                .is_some_and(|occasion| THANKS.contains(&occasion))
    })?;
    let mut open = plan(journal, now).touches;
    open.retain(|planned| {
        planned.person != person && planned.due <= today && THANKS.contains(&planned.occasion)
    });
    sort_by_key(&mut open, |planned| {
        let is_elsewhere = planned.opportunity != thanked.opportunity;
        (is_elsewhere, planned.due, planned.person)
    });
    open.into_iter().next()
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::model::stage::INTERVIEWING;
    use domain::planning::plan::plan_with;
    use domain::state::edit::Edit;

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after};
    use crate::actions::touches::finish;

    /// Taps beyond those counted by the person: opening the first draft from Today, then for each
    /// the email and “I sent it”, between them “Next”, and once the name to sign with.
    const TAPS_EACH: usize = 2;

    #[test]
    fn three_people_are_thanked_one_after_the_other_in_at_most_twelve_taps() {
        let acme = RecordId::fixed(1);
        let people = [2, 3, 4].map(RecordId::fixed);
        let round = Event {
            with: people.to_vec(),
            ..Event::round(acme, "Panel", NOON.today(), None)
        };
        let begin = Edit::new("")
            .create(acme, &Opportunity::default())
            .create(
                RecordId::fixed(5),
                &Event::stage(acme, INTERVIEWING, NOON.today()),
            )
            .create(RecordId::fixed(6), &round);
        let person = Person {
            opportunity: Some(acme),
            ..Person::default()
        };
        let begin = people
            .into_iter()
            .fold(begin, |edit, id| edit.create(id, &person));
        let mut journal = journal_after(&[begin]);
        let mut at = plan_with(&journal, people[0], NOON).into_iter().next();
        // “Write” in Today, the field to sign in, and “Sign”.
        let mut taps = 1 + 2;
        let mut thanked = Vec::new();
        while let Some(planned) = at {
            taps += TAPS_EACH;
            thanked.push(planned.person);
            let done = at_noon(|moment| finish(&journal, moment, &planned));
            journal = apply(&journal, &done);
            at = next_thanks(&journal, planned.person, NOON);
            taps += usize::from(at.is_some());
        }
        assert_eq!(thanked, people);
        assert!(taps <= 12, "{taps} taps");
    }

    #[test]
    fn nobody_is_offered_where_nobody_was_thanked() {
        assert_eq!(
            next_thanks(&Journal::default(), RecordId::fixed(2), NOON),
            None
        );
    }
}
