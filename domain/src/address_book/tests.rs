//! Cards as they are met in the wild, and that nothing a file holds can break the reading.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use proptest::prelude::*;

use super::*;
use crate::stamp::Clock;

fn one(body: &str) -> Card {
    let text = format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{body}\r\nEND:VCARD\r\n");
    read(&text).unwrap().cards.remove(0)
}

#[test]
fn a_whole_card_is_read() {
    let card = one(
        "UID:urn:uuid:0190f5a0-0000-7000-8000-000000000001\r\nitem1.EMAIL;type=INTERNET:old@example.org\r\nEMAIL;TYPE=work,pref:ann@example.org\r\nFN:Ann O\\, Brien\r\nN:Brien;Ann;;;\r\nORG:Acme\\; Ltd;Data\r\nTITLE:Team lead\r\nTEL;TYPE=\"cell,voice\":+49 30 1234\r\nURL:https://example.org\r\nX-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/ann\r\nNOTE:Met at a fair.\\nLikes tea.\r\nCATEGORIES:Recruiter,VIP",
    );
    assert_eq!(
        card.record_id().to_string(),
        "0190f5a0-0000-7000-8000-000000000001"
    );
    assert_eq!(
        card.person,
        Person {
            name: "Ann O, Brien".into(),
            company: "Acme; Ltd".into(),
            role: "Team lead".into(),
            mail: "ann@example.org".into(),
            phone: "+49 30 1234".into(),
            profile: "https://www.linkedin.com/in/ann".into(),
            notes: "Met at a fair.\nLikes tea.".into(),
            tags: vec!["recruiter".into(), "vip".into()],
            ..Person::default()
        }
    );
}

#[test]
fn folding_is_undone_also_where_it_is_broken() {
    assert_eq!(one("FN:Annabel\r\n  Lee").person.name, "Annabel Lee");
    assert_eq!(one("FN:Annabel\n\tLee").person.name, "AnnabelLee");
    assert_eq!(
        one("NOTE:First half\r\nand the other half, without a space\r\nFN:Ann")
            .person
            .notes,
        "First halfand the other half, without a space"
    );
}

#[test]
fn old_encodings_are_read() {
    let card = one(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB=20Br=\r\nandt\r\nORG;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9\r\nTEL;CELL:123",
    );
    assert_eq!(card.person.name, "Zoë Brandt");
    assert_eq!(card.person.company, "Café");
    assert_eq!(card.person.phone, "123");
}

#[test]
fn a_name_is_found_where_there_is_none() {
    assert_eq!(one("N:Lovelace;Ada;;;").person.name, "Ada Lovelace");
    assert_eq!(one("ORG:Acme").person.name, "Acme");
    assert_eq!(one("EMAIL:ada@example.org").person.name, "ada");
    let nameless =
        read("BEGIN:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob").unwrap();
    assert_eq!((nameless.cards.len(), nameless.nameless), (2, 1));
    assert_eq!(read("hello"), Err(BookProblem::NoCards));
}

#[test]
fn a_huge_picture_is_passed_over() {
    let picture = "QUJD".repeat(1_300_000);
    let folded: String = picture
        .as_bytes()
        .chunks(74)
        .map(|chunk| format!(" {}\r\n", std::str::from_utf8(chunk).unwrap()))
        .collect();
    for text in [
        format!("BEGIN:VCARD\r\nPHOTO;ENCODING=b:\r\n{folded}FN:Ann\r\nEND:VCARD"),
        format!("BEGIN:VCARD\r\nPHOTO;ENCODING=b:{picture}\r\nFN:Ann\r\nEND:VCARD"),
    ] {
        assert_eq!(read(&text).unwrap().cards[0].person.name, "Ann");
    }
}

#[test]
fn what_could_hurt_is_cut_or_left_out() {
    let card = one(&format!(
        "FN:{}\r\nURL:javascript:alert(1)\r\nORG:a\u{7}b",
        "x".repeat(500)
    ));
    assert_eq!(card.person.name.len(), 200);
    assert_eq!(card.person.profile, "");
    assert_eq!(card.person.company, "a b");
}

fn import(journal: &mut Journal, cards: &[Card]) -> (usize, usize, usize) {
    let import = compare(journal, cards);
    journal.apply(&import.edit(), &mut Clock::new(1), 1_000_000);
    (import.new.len(), import.changed.len(), import.same)
}

#[test]
fn a_second_import_updates_and_never_empties() {
    let mut journal = Journal::default();
    let ann = one("UID:abc\r\nFN:Ann\r\nEMAIL:ann@example.org\r\nNOTE:from the card");
    let bob = one("FN:Bob\r\nTEL:1");
    assert_eq!(import(&mut journal, &[ann.clone(), bob.clone()]), (2, 0, 0));
    assert_eq!(import(&mut journal, &[ann, bob]), (0, 0, 2));
    let moved = one("UID:abc\r\nFN:Ann\r\nORG:Globex");
    assert_eq!(import(&mut journal, &[moved]), (0, 1, 0));
    let people: Vec<_> = journal
        .people()
        .iter()
        .map(|(_, person)| person.clone())
        .collect();
    let ann = people.iter().find(|person| person.name == "Ann").unwrap();
    assert_eq!(
        (ann.company.as_str(), ann.mail.as_str(), ann.notes.as_str()),
        ("Globex", "ann@example.org", "from the card")
    );
    let same_mail = one("UID:another program\r\nFN:Ann L\r\nEMAIL:ANN@example.org");
    assert_eq!(
        import(&mut journal, &[same_mail]),
        (0, 1, 0),
        "found by mail"
    );
}

fn person() -> impl Strategy<Value = Person> {
    let line = "[^\\p{C}\\p{Z}]{1,30}( [^\\p{C}\\p{Z}]{1,30})?";
    (
        line,
        line,
        line,
        "([^\\p{C}]|\n){0,120}",
        proptest::collection::vec("[a-z,;]{1,8}", 0..3),
    )
        .prop_map(|(name, role, company, notes, mut tags)| {
            tags.retain(|tag| !tag.is_empty());
            Person {
                name,
                role,
                company,
                notes,
                tags,
                ..Person::default()
            }
        })
}

proptest! {
    #[test]
    fn cards_come_back_as_they_were(people in proptest::collection::vec(person(), 1..4), is_v4 in any::<bool>()) {
        let cards: Vec<Card> = people.into_iter().enumerate().map(|(at, person)| Card {
            uid: format!("urn:uuid:{}", RecordId::fixed(at as u128 + 1)),
            person,
        }).collect();
        let text = write(&cards, if is_v4 { Version::V4 } else { Version::V3 });
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75));
        prop_assert_eq!(read(&text).unwrap().cards, cards);
    }

    #[test]
    fn no_file_panics(text in "(BEGIN:VCARD|END:VCARD|FN|N|;|:|=|\"|\\\\|\n|\r| |QUOTED-PRINTABLE|\\PC){0,80}") {
        let _ = read(&text);
    }
}
