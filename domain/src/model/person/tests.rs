//! Names people are greeted by, and ties.
use super::*;

#[test]
fn people_are_greeted_by_their_first_name() {
    for (name, first) in [
        ("Ada Lovelace", "Ada"),
        ("Dr. Grace Hopper", "Grace"),
        ("Zoë", "Zoë"),
        ("", ""),
    ] {
        let person = Person {
            name: name.into(),
            ..Person::default()
        };
        assert_eq!(person.first_name(), first);
    }
}

#[test]
fn the_same_two_are_tied_by_one_record() {
    let (one, other) = (RecordId::fixed(1), RecordId::fixed(2));
    assert_eq!(Tie::id(one, other), Tie::id(one, other));
    assert_ne!(Tie::id(one, other), Tie::id(other, one));
}
