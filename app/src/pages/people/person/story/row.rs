//! One entry of the story: first as plain data, then as a line.

use domain::journal::Journal;
use domain::planning::contacts::{Contact, ContactKind, timeline};
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::opportunities::name_of;
use crate::actions::rounds::note_lines;
use crate::actions::story::remove_from_story;
use crate::components::remove_button::RemoveButton;
use crate::session::Session;

/// An entry of the story.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    contact: Contact,
    /// The company it was about.
    about: Option<String>,
    /// The message that was sent.
    body: Option<String>,
    /// What was noted on them right after a round.
    noted: Vec<(&'static str, String)>,
}

/// Every entry, latest first.
pub(super) fn story(journal: &Journal, person: RecordId, now: Now) -> Vec<Row> {
    let contacts = timeline(journal, person, now).into_iter();
    contacts
        .map(|contact| {
            let message = journal.messages().get(contact.id);
            Row {
                about: contact.opportunity.map(|id| name_of(journal, id)),
                body: message.map(|message| message.body.clone()),
                noted: match contact.kind {
                    ContactKind::Round => {
                        let note = journal.round_note(contact.id, Some(person));
                        note_lines(&note, now.today())
                    }
                    _ => Vec::new(),
                },
                contact,
            }
        })
        .collect()
}

impl Row {
    /// “Sent: Reply to a no”.
    fn what(&self) -> String {
        match (self.contact.kind, self.contact.occasion) {
            (ContactKind::Met, _) => "Met".to_owned(),
            (ContactKind::Round, _) => "Round".to_owned(),
            (ContactKind::Told, _) => "They told you the decision".to_owned(),
            (ContactKind::Message, Some(occasion)) => format!("Sent: {}", occasion.label()),
            (ContactKind::Message, None) => "Sent".to_owned(),
            (ContactKind::Touch { from_them: true }, _) => "They were in touch".to_owned(),
            (ContactKind::Touch { .. }, Some(occasion)) => format!("Done: {}", occasion.label()),
            (ContactKind::Touch { .. }, None) => "In touch".to_owned(),
            (ContactKind::Skipped, Some(occasion)) => format!("Skipped: {}", occasion.label()),
            (ContactKind::Skipped, None) => "Skipped".to_owned(),
            (ContactKind::Helped, _) => "You helped".to_owned(),
        }
    }

    /// The word that the style goes by.
    const fn style(&self) -> &'static str {
        match self.contact.kind {
            ContactKind::Skipped => "note",
            ContactKind::Round | ContactKind::Met => "round",
            ContactKind::Told
            | ContactKind::Message
            | ContactKind::Touch { .. }
            | ContactKind::Helped => "contact",
        }
    }

    /// Whether it can be removed here; rounds and messages are removed where they stand.
    const fn is_touch(&self) -> bool {
        matches!(
            self.contact.kind,
            ContactKind::Touch { .. } | ContactKind::Skipped
        )
    }
}

pub(super) fn contact_row(session: Session, row: Row, today: Date) -> AnyView {
    let (what, kind) = (row.what(), row.style());
    let removal = row
        .is_touch()
        .then(|| removal(session, row.contact.id, &what));
    let about = row
        .about
        .map(|about| view! { <span class="due__about" dir="auto">{about}</span> });
    let body = row.body.map(|body| {
        view! {
            <details class="why">
                <summary>"Read it"</summary>
                <p class="pre" dir="auto">{body}</p>
            </details>
        }
    });
    let noted: Vec<AnyView> = row
        .noted
        .into_iter()
        .map(|(name, text)| {
            view! { <p class="event__notes" dir="auto">{format!("{name}: {text}")}</p> }.into_any()
        })
        .collect();
    view! {
        <li class="event" data-what=kind>
            <span class="event__on">{row.contact.on.short(today)}</span>
            <div class="event__what">
                <strong>{what}</strong>
                {about}
                <p class="event__notes" dir="auto">{row.contact.text}</p>
                {noted}
                {body}
            </div>
            <div class="event__actions">{removal}</div>
        </li>
    }
    .into_any()
}

fn removal(session: Session, touch: RecordId, what: &str) -> AnyView {
    view! {
        <RemoveButton
            label=format!("Remove from the history: {what}")
            on_remove=move || session.perform(|_, _| remove_from_story(touch))
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::method::Occasion;
    use domain::model::event::Event;
    use domain::model::person::Person;
    use domain::model::round_note::RoundNote;
    use domain::model::touch::Touch;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn what_was_left_out_stands_in_the_story_and_can_be_removed() {
        let [ann, heard, left_out] = [1, 2, 3].map(RecordId::fixed);
        let today = NOON.today();
        let heard_from_her = Touch {
            person: Some(ann),
            from_them: true,
            done_on: Some(today.plus_days(-2)),
            ..Touch::default()
        };
        let check_in_left_out = Touch {
            person: Some(ann),
            occasion: Some(Occasion::CheckIn),
            skipped_on: Some(today),
            ..Touch::default()
        };
        let met = Person {
            met_on: Some(today.plus_days(-9)),
            ..Person::default()
        };
        let journal = journal_after(&[
            record(ann, &met),
            record(heard, &heard_from_her),
            record(left_out, &check_in_left_out),
        ]);
        let told: Vec<(String, &str, bool)> = story(&journal, ann, NOON)
            .iter()
            .map(|row| (row.what(), row.style(), row.is_touch()))
            .collect();
        let left_out = format!("Skipped: {}", Occasion::CheckIn.label());
        assert_eq!(
            told,
            [
                (left_out, "note", true),
                ("They were in touch".to_owned(), "contact", true),
                ("Met".to_owned(), "round", false),
            ]
        );
    }

    #[test]
    fn what_was_noted_on_them_after_a_round_is_in_their_story_and_in_no_other() {
        let [ann, tom, panel] = [1, 2, 3].map(RecordId::fixed);
        let today = NOON.today();
        let round = Event {
            with: vec![ann, tom],
            ..Event::round(RecordId::fixed(4), "Panel", today.plus_days(-1), None)
        };
        let note = RoundNote {
            round: Some(panel),
            person: Some(ann),
            cares: "Late plans".into(),
            ..RoundNote::default()
        };
        let journal = journal_after(&[
            record(ann, &Person::default()),
            record(tom, &Person::default()),
            record(panel, &round),
            record(RoundNote::id(panel, Some(ann)), &note),
        ]);
        let noted = |person| story(&journal, person, NOON).remove(0).noted;
        assert_eq!(noted(ann), [("They care about", "Late plans".to_owned())]);
        assert_eq!(noted(tom), []);
    }
}
