//! Encodings, foldings, lists and further numbers, as programs really write them.

use super::*;

/// A browser that knows two encodings: Cyrillic of windows-1251, and two letters of Shift_JIS.
pub(super) fn cyrillic(label: &str, bytes: &[u8]) -> Option<String> {
    if label.eq_ignore_ascii_case("shift_jis") {
        return (bytes == [0x83, 0x5c, 0x93, 0x63]).then(|| "\u{30bd}\u{7530}".to_owned());
    }
    let letter = |byte: &u8| match byte {
        0xc0.. => char::from_u32(u32::from(*byte) - 0xc0 + 0x410),
        0x80.. => None,
        _ => Some(char::from(*byte)),
    };
    let is_known = label.eq_ignore_ascii_case("windows-1251");
    is_known.then(|| bytes.iter().map(letter).collect())?
}

/// The cards of a file of bytes, as a browser would read it.
fn cards_of(lines: &[&[u8]]) -> Cards {
    let mut bytes = b"BEGIN:VCARD\r\nVERSION:2.1\r\n".to_vec();
    for line in lines {
        bytes.extend(*line);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"END:VCARD\r\n");
    read(&decode(bytes, &cyrillic)).unwrap()
}

#[test]
fn a_property_in_an_encoding_of_its_own_is_read_in_it() {
    let found = cards_of(&[
        b"FN;CHARSET=Windows-1251:\xc5\xea\xe0\xf2\xe5\xf0\xe8\xed\xe0",
        // The folding cuts nothing, though a byte of the second letter is a backslash.
        b"ORG;CHARSET=SHIFT_JIS:\x83",
        b" \x5c\x93\x63",
        b"TITLE;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C0=",
        b" =C1",
        b"NOTE;CHARSET=windows-1251:plain",
    ]);
    let person = &found.cards[0].person;
    assert_eq!(person.name, "Екатерина");
    assert_eq!(person.company, "ソ田");
    assert_eq!(person.role, "АБ");
    assert_eq!(person.notes, "plain");
    assert_eq!(found.unread, 0);
}

#[test]
fn what_is_declared_once_helps_lines_that_declare_nothing() {
    let found = cards_of(&[b"FN;CHARSET=windows-1251:\xc0", b"NOTE:\xc1\xc2\xc3"]);
    assert_eq!(found.cards[0].person.notes, "БВГ");
}

#[test]
fn a_wrong_label_is_not_believed() {
    let found = cards_of(&["FN;CHARSET=windows-1251:Zoë".as_bytes(), b"TEL:123"]);
    assert_eq!(found.cards[0].person.name, "Zoë");
}

#[test]
fn an_unknown_encoding_is_said_and_not_guessed() {
    let found = cards_of(&[b"FN;CHARSET=KOI-9:\xe5\xea\xe0", b"TEL:+7 900 0000000"]);
    assert_eq!(found.encodings, ["KOI-9"]);
    assert_eq!(found.unread, 1);
    assert_eq!(found.cards[0].person.name, "+7 900 0000000");
    let unnamed = cards_of(&[b"FN:\xe5\xea\xe0\xf2\xe5"]);
    assert_eq!((unnamed.cards.len(), unnamed.unread), (0, 1));
    let quoted = cards_of(&[b"FN;CHARSET=KOI-9;ENCODING=QUOTED-PRINTABLE:=E5=EA"]);
    assert_eq!((quoted.cards.len(), quoted.unread), (0, 1));
    let undecoded = read("BEGIN:VCARD\nFN;CHARSET=KOI-9;QUOTED-PRINTABLE:=E5=EA\nEND:VCARD");
    assert_eq!(undecoded.unwrap().unread, 1);
}

#[test]
fn utf_16_is_known_without_its_mark() {
    let text = "BEGIN:VCARD\r\nFN:Zoë Șerban\r\nNOTE:日本\r\nEND:VCARD\r\n";
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes = text.encode_utf16().flat_map(unit).collect();
        assert_eq!(decode(bytes, &no_decoder), text);
    }
}

#[test]
fn quoted_printable_that_is_folded_once_more_is_read() {
    let card = one(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=D0=BD=D0=B4=D1=80=D0=B5=\r\n =D0=B9=20=D0=9C=D0=B0=D0=BB=D1=\r\n =8B=D1=88=D0=B5=D0=B2\r\nNOTE;ENCODING=QUOTED-PRINTABLE:Hi=\r\n there=\r\n you",
    );
    assert_eq!(card.person.name, "Андрей Малышев");
    assert_eq!(
        card.person.notes, "Hi there you",
        "spaces of the text itself"
    );
}

#[test]
fn the_preferred_comes_first_and_the_others_are_kept() {
    let card = one(
        "FN:J\r\nTEL;TYPE=WORK:+49 221 1\r\nTEL;TYPE=CELL;PREF=2:+49 170 1\r\nitem1.TEL;VALUE=uri;PREF=1:tel:+49 30 1\r\nEMAIL;TYPE=WORK:a@example.com\r\nEMAIL;TYPE=HOME:b@example.com\r\nEMAIL:a@example.com\r\nNOTE:Tea",
    );
    assert_eq!(card.person.phone, "+49 30 1");
    assert_eq!(card.person.mail, "a@example.com");
    assert_eq!(
        card.person.notes,
        "Tea\n\nOther email (home): b@example.com\nOther phone (mobile): +49 170 1\nOther phone (work): +49 221 1"
    );
    let written = write(std::slice::from_ref(&card), Version::V4);
    assert_eq!(read(&written).unwrap().cards[0].person, card.person);
}

#[test]
fn further_numbers_join_the_notes_of_somebody_here_once() {
    let ann = Person {
        notes: "My own words".into(),
        ..named("Ann")
    };
    let mut journal = journal_with(&[ann]);
    let card = one("UID:a\r\nFN:Ann\r\nTEL:1\r\nTEL;HOME:2\r\nNOTE:theirs");
    assert_eq!(import(&mut journal, std::slice::from_ref(&card)), (0, 1, 0));
    let notes = &journal.people().get(RecordId::fixed(1)).unwrap().notes;
    assert_eq!(notes, "My own words\nOther phone (home): 2");
    assert_eq!(import(&mut journal, &[card]), (0, 0, 1));
}

#[test]
fn lists_of_cards_are_tags_and_nobody() {
    let found = read(
        "BEGIN:VCARD\nFN:Ines\nUID:8C52\nCATEGORIES:myContacts,* starred,Berlin people,System Group: Friends\nEND:VCARD\nBEGIN:VCARD\nX-ADDRESSBOOKSERVER-KIND:group\nFN:Recruiters\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:8C52\nEND:VCARD\nBEGIN:VCARD\nKIND:Group\nFN:Former colleagues\nMEMBER:urn:uuid:8C52\nMEMBER:urn:uuid:none\nEND:VCARD",
    )
    .unwrap();
    assert_eq!(found.cards.len(), 1);
    assert_eq!(
        found.cards[0].person.tags,
        ["berlin people", "recruiters", "former colleagues"]
    );
}

#[test]
fn pages_without_a_scheme_and_addresses_with_a_name_are_read() {
    let card = one(
        "FN:Ann Lee (ann@example.org)\r\nEMAIL:\"Ann L.\" <ann@example.org>\r\nURL;type=pref:www.example.org/ann\r\nURL:linkedin.com/in/ann\r\nURL:javascript:alert(1)\r\nURL:nowhere",
    );
    assert_eq!(card.person.name, "Ann Lee");
    assert_eq!(card.person.mail, "ann@example.org");
    assert_eq!(card.person.profile, "https://linkedin.com/in/ann");
    assert_eq!(card.person.notes, "Other link: https://www.example.org/ann");
}

#[test]
fn the_preferred_of_several_names_counts() {
    let card = one("FN;PREF=2:Maya T.\r\nFN;PREF=1:Maya Tern\r\nFN:M.");
    assert_eq!(card.person.name, "Maya Tern");
}

#[test]
fn a_card_within_a_card_takes_nothing_from_it() {
    let found = read(
        "BEGIN:VCARD\nFN:Bob\nAGENT:\nBEGIN:VCARD\nFN:Fred\nTEL:2\nEND:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nEND:VCARD",
    )
    .unwrap();
    let people = found.cards.iter().map(|card| &card.person);
    let said: Vec<String> = people
        .map(|one| format!("{} {}", one.name, one.phone))
        .collect();
    assert_eq!(said, ["Fred 2", "Bob 1", "Ann "]);
}
