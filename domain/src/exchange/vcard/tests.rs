//! Cards as they are met in the wild, and that nothing a file holds can break the reading.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod as_programs_write_them;

use proptest::prelude::*;

use super::*;
use crate::journal::Journal;
use crate::model::person::Person;
use crate::state::edit::Edit;
use crate::state::stamp::Clock;
use crate::values::id::RecordId;
use as_programs_write_them::cyrillic;

/// Without the tables of a browser.
fn no_decoder(_: &str, _: &[u8]) -> Option<String> {
    None
}

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
            notes: "Met at a fair.\nLikes tea.\n\nOther email: old@example.org\nOther link: https://example.org".into(),
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
fn a_soft_break_before_crlf_keeps_the_note_whole() {
    let card = one("FN:Ann\r\nNOTE;ENCODING=QUOTED-PRINTABLE:Hi=0D=0A=\r\nEmail: x@y.z\r\nTEL:1");
    assert_eq!(card.person.notes, "Hi\nEmail: x@y.z");
    assert_eq!(
        (card.person.mail.as_str(), card.person.phone.as_str()),
        ("", "1")
    );
}

#[test]
fn files_of_any_program_are_decoded() {
    let text = "FN:Zoë – €";
    let utf_16 = |unit: fn(u16) -> [u8; 2]| {
        let units = format!("\u{feff}{text}");
        units.encode_utf16().flat_map(unit).collect::<Vec<u8>>()
    };
    let windows = b"FN:Zo\xeb \x96 \x80".to_vec();
    for bytes in [
        text.as_bytes().to_vec(),
        windows,
        utf_16(u16::to_le_bytes),
        utf_16(u16::to_be_bytes),
    ] {
        assert_eq!(decode(bytes, &no_decoder), text);
    }
    let marked = "\u{feff}BEGIN:VCARD\nFN:Zoë\nEND:VCARD".to_owned();
    let marked = read(&decode(marked.into_bytes(), &no_decoder)).unwrap();
    assert_eq!(marked.cards[0].person.name, "Zoë");
    let quoted = one(
        "FN;CHARSET=WINDOWS-1252;ENCODING=QUOTED-PRINTABLE:=84Zo=EB=93 =80\r\nORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:A=96B",
    );
    assert_eq!(quoted.person.name, "„Zoë“ €");
    assert_eq!(quoted.person.company, "A–B");
}

#[test]
fn files_joined_to_one_keep_their_cards_apart() {
    let found = read(
        "\u{feff}BEGIN:VCARD\nFN:Ann\nEND:VCARD\r\n\u{feff}BEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD",
    )
    .unwrap();
    let names: Vec<&str> = found
        .cards
        .iter()
        .map(|card| card.person.name.as_str())
        .collect();
    assert_eq!(names, ["Ann", "Bob"]);
    let unended = read("BEGIN:VCARD\nFN:Ann\n\u{feff}BEGIN:VCARD\nFN:Bob").unwrap();
    assert_eq!(unended.cards.len(), 2);
}

#[test]
fn what_stands_there_more_than_once_is_joined_or_the_first_counts() {
    let card = one(
        "FN:Ann\r\nX_FOO:bar\r\nTITLE:\r\nROLE:Planner\r\nNOTE:One\r\nX-ABC_1:z\r\nNOTE:Two\r\nCATEGORIES:tea\r\nCATEGORIES:Boats,tea",
    );
    assert_eq!(card.person.name, "Ann");
    assert_eq!(card.person.role, "Planner");
    assert_eq!(card.person.notes, "One\n\nTwo");
    assert_eq!(card.person.tags, ["tea", "boats"]);
    let titles = one("FN:Ann\r\nROLE:Planner\r\nTITLE:Lead\r\nTITLE:Keeper of keys");
    assert_eq!(titles.person.role, "Lead");
}

#[test]
fn long_notes_and_tabs_are_read_whole() {
    let long = "Met at the fair. \u{1f680}\n\t".repeat(3_000);
    let person = Person {
        notes: long.clone(),
        profile: format!("https://example.org/{}", "x".repeat(1_500)),
        ..named("Ann")
    };
    let written = write(&[Card::from(person.clone())], Version::V4);
    let back = read(&written).unwrap().cards.remove(0).person;
    assert_eq!(back.profile, person.profile);
    assert_eq!(back.notes.len(), long.len());
    assert_eq!(one("FN:Ann\r\nNOTE:a\tb").person.notes, "a\tb");
    let beyond = one(&format!("FN:Ann\r\nNOTE:{}", "\\n".repeat(190_000)));
    let stored = serde_json::to_string(&beyond.person.notes).unwrap();
    assert_eq!(stored.len(), crate::state::record::LARGEST_VALUE);
}

#[test]
fn a_name_is_found_where_there_is_none() {
    assert_eq!(one("N:Lovelace;Ada;;;").person.name, "Ada Lovelace");
    assert_eq!(one("ORG:Acme").person.name, "Acme");
    assert_eq!(one("EMAIL:ada@example.org").person.name, "ada");
    let nameless =
        read("BEGIN:VCARD\nTITLE:1\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob").unwrap();
    assert_eq!((nameless.cards.len(), nameless.nameless), (2, vec![1]));
    let nickname = one("N:;;;;\r\nFN:\r\nNICKNAME:Mo from the meetup\r\nTEL:1");
    assert_eq!(nickname.person.name, "Mo from the meetup");
    let number = one("TEL;CELL:+44 7700 900222");
    assert_eq!(number.person.name, "+44 7700 900222");
    assert_eq!(number.person.phone, "+44 7700 900222");
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
        "x".repeat(5_000)
    ));
    assert_eq!(card.person.name.len(), 2_048);
    assert_eq!(card.person.profile, "");
    assert_eq!(card.person.company, "a b");
}

fn import(journal: &mut Journal, cards: &[Card]) -> (usize, usize, usize) {
    let import = compare(journal, cards);
    journal.apply(&import.edit(), &mut Clock::new(1), 1_000_000);
    (import.new.len(), import.changed.len(), import.same.len())
}

/// What came of people and cards: name, company, phone and mail of everyone, in order.
fn everyone(journal: &Journal) -> Vec<String> {
    let people = journal.people().iter().map(|(_, person)| {
        let Person {
            name,
            company,
            phone,
            mail,
            ..
        } = person;
        [name, company, phone, mail].map(String::as_str).join("|")
    });
    crate::values::sort::sorted_once(people)
}

fn journal_with(people: &[Person]) -> Journal {
    let mut journal = Journal::default();
    for (at, person) in people.iter().enumerate() {
        let edit = Edit::new("").create(RecordId::fixed(at as u128 + 1), person);
        journal.apply(&edit, &mut Clock::new(1), 1_000);
    }
    journal
}

fn named(name: &str) -> Person {
    Person {
        name: name.into(),
        ..Person::default()
    }
}

#[test]
fn a_mailbox_several_people_read_renames_nobody() {
    let ann = Person {
        mail: "jobs@acme.com".into(),
        ..named("Ann")
    };
    let mut journal = journal_with(&[ann]);
    let bob = one("UID:b\r\nFN:Bob\r\nEMAIL:jobs@acme.com");
    assert_eq!(import(&mut journal, &[bob]), (1, 0, 0));
    assert_eq!(
        everyone(&journal),
        ["Ann|||jobs@acme.com", "Bob|||jobs@acme.com"]
    );
}

#[test]
fn a_namesake_elsewhere_is_somebody_else() {
    let anna = Person {
        company: "Acme GmbH".into(),
        phone: "+49 170 1234567".into(),
        ..named("Anna Schmidt")
    };
    let mut journal = journal_with(&[anna]);
    let namesake = one("UID:1\r\nFN:Anna Schmidt\r\nORG:Praxis");
    let other_phone = one("UID:2\r\nFN:Anna Schmidt\r\nTEL:030 999999");
    let herself = one("UID:3\r\nFN:anna schmidt\r\nORG:ACME\r\nTEL:0170 1234567");
    let cards = [namesake, other_phone, herself];
    assert_eq!(import(&mut journal, &cards), (2, 1, 0));
    assert_eq!(
        everyone(&journal),
        [
            "Anna Schmidt|ACME|0170 1234567|",
            "Anna Schmidt|Praxis||",
            "Anna Schmidt||030 999999|",
        ]
    );
    assert_eq!(import(&mut journal, &cards), (0, 0, 3));
}

#[test]
fn two_cards_of_one_name_are_two_people() {
    let mut journal = Journal::default();
    let cards = ["TEL:1", "TEL:2", "TITLE:Nurse", "TITLE:Driver"]
        .map(|fact| one(&format!("FN:T. Müller\r\n{fact}")));
    assert_eq!(import(&mut journal, &cards), (4, 0, 0));
    // In another order, and one of them with a mail address since.
    let again = ["TITLE:Driver", "TEL:2", "TEL:1\r\nEMAIL:t@example.org"]
        .map(|fact| one(&format!("FN:T. Müller\r\n{fact}")));
    assert_eq!(import(&mut journal, &again), (0, 1, 2));
    assert!(everyone(&journal).contains(&"T. Müller||1|t@example.org".to_owned()));
}

#[test]
fn cards_that_say_the_same_again_are_one_and_are_counted() {
    let card = one("FN:Ann\r\nTEL:1");
    let import = compare(&Journal::default(), &[card.clone(), card]);
    assert_eq!((import.new.len(), import.repeated), (1, 1));
    let twice = [
        one("UID:a\r\nFN:Ann Lee\r\nTEL:1"),
        one("UID:a\r\nFN:Ann\r\nORG:Acme"),
    ];
    let import = compare(&Journal::default(), &twice);
    assert_eq!((import.new.len(), import.repeated), (1, 1));
    let (_, ann) = &import.new[0];
    assert_eq!(
        (ann.name.as_str(), ann.phone.as_str(), ann.company.as_str()),
        ("Ann Lee", "1", "Acme")
    );
}

#[test]
fn a_uid_that_all_cards_have_tells_nobody_apart() {
    let mut journal = Journal::default();
    let cards = [one("UID:0\r\nFN:Ann"), one("UID:0\r\nFN:Bob")];
    assert_eq!(import(&mut journal, &cards), (2, 0, 0));
    let turned = [cards[1].clone(), cards[0].clone()];
    assert_eq!(import(&mut journal, &turned), (0, 0, 2));
    assert_eq!(everyone(&journal), ["Ann|||", "Bob|||"]);
}

#[test]
fn each_person_is_taken_by_one_card_the_surest_first() {
    let ann = Person {
        mail: "ann@example.org".into(),
        ..named("Ann")
    };
    let journal = journal_with(&[ann, named("Ann")]);
    let own = format!("UID:{}\r\nFN:Ann\r\nTEL:3", RecordId::fixed(1));
    let cards = [one("FN:Ann\r\nTEL:1"), one("FN:Ann\r\nTEL:2"), one(&own)];
    let import = compare(&journal, &cards);
    let changed: Vec<_> = import
        .changed
        .iter()
        .map(|(id, _, after)| (*id, after.phone.as_str()))
        .collect();
    assert_eq!(
        changed,
        [(RecordId::fixed(2), "1"), (RecordId::fixed(1), "3")]
    );
    assert_eq!(import.new.len(), 1);
}

#[test]
fn who_was_recognised_is_found_again_whatever_is_corrected_here() {
    let ann = Person {
        mail: "ann@example.org".into(),
        ..named("Ann Lee")
    };
    let mut journal = journal_with(&[ann]);
    let card = one("UID:x-1\r\nFN:Lee, A.\r\nEMAIL:Ann@example.org");
    assert_eq!(import(&mut journal, std::slice::from_ref(&card)), (0, 1, 0));
    let id = RecordId::fixed(1);
    let before = journal.people().get(id).unwrap().clone();
    assert_eq!(
        (before.name.as_str(), before.card.as_str()),
        ("Ann Lee", "x-1"),
        "the fuller name stays"
    );
    let after = Person {
        name: "Ann Ott".into(),
        mail: "ott@example.org".into(),
        ..before.clone()
    };
    let edit = Edit::new("").change(id, &before, &after);
    journal.apply(&edit, &mut Clock::new(1), 2_000_000);
    let import = compare(&journal, &[card]);
    assert_eq!((import.new.len(), import.changed.len()), (0, 1));
    assert_eq!(import.changed[0].0, id);
}

#[test]
fn an_import_says_what_it_changes() {
    let before = Person {
        company: "Acme".into(),
        ..named("Ann")
    };
    let journal = journal_with(&[before]);
    let cards = [one(
        "UID:a\r\nFN:Ann\r\nORG:Acme\r\nTEL:1\r\nCATEGORIES:Tea",
    )];
    let import = compare(&journal, &cards);
    let (_, before, after) = &import.changed[0];
    assert_eq!(
        what_changes(before, after),
        "linked to this card, phone, tags"
    );
    let renamed = Person {
        name: "Ann Lee".into(),
        ..before.clone()
    };
    assert_eq!(what_changes(before, &renamed), "name becomes Ann Lee");
}

#[test]
fn whoever_is_typed_or_picked_is_recognised_by_the_same_rule() {
    let journal = journal_with(&[Person {
        company: "Acme GmbH".into(),
        ..named("Ann Lee")
    }]);
    let at = |name: &str, company: &str| {
        let person = Person {
            company: company.into(),
            ..named(name)
        };
        recognise(&journal, &Card::from(person))
    };
    let ann = Some(RecordId::fixed(1));
    assert_eq!(at("ann lee", "ACME"), ann);
    assert_eq!(at("Ann Lee", ""), ann);
    assert_eq!(at("Ann Lee", "Globex"), None);
    assert_eq!(at("Ann", "Acme"), None);
}

#[test]
fn a_large_address_book_is_compared() {
    let people: Vec<Person> = (0..2_000)
        .map(|at| Person {
            mail: format!("p{at}@example.org"),
            ..named(&format!("Person {at}"))
        })
        .collect();
    let mut edit = Edit::new("");
    for (at, person) in people.iter().enumerate() {
        edit = edit.create(RecordId::fixed(at as u128 + 1), person);
    }
    let mut journal = Journal::default();
    journal.apply(&edit, &mut Clock::new(1), 1_000);
    let cards: Vec<Card> = (0..5_000)
        .map(|at| Card {
            uid: format!("card-{at}"),
            person: named(&format!("Person {at}")),
        })
        .collect();
    let import = compare(&journal, &cards);
    assert_eq!((import.new.len(), import.changed.len()), (3_000, 2_000));
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
        "([^\\p{C}]|[\n\t]){0,120}",
        proptest::collection::vec("[a-z,;]{1,8}", 0..3),
    )
        .prop_map(|(name, role, company, notes, mut tags)| {
            tags = crate::values::sort::sorted_once(tags);
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

/// Few names and facts, so that many of them meet.
fn anyone() -> impl Strategy<Value = Person> {
    ("(Ann|Ann Lee|Bob)", "[mn]?", "[12]?", "(Acme|Praxis)?").prop_map(
        |(name, mail, phone, company)| Person {
            name,
            mail,
            phone,
            company,
            ..Person::default()
        },
    )
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
    fn an_import_done_again_adds_nobody_and_with_uids_changes_nothing(
        here in proptest::collection::vec(anyone(), 0..5),
        cards in proptest::collection::vec((anyone(), "[xy]?"), 0..6),
        has_uids in any::<bool>(),
    ) {
        let mut journal = journal_with(&here);
        let cards: Vec<Card> = cards.into_iter().enumerate().map(|(at, (person, uid))| Card {
            uid: if has_uids { format!("card {at}") } else { uid },
            person,
        }).collect();
        let first = compare(&journal, &cards);
        prop_assert_eq!(
            first.new.len() + first.changed.len() + first.same.len() + first.repeated,
            cards.len()
        );
        journal.apply(&first.edit(), &mut Clock::new(1), 1_000_000);
        prop_assert_eq!(journal.people().len(), here.len() + first.new.len());
        let again = compare(&journal, &cards);
        prop_assert_eq!(&again.new, &[]);
        prop_assert!(!has_uids || again.is_empty(), "{:?} after {:?}", again, first);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = decode(bytes.clone(), &no_decoder);
        let text = decode(bytes, &cyrillic);
        let _ = read(&text);
    }

    #[test]
    fn no_file_panics(text in "(BEGIN:VCARD|END:VCARD|FN|N|NOTE|CATEGORIES|UID|\u{feff}|\t|;|:|=|\"|\\\\|\n|\r| |QUOTED-PRINTABLE|\\PC){0,80}") {
        if let Ok(found) = read(&text) {
            let import = compare(&Journal::default(), &found.cards);
            prop_assert_eq!(import.new.len() + import.repeated, found.cards.len());
        }
    }
}
