//! Cards out: people as a file.

use domain::exchange::vcard::{self, Card, Version};
use domain::model::person::Person;
use domain::values::id::RecordId;

use crate::session::Session;

/// Hands people to the person as a file of cards.
pub(in crate::pages::people) fn download(
    session: Session,
    people: &[(RecordId, Person)],
    version: Version,
    file_name: &str,
) {
    let cards: Vec<Card> = people
        .iter()
        .map(|(id, person)| Card {
            uid: format!("urn:uuid:{id}"),
            person: person.clone(),
        })
        .collect();
    let text = vcard::write(&cards, version);
    session.with_platform(|platform| platform.download(file_name, "text/vcard", &text));
    session.toast("Contact file ready.".into(), false);
}
